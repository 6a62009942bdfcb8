// SPDX-License-Identifier: Apache-2.0
#pragma once

// What kind of figure a sentence yields: its units, and how it is shown. Money is a unit like any other, so that
// `money per case` times cases is money and money times money is a mistake.

#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "runtime/plan/ids.h"
#include "runtime/plan/plan.h"

namespace quarterday::model {

using plan::SetId;
using plan::UnitId;

// Powers of units: money per case is {money: 1, case: -1}. A power of 0 is not kept. Each currency is a unit: the
// contract's own is `money`, others go by their place among those that are known, so that none is taken for another.
using Units = std::map<std::uint32_t, int>;
inline constexpr std::uint32_t money_unit = 0xfffffffe;
inline constexpr std::uint32_t first_currency_unit = 0xffffff00;
constexpr bool is_currency(std::uint32_t unit) { return unit >= first_currency_unit; }

struct Type {
  enum class Kind {
    error,   // a mistake was reported: rules about it stay silent
    any,     // `left out`, `settlement refused`: goes with everything
    number,  // with units; without them a plain number, a percent or a share
    yes_no,
    member,
    range,
    standard,
    text,
    date,
    period
  };
  enum class Shown { plain, percent, share };

  Kind kind = Kind::error;
  Units units;                 // number, range, standard
  Shown shown = Shown::plain;  // number without units
  bool bare = false;           // written without a unit: takes the unit of a count on the other side
  UnitId share_of;             // share of patients
  SetId set;                   // member
  SetId figure_of;             // `its figure`: the type printed in the row of each member of this dimension

  bool is_error() const { return kind == Kind::error; }
  bool is_number() const { return kind == Kind::number; }
  bool is_figure() const { return static_cast<bool>(figure_of); }
  bool is_money() const {
    return is_number() && units.size() == 1 && is_currency(units.begin()->first) && units.begin()->second == 1;
  }
  // Units are in order, so a currency stands last.
  bool has_money() const { return !units.empty() && is_currency(units.rbegin()->first); }
  // In which amounts are: of GBP per EUR it is GBP. None without an amount of money.
  std::optional<std::uint32_t> currency() const;
  bool is_plain() const { return is_number() && units.empty() && !is_figure(); }
  // An amount is of its period; a rate, a percent or a yes/no of a year holds in each of its months too.
  bool is_amount() const;

  static Type error() { return {}; }
  static Type of(Kind kind) {
    Type type;
    type.kind = kind;
    return type;
  }
  static Type any() { return of(Kind::any); }
  static Type yes_no() { return of(Kind::yes_no); }
  static Type number(Shown shown = Shown::plain) {
    Type type = of(Kind::number);
    type.shown = shown;
    return type;
  }
  static Type bare_number() {
    Type type = number();
    type.bare = true;
    return type;
  }
  static Type money(std::uint32_t currency = money_unit) {
    Type type = number();
    type.units[currency] = 1;
    return type;
  }
  static Type count(UnitId unit) {
    Type type = number();
    type.units[unit.index] = 1;
    return type;
  }
  static Type member(SetId set) {
    Type type = of(Kind::member);
    type.set = set;
    return type;
  }
};

// The type of both sides of a sum, a comparison, or of the cases of a condition; Kind::error with `fits` false when
// they do not go together.
struct Unified {
  Type type;
  bool fits = true;
};
Unified unify(const Type& left, const Type& right);

// Whether a figure of this type may stand where `wanted` is declared.
bool fits(const Type& wanted, const Type& found);

Type multiply(const Type& left, const Type& right);
Type divide(const Type& left, const Type& right);

// What describing a type needs to know of names.
struct TypeNames {
  const std::vector<plan::Unit>& units;
  const std::vector<plan::Set>& sets;
  const std::string& currency;  // the code of the contract's own
};
// ISO code of a currency; empty for the contract's own.
std::string foreign_code(std::uint32_t currency);
// Whether they would go together but for the currency.
bool differ_in_currency(const Type& left, const Type& right);
std::string describe(const Type& type, const TypeNames& names);  // "money per case", "a percent", "patients"

plan::Type lower_type(const Type& type, const TypeNames& names);

}  // namespace quarterday::model
