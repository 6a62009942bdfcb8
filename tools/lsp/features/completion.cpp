// SPDX-License-Identifier: Apache-2.0
//
// What could be typed here: the words that the grammar expects at the place, and of the names those of the kind that is
// meant there (parties after `from`, members after `for`, units after `per`).
#include <algorithm>
#include <initializer_list>
#include <set>

#include "compiler/library/library.h"
#include "compiler/syntax/expected.h"
#include "tools/lsp/features.h"
#include "tools/lsp/figures.h"
#include "tools/lsp/snippets.h"

namespace quarterday::lsp {
namespace {

using syntax::ExpectedName;

constexpr int kind_text = 1, kind_function = 3, kind_field = 5, kind_variable = 6, kind_class = 7, kind_module = 9,
              kind_unit = 11, kind_keyword = 14, kind_snippet = 15, kind_enum_member = 20, kind_constant = 21,
              kind_event = 23, kind_operator = 24;

int item_kind(Kind kind) {
  switch (kind) {
    case Kind::party:
    case Kind::alias:
    case Kind::gap:
      return kind_variable;
    case Kind::group:
    case Kind::dimension:
    case Kind::singular:
    case Kind::records:
    case Kind::rows:
      return kind_class;
    case Kind::member:
      return kind_enum_member;
    case Kind::unit:
      return kind_unit;
    case Kind::parameter:
      return kind_constant;
    case Kind::column:
    case Kind::record_column:
    case Kind::input:
    case Kind::metric:
      return kind_field;
    case Kind::define:
    case Kind::balance:
      return kind_function;
    case Kind::payment:
      return kind_event;
    case Kind::phrase:
      return kind_operator;
    case Kind::template_:
    case Kind::use:
    case Kind::import:
    case Kind::variation:
      return kind_module;
    default:
      return kind_text;
  }
}

using Kinds = std::set<Kind>;
const Kinds figures{Kind::parameter, Kind::column, Kind::input, Kind::metric, Kind::define,
                    Kind::payment,   Kind::alias,  Kind::gap,   Kind::phrase};

Kinds with(Kinds kinds, std::initializer_list<Kind> more) {
  kinds.insert(more);
  return kinds;
}

// Which names are meant within that rule of the grammar, behind that word. None where a name is being given.
Kinds kinds_of(const ExpectedName& name) {
  const std::string& rule = name.rule;
  const std::string& after = name.after;
  if (rule == "partyReference" || rule == "scenarioItem") return {Kind::party, Kind::alias, Kind::column, Kind::gap};
  if (rule == "indexName") return {Kind::singular, Kind::group};
  if (rule == "set" || rule == "countedSet" || rule == "test" || rule == "tail" || rule == "with") {
    if (after == "with" || after == "and") return figures;
    return {Kind::group, Kind::dimension, Kind::records, Kind::rows};
  }
  if (rule == "per") return {Kind::singular};  // of units: see `is_meant`
  if (rule == "type") return {Kind::unit, Kind::singular, Kind::column};
  if (rule == "adverb") {
    if (after == "'s") return {Kind::record_column, Kind::column};
    return {Kind::member, Kind::party, Kind::singular, Kind::alias, Kind::column};
  }
  if (rule == "named") {
    if (after == "for") return {Kind::member, Kind::party, Kind::singular, Kind::alias};
    return {Kind::input, Kind::metric};
  }
  if (rule == "primary") {
    for (const char* word : {"opening", "closing", "paid into", "paid out of", "lapsed from"})
      if (after == word) return {Kind::balance};
    if (after == "this") return {Kind::singular};
    if (after == "is" || after == "(" || after == "," || after == "|" || after == "not")
      return with(figures, {Kind::member, Kind::party, Kind::singular, Kind::record_column});
    return with(figures, {Kind::singular, Kind::record_column});
  }
  if (rule == "useDeclaration") return after == "use" ? Kinds{Kind::template_} : Kinds{};
  if (rule == "useArgument") return {Kind::gap};
  if (rule == "rowsDeclaration") return after == "of" ? Kinds{Kind::records, Kind::rows} : Kinds{};
  if (rule == "rowsStep" || rule == "orderKey" || rule == "sameKeys") return {Kind::record_column, Kind::column};
  if (rule == "endsDeclaration") return {Kind::define, Kind::payment, Kind::input, Kind::metric};
  return {};
}

struct Typed {
  std::size_t begin = 0;  // of the word that is being typed
  std::size_t end = 0;
};

bool is_word_byte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

Typed word_at(std::string_view text, std::size_t offset) {
  std::size_t begin = offset;
  while (begin > 0 && is_word_byte(text[begin - 1])) --begin;
  return {begin, offset};
}

// In titles, prose and remarks anything may be written.
bool is_free_text(const syntax::Tree& tree, std::size_t offset) {
  using Sort = syntax::TokenSort;
  const auto token = std::find_if(tree.tokens.begin(), tree.tokens.end(), [offset](const syntax::Token& one) {
    return one.begin < offset && offset <= one.end;
  });
  if (token == tree.tokens.end()) return false;
  if (token->sort == Sort::comment || token->sort == Sort::prose) return true;
  return token->sort == Sort::title && offset < token->end;
}

class Items {
 public:
  Items(const Analysis& analysis, const Client& client, Json range, std::size_t offset)
      : analysis_(analysis), client_(client), range_(std::move(range)), offset_(offset) {}

  void add_names(const ExpectedName& place) {
    const Kinds kinds = kinds_of(place);
    const std::string rank = "0";
    const std::vector<std::string> sets =
        place.rule == "adverb" && place.after == "for" ? sets_before() : std::vector<std::string>();
    for (const Symbol& symbol : analysis_.symbols) {
      const Declared& declared = symbol.declared;
      if (kinds.count(declared.kind) == 0 || !declared.name_span.has_place()) continue;
      if (declared.visible.has_place() && !is_visible(symbol) && place.rule != "useArgument") continue;
      if (!is_meant(symbol, place, kinds, sets)) continue;
      add(declared.name, item_kind(declared.kind), detail_of(symbol), rank,
          declared.kind == Kind::phrase ? form_of(symbol) : "");
    }
  }
  void add_word(const std::string& word) { add(word, kind_keyword, "", "2", ""); }
  void add_plain(const std::string& word, int kind, const std::string& detail) { add(word, kind, detail, "1", ""); }
  void add_snippet(const Snippet& snippet) {
    if (client_.snippets)
      add(std::string(snippet.label), kind_snippet, std::string(snippet.detail), "3", std::string(snippet.text));
  }
  Json take() { return {{"isIncomplete", false}, {"items", std::move(items_)}}; }

 private:
  const Declared* whole_of(const Symbol& symbol) const {
    const std::uint32_t within = symbol.declared.within;
    return within == Declared::none ? nullptr : &analysis_.symbols[within].declared;
  }
  bool is_meant(const Symbol& symbol, const ExpectedName& place, const Kinds& kinds,
                const std::vector<std::string>& sets) const {
    const Declared* whole = whole_of(symbol);
    if (symbol.declared.kind == Kind::singular) {
      const bool of_unit = whole != nullptr && whole->kind == Kind::unit;
      const bool of_rows = whole != nullptr && (whole->kind == Kind::records || whole->kind == Kind::rows);
      if (of_unit != (place.rule == "per")) return false;
      if (of_rows && place.rule == "indexName") return false;
    }
    if (symbol.declared.kind == Kind::member && !sets.empty())
      return whole != nullptr && std::find(sets.begin(), sets.end(), whole->name) != sets.end();
    return symbol.declared.kind != Kind::group || kinds.count(Kind::singular) == 0 || is_own_singular(symbol);
  }
  // `score for`: whose members it has figures for.
  std::vector<std::string> sets_before() const {
    if (offset_ < 4) return {};
    const std::string_view before = analysis_.own().text().substr(0, offset_);
    const std::size_t end = before.find_last_not_of(" \t\r\n", before.rfind("for") - 1);
    const Occurrence* name = end == std::string_view::npos ? nullptr : analysis_.occurrence_at(0, end + 1);
    const auto id = name == nullptr ? std::nullopt : analysis_.value_of(analysis_.symbols[name->symbol]);
    std::vector<std::string> sets;
    if (!id) return sets;
    for (const model::Index& index : analysis_.contract().value(*id).indexes)
      sets.push_back(analysis_.contract().set(index.set).set.name);
    return sets;
  }
  bool is_visible(const Symbol& symbol) const {
    const Span span = symbol.declared.visible;
    return symbol.file == 0 && span.begin <= offset_ && offset_ <= span.end;
  }
  // `group trusts` without another word for one of them.
  bool is_own_singular(const Symbol& symbol) const {
    const auto set = analysis_.contract().sets_by_singular.find(symbol.declared.name);
    return set != analysis_.contract().sets_by_singular.end();
  }
  std::string detail_of(const Symbol& symbol) const {
    std::string detail(word_of(symbol.declared.kind));
    if (symbol.declared.kind == Kind::member || symbol.declared.kind == Kind::singular)
      if (symbol.declared.within != Declared::none)
        detail += " of " + analysis_.symbols[symbol.declared.within].declared.name;
    if (const auto id = analysis_.value_of(symbol)) {
      const model::Value& value = analysis_.contract().value(*id);
      const std::string head = head_words(analysis_.contract(), value);
      if (!head.empty()) detail += " " + head;
      if (!value.type.is_error()) detail += " : " + analysis_.contract().describe(value.type);
    }
    return detail;
  }
  // `marginal of ${1:amount} above ${2:baseline}`
  std::string form_of(const Symbol& symbol) const {
    if (!client_.snippets) return {};
    std::string form = symbol.declared.name;
    int gap = 0;
    const auto words = gaps_of(analysis_, symbol);
    for (const auto& [word, name] : words) {
      form.append(" ").append(word).append(" ${").append(std::to_string(++gap)).append(":").append(name).append("}");
    }
    return gap == 0 ? std::string() : form;
  }
  void add(const std::string& label, int kind, const std::string& detail, const std::string& rank,
           const std::string& snippet) {
    if (!known_.insert(label + (snippet.empty() || kind != kind_snippet ? "" : " (snippet)")).second) return;
    Json item{{"label", label}, {"kind", kind}, {"sortText", rank + label}};
    if (!detail.empty()) item["detail"] = detail;
    if (!snippet.empty()) item["insertTextFormat"] = 2;
    item["textEdit"] = {{"range", range_}, {"newText", snippet.empty() ? label : snippet}};
    items_.push_back(std::move(item));
  }

  const Analysis& analysis_;
  const Client& client_;
  Json range_;
  std::size_t offset_;
  std::set<std::string> known_;
  Json items_ = Json::array();
};

}  // namespace

Json completion(const Asked& asked, const Json& params) {
  const Place place = place_in(asked, params);
  const Analysis& analysis = *place.analysis;
  const std::string_view text = place.file().text();
  const Typed typed = word_at(text, place.offset);
  Json range = to_json(range_of(place.file(), typed.begin, typed.end, asked.encoding()));
  Items items(analysis, asked.client, std::move(range), typed.begin);
  if (analysis.tree().tokens.empty() || is_free_text(analysis.tree(), place.offset)) return items.take();
  const syntax::Expected expected = syntax::expected_at_end(text.substr(0, typed.begin));
  for (const ExpectedName& name : expected.names) {
    items.add_names(name);
    if (name.rule == "type")
      for (const char* type : {"money", "percent", "share", "text", "date", "time"})
        items.add_plain(type, kind_keyword, "type");
    if (name.rule == "importDeclaration")
      for (const std::string_view subject : library::names())
        items.add_plain(std::string(subject), kind_module, "subject of the library");
  }
  for (const std::string& word : expected.words) items.add_word(word);
  if (std::find(expected.words.begin(), expected.words.end(), "payment") != expected.words.end())
    for (const Snippet& snippet : snippets()) items.add_snippet(snippet);
  return items.take();
}

}  // namespace quarterday::lsp
