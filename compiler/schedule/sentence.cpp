// SPDX-License-Identifier: Apache-2.0
#include "compiler/schedule/sentence.h"

#include "compiler/schedule/heads.h"
#include "runtime/value/check.h"

namespace quarterday::schedule {

using syntax::After;
using syntax::Aggregate;
using syntax::Ascribed;
using syntax::At;
using syntax::BalanceFigure;
using syntax::Binary;
using syntax::Bracketed;
using syntax::ByWeight;
using syntax::CalendarReference;
using syntax::Conditional;
using syntax::DateLiteral;
using syntax::DurationLiteral;
using syntax::ExprId;
using syntax::FirstReported;
using syntax::FirstThen;
using syntax::For;
using syntax::Growing;
using syntax::LeftOut;
using syntax::Limit;
using syntax::LimitOp;
using syntax::MoneyLiteral;
using syntax::MonthLiteral;
using syntax::NameReference;
using syntax::NumberLiteral;
using syntax::NumberOf;
using syntax::Of;
using syntax::Per;
using syntax::PercentLiteral;
using syntax::PeriodLiteral;
using syntax::Possessive;
using syntax::Progress;
using syntax::QuarterLiteral;
using syntax::RangeLiteral;
using syntax::Rhythm;
using syntax::SettlementRefused;
using syntax::SplitOver;
using syntax::StandardLiteral;
using syntax::TableOf;
using syntax::ThisRow;
using syntax::ToNearest;
using syntax::TypeLiteral;
using syntax::Unary;
using syntax::WithAs;
using syntax::YesNoLiteral;

// The contract was checked: what is put together before that, and what is no sentence, cannot be met here.
Said Sentence::say(ExprId id) {
  if (const std::optional<Said> condition = test(id))
    return {"“yes” if " + condition->text + ", and otherwise “no”", Hold::choice};
  return std::visit(
      Overloaded{
          [&](const NumberLiteral&) { return literal(id); },
          [&](const PercentLiteral&) { return literal(id); },
          [&](const MoneyLiteral&) { return literal(id); },
          [&](const DurationLiteral& d) { return Said{duration(d)}; },
          [&](const PeriodLiteral&) { return literal(id); },
          [&](const DateLiteral&) { return literal(id); },
          [&](const QuarterLiteral&) { return literal(id); },
          [&](const MonthLiteral&) { return literal(id); },
          [&](const YesNoLiteral&) { return literal(id); },
          [&](const CalendarReference&) { return literal(id); },
          [&](const LeftOut&) {
            read(Reading::left_out);
            return Said{"no figure (it is left out)"};
          },
          [&](const SettlementRefused&) {
            read(Reading::refused);
            return Said{"no figure (the settlement is refused)"};
          },
          [&](const NameReference&) { return reference(id); },
          [&](const ThisRow&) { return Said{row_owner(id)}; },
          [&](const Bracketed& b) { return say(b.inner); },
          [&](const For&) { return reference(id); },
          [&](const At&) { return reference(id); },
          [&](const Per& p) { return Said{figure(p.of, Hold::word) + " per " + spaced(p.per.text)}; },
          [&](const Possessive& p) { return possessive(p); },
          [&](const Of& o) { return of(o); },
          [&](const Unary& u) { return unary(u); },
          [&](const Binary& b) { return binary(b); },
          [&](const Aggregate& a) { return aggregate(a); },
          [&](const NumberOf& n) { return number_of(n); },
          [&](const FirstReported& f) { return first_reported(f); },
          [&](const Progress& p) { return progress(p); },
          [&](const TableOf& t) { return table_of(t); },
          [&](const Limit&) { return limit(id); },
          [&](const SplitOver& s) { return split(s); },
          [&](const Growing& g) { return growing(g); },
          [&](const ByWeight& b) {
            read(Reading::instalment_by_weight);
            return Said{figure(b.subject, Hold::of) + ", in proportion to " + figure(b.weight, Hold::of), Hold::limit};
          },
          [&](const ToNearest& n) {
            read(Reading::to_nearest);
            return Said{figure(n.subject, Hold::product) + ", to the nearest " + figure(n.step, Hold::of), Hold::limit};
          },
          [&](const WithAs& w) { return worked_out_again(w); },
          [&](const Conditional& c) { return conditional(c); },
          [&](const FirstThen& f) { return first_then(f); },
          [&](const BalanceFigure& b) { return balance(b); },
          [&](const After& a) {
            read(Reading::dates);
            return Said{duration(a.duration) + " after " + figure(a.operand, Hold::of), Hold::of};
          },
          [&](const Ascribed& a) { return say(a.of); },
          [&](const StandardLiteral& s) {
            return Said{(s.op == LimitOp::at_least ? "at least " : "at most ") + figure(s.bound, Hold::of), Hold::of};
          },
          [&](const RangeLiteral& r) {
            read(Reading::range);
            return Said{figure(r.low, Hold::of) + " to " + figure(r.high, Hold::of), Hold::sum};
          },
          [&](const TypeLiteral& t) { return Said{type_words(t.type)}; },
          [&](const auto&) {
            QD_CHECK(false, "a contract without mistakes holds a sentence that is none");
            return Said{};
          },
      },
      expr(id).node);
}

Text Sentence::within(Said said, Hold most) { return said.hold > most ? "(" + said.text + ")" : std::move(said.text); }

Text Sentence::figure(ExprId id, Hold most) { return within(say(id), most); }

ExprId Sentence::bare(ExprId id) const {
  while (true) {
    if (const auto* bracketed = as<Bracketed>(id)) {
      id = bracketed->inner;
    } else if (const auto* ascribed = as<Ascribed>(id)) {
      id = ascribed->of;
    } else {
      return id;
    }
  }
}

std::string grain_word(plan::Grain grain) {
  switch (grain) {
    case plan::Grain::once:
      return "term";
    case plan::Grain::year:
      return "year";
    case plan::Grain::quarter:
      return "quarter";
    case plan::Grain::month:
      return "month";
  }
  return {};
}

plan::Grain grain_of(Rhythm rhythm) {
  switch (rhythm) {
    case Rhythm::year:
      return plan::Grain::year;
    case Rhythm::quarter:
      return plan::Grain::quarter;
    case Rhythm::month:
      return plan::Grain::month;
  }
  return plan::Grain::year;
}

Text Sentence::time_at_hand() const { return "the " + grain_word(scope_.grain); }

}  // namespace quarterday::schedule
