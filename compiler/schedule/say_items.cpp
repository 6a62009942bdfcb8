// SPDX-License-Identifier: Apache-2.0
//
// What is too long for one sentence: sub-paragraphs, each of which says what it is to what stands before it.
#include <utility>

#include "compiler/schedule/heads.h"
#include "compiler/schedule/periods.h"
#include "compiler/schedule/sentence.h"

namespace quarterday::schedule {

using syntax::Aggregate;
using syntax::AggregateOp;
using syntax::Binary;
using syntax::BinaryOp;
using syntax::Case;
using syntax::Cell;
using syntax::Conditional;
using syntax::ExprId;
using syntax::FirstReported;
using syntax::FirstThen;
using syntax::Limit;
using syntax::LimitOp;
using syntax::MonthLiteral;
using syntax::NumberLiteral;
using syntax::PercentLiteral;
using syntax::QuarterLiteral;
using syntax::Unary;
using syntax::UnaryOp;

namespace {

// Longer figures are told in sub-paragraphs.
constexpr std::size_t long_figure = 190;
// Within sub-paragraphs, already.
constexpr std::size_t long_part = 120;
constexpr int max_depth = 3;

}  // namespace

std::string clause_numbers(const std::string& written) {
  const std::size_t last = written.rfind(',');
  if (last == std::string::npos) return "clause " + written;
  return "clauses " + written.substr(0, last) + " and" + written.substr(last + 1);
}

std::string clause_words(const std::string& clause, const std::string& deed) {
  if (clause.empty()) return deed.empty() ? "" : " (" + deed + ")";
  return " (" + clause_numbers(clause) + (deed.empty() ? "" : " of " + deed) + ")";
}

Item Sentence::item(ExprId id) {
  const Text whole = figure(id);
  if (plain(whole).size() <= (depth_ == 0 ? long_figure : long_part) || depth_ == max_depth) return {whole, {}};
  ++depth_;
  Item made = long_item(bare(id), whole);
  --depth_;
  return made;
}

Item Sentence::long_item(ExprId id, const Text& whole) {
  return std::visit(Overloaded{
                        [&](const Conditional& c) { return item_of(c); },
                        [&](const FirstThen& f) { return item_of(f); },
                        [&](const FirstReported& f) { return item_of(f); },
                        [&](const Binary& b) {
                          return b.op < BinaryOp::less ? chain_item(id) : Item{whole, {}};
                        },
                        [&](const Limit&) { return limit_item(id); },
                        [&](const Unary& u) {
                          return u.op == UnaryOp::rounded ? after_words("the rounded amount of ", u.operand, Hold::of)
                                                          : Item{whole, {}};
                        },
                        [&](const Aggregate& a) { return item_of(a, whole); },
                        [&](const auto&) {
                          return Item{whole, {}};
                        },
                    },
                    expr(id).node);
}

Item Sentence::after_words(Text words, ExprId id, Hold most) {
  Item inner = item(id);
  if (inner.items.empty()) inner.text = figure(id, most);
  return {std::move(words) + inner.text, std::move(inner.items)};
}

// A value that applies if something is the case; `if_words` with its "if". What has commas of its own stands last.
Item Sentence::case_item(ExprId value, const Text& if_words) {
  Item inner = item(value);
  if (inner.items.empty() && say(value).hold <= Hold::product) return {inner.text + ", " + if_words, {}};
  const bool asks = plain(if_words).starts_with("if ");
  return {if_words + (asks ? ", then " : ", ") + inner.text, std::move(inner.items)};
}

Item Sentence::item_of(const Conditional& conditional) {
  read(Reading::cases);
  Item all{"the first of the following that applies:", {}};
  for (const Case& one : conditional.cases) all.items.push_back(case_item(one.value, "if " + condition(one.condition)));
  all.items.push_back(after_words("otherwise ", conditional.otherwise, Hold::limit));
  return all;
}

Item Sentence::item_of(const FirstThen& recurrence) {
  const std::string period = grain_word(scope_.grain);
  Item all{"the following:", {}};
  all.items.push_back(after_words("in the first " + period + ", ", recurrence.first, Hold::limit));
  all.items.push_back(after_words("in each later " + period + ", ", recurrence.then, Hold::limit));
  return all;
}

Item Sentence::item_of(const FirstReported& first) {
  read(Reading::first_reported);
  Item all{"the first reported of the following:", {}};
  for (const ExprId choice : first.choices) all.items.push_back(item(choice));
  return all;
}

Item Sentence::item_of(const Aggregate& aggregate, const Text& whole) {
  if (aggregate.op != AggregateOp::sum || table_of_rows(aggregate.set.name.text)) return {whole, {}};
  const Scope outer = scope_;
  const Text set = set_words(aggregate.set, false);
  Item all = after_words("the sum, over " + set + ", of ", aggregate.body, Hold::of);
  scope_ = outer;
  return all;
}

// A chain of sums, or of factors, taken from left to right.
Item Sentence::chain_item(ExprId id) {
  const auto is_sum = [](BinaryOp op) { return op == BinaryOp::add || op == BinaryOp::subtract; };
  const bool sum = is_sum(as<Binary>(id)->op);
  std::vector<std::pair<BinaryOp, ExprId>> parts;
  ExprId at = id;
  while (true) {
    const auto* binary = as<Binary>(bare(at));
    if (binary == nullptr || binary->op >= BinaryOp::less || is_sum(binary->op) != sum) break;
    parts.insert(parts.begin(), {binary->op, binary->right});
    at = binary->left;
  }
  Item all{sum ? "the total of the following:" : "the result of the following, in this order:", {}};
  all.items.push_back(item(at));
  for (const auto& [op, part] : parts) {
    const char* joint = op == BinaryOp::add        ? "plus "
                        : op == BinaryOp::subtract ? "less "
                        : op == BinaryOp::multiply ? "multiplied by "
                                                   : "divided by ";
    if (sum && as<PercentLiteral>(bare(part)) != nullptr) {
      all.items.push_back({joint + added(part), {}});
    } else {
      all.items.push_back(after_words(joint, part, Hold::word));
    }
  }
  return all;
}

Item Sentence::limit_item(ExprId id) {
  read(Reading::limit);
  const auto [subject, limits] = limited(id);
  Item all{"the following, limited in this order:", {item(subject)}};
  for (const Limit* one : limits)
    all.items.push_back(
        after_words(one->op == LimitOp::at_most ? "but not more than " : "but not less than ", one->limit, Hold::of));
  return all;
}

Item Sentence::condition_item(ExprId id) {
  const Text whole = condition(id, Hold::sweep);
  const auto* binary = as<Binary>(bare(id));
  const bool joined = binary != nullptr && (binary->op == BinaryOp::logical_and || binary->op == BinaryOp::logical_or);
  if (!joined || plain(whole).size() <= long_figure) return {whole, {}};
  const BinaryOp op = binary->op;
  Item all{op == BinaryOp::logical_and ? "all of the following hold:" : "at least one of the following holds:", {}};
  std::vector<ExprId> parts;
  ExprId at = id;
  for (; (binary = as<Binary>(bare(at))) != nullptr && binary->op == op; at = binary->left)
    parts.insert(parts.begin(), binary->right);
  parts.insert(parts.begin(), at);
  for (const ExprId part : parts) all.items.push_back({condition(part, Hold::sweep), {}});
  return all;
}

// ---- Tables of cases ----------------------------------------------------------------------------------------------

// A member or a period alone stands for the test that it is the one at hand.
Text Sentence::case_words(const Cell& cell) {
  if (cell.kind == Cell::Kind::from) return "from " + first_words(calendar(), cell.period->text) + " on";
  const auto* number = cell.expr ? as<NumberLiteral>(cell.expr) : nullptr;
  if (cell.period && !cell.name) return "in " + period_words(calendar(), cell.period->text);
  if (number != nullptr) return "in " + number->value.to_text();
  if (cell.expr)
    if (const auto* month = as<MonthLiteral>(cell.expr)) return "in " + month_name(month->number);
  if (cell.expr)
    if (const auto* quarter = as<QuarterLiteral>(cell.expr)) return "in Q" + std::to_string(quarter->number);
  if (cell.name && variable(cell.name->text) == nullptr)
    for (const Variable& at_hand : scope_.variables)
      if (const auto member = language_.contract.member(at_hand.set, cell.name->text))
        return "if the " + spaced(at_hand.name) + " is " + language_.terms.member(*member);
  return "if " + condition(cell.expr);
}

Item Sentence::cases(const syntax::Table& table, const std::string& deed) {
  read(Reading::cases);
  Item all{"the first of the following that applies:", {}};
  bool ended = false;
  for (const syntax::Row& row : table.rows) {
    const Cell& test = row.cells.front();
    ended = test.kind == Cell::Kind::otherwise;
    Item one = ended ? after_words("otherwise ", row.cells[1].expr, Hold::choice)
                     : case_item(row.cells[1].expr, case_words(test));
    for (const Cell& cell : row.cells)
      if (cell.kind == Cell::Kind::clause) one.text += clause_words(cell.text, deed);
    all.items.push_back(std::move(one));
  }
  if (!ended) {
    read(Reading::left_out);
    all.items.push_back({"otherwise no figure (it is left out)", {}});
  }
  return all;
}

}  // namespace quarterday::schedule
