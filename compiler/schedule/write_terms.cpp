// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <utility>

#include "compiler/schedule/heads.h"
#include "compiler/schedule/writer.h"

namespace quarterday::schedule {

using syntax::Common;
using syntax::DimensionDecl;
using syntax::GroupDecl;
using syntax::Head;
using syntax::Index;
using syntax::Member;
using syntax::Name;
using syntax::ParameterDecl;
using syntax::ParametersDecl;
using syntax::PartyDecl;
using syntax::UnitDecl;

namespace {

std::string role_words(const std::vector<Name>& role) {
  std::string words;
  for (const Name& word : role) words += (words.empty() ? "" : " ") + spaced(word.text);
  return words;
}

}  // namespace

void Writer::operator()(const PartyDecl& decl) {
  const std::string title = decl.title ? decl.title->text : "";
  Text text = beginning(defined(decl.name.text, title));
  text += decl.role.empty() ? Text(" is a party.") : " is the " + role_words(decl.role) + ".";
  paragraph(decl, {std::move(text) + clauses(decl), {}}, {decl.name.text});
}

void Writer::members(const Common& decl, const std::string& all, const std::string& one,
                     const std::vector<Member>& members, const std::optional<syntax::Table>& table, Text beginning) {
  std::vector<Text> said;
  for (const Member& member : members) {
    Text words = Terms::word(member.name.text);
    const auto known = terms_.entity(member.name.text);
    if (known && !contract_.entities[known->index].title.empty())
      words = terms_.member(*known) + " (" + Text(Run{Run::Kind::code, member.name.text, {}}) + ")";
    said.push_back(std::move(words));
  }
  Text text = std::move(beginning);
  if (!said.empty()) text += ": " + list(said, "and");
  if (table && said.empty()) text += " those of the table below, which gives the terms of each " + spaced(one);
  if (table && deed_of(decl) != nullptr) text += "; where one was there already, its terms are these from then on";
  text += ".";
  paragraph(decl, {std::move(text) + clauses(decl), {}}, {all});
  if (!table) return;
  Sentence words = sentence();
  Head head;
  Index index;
  index.name = Name{one, decl.span};
  head.indexes.push_back(std::move(index));
  term_table(words, *table, head, std::nullopt, true);
  if (deed_of(decl) == nullptr) table_charts(*table, std::nullopt, one);
}

void Writer::operator()(const GroupDecl& decl) {
  const std::string one = decl.singular ? decl.singular->text : decl.name.text;
  const std::string title = decl.title ? decl.title->text : "";
  Text text = capital(article(title)) + defined(decl.name.text, title);
  if (decl.singular) text += ", each " + with_article(spaced(one)) + ",";
  const bool empty = decl.members.empty() && !decl.table;
  text += deed_of(decl) != nullptr ? " also are" : " are";
  if (!decl.role.empty() && deed_of(decl) == nullptr) text += " " + role_words(decl.role) + (empty ? "" : " and are");
  members(decl, decl.name.text, one, decl.members, decl.table, std::move(text));
}

void Writer::operator()(const DimensionDecl& decl) {
  const std::string title = decl.title ? decl.title->text : "";
  Text text = capital(article(title)) + defined(decl.name.text, title) + ", each " +
              with_article(spaced(decl.singular.text)) + ", " + (deed_of(decl) != nullptr ? "also are" : "are");
  members(decl, decl.name.text, decl.singular.text, decl.members, decl.table, std::move(text));
}

void Writer::operator()(const UnitDecl& decl) {
  Text text = Text("Figures may be counted in ") + Run{Run::Kind::strong, spaced(decl.name.text), {}};
  if (decl.singular.text != decl.name.text) text += ", each " + with_article(spaced(decl.singular.text));
  paragraph(decl, {std::move(text) + "." + clauses(decl), {}}, {decl.name.text});
}

void Writer::operator()(const ParameterDecl& decl) {
  Sentence words = sentence();
  const std::string title = title_of(decl);
  Text text = capital(article(title)) + defined(decl.name.text, title, decl.type ? type_words(*decl.type) : "");
  const std::string is = is_plural(title.empty() ? spaced(decl.name.text) : title) ? " are" : " is";
  if (!decl.head && decl.body.expr) {
    Item body = words.item(decl.body.expr);
    body.text = std::move(text) + is + " " + body.text;
    close(body, clauses(decl));
    paragraph(decl, std::move(body), {decl.name.text});
    return;
  }
  Text head = head_words(words, decl.head);
  text += is + " given ";
  if (!head.empty()) head.runs.back().text.resize(head.runs.back().text.size() - 2);
  text += lower(std::move(head)) + " in the table below";
  if (deed_of(decl) != nullptr) text += "; what is not in it stays as it was";
  paragraph(decl, {std::move(text) + "." + clauses(decl), {}}, {decl.name.text});
  if (!decl.body.table) return;
  term_table(words, *decl.body.table, decl.head, decl.name, has_header(decl));
  if (deed_of(decl) != nullptr) return;
  period_chart(decl.name.text);
  if (decl.head && decl.head->indexes.size() == 1 && !decl.head->rhythm)
    if (const auto set = contract_.sets_by_singular.find(decl.head->indexes.front().name.text);
        set != contract_.sets_by_singular.end())
      weight_chart(decl.name.text, set->second);
}

void Writer::operator()(const ParametersDecl& decl) {
  Sentence words = sentence();
  Text head = head_words(words, decl.head);
  if (!head.empty()) head.runs.back().text.resize(head.runs.back().text.size() - 2);
  std::vector<Text> terms;
  std::vector<std::string> names;
  if (!decl.table.rows.empty()) {
    for (const syntax::Cell& cell : decl.table.rows.front().cells) {
      const bool key = !cell.name || contract_.values_by_name.count(cell.name->text) == 0 ||
                       std::any_of(decl.head.indexes.begin(), decl.head.indexes.end(),
                                   [&](const Index& index) { return index.name.text == cell.name->text; });
      if (key) continue;
      terms.push_back(Terms::word(cell.name->text));
      names.push_back(cell.name->text);
    }
  }
  Text text = "The following are given " + lower(std::move(head)) + " in the table below: " + list(terms, "and");
  if (deed_of(decl) != nullptr) text += "; what is not in it stays as it was";
  paragraph(decl, {std::move(text) + "." + clauses(decl), {}}, names);
  term_table(words, decl.table, decl.head, std::nullopt, true);
  const bool members = decl.head.indexes.size() == 1;
  if (deed_of(decl) == nullptr) table_charts(decl.table, decl.head, members ? decl.head.indexes.front().name.text : "");
}

}  // namespace quarterday::schedule
