// SPDX-License-Identifier: Apache-2.0
#pragma once

// How instances, places and figures are called in messages and notes.

#include <span>
#include <string>

#include "runtime/evaluate/settlement.h"
#include "runtime/plan/plan.h"

namespace quarterday::evaluate {

// `abbey_practice, af006`
std::string member_names(const plan::Plan& plan, std::span<const EntityId> members);

// `result for abbey_practice, af006 in 2023/24`
std::string instance_name(const plan::Plan& plan, ValueId value, std::span<const EntityId> members, Period period);

// `at qof.contract:47:5, clause 5.4, in 'cost / cases'`; empty when the origin is unknown.
std::string place_text(const plan::Plan& plan, OriginId origin);

// `£1,234.50`, `62.5%`, `yes`, `left out`
std::string figure_text(const plan::Plan& plan, const Figure& figure, const plan::Type& type);

// What may be asked for: `each quarter from 2014/15-Q1 to 2018/19-Q4, each year from 2014/15 to 2018/19`
std::string settled_periods(const plan::Plan& plan);

// `settlement refused: 'list_size for abbey_practice'`
std::string refusal_text(const plan::Plan& plan, ValueId input, std::span<const EntityId> members = {});

}  // namespace quarterday::evaluate
