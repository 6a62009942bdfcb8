// SPDX-License-Identifier: Apache-2.0
#include "runtime/value/rational.h"

#include <algorithm>
#include <array>
#include <bit>
#include <boost/multiprecision/cpp_int.hpp>
#include <limits>
#include <numeric>

#include "runtime/value/check.h"

namespace quarterday::value {

namespace {

using boost::multiprecision::cpp_int;
using boost::multiprecision::cpp_rational;
__extension__ using int128 = __int128;

// One less than the type's own range at the lower end, so that every small value can be negated.
constexpr std::int64_t largest_small = std::numeric_limits<std::int64_t>::max();

bool fits_small(int128 number) { return number >= -largest_small && number <= largest_small; }

// Sum of fractions in lowest terms, in lowest terms again, by Knuth (TAOCP 4.5.1): the divisors are found from 64-bit
// numbers only. The intermediate numerator is below 2 * 2^126 and cannot overflow. False if the result is not small.
bool add_small(std::int64_t n1, std::int64_t d1, std::int64_t n2, std::int64_t d2, std::int64_t& n, std::int64_t& d) {
  const std::int64_t common = (d1 == 1 || d2 == 1) ? 1 : (d1 == d2 ? d1 : std::gcd(d1, d2));
  int128 sum = static_cast<int128>(n1) * (d2 / common) + static_cast<int128>(n2) * (d1 / common);
  std::int64_t cancelled = 1;
  if (common != 1) {
    const std::int64_t rest =
        fits_small(sum) ? static_cast<std::int64_t>(sum) % common : static_cast<std::int64_t>(sum % common);
    cancelled = std::gcd(rest, common);
    sum = fits_small(sum) ? static_cast<std::int64_t>(sum) / cancelled : sum / cancelled;
  }
  n = static_cast<std::int64_t>(sum);
  return fits_small(sum) && !__builtin_mul_overflow(d1 / common, d2 / cancelled, &d);
}

// Cancelling crosswise first leaves the product in lowest terms.
bool multiply_small(std::int64_t n1, std::int64_t d1, std::int64_t n2, std::int64_t d2, std::int64_t& n,
                    std::int64_t& d) {
  const std::int64_t first = d2 == 1 ? 1 : std::gcd(n1, d2);
  const std::int64_t second = d1 == 1 ? 1 : std::gcd(n2, d1);
  return !__builtin_mul_overflow(n1 / first, n2 / second, &n) && n >= -largest_small &&
         !__builtin_mul_overflow(d1 / second, d2 / first, &d);
}

// The decimals that 1 / denominator has, if it terminates.
template <typename Integer>
std::optional<int> terminating_places(Integer denominator) {
  int twos = 0;
  int fives = 0;
  for (; denominator % 2 == 0; ++twos) denominator /= 2;
  for (; denominator % 5 == 0; ++fives) denominator /= 5;
  if (denominator != 1) return std::nullopt;
  return std::max(twos, fives);
}

std::size_t bit_count(const cpp_int& number) { return number.is_zero() ? 0 : msb(number) + 1; }

bool is_digit(char c) { return c >= '0' && c <= '9'; }

}  // namespace

struct Rational::Big {
  cpp_rational value;
};

Rational Rational::narrowed(Big&& wide) {
  const cpp_int n = numerator(wide.value);
  const cpp_int d = denominator(wide.value);
  Rational result;
  if (abs(n) <= largest_small && d <= largest_small) {
    result.numerator_ = static_cast<std::int64_t>(n);
    result.denominator_ = static_cast<std::int64_t>(d);
  } else {
    result.big_ = std::make_shared<const Big>(std::move(wide));
  }
  return result;
}

Rational::Big Rational::widened() const { return big_ ? *big_ : Big{cpp_rational(numerator_, denominator_)}; }

Rational::Rational(std::int64_t number) : numerator_(number) {
  if (number < -largest_small) *this = narrowed(Big{cpp_rational(number)});
}

std::optional<Rational> Rational::parse_decimal(std::string_view text) {
  NumberError error = NumberError::none;
  return parse_decimal(text, error);
}

std::optional<Rational> Rational::parse_decimal(std::string_view text, NumberError& error) {
  const auto refused = [&error](NumberError why) {
    error = why;
    return std::nullopt;
  };
  if (text.empty()) return refused(NumberError::empty);
  const bool negative = text.front() == '-';
  if (negative || text.front() == '+') text.remove_prefix(1);

  const std::size_t point = text.find('.');
  const std::string_view whole = text.substr(0, point);
  const std::string_view fraction = point == std::string_view::npos ? std::string_view{} : text.substr(point + 1);
  if (whole.empty() || (point != std::string_view::npos && fraction.empty()) ||
      !std::all_of(whole.begin(), whole.end(), is_digit) || !std::all_of(fraction.begin(), fraction.end(), is_digit)) {
    return refused(NumberError::not_a_number);
  }
  if (whole.size() + fraction.size() > max_literal_digits) return refused(NumberError::too_long);

  // Digit by digit: small numbers never leave 64 bits, and leading zeros mean nothing.
  Rational digits;
  for (const std::string_view part : {whole, fraction}) {
    for (const char c : part) digits = digits * 10 + (c - '0');
  }
  error = NumberError::none;
  const Rational magnitude = digits / ten_to_the(static_cast<int>(fraction.size()));
  return negative ? -magnitude : magnitude;
}

Rational operator+(const Rational& left, const Rational& right) {
  if (!left.big_ && !right.big_) [[likely]] {
    Rational sum;
    if (add_small(left.numerator_, left.denominator_, right.numerator_, right.denominator_, sum.numerator_,
                  sum.denominator_)) {
      return sum;
    }
  }
  return Rational::narrowed({left.widened().value + right.widened().value});
}

Rational operator-(const Rational& left, const Rational& right) {
  if (!left.big_ && !right.big_) [[likely]] {
    Rational difference;
    if (add_small(left.numerator_, left.denominator_, -right.numerator_, right.denominator_, difference.numerator_,
                  difference.denominator_)) {
      return difference;
    }
  }
  return Rational::narrowed({left.widened().value - right.widened().value});
}

Rational operator*(const Rational& left, const Rational& right) {
  if (!left.big_ && !right.big_) [[likely]] {
    Rational product;
    if (multiply_small(left.numerator_, left.denominator_, right.numerator_, right.denominator_, product.numerator_,
                       product.denominator_)) {
      return product;
    }
  }
  return Rational::narrowed({left.widened().value * right.widened().value});
}

Rational operator/(const Rational& left, const Rational& right) {
  QD_CHECK(!right.is_zero(), "division by zero has to be excluded by the caller");
  if (!left.big_ && !right.big_) [[likely]] {
    const std::int64_t sign = right.numerator_ < 0 ? -1 : 1;
    Rational quotient;
    if (multiply_small(left.numerator_, left.denominator_, sign * right.denominator_, sign * right.numerator_,
                       quotient.numerator_, quotient.denominator_)) {
      return quotient;
    }
  }
  return Rational::narrowed({left.widened().value / right.widened().value});
}

Rational Rational::operator-() const {
  if (big_) return narrowed({-big_->value});
  Rational negated = *this;
  negated.numerator_ = -numerator_;
  return negated;
}

bool operator==(const Rational& left, const Rational& right) {
  if (left.big_ && right.big_) return left.big_->value == right.big_->value;
  return !left.big_ && !right.big_ && left.numerator_ == right.numerator_ && left.denominator_ == right.denominator_;
}

std::strong_ordering operator<=>(const Rational& left, const Rational& right) {
  if (left.big_ || right.big_) [[unlikely]] {
    return left.widened().value.compare(right.widened().value) <=> 0;
  }
  if (left.denominator_ == right.denominator_) return left.numerator_ <=> right.numerator_;
  return static_cast<int128>(left.numerator_) * right.denominator_ <=>
         static_cast<int128>(right.numerator_) * left.denominator_;
}

int Rational::sign() const {
  if (big_) return big_->value.sign();
  return numerator_ < 0 ? -1 : (numerator_ > 0 ? 1 : 0);
}

bool Rational::is_integer() const { return big_ ? denominator(big_->value) == 1 : denominator_ == 1; }

std::size_t Rational::bits() const {
  if (big_) return bit_count(abs(numerator(big_->value))) + bit_count(denominator(big_->value));
  const auto magnitude = static_cast<std::uint64_t>(numerator_ < 0 ? -numerator_ : numerator_);
  return static_cast<std::size_t>(std::bit_width(magnitude)) +
         static_cast<std::size_t>(std::bit_width(static_cast<std::uint64_t>(denominator_)));
}

std::optional<std::int64_t> Rational::to_int64() const {
  if (!is_integer()) return std::nullopt;
  if (!big_) return numerator_;
  constexpr std::int64_t smallest = std::numeric_limits<std::int64_t>::min();
  if (*this == Rational(smallest)) return smallest;
  return std::nullopt;
}

std::string Rational::to_decimal(int places) const {
  QD_CHECK(places >= 0, "a figure cannot have a negative number of decimals");
  const Rational units = floor(abs(*this) * ten_to_the(places) + Rational(1) / 2);
  std::string text = units.numerator_text();
  const auto fraction_length = static_cast<std::size_t>(places);
  if (text.size() <= fraction_length) text.insert(0, fraction_length + 1 - text.size(), '0');
  if (places > 0) text.insert(text.size() - fraction_length, 1, '.');
  if (sign() < 0 && !units.is_zero()) text.insert(0, 1, '-');
  return text;
}

std::string Rational::to_text() const {
  const std::optional<int> places =
      big_ ? terminating_places<cpp_int>(denominator(big_->value)) : terminating_places<std::int64_t>(denominator_);
  return places ? to_decimal(*places) : numerator_text() + "/" + denominator_text();
}

std::string Rational::numerator_text() const {
  return big_ ? numerator(big_->value).str() : std::to_string(numerator_);
}

std::string Rational::denominator_text() const {
  return big_ ? denominator(big_->value).str() : std::to_string(denominator_);
}

Rational floor(const Rational& x) {
  if (x.is_integer()) return x;
  if (x.big_) {
    // Integer division cuts towards zero.
    const cpp_int whole = numerator(x.big_->value) / denominator(x.big_->value);
    return Rational::narrowed({cpp_rational(x.sign() < 0 ? cpp_int(whole - 1) : whole)});
  }
  const std::int64_t whole = x.numerator_ / x.denominator_;
  return x.numerator_ < 0 ? whole - 1 : whole;
}

Rational abs(const Rational& x) { return x.sign() < 0 ? -x : x; }

Rational pow(const Rational& x, unsigned exponent) {
  Rational result = 1;
  Rational square = x;
  for (; exponent > 0; exponent /= 2) {
    if (exponent % 2 == 1) result *= square;
    if (exponent > 1) square *= square;
  }
  return result;
}

Rational ten_to_the(int exponent) {
  QD_CHECK(exponent >= 0, "powers of ten are used as scales, which are whole");
  constexpr int largest_small_exponent = 18;
  static constexpr auto small = [] {
    std::array<std::int64_t, largest_small_exponent + 1> powers{1};
    for (std::size_t i = 1; i < powers.size(); ++i) powers[i] = powers[i - 1] * 10;
    return powers;
  }();
  if (exponent <= largest_small_exponent) return small[static_cast<std::size_t>(exponent)];
  return pow(10, static_cast<unsigned>(exponent));
}

Rational min(const Rational& a, const Rational& b) { return b < a ? b : a; }

Rational max(const Rational& a, const Rational& b) { return a < b ? b : a; }

}  // namespace quarterday::value
