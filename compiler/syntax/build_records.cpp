// SPDX-License-Identifier: Apache-2.0
//
// Tables of records, and rows selected from them.
#include <utility>

#include "compiler/syntax/build_tree.h"

namespace quarterday::syntax {

namespace g = grammar;

RecordsDecl TreeBuilder::records(Part part) {
  RecordsDecl records{common_of(part), {}, {}, {}};
  part.take(g::RECORDS);
  records.name = name(part.part());
  part.take(g::COMMA);
  part.take(g::EACH);
  part.part();  // a, an
  records.singular = name(part.part());
  part.take(g::COMMA);
  part.take(g::FROM);
  records.file = title(part.word());
  optional_clause(part, records.clause);
  records.table = table(part.part());
  return records;
}

RowsDecl TreeBuilder::rows(Part part) {
  RowsDecl rows{common_of(part), {}, {}, {}, {}};
  part.take(g::ROWS);
  rows.name = name(part.part());
  if (part.take(g::COMMA)) {
    part.take(g::EACH);
    part.part();  // a, an
    rows.singular = name(part.part());
    part.take(g::COMMA);
  }
  part.take(g::OF);
  rows.of = name(part.part());
  if (part.take(g::COMMA)) rows.head = head(part.part());
  optional_clause(part, rows.clause);
  while (part.at_rule(g::RuleRowsStep)) rows.steps.push_back(rows_step(part.part()));
  return rows;
}

RowsStep TreeBuilder::rows_step(Part part) {
  RowsStep step;
  step.span = span_of(part);
  const int word = part.word().type;
  if (word == g::KEEP_ONE_FOR_EACH) {
    step.kind = RowsStep::Kind::keep_one;
    do step.keys.push_back(name(part.part()));
    while (part.take(g::AND));
    part.take(g::COLON);
    step.order.push_back(rows_order(part.part()));
    while (part.take(g::COMMA)) {
      part.take(g::THEN);
      step.order.push_back(rows_order(part.part()));
    }
  } else {
    step.kind = word == g::UNLESS ? RowsStep::Kind::unless : RowsStep::Kind::where;
    step.condition = logic(part.part());
  }
  // The clause is shown apart from the words.
  if (!part.done()) step.span.end = part.first_word_left().begin;
  optional_clause(part, step.clause);
  return step;
}

RowsOrder TreeBuilder::rows_order(Part part) {
  RowsOrder order;
  order.span = span_of(part);
  if (part.at_rule(g::RuleName)) {
    order.word = name(part.part()).text;
  } else {
    order.word = text_of(part.word());
    order.in_file = part.take(g::IN);
  }
  order.column = name(part.part());
  return order;
}

}  // namespace quarterday::syntax
