// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <utility>

#include "compiler/schedule/heads.h"
#include "compiler/schedule/periods.h"
#include "compiler/schedule/writer.h"

namespace quarterday::schedule {

using syntax::BalanceDecl;
using syntax::BalanceLine;
using syntax::Binary;
using syntax::BinaryOp;
using syntax::EndsDecl;
using syntax::GuaranteeDecl;
using syntax::Name;
using syntax::PartyReference;
using syntax::RequireDecl;
using syntax::ScenarioDecl;
using syntax::ScenarioItem;
using syntax::ScenarioLine;
using syntax::VariationDecl;

void Writer::operator()(const BalanceDecl& decl) {
  readings_.use(Reading::balance);
  Sentence words = sentence();
  const Text head = head_words(words, decl.head);
  const std::string deed = deed_words(decl);
  Item made{head + (head.empty() ? "A" : "a") + " balance is kept, the " +
                defined(decl.name.text, decl.title ? decl.title->text : "", decl.type ? type_words(*decl.type) : "") +
                ", as follows:",
            {}};
  const std::string period = grain_word(words.scope().grain);
  for (const BalanceLine& line : decl.lines) {
    Item value = words.item(line.expr);
    Text text;
    switch (line.kind) {
      case BalanceLine::Kind::opens_at:
        text = "it opens at " + value.text;
        break;
      case BalanceLine::Kind::never_above:
        text = "what it takes in fills it up to " + value.text + " at most";
        break;
      case BalanceLine::Kind::takes_in:
        text = "it takes in " + value.text;
        break;
      case BalanceLine::Kind::pays_out:
        text = "it pays out " + value.text;
        break;
      case BalanceLine::Kind::lapses_after:
        text = "what is taken in in a ";
        for (const Text& part :
             {Text(period), Text(" may be paid out until the end of the "), Text(period), " that lies " + value.text,
              Text(" after it; the rest lapses then, and what it opens "), Text("at counts as taken in in the "),
              Text(period), Text(" before the first")})
          text += part;
        break;
    }
    made.items.push_back({std::move(text) + clause_words(line.clause.text, deed), std::move(value.items)});
  }
  close(made, clauses(decl));
  paragraph(decl, std::move(made), {decl.name.text});
}

void Writer::operator()(const RequireDecl& decl) {
  readings_.use(Reading::refused);
  readings_.use(Reading::requirement);
  Sentence words = sentence();
  const Text head = head_words(words, decl.head);
  Item made = words.condition_item(decl.condition);
  const Text otherwise =
      decl.every_settlement
          ? "otherwise every settlement of the period is refused, and names " + words.named(decl.naming)
          : "otherwise whatever needs " + words.named(decl.naming) + " is refused, and names it";
  const Text beginning = head + (head.empty() ? "It" : "it") + " is required that ";
  if (made.items.empty()) {
    made.text = beginning + made.text + "; " + otherwise + "." + clauses(decl);
  } else {
    made.text = beginning + made.text;
    close(made, clauses(decl));
    made.items.push_back({otherwise, {}});
  }
  paragraph(decl, std::move(made));
}

void Writer::operator()(const GuaranteeDecl& decl) {
  Sentence words = sentence();
  const Text head = head_words(words, decl.head);
  Item made = words.condition_item(decl.condition);
  const Text title = decl.title ? " " + Text(Run{Run::Kind::strong, decl.title->text, {}}) : Text();
  made.text = "Guarantee" + title + ": whatever is reported, " + lower(head) + made.text;
  close(made, clauses(decl));
  paragraph(decl, std::move(made));
}

// ---- Examples -----------------------------------------------------------------------------------------------------

void Writer::operator()(const ScenarioDecl& decl) {
  Sentence words = sentence();
  if (decl.period) {
    if (const auto period = contract_.calendar.parse(decl.period->text)) words.scope().grain = period->grain;
  }
  std::vector<Text> given;
  std::vector<Text> expected;
  for (const syntax::ScenarioData& data : decl.data)
    given.push_back("the figures are those of the file " + Text(Run{Run::Kind::code, data.file.text, {}}));
  example_lines(words, decl.lines, given, expected);
  Item made{Text(decl.title ? "“" + decl.title->text + "”" : "An example"), {}};
  if (decl.period) made.text += ", in " + period_words(contract_.calendar, decl.period->text);
  made.text += ": ";
  if (given.empty() && !decl.as && decl.cases.empty()) {
    made.text += "without any data, " + list(expected, "and") + ".";
    return paragraph(decl, std::move(made));
  }
  made.text += "where nothing is reported but what follows:";
  if (decl.as)
    made.items.push_back(
        {"given all that is given in “" + decl.as->text + "”, in this period where it names none", {}});
  if (!given.empty())
    made.items.push_back({(decl.as ? "given further that " : "given that ") + list(given, "and"), {}});
  if (!expected.empty()) made.items.push_back({"then " + list(expected, "and"), {}});
  for (const syntax::ScenarioCase& one : decl.cases) {
    std::vector<Text> further;
    std::vector<Text> then;
    example_lines(words, one.lines, further, then);
    Text text;
    if (!further.empty())
      text = (given.empty() && !decl.as ? "given that " : "given further that ") + list(further, "and") + ": ";
    made.items.push_back({std::move(text) + list(then, "and"), {}});
  }
  paragraph(decl, std::move(made));
}

void Writer::example_lines(Sentence& words, const std::vector<ScenarioLine>& lines, std::vector<Text>& given,
                           std::vector<Text>& expected) {
  for (const ScenarioLine& line : lines)
    for (const ScenarioItem& item : line.items) {
      if (line.given && is_of_all(item)) readings_.use(Reading::given_of_all);
      (line.given ? given : expected).push_back(example_item(words, item));
    }
}

// Whether it names none of the members for which the figure is there.
bool Writer::is_of_all(const ScenarioItem& item) const {
  const auto* equal = std::get_if<Binary>(&tree_.expr(item.test).node);
  if (equal == nullptr) return false;
  syntax::ExprId subject = equal->left;
  while (const auto* time = std::get_if<syntax::At>(&tree_.expr(subject).node)) subject = time->of;
  const auto* name = std::get_if<syntax::NameReference>(&tree_.expr(subject).node);
  const auto found = name != nullptr ? contract_.values_by_name.find(name->text) : contract_.values_by_name.end();
  return found != contract_.values_by_name.end() &&
         std::all_of(found->second.begin(), found->second.end(),
                     [&](ValueId id) { return !contract_.value(id).indexes.empty(); });
}

Text Writer::example_item(Sentence& words, const ScenarioItem& item) {
  if (item.refused_naming) {
    readings_.use(Reading::refused);
    return "the settlement is refused and names " + words.named(*item.refused_naming);
  }
  Text text;
  const auto* equal = std::get_if<Binary>(&tree_.expr(item.test).node);
  if (equal != nullptr && equal->op == BinaryOp::equal) {
    const auto* quotient = std::get_if<Binary>(&tree_.expr(equal->right).node);
    const bool counts = quotient != nullptr && quotient->op == BinaryOp::divide;
    text = words.subject_is(equal->left, false, Hold::sum) + " " +
           (counts ? words.figure(quotient->left) + " out of " + words.figure(quotient->right)
                   : words.figure(equal->right, Hold::sum));
  } else {
    text = words.condition(item.test);
  }
  if (!item.from || !item.to) return text;
  PartyReference from;
  PartyReference to;
  from.name = *item.from;
  to.name = *item.to;
  // What is below zero is paid the other way.
  const auto* sign = equal != nullptr ? std::get_if<syntax::Unary>(&tree_.expr(equal->right).node) : nullptr;
  const bool below = sign != nullptr && sign->op == syntax::UnaryOp::negate;
  if (below) std::swap(from, to);
  return std::move(text) + (below ? " (so paid by " : " (paid by ") + words.open_party(from) + " to " +
         words.open_party(to) + ")";
}

// ---- Deeds --------------------------------------------------------------------------------------------------------

void Writer::operator()(const VariationDecl& decl) {
  readings_.use(Reading::deeds);
  const std::string title = decl.title ? decl.title->text : spaced(decl.name.text);
  document_.blocks.emplace_back(
      Heading{2, plain(capital(Text(title))) + ", from " + first_words(contract_.calendar, decl.from.text)});
  paragraph(decl,
            {"From " + first_words(contract_.calendar, decl.from.text) + " on the contract is changed by " +
                 defined(decl.name.text, decl.title ? decl.title->text : "") +
                 ": what follows replaces the terms of the same name from then on, or is added." +
                 clause_words(decl.clause.text, ""),
             {}},
            {decl.name.text});
}

void Writer::operator()(const EndsDecl& decl) {
  std::vector<Text> ended;
  ended.reserve(decl.names.size());
  for (const Name& name : decl.names) {
    const auto found = contract_.values_by_name.find(name.text);
    ended.push_back(found == contract_.values_by_name.end() ? "the " + Terms::word(name.text)
                                                            : terms_.the_value(found->second.front()));
  }
  const char* ends = ended.size() > 1 ? " end." : " ends.";
  paragraph(decl, {list(ended, "and") + ends + clauses(decl), {}});
}

}  // namespace quarterday::schedule
