// SPDX-License-Identifier: Apache-2.0
//
// What can be earned by recording: a patient left out, a row just inside a limit.
#include <vector>

#include "compiler/lint/measured.h"
#include "compiler/lint/rules.h"

namespace quarterday::lint {
namespace {

// The sentence itself, or that of the figure which it names.
NodeId sentence_of(const Facts& facts, NodeId id) {
  for (int depth = 0; depth < 20; ++depth) {
    const plan::Node& node = facts.node(id);
    if (node.op != Op::load) return id;
    const model::Value& read = facts.value(node.value);
    if (read.kind != plan::Value::Kind::define || !read.body) return id;
    id = read.body;
  }
  return id;
}

// A floor keeps a ratio from dividing by nothing, and excludes nobody.
NodeId without_floor(const Facts& facts, NodeId id) {
  const plan::Node& node = facts.node(id);
  return node.op == Op::at_least ? sentence_of(facts, node.operands[0]) : id;
}

// It is judged on the way from a higher figure to a lower one: there, or where the value is read whose sentence it is.
bool pays_less_as_it_rises(const Facts& facts, Ranges& ranges, ValueId id, NodeId ratio) {
  std::vector<ValueId> judges = facts.readers(id);
  judges.push_back(id);
  const std::string words = facts.words(ratio);
  for (const ValueId judge : judges)
    for (const NodeId one : facts.nodes_of(judge)) {
      const plan::Node& node = facts.node(one);
      if ((node.op != Op::progress && node.op != Op::position) || node.operands.size() < 3) continue;
      const plan::Node& subject = facts.node(node.operands[0]);
      const bool judged = subject.op == Op::load ? subject.value == id : facts.words(node.operands[0]) == words;
      const Range from = ranges.of(node.operands[1]);
      const Range to = ranges.of(node.operands[2]);
      if (judged && from.low && to.high && *from.low > *to.high) return true;
    }
  return false;
}

// ---- Rows

// The sets of rows of which something is paid, and those that they are selected from.
std::vector<bool> rows_paid(const Facts& facts) {
  const model::Contract& contract = facts.contract;
  std::vector<bool> paid(contract.row_sets.size());
  for (std::uint32_t i = 0; i < contract.values.size(); ++i) {
    const model::Value& value = contract.values[i];
    if (value.records && value.records->set && facts.reaches_payment(ValueId(i))) paid[value.records->set.index] = true;
  }
  // A set stands after those that it reads.
  for (std::size_t i = paid.size(); i-- > 0;)
    if (const auto of = contract.row_sets[i].set.of; paid[i] && of) paid[of.index] = true;
  return paid;
}

bool is_number_of_row(const model::Contract& contract, const model::RowSet& rows, const plan::RowExpr& expr) {
  if (expr.op != plan::RowOp::column || !expr.path.empty() || expr.row != 0) return false;
  const auto holds = contract.tables[rows.set.table.index].table.columns[expr.column].holds;
  return holds == plan::RecordColumn::Holds::number || holds == plan::RecordColumn::Holds::money;
}

// Somewhere in the test a number of the row meets a figure that is written out, or a time one so much later; whether a
// number is above nothing is no edge.
bool has_edge(const model::Contract& contract, const model::RowSet& rows, plan::RowExprId test) {
  std::vector<plan::RowExprId> open;
  if (test) open.push_back(test);
  while (!open.empty()) {
    const plan::RowExpr& expr = contract.row_exprs[open.back().index];
    open.pop_back();
    const bool orders = expr.op == plan::RowOp::less || expr.op == plan::RowOp::less_equal;
    for (const std::size_t i : {0U, 1U}) {
      if (!orders) break;
      const plan::RowExpr& bound = contract.row_exprs[expr.operands[1 - i].index];
      if (bound.op == plan::RowOp::after && bound.count != 0) return true;
      const bool written = bound.op == plan::RowOp::constant && bound.integer != 0;
      if (written && is_number_of_row(contract, rows, contract.row_exprs[expr.operands[i].index])) return true;
    }
    open.insert(open.end(), expr.operands.begin(), expr.operands.end());
  }
  return false;
}

}  // namespace

void exclusions(Look look) {
  const Facts& facts = look.facts;
  facts.for_each_paid_node([&](ValueId id, NodeId one, const plan::Node& node) {
    if (node.op != Op::divide) return;
    const NodeId divisor = without_floor(facts, sentence_of(facts, node.operands[1]));
    const plan::Node& among = facts.node(divisor);
    if (among.op != Op::subtract || facts.type(divisor).has_money()) return;
    const NodeId left_out = count_in(facts, among.operands[1]);
    if (!left_out || facts.node(left_out).op != Op::load) return;
    const ValueId read = facts.node(left_out).value;
    if (facts.is_required(read) || facts.depends_on(node.operands[0], read)) return;
    if (!pays_less_as_it_rises(facts, look.ranges, id, one))
      look.findings.report(make<Id::ExclusionsPay>(facts.span(divisor), name_of_count(facts, left_out)));
  });
}

void edges_of_rows(Look look) {
  const model::Contract& contract = look.facts.contract;
  const std::vector<bool> paid = rows_paid(look.facts);
  for (std::size_t set = 0; set < contract.row_sets.size(); ++set) {
    const model::RowSet& rows = contract.row_sets[set];
    for (std::size_t i = 0; paid[set] && i < rows.set.steps.size(); ++i)
      if (has_edge(contract, rows, rows.set.steps[i].condition))
        look.findings.report(make<Id::RowEdge>(rows.step_spans[i], rows.set.name));
  }
}

}  // namespace quarterday::lint
