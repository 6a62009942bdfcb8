// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace quarterday::value {

// The values a settlement is made of: exact numbers, rounding, splits, currencies, dates and periods, and how each is
// written. Text and integers come in; exact figures and text go out. Deliberately not here: floating point, units and
// types (the compiler's), periods of a particular contract (the plan's), and any message to a person.
//
// The one number type is Rational. It is exact always; it rounds only when asked to (rounding.h). Nearly every figure
// of a contract has a numerator and a denominator of at most 63 bits, so those are held in place and computed with
// 128-bit intermediates; whatever does not fit moves to arbitrary precision and comes back as soon as it fits again.
// The form is canonical (lowest terms, positive denominator, big only if it has to be), so equal values have equal
// forms.

// Longer literals are refused: no contract needs them, and unlimited ones would let a file buy unlimited work.
inline constexpr std::size_t max_literal_digits = 60;

enum class NumberError : std::uint8_t { none, empty, not_a_number, too_long };

class Rational {
 public:
  Rational() = default;
  Rational(int number) : numerator_(number) {}  // NOLINT: implicit, as integers are rationals
  Rational(std::int64_t number);                // NOLINT
  Rational(bool) = delete;

  // An optional sign, digits and an optional fraction: `12`, `-0.025`. No exponent, no separators.
  static std::optional<Rational> parse_decimal(std::string_view text);
  static std::optional<Rational> parse_decimal(std::string_view text, NumberError& error);

  // Precondition: the denominator is not 0.
  static Rational ratio(const Rational& numerator, const Rational& denominator) { return numerator / denominator; }

  friend Rational operator+(const Rational& left, const Rational& right);
  friend Rational operator-(const Rational& left, const Rational& right);
  friend Rational operator*(const Rational& left, const Rational& right);
  // Precondition: the divisor is not 0.
  friend Rational operator/(const Rational& left, const Rational& right);
  Rational operator-() const;
  Rational& operator+=(const Rational& right) { return *this = *this + right; }
  Rational& operator-=(const Rational& right) { return *this = *this - right; }
  Rational& operator*=(const Rational& right) { return *this = *this * right; }

  friend bool operator==(const Rational& left, const Rational& right);
  friend std::strong_ordering operator<=>(const Rational& left, const Rational& right);

  int sign() const;  // -1, 0 or 1
  bool is_zero() const { return numerator_ == 0 && !big_; }
  bool is_integer() const;
  // The size of numerator and denominator together, for limits on the growth of intermediate results.
  std::size_t bits() const;
  // The value, if it is an integer of that range.
  std::optional<std::int64_t> to_int64() const;

  // Rounded half away from zero to that many decimals (0 or more), always all of them; a zero never has a sign.
  std::string to_decimal(int places) const;
  // Exact: terminating decimals as the shortest decimal (`0.025`, `12`), all others as a ratio (`1/3`).
  std::string to_text() const;
  std::string numerator_text() const;
  std::string denominator_text() const;

  friend Rational floor(const Rational& x);

 private:
  struct Big;

  // The canonical form of an arbitrary value; the only place that decides between the two forms.
  static Rational narrowed(Big&& wide);
  Big widened() const;

  // While big_ is empty: |numerator_| and denominator_ are at most 2^63 - 1. Otherwise they are 0 and 1, unused.
  std::int64_t numerator_ = 0;
  std::int64_t denominator_ = 1;
  std::shared_ptr<const Big> big_;
};

Rational floor(const Rational& x);
Rational abs(const Rational& x);
Rational pow(const Rational& x, unsigned exponent);
Rational ten_to_the(int exponent);  // 0 or more
Rational min(const Rational& a, const Rational& b);
Rational max(const Rational& a, const Rational& b);

}  // namespace quarterday::value
