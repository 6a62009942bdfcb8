// SPDX-License-Identifier: Apache-2.0
#include "tools/cli/scenario_text.h"

#include <algorithm>
#include <map>
#include <optional>

#include "runtime/evaluate/words.h"
#include "runtime/plan/currencies.h"
#include "runtime/plan/member_types.h"
#include "runtime/value/format.h"

namespace quarterday::cli {
namespace {

using evaluate::CaseFigure;
using plan::Plan;
using plan::Rational;
using plan::Type;

// A number without end is written as a quotient.
bool ends(const std::string& text) { return text.find('/') == std::string::npos; }

std::string quotient(const Rational& number) { return number.numerator_text() + " / " + number.denominator_text(); }

std::string amount(const Plan& plan, const Rational& number, const Type& type) {
  const std::string text = number.to_text();
  const value::Currency& currency = plan::currency_of(plan, type);
  const std::string unit = type.words.starts_with("money") ? type.words.substr(std::string_view("money").size()) : "";
  if (!ends(text)) return sign_of(currency) + "1" + unit + " * " + quotient(number);
  const std::string digits = value::with_thousands(number.sign() < 0 ? text.substr(1) : text);
  const std::string sign = sign_of(currency);
  return (number.sign() < 0 ? "-" : "") + sign + digits + unit;
}

// As a contract writes it, exactly.
std::string literal(const Plan& plan, const CaseFigure& figure) {
  if (figure.numerator && figure.denominator)
    return figure.numerator->to_text() + " / " + figure.denominator->to_text();
  const Type& type = plan::type_of(plan, figure.value, figure.members);
  const auto* number = std::get_if<Rational>(&figure.figure);
  if (number == nullptr) return evaluate::figure_text(plan, figure.figure, type);
  if (type.kind == Type::Kind::yes_no) return number->is_zero() ? "no" : "yes";
  if (type.kind == Type::Kind::date) {
    const std::optional<std::int64_t> days = number->to_int64();
    if (days) return value::Date::from_days_since_epoch(*days).to_text();
  }
  if (type.kind == Type::Kind::money) return amount(plan, *number, type);
  if (type.kind == Type::Kind::percent || type.kind == Type::Kind::share) {
    const std::string text = (*number * Rational(100)).to_text();
    return ends(text) ? value::with_thousands(text) + "%" : "100% * " + quotient(*number);
  }
  const std::string text = number->to_text();
  return ends(text) ? value::with_thousands(text) : quotient(*number);
}

std::string name(const Plan& plan, const CaseFigure& figure, plan::Period period) {
  std::string text = plan.value(figure.value).name;
  for (const plan::EntityId member : figure.members) text += " for " + plan.entity(member).name;
  if (figure.period.grain != plan::Grain::once && figure.period != period)
    text += " in " + plan.calendar.name(figure.period);
  return text;
}

std::string assigned(const Plan& plan, const CaseFigure& figure) {
  const bool there = !std::holds_alternative<plan::LeftOut>(figure.figure);
  return there ? " = " + literal(plan, figure) : " is not given";
}

// The figures of one input in one case.
class GivenOfInput {
 public:
  GivenOfInput(const Plan& plan, std::vector<CaseFigure> figures, plan::Period period)
      : plan_(plan), figures_(std::move(figures)), period_(period) {}

  std::string text() const {
    const bool here = std::ranges::all_of(figures_, [this](const CaseFigure& one) { return is_here(one.period); });
    if (here && figures_.size() > 1 && one_type() && all_same(figures_)) {
      const CaseFigure& first = figures_.front();
      return is_there(first) ? "  given  " + plan_.value(first.value).name + assigned(plan_, first) + "\n" : "";
    }
    std::map<plan::Period, std::vector<CaseFigure>> by_period;
    for (const CaseFigure& one : figures_) by_period[one.period].push_back(one);
    std::string text;
    for (const auto& [period, figures] : by_period) text += of_period(period, figures);
    return text;
  }

 private:
  bool is_there(const CaseFigure& one) const { return !std::holds_alternative<plan::LeftOut>(one.figure); }

  // Whether a figure that names no period is meant of this one too.
  bool is_here(plan::Period period) const {
    return period.grain == plan::Grain::once || plan_.calendar.contains(period, period_) ||
           plan_.calendar.contains(period_, period);
  }

  bool one_type() const { return plan::has_one_type(plan_.value(figures_.front().value)); }

  bool all_same(const std::vector<CaseFigure>& figures) const {
    const std::string first = assigned(plan_, figures.front());
    return std::ranges::all_of(figures, [&](const CaseFigure& one) { return assigned(plan_, one) == first; });
  }

  std::string of_period(plan::Period period, const std::vector<CaseFigure>& figures) const {
    const std::string in =
        period.grain == plan::Grain::once || period == period_ || plan_.calendar.contains(period, period_)
            ? ""
            : " in " + plan_.calendar.name(period);
    const std::optional<std::string> of_most = most(figures);
    std::string text;
    if (of_most) text = "  given  " + plan_.value(figures.front().value).name + in + *of_most + "\n";
    for (const CaseFigure& one : figures) {
      const std::string its = is_there(one) ? assigned(plan_, one) : " is not reported";
      if ((of_most && its == *of_most) || (!of_most && !is_there(one))) continue;
      text.append("  given  ").append(name(plan_, one, period)).append(in).append(its).append("\n");
    }
    return text;
  }

  // What most members have, said in one line; the others have one each.
  std::optional<std::string> most(const std::vector<CaseFigure>& figures) const {
    if (!one_type()) return std::nullopt;
    std::map<std::string, std::size_t> times;
    for (const CaseFigure& one : figures)
      if (is_there(one)) ++times[assigned(plan_, one)];
    const auto found = std::ranges::max_element(times, {}, [](const auto& one) { return one.second; });
    if (found == times.end() || figures.size() < 2 || 2 * found->second <= figures.size()) return std::nullopt;
    return found->first;
  }

  const Plan& plan_;
  std::vector<CaseFigure> figures_;
  plan::Period period_;
};

}  // namespace

std::string sign_of(const value::Currency& currency) {
  const bool has_sign = currency.symbol == "£" || currency.symbol == "€" || currency.symbol == "$";
  return has_sign ? currency.symbol : currency.code + " ";
}

std::string figure_lines(const Plan& plan, std::string_view word, const std::vector<CaseFigure>& figures,
                         plan::Period period) {
  std::string text;
  for (const CaseFigure& figure : figures) {
    text += "  ";
    text += word;
    text += name(plan, figure, period) + assigned(plan, figure) + "\n";
  }
  return text;
}

std::string given_lines(const Plan& plan, const std::vector<CaseFigure>& figures, plan::Period period) {
  std::map<plan::ValueId, std::vector<CaseFigure>> by_input;
  for (const CaseFigure& figure : figures) by_input[figure.value].push_back(figure);
  std::string text;
  for (auto& [input, its] : by_input) text += GivenOfInput(plan, std::move(its), period).text();
  return text;
}

std::string scenario_text(const Plan& plan, const evaluate::Proposal& proposal) {
  std::string text = "scenario \"" + proposal.title + "\" in " + plan.calendar.name(proposal.period) + " {\n";
  text += given_lines(plan, proposal.given, proposal.period);
  if (proposal.refused_input) {
    text += "  expect settlement refused naming " + plan.value(proposal.refused_input).name;
    for (const plan::EntityId member : proposal.refused_members) text += " for " + plan.entity(member).name;
    text += "\n";
  } else {
    text += figure_lines(plan, "expect ", proposal.expect, proposal.period);
  }
  return text + "}\n";
}

}  // namespace quarterday::cli
