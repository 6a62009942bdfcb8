// SPDX-License-Identifier: Apache-2.0
//
// Amounts in several currencies: which ones a contract knows, and what is said where two meet.
#include <algorithm>

#include "compiler/check/sentence.h"

namespace quarterday::check {
namespace {

// Among those that are known; the contract's own is `money`.
std::optional<std::uint32_t> unit_of(const Contract& contract, std::string_view code) {
  if (code == contract.currency.code) return model::money_unit;
  const auto known = value::known_currencies();
  const auto found = std::find_if(known.begin(), known.end(),
                                  [code](const value::Currency& currency) { return currency.code == code; });
  if (found == known.end()) return std::nullopt;
  return model::first_currency_unit + static_cast<std::uint32_t>(found - known.begin());
}

std::string code_of(const Contract& contract, std::uint32_t unit) {
  return unit == model::money_unit ? contract.currency.code : model::foreign_code(unit);
}

std::string small_letters(std::string text) {
  for (char& c : text)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return text;
}

// The name of what is declared as `one` per `other`.
std::optional<std::string> rate_between(const Contract& contract, std::uint32_t one, std::uint32_t other) {
  const model::Units wanted{{one, 1}, {other, -1}};
  for (const model::Value& value : contract.values)
    if (value.type.is_number() && value.type.units == wanted) return value.name;
  return std::nullopt;
}

}  // namespace

std::optional<std::uint32_t> Context::currency_unit(std::string_view code) {
  const auto unit = unit_of(contract, code);
  if (unit && *unit != model::money_unit) contract.other_currencies.insert(*unit);
  return unit;
}

std::string Context::sign_of(const Type& type) const {
  const std::string code = model::foreign_code(type.currency().value_or(model::money_unit));
  // A dollar that is not the contract's own is written by its sign only if it is the US dollar.
  const bool has_sign = code == "EUR" || (code == "USD" && contract.currency.symbol != "$");
  if (code.empty()) return contract.currency.symbol;
  return has_sign ? value::currency_by_code(code)->symbol : code + " ";
}

std::optional<std::uint32_t> Context::unit_after_per(const syntax::Name& name) {
  if (const auto currency = currency_unit(name.text)) return currency;
  const auto unit = unit_by_singular(name);
  return unit ? std::optional(unit->index) : std::nullopt;
}

Typed Sentence::money(const syntax::MoneyLiteral& literal, Span span) {
  if (value::symbol_matches(literal.symbol, contract_.currency)) return constant(literal.value, span, Type::money());
  auto other = value::currency_by_symbol(literal.symbol);
  if (!other) other = value::currency_by_code(literal.symbol);
  const auto unit = other ? unit_of(contract_, other->code) : std::nullopt;
  if (unit && contract_.other_currencies.count(*unit) != 0) return constant(literal.value, span, Type::money(*unit));
  const std::string code = other ? other->code : literal.symbol;
  Diagnostic& diagnostic = context_.report(make<Id::WrongCurrency>(span, code, contract_.currency.code));
  diagnostic.help("amounts of this contract are written '" + contract_.currency.symbol + "'");
  if (unit)
    diagnostic.help("where it has another currency, name that in a type, as in `input " + small_letters(code) +
                    "_rate each quarter : " + contract_.currency.code + " per " + code + "` or `: " + code + "`");
  return error_at(span);
}

void Sentence::report_currencies(const Typed& left, const Typed& right, Span span) {
  const std::uint32_t one = *left.type.currency();
  const std::uint32_t other = *right.type.currency();
  const std::string first = code_of(contract_, one);
  const std::string second = code_of(contract_, other);
  Diagnostic& diagnostic = context_.report(make<Id::CurrenciesMixed>(span, first, second));
  if (left.node.index != right.node.index) diagnostic.label(contract_.facts[left.node.index].span, words(left.type));
  diagnostic.label(contract_.facts[right.node.index].span, words(right.type));
  if (const auto rate = rate_between(contract_, one, other))
    diagnostic.help("convert the amount in " + second + ": '... * " + *rate + "'");
  else if (const auto inverse = rate_between(contract_, other, one))
    diagnostic.help("convert the amount in " + second + ": '... / " + *inverse + "'");
  else
    diagnostic.help("say at which rate: `input " + small_letters(second) + "_rate each quarter : " + first + " per " +
                    second + "`, then '... * " + small_letters(second) + "_rate'");
}

}  // namespace quarterday::check
