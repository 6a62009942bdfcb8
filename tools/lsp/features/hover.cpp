// SPDX-License-Identifier: Apache-2.0
//
// What a name is: how it was declared, its clause, the words of the contract about it, and what it comes to where that
// is known without data.
#include <algorithm>

#include "compiler/library/library.h"
#include "tools/lsp/features.h"
#include "tools/lsp/figures.h"

namespace quarterday::lsp {
namespace {

constexpr std::size_t most_figures = 12;

// Nothing of a title or of prose is to be read as marks of Markdown.
std::string plain(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (std::string_view("\\`*_{}[]<>#|~").find(c) != std::string_view::npos) out += '\\';
    out += c;
  }
  return out;
}

// The declaration in one line, as it could be written.
std::string line_of(const Analysis& analysis, const Symbol& symbol, std::optional<plan::ValueId> id) {
  const Declared& declared = symbol.declared;
  std::string line;
  if (declared.within != Declared::none) {
    const Declared& whole = analysis.symbols[declared.within].declared;
    if (declared.kind == Kind::member) line = whole.name + ": " + declared.name;
    if (declared.kind == Kind::singular)
      line = std::string(word_of(whole.kind)) + " " + whole.name + ", each a " + declared.name;
    if (declared.kind == Kind::gap) line = std::string(word_of(whole.kind)) + " " + whole.name + ": " + declared.name;
  }
  if (line.empty()) line = std::string(word_of(declared.kind)) + " " + declared.name;
  if (declared.kind == Kind::phrase) {
    const File& file = analysis.files[symbol.file];
    const Span span = declared.span;
    line = std::string(file.text().substr(span.begin, span.end - span.begin));
  }
  if (!id) return line;
  const model::Contract& contract = analysis.contract();
  const model::Value& value = contract.value(*id);
  const std::string head = head_words(contract, value);
  if (!head.empty()) line += " " + head;
  if (!value.type.is_error()) line += " : " + contract.describe(value.type);
  return line;
}

void add_parties(const model::Contract& contract, const model::Value& value, std::string& text) {
  if (value.kind != plan::Value::Kind::payment) return;
  const auto name = [&](const plan::PartyRef& party) {
    if (!party.party) return std::string();
    const plan::Entity& entity = contract.entities[party.party.index];
    return entity.title.empty() ? entity.name : entity.title;
  };
  const std::string from = name(value.payment.from);
  const std::string to = name(value.payment.to);
  if (!from.empty() && !to.empty()) text += "\n\n" + plain(from) + " pays " + plain(to);
}

void add_figures(const model::Contract& contract, plan::ValueId id, std::string& text) {
  const std::vector<KnownFigure> figures = known_figures(contract, id, most_figures + 1);
  if (figures.empty()) return;
  if (figures.size() == 1 && figures.front().of.empty()) {
    text += "\n\n= " + plain(figures.front().text);
    return;
  }
  text += "\n\n| | |\n|---|--:|\n";
  for (std::size_t i = 0; i < figures.size() && i < most_figures; ++i)
    text += "| " + plain(figures[i].of) + " | " + plain(figures[i].text) + " |\n";
  if (figures.size() > most_figures) text += "| … | |\n";
}

std::string text_of(const Analysis& analysis, const Symbol& symbol) {
  const Declared& declared = symbol.declared;
  const auto id = analysis.value_of(symbol);
  std::string text = "```quarterday\n" + line_of(analysis, symbol, id) + "\n```";
  if (!declared.title.empty()) text += "\n\n**" + plain(declared.title) + "**";
  if (!declared.clause.empty()) text += "\n\nclause " + plain(declared.clause);
  bool begun = false;
  for (const std::string& line : declared.prose) {
    text += begun ? "\n" : "\n\n";
    text += plain(line);
    begun = true;
  }
  if (!id) return text;
  add_parties(analysis.contract(), analysis.contract().value(*id), text);
  add_figures(analysis.contract(), *id, text);
  return text;
}

}  // namespace

Json hover(const Asked& asked, const Json& params) {
  const Place place = place_in(asked, params);
  const Analysis& analysis = *place.analysis;
  const Occurrence* name = analysis.occurrence_at(0, place.offset);
  if (name == nullptr) return nullptr;
  return {{"contents", {{"kind", "markdown"}, {"value", text_of(analysis, analysis.symbols[name->symbol])}}},
          {"range", to_json(range_of(place.file(), name->begin, name->end, asked.encoding()))}};
}

}  // namespace quarterday::lsp
