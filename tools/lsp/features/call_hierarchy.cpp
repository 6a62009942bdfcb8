// SPDX-License-Identifier: Apache-2.0
//
// What feeds a payment, and what a figure goes into: outgoing calls are the names that a declaration reads, incoming
// ones the declarations that read it.
#include <algorithm>
#include <map>

#include "tools/lsp/features.h"

namespace quarterday::lsp {
namespace {

bool is_figure(Kind kind) {
  return kind == Kind::parameter || kind == Kind::column || kind == Kind::input || kind == Kind::metric ||
         kind == Kind::define || kind == Kind::payment || kind == Kind::balance || kind == Kind::rows ||
         kind == Kind::records;
}

bool can_read(Kind kind) {
  return is_figure(kind) || kind == Kind::guarantee || kind == Kind::require || kind == Kind::scenario;
}

Json item(const Analysis& analysis, const Symbol& symbol, Encoding encoding) {
  constexpr int function = 12;
  const Declared& declared = symbol.declared;
  const File& file = analysis.files[symbol.file];
  const Span name = declared.name_span.has_place() ? declared.name_span : declared.span;
  const bool around = declared.span.begin <= name.begin && name.end <= declared.span.end;
  const Span whole = around ? declared.span : name;
  return {{"name", declared.name.empty() ? declared.title : declared.name},
          {"kind", function},
          {"detail", word_of(declared.kind)},
          {"uri", file.uri},
          {"range", to_json(range_of(file, whole.begin, whole.end, encoding))},
          {"selectionRange", to_json(range_of(file, name.begin, name.end, encoding))},
          {"data", {{"contract", analysis.uri}}}};
}

struct Found {
  const Analysis* analysis = nullptr;
  std::uint32_t symbol = 0;
};

// The item as it was given out, found again by the place of its name.
Found find(const Asked& asked, const Json& params) {
  const Json& given = params.at("item");
  const auto contract =
      given.contains("data") ? given["data"].at("contract").get<std::string>() : given.at("uri").get<std::string>();
  const Analysis* analysis = asked.workspace.analysis(contract);
  const auto file = analysis == nullptr ? std::nullopt : analysis->file_called(given.at("uri").get<std::string>());
  if (!file) throw Refusal{Problem::invalid_params, "the contract is not there any more"};
  const File& in = analysis->files[*file];
  const std::size_t begin =
      in.lines.offset(in.text(), position_in(given.at("selectionRange").at("start")), asked.encoding());
  for (std::uint32_t id = 0; id < analysis->symbols.size(); ++id) {
    const Declared& declared = analysis->symbols[id].declared;
    const Span name = declared.name_span.has_place() ? declared.name_span : declared.span;
    if (analysis->symbols[id].file == *file && name.begin == begin) return {analysis, id};
  }
  throw Refusal{Problem::invalid_params, "it is not declared there any more"};
}

Json ranges_json(const File& file, const std::vector<const Occurrence*>& names, Encoding encoding) {
  Json ranges = Json::array();
  for (const Occurrence* name : names) ranges.push_back(to_json(range_of(file, name->begin, name->end, encoding)));
  return ranges;
}

}  // namespace

Json prepare_call_hierarchy(const Asked& asked, const Json& params) {
  const Place place = place_in(asked, params);
  const Occurrence* name = place.analysis->occurrence_at(0, place.offset);
  if (name == nullptr) return nullptr;
  const Symbol& symbol = place.analysis->symbols[name->symbol];
  if (!is_figure(symbol.declared.kind) || place.analysis->files[symbol.file].uri.empty()) return nullptr;
  return Json::array({item(*place.analysis, symbol, asked.encoding())});
}

Json outgoing_calls(const Asked& asked, const Json& params) {
  const Found of = find(asked, params);
  const Symbol& reader = of.analysis->symbols[of.symbol];
  std::map<std::uint32_t, std::vector<const Occurrence*>> read;
  for (const Occurrence& one : of.analysis->occurrences[reader.file]) {
    const bool inside = reader.declared.span.begin <= one.begin && one.end <= reader.declared.span.end;
    const Symbol& symbol = of.analysis->symbols[one.symbol];
    if (inside && one.symbol != of.symbol && !one.declares && is_figure(symbol.declared.kind) &&
        !of.analysis->files[symbol.file].uri.empty())
      read[one.symbol].push_back(&one);
  }
  Json calls = Json::array();
  for (const auto& [symbol, names] : read)
    calls.push_back({{"to", item(*of.analysis, of.analysis->symbols[symbol], asked.encoding())},
                     {"fromRanges", ranges_json(of.analysis->files[reader.file], names, asked.encoding())}});
  return calls;
}

Json incoming_calls(const Asked& asked, const Json& params) {
  const Found of = find(asked, params);
  Json calls = Json::array();
  for (std::uint32_t file = 0; file < of.analysis->files.size(); ++file) {
    if (of.analysis->files[file].uri.empty()) continue;
    std::map<std::uint32_t, std::vector<const Occurrence*>> readers;
    for (const Occurrence& one : of.analysis->occurrences[file]) {
      if (one.symbol != of.symbol || one.declares) continue;
      const Symbol* around = of.analysis->declaration_at(file, one.begin);
      while (around != nullptr && !can_read(around->declared.kind))
        around = around->declared.within == Declared::none ? nullptr : &of.analysis->symbols[around->declared.within];
      if (around != nullptr) readers[static_cast<std::uint32_t>(around - of.analysis->symbols.data())].push_back(&one);
    }
    for (const auto& [reader, names] : readers)
      calls.push_back({{"from", item(*of.analysis, of.analysis->symbols[reader], asked.encoding())},
                       {"fromRanges", ranges_json(of.analysis->files[file], names, asked.encoding())}});
  }
  return calls;
}

}  // namespace quarterday::lsp
