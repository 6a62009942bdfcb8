// SPDX-License-Identifier: Apache-2.0
//
// Figures: written out, by name with the members and the time at hand, and reckoned with.
#include <algorithm>
#include <utility>

#include "compiler/schedule/sentence.h"
#include "runtime/value/date.h"
#include "runtime/value/format.h"

namespace quarterday::schedule {

using namespace syntax;

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
                        [&](const PeriodLiteral& p) { return Said{p.period.text}; },
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

// ---- Names --------------------------------------------------------------------------------------------------------

const Variable* Sentence::variable(std::string_view name) const {
  for (auto it = scope_.variables.rbegin(); it != scope_.variables.rend(); ++it)
    if (it->name == name) return &*it;
  return nullptr;
}

std::optional<ValueId> Sentence::value_named(const std::string& name, ExprId whole) const {
  const model::Contract& contract = language_.contract;
  const auto found = contract.values_by_name.find(name);
  if (found == contract.values_by_name.end() || found->second.empty()) return std::nullopt;
  if (found->second.size() == 1) return found->second.front();
  if (whole)
    if (const auto loaded = language_.loads.at(expr(whole).span)) return loaded;
  for (const ValueId candidate : found->second) {
    const auto& indexes = contract.value(candidate).indexes;
    const bool at_hand = std::all_of(indexes.begin(), indexes.end(), [&](const model::Index& index) {
      return std::any_of(scope_.variables.begin(), scope_.variables.end(),
                         [&](const Variable& v) { return contract.within(v.set, index.set); });
    });
    if (at_hand) return candidate;
  }
  return found->second.front();
}

Said Sentence::reference(ExprId id) {
  std::vector<Name> targets;
  std::vector<TimeRef> times;
  ExprId base = id;
  ExprId whole = id;
  while (true) {
    if (const auto* look_up = as<For>(base)) {
      targets.insert(targets.begin(), look_up->target);
      base = look_up->of;
    } else if (const auto* time = as<At>(base)) {
      times.insert(times.begin(), time->time);
      base = time->of;
      if (targets.empty()) whole = base;
    } else {
      break;
    }
  }
  Said said;
  const auto* name_of_it = as<NameReference>(base);
  if (name_of_it != nullptr && in_rows()) {
    if (auto column = row_name(name_of_it->text)) return *column;
  }
  if (name_of_it != nullptr) {
    said = name(name_of_it->text, targets, whole);
  } else {
    said = {figure(base, Hold::of), Hold::of};
    for (const Name& wanted : targets) said.text += " for " + target(wanted.text, {});
  }
  for (const TimeRef& time : times) said.text = number_with_time(said.text, time);
  if (!times.empty() && said.hold < Hold::of) said.hold = Hold::word;
  return said;
}

Said Sentence::name(const std::string& name, const std::vector<Name>& targets, ExprId whole) {
  if (targets.empty() && variable(name) != nullptr) return {"the " + spaced(name)};
  if (const auto id = value_named(name, whole)) {
    const bool is_answer = language_.terms.original(*id).type.kind == model::Type::Kind::yes_no;
    const bool plural = !is_answer && language_.terms.is_plural_value(*id);
    return {with_members(*id, targets), Hold::word, plural};
  }
  if (const auto known = language_.terms.entity(name)) return {language_.terms.member(*known)};
  return {Terms::word(name)};
}

Text Sentence::target(const std::string& name, std::optional<SetId> set) {
  const model::Contract& contract = language_.contract;
  if (variable(name) != nullptr) return "the " + spaced(name);
  if (set)
    if (const auto member = contract.member(*set, name)) return language_.terms.member(*member);
  if (const auto column = value_named(name, {})) {
    const model::Value& value = contract.value(*column);
    if (value.type.kind == model::Type::Kind::member && !value.indexes.empty())
      return language_.terms.the_value(*column) + " of the " + spaced(value.indexes.front().name);
  }
  if (const auto known = language_.terms.entity(name)) return language_.terms.member(*known);
  return Terms::word(name);
}

// Which index of the value each name after `for` fills is the checker's rule: the first that is not met by the member
// at hand of its own name (compiler/check/references.cpp).
Text Sentence::with_members(ValueId id, const std::vector<Name>& targets) {
  const model::Contract& contract = language_.contract;
  const model::Value& value = contract.value(id);
  const model::Value& original = language_.terms.original(id);
  if (original.kind == plan::Value::Kind::payment) read(Reading::payments_read);
  if (!value.indexes.empty()) read(Reading::members);
  if (value.grain != plan::Grain::once) read(Reading::periods);
  std::vector<std::optional<std::string>> filled(value.indexes.size());
  const auto own_name = [&](std::size_t i) {
    const Variable* at_hand = value.indexes[i].alias ? variable(value.indexes[i].name) : nullptr;
    return at_hand != nullptr && contract.within(at_hand->set, value.indexes[i].set);
  };
  for (const Name& wanted : targets) {
    std::optional<std::size_t> place;
    const Variable* at_hand = variable(wanted.text);
    for (const bool skip_named : {true, false})
      for (std::size_t i = 0; i < filled.size() && !place; ++i) {
        if (filled[i] || (skip_named && own_name(i))) continue;
        const SetId set = value.indexes[i].set;
        const bool fits = at_hand != nullptr
                              ? contract.overlap(at_hand->set, set)
                              : contract.member(set, wanted.text) || contract.values_by_name.count(wanted.text) != 0;
        if (fits) place = i;
      }
    if (place) filled[*place] = wanted.text;
  }
  const bool is_answer = original.type.kind == model::Type::Kind::yes_no && !original.is_column;
  Text words = is_answer ? "the answer to " + language_.terms.value(id) : language_.terms.the_value(id);
  std::vector<Text> roles;
  const bool any = std::any_of(filled.begin(), filled.end(), [](const auto& f) { return f.has_value(); });
  for (std::size_t i = 0; i < filled.size(); ++i) {
    const model::Index& index = value.indexes[i];
    if (index.alias && any) {
      const Text who = filled[i] ? target(*filled[i], index.set) : "that " + spaced(index.name);
      roles.push_back(who + " as the " + spaced(index.name));
    } else if (filled[i]) {
      words += " for " + target(*filled[i], index.set);
    }
  }
  if (!roles.empty()) words += " with " + list(roles, "and");
  return words;
}

Text Sentence::number_with_time(Text text, const TimeRef& time) {
  read(Reading::periods);
  const std::string unit = grain_word(grain_of(time.unit));
  switch (time.kind) {
    case TimeRef::Kind::month_of_year:
      return std::move(text) + " in " + month_name(time.number);
    case TimeRef::Kind::quarter_of_year:
      return std::move(text) + " in Q" + std::to_string(time.number);
    case TimeRef::Kind::period:
      return std::move(text) + " in " + time.period.text;
    case TimeRef::Kind::last:
      return std::move(text) + " of the " + unit + " before";
    case TimeRef::Kind::same_last_year:
      return std::move(text) + " of the same " + unit + " of the year before";
    case TimeRef::Kind::current:
      return std::move(text) + " of the whole " + unit;
  }
  return text;
}

Text Sentence::named(const NamedFigure& named) {
  const auto id = value_named(named.name.text, {});
  if (!id) return Terms::word(named.name.text);
  Text words = language_.terms.the_value(*id);
  for (const Name& member : named.members) {
    std::optional<SetId> set;
    for (const model::Index& index : language_.contract.value(*id).indexes)
      if (!set && language_.contract.member(index.set, member.text)) set = index.set;
    words += " for " + target(member.text, set);
  }
  return words;
}

Text Sentence::cell_name(const std::string& name, std::optional<SetId> set) {
  if (set)
    if (const auto member = language_.contract.member(*set, name)) return language_.terms.member(*member);
  return this->name(name, {}, {}).text;
}

// ---- Reckoning ----------------------------------------------------------------------------------------------------

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
      return {figure(binary.left, left) + joint + figure(binary.right, Hold::word), Hold::sum};
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

// Limits one after the other are applied in their order.
Said Sentence::limit(ExprId id) {
  read(Reading::limit);
  std::vector<const Limit*> limits;
  ExprId subject = id;
  while (const auto* one = as<Limit>(subject)) {
    limits.insert(limits.begin(), one);
    subject = bare(one->subject);
  }
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
  if (growing.from) words += " from " + growing.from->text;
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
