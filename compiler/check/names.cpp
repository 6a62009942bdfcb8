// SPDX-License-Identifier: Apache-2.0
//
// The second part of the first pass: inputs, definitions and payments get their names, heads and types; their bodies
// wait until every name is known.
#include <algorithm>

#include "compiler/check/balances.h"
#include "compiler/check/heads.h"
#include "compiler/check/records.h"
#include "compiler/check/variations.h"

namespace quarterday::check {
namespace {

Type declared_type(Context& context, const syntax::Type& written, const ReadHead& head) {
  if (written.form == syntax::Type::Form::its)
    return head.broken ? Type::error() : context.figure_type(written, head.indexes);
  return context.type(written);
}

// `super_cquin_[category]`: which index the name goes by, and what stands around it.
struct Pattern {
  std::string prefix, suffix;
  std::optional<std::uint32_t> index;
};
Pattern read_pattern(Context& context, const std::string& text, Span span, const std::vector<model::Index>& indexes,
                     bool broken) {
  const std::size_t open = text.find('[');
  if (open == std::string::npos) return {text, "", std::nullopt};
  const std::size_t close = text.find(']', open);
  Pattern pattern{text.substr(0, open), text.substr(close + 1), std::nullopt};
  const std::string wanted = text.substr(open + 1, close - open - 1);
  for (std::size_t i = 0; i < indexes.size(); ++i)
    if (indexes[i].name == wanted || context.contract.set(indexes[i].set).set.singular == wanted)
      pattern.index = static_cast<std::uint32_t>(i);
  if (!pattern.index && !broken) {
    Diagnostic& diagnostic = context.report(make<Id::NeedsIndex>(span, text, wanted, wanted));
    diagnostic.help("a name in brackets is one of the indexes after 'for each'");
  }
  return pattern;
}

void declare_input(Context& context, const syntax::InputDecl& decl) {
  const ReadHead head = read_head(context, decl.head);
  const Type type = declared_type(context, decl.type, head);
  for (const syntax::InputName& name : decl.names) {
    model::Value value = value_of(decl, plan::Value::Kind::input, head);
    value.name = name.name.text;
    value.name_span = name.name.span;
    value.title = name.title ? name.title->text : "";
    value.type = type;
    const Pattern pattern =
        read_pattern(context, name.named.value_or(name.name.text), name.named_span, head.indexes, head.broken);
    value.input.data_prefix = pattern.prefix;
    value.input.data_suffix = pattern.suffix;
    value.input.data_index = pattern.index;
    value.input.metric = decl.metric;
    for (const syntax::InputRule& rule : decl.rules) {
      if (rule.kind == syntax::InputRule::Kind::lower_is_better) value.input.lower_is_better = true;
      if (rule.kind == syntax::InputRule::Kind::higher_is_better) value.input.higher_is_better = true;
      if (rule.kind == syntax::InputRule::Kind::may_pass) value.input.may_pass_whole = true;
      if (rule.kind == syntax::InputRule::Kind::may_be_negative) value.input.may_be_negative = true;
    }
    const ValueId id = context.declare(std::move(value));
    context.pending.push_back({id, nullptr, &decl, nullptr, head.wheres});
    if (head.broken) context.contract.broken_names.insert(name.name.text);
  }
}

void declare_define(Context& context, const syntax::DefineDecl& decl) {
  const ReadHead head = read_head(context, decl.head);
  model::Value value = value_of(decl, plan::Value::Kind::define, head);
  if (decl.type) {
    value.type = declared_type(context, *decl.type, head);
  } else if (const auto term = term_changed_by_deed(context, decl.name.text)) {
    value.type = context.contract.value(*term).type;
  } else {
    context.report(make<Id::TypeExpected>(decl.name.span, "a type", "none"))
        .help("say after a colon what '" + decl.name.text + "' is, before the `=`: `: money`, `: percent`");
    context.contract.broken_names.insert(decl.name.text);
  }
  const ValueId id = context.declare(std::move(value));
  context.pending.push_back({id, &decl.body, nullptr, nullptr, head.wheres});
  if (head.broken) context.contract.broken_names.insert(decl.name.text);
}

// The party of `from` or `to`: fixed, one of a group (then a further index), or a column of parties, which waits.
void read_party(Context& context, const syntax::PartyReference& reference, ReadHead& head) {
  if (!reference.each) return;
  syntax::Index index;
  index.name = reference.name;
  index.as = reference.as;
  index.where = reference.where;
  index.span = reference.name.span;
  read_index(context, index, head);
  if (!head.broken && !context.contract.set(head.indexes.back().set).is_group) {
    context.report(make<Id::NotAParty>(reference.name.span, reference.name.text))
        .help("'each' needs a group of parties here");
    head.broken = true;
  }
}

ValueId declare_payment(Context& context, const syntax::PaymentDecl& decl, const std::vector<syntax::Index>& shared) {
  ReadHead head;
  for (const syntax::Index& index : shared) read_index(context, index, head);
  for (const syntax::Index& index : decl.indexes) read_index(context, index, head);
  const auto* first = decl.to_first ? &decl.to : &decl.from;
  const auto* second = decl.to_first ? &decl.from : &decl.to;
  if (*first) read_party(context, **first, head);
  if (*second) read_party(context, **second, head);
  read_rhythm(context, decl.rhythm, head);
  model::Value value = value_of(decl, plan::Value::Kind::payment, head);
  value.type = decl.type ? context.type(*decl.type) : Type::money();
  if (!value.type.is_error() && !value.type.is_money()) {
    context.report(make<Id::PaymentNotMoney>(decl.type->span, decl.name.text, context.contract.describe(value.type)))
        .help("a payment says only in which currency it is, where that is not the contract's: ': EUR'");
    value.type = Type::error();
  }
  const Pattern pattern =
      read_pattern(context, decl.named.value_or(decl.name.text), decl.named_span, head.indexes, head.broken);
  value.payment.name_prefix = pattern.prefix;
  value.payment.name_suffix = pattern.suffix;
  value.payment.name_index = pattern.index;
  const std::string printed = pattern.prefix + (pattern.index ? "[]" : "") + pattern.suffix;
  const auto [printed_by, is_new] = context.printed_names.emplace(printed, decl.name.span);
  // Families whose members are narrowed may share a pattern; whether their lines differ shows when they are settled.
  const bool narrowed = pattern.index && head.wheres[*pattern.index];
  if (!is_new && !narrowed && !context.deed && context.contract.values_by_name.count(decl.name.text) == 0)
    context.report(make<Id::DeclaredTwice>(decl.named ? decl.named_span : decl.name.span, decl.named.value_or(printed)))
        .label(printed_by->second, "lines of this payment have the name already");
  if (decl.rhythm) {
    const auto& settled = context.contract.settled;
    const auto same = [&](const plan::Plan::Rhythm& rhythm) { return rhythm.grain == value.grain; };
    if (!settled.empty() && std::none_of(settled.begin(), settled.end(), same)) {
      context
          .report(make<Id::RhythmNotSettled>(decl.rhythm->word, decl.name.text, grain_word(value.grain),
                                             grain_word(value.grain)))
          .help("add 'each " + grain_word(value.grain) + "' to the line `settled`");
    }
  }
  const ValueId id = context.declare(std::move(value));
  context.pending.push_back({id, &decl.body, nullptr, &decl, head.wheres});
  if (head.broken) context.contract.broken_names.insert(decl.name.text);
  return id;
}

}  // namespace

void declare_names(Context& context) {
  const auto is_version = [&](ValueId id) { return bool(context.contract.value(id).version_of); };
  for (const syntax::Declaration* written : context.declarations) {
    const syntax::Declaration& declaration = *written;
    context.deed = deed_of(context, declaration);
    if (const auto* input = std::get_if<syntax::InputDecl>(&declaration)) declare_input(context, *input);
    if (const auto* define = std::get_if<syntax::DefineDecl>(&declaration)) declare_define(context, *define);
    if (const auto* balance = std::get_if<syntax::BalanceDecl>(&declaration)) declare_balance(context, *balance);
    if (const auto* records = std::get_if<syntax::RecordsDecl>(&declaration)) declare_record_table(context, *records);
    if (const auto* rows = std::get_if<syntax::RowsDecl>(&declaration)) declare_rows(context, *rows);
    if (const auto* payment = std::get_if<syntax::PaymentDecl>(&declaration)) {
      const ValueId id = declare_payment(context, *payment, {});
      if (!is_version(id)) context.contract.payments.push_back({0, {id}});
    }
    if (const auto* together = std::get_if<syntax::TogetherDecl>(&declaration)) {
      plan::PaymentBlock block;
      block.shared = static_cast<std::uint32_t>(together->indexes.size());
      for (const syntax::PaymentDecl& payment : together->payments) {
        const ValueId id = declare_payment(context, payment, together->indexes);
        if (!is_version(id)) block.payments.push_back(id);
      }
      if (!block.payments.empty()) context.contract.payments.push_back(std::move(block));
    }
    if (const auto* ends = std::get_if<syntax::EndsDecl>(&declaration)) end_terms(context, *ends);
    declare_table(context, declaration);
  }
  context.deed.reset();
  lay_out_versions(context);
}

}  // namespace quarterday::check
