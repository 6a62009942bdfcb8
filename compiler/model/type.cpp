// SPDX-License-Identifier: Apache-2.0
#include "compiler/model/type.h"

#include <algorithm>
#include <vector>

#include "runtime/value/currency.h"

namespace quarterday::model {
namespace {

bool same_units(const Type& left, const Type& right) {
  return left.units == right.units && left.figure_of == right.figure_of;
}

// A bare number goes with a count or a figure, never with money: a pound sign is too easily forgotten.
bool bare_goes_with(const Type& bare, const Type& other) { return bare.bare && bare.is_plain() && !other.has_money(); }

Type unify_numbers(const Type& left, const Type& right) {
  if (left.bare && !right.bare) return right;
  if (right.bare) return left;
  Type type = left;
  if (left.shown != right.shown) type.shown = Type::Shown::percent;
  if (left.shown == Type::Shown::plain || right.shown == Type::Shown::plain) type.shown = Type::Shown::plain;
  return type;
}

Units combined(const Units& left, const Units& right, int sign) {
  Units units = left;
  for (const auto& [unit, power] : right) {
    const int sum = (units[unit] += sign * power);
    if (sum == 0) units.erase(unit);
  }
  return units;
}

Type product_type(const Type& left, const Type& right, int sign) {
  if (left.is_error() || right.is_error()) return Type::error();
  if (left.kind == Type::Kind::any) return right;
  if (right.kind == Type::Kind::any) return left;
  Type type = Type::number();
  type.units = combined(left.units, right.units, sign);
  // A figure keeps its own unit when it is scaled; two of them make a plain number of their ratio.
  if (left.is_figure() != right.is_figure()) type.figure_of = left.is_figure() ? left.figure_of : right.figure_of;
  if (type.is_plain()) {
    type.bare = left.bare || right.bare;
    if (sign > 0 && left.shown != Type::Shown::plain && right.shown != Type::Shown::plain)
      type.shown = Type::Shown::percent;
    if (sign < 0 && left.shown != Type::Shown::plain && right.bare) type.shown = Type::Shown::percent;
  }
  return type;
}

bool has_foreign_money(const Type& type) {
  return std::any_of(type.units.begin(), type.units.end(),
                     [](const auto& power) { return is_currency(power.first) && power.first != money_unit; });
}

std::string unit_word(std::uint32_t unit, const TypeNames& names, bool one) {
  if (is_currency(unit)) return unit == money_unit ? "money" : foreign_code(unit);
  return one ? names.units[unit].singular : names.units[unit].name;
}

std::string describe_number(const Type& type, const TypeNames& names) {
  if (type.is_figure()) return "a figure of its member";
  if (type.units.empty()) {
    switch (type.shown) {
      case Type::Shown::percent:
        return "a percent";
      case Type::Shown::share:
        return type.share_of ? "a share of " + names.units[type.share_of.index].name : "a share";
      case Type::Shown::plain:
        return "a plain number";
    }
  }
  std::string above, below;
  // Money is said first: 'money per case'.
  std::vector<std::pair<std::uint32_t, int>> powers(type.units.begin(), type.units.end());
  std::stable_sort(powers.begin(), powers.end(),
                   [](const auto& a, const auto& b) { return is_currency(a.first) > is_currency(b.first); });
  // Beside another currency the contract's own has its code.
  const bool says_code = has_foreign_money(type);
  const auto word = [&](std::uint32_t unit, bool one) {
    return says_code && unit == money_unit ? names.currency : unit_word(unit, names, one);
  };
  for (const auto& [unit, power] : powers) {
    for (int i = 0; i < std::abs(power); ++i) {
      if (power > 0) above += (above.empty() ? "" : " times ") + word(unit, false);
      if (power < 0) below += " per " + word(unit, true);
    }
  }
  return (above.empty() ? "a number" : above) + below;
}

}  // namespace

bool Type::is_amount() const {
  if (!is_number() || is_figure() || bare) return false;
  return std::any_of(units.begin(), units.end(), [](const auto& p) { return p.second > 0; }) &&
         std::none_of(units.begin(), units.end(), [](const auto& p) { return p.second < 0; });
}

std::optional<std::uint32_t> Type::currency() const {
  for (const auto& [unit, power] : units)
    if (is_currency(unit) && power > 0) return unit;
  return std::nullopt;
}

std::string foreign_code(std::uint32_t currency) {
  if (!is_currency(currency) || currency == money_unit) return {};
  return value::known_currencies()[currency - first_currency_unit].code;
}

bool differ_in_currency(const Type& left, const Type& right) {
  const auto one = left.currency();
  const auto other = right.currency();
  if (left.kind != right.kind || !one || !other || *one == *other) return false;
  Units as_left = right.units;
  as_left.erase(*other);
  as_left[*one] += 1;
  return as_left == left.units;
}

Unified unify(const Type& left, const Type& right) {
  if (left.is_error() || right.is_error()) return {Type::error(), true};
  if (left.kind == Type::Kind::any) return {right, true};
  if (right.kind == Type::Kind::any) return {left, true};
  if (left.kind != right.kind) return {Type::error(), false};
  switch (left.kind) {
    case Type::Kind::number:
    case Type::Kind::range:
    case Type::Kind::standard:
      if (same_units(left, right) || bare_goes_with(left, right) || bare_goes_with(right, left))
        return {unify_numbers(left, right), true};
      return {Type::error(), false};
    default:
      return {left, true};
  }
}

bool fits(const Type& wanted, const Type& found) { return unify(wanted, found).fits; }

Type multiply(const Type& left, const Type& right) { return product_type(left, right, 1); }
Type divide(const Type& left, const Type& right) { return product_type(left, right, -1); }

std::string describe(const Type& type, const TypeNames& names) {
  switch (type.kind) {
    case Type::Kind::error:
      return "unknown";
    case Type::Kind::any:
      return "left out";
    case Type::Kind::number:
      return describe_number(type, names);
    case Type::Kind::yes_no:
      return "yes/no";
    case Type::Kind::member:
      return type.set ? "a " + names.sets[type.set.index].singular : "a member";
    case Type::Kind::range:
      return "a range";
    case Type::Kind::standard:
      return "a standard";
    case Type::Kind::text:
      return "a text";
    case Type::Kind::date:
      return "a date";
    case Type::Kind::period:
      return "a period";
  }
  return "unknown";
}

plan::Type lower_type(const Type& type, const TypeNames& names) {
  plan::Type lowered;
  lowered.words = describe(type, names);
  for (const char* article : {"a ", "an "})
    if (lowered.words.rfind(article, 0) == 0) lowered.words.erase(0, std::string(article).size());
  using Kind = plan::Type::Kind;
  switch (type.kind) {
    case Type::Kind::error:
    case Type::Kind::any:
      lowered.kind = Kind::number;
      break;
    case Type::Kind::yes_no:
      lowered.kind = Kind::yes_no;
      break;
    case Type::Kind::member:
      lowered.kind = Kind::member;
      lowered.set = type.set;
      break;
    case Type::Kind::range:
      lowered.kind = Kind::range;
      break;
    case Type::Kind::standard:
      lowered.kind = Kind::standard;
      break;
    case Type::Kind::text:
      lowered.kind = Kind::text;
      break;
    case Type::Kind::date:
      lowered.kind = Kind::date;
      break;
    case Type::Kind::period:
      lowered.kind = Kind::period;
      break;
    case Type::Kind::number:
      if (type.has_money()) {
        lowered.kind = Kind::money;
        lowered.currency = foreign_code(type.currency().value_or(money_unit));
        lowered.per_something = !type.is_money();
      } else if (type.units.size() == 1 && type.units.begin()->second == 1) {
        lowered.kind = Kind::count;
        lowered.unit = UnitId(type.units.begin()->first);
      } else if (type.units.empty()) {
        lowered.kind = type.shown == Type::Shown::percent ? Kind::percent
                       : type.shown == Type::Shown::share ? Kind::share
                                                          : Kind::number;
        lowered.unit = type.share_of;
      }
      break;
  }
  return lowered;
}

}  // namespace quarterday::model
