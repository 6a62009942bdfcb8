// SPDX-License-Identifier: Apache-2.0
#pragma once

// The search for cases that reach the points of one value. Internal to this room.

#include <deque>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "runtime/evaluate/cases.h"
#include "runtime/plan/plan.h"

namespace quarterday::evaluate {

// A bound, and on which side of it.
struct Side {
  plan::NodeId subject;
  plan::NodeId bound;
  ValueId ratio;
  int sign = 0;
  friend auto operator<=>(const Side&, const Side&) = default;
};
std::set<Side> sides_of(const Margins& margins);

// A case, with what is remarkable about it.
struct Trial {
  Case one;
  FigureKey target;
  std::string words;   // "seen_in_time just below 70%"; empty for a case from which the search sets out
  bool casual = true;  // its figures stand for nothing in particular
  bool at_bound = false;
  Side side;  // at_bound: the bound it was made for
};

// Whether the case is wanted; it is taken then.
using Wanted = std::function<bool(const Trial&, const Outcome&)>;

class Search {
 public:
  Search(const plan::Plan& plan, CaseRunner& runner, std::uint64_t steps, const Wanted& wanted)
      : plan_(plan), runner_(runner), end_(runner.steps() + steps), wanted_(wanted) {}

  void start_from(Trial trial) { open_.push_back(std::move(trial)); }
  // Until `done`, nothing is left to try, or the steps are used up. With `results`, figures that are worked out are
  // put in their place too.
  void run(const std::function<bool()>& done, bool results);

 private:
  // One input, or definition, in the case: all that is asked of it, or one figure of it.
  struct Handle {
    std::vector<FigureKey> keys;
    bool is_result = false;
    bool mixed = false;  // of members with units of their own: no one figure fits them all
    Rational figure;
    std::optional<Rational> of;  // the denominator of a ratio
  };

  bool spent() const { return runner_.steps() >= end_; }
  Outcome look(const Trial& trial);
  void vary(const Trial& trial, const Outcome& outcome, bool results);
  std::vector<Handle> handles(const Outcome& outcome, bool results) const;
  void vary(const Trial& trial, const Outcome& outcome, const Handle& handle);
  void leave_unreported(const Trial& trial, const Handle& handle);
  void turn(const Trial& trial, const Handle& handle);
  void change_denominator(const Trial& trial, const Outcome& outcome, const Handle& handle);
  void approach(const Trial& trial, const Handle& handle, const Breakpoint& at, const Margin& margin);
  std::vector<std::pair<Breakpoint, Margin>> moved_by(const Trial& trial, const Outcome& outcome, const Handle& handle);

  Trial with(const Trial& trial, const Handle& handle, const Rational& figure) const;
  std::string name(const Trial& trial, const Handle& handle, std::string_view what) const;
  const plan::Type& type_of(const Breakpoint& at) const;
  std::string words(const Breakpoint& at, const Margin& margin, int sign) const;

  const plan::Plan& plan_;
  CaseRunner& runner_;
  std::uint64_t end_;
  const Wanted& wanted_;
  std::deque<Trial> open_;
  std::set<std::vector<EntityId>> members_;  // of cases that were gone on from
  std::set<Period> periods_;                 // the same
  std::set<Side> seen_;
  std::set<std::set<Side>> seen_together_;
  std::map<Breakpoint, int> approached_;
};

}  // namespace quarterday::evaluate
