// SPDX-License-Identifier: Apache-2.0
#include "tools/lsp/name_index.h"

#include <algorithm>
#include <unordered_map>
#include <utility>

namespace quarterday::lsp {
namespace {

constexpr std::uint32_t none = Declared::none;

bool is_name_byte(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; }
bool is_spelt_as_name(std::string_view text) {
  return !text.empty() && text.front() >= 'a' && text.front() <= 'z' &&
         std::all_of(text.begin(), text.end(), is_name_byte);
}

class Index {
 public:
  explicit Index(Analysis& analysis) : analysis_(analysis), known_(analysis.files.size()) {
    for (std::uint32_t at = 0; at < analysis.files.size(); ++at) file_by_source_.emplace(analysis.files[at].source, at);
  }

  void fill() {
    add_symbols();
    take_references();
    for (std::uint32_t id = 0; id < analysis_.symbols.size(); ++id) declare(id);
    for (Places& names : known_)
      for (auto& [begin, symbol] : names) symbol = first_declared(symbol);
    for (std::uint32_t file = 0; file < analysis_.files.size(); ++file) guess(file);
    for (std::uint32_t file = 0; file < analysis_.files.size(); ++file) lay_out(file);
  }

 private:
  using Places = std::unordered_map<std::uint32_t, std::uint32_t>;  // begin of a name: its symbol

  const syntax::Tree* tree_of(std::uint32_t file) const {
    if (file == 0) return &analysis_.tree();
    return analysis_.files[file].part ? &analysis_.files[file].part->tree : nullptr;
  }

  void add_symbols() {
    for (std::uint32_t file = 0; file < analysis_.files.size(); ++file) {
      const auto offset = static_cast<std::uint32_t>(analysis_.symbols.size());
      std::vector<Declared> declared;
      if (file == 0) {
        declared = declared_in(analysis_.tree());
      } else if (analysis_.files[file].part) {
        declared = analysis_.files[file].part->declared;
      }
      for (Declared& one : declared) {
        if (one.within != none) one.within += offset;
        analysis_.symbols.push_back({std::move(one), file});
      }
    }
    by_place_.resize(analysis_.files.size());
    for (std::uint32_t id = 0; id < analysis_.symbols.size(); ++id) {
      const Symbol& symbol = analysis_.symbols[id];
      if (!symbol.declared.name_span.has_place()) continue;
      by_place_[symbol.file].emplace(symbol.declared.name_span.begin, id);
      by_name_[symbol.declared.name].push_back(id);
    }
  }

  // A use of a file counts as the file.
  std::uint32_t file_of(diagnostics::FileId id) {
    if (!analysis_.sources.contains(id)) return none;
    const auto found = file_by_source_.find(&analysis_.sources.file(id));
    return found == file_by_source_.end() ? none : found->second;
  }

  void take_references() {
    for (const model::Reference& reference : analysis_.contract().references) {
      const std::uint32_t declared_in_file = file_of(reference.declared.file);
      const std::uint32_t file = file_of(reference.at.file);
      if (declared_in_file == none || file == none) continue;
      const auto symbol = by_place_[declared_in_file].find(reference.declared.begin);
      if (symbol == by_place_[declared_in_file].end()) continue;
      const std::string& name = analysis_.symbols[symbol->second].declared.name;
      // Sentences that the checker made itself have the place of what they were made from.
      if (analysis_.files[file].text().substr(reference.at.begin, reference.at.end - reference.at.begin) != name)
        continue;
      known_[file].emplace(reference.at.begin, symbol->second);
    }
  }

  // A term that a deed changes, a party that joins a group, a column that is called by the singular of what it names:
  // their names were found to mean what was declared elsewhere.
  void declare(std::uint32_t id) {
    const Symbol& symbol = analysis_.symbols[id];
    if (symbol.declared.name_span.has_place()) known_[symbol.file].emplace(symbol.declared.name_span.begin, id);
  }
  std::uint32_t first_declared(std::uint32_t id) const {
    const Symbol& symbol = analysis_.symbols[id];
    return known_[symbol.file].at(symbol.declared.name_span.begin);
  }

  std::uint32_t meaning(std::uint32_t file, std::uint32_t begin, std::string_view name) const {
    const auto found = by_name_.find(std::string(name));
    if (found == by_name_.end()) return none;
    std::uint32_t local = none;
    std::uint32_t global = none;
    bool several = false;
    for (const std::uint32_t id : found->second) {
      const Declared& declared = analysis_.symbols[id].declared;
      if (declared.visible.has_place()) {
        const bool around =
            analysis_.symbols[id].file == file && declared.visible.begin <= begin && begin < declared.visible.end;
        const auto size = [&](std::uint32_t other) {
          const Span span = analysis_.symbols[other].declared.visible;
          return span.end - span.begin;
        };
        if (around && (local == none || size(id) < size(local))) local = id;
        continue;
      }
      const std::uint32_t meant = first_declared(id);
      several = several || (global != none && global != meant);
      global = meant;
    }
    if (local != none) return first_declared(local);
    return several ? none : global;
  }

  void guess_one(std::uint32_t file, std::uint32_t begin, std::string_view name) {
    if (!is_spelt_as_name(name) || known_[file].count(begin) != 0) return;
    const std::uint32_t symbol = meaning(file, begin, name);
    if (symbol != none) known_[file].emplace(begin, symbol);
  }

  // Names of which the checker said nothing.
  void guess(std::uint32_t file) {
    const syntax::Tree* tree = tree_of(file);
    if (tree == nullptr) return;
    const std::string_view text = analysis_.files[file].text();
    for (const syntax::Token& token : tree->tokens) {
      if (token.sort != syntax::TokenSort::name) continue;
      const std::string_view name = text.substr(token.begin, token.end - token.begin);
      const std::size_t bracket = name.find('[');
      if (bracket == std::string_view::npos) {
        guess_one(file, token.begin, name);
        continue;
      }
      const std::size_t close = name.find(']', bracket);
      guess_one(file, token.begin + static_cast<std::uint32_t>(bracket) + 1,
                name.substr(bracket + 1, close - bracket - 1));
    }
  }

  void lay_out(std::uint32_t file) {
    std::vector<Occurrence> all;
    all.reserve(known_[file].size());
    for (const auto& [begin, id] : known_[file]) {
      const Symbol& symbol = analysis_.symbols[id];
      const bool declares = symbol.file == file && symbol.declared.name_span.begin == begin;
      all.push_back({begin, begin + static_cast<std::uint32_t>(symbol.declared.name.size()), id, declares});
    }
    std::sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.begin < b.begin; });
    analysis_.occurrences.push_back(std::move(all));
  }

  Analysis& analysis_;
  std::vector<Places> known_;     // beside files
  std::vector<Places> by_place_;  // of declarations
  std::unordered_map<std::string, std::vector<std::uint32_t>> by_name_;
  std::unordered_map<const diagnostics::SourceFile*, std::uint32_t> file_by_source_;
};

}  // namespace

void index_names(Analysis& analysis) { Index(analysis).fill(); }

}  // namespace quarterday::lsp
