// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "runtime/data/findings.h"
#include "runtime/plan/plan.h"

namespace quarterday::data {

// Which of an input's indexes stand in which column. One that the name holds stands in neither.
struct InputColumns {
  plan::ValueId input;
  std::optional<std::uint32_t> party_index;    // the first over parties
  std::vector<std::uint32_t> segment_indexes;  // all others, in order
};

// One way to understand a name of the data.
struct Reading {
  const InputColumns* columns = nullptr;
  std::uint32_t named_position = 0;  // in the set of the index that the name holds
};

// The names by which data may speak of a plan. The plan must outlive it.
class NameIndex {
 public:
  explicit NameIndex(const plan::Plan& plan);
  NameIndex(const NameIndex&) = delete;
  NameIndex& operator=(const NameIndex&) = delete;

  // Inputs of different grains may share a name, and so may inputs whose `where` keeps their members apart. Null when
  // there is none.
  const std::vector<Reading>* find(std::string_view name) const;

  // Position of the member in the set, which must be one of an input's indexes.
  std::optional<std::uint32_t> position(plan::SetId set, std::string_view member) const;

  Diagnostic unknown_name(const Cell& cell) const;
  Diagnostic unknown_party(const Cell& cell, plan::SetId set) const;
  Diagnostic unknown_segment(diagnostics::Span place, std::string_view part, std::string_view name,
                             plan::SetId set) const;

 private:
  void add_input(const InputColumns& columns);

  const plan::Plan& plan_;
  std::vector<InputColumns> inputs_;
  std::vector<std::pair<std::string, std::vector<Reading>>> names_;  // in order of declaration, for did-you-mean
  std::unordered_map<std::string_view, std::uint32_t> position_of_name_;
  std::vector<std::unordered_map<std::string_view, std::uint32_t>> positions_;  // by set
};

}  // namespace quarterday::data
