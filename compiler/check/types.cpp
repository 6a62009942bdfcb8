// SPDX-License-Identifier: Apache-2.0
//
// From a type as written to what it means.
#include <algorithm>
#include <array>

#include "compiler/check/context.h"

namespace quarterday::check {
namespace {

Type scaled_by_units(Context& context, Type type, const std::vector<syntax::TypePer>& pers) {
  for (const syntax::TypePer& per : pers) {
    // `admissions per 100,000` is counted in that scale: its figures are compared with others of the same type only.
    if (per.is_number) continue;
    const auto unit = context.unit_after_per({per.text, per.span});
    if (!unit) return Type::error();
    type.units[*unit] -= 1;
    if (type.units[*unit] == 0) type.units.erase(*unit);
  }
  return type;
}

std::optional<Type> simple_type(const Context& context, std::string_view word) {
  const Contract& contract = context.contract;
  if (word == "money") return Type::money();
  if (word == "percent") return Type::number(Type::Shown::percent);
  if (word == "share") return Type::number(Type::Shown::share);
  if (word == "text") return Type::of(Type::Kind::text);
  if (word == "date" || word == "time") return Type::of(Type::Kind::date);
  if (const auto unit = contract.units_by_name.find(word); unit != contract.units_by_name.end())
    return Type::count(unit->second);
  if (const auto set = contract.sets_by_singular.find(word); set != contract.sets_by_singular.end())
    return Type::member(set->second);
  if (word == "party") return Type::member(contract.parties);
  return std::nullopt;
}

void refer_type(const Context& context, const syntax::Name& name) {
  const Contract& contract = context.contract;
  if (const auto unit = contract.units_by_name.find(name.text); unit != contract.units_by_name.end())
    context.refer(name.span, contract.unit_spans[unit->second.index]);
  else if (const auto set = contract.sets_by_singular.find(name.text); set != contract.sets_by_singular.end())
    context.refer(name.span, contract.set(set->second).singular_span);
}

Type named_type(Context& context, const syntax::Type& written) {
  refer_type(context, written.name);
  if (written.of) refer_type(context, *written.of);
  if (written.name.text == "range" && written.of) {
    auto type = simple_type(context, written.of->text);
    if (!type) return written.of->text == "number" ? Type::of(Type::Kind::range) : context.unknown_type(*written.of);
    type->kind = Type::Kind::range;
    return *type;
  }
  auto type = simple_type(context, written.name.text);
  if (const auto currency = context.currency_unit(written.name.text)) type = Type::money(*currency);
  if (!type) return context.unknown_type(written.name);
  if (written.name.text == "share" && written.of) {
    const auto unit = context.contract.units_by_name.find(written.of->text);
    if (unit == context.contract.units_by_name.end()) return context.unknown_type(*written.of);
    type->share_of = unit->second;
  }
  return scaled_by_units(context, *type, written.pers);
}

}  // namespace

Type Context::unknown_type(const syntax::Name& name) {
  if (is_broken(name.text)) return Type::error();
  Diagnostic& diagnostic = report(make<Id::UnknownType>(name.span, name.text));
  if (const auto unit = contract.units_by_singular.find(name.text); unit != contract.units_by_singular.end()) {
    const std::string& plural = contract.units[unit->second.index].name;
    diagnostic.fix(name.span, plural, "a count is declared in the plural: '" + plural + "'");
    return Type::error();
  }
  std::vector<std::string_view> candidates{"money", "percent", "number", "share", "text", "date"};
  for (const auto& [unit, id] : contract.units_by_name) candidates.push_back(unit);
  for (const auto& [singular, id] : contract.sets_by_singular) candidates.push_back(singular);
  suggest(diagnostic, name, candidates);
  diagnostic.help("a thing that is counted is declared: `unit " + name.text + ", each a ...`");
  unknown_names.insert(name.text);
  return Type::error();
}

Type Context::type(const syntax::Type& written) {
  if (written.optional) {
    report(make<Id::TypeExpected>(written.span, "the type of a figure", "'optional'"))
        .help("only a column of records may be empty; for a figure say what follows: 'not reported: ...'");
    return Type::error();
  }
  switch (written.form) {
    case syntax::Type::Form::number:
      return scaled_by_units(*this, Type::number(), written.pers);
    case syntax::Type::Form::yes_no:
      return Type::yes_no();
    case syntax::Type::Form::one_of:
      report(make<Id::TypeExpected>(written.span, "the type of a figure", "'one of'"))
          .help("declare a dimension and use its singular as the type");
      return Type::error();
    case syntax::Type::Form::its:
      return Type::error();  // `figure_type` knows the head
    case syntax::Type::Form::named:
      return named_type(*this, written);
  }
  return Type::error();
}

Type Context::figure_type(const syntax::Type& written, const std::vector<model::Index>& indexes) {
  for (const model::Index& index : indexes) {
    const model::Set& set = contract.set(index.set);
    if (set.figure_column != written.name.text) continue;
    if (set.figures.empty()) return Type::error();
    bool uniform = true;
    for (const Type& figure : set.figures)
      uniform = uniform && figure.units == set.figures.front().units && figure.shown == set.figures.front().shown;
    if (uniform) return set.figures.front();
    Type type = Type::number();
    type.figure_of = index.set;
    return type;
  }
  const bool silent = std::any_of(indexes.begin(), indexes.end(),
                                  [this](const auto& index) { return is_broken(contract.set(index.set).set.name); });
  if (silent) return Type::error();
  report(make<Id::UnknownType>(written.span, "its " + written.name.text))
      .help("'its " + written.name.text + "' is the type printed in a column '" + written.name.text +
            "' of the members; none of the indexes here has such a column");
  return Type::error();
}

std::optional<Type> Context::type_of_cell(const syntax::Cell& cell) {
  using Kind = syntax::Cell::Kind;
  if (cell.kind != Kind::expression) return std::nullopt;
  if (const auto* literal = as<syntax::TypeLiteral>(cell.expr)) {
    Type found = type(literal->type);
    return found;
  }
  if (const auto* name = as<syntax::NameReference>(cell.expr)) return simple_type(*this, name->text);
  if (const auto* per = as<syntax::Per>(cell.expr)) {
    syntax::Type written;
    std::vector<syntax::TypePer> pers{per->per};
    const syntax::Per* inner = per;
    while (const auto* next = as<syntax::Per>(inner->of)) {
      pers.push_back(next->per);
      inner = next;
    }
    const auto* name = as<syntax::NameReference>(inner->of);
    if (!name) return std::nullopt;
    written.name = {name->text, expr(inner->of).span};
    if (!simple_type(*this, name->text)) return std::nullopt;
    written.pers = pers;
    written.span = cell.span;
    return type(written);
  }
  return std::nullopt;
}

}  // namespace quarterday::check
