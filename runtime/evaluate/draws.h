// SPDX-License-Identifier: Apache-2.0
#pragma once

// Figures at random for the inputs of a contract. Each comes from the seed, the number of the draw and what it is of,
// so that a draw is the same whatever is asked of it first. Internal to this room.

#include <cstdint>
#include <map>
#include <random>
#include <span>
#include <tuple>
#include <utility>
#include <vector>

#include "runtime/data/dataset.h"
#include "runtime/plan/plan.h"

namespace quarterday::evaluate {

// What the scenarios give of each input: its figures lie around those, as far as the type allows. Inputs that read the
// same rows of the data have one figure, that of the first of them.
class Examples {
 public:
  explicit Examples(const plan::Plan& plan);
  const std::vector<plan::Rational>& of(plan::ValueId value) const;
  // What one scenario alone gives; those that give nothing are passed over in the counting, which goes round.
  const std::vector<plan::Rational>& of_scenario(std::uint64_t number, plan::ValueId value,
                                                 std::span<const plan::EntityId> members) const;
  plan::ValueId first_of_its_rows(plan::ValueId input) const { return first_of_rows_[input.index]; }

 private:
  std::vector<plan::ValueId> first_of_rows_;  // by value
  std::map<std::uint32_t, std::vector<plan::Rational>> figures_;
  using OfMembers = std::map<std::pair<std::uint32_t, std::vector<plan::EntityId>>, std::vector<plan::Rational>>;
  std::vector<OfMembers> scenarios_;
};

class Draws : public data::Figures {
 public:
  Draws(const plan::Plan& plan, const Examples& examples, std::uint64_t seed, std::uint64_t number)
      : plan_(plan), examples_(examples), seed_(seed), number_(number) {}

  const data::Observation* find(plan::ValueId asked, std::span<const plan::EntityId> members,
                                plan::Period period) override;

 private:
  using Key = std::tuple<std::uint32_t, std::vector<plan::EntityId>, std::int32_t, plan::Grain>;
  using Random = std::mt19937_64;

  // The figures around which an amount is drawn.
  struct Around {
    const std::vector<plan::Rational>& examples;
    bool close = false;  // within a twentieth of them
  };
  Around around(plan::ValueId id, std::span<const plan::EntityId> members) const;
  std::optional<data::Observation> draw(const plan::Value& input, plan::ValueId id,
                                        std::span<const plan::EntityId> members, Random& random) const;
  data::Observation ratio(Random& random, const plan::InputRules& rules) const;
  plan::Rational within(const plan::Range& range, plan::Type::Kind kind, const plan::Rational& suggested,
                        Random& random) const;
  plan::Rational share(const std::vector<plan::Rational>& examples, Random& random) const;
  plan::Rational amount(const Around& around, const plan::Value& input, plan::Type::Kind kind, Random& random) const;

  const plan::Plan& plan_;
  const Examples& examples_;
  std::uint64_t seed_;
  std::uint64_t number_;
  std::map<Key, std::optional<data::Observation>> drawn_;
};

}  // namespace quarterday::evaluate
