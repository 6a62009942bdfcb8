// SPDX-License-Identifier: Apache-2.0
//
// The cells of parameters and columns: each is a sentence; the column takes the type of its cells.
#include <algorithm>

#include "compiler/check/sentence.h"

namespace quarterday::check {
namespace {

using syntax::Cell;

Scope cell_scope(const Contract& contract, ValueId id) {
  const model::Value& value = contract.value(id);
  Scope scope;
  for (std::uint32_t i = 0; i < value.indexes.size(); ++i)
    scope.variables.push_back(
        {value.indexes[i].name, value.indexes[i].set, i, value.indexes[i].alias, value.indexes[i].name_span});
  scope.grain = value.grain;
  scope.during = value.during;
  scope.owner = id;
  scope.clause = value.clause;
  scope.next_slot = scope.slot_count = static_cast<std::uint32_t>(value.indexes.size());
  return scope;
}

// The cells that are one bare name each name members: of the dimension the column is called after, or of the one set
// that has them all.
std::optional<SetId> set_of_names(Context& context, const model::Value& value, const Context::PendingCells& pending) {
  std::vector<std::string_view> names;
  for (const ExprId cell : pending.cells) {
    if (!cell) continue;
    const auto* name = context.as<syntax::NameReference>(cell);
    if (!name) return std::nullopt;
    names.push_back(name->text);
  }
  if (names.empty()) return std::nullopt;
  if (const auto own = context.contract.sets_by_singular.find(value.name);
      own != context.contract.sets_by_singular.end()) {
    context.refer(value.name_span, context.contract.set(own->second).singular_span);
    return own->second;
  }
  if (value.name == "party") return context.contract.parties;
  // All parties come first of the sets, so that a column of parties is not tied to one group.
  for (std::uint32_t s = 0; s < context.contract.sets.size(); ++s) {
    const bool all = std::all_of(names.begin(), names.end(), [&](std::string_view name) {
      return context.contract.member(SetId(s), name).has_value();
    });
    if (all) return SetId(s);
  }
  return std::nullopt;
}

bool fits_figure(const Type& figure, const Type& cell) {
  const bool has_figures =
      cell.kind == Type::Kind::number || cell.kind == Type::Kind::range || cell.kind == Type::Kind::standard;
  if (!has_figures) return cell.kind == Type::Kind::any;
  if (figure.is_plain() && figure.shown != Type::Shown::plain) return cell.shown == Type::Shown::percent && !cell.bare;
  return cell.bare || cell.units == figure.units;
}

// Cells of several kinds belong together where each is of the type printed for its member.
std::optional<Type> figure_column_type(const Contract& contract, const model::Value& value,
                                       const std::vector<Typed>& cells) {
  if (value.indexes.empty()) return std::nullopt;
  const model::Set& set = contract.set(value.indexes.front().set);
  if (set.figures.empty()) return std::nullopt;
  const std::size_t per_member = cells.size() / set.figures.size();
  Type type = Type::number();
  type.figure_of = value.indexes.front().set;
  bool any = false;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const std::size_t member = per_member == 0 ? 0 : i / per_member;
    if (!cells[i].node) continue;
    if (member >= set.figures.size() || !fits_figure(set.figures[member], cells[i].type)) return std::nullopt;
    if (cells[i].type.kind != Type::Kind::any) type.kind = cells[i].type.kind;
    any = true;
  }
  return any ? std::optional(type) : std::nullopt;
}

Typed read_cell(Context& context, Sentence& sentence, const Context::PendingCells& pending, std::size_t i,
                const Type* wanted, std::string_view clause) {
  const Cell* cell = pending.sources[i];
  if (cell && cell->kind == Cell::Kind::title) {
    const Type text = Type::of(Type::Kind::text);
    return {context.constant(cell->text, cell->span, text, clause), text};
  }
  if (cell && (cell->kind == Cell::Kind::at_least || cell->kind == Cell::Kind::at_most)) {
    const Typed bound = sentence.read(cell->expr);
    Type type = bound.type;
    if (type.is_number()) type.kind = Type::Kind::standard;
    plan::Node node;
    node.op = plan::Op::make_standard;
    node.operands = {bound.node};
    node.flag = cell->kind == Cell::Kind::at_least;
    return {context.add(std::move(node), cell->span, type, clause), type};
  }
  if (cell && cell->kind != Cell::Kind::expression) {
    context.report(make<Id::TypeExpected>(cell->span, "a figure in this cell", "another kind of cell"));
    return {context.constant(plan::LeftOut{}, cell->span, Type::error(), clause), Type::error()};
  }
  return sentence.read(pending.cells[i], wanted);
}

// A cell may be written without what it is per or counts where the header says so.
bool fits_declared(const Type& declared, const Type& cell) {
  // 20 for 20% is too easily written.
  if (cell.bare && cell.is_plain() && declared.is_plain() && declared.shown != Type::Shown::plain) return false;
  if (model::fits(declared, cell)) return true;
  if (cell.kind != declared.kind) return false;
  return (cell.is_money() && cell.currency() == declared.currency()) || (cell.bare && !declared.has_money());
}

// A column `goal : days` may hold ranges or standards of days.
Type as_written(Type declared, const std::vector<Typed>& cells) {
  const auto first = std::find_if(cells.begin(), cells.end(), [](const Typed& cell) { return bool(cell.node); });
  if (first == cells.end() || !declared.is_number()) return declared;
  if (first->type.kind == Type::Kind::range || first->type.kind == Type::Kind::standard)
    declared.kind = first->type.kind;
  return declared;
}

void report_cell(Context& context, const model::Value& value, const Typed& cell, const Type& wanted) {
  Diagnostic& diagnostic =
      context.report(make<Id::TypeExpected>(context.contract.facts[cell.node.index].span,
                                            context.contract.describe(wanted), context.contract.describe(cell.type)));
  diagnostic.label(value.name_span, "this column holds " + context.contract.describe(wanted));
  if (wanted.shown == Type::Shown::percent && cell.type.bare)
    diagnostic.help("write it as a percent: '40%', not '0.4'");
  if (wanted.has_money() && cell.type.bare)
    diagnostic.help("write amounts of money with their sign: '" + context.sign_of(wanted) + "1,000'");
}

bool is_zero(const Contract& contract, NodeId id) {
  const auto* number = std::get_if<value::Rational>(&contract.nodes[id.index].figure);
  return number && number->is_zero();
}

// 65 among percents is most likely 65%; nothing is nothing either way.
bool mixes_percents(Context& context, const model::Value& value, const std::vector<Typed>& cells) {
  const auto is_percent = [](const Typed& cell) {
    return cell.node && cell.type.is_plain() && cell.type.shown == Type::Shown::percent;
  };
  const auto is_bare = [&](const Typed& cell) {
    return cell.node && cell.type.is_plain() && cell.type.bare && !is_zero(context.contract, cell.node);
  };
  const auto percent = std::find_if(cells.begin(), cells.end(), is_percent);
  const auto bare = std::find_if(cells.begin(), cells.end(), is_bare);
  if (percent == cells.end() || bare == cells.end()) return false;
  context
      .report(make<Id::TypeExpected>(context.contract.facts[bare->node.index].span,
                                     context.contract.describe(percent->type), context.contract.describe(bare->type)))
      .label(context.contract.facts[percent->node.index].span, "a percent in the same table")
      .label(value.name_span, "this column")
      .help(
          "write it with its sign, as the others: '40%'; if the rows are of different kinds, say in a column `figure` "
          "which: `share`, `number` ...");
  return true;
}

void check_cells(Context& context, const Context::PendingCells& pending) {
  Contract& contract = context.contract;
  const std::string clause = contract.value(pending.value).clause;
  std::optional<Type> declared = pending.declared;
  // A deed need not say again what a term is.
  if (const ValueId term = contract.value(pending.value).version_of; term && !declared) {
    const Type& type = contract.value(term).type;
    if (!type.is_error() && !type.is_figure()) declared = type;
  }
  std::optional<Type> wanted = declared;
  if (!wanted) {
    if (const auto set = set_of_names(context, contract.value(pending.value), pending)) wanted = Type::member(*set);
  }
  Sentence sentence(context, cell_scope(contract, pending.value));
  std::vector<Typed> cells(pending.cells.size());
  for (std::size_t i = 0; i < pending.cells.size(); ++i)
    if (pending.cells[i] || pending.sources[i])
      cells[i] = read_cell(context, sentence, pending, i, wanted ? &*wanted : nullptr, clause);
  model::Value& value = contract.values[pending.value.index];
  Type type = declared ? as_written(*declared, cells) : Type::any();
  if (!declared) {
    if (const auto figure = figure_column_type(contract, value, cells)) {
      type = *figure;
    } else {
      for (const Typed& cell : cells) {
        if (!cell.node || type.is_error()) continue;
        const model::Unified unified =
            cell.type.is_error() ? model::Unified{Type::error(), true} : model::unify(type, cell.type);
        if (!unified.fits) report_cell(context, value, cell, type);
        type = unified.fits ? unified.type : Type::error();
      }
      if (!type.is_error() && mixes_percents(context, value, cells)) type = Type::error();
    }
  } else if (!type.is_error()) {
    for (const Typed& cell : cells) {
      if (!cell.node || cell.type.is_error() || fits_declared(type, cell.type)) continue;
      report_cell(context, value, cell, type);
      type = Type::error();
      break;
    }
  }
  if (type.is_error()) contract.broken_names.insert(value.name);
  value.type = type;
  value.slot_count = sentence.slot_count();
  for (const Typed& cell : cells) value.cells.nodes.push_back(cell.node);
  value.kept_cells = pending.kept;
}

}  // namespace

void check_columns(Context& context) {
  for (const Context::PendingCells& pending : context.pending_cells) check_cells(context, pending);
}

}  // namespace quarterday::check
