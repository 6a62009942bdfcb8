// SPDX-License-Identifier: Apache-2.0
#include <utility>

#include "compiler/syntax/build_tree.h"
#include "compiler/syntax/literals.h"
#include "compiler/syntax/mistakes.h"

namespace quarterday::syntax {

namespace g = grammar;

namespace {

Rhythm rhythm_of(int type) {
  if (type == g::YEAR || type == g::YEARS) return Rhythm::year;
  return type == g::QUARTER || type == g::QUARTERS ? Rhythm::quarter : Rhythm::month;
}

CalendarWord calendar_word(int type) {
  if (type == g::CONTRACT_YEAR) return CalendarWord::contract_year;
  if (type == g::YEAR) return CalendarWord::year;
  return type == g::QUARTER ? CalendarWord::quarter : CalendarWord::month;
}

BalanceFigure::Kind balance_figure(int type) {
  switch (type) {
    case g::OPENING:
      return BalanceFigure::Kind::opening;
    case g::CLOSING:
      return BalanceFigure::Kind::closing;
    case g::PAID_INTO:
      return BalanceFigure::Kind::paid_into;
    case g::PAID_OUT_OF:
      return BalanceFigure::Kind::paid_out_of;
    default:
      return BalanceFigure::Kind::lapsed_from;
  }
}

}  // namespace

ExprId TreeBuilder::adverbed(Part part) {
  ExprId subject = primary(part.part());
  while (!part.done()) subject = adverb(subject, part.part());
  return subject;
}

ExprId TreeBuilder::adverb(ExprId of, Part part) {
  const Span span{tree_.file, span_of(of).begin, part.last_word().end};
  TimeRef time;
  time.span = span_of(part);
  if (part.at_rule(g::RulePer)) return add(span, Per{of, per(part.part())});
  const int type = part.word().type;
  switch (type) {
    case g::FOR:
      return add(span, For{of, name(part.part())});
    case g::POSSESSIVE:
      return add(span, Possessive{of, name(part.part())});
    case g::IN: {
      const Word& word = part.word();
      if (word.type == g::MONTH_NAME) {
        time.kind = TimeRef::Kind::month_of_year;
        time.number = read_month(text_of(word));
      } else if (word.type == g::QUARTER_NAME) {
        time.kind = TimeRef::Kind::quarter_of_year;
        time.number = read_quarter(text_of(word));
      } else {
        time.kind = TimeRef::Kind::period;
        time.period = {std::string(text_of(word)), span_of(word)};
      }
      break;
    }
    case g::LAST:
      time.kind = TimeRef::Kind::last;
      time.unit = rhythm_of(part.word().type);
      break;
    case g::SAME:
      time.kind = TimeRef::Kind::same_last_year;
      time.unit = rhythm_of(part.word().type);
      break;
    default:  // this
      time.kind = TimeRef::Kind::current;
      time.unit = rhythm_of(part.word().type);
  }
  return add(span, At{of, std::move(time)});
}

// After `before`, `after` and `in`: `this quarter`, `last year`, a date, a period.
ExprId TreeBuilder::moment(Part part) {
  if (part.at_rule(g::RuleAdverbed)) return adverbed(part.part());
  const Span span = span_of(part);
  const bool last = part.word().type == g::LAST;
  return add(span, CalendarReference{calendar_word(part.word().type), last});
}

ExprId TreeBuilder::primary(Part part) {
  if (part.at_rule(g::RuleName)) {
    Name reference = name(part.part());
    return add(reference.span, NameReference{std::move(reference.text)});
  }
  const Span span = span_of(part);
  const Word& word = part.word();
  switch (word.type) {
    case g::YES:
    case g::NO:
      return add(span, YesNoLiteral{word.type == g::YES});
    case g::YEAR:
    case g::QUARTER:
    case g::MONTH:
    case g::CONTRACT_YEAR:
      return add(span, CalendarReference{calendar_word(word.type), false});
    case g::LEFT_OUT:
      return add(span, LeftOut{});
    case g::SETTLEMENT_REFUSED:
      return add(span, SettlementRefused{});
    case g::FIRST_REPORTED_OF:
      return first_reported(part);
    case g::NUMBER_OF:
      return add(span, NumberOf{counted_set(part.part())});
    case g::OPENING:
    case g::CLOSING:
    case g::PAID_INTO:
    case g::PAID_OUT_OF:
    case g::LAPSED_FROM:
      return add(span, BalanceFigure{balance_figure(word.type), name(part.part())});
    case g::THIS:
      return add(span, ThisRow{name(part.part())});
    case g::OPEN_BRACKET:
      return add(span, Bracketed{sentence(part.part())});
    default:
      return literal(word);
  }
}

ExprId TreeBuilder::literal(const Word& word) {
  const std::string_view text = text_of(word);
  const Span span = span_of(word);
  switch (word.type) {
    case g::NUMBER:
      if (auto figure = read_figure(text)) return add(span, NumberLiteral{*std::move(figure)});
      break;
    case g::PERCENT:
      if (auto figure = read_percent(text)) return add(span, PercentLiteral{*std::move(figure)});
      break;
    case g::MONEY:
      if (auto money = read_money(text)) return add(span, *std::move(money));
      break;
    case g::DURATION:
      if (auto duration = read_duration(text)) return add(span, *std::move(duration));
      too_long(word, 18);
      return add(span, ErrorExpr{});
    case g::PERIOD:
      return add(span, PeriodLiteral{{std::string(text), span}});
    case g::DATE:
      return add(span, DateLiteral{std::string(text)});
    case g::QUARTER_NAME:
      return add(span, QuarterLiteral{read_quarter(text)});
    default:
      return add(span, MonthLiteral{read_month(text)});
  }
  too_long(word, value::max_literal_digits);
  return add(span, ErrorExpr{});
}

ExprId TreeBuilder::first_reported(Part part) {
  FirstReported node;
  part.take(g::OPEN_BRACKET);
  while (!part.done()) {
    node.choices.push_back(sentence(part.part()));
    part.word();
  }
  return add(span_of(part), std::move(node));
}

SetRef TreeBuilder::set(Part part) {
  SetRef set;
  set.span = span_of(part);
  if (part.take(g::LAST)) {
    set.kind = SetRef::Kind::last;
    const Word& word = part.word();
    if (word.type == g::DURATION) {
      const auto duration = read_duration(text_of(word));
      const bool is_calendar = duration && (duration->unit == "year" || duration->unit == "month");
      if (!is_calendar || duration->count > 1000) {
        sink_.report(diagnostics::make<diagnostics::Id::UnexpectedToken>(
            span_of(word), found_text(word, text_), "a number of `months`, `quarters` or `years`"));
      } else {
        set.last_count = static_cast<int>(duration->count);
        set.last_unit = duration->unit == "year" ? Rhythm::year : Rhythm::month;
      }
    } else {
      set.last_count = read_count(text_of(word)).value_or(0);
      set.last_unit = Rhythm::quarter;
      if (set.last_count == 0) {
        sink_.report(diagnostics::make<diagnostics::Id::UnexpectedToken>(span_of(word), found_text(word, text_),
                                                                         "a small whole number"));
      }
    }
    return set;
  }
  if (part.at(g::MONTHS) || part.at(g::QUARTERS) || part.at(g::YEARS)) {
    const Rhythm unit = rhythm_of(part.word().type);
    set.kind = unit == Rhythm::month     ? SetRef::Kind::months
               : unit == Rhythm::quarter ? SetRef::Kind::quarters
                                         : SetRef::Kind::years;
    if (part.take(g::FROM)) set.from = period(part.part());
    set.to_date = part.take(g::TO_DATE);
    if (part.take(g::TO)) set.to = period(part.part());
    if (part.at_rule(g::RuleSetWhere)) set.where = set_where(part.part());
    return set;
  }
  set.kind = part.take(g::ITS) ? SetRef::Kind::its : SetRef::Kind::members;
  set.earlier = part.take(g::EARLIER);
  set.name = name(part.part());
  if (part.at_rule(g::RuleSetName)) {
    Part renamed = part.part();
    renamed.take(g::AS);
    set.as = name(renamed.part());
  }
  if (part.at_rule(g::RuleSetWhere)) set.where = set_where(part.part());
  return set;
}

ExprId TreeBuilder::set_where(Part part) {
  part.take(g::WHERE);
  return simple_test(part.part());
}

// After `number of`
SetRef TreeBuilder::counted_set(Part part) {
  SetRef set;
  set.span = span_of(part);
  if (part.at(g::MONTHS) || part.at(g::QUARTERS) || part.at(g::YEARS)) {
    const Rhythm unit = rhythm_of(part.word().type);
    set.kind = unit == Rhythm::month     ? SetRef::Kind::months
               : unit == Rhythm::quarter ? SetRef::Kind::quarters
                                         : SetRef::Kind::years;
    if (part.take(g::FROM)) set.from = period(part.part());
    set.to_date = part.take(g::TO_DATE);
    if (part.take(g::TO)) set.to = period(part.part());
  } else {
    set.kind = part.take(g::ITS) ? SetRef::Kind::its : SetRef::Kind::members;
    set.earlier = part.take(g::EARLIER);
    set.name = name(part.part());
    if (part.at_rule(g::RuleSetName)) {
      Part renamed = part.part();
      renamed.take(g::AS);
      set.as = name(renamed.part());
    }
  }
  if (part.take(g::WHERE)) set.where = adverbed(part.part());
  return set;
}

}  // namespace quarterday::syntax
