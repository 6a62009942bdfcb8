// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/syntax/parsing.h"

namespace quarterday::syntax {
namespace {

TEST_CASE("sentences are read as written") {
  struct Row {
    const char* sentence;
    const char* tree;
  };
  const Row rows[] = {
      {"95% of value", "(of (percent 0.95) value)"},
      {"instalment of 2.5% of value", "(of instalment (of (percent 0.025) value))"},
      {"numerator of result / eligible", "(/ (of numerator result) eligible)"},
      {"u * b of c / d", "(/ (* u (of b c)) d)"},
      {"u * b of c above 5% of d at e for f / g",
       "(/ (* u (of b (further c [above (of (percent 0.05) d)] [at (for e f)]))) g)"},
      {"50% of b of c over 1 to d of e from 2 + f",
       "(+ (of (percent 0.5) (of b (further c [over 1] [to (of d e)] [from 2]))) f)"},
      {"progress of b of c over d to e", "(progress (of b c) d e)"},
      {"u / b / c * d", "(* (/ (/ u b) c) d)"},
      {"50% of rounded u * b", "(of (percent 0.5) (rounded (* u b)))"},
      {"2 * instalment of -core", "(* 2 (of instalment (negate core)))"},
      {"u - b + c", "(+ (- u b) c)"},
      {"rounded u - b", "(- (rounded u) b)"},
      {"u - b at least £0 at most 50% of c", "(at_most (at_least (- u b) (money £ 0)) (of (percent 0.5) c))"},
      {"£26.5m growing 1.3% a year", "(growing (money £ 26500000) (percent 0.013))"},
      {"SEK 1,250.50 to nearest SEK 1", "(to_nearest (money SEK 1250.5) (money SEK 1))"},
      {"u split over s by w", "(split u over s by w)"},
      {"u split over s equally", "(split u over s equally)"},
      {"x with u as b and c as 2 * d", "(with x [u b] [c (* 2 d)])"},
      {"first u, then first b, then c", "(first_then u (first_then b c))"},
      {"u if b, c if d, otherwise e if f, otherwise g", "(if [b u] [d c] (if [f e] g))"},
      {"u or b and not c", "(or u (and b (not c)))"},
      {"u <= b and c = d - e at most f", "(and (<= u b) (= c (at_most (- d e) f)))"},
      {"u is not reported or u is given", "(or (not (is_reported u)) (is_given u))"},
      {"kind is not one of (u, b)", "(not (is_one_of kind u b))"},
      {"u is between -1 and b + 2", "(is_between u (negate 1) (+ b 2))"},
      {"end is in quarter", "(is_in end (calendar quarter))"},
      {"u meets b", "(meets u b)"},
      {"u within 48 hours after this stay's end", "(within u (after (duration 48 hour) ('s (this stay) end)))"},
      {"u never falls as b improves", "(never falls u as b improves)"},
      {"every its measures where w is one of (1, 2) has x >= 3",
       "(every {its measures where (is_one_of w 1 2)} has (>= x 3))"},
      {"some other stay with same (p, q) has u = b", "(some_other {stay} same p q has (= u b))"},
      {"sum over currencies where kind is em of (u - b) * price",
       "(sum {currencies where (is kind em)} (* (brackets (- u b)) price))"},
      {"average over its measures by weight of score", "(average {its measures} by weight score)"},
      {"highest over years from 2014/15 to date of x", "(highest {years from 2014/15 to date} x)"},
      {"pooled over last 4 quarters of r", "(pooled {last 4 quarter} r)"},
      {"lowest over last 3 years of r", "(lowest {last 3 year} r)"},
      {"sum over trusts as sender of aid for trust", "(sum {trusts as sender} (for aid trust))"},
      {"number of eligible where done", "(number_of {eligible where done})"},
      {"first reported of (u in March, u in Q4, u in 2015/16)",
       "(first_reported (at u [month 3]) (at u [quarter 4]) (at u [2015/16]))"},
      {"u last year + b same quarter last year - c this year",
       "(- (+ (at u [last year]) (at b [same quarter last year])) (at c [this year]))"},
      {"progress of r over base to 90%", "(progress r base (percent 0.9))"},
      {"progress of r over goal", "(progress r goal none)"},
      {"scale of 2 of x", "(scale (of 2 x))"},
      {"£8 per case for u * 5 per 1,000", "(* (for (per (money £ 8) case) u) (per 5 1000))"},
      {"paid out of b + opening b", "(+ (paid_out_of b) (opening b))"},
      {"contract year / 10", "(/ (calendar contract_year) 10)"},
      {"2014-04-01", "(date 2014-04-01)"},
      {"month is April", "(is (calendar month) (month 4))"},
      {"left out", "(left_out)"},
      {"source + term", "(+ source term)"},
  };
  for (const Row& row : rows) {
    INFO(row.sentence);
    const Parsed parsed = parse_declarations(std::string("define x = ") + row.sentence);
    CHECK(parsed.codes() == std::vector<std::string>{});
    const auto* define = std::get_if<DefineDecl>(&parsed.tree.declarations.front());
    REQUIRE(define != nullptr);
    CHECK(dump(parsed.tree, define->body.expr) == row.tree);
  }
}

TEST_CASE("an expression knows its place") {
  const Parsed parsed = parse_declarations("define x = u + 95% of (b)");
  const auto& define = std::get<DefineDecl>(parsed.tree.declarations.front());
  const auto text_of = [&parsed](ExprId id) {
    const Span span = parsed.tree.expr(id).span;
    return parsed.file().text().substr(span.begin, span.end - span.begin);
  };
  CHECK(text_of(define.body.expr) == "u + 95% of (b)");
  const auto& sum = std::get<Binary>(parsed.tree.expr(define.body.expr).node);
  CHECK(text_of(sum.left) == "u");
  CHECK(text_of(sum.right) == "95% of (b)");
}

}  // namespace
}  // namespace quarterday::syntax
