// SPDX-License-Identifier: Apache-2.0
//
// Worked examples: what is given, and what follows.
#include <algorithm>
#include <utility>

#include "compiler/schedule/heads.h"
#include "compiler/schedule/periods.h"
#include "compiler/schedule/writer.h"

namespace quarterday::schedule {

using syntax::Binary;
using syntax::BinaryOp;
using syntax::PartyReference;
using syntax::ScenarioDecl;
using syntax::ScenarioItem;
using syntax::ScenarioLine;

namespace {

// More are read with less effort in a table.
constexpr std::size_t most_in_a_sentence = 4;

// `figure = ...`; what else may be said of a figure is a sentence.
const Binary* equality(const syntax::Tree& tree, const ScenarioItem& item) {
  if (item.refused_naming) return nullptr;
  const auto* equal = std::get_if<Binary>(&tree.expr(item.test).node);
  return equal != nullptr && equal->op == BinaryOp::equal ? equal : nullptr;
}

std::size_t count_figures(const syntax::Tree& tree, const std::vector<ScenarioLine>& lines) {
  std::size_t count = 0;
  for (const ScenarioLine& line : lines)
    for (const ScenarioItem& item : line.items)
      if (line.given && equality(tree, item) != nullptr) ++count;
  return count;
}

}  // namespace

void Writer::operator()(const ScenarioDecl& decl) {
  Sentence words = sentence();
  if (decl.period) {
    if (const auto period = contract_.calendar.parse(decl.period->text)) words.scope().grain = period->grain;
  }
  std::vector<Text> given;
  std::vector<Text> expected;
  for (const syntax::ScenarioData& data : decl.data)
    given.push_back("the figures are those of the file " + Text(Run{Run::Kind::code, data.file.text, {}}));
  Table figures{{}, {"Given", "Figure"}, {}};
  const bool tabled = count_figures(tree_, decl.lines) > most_in_a_sentence;
  example_lines(words, decl.lines, given, expected, tabled ? &figures : nullptr);
  if (tabled)
    given.push_back(decl.data.empty() ? "the figures are those of the table below"
                                      : "those of the table below stand in their place");
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
    example_lines(words, one.lines, further, then, nullptr);
    Text text;
    if (!further.empty())
      text = (given.empty() && !decl.as ? "given that " : "given further that ") + list(further, "and") + ": ";
    made.items.push_back({std::move(text) + list(then, "and"), {}});
  }
  paragraph(decl, std::move(made));
  if (tabled) document_.blocks.emplace_back(std::move(figures));
}

void Writer::example_lines(Sentence& words, const std::vector<ScenarioLine>& lines, std::vector<Text>& given,
                           std::vector<Text>& expected, Table* figures) {
  for (const ScenarioLine& line : lines)
    for (const ScenarioItem& item : line.items) {
      if (line.given && is_of_all(item)) readings_.use(Reading::given_of_all);
      const Binary* equal = line.given && figures != nullptr ? equality(tree_, item) : nullptr;
      if (equal != nullptr) {
        figures->rows.push_back({capital(words.figure(equal->left)), example_figure(words, *equal)});
      } else {
        (line.given ? given : expected).push_back(example_item(words, item));
      }
    }
}

// Whether it names none of the members for which the figure is there.
bool Writer::is_of_all(const ScenarioItem& item) const {
  const Binary* equal = equality(tree_, item);
  if (equal == nullptr) return false;
  syntax::ExprId subject = equal->left;
  while (const auto* time = std::get_if<syntax::At>(&tree_.expr(subject).node)) subject = time->of;
  const auto* name = std::get_if<syntax::NameReference>(&tree_.expr(subject).node);
  const auto found = name != nullptr ? contract_.values_by_name.find(name->text) : contract_.values_by_name.end();
  return found != contract_.values_by_name.end() &&
         std::all_of(found->second.begin(), found->second.end(),
                     [&](ValueId id) { return !contract_.value(id).indexes.empty(); });
}

// Counts stay counts: "65 out of 100".
Text Writer::example_figure(Sentence& words, const Binary& equal) {
  const auto* quotient = std::get_if<Binary>(&tree_.expr(equal.right).node);
  if (quotient != nullptr && quotient->op == BinaryOp::divide)
    return words.figure(quotient->left) + " out of " + words.figure(quotient->right);
  return words.figure(equal.right, Hold::sum);
}

Text Writer::example_item(Sentence& words, const ScenarioItem& item) {
  if (item.refused_naming) {
    readings_.use(Reading::refused);
    return "the settlement is refused and names " + words.named(*item.refused_naming);
  }
  const Binary* equal = equality(tree_, item);
  Text text = equal == nullptr ? words.condition(item.test)
                               : words.subject_is(equal->left, false, Hold::sum) + " " + example_figure(words, *equal);
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

}  // namespace quarterday::schedule
