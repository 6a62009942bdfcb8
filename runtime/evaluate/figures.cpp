// SPDX-License-Identifier: Apache-2.0
#include "runtime/evaluate/figures.h"

#include "runtime/value/check.h"

namespace quarterday::evaluate {

bool is_left_out(const Figure& figure) { return std::holds_alternative<LeftOut>(figure); }

bool is_refused(const Figure& figure) { return std::holds_alternative<Refused>(figure); }

bool is_missing(const Figure& figure) { return is_left_out(figure) || is_refused(figure); }

const Rational& number_of(const Figure& figure) {
  const auto* number = std::get_if<Rational>(&figure);
  QD_CHECK(number != nullptr, "a number is needed here");
  return *number;
}

EntityId entity_of(const Figure& figure) {
  const auto* entity = std::get_if<EntityId>(&figure);
  QD_CHECK(entity != nullptr, "a member is needed here");
  return *entity;
}

bool is_met(const Figure& figure) {
  if (is_missing(figure)) return false;
  const auto* met = std::get_if<bool>(&figure);
  QD_CHECK(met != nullptr, "a test is needed here");
  return *met;
}

const Figure& more_missing(const Figure& left, const Figure& right) {
  const auto* left_refused = std::get_if<Refused>(&left);
  const auto* right_refused = std::get_if<Refused>(&right);
  if (left_refused != nullptr && right_refused != nullptr) {
    return right_refused->cause.before(left_refused->cause) ? right : left;
  }
  if (left_refused != nullptr) return left;
  if (right_refused != nullptr) return right;
  return is_left_out(left) ? left : right;
}

bool Missing::passes(const Figure& figure) {
  if (!is_missing(figure)) return true;
  figure_ = figure_ ? more_missing(*figure_, figure) : figure;
  return false;
}

}  // namespace quarterday::evaluate
