// SPDX-License-Identifier: Apache-2.0
#pragma once

// The settlement of one period: the payable lines, and the derivation of every figure that was worked out for them.
// It comes from `settle` and goes to the statement (text, JSON, CSV) and to explanations.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "runtime/data/dataset.h"
#include "runtime/plan/plan.h"

namespace quarterday::evaluate {

using plan::EntityId;
using plan::Figure;
using plan::OriginId;
using plan::Period;
using plan::Rational;
using plan::ValueId;

struct InstanceId {
  static constexpr std::uint32_t none = 0xffffffff;
  std::uint32_t index = none;
  explicit operator bool() const { return index != none; }
  friend bool operator==(InstanceId, InstanceId) = default;
};

// How an instance came by its figure.
enum class Source {
  computed,       // from its body
  reported,       // a row of the data
  measured,       // counted or summed from records
  rule,           // not reported: the rule for that stands in
  small_numbers,  // reported, but its denominator was below the bound
  given,          // fixed by a scenario
  parameter,      // a cell of the contract
  outside,        // asked for outside its span: left out
};

// One value for one combination of members in one period, with what it was worked out from.
struct Instance {
  ValueId value;
  std::vector<EntityId> members;
  Period period;  // grain once for values without periods
  Figure figure;
  Source source = Source::computed;
  const data::Observation* observation = nullptr;  // reported, small_numbers; owned by the data set
  std::vector<InstanceId> reads;                   // what was read, in order of first reading, each once
};

struct Line {
  ValueId payment;
  std::string name;  // as printed: super_cquin_technology
  EntityId from;
  EntityId to;
  Rational amount;  // rounded to the minor unit, signed from -> to
  InstanceId instance;
};

struct Refusal {
  ValueId input;
  Period period;                  // of the figure that is named; of the requirement that it fails
  std::vector<EntityId> members;  // whose figure is named; empty when the input has no indexes
  OriginId requirement;           // set where a `require` refused
  std::string left_out_line;      // set where the input is not refused but left out, and this line needs it
  // What exactly is missing: 'list_size for abbey_practice in 2023/24'; or on what the requirement failed: 'received
  // for airedale in 2023/24: 60'. At most 20.
  std::vector<std::string> details;
};

struct Settlement {
  Period period;
  std::vector<Line> lines;  // none when refused
  std::optional<Refusal> refusal;
  std::vector<Instance> instances;  // the derivation; an instance's reads come from here
  const Instance& instance(InstanceId id) const { return instances[id.index]; }
};

}  // namespace quarterday::evaluate
