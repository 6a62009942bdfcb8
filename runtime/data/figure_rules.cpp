// SPDX-License-Identifier: Apache-2.0
#include "runtime/data/figure_rules.h"

#include <string>

#include "runtime/plan/accepted.h"

namespace quarterday::data {
namespace {

using Kind = plan::Type::Kind;
using Shape = ReportedFigure::Shape;

// A metric in points or days is a mean of cases: it may be given as a total over a count, and a gain may be negative.
bool is_mean(const plan::InputRules& rules, Kind kind) { return rules.metric && kind == Kind::count; }

bool may_be_ratio(const plan::InputRules& rules, Kind kind) {
  return kind == Kind::percent || kind == Kind::share || kind == Kind::number || is_mean(rules, kind);
}

bool is_figure(Kind kind) {
  return kind == Kind::percent || kind == Kind::share || kind == Kind::number || kind == Kind::money ||
         kind == Kind::count || kind == Kind::yes_no || kind == Kind::date;
}

bool cannot_be_negative(const plan::InputRules& rules, Kind kind) {
  if (rules.may_be_negative || rules.between) return false;  // a range says for itself how low a figure may be
  return kind == Kind::percent || kind == Kind::share || (kind == Kind::count && !is_mean(rules, kind));
}

std::string what_it_takes(const plan::InputRules& rules, const plan::Type& type) {
  if (!is_figure(type.kind)) return type.words + ", which data files do not hold";
  if (!may_be_ratio(rules, type.kind)) return "one value";
  return rules.needs_ratio ? "a numerator and a denominator" : "one value, or a numerator and a denominator";
}

// The objection to cells that are filled in where they should be empty or the other way round, if there is one.
std::optional<Diagnostic> wrong_shape(std::string_view name, const FigureCells& cells, const plan::InputRules& rules,
                                      const plan::Type& type) {
  const bool has_value = !cells.value.text.empty();
  const bool has_numerator = !cells.numerator.text.empty();
  const bool has_denominator = !cells.denominator.text.empty();
  const bool has_ratio = has_numerator && has_denominator;
  const auto gives = [&](const Cell& cell, std::string_view what) {
    return make<Id::DataValueShape>(place_of(cell), shown(name), what_it_takes(rules, type), what);
  };
  if (!has_value && !has_numerator && !has_denominator) {
    return gives(cells.value, "none").help("a figure that is not reported has no row");
  }
  if (!is_figure(type.kind)) return gives(has_value ? cells.value : cells.numerator, "a number");
  if (has_value && (has_numerator || has_denominator)) {
    return gives(cells.value, "a value and more").help("leave the value empty, it is worked out from the other two");
  }
  if (has_value && rules.needs_ratio && may_be_ratio(rules, type.kind)) {
    return gives(cells.value, "one value").note("the contract asks for its numerator and denominator");
  }
  if (has_value) return std::nullopt;
  if (!may_be_ratio(rules, type.kind)) {
    return gives(has_numerator ? cells.numerator : cells.denominator, "a numerator or denominator")
        .help("write the figure in the column `value`");
  }
  if (!has_ratio) {
    return has_numerator ? gives(cells.denominator, "a numerator without a denominator")
                         : gives(cells.numerator, "a denominator without a numerator");
  }
  return std::nullopt;
}

void check_sign(std::string_view name, const Cell& cell, const Number& number, Objections& objections) {
  if (number.sign() < 0) object(objections, make<Id::DataNegative>(place_of(cell), shown(name), shown(cell.text)));
}

void check_range(std::string_view name, const Cell& cell, const value::Rational& figure, std::string_view shown_figure,
                 const plan::InputRules& rules, Objections& objections) {
  if (!rules.between || plan::lies_in(*rules.between, figure)) return;
  Diagnostic& diagnostic = object(
      objections, make<Id::DataOutsideRange>(place_of(cell), shown(name), rules.between_words, shown(shown_figure)));
  const value::Rational part = figure / 100;
  if (rules.between_words.ends_with('%') && plan::lies_in(*rules.between, part))
    diagnostic.help("write " + part.to_text() + " for " + figure.to_text() + "%");
}

void check_value(std::string_view name, const Cell& cell, const Number& number, const plan::InputRules& rules,
                 const plan::Type& type, Objections& objections) {
  if (cannot_be_negative(rules, type.kind)) check_sign(name, cell, number, objections);
  if (rules.between) check_range(name, cell, number.exact(), cell.text, rules, objections);
  if (type.kind != Kind::share || rules.may_pass_whole || !is_above(number, Number{1})) return;
  Diagnostic& diagnostic = object(
      objections, make<Id::DataValueShape>(place_of(cell), shown(name), "a share from 0 to 1", shown(cell.text)));
  if (!is_above(number, Number{100})) {
    diagnostic.help("write " + (number.exact() / 100).to_text() + " for " + std::string(cell.text) + "%");
  }
}

void check_ratio(std::string_view name, const FigureCells& cells, const ReportedFigure& figure,
                 const plan::InputRules& rules, const plan::Type& type, Objections& objections) {
  check_sign(name, cells.numerator, figure.first, objections);
  check_sign(name, cells.denominator, figure.second, objections);
  const bool is_above_whole = figure.second.sign() > 0 && is_above(figure.first, figure.second);
  if (type.kind == Kind::share && !rules.may_pass_whole && is_above_whole) {
    object(objections, make<Id::DataNumeratorAbove>(place_of(cells.numerator), shown(cells.numerator.text),
                                                    shown(cells.denominator.text)))
        .note("'" + shown(name) + "' is a share, which is at most 100%");
  }
  if (rules.between && figure.second.sign() > 0) {
    const std::string ratio = std::string(cells.numerator.text) + " / " + std::string(cells.denominator.text);
    check_range(name, cells.numerator, figure.first.exact() / figure.second.exact(), ratio, rules, objections);
  }
}

ReportedFigure read_yes_no(std::string_view name, const Cell& cell, Objections& objections) {
  ReportedFigure figure;
  figure.shape = Shape::value;
  if (is_formula(cell.text)) {
    read_number(cell, objections);
  } else if (cell.text != "0" && cell.text != "1") {
    object(objections, make<Id::DataYesNo>(place_of(cell), shown(name), shown(cell.text)));
  } else {
    figure.first.digits = cell.text == "1" ? 1 : 0;
  }
  return figure;
}

// A date is kept as the days since 1970.
ReportedFigure read_date(const Cell& cell, Objections& objections) {
  ReportedFigure figure;
  const std::optional<value::Date> date = value::Date::parse(cell.text);
  if (date && value::is_known_year(date->year)) {
    figure.shape = Shape::value;
    figure.first.digits = date->days_since_epoch();
    return figure;
  }
  object(objections, make<Id::DataBadDate>(place_of(cell), shown(cell.text)))
      .help(date ? "years from 1900 to 2199 are known" : "dates are written year, month, day: 2015-07-31");
  return figure;
}

}  // namespace

ReportedFigure read_figure(std::string_view name, const FigureCells& cells, const plan::InputRules& rules,
                           const plan::Type& type, Objections& objections) {
  if (std::optional<Diagnostic> objection = wrong_shape(name, cells, rules, type)) {
    object(objections, std::move(*objection));
    return {};
  }
  if (type.kind == Kind::yes_no) return read_yes_no(name, cells.value, objections);
  if (type.kind == Kind::date) return read_date(cells.value, objections);
  ReportedFigure figure;
  if (!cells.value.text.empty()) {
    const std::optional<Number> number = read_number(cells.value, objections);
    if (number) {
      check_value(name, cells.value, *number, rules, type, objections);
      figure.shape = Shape::value;
      figure.first = *number;
    }
    return figure;
  }
  const std::optional<Number> numerator = read_number(cells.numerator, objections);
  const std::optional<Number> denominator = read_number(cells.denominator, objections);
  if (numerator && denominator) {
    figure = {denominator->sign() == 0 ? Shape::not_reported : Shape::ratio, *numerator, *denominator};
    check_ratio(name, cells, figure, rules, type, objections);
  }
  return figure;
}

}  // namespace quarterday::data
