// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <utility>

#include "compiler/syntax/build_tree.h"

namespace quarterday::syntax {

namespace g = grammar;

using diagnostics::Id;
using diagnostics::make;

ScenarioDecl TreeBuilder::scenario(Part part) {
  ScenarioDecl scenario{common_of(part), {}, {}, {}, {}, {}};
  part.take(g::SCENARIO);
  scenario.title = optional_title(part);
  if (part.take(g::AS)) scenario.as = title(part.word());
  if (part.take(g::IN)) scenario.period = period(part.part());
  part.take(g::OPEN_BRACE);
  while (part.at_rule(g::RuleScenarioLine)) {
    Part written = part.part();
    ScenarioLine line;
    line.given = written.word().type == g::GIVEN;
    if (written.take(g::FROM)) {
      scenario.data.push_back({title(written.word()), {}});
      continue;
    }
    do line.items.push_back(scenario_item(written.part()));
    while (written.take(g::COMMA));
    scenario.lines.push_back(std::move(line));
  }
  if (part.at_rule(g::RuleTable)) scenario.cases = cases(table(part.part()));
  return scenario;
}

// A cell under `given x` says what x is, one under `expect y` what y is then.
std::vector<ScenarioCase> TreeBuilder::cases(const Table& table) {
  std::vector<ScenarioCase> cases;
  if (table.file) {
    sink_.report(make<Id::TableFile>(table.file->span, "a table of cases stands in the contract itself"));
    return cases;
  }
  const std::vector<Cell>& header = table.rows.front().cells;
  for (const Cell& cell : header) {
    if (cell.kind == Cell::Kind::given || cell.kind == Cell::Kind::expect) continue;
    sink_.report(make<Id::TableShape>(cell.span, "a column of cases says neither what is given nor what is expected"))
        .help("head it `given ...` or `expect ...`");
    return cases;
  }
  for (std::size_t r = 1; r < table.rows.size(); ++r) {
    ScenarioCase one{{}, table.rows[r].span};
    const std::size_t count = std::min(header.size(), table.rows[r].cells.size());
    for (std::size_t c = 0; c < count; ++c) add_case_cell(one, header[c], table.rows[r].cells[c]);
    cases.push_back(std::move(one));
  }
  return cases;
}

void TreeBuilder::add_case_cell(ScenarioCase& one, const Cell& head, const Cell& cell) {
  if (cell.kind == Cell::Kind::empty) return;
  if (cell.kind != Cell::Kind::expression || !cell.expr) {
    sink_.report(make<Id::TypeExpected>(cell.span, "a figure", "another kind of cell"))
        .help("leave the cell empty where nothing is given or expected");
    return;
  }
  ScenarioItem item;
  item.span = cell.span;
  item.test = add(cell.span, Binary{BinaryOp::equal, head.expr, cell.expr, cell.span});
  one.lines.push_back({head.kind == Cell::Kind::given, {std::move(item)}});
}

ScenarioItem TreeBuilder::scenario_item(Part part) {
  ScenarioItem item;
  item.span = span_of(part);
  if (part.take(g::SETTLEMENT_REFUSED)) {
    part.take(g::NAMING);
    item.refused_naming = named_figure(part.part());
  } else if (part.at_rule(g::RuleAdverbed)) {
    const ExprId payment = adverbed(part.part());
    part.take(g::FROM);
    item.from = name(part.part());
    part.take(g::TO);
    item.to = name(part.part());
    const Word& equal = part.word();
    item.test = binary(BinaryOp::equal, payment, equal, tailed(part.part()));
  } else {
    item.test = negation(part.part());
  }
  return item;
}

}  // namespace quarterday::syntax
