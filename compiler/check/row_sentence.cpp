// SPDX-License-Identifier: Apache-2.0
#include "compiler/check/row_sentence.h"

#include <algorithm>
#include <utility>

#include "runtime/value/date.h"

namespace quarterday::check {
namespace {

using Holds = plan::RecordColumn::Holds;
using Kind = RowType::Kind;
using plan::RowExpr;
using plan::RowOp;

template <class... Ts>
struct Overloaded : Ts... {
  using Ts::operator()...;
};
template <class... Ts>
Overloaded(Ts...) -> Overloaded<Ts...>;

RowType of_kind(Kind kind) {
  RowType type;
  type.kind = kind;
  return type;
}

Kind kind_of(Holds holds) {
  switch (holds) {
    case Holds::text:
      return Kind::text;
    case Holds::date:
      return Kind::date;
    case Holds::time:
      return Kind::time;
    case Holds::yes_no:
      return Kind::yes_no;
    case Holds::number:
      return Kind::number;
    case Holds::money:
      return Kind::money;
    case Holds::choice:
      return Kind::choice;
    case Holds::member:
      return Kind::member;
  }
  return Kind::error;
}

bool is_figure(const RowType& type) { return type.kind == Kind::number || type.kind == Kind::money; }

}  // namespace

RowSentence::RowSentence(Context& context, RowsReader& reader, const model::RowSet& rows)
    : context_(context), reader_(reader), indexes_(rows.set.indexes), grain_(rows.set.grain) {
  rows_.push_back({rows.set.table, rows.names});
}

RowTyped RowSentence::add(RowExpr expr, RowType type) {
  const plan::RowExprId id(static_cast<std::uint32_t>(context_.contract.row_exprs.size()));
  context_.contract.row_exprs.push_back(std::move(expr));
  return {id, type};
}

RowTyped RowSentence::test(RowOp op, std::vector<plan::RowExprId> operands) {
  RowExpr expr;
  expr.op = op;
  expr.operands = std::move(operands);
  return add(std::move(expr), of_kind(Kind::yes_no));
}

RowTyped RowSentence::negated(RowTyped answer, bool is) {
  return is && !answer.type.is_error() ? test(RowOp::logical_not, {answer.expr}) : answer;
}

RowTyped RowSentence::not_of_a_row(std::string_view what, Span span, std::string_view help) {
  Diagnostic& diagnostic = context_.report(make<Id::NotOfARow>(span, what));
  if (!help.empty()) diagnostic.help(std::string(help));
  return {};
}

RowType RowSentence::type_of(const plan::RecordColumn& column) const {
  RowType type = of_kind(kind_of(column.holds));
  type.optional = column.optional;
  type.set = column.set;
  if (type.kind == Kind::choice) type.choices = &column.choices;
  return type;
}

std::string RowSentence::describe(const RowType& type) const {
  switch (type.kind) {
    case Kind::error:
      return "a mistake";
    case Kind::text:
      return "a text";
    case Kind::date:
      return "a date";
    case Kind::time:
      return "a time";
    case Kind::yes_no:
      return "yes or no";
    case Kind::number:
      return "a number";
    case Kind::money:
      return "money";
    case Kind::choice: {
      std::string text = "one of";
      for (const std::string& choice : *type.choices) text += (&choice == &type.choices->front() ? " " : ", ") + choice;
      return text;
    }
    case Kind::member:
      return "one of the " + context_.contract.set(type.set).set.name;
    case Kind::row:
      return "a row of the " + table(type.table).name;
  }
  return {};
}

RowTyped RowSentence::read(ExprId id, const RowType* wanted) {
  if (!id) return {};
  const syntax::Expr& expr = context_.expr(id);
  const Span span = expr.span;
  return std::visit(
      Overloaded{
          [&](const syntax::NameReference& n) {
            return name({n.text, span}, wanted);
          },
          [&](const syntax::Bracketed& b) { return read(b.inner, wanted); },
          [&](const syntax::ThisRow& t) { return this_row(t, span); },
          [&](const syntax::Possessive& p) { return possessive(p, span); },
          [&](const syntax::After& a) { return after(a, span); },
          [&](const syntax::Binary& b) { return binary(b, span, wanted); },
          [&](const syntax::IsValue& i) { return is_value(i, span); },
          [&](const syntax::IsOneOf& i) { return is_one_of(i, span); },
          [&](const syntax::IsBetween& i) { return is_between(i, span); },
          [&](const syntax::IsIn& i) { return is_in(i, span); },
          [&](const syntax::IsGiven& i) { return is_given(i, span); },
          [&](const syntax::IsReported&) {
            return not_of_a_row("'is reported'", span, "a cell that may be empty is asked: 'is given'");
          },
          [&](const syntax::WithinTest& w) { return within(w, span); },
          [&](const syntax::Quantified& q) { return some(q); },
          [&](const syntax::Unary& u) {
            if (u.op == syntax::UnaryOp::logical_not)
              return negated({condition(u.operand), of_kind(Kind::yes_no)}, true);
            return not_of_a_row(u.op == syntax::UnaryOp::rounded ? "'rounded'" : "a figure below nothing", span);
          },
          [&](const syntax::NumberLiteral& n) { return number(n.value, Kind::number, span); },
          [&](const syntax::PercentLiteral& n) { return number(n.value, Kind::number, span); },
          [&](const syntax::MoneyLiteral& m) {
            if (!value::symbol_matches(m.symbol, context_.contract.currency))
              return not_of_a_row("an amount in '" + m.symbol + "'", span,
                                  "the contract is in " + context_.contract.currency.code);
            return number(m.value, Kind::money, span);
          },
          [&](const syntax::DateLiteral& d) {
            const auto date = value::Date::parse(d.text);
            if (!date) return not_of_a_row("'" + d.text + "', which is no day of any calendar,", span);
            RowExpr constant;
            constant.integer = date->days_since_epoch();
            return add(std::move(constant), of_kind(Kind::date));
          },
          [&](const syntax::YesNoLiteral& y) {
            RowExpr constant;
            constant.integer = y.value ? 1 : 0;
            return add(std::move(constant), of_kind(Kind::yes_no));
          },
          [&](const syntax::ErrorExpr&) { return RowTyped{}; },
          [&](const auto&) {
            return not_of_a_row("this", span,
                                "a test of a row compares its columns with each other, with figures written out, and "
                                "with the start and the end of the period");
          },
      },
      expr.node);
}

plan::RowExprId RowSentence::condition(ExprId id) {
  const RowType wanted = of_kind(Kind::yes_no);
  const RowTyped answer = read(id, &wanted);
  if (answer.type.kind != Kind::yes_no && !answer.type.is_error()) {
    Diagnostic& diagnostic =
        context_.report(make<Id::ConditionExpected>(context_.expr(id).span, describe(answer.type)));
    if (answer.type.kind == Kind::row) diagnostic.help("ask whether it is there: 'is given'");
  }
  return answer.expr;
}

// ---- Names --------------------------------------------------------------------------------------------------------

RowTyped RowSentence::column(std::uint32_t row, std::vector<std::uint32_t> path, const syntax::Name& wanted) {
  plan::TableId at = rows_[row].table;
  for (const std::uint32_t step : path) at = table(at).columns[step].refers_to;
  const auto& columns = table(at).columns;
  const auto found = std::find_if(columns.begin(), columns.end(), [&](const auto& c) { return c.name == wanted.text; });
  if (found == columns.end()) {
    if (context_.contract.tables[at.index].broken) return {};
    Diagnostic& diagnostic = context_.report(make<Id::NoSuchColumn>(wanted.span, table(at).name, wanted.text));
    std::vector<std::string_view> candidates;
    candidates.reserve(columns.size());
    for (const plan::RecordColumn& known : columns) candidates.push_back(known.name);
    context_.suggest(diagnostic, wanted, candidates);
    return {};
  }
  context_.refer(wanted.span,
                 context_.contract.tables[at.index].column_spans[static_cast<std::size_t>(found - columns.begin())]);
  RowExpr expr;
  expr.op = RowOp::column;
  expr.row = row;
  expr.column = static_cast<std::uint32_t>(found - columns.begin());
  RowType type = type_of(*found);
  type.optional = type.optional || !path.empty();
  expr.path = std::move(path);
  return add(std::move(expr), type);
}

// The row at hand by its own word, or the row to which one of its columns refers.
std::optional<RowTyped> RowSentence::row_called(const syntax::Name& wanted, std::size_t depth) {
  const Row& row = rows_[depth];
  RowExpr expr;
  expr.op = RowOp::refers;
  expr.row = static_cast<std::uint32_t>(depth);
  RowType type = of_kind(Kind::row);
  if (std::find(row.names.begin(), row.names.end(), wanted.text) != row.names.end()) {
    type.table = row.table;
    return add(std::move(expr), type);
  }
  const auto& columns = table(row.table).columns;
  for (std::uint32_t c = 0; c < columns.size(); ++c) {
    if (!columns[c].refers_to || table(columns[c].refers_to).singular != wanted.text) continue;
    expr.path = {c};
    type.table = columns[c].refers_to;
    return add(std::move(expr), type);
  }
  return std::nullopt;
}

// A name that is no column: a choice or member beside a column that holds such, a member at hand, or a row.
std::optional<RowTyped> RowSentence::word(const syntax::Name& wanted, const RowType* beside) {
  RowExpr constant;
  constant.is_text = true;
  constant.text = wanted.text;
  if (beside && beside->kind == Kind::choice &&
      std::find(beside->choices->begin(), beside->choices->end(), wanted.text) != beside->choices->end())
    return add(std::move(constant), *beside);
  if (beside && beside->kind == Kind::member && context_.contract.member(beside->set, wanted.text))
    return add(std::move(constant), *beside);
  for (std::uint32_t i = 0; i < indexes_.size(); ++i) {
    if (indexes_[i].name != wanted.text) continue;
    RowExpr member;
    member.op = RowOp::member;
    member.slot = i;
    RowType type = of_kind(Kind::member);
    type.set = indexes_[i].set;
    return add(std::move(member), type);
  }
  return row_called(wanted, rows_.size() - 1);
}

RowTyped RowSentence::name(const syntax::Name& wanted, const RowType* beside) {
  const std::size_t innermost = rows_.size() - 1;
  const auto& columns = table(rows_[innermost].table).columns;
  const bool is_column =
      std::any_of(columns.begin(), columns.end(), [&](const auto& c) { return c.name == wanted.text; });
  if (is_column) return column(static_cast<std::uint32_t>(innermost), {}, wanted);
  if (const auto found = word(wanted, beside)) return *found;
  if (context_.contract.tables[rows_[innermost].table.index].broken || context_.is_broken(wanted.text)) return {};
  // Beside a column of choices a word is meant to be one of them.
  const bool is_word = beside && (beside->kind == Kind::choice || beside->kind == Kind::member);
  Diagnostic& diagnostic =
      context_.report(is_word ? make<Id::TypeExpected>(wanted.span, describe(*beside), "'" + wanted.text + "'")
                              : make<Id::NoSuchColumn>(wanted.span, table(rows_[innermost].table).name, wanted.text));
  for (std::size_t depth = innermost; depth-- > 0;) {
    const auto& outer = table(rows_[depth].table).columns;
    if (std::any_of(outer.begin(), outer.end(), [&](const auto& c) { return c.name == wanted.text; }))
      diagnostic.help("the row that is judged has one: 'this " + rows_[depth].names.front() + "'s " + wanted.text +
                      "'");
  }
  if (context_.contract.values_by_name.count(wanted.text) != 0)
    diagnostic.help("a row is not asked for figures of the contract; write the figure out");
  std::vector<std::string_view> candidates;
  candidates.reserve(columns.size());
  for (const plan::RecordColumn& known : columns) candidates.push_back(known.name);
  if (beside && beside->kind == Kind::choice)
    for (const std::string& choice : *beside->choices) candidates.push_back(choice);
  if (beside && beside->kind == Kind::member)
    for (const EntityId id : context_.contract.set(beside->set).set.members)
      candidates.push_back(context_.contract.entities[id.index].name);
  context_.suggest(diagnostic, wanted, candidates);
  return {};
}

// `this stay`: inside `some ... has` the row that is judged, not the one that is looked for.
RowTyped RowSentence::this_row(const syntax::ThisRow& wanted, Span span) {
  const std::size_t from = rows_.size() > 1 ? rows_.size() - 1 : 1;
  for (std::size_t depth = from; depth-- > 0;) {
    const auto& names = rows_[depth].names;
    if (std::find(names.begin(), names.end(), wanted.name.text) == names.end()) continue;
    RowExpr expr;
    expr.op = RowOp::refers;
    expr.row = static_cast<std::uint32_t>(depth);
    RowType type = of_kind(Kind::row);
    type.table = rows_[depth].table;
    return add(std::move(expr), type);
  }
  std::string help = "the row at hand is called";
  for (const std::string& known : rows_[from - 1].names)
    help += (&known == &rows_[from - 1].names.front() ? " 'this " : " or 'this ") + known + "'";
  return not_of_a_row("'this " + wanted.name.text + "'", span, help);
}

RowTyped RowSentence::boundary(syntax::CalendarWord word, const syntax::Name& end, Span span) {
  const bool start = end.text == "start";
  if (!start && end.text != "end")
    return not_of_a_row("'" + end.text + "' of a period", end.span, "a period has a 'start' and an 'end'");
  RowExpr expr;
  expr.op = RowOp::boundary;
  expr.flag = !start;
  switch (word) {
    case syntax::CalendarWord::year:
      expr.grain = Grain::year;
      break;
    case syntax::CalendarWord::quarter:
      expr.grain = Grain::quarter;
      break;
    case syntax::CalendarWord::month:
      expr.grain = Grain::month;
      break;
    case syntax::CalendarWord::contract_year:
      return not_of_a_row("'contract year'", span, "say 'year's " + end.text + "'");
  }
  if (grain_ == Grain::once || expr.grain > grain_)
    return not_of_a_row("the " + grain_word(expr.grain) + " at hand", span,
                        "let the rows be those of 'each " + grain_word(expr.grain) + "'");
  RowType type = of_kind(Kind::time);
  type.boundary = true;
  return add(std::move(expr), type);
}

RowTyped RowSentence::possessive(const syntax::Possessive& written, Span span) {
  if (const auto* calendar = context_.as<syntax::CalendarReference>(written.of))
    return boundary(calendar->word, written.column, span);
  RowTyped of;
  const auto* plain = context_.as<syntax::NameReference>(written.of);
  if (plain) {
    // Before `'s` a row is meant rather than a column of the same name.
    const auto row = row_called({plain->text, context_.expr(written.of).span}, rows_.size() - 1);
    of = row ? *row : read(written.of);
  } else {
    of = read(written.of);
  }
  if (of.type.is_error()) return {};
  if (of.type.kind == Kind::row) {
    const RowExpr row = context_.contract.row_exprs[of.expr.index];
    return column(row.row, row.path, written.column);
  }
  if (of.type.kind == Kind::time && written.column.text == "day") {
    RowTyped day = test(RowOp::day_of, {of.expr});
    day.type = of_kind(Kind::date);
    day.type.optional = of.type.optional;
    return day;
  }
  return not_of_a_row("'" + written.column.text + "' of " + describe(of.type), span,
                      of.type.kind == Kind::time ? "a time has a 'day'" : "");
}

// ---- Figures ------------------------------------------------------------------------------------------------------

RowTyped RowSentence::number(const value::Rational& figure, Kind kind, Span span) {
  const value::Rational scaled = figure * value::Rational(plan::record_scale);
  constexpr std::int64_t limit = 10'000'000'000;
  if (!scaled.is_integer() || figure > value::Rational(limit) || figure < value::Rational(-limit))
    return not_of_a_row("a figure of more than six decimals, or of more than ten billion,", span);
  RowExpr constant;
  constant.integer = *scaled.to_int64();
  return add(std::move(constant), of_kind(kind));
}

RowTyped RowSentence::after(const syntax::After& written, Span span) {
  static const std::vector<std::pair<std::string_view, RowExpr::Unit>> units{
      {"minute", RowExpr::Unit::minute}, {"hour", RowExpr::Unit::hour},   {"day", RowExpr::Unit::day},
      {"week", RowExpr::Unit::week},     {"month", RowExpr::Unit::month}, {"year", RowExpr::Unit::year}};
  const RowTyped from = read(written.operand);
  if (from.type.is_error()) return {};
  RowExpr expr;
  expr.op = RowOp::after;
  expr.operands = {from.expr};
  expr.count = written.duration.count;
  for (const auto& [word, unit] : units)
    if (word == written.duration.unit) expr.unit = unit;
  expr.flag = from.type.kind == Kind::time;
  if (from.type.kind != Kind::time && from.type.kind != Kind::date) {
    context_.report(make<Id::TypeExpected>(span, "a date or a time after 'after'", describe(from.type)));
    return {};
  }
  if (!expr.flag && expr.unit <= RowExpr::Unit::hour)
    return not_of_a_row("hours and minutes of a date", span, "count the days: '2 days after ...'");
  constexpr std::int64_t longest = 100'000;
  if (expr.count > longest) return not_of_a_row("a length of more than 100,000", span);
  RowType type = from.type;
  return add(std::move(expr), type);
}

bool RowSentence::same_kind(RowTyped& left, RowTyped& right, Span span) {
  const RowType& a = left.type;
  const RowType& b = right.type;
  if (a.is_error() || b.is_error()) return false;
  // Beside a date the start and the end of a period are days as well: a date is its first instant.
  for (RowTyped* side : {&left, &right}) {
    RowTyped& other = side == &left ? right : left;
    if (!side->type.boundary || other.type.kind != Kind::date) continue;
    RowExpr expr;
    expr.op = RowOp::start_of_day;
    expr.operands = {other.expr};
    RowType type = of_kind(Kind::time);
    type.optional = other.type.optional;
    other = add(std::move(expr), type);
    return true;
  }
  const bool fits = a.kind == b.kind && (a.kind != Kind::member || context_.contract.overlap(a.set, b.set)) &&
                    (a.kind != Kind::row || a.table == b.table);
  if (fits) return true;
  Diagnostic& diagnostic = context_.report(make<Id::CannotCompare>(span, describe(a), describe(b)));
  const bool date_and_time =
      (a.kind == Kind::date && b.kind == Kind::time) || (a.kind == Kind::time && b.kind == Kind::date);
  if (date_and_time) diagnostic.help("the date of a time is its day: 'discharged_at's day'");
  const bool money_and_number = is_figure(a) && is_figure(b);
  if (money_and_number)
    diagnostic.help("write amounts of money with their sign: '" + context_.contract.currency.symbol + "0'");
  return false;
}

RowTyped RowSentence::compare(RowOp op, RowTyped left, RowTyped right, Span span) {
  if (!same_kind(left, right, span)) return {};
  const Kind kind = left.type.kind;
  const bool ordered = kind == Kind::date || kind == Kind::time || kind == Kind::number || kind == Kind::money;
  if (op != RowOp::equal && !ordered) {
    context_.report(make<Id::TypeExpected>(span, "dates, times or figures on both sides", describe(left.type)));
    return {};
  }
  if (kind == Kind::row) return not_of_a_row("whether two rows are one", span, "compare a column of theirs");
  return test(op, {left.expr, right.expr});
}

RowTyped RowSentence::binary(const syntax::Binary& written, Span span, const RowType* wanted) {
  using Op = syntax::BinaryOp;
  switch (written.op) {
    case Op::logical_and:
    case Op::logical_or: {
      const auto left = condition(written.left);
      const auto right = condition(written.right);
      if (!left || !right) return {};
      return test(written.op == Op::logical_and ? RowOp::logical_and : RowOp::logical_or, {left, right});
    }
    case Op::add:
    case Op::subtract: {
      RowTyped left = read(written.left, wanted);
      RowTyped right = read(written.right, wanted);
      if (left.type.is_error() || right.type.is_error()) return {};
      if (!is_figure(left.type) || left.type.kind != right.type.kind) {
        Diagnostic& diagnostic =
            context_.report(make<Id::CannotCompare>(span, describe(left.type), describe(right.type)));
        diagnostic.help("numbers and amounts of money are added; a time moves on by 'after': '48 hours after ...'");
        return {};
      }
      RowType type = left.type;
      type.optional = left.type.optional || right.type.optional;
      RowTyped sum = test(written.op == Op::add ? RowOp::add : RowOp::subtract, {left.expr, right.expr});
      return {sum.expr, type};
    }
    case Op::multiply:
    case Op::divide:
      return not_of_a_row(written.op == Op::multiply ? "'*'" : "'/'", span,
                          "rows are counted and summed; what is worked out from the sums stands in a definition");
    default:
      break;
  }
  const bool turned = written.op == Op::greater || written.op == Op::greater_equal;
  RowTyped left = read(written.left);
  RowTyped right = read(written.right, &left.type);
  if (turned) std::swap(left, right);
  const bool equal_too = written.op == Op::less_equal || written.op == Op::greater_equal;
  return compare(written.op == Op::equal ? RowOp::equal
                 : equal_too             ? RowOp::less_equal
                                         : RowOp::less,
                 left, right, span);
}

// ---- Tests --------------------------------------------------------------------------------------------------------

RowTyped RowSentence::is_value(const syntax::IsValue& is, Span span) {
  const RowTyped subject = read(is.subject);
  const RowTyped wanted = read(is.value, &subject.type);
  return negated(compare(RowOp::equal, subject, wanted, span), is.negated);
}

RowTyped RowSentence::is_one_of(const syntax::IsOneOf& is, Span span) {
  RowTyped subject = read(is.subject);
  if (subject.type.is_error()) return {};
  if (subject.type.kind == Kind::row) return not_of_a_row("whether a row is one of several", span);
  std::vector<plan::RowExprId> operands{subject.expr};
  for (const ExprId id : is.values) {
    RowTyped choice = read(id, &subject.type);
    if (!same_kind(subject, choice, context_.expr(id).span)) return {};
    operands.push_back(choice.expr);
  }
  return negated(test(RowOp::one_of, std::move(operands)), is.negated);
}

RowTyped RowSentence::is_between(const syntax::IsBetween& is, Span span) {
  const RowTyped subject = read(is.subject);
  const RowTyped above = compare(RowOp::less_equal, read(is.low, &subject.type), subject, span);
  const RowTyped below = compare(RowOp::less_equal, subject, read(is.high, &subject.type), span);
  if (above.type.is_error() || below.type.is_error()) return {};
  return negated(test(RowOp::logical_and, {above.expr, below.expr}), is.negated);
}

RowTyped RowSentence::is_in(const syntax::IsIn& is, Span span) {
  const RowTyped subject = read(is.subject);
  if (subject.type.is_error()) return {};
  if (const auto* calendar = context_.as<syntax::CalendarReference>(is.period)) {
    RowExpr expr;
    expr.op = RowOp::in_period;
    expr.operands = {subject.expr};
    expr.flag = subject.type.kind == Kind::time;
    if (subject.type.kind != Kind::time && subject.type.kind != Kind::date) {
      context_.report(make<Id::TypeExpected>(context_.expr(is.subject).span, "a date or a time before 'is in'",
                                             describe(subject.type)));
      return {};
    }
    const RowTyped at_hand = boundary(calendar->word, {"start", span}, context_.expr(is.period).span);
    if (at_hand.type.is_error()) return {};
    expr.grain = context_.contract.row_exprs[at_hand.expr.index].grain;
    return negated(add(std::move(expr), of_kind(Kind::yes_no)), is.negated);
  }
  const auto* plain = context_.as<syntax::NameReference>(is.period);
  if (!plain || subject.type.kind != Kind::row)
    return not_of_a_row("whether " + describe(subject.type) + " is in this", span,
                        "a date is in a 'year', a 'quarter' or a 'month'; a row is in a set of rows");
  const auto set = reader_.set({plain->text, context_.expr(is.period).span});
  if (!set) return {};
  const model::RowSet& rows = context_.contract.rows(*set);
  if (rows.set.table != subject.type.table) {
    context_.report(make<Id::RowsDoNotMatch>(
        span, plain->text,
        "they are rows of the " + table(rows.set.table).name + ", this is " + describe(subject.type)));
    return {};
  }
  const auto slots = slots_for(*set, context_.expr(is.period).span);
  if (!slots) return {};
  RowExpr expr = context_.contract.row_exprs[subject.expr.index];
  expr.op = RowOp::in_set;
  expr.set = *set;
  expr.slots = *slots;
  size_ += 1 + rows.size;
  return negated(add(std::move(expr), of_kind(Kind::yes_no)), is.negated);
}

RowTyped RowSentence::is_given(const syntax::IsGiven& is, Span span) {
  const RowTyped subject = read(is.subject);
  if (subject.type.is_error()) return {};
  if (subject.type.kind == Kind::row) return negated({subject.expr, of_kind(Kind::yes_no)}, is.negated);
  RowExpr expr = context_.contract.row_exprs[subject.expr.index];
  if (expr.op != RowOp::column)
    return not_of_a_row("whether this is given", span, "ask it of a column, or of the row that a column names");
  expr.op = RowOp::is_given;
  return negated(add(std::move(expr), of_kind(Kind::yes_no)), is.negated);
}

// Both ends belong to the window.
RowTyped RowSentence::within(const syntax::WithinTest& written, Span span) {
  const auto* window = context_.as<syntax::After>(written.duration);
  if (!window)
    return not_of_a_row("'within' this", span, "say from when: 'within 48 hours after this stay's discharged_at'");
  const RowTyped subject = read(written.subject);
  const RowTyped from = read(window->operand);
  if (subject.type.is_error() || from.type.is_error()) return {};
  const RowTyped to = after(*window, context_.expr(written.duration).span);
  if (to.type.is_error()) return {};
  const RowTyped not_before = compare(RowOp::less_equal, from, subject, span);
  if (not_before.type.is_error()) return {};
  const RowTyped not_after = compare(RowOp::less_equal, subject, to, span);
  if (not_after.type.is_error()) return {};
  return test(RowOp::logical_and, {not_before.expr, not_after.expr});
}

std::optional<std::vector<std::uint32_t>> RowSentence::slots_for(plan::RowSetId set, Span span) {
  const model::RowSet& rows = context_.contract.rows(set);
  if (rows.set.grain != Grain::once && rows.set.grain != grain_) {
    context_.report(make<Id::RowsDoNotMatch>(span, rows.set.name,
                                             "they are those of each " + grain_word(rows.set.grain) + ", and here " +
                                                 (grain_ == Grain::once ? "no period" : "a " + grain_word(grain_)) +
                                                 " is at hand"));
    return std::nullopt;
  }
  std::vector<std::uint32_t> slots;
  for (const plan::RowSet::Index& wanted : rows.set.indexes) {
    const auto named = std::find_if(indexes_.begin(), indexes_.end(),
                                    [&](const auto& i) { return i.name == wanted.name && i.set == wanted.set; });
    const auto same =
        std::find_if(indexes_.begin(), indexes_.end(), [&](const auto& i) { return i.set == wanted.set; });
    const auto found = named != indexes_.end() ? named : same;
    if (found == indexes_.end()) {
      context_
          .report(make<Id::RowsDoNotMatch>(
              span, rows.set.name,
              "they are those of each " + context_.contract.set(wanted.set).set.singular + ", and none is at hand"))
          .help("add 'for each " + context_.contract.set(wanted.set).set.singular + "' to the head");
      return std::nullopt;
    }
    slots.push_back(static_cast<std::uint32_t>(found - indexes_.begin()));
  }
  return slots;
}

// some other stay with same patient_id has admitted_at within 48 hours after this stay's discharged_at
RowTyped RowSentence::some(const syntax::Quantified& written) {
  const auto set = reader_.set_of_one(written.set.name);
  if (!set) return {};
  const auto slots = slots_for(*set, written.set.span);
  if (!slots) return {};
  const model::RowSet rows = context_.contract.rows(*set);
  const std::size_t mine = rows_.size() - 1;
  RowExpr expr;
  expr.op = RowOp::exists;
  expr.row = static_cast<std::uint32_t>(rows_.size());
  expr.set = *set;
  expr.slots = *slots;
  expr.other = written.other;
  if (written.other && rows.set.table != rows_[mine].table) {
    context_.report(
        make<Id::RowsDoNotMatch>(written.set.span, rows.set.name, "'other' stands between rows of one table only"));
    return {};
  }
  for (const syntax::Name& key : written.same) {
    const RowTyped own = column(static_cast<std::uint32_t>(mine), {}, key);
    rows_.push_back({rows.set.table, rows.names});
    const RowTyped theirs = column(expr.row, {}, key);
    rows_.pop_back();
    RowTyped left = own;
    RowTyped right = theirs;
    if (!same_kind(left, right, key.span)) return {};
    expr.same.emplace_back(context_.contract.row_exprs[own.expr.index].column,
                           context_.contract.row_exprs[theirs.expr.index].column);
  }
  rows_.push_back({rows.set.table, rows.names});
  const plan::RowExprId where = written.set.where ? condition(written.set.where) : plan::RowExprId();
  const plan::RowExprId passes = condition(written.test);
  rows_.pop_back();
  if (!passes || (written.set.where && !where)) return {};
  plan::RowExprId asked = passes;
  // Every row passes when none fails.
  if (written.every) asked = test(RowOp::logical_not, {asked}).expr;
  if (where) asked = test(RowOp::logical_and, {where, asked}).expr;
  expr.operands = {asked};
  size_ += 1 + rows.size;
  return negated(add(std::move(expr), of_kind(Kind::yes_no)), written.every);
}

}  // namespace quarterday::check
