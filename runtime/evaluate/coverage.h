// SPDX-License-Identifier: Apache-2.0
#pragma once

// What of a contract its scenarios reach: each case, row of a table, limit, test, rule for missing data and requirement
// is a point; one that no scenario reaches is a term that nobody has tried. Points of the same place and words are one,
// so that a term that stands for several members counts once.

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "runtime/plan/plan.h"

namespace quarterday::evaluate {

// Where a figure is held against a bound: the sentences of both, in which period and for which members. The bound of a
// small denominator has the input of the ratio for its subject.
struct Breakpoint {
  plan::NodeId subject;
  plan::NodeId bound;
  plan::ValueId ratio;
  plan::Period period;
  std::vector<plan::EntityId> slots;
  friend auto operator<=>(const Breakpoint&, const Breakpoint&) = default;
};
struct Margin {
  plan::Rational above;  // by how much the subject is above the bound; of dates in days
  plan::Figure bound;
};
using Margins = std::map<Breakpoint, Margin>;

// The ways that evaluation has taken, kept by the evaluator while it runs, and on request the margins it has seen.
class Reached {
 public:
  void node(const plan::Plan& plan, const plan::Node& node, std::size_t way) {
    nodes_.insert({static_cast<std::uint32_t>(&node - plan.nodes.data()), static_cast<std::uint32_t>(way)});
  }
  void value(plan::ValueId value, std::size_t way) { values_.insert({value.index, static_cast<std::uint32_t>(way)}); }
  void requirement(std::uint32_t index, bool held) { requirements_.insert({index, held ? 1U : 0U}); }
  void keep_margins(Margins* margins) { margins_ = margins; }
  bool keeps_margins() const { return margins_ != nullptr; }
  void margin(Breakpoint at, Margin margin) { margins_->insert_or_assign(std::move(at), std::move(margin)); }
  void add(const Reached& other);

  bool has_node(plan::NodeId node, std::size_t way) const {
    return nodes_.contains({node.index, static_cast<std::uint32_t>(way)});
  }
  bool has_value(plan::ValueId value, std::size_t way) const {
    return values_.contains({value.index, static_cast<std::uint32_t>(way)});
  }
  bool has_requirement(std::uint32_t index, bool held) const { return requirements_.contains({index, held ? 1U : 0U}); }

 private:
  using Ways = std::set<std::pair<std::uint32_t, std::uint32_t>>;
  Ways nodes_;
  Ways values_;
  Ways requirements_;
  Margins* margins_ = nullptr;
};

// The ways that have a number. Those of a choice are its cases in their order, those of a table its rows.
namespace way {
inline constexpr std::size_t below = 0;    // progress: not past its start; a limit: is reached; a test: not met
inline constexpr std::size_t between = 1;  // progress: on its way; a limit: is not; a test: met
inline constexpr std::size_t beyond = 2;   // progress: at its end or past it
inline constexpr std::size_t not_reported =
    0;  // an input: its rule for what is not reported was used, or it was asked whether it is
inline constexpr std::size_t denominator_below = 1;  // an input: its rule for small numbers was used
}  // namespace way

// One way to reach a point.
struct Way {
  enum class Of { node, value, requirement };
  Of of = Of::node;
  std::uint32_t index = 0;
  std::size_t way = 0;
  bool is_in(const Reached& reached) const;
};

struct CoveragePoint {
  enum class Kind { choice, limit, row, test, missing_rule, requirement };
  Kind kind = Kind::choice;
  plan::OriginId origin;
  std::string words;  // what is not reached, as an end of "no scenario ...": `reaches the case 'above £5'`
  bool reached = false;
  std::vector<Way> ways;  // each of which reaches it
};

// In the order of the contract's text.
std::vector<CoveragePoint> coverage(const plan::Plan& plan, const Reached& reached);

}  // namespace quarterday::evaluate
