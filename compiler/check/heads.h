// SPDX-License-Identifier: Apache-2.0
#pragma once

// For whom and how often: from the head of a declaration to indexes, grain and span.

#include "compiler/check/context.h"

namespace quarterday::check {

struct ReadHead {
  std::vector<model::Index> indexes;
  std::vector<ExprId> wheres;  // beside indexes
  Grain grain = Grain::once;
  std::optional<int> month_of_year;
  std::vector<MonthRange> during;  // empty when there are no periods
  bool broken = false;
};

ReadHead read_head(Context& context, const std::optional<syntax::Head>& head);
void read_index(Context& context, const syntax::Index& index, ReadHead& into);
void read_rhythm(Context& context, const std::optional<syntax::HeadRhythm>& rhythm, ReadHead& into);

// A value with the head, name and clause of its declaration.
model::Value value_of(const syntax::Common& decl, plan::Value::Kind kind, const ReadHead& head);

}  // namespace quarterday::check
