// SPDX-License-Identifier: Apache-2.0
#include "compiler/check/heads.h"

#include <algorithm>

#include "compiler/check/variations.h"

namespace quarterday::check {

void read_index(Context& context, const syntax::Index& index, ReadHead& into) {
  const auto set = context.set_by_singular(index.name);
  if (!set) {
    into.broken = true;
    return;
  }
  model::Index read;
  read.set = *set;
  read.alias = index.as.has_value();
  read.name = index.as ? index.as->text : index.name.text;
  read.span = index.span;
  read.name_span = index.as ? index.as->span : context.contract.set(*set).singular_span;
  const bool twice = std::any_of(into.indexes.begin(), into.indexes.end(),
                                 [&](const model::Index& other) { return other.name == read.name; });
  if (twice) {
    context.report(make<Id::DeclaredTwice>(index.span, read.name))
        .help("give one of them another name: 'each " + index.name.text + " as sender'");
    into.broken = true;
  }
  into.indexes.push_back(std::move(read));
  into.wheres.push_back(index.where);
}

void read_rhythm(Context& context, const std::optional<syntax::HeadRhythm>& rhythm, ReadHead& into) {
  if (!rhythm) return;
  into.grain = rhythm->month ? Grain::month : grain_of(rhythm->rhythm);
  into.month_of_year = rhythm->month;
  // A quarter is known by its first month.
  if (rhythm->quarter) {
    into.grain = Grain::quarter;
    into.month_of_year = (context.contract.calendar.first_month_of_year - 1 + (*rhythm->quarter - 1) * 3) % 12 + 1;
  }
  into.during = context.whole_term();
  if (auto ranges = context.span_of(rhythm->span, rhythm->word)) into.during = std::move(*ranges);
  if (context.deed && !narrow_to_deed(context, into.during, into.grain, rhythm->word)) into.broken = true;
}

ReadHead read_head(Context& context, const std::optional<syntax::Head>& head) {
  ReadHead read;
  if (!head) return read;
  for (const syntax::Index& index : head->indexes) read_index(context, index, read);
  read_rhythm(context, head->rhythm, read);
  return read;
}

model::Value value_of(const syntax::Common& decl, plan::Value::Kind kind, const ReadHead& head) {
  model::Value value;
  value.kind = kind;
  value.name = decl.name.text;
  value.name_span = decl.name.span;
  value.span = decl.span;
  if (decl.title) value.title = decl.title->text;
  value.prose = decl.prose;
  value.clause = decl.clause.text;
  value.indexes = head.indexes;
  value.grain = head.grain;
  value.month_of_year = head.month_of_year;
  value.during = head.during;
  return value;
}

}  // namespace quarterday::check
