// SPDX-License-Identifier: Apache-2.0
#include <initializer_list>
#include <type_traits>
#include <utility>

#include "compiler/syntax/dump.h"

namespace quarterday::syntax {
namespace {

std::string_view word(CalendarWord calendar) {
  switch (calendar) {
    case CalendarWord::year:
      return "year";
    case CalendarWord::quarter:
      return "quarter";
    case CalendarWord::month:
      return "month";
    case CalendarWord::contract_year:
      return "contract_year";
  }
  return {};
}

std::string_view word(Rhythm rhythm) {
  switch (rhythm) {
    case Rhythm::year:
      return "year";
    case Rhythm::quarter:
      return "quarter";
    case Rhythm::month:
      return "month";
  }
  return {};
}

std::string_view word(UnaryOp op) {
  switch (op) {
    case UnaryOp::negate:
      return "negate";
    case UnaryOp::logical_not:
      return "not";
    case UnaryOp::rounded:
      return "rounded";
  }
  return {};
}

std::string_view word(BinaryOp op) {
  switch (op) {
    case BinaryOp::add:
      return "+";
    case BinaryOp::subtract:
      return "-";
    case BinaryOp::multiply:
      return "*";
    case BinaryOp::divide:
      return "/";
    case BinaryOp::less:
      return "<";
    case BinaryOp::less_equal:
      return "<=";
    case BinaryOp::greater:
      return ">";
    case BinaryOp::greater_equal:
      return ">=";
    case BinaryOp::equal:
      return "=";
    case BinaryOp::logical_and:
      return "and";
    case BinaryOp::logical_or:
      return "or";
  }
  return {};
}

std::string_view word(AggregateOp op) {
  switch (op) {
    case AggregateOp::sum:
      return "sum";
    case AggregateOp::average:
      return "average";
    case AggregateOp::highest:
      return "highest";
    case AggregateOp::lowest:
      return "lowest";
    case AggregateOp::pooled:
      return "pooled";
  }
  return {};
}

std::string_view word(Direction direction) {
  switch (direction) {
    case Direction::falls:
      return "falls";
    case Direction::rises:
      return "rises";
    case Direction::improves:
      return "improves";
  }
  return {};
}

std::string_view word(TablePhrase phrase) {
  switch (phrase) {
    case TablePhrase::tiers:
      return "tiers";
    case TablePhrase::scale:
      return "scale";
    case TablePhrase::steps:
      return "steps";
  }
  return {};
}

std::string_view word(LimitOp op) { return op == LimitOp::at_most ? "at_most" : "at_least"; }

std::string_view word(BalanceFigure::Kind kind) {
  switch (kind) {
    case BalanceFigure::Kind::opening:
      return "opening";
    case BalanceFigure::Kind::closing:
      return "closing";
    case BalanceFigure::Kind::paid_into:
      return "paid_into";
    case BalanceFigure::Kind::paid_out_of:
      return "paid_out_of";
    case BalanceFigure::Kind::lapsed_from:
      return "lapsed_from";
  }
  return {};
}

std::string dump_time(const TimeRef& time) {
  switch (time.kind) {
    case TimeRef::Kind::month_of_year:
      return "month " + std::to_string(time.number);
    case TimeRef::Kind::quarter_of_year:
      return "quarter " + std::to_string(time.number);
    case TimeRef::Kind::period:
      return time.period.text;
    case TimeRef::Kind::last:
      return "last " + std::string(word(time.unit));
    case TimeRef::Kind::same_last_year:
      return "same " + std::string(word(time.unit)) + " last year";
    case TimeRef::Kind::current:
      return "this " + std::string(word(time.unit));
  }
  return {};
}

// Writes one node with what is below it.
class Writer {
 public:
  explicit Writer(const Tree& tree) : tree_(tree) {}

  std::string write(ExprId id) {
    if (!id) return "none";
    return std::visit(*this, tree_.expr(id).node);
  }

  std::string operator()(const NumberLiteral& node) { return node.value.to_text(); }
  std::string operator()(const PercentLiteral& node) { return list("percent", {node.value.to_text()}); }
  std::string operator()(const MoneyLiteral& node) { return list("money", {node.symbol, node.value.to_text()}); }
  std::string operator()(const DurationLiteral& node) {
    return list("duration", {std::to_string(node.count), node.unit});
  }
  std::string operator()(const PeriodLiteral& node) { return list("period", {node.period.text}); }
  std::string operator()(const DateLiteral& node) { return list("date", {node.text}); }
  std::string operator()(const QuarterLiteral& node) { return list("quarter", {std::to_string(node.number)}); }
  std::string operator()(const MonthLiteral& node) { return list("month", {std::to_string(node.number)}); }
  std::string operator()(const YesNoLiteral& node) { return node.value ? "yes" : "no"; }
  std::string operator()(const CalendarReference& node) {
    return list("calendar", {node.last ? "last" : "", word(node.word)});
  }
  std::string operator()(const LeftOut&) { return "(left_out)"; }
  std::string operator()(const SettlementRefused&) { return "(settlement_refused)"; }
  std::string operator()(const NameReference& node) { return node.text; }
  std::string operator()(const ThisRow& node) { return list("this", {node.name.text}); }
  std::string operator()(const Bracketed& node) { return list("brackets", {write(node.inner)}); }
  std::string operator()(const For& node) { return list("for", {write(node.of), node.target.text}); }
  std::string operator()(const At& node) { return list("at", {write(node.of), "[" + dump_time(node.time) + "]"}); }
  std::string operator()(const Per& node) { return list("per", {write(node.of), node.per.text}); }
  std::string operator()(const Possessive& node) { return list("'s", {write(node.of), node.column.text}); }
  std::string operator()(const Of& node) { return list("of", {write(node.left), write(node.right)}); }
  std::string operator()(const Unary& node) { return list(word(node.op), {write(node.operand)}); }
  std::string operator()(const Binary& node) { return list(word(node.op), {write(node.left), write(node.right)}); }
  std::string operator()(const IsReported& node) { return test("is_reported", node.negated, {write(node.subject)}); }
  std::string operator()(const IsGiven& node) { return test("is_given", node.negated, {write(node.subject)}); }
  std::string operator()(const IsValue& node) {
    return test("is", node.negated, {write(node.subject), write(node.value)});
  }
  std::string operator()(const IsOneOf& node) {
    return test("is_one_of", node.negated, {write(node.subject), all(node.values)});
  }
  std::string operator()(const IsBetween& node) {
    return test("is_between", node.negated, {write(node.subject), write(node.low), write(node.high)});
  }
  std::string operator()(const IsIn& node) {
    return test("is_in", node.negated, {write(node.subject), write(node.period)});
  }
  std::string operator()(const IsBefore& node) {
    return test(node.after ? "is_after" : "is_before", node.negated, {write(node.subject), write(node.moment)});
  }
  std::string operator()(const Meets& node) { return list("meets", {write(node.subject), write(node.standard)}); }
  std::string operator()(const WithinTest& node) { return list("within", {write(node.subject), write(node.duration)}); }
  std::string operator()(const NeverMoves& node) {
    return list("never", {word(node.never), write(node.subject), "as", write(node.driver), word(node.as)});
  }
  std::string operator()(const Quantified& node) {
    std::string keys;
    for (const Name& key : node.same) keys += (keys.empty() ? "same " : " ") + key.text;
    return list(node.every   ? "every"
                : node.other ? "some_other"
                             : "some",
                {set(node.set), keys, "has", write(node.test)});
  }
  std::string operator()(const Aggregate& node) {
    const std::string by = node.by ? "by " + write(node.by) : std::string();
    return list(word(node.op), {set(node.set), by, write(node.body)});
  }
  std::string operator()(const NumberOf& node) { return list("number_of", {set(node.set)}); }
  std::string operator()(const FirstReported& node) { return list("first_reported", {all(node.choices)}); }
  std::string operator()(const Progress& node) {
    return list(node.limited ? "progress" : "position", {write(node.subject), write(node.from), write(node.to)});
  }
  std::string operator()(const TableOf& node) { return list(word(node.phrase), {write(node.subject)}); }
  std::string operator()(const Limit& node) { return list(word(node.op), {write(node.subject), write(node.limit)}); }
  std::string operator()(const SplitOver& node) {
    return list("split", {write(node.amount), "over", node.over.text, node.by ? "by " + write(node.by) : "equally"});
  }
  std::string operator()(const Growing& node) {
    return list("growing", {write(node.subject), write(node.rate), node.from ? "from " + node.from->text : ""});
  }
  std::string operator()(const ByWeight& node) { return list("by", {write(node.subject), write(node.weight)}); }
  std::string operator()(const ToNearest& node) { return list("to_nearest", {write(node.subject), write(node.step)}); }
  std::string operator()(const WithAs& node) {
    std::string text = "(with " + write(node.subject);
    for (const auto& [name, replacement] : node.replacements) text += " [" + name.text + " " + write(replacement) + "]";
    return text + ")";
  }
  std::string operator()(const Conditional& node) {
    std::string text = "(if";
    for (const Case& one : node.cases) text += " [" + write(one.condition) + " " + write(one.value) + "]";
    return text + " " + write(node.otherwise) + ")";
  }
  std::string operator()(const FirstThen& node) { return list("first_then", {write(node.first), write(node.then)}); }
  std::string operator()(const BalanceFigure& node) { return list(word(node.kind), {node.name.text}); }
  std::string operator()(const Further& node) {
    std::string text = "(further " + write(node.of);
    for (const FurtherFigure& further : node.figures) text += " [" + further.word + " " + write(further.figure) + "]";
    return text + ")";
  }
  std::string operator()(const Ascribed& node) {
    return list("ascribed", {node.type ? dump(*node.type) : std::string(), write(node.of)});
  }
  std::string operator()(const After& node) { return list("after", {(*this)(node.duration), write(node.operand)}); }
  std::string operator()(const StandardLiteral& node) { return list("standard", {word(node.op), write(node.bound)}); }
  std::string operator()(const RangeLiteral& node) { return list("range", {write(node.low), write(node.high)}); }
  std::string operator()(const TypeLiteral& node) { return list("type", {dump(node.type)}); }
  std::string operator()(const ErrorExpr&) { return "(error)"; }

 private:
  static std::string list(std::string_view head, std::initializer_list<std::string_view> parts) {
    std::string text = "(" + std::string(head);
    for (const std::string_view part : parts) {
      if (!part.empty()) text.append(" ").append(part);
    }
    return text + ")";
  }
  static std::string test(std::string_view head, bool negated, std::initializer_list<std::string_view> parts) {
    const std::string text = list(head, parts);
    return negated ? "(not " + text + ")" : text;
  }
  std::string all(const std::vector<ExprId>& ids) {
    std::string text;
    for (const ExprId id : ids) text += (text.empty() ? "" : " ") + write(id);
    return text;
  }
  std::string set(const SetRef& set) {
    std::string text = "{";
    switch (set.kind) {
      case SetRef::Kind::members:
        text += (set.earlier ? "earlier " : "") + set.name.text;
        break;
      case SetRef::Kind::its:
        text += "its " + set.name.text;
        break;
      case SetRef::Kind::months:
        text += "months";
        break;
      case SetRef::Kind::quarters:
        text += "quarters";
        break;
      case SetRef::Kind::years:
        text += "years";
        break;
      case SetRef::Kind::last:
        text += "last " + std::to_string(set.last_count) + " " + std::string(word(set.last_unit));
        break;
    }
    if (set.as) text += " as " + set.as->text;
    if (set.where) text += " where " + write(set.where);
    if (set.from) text += " from " + set.from->text;
    if (set.to_date) text += " to date";
    if (set.to) text += " to " + set.to->text;
    return text + "}";
  }

  const Tree& tree_;
};

}  // namespace

std::string dump(const Tree& tree, ExprId id) { return Writer(tree).write(id); }

std::string dump(const Type& type) {
  std::string text = type.optional ? "optional " : "";
  switch (type.form) {
    case Type::Form::named:
      text += type.name.text;
      break;
    case Type::Form::number:
      text += "number";
      break;
    case Type::Form::yes_no:
      text += "yes/no";
      break;
    case Type::Form::one_of:
      text += "one of (";
      for (const Name& choice : type.choices) text += (&choice == &type.choices.front() ? "" : ", ") + choice.text;
      text += ")";
      break;
    case Type::Form::its:
      text += "its " + type.name.text;
      break;
  }
  if (type.of) text += " of " + type.of->text;
  for (const TypePer& per : type.pers) text += " per " + per.text;
  return text;
}

}  // namespace quarterday::syntax
