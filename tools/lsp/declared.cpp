// SPDX-License-Identifier: Apache-2.0
#include "tools/lsp/declared.h"

#include <optional>
#include <utility>

namespace quarterday::lsp {
namespace {

using syntax::Aggregate;
using syntax::AllowDecl;
using syntax::BalanceDecl;
using syntax::BrokenDecl;
using syntax::Common;
using syntax::Declaration;
using syntax::DefineDecl;
using syntax::DimensionDecl;
using syntax::EndsDecl;
using syntax::Expr;
using syntax::GroupDecl;
using syntax::GuaranteeDecl;
using syntax::Head;
using syntax::ImportDecl;
using syntax::Index;
using syntax::InputDecl;
using syntax::InputName;
using syntax::Member;
using syntax::Name;
using syntax::NumberOf;
using syntax::ParameterDecl;
using syntax::ParametersDecl;
using syntax::PartyDecl;
using syntax::PaymentDecl;
using syntax::PhraseDecl;
using syntax::PhraseGap;
using syntax::RecordsDecl;
using syntax::RequireDecl;
using syntax::RowsDecl;
using syntax::ScenarioDecl;
using syntax::SetRef;
using syntax::Table;
using syntax::TemplateDecl;
using syntax::TemplateParameter;
using syntax::Title;
using syntax::TogetherDecl;
using syntax::Tree;
using syntax::UnitDecl;
using syntax::UseDecl;
using syntax::VariationDecl;

class Reader {
 public:
  explicit Reader(const Tree& tree) {
    for (const Expr& expr : tree.exprs) {
      const SetRef* set = nullptr;
      if (const auto* aggregate = std::get_if<Aggregate>(&expr.node)) set = &aggregate->set;
      if (const auto* number = std::get_if<NumberOf>(&expr.node)) set = &number->set;
      if (set != nullptr && set->as) named_sets_.emplace_back(expr.span, *set->as);
    }
  }

  void read(const std::vector<Declaration>& declarations, std::uint32_t within) {
    std::uint32_t deed = within;
    for (const Declaration& declaration : declarations) {
      const auto* common = std::visit([](const auto& any) -> const Common* { return &any; }, declaration);
      // What a deed declares stands behind it.
      const std::uint32_t outer = common->deed ? deed : within;
      if (std::holds_alternative<VariationDecl>(declaration)) deed = static_cast<std::uint32_t>(all.size());
      std::visit([&](const auto& any) { add_declaration(any, outer); }, declaration);
    }
  }

  std::vector<Declared> all;

 private:
  std::uint32_t add(const Common& decl, Kind kind, std::uint32_t within) {
    Declared declared;
    declared.name = decl.name.text;
    declared.kind = kind;
    declared.name_span = decl.name.text.empty() ? Span::nowhere() : decl.name.span;
    declared.span = decl.span;
    if (decl.title) declared.title = decl.title->text;
    declared.clause = decl.clause.text;
    declared.prose = decl.prose;
    declared.within = within;
    all.push_back(std::move(declared));
    return static_cast<std::uint32_t>(all.size() - 1);
  }
  void add_part(const Name& name, Kind kind, std::uint32_t within, const std::optional<Title>& title = {},
                Span visible = {}) {
    if (name.text.empty()) return;
    Declared declared;
    declared.name = name.text;
    declared.kind = kind;
    declared.name_span = name.span;
    declared.span = name.span;
    if (title) declared.title = title->text;
    declared.within = within;
    declared.visible = visible;
    all.push_back(std::move(declared));
  }
  void add_indexes(const std::vector<Index>& indexes, std::uint32_t within) {
    for (const Index& index : indexes)
      if (index.as) add_part(*index.as, Kind::alias, within, {}, all[within].span);
  }
  void add_head(const std::optional<Head>& head, std::uint32_t within) {
    if (head) add_indexes(head->indexes, within);
  }
  // `sum over trusts as sender of ...`, anywhere in the declaration.
  void add_names_of_sets(std::uint32_t within) {
    const Span whole = all[within].span;
    for (const auto& [span, name] : named_sets_)
      if (span.file == whole.file && whole.begin <= span.begin && span.end <= whole.end)
        add_part(name, Kind::alias, within, {}, span);
  }
  void add_table_of_members(const std::optional<Table>& table, const std::vector<Member>& members, Kind kind,
                            std::uint32_t within) {
    for (const Member& member : members) add_part(member.name, kind, within, member.title);
    if (!table || table->rows.empty()) return;
    for (std::size_t r = 1; r < table->rows.size(); ++r) {
      const auto& cells = table->rows[r].cells;
      if (cells.empty() || !cells.front().name) continue;
      bool named_before = false;
      for (const Member& member : members) named_before = named_before || member.name.text == cells.front().name->text;
      if (!named_before) add_part(*cells.front().name, kind, within);
    }
    add_columns(*table, within);
  }
  void add_columns(const Table& table, std::uint32_t within) {
    const auto& header = table.rows.front().cells;
    for (std::size_t c = 1; c < header.size(); ++c)
      if (header[c].name && header[c].name->text != "title" && header[c].name->text != "clause")
        add_part(*header[c].name, Kind::column, within);
  }

  void add_declaration(const PartyDecl& decl, std::uint32_t within) { add(decl, Kind::party, within); }
  void add_declaration(const GroupDecl& decl, std::uint32_t within) {
    const std::uint32_t id = add(decl, Kind::group, within);
    if (decl.singular) add_part(*decl.singular, Kind::singular, id);
    add_table_of_members(decl.table, decl.members, Kind::member, id);
  }
  void add_declaration(const DimensionDecl& decl, std::uint32_t within) {
    const std::uint32_t id = add(decl, Kind::dimension, within);
    add_part(decl.singular, Kind::singular, id);
    add_table_of_members(decl.table, decl.members, Kind::member, id);
  }
  void add_declaration(const UnitDecl& decl, std::uint32_t within) {
    add_part(decl.singular, Kind::singular, add(decl, Kind::unit, within));
  }
  void add_declaration(const ParameterDecl& decl, std::uint32_t within) {
    const std::uint32_t id = add(decl, Kind::parameter, within);
    add_head(decl.head, id);
  }
  void add_declaration(const ParametersDecl& decl, std::uint32_t within) {
    const std::uint32_t id = add(decl, Kind::parameter, within);
    add_indexes(decl.head.indexes, id);
    if (!decl.table.rows.empty()) add_columns(decl.table, id);
  }
  void add_declaration(const InputDecl& decl, std::uint32_t within) {
    const Kind kind = decl.metric ? Kind::metric : Kind::input;
    std::uint32_t first = Declared::none;
    for (const InputName& name : decl.names) {
      const std::uint32_t id = add(decl, kind, within);
      all[id].name = name.name.text;
      all[id].name_span = name.name.span;
      all[id].title = name.title ? name.title->text : "";
      if (first == Declared::none) first = id;
    }
    if (first != Declared::none) add_head(decl.head, first);
  }
  void add_declaration(const DefineDecl& decl, std::uint32_t within) {
    const std::uint32_t id = add(decl, Kind::define, within);
    add_head(decl.head, id);
    add_names_of_sets(id);
  }
  void add_declaration(const PaymentDecl& decl, std::uint32_t within) {
    const std::uint32_t id = add(decl, Kind::payment, within);
    add_indexes(decl.indexes, id);
    for (const auto* party : {&decl.from, &decl.to})
      if (*party && (*party)->as) add_part(*(*party)->as, Kind::alias, id, {}, decl.span);
    add_names_of_sets(id);
  }
  void add_declaration(const TogetherDecl& decl, std::uint32_t within) {
    const std::uint32_t id = add(decl, Kind::payment, within);
    add_indexes(decl.indexes, id);
    for (const PaymentDecl& payment : decl.payments) add_declaration(payment, within);
  }
  void add_declaration(const BalanceDecl& decl, std::uint32_t within) {
    const std::uint32_t id = add(decl, Kind::balance, within);
    add_head(decl.head, id);
    add_names_of_sets(id);
  }
  void add_declaration(const RequireDecl& decl, std::uint32_t within) {
    const std::uint32_t id = add(decl, Kind::require, within);
    add_head(decl.head, id);
    add_names_of_sets(id);
  }
  void add_declaration(const GuaranteeDecl& decl, std::uint32_t within) {
    const std::uint32_t id = add(decl, Kind::guarantee, within);
    add_head(decl.head, id);
    add_names_of_sets(id);
  }
  void add_declaration(const ScenarioDecl& decl, std::uint32_t within) { add(decl, Kind::scenario, within); }
  void add_declaration(const RecordsDecl& decl, std::uint32_t within) {
    const std::uint32_t id = add(decl, Kind::records, within);
    add_part(decl.singular, Kind::singular, id);
    for (std::size_t r = 1; r < decl.table.rows.size(); ++r) {
      const auto& cells = decl.table.rows[r].cells;
      if (!cells.empty() && cells.front().name) add_part(*cells.front().name, Kind::record_column, id);
    }
  }
  void add_declaration(const RowsDecl& decl, std::uint32_t within) {
    const std::uint32_t id = add(decl, Kind::rows, within);
    if (decl.singular) add_part(*decl.singular, Kind::singular, id);
    add_head(decl.head, id);
  }
  void add_declaration(const ImportDecl& decl, std::uint32_t within) { add(decl, Kind::import, within); }
  void add_declaration(const PhraseDecl& decl, std::uint32_t within) {
    const std::uint32_t id = add(decl, Kind::phrase, within);
    for (const PhraseGap& gap : decl.gaps) add_part(gap.name, Kind::gap, id, {}, decl.span);
  }
  void add_declaration(const TemplateDecl& decl, std::uint32_t within) {
    const std::uint32_t id = add(decl, Kind::template_, within);
    for (const TemplateParameter& parameter : decl.parameters) add_part(parameter.name, Kind::gap, id, {}, decl.span);
    if (!decl.block) return;
    const std::size_t first = all.size();
    read(decl.block->declarations, id);
    for (std::size_t at = first; at < all.size(); ++at)
      if (!all[at].visible.has_place()) all[at].visible = decl.span;
  }
  void add_declaration(const UseDecl& decl, std::uint32_t within) {
    const std::uint32_t id = add(decl, Kind::use, within);
    all[id].name_span = Span::nowhere();  // the name is the template's
    if (!decl.as) return;
    all[id].name = decl.as->text;
    all[id].name_span = decl.as->span;
  }
  void add_declaration(const VariationDecl& decl, std::uint32_t within) { add(decl, Kind::variation, within); }
  void add_declaration(const EndsDecl&, std::uint32_t) {}
  void add_declaration(const AllowDecl&, std::uint32_t) {}
  void add_declaration(const BrokenDecl& decl, std::uint32_t within) { add(decl, Kind::broken, within); }

  std::vector<std::pair<Span, Name>> named_sets_;  // `trusts as sender`: the sentence, and the name
};

}  // namespace

std::string_view word_of(Kind kind) {
  switch (kind) {
    case Kind::party:
      return "party";
    case Kind::group:
      return "group";
    case Kind::dimension:
      return "dimension";
    case Kind::singular:
      return "singular";
    case Kind::member:
      return "member";
    case Kind::unit:
      return "unit";
    case Kind::parameter:
      return "parameter";
    case Kind::column:
      return "column";
    case Kind::input:
      return "input";
    case Kind::metric:
      return "metric";
    case Kind::define:
      return "define";
    case Kind::payment:
      return "payment";
    case Kind::balance:
      return "balance";
    case Kind::require:
      return "require";
    case Kind::guarantee:
      return "guarantee";
    case Kind::scenario:
      return "scenario";
    case Kind::records:
      return "records";
    case Kind::record_column:
      return "column of records";
    case Kind::rows:
      return "rows";
    case Kind::variation:
      return "variation";
    case Kind::phrase:
      return "phrase";
    case Kind::gap:
      return "given figure";
    case Kind::template_:
      return "template";
    case Kind::use:
      return "use";
    case Kind::alias:
      return "member at hand";
    case Kind::import:
      return "import";
    case Kind::broken:
      return "declaration";
  }
  return "declaration";
}

std::vector<Declared> declared_in(const syntax::Tree& tree) {
  Reader reader(tree);
  if (!tree.header.name.text.empty() || tree.shared) reader.all.reserve(tree.declarations.size() * 2);
  reader.read(tree.declarations, Declared::none);
  return std::move(reader.all);
}

bool is_known_everywhere(const Declared& declared) {
  return declared.name_span.has_place() && !declared.visible.has_place() && declared.kind != Kind::use;
}

}  // namespace quarterday::lsp
