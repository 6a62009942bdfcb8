// SPDX-License-Identifier: Apache-2.0
//
// Names that mislead, payments of which nobody can tell where they come from, and figures written twice.
#include <algorithm>
#include <map>
#include <set>
#include <string>

#include "compiler/lint/rules.h"

namespace quarterday::lint {
namespace {

constexpr std::size_t long_enough = 6;

bool is_letter(char c) { return c >= 'a' && c <= 'z'; }

// One letter more, less, other or exchanged; figures at the end and a plural are differences that people see.
bool differ_by_a_letter(const std::string& left, const std::string& right) {
  if (left.size() > right.size()) return differ_by_a_letter(right, left);
  if (right.size() - left.size() > 1) return false;
  std::size_t first = 0;
  while (first < left.size() && left[first] == right[first]) ++first;
  const bool longer = right.size() > left.size();
  if (longer) {
    const bool plural = first == left.size() && right.back() == 's';
    return !plural && is_letter(right[first]) && left.compare(first, std::string::npos, right, first + 1) == 0;
  }
  if (first == left.size() || !is_letter(left[first]) || !is_letter(right[first])) return false;
  if (left.compare(first + 1, std::string::npos, right, first + 1) == 0) {
    // `deed_a` and `deed_b` are a list.
    const bool alone = (first == 0 || left[first - 1] == '_') && (first + 1 == left.size() || left[first + 1] == '_');
    return !alone;
  }
  return first + 1 < left.size() && left[first] == right[first + 1] && left[first + 1] == right[first] &&
         left.compare(first + 2, std::string::npos, right, first + 2) == 0;
}

struct Declared {
  std::string name;
  Span span;
};

std::vector<Declared> declared_names(const Facts& facts) {
  std::vector<Declared> names;
  facts.for_each_written([&](ValueId, const model::Value& value) {
    const bool own = value.name_span.file == facts.subject.own.file;
    if (own && !value.name.empty() && value.name_span.has_place()) names.push_back({value.name, value.name_span});
  });
  for (const syntax::Declaration& declaration : facts.subject.own.declarations)
    if (const auto* party = std::get_if<syntax::PartyDecl>(&declaration))
      names.push_back({party->name.text, party->name.span});
  return names;
}

}  // namespace

void names(Look look) {
  const Facts& facts = look.facts;
  const std::vector<Declared> all = declared_names(facts);
  std::map<std::string, Span> known;
  for (const Declared& one : all) known.emplace(one.name, one.span);
  for (const Declared& one : all)
    if (one.name.size() == 1) look.findings.report(make<Id::NameOfOneLetter>(one.span, one.name));
  for (std::size_t i = 0; i < all.size(); ++i)
    for (std::size_t j = 0; j < i; ++j) {
      const bool alike = all[i].name.size() >= long_enough && all[j].name.size() >= long_enough &&
                         differ_by_a_letter(all[i].name, all[j].name);
      if (alike)
        look.findings.report(make<Id::NamesAlike>(all[i].span, all[i].name, all[j].name))
            .label(all[j].span, "the other");
    }
  const auto shadows = [&](const std::optional<syntax::Name>& alias) {
    if (!alias || alias->span.file != facts.subject.own.file) return;
    const auto found = known.find(alias->text);
    if (found != known.end())
      look.findings.report(make<Id::ShadowedName>(alias->span, alias->text)).label(found->second, "declared here");
  };
  for (const syntax::Expr& expr : facts.subject.own.exprs) {
    if (const auto* aggregate = std::get_if<syntax::Aggregate>(&expr.node)) shadows(aggregate->set.as);
    if (const auto* quantified = std::get_if<syntax::Quantified>(&expr.node)) shadows(quantified->set.as);
    if (const auto* number = std::get_if<syntax::NumberOf>(&expr.node)) shadows(number->set.as);
  }
  const auto heads = [&](const std::vector<syntax::Index>& indexes) {
    for (const syntax::Index& index : indexes) shadows(index.as);
  };
  for (const syntax::Declaration& declaration : facts.subject.own.declarations) {
    if (const auto* define = std::get_if<syntax::DefineDecl>(&declaration); define != nullptr && define->head)
      heads(define->head->indexes);
    if (const auto* payment = std::get_if<syntax::PaymentDecl>(&declaration)) heads(payment->indexes);
    const auto* phrase = std::get_if<syntax::PhraseDecl>(&declaration);
    if (phrase == nullptr) continue;
    for (const syntax::PhraseGap& gap : phrase->gaps) shadows(gap.name);
  }
}

void payments_described(Look look) {
  const syntax::Tree& whole = look.facts.subject.whole;
  std::set<std::uint32_t> changed;  // in a deed: as before where nothing is said
  const auto has_clause = [](const syntax::Declaration& declaration) {
    return std::visit([](const auto& one) { return !one.clause.text.empty(); }, declaration);
  };
  const bool cites = std::any_of(whole.declarations.begin(), whole.declarations.end(), has_clause);
  // The rows of a table may each have their own.
  const auto in_rows = [](const syntax::PaymentDecl& payment) {
    if (!payment.body.table) return false;
    return std::any_of(payment.body.table->rows.begin(), payment.body.table->rows.end(), [](const syntax::Row& row) {
      return std::any_of(row.cells.begin(), row.cells.end(),
                         [](const syntax::Cell& cell) { return cell.kind == syntax::Cell::Kind::clause; });
    });
  };
  const auto look_at = [&](const syntax::PaymentDecl& payment, const syntax::Clause& outer) {
    if (payment.deed || in_rows(payment)) return;
    if (cites && payment.clause.text.empty() && outer.text.empty())
      look.findings.report(make<Id::PaymentWithoutClause>(payment.name.span, payment.name.text));
  };
  for (const syntax::Declaration& declaration : whole.declarations) {
    if (const auto* payment = std::get_if<syntax::PaymentDecl>(&declaration)) look_at(*payment, {});
    if (const auto* together = std::get_if<syntax::TogetherDecl>(&declaration))
      for (const syntax::PaymentDecl& payment : together->payments) look_at(payment, together->clause);
  }
}

void amounts_twice(Look look) {
  const syntax::Tree& own = look.facts.subject.own;
  std::vector<Span> sentences;
  for (const syntax::Declaration& declaration : own.declarations) {
    const auto add = [&](syntax::ExprId body) {
      if (body) sentences.push_back(own.expr(body).span);
    };
    if (const auto* define = std::get_if<syntax::DefineDecl>(&declaration); define != nullptr && !define->deed)
      add(define->body.expr);
    if (const auto* payment = std::get_if<syntax::PaymentDecl>(&declaration); payment != nullptr && !payment->deed)
      add(payment->body.expr);
    if (const auto* parameter = std::get_if<syntax::ParameterDecl>(&declaration);
        parameter != nullptr && !parameter->deed)
      add(parameter->body.expr);
  }
  const Rational least(1000);
  std::vector<std::pair<Rational, Span>> seen;
  for (const syntax::Expr& expr : own.exprs) {
    const auto* money = std::get_if<syntax::MoneyLiteral>(&expr.node);
    if (money == nullptr || money->value < least) continue;
    const auto inside = std::find_if(sentences.begin(), sentences.end(), [&](Span sentence) {
      return sentence.begin <= expr.span.begin && expr.span.end <= sentence.end;
    });
    if (inside == sentences.end()) continue;
    const auto before =
        std::find_if(seen.begin(), seen.end(), [&](const auto& one) { return one.first == money->value; });
    const bool elsewhere =
        before != seen.end() && !(inside->begin <= before->second.begin && before->second.end <= inside->end);
    if (elsewhere) look.findings.report(make<Id::AmountTwice>(expr.span)).label(before->second, "and here");
    if (before == seen.end()) seen.emplace_back(money->value, expr.span);
  }
}

}  // namespace quarterday::lint
