// SPDX-License-Identifier: Apache-2.0
#pragma once

// Deeds that change the contract. Each name stays one value; what a deed declares under it is another version, in force
// from the deed's period on. The versions are read like any declaration and then become one: spans and cells are cut
// and joined, sentences become a choice by period. So what reads the name, in whatever period, reads the terms that
// were in force then. The passes call these between their own work:
//   read_deeds         which deeds there are, and in which order their declarations are read
//   lay_out_versions   when each version is in force; what a deed may not change
//   merge_cells        tables
//   merge_sentences    sentences, and terms without periods

#include "compiler/check/context.h"

namespace quarterday::check {

void read_deeds(Context& context);
std::optional<std::uint32_t> deed_of(const Context& context, const syntax::Declaration& declaration);
// The term of that name where a deed is being read that changes it.
std::optional<ValueId> term_changed_by_deed(const Context& context, const std::string& name);
// Which of the values of the same name this one changes: the one with the same members.
ValueId changed_by(const Context& context, const model::Value& value, ValueId otherwise);
void note_change(Context& context, const model::Value& value, ValueId id);
void end_terms(Context& context, const syntax::EndsDecl& decl);
// Cuts a span to the periods in which the deed is in force. False, with a report, where nothing is left of it.
bool narrow_to_deed(Context& context, std::vector<MonthRange>& during, Grain grain, Span at);

// The year or the quarter that begins with the month, or the month.
std::string name_of_month(const Context& context, std::int32_t month);
// Years that are known at all; a term without periods holds in all of them.
MonthRange all_time();
void report_other(Context& context, const model::Value& term, const model::Value& version, const std::string& was,
                  const std::string& is);

void lay_out_versions(Context& context);
void merge_cells(Context& context);
void merge_sentences(Context& context);

}  // namespace quarterday::check
