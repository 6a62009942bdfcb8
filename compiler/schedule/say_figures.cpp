// SPDX-License-Identifier: Apache-2.0
//
// Figures, written out and reckoned with.
#include <algorithm>
#include <utility>

#include "compiler/schedule/periods.h"
#include "compiler/schedule/sentence.h"
#include "runtime/value/date.h"
#include "runtime/value/format.h"

namespace quarterday::schedule {

using syntax::Binary;
using syntax::BinaryOp;
using syntax::CalendarReference;
using syntax::CalendarWord;
using syntax::Case;
using syntax::Conditional;
using syntax::DateLiteral;
using syntax::DurationLiteral;
using syntax::ExprId;
using syntax::FirstReported;
using syntax::FirstThen;
using syntax::Growing;
using syntax::LeftOut;
using syntax::Limit;
using syntax::LimitOp;
using syntax::MoneyLiteral;
using syntax::MonthLiteral;
using syntax::NameReference;
using syntax::NumberLiteral;
using syntax::Of;
using syntax::PercentLiteral;
using syntax::PeriodLiteral;
using syntax::QuarterLiteral;
using syntax::SettlementRefused;
using syntax::Span;
using syntax::Unary;
using syntax::UnaryOp;
using syntax::WithAs;
using syntax::YesNoLiteral;

namespace {

// All decimals of a literal, which are never without end.
std::string exact(const value::Rational& number) {
  std::string text = number.to_text();
  return text.find('/') == std::string::npos ? value::with_thousands(text) : text;
}

std::string date_words(const std::string& text) {
  const auto date = value::Date::parse(text);
  if (!date) return text;
  return std::to_string(date->day) + " " + month_name(date->month) + " " + std::to_string(date->year);
}

}  // namespace

std::string Sentence::count_of(const value::Rational& number) { return exact(number); }

std::string Sentence::money(const MoneyLiteral& money) const {
  const bool whole = money.value.is_integer();
  std::string amount = exact(value::abs(money.value));
  const std::size_t point = amount.find('.');
  if (!whole && amount.size() - point == 2) amount += '0';
  const bool word = !money.symbol.empty() && money.symbol.front() >= 'A' && money.symbol.front() <= 'Z';
  return (money.value.sign() < 0 ? "-" : "") + money.symbol + (word ? " " : "") + amount;
}

Text Sentence::duration(const DurationLiteral& duration) const {
  std::string unit = duration.unit;
  if (unit.ends_with('s')) unit.pop_back();
  return std::to_string(duration.count) + " " + unit + (duration.count == 1 ? "" : "s");
}

Said Sentence::literal(ExprId id) {
  const Span span = expr(id).span;
  const std::string written =
      span.has_place() ? language_.sources.file(span.file).text().substr(span.begin, span.end - span.begin) : "";
  const auto author = [&](const std::string& otherwise) { return written.empty() ? otherwise : written; };
  return std::visit(Overloaded{
                        [&](const NumberLiteral& n) { return Said{author(exact(n.value))}; },
                        [&](const PercentLiteral& n) { return Said{exact(n.value * value::Rational(100)) + "%"}; },
                        [&](const MoneyLiteral& m) { return Said{money(m)}; },
                        [&](const PeriodLiteral& p) { return Said{period_words(calendar(), p.period.text)}; },
                        [&](const DateLiteral& d) { return Said{date_words(d.text)}; },
                        [&](const QuarterLiteral& q) { return Said{"Q" + std::to_string(q.number)}; },
                        [&](const MonthLiteral& m) { return Said{month_name(m.number)}; },
                        [&](const YesNoLiteral& y) { return Said{y.value ? "“yes”" : "“no”"}; },
                        [&](const CalendarReference& c) {
                          if (c.word == CalendarWord::contract_year) {
                            read(Reading::contract_year);
                            return Said{"the number of the contract year"};
                          }
                          const std::string word = c.word == CalendarWord::year      ? "year"
                                                   : c.word == CalendarWord::quarter ? "quarter"
                                                                                     : "month";
                          return Said{"the " + word + (c.last ? " before" : "")};
                        },
                        [&](const auto&) { return Said{}; },
                    },
                    expr(id).node);
}

Said Sentence::of(const Of& of) {
  const auto* phrase = as<NameReference>(of.left);
  const std::string word = phrase != nullptr ? phrase->text : "";
  const auto prefix = [&](const std::string& words) {
    return Said{words + " of " + figure(of.right, Hold::of), Hold::of};
  };
  const std::string period = grain_word(scope_.grain);
  if (word == "instalment") {
    read(Reading::instalment);
    return prefix("the " + period + "'s instalment");
  }
  if (word == "movement") {
    read(Reading::movement);
    return prefix("the " + period + "'s movement");
  }
  if (word == "numerator" || word == "denominator") {
    read(Reading::ratio);
    return prefix("the " + word);
  }
  if (word == "gain" || word == "loss") {
    read(Reading::gain_and_loss);
    return prefix("the " + word);
  }
  if (word == "low" || word == "high") {
    read(Reading::range);
    return prefix(word == "low" ? "the first figure" : "the second figure");
  }
  const bool literal = as<PercentLiteral>(of.left) != nullptr || as<NumberLiteral>(of.left) != nullptr;
  if (literal) return {figure(of.left) + " of " + figure(of.right, Hold::of), Hold::of};
  return {figure(of.right, Hold::word) + " multiplied by " + figure(of.left, Hold::word), Hold::product};
}

Said Sentence::unary(const Unary& unary) {
  if (unary.op == UnaryOp::rounded) {
    read(Reading::rounded);
    return {"the rounded amount of " + figure(unary.operand, Hold::of), Hold::of};
  }
  const bool literal = as<NumberLiteral>(unary.operand) != nullptr || as<PercentLiteral>(unary.operand) != nullptr ||
                       as<MoneyLiteral>(unary.operand) != nullptr;
  if (literal) return {"-" + figure(unary.operand, Hold::word)};
  return {"minus " + figure(unary.operand, Hold::word), Hold::of};
}

// What is added or taken away: percents that are written out are points, not a part of what they are added to.
Text Sentence::added(ExprId id) {
  const auto* percent = as<PercentLiteral>(bare(id));
  if (percent == nullptr) return figure(id, Hold::word);
  const value::Rational points = percent->value * value::Rational(100);
  return exact(points) + " percentage point" + (points == value::Rational(1) ? "" : "s");
}

Said Sentence::binary(const Binary& binary) {
  const auto chained = [&](std::initializer_list<BinaryOp> ops) {
    const auto* left = as<Binary>(bare(binary.left));
    return left != nullptr && std::find(ops.begin(), ops.end(), left->op) != ops.end();
  };
  switch (binary.op) {
    case BinaryOp::add:
    case BinaryOp::subtract: {
      const Hold left = chained({BinaryOp::add, BinaryOp::subtract}) ? Hold::sum : Hold::word;
      const char* joint = binary.op == BinaryOp::add ? " plus " : " less ";
      return {figure(binary.left, left) + joint + added(binary.right), Hold::sum};
    }
    case BinaryOp::multiply: {
      const Hold left = chained({BinaryOp::multiply}) ? Hold::product : Hold::word;
      return {figure(binary.left, left) + " multiplied by " + figure(binary.right, Hold::word), Hold::product};
    }
    default:
      // A fraction that is written out.
      if (as<NumberLiteral>(bare(binary.left)) != nullptr && as<NumberLiteral>(bare(binary.right)) != nullptr)
        return {figure(binary.left) + "/" + figure(binary.right)};
      return {figure(binary.left, Hold::word) + " divided by " + figure(binary.right, Hold::word), Hold::product};
  }
}

Sentence::Limited Sentence::limited(ExprId id) const {
  Limited all{id, {}};
  while (const auto* one = as<Limit>(all.subject)) {
    all.limits.insert(all.limits.begin(), one);
    all.subject = bare(one->subject);
  }
  return all;
}

// Limits one after the other are applied in their order.
Said Sentence::limit(ExprId id) {
  read(Reading::limit);
  const auto [subject, limits] = limited(id);
  Text words = figure(subject, Hold::sum) + ", but ";
  for (std::size_t i = 0; i < limits.size(); ++i) {
    words += i == 0 ? "" : " and then ";
    words += limits[i]->op == LimitOp::at_most ? "not more than " : "not less than ";
    words += figure(limits[i]->limit, Hold::of);
  }
  return {std::move(words), Hold::limit};
}

Said Sentence::conditional(const Conditional& conditional) {
  read(Reading::cases);
  Text words;
  for (const Case& one : conditional.cases)
    words += figure(one.value, Hold::sum) + " if " + condition(one.condition) + ", ";
  return {std::move(words) + "and otherwise " + figure(conditional.otherwise, Hold::sum), Hold::choice};
}

Said Sentence::first_then(const FirstThen& recurrence) {
  read(Reading::first_then);
  const std::string period = grain_word(scope_.grain);
  return {figure(recurrence.first, Hold::sum) + " in the first " + period + ", and in each later " + period + " " +
              figure(recurrence.then, Hold::sum),
          Hold::choice};
}

Said Sentence::first_reported(const FirstReported& first) {
  read(Reading::first_reported);
  std::vector<Text> choices;
  Text otherwise;
  for (const ExprId choice : first.choices) {
    const bool last = choice == first.choices.back();
    if (last && (as<LeftOut>(choice) != nullptr || as<SettlementRefused>(choice) != nullptr)) {
      otherwise = ", or else " + figure(choice);
    } else {
      choices.push_back(figure(choice, Hold::word));
    }
  }
  return {"the first reported of " + list(choices, "and") + otherwise, otherwise.empty() ? Hold::of : Hold::limit};
}

Said Sentence::growing(const Growing& growing) {
  read(Reading::growing);
  Text words = figure(growing.subject, Hold::product) + ", growing by " + figure(growing.rate, Hold::of) + " a year";
  if (growing.from) words += " from " + first_words(calendar(), growing.from->text);
  return {std::move(words), Hold::limit};
}

Said Sentence::worked_out_again(const WithAs& with) {
  read(Reading::worked_out_again);
  std::vector<Text> replaced;
  for (const auto& [name, by] : with.replacements) {
    const auto id = value_named(name.text, {});
    replaced.push_back(figure(by, Hold::of) + " in the place of " +
                       (id ? language_.terms.the_value(*id) : Terms::word(name.text)));
  }
  return {figure(with.subject, Hold::sum) + ", worked out again with " + list(replaced, "and"), Hold::limit};
}

}  // namespace quarterday::schedule
