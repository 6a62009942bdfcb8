// SPDX-License-Identifier: Apache-2.0
#pragma once

// What the passes of this room share: the tree they read, the model they fill, the sink they report to, and the small
// questions all of them ask (what is this name, this period, this type).

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/model/contract.h"
#include "compiler/syntax/ast.h"
#include "runtime/diagnostics/diagnostic.h"

namespace quarterday::check {

using diagnostics::Diagnostic;
using diagnostics::Id;
using diagnostics::make;
using diagnostics::Span;
using model::Contract;
using model::EntityId;
using model::Grain;
using model::MonthRange;
using model::NodeId;
using model::Period;
using model::SetId;
using model::Type;
using model::UnitId;
using model::ValueId;
using syntax::ExprId;

struct Context {
  const syntax::Tree& tree;
  Contract& contract;
  diagnostics::Sink& sink;

  // A body that waits until every name is known.
  struct Pending {
    ValueId value;
    const syntax::Body* body = nullptr;  // define, payment
    const syntax::InputDecl* input = nullptr;
    const syntax::PaymentDecl* payment = nullptr;
    std::vector<ExprId> index_wheres;  // beside the value's indexes; none where there is no `where`
  };
  std::vector<Pending> pending;
  // Cells whose sentences wait likewise: beside Value::cells.nodes.
  struct PendingCells {
    ValueId value;
    std::vector<ExprId> cells;  // none where a cell is empty
    std::vector<const syntax::Cell*> sources;
    std::vector<Span> places;  // of the cells, empty ones too; nowhere for what has no row
    std::vector<bool> kept;    // no row is given: a deed leaves the cell as it was
    std::optional<Type> declared;
    Span span;  // of the table
  };
  std::vector<PendingCells> pending_cells;
  // A balance whose figures have their names, and whose lines wait.
  struct PendingBalance {
    const syntax::BalanceDecl* decl;
    std::vector<ValueId> figures;  // by syntax::BalanceFigure::Kind
    std::vector<ExprId> wheres;
    std::int64_t life = 0;  // periods after which an amount lapses; 0: never
  };
  std::vector<PendingBalance> pending_balances = {};
  // `X with A as B`: `again` is X as a definition of its own, which is to read B for A all the way down.
  struct Replacement {
    ValueId again;
    std::vector<std::pair<ValueId, ValueId>> pairs;  // what is replaced, and by what
    std::string words;                               // " with A as B"
    Span span;
  };
  std::vector<Replacement> replacements = {};
  // What deeds change (variations.h).
  std::vector<const syntax::Declaration*> declarations =
      {};  // the contract's own, then those of the deeds as they follow
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint32_t> deeds_by_place = {};  // of their names: which deed
  std::optional<std::uint32_t> deed = {};  // whose declarations are being read
  struct Change {
    ValueId term;
    ValueId version;  // none where the term ends
    std::int32_t first = 0;
    Span span;
  };
  std::vector<Change> changes = {};
  // A term without periods where it is read: once a deed changes it, the period at hand decides.
  struct OnceRead {
    ValueId read;
    ValueId reader;  // none for requirements, guarantees, scenarios
    Grain grain = Grain::once;
    std::vector<MonthRange> during;
    Span span;
  };
  std::vector<OnceRead> once_reads = {};
  std::size_t declared_count = 0;  // values before replacements were expanded
  std::set<std::string, std::less<>> unknown_names = {};
  std::map<std::string, Span> printed_names = {};  // of lines: by which payment

  const syntax::Expr& expr(ExprId id) const { return tree.expr(id); }
  template <class Node>
  const Node* as(ExprId id) const {
    return id ? std::get_if<Node>(&tree.expr(id).node) : nullptr;
  }

  Diagnostic& report(Diagnostic diagnostic) { return sink.report(std::move(diagnostic)); }

  // Notes what a name was found to mean.
  void refer(Span at, Span declared) const {
    if (at.has_place() && declared.has_place()) contract.references.push_back({at, declared});
  }

  // Reports and gives nothing when the text is no period of the contract's calendar.
  std::optional<Period> period(const syntax::PeriodText& text);
  std::optional<std::vector<MonthRange>> span_of(const syntax::PeriodSpan& span, Span at);
  std::vector<MonthRange> whole_term() const { return {contract.term}; }
  // Of the term, or of the run-off where there is one.
  std::int32_t last_month() const { return contract.run_off_last.value_or(contract.term.last); }

  std::optional<SetId> set_by_singular(const syntax::Name& name);    // reports
  std::optional<SetId> set_by_plural(const syntax::Name& name);      // reports; accepts the singular with a hint
  std::optional<UnitId> unit_by_singular(const syntax::Name& name);  // after 'per'; reports
  // The same as a key of Units, where it may be a currency: GBP per EUR.
  std::optional<std::uint32_t> unit_after_per(const syntax::Name& name);
  // The unit of that currency, which is the contract's from now on; none where no currency has the code.
  std::optional<std::uint32_t> currency_unit(std::string_view code);
  std::string sign_of(const Type& type) const;              // of amounts: '£', '€', 'SEK '
  std::optional<EntityId> party(const syntax::Name& name);  // reports
  Type type(const syntax::Type& written);                   // reports
  Type unknown_type(const syntax::Name& name);              // reports
  // `its figure`: the type printed in that column of one of the indexes' members. Reports.
  Type figure_type(const syntax::Type& written, const std::vector<model::Index>& indexes);
  std::optional<Type> type_of_cell(const syntax::Cell& cell);  // nothing when the cell is no type

  NodeId add(plan::Node node, Span span, const Type& type, std::string_view clause);
  NodeId constant(plan::Figure figure, Span span, const Type& type, std::string_view clause);
  std::uint32_t clause_index(std::string_view clause);

  // Adds a value under its name; reports a second one of the same name. In a deed it is another version of the first.
  ValueId declare(model::Value value);
  // Names of which enough has been said: declared with a mistake, or reported as unknown once.
  bool is_broken(std::string_view name) const {
    return contract.broken_names.count(name) != 0 || unknown_names.count(name) != 0;
  }
  bool has_mistake_in(Span span) const;
  // One of the columns of these members has a mistake, so what they belong to is not known.
  bool has_broken_column(SetId set) const;
  // Whatever this table names stays silent, for it could not be read as it was meant.
  void give_up(const syntax::Table& table);
  void suggest(Diagnostic& diagnostic, const syntax::Name& wrong, std::span<const std::string_view> candidates);
};

MonthRange months_of(Period period);
bool covers(const std::vector<MonthRange>& ranges, Period period);
std::vector<Period> periods_in(const std::vector<MonthRange>& ranges, Grain grain, const plan::Calendar& calendar);
Grain grain_of(syntax::Rhythm rhythm);
std::string grain_word(Grain grain);    // "year"
std::string grain_adverb(Grain grain);  // "yearly"

// The passes, in their order.
// Of findings of `lint`: that there is the rule, and a reason.
void check_allowances(Context& context);
void declare_header(Context& context);
void declare_names(Context& context);
// Parameters and the columns of groups and dimensions that this declaration gives.
void declare_table(Context& context, const syntax::Declaration& declaration);
void check_columns(Context& context);
void check_promises(Context& context);
void check_sentences(Context& context);
void expand_replacements(Context& context);
void check_weights(Context& context);
void check_dependencies(Context& context);
void check_left_out(Context& context);
void check_later_reports(Context& context);

}  // namespace quarterday::check
