// SPDX-License-Identifier: Apache-2.0
//
// What a text declares, as an outline, and what all contracts of the workspace declare, by name.
#include <algorithm>
#include <functional>
#include <set>

#include "tools/lsp/features.h"

namespace quarterday::lsp {
namespace {

// The protocol knows the things of programs; these are the nearest.
int symbol_kind(Kind kind) {
  constexpr int file = 1, module = 2, name_space = 3, package = 4, class_like = 5, method = 6, property = 7, field = 8,
                enum_like = 10, interface = 11, function = 12, variable = 13, constant = 14, object = 19, key = 20,
                enum_member = 22, struct_like = 23, event = 24, operator_like = 25, type_parameter = 26;
  switch (kind) {
    case Kind::party:
      return object;
    case Kind::group:
    case Kind::dimension:
      return enum_like;
    case Kind::singular:
    case Kind::alias:
    case Kind::gap:
      return type_parameter;
    case Kind::member:
      return enum_member;
    case Kind::unit:
      return key;
    case Kind::parameter:
      return constant;
    case Kind::column:
    case Kind::record_column:
      return field;
    case Kind::input:
      return variable;
    case Kind::metric:
      return property;
    case Kind::define:
      return function;
    case Kind::payment:
      return event;
    case Kind::balance:
      return class_like;
    case Kind::require:
    case Kind::guarantee:
      return interface;
    case Kind::scenario:
      return method;
    case Kind::records:
    case Kind::rows:
      return struct_like;
    case Kind::variation:
      return name_space;
    case Kind::phrase:
      return operator_like;
    case Kind::template_:
      return package;
    case Kind::use:
      return module;
    case Kind::import:
    case Kind::broken:
      return file;
  }
  return variable;
}

std::string shown_name(const Declared& declared) {
  if (!declared.name.empty()) return declared.name;
  if (!declared.title.empty()) return declared.title;
  return std::string(word_of(declared.kind));
}

bool is_listed(const Declared& declared) {
  return declared.kind != Kind::singular && declared.kind != Kind::alias && declared.kind != Kind::gap &&
         declared.kind != Kind::import && !shown_name(declared).empty();
}

bool lies_within(Span inner, Span outer) { return outer.begin <= inner.begin && inner.end <= outer.end; }

}  // namespace

Json document_symbol(const Asked& asked, const Json& params) {
  const Analysis& analysis = analysis_of(asked, params);
  const File& own = analysis.own();
  const bool nested = asked.client.nested_symbols;
  Json roots = Json::array();
  // By declaration, where its entry is: the way from the roots.
  std::function<Json(std::uint32_t)> entry = [&](std::uint32_t id) {
    const Declared& declared = analysis.symbols[id].declared;
    const Span name = declared.name_span.has_place()
                          ? declared.name_span
                          : Span{declared.span.file, declared.span.begin, declared.span.begin};
    Json json{{"name", shown_name(declared)}, {"kind", symbol_kind(declared.kind)}};
    const Span whole = lies_within(name, declared.span) ? declared.span : name;
    if (!nested) {
      json["location"] = location(own, whole.begin, whole.end, asked.encoding());
      return json;
    }
    json["range"] = to_json(range_of(own, whole.begin, whole.end, asked.encoding()));
    json["selectionRange"] = to_json(range_of(own, name.begin, name.end, asked.encoding()));
    json["detail"] =
        declared.title.empty() || declared.name.empty() ? std::string(word_of(declared.kind)) : declared.title;
    return json;
  };
  std::vector<std::vector<std::uint32_t>> parts(analysis.symbols.size());
  std::vector<std::uint32_t> outermost;
  for (std::uint32_t id = 0; id < analysis.symbols.size(); ++id) {
    const Symbol& symbol = analysis.symbols[id];
    if (symbol.file != 0 || !is_listed(symbol.declared)) continue;
    const std::uint32_t whole = symbol.declared.within;
    const bool inside = nested && whole != Declared::none && is_listed(analysis.symbols[whole].declared) &&
                        lies_within(symbol.declared.span, analysis.symbols[whole].declared.span);
    if (inside) {
      parts[whole].push_back(id);
    } else {
      outermost.push_back(id);
    }
  }
  const std::function<Json(std::uint32_t)> with_parts = [&](std::uint32_t id) {
    Json json = entry(id);
    for (const std::uint32_t part : parts[id]) json["children"].push_back(with_parts(part));
    return json;
  };
  for (const std::uint32_t id : outermost) roots.push_back(with_parts(id));
  return roots;
}

Json workspace_symbol(const Asked& asked, const Json& params) {
  constexpr std::size_t most = 500;
  const auto wanted = params.at("query").get<std::string>();
  Json all = Json::array();
  std::set<std::pair<std::string, std::uint32_t>> seen;
  for (const Analysis* analysis : asked.workspace.all("")) {
    for (const Symbol& symbol : analysis->symbols) {
      const Declared& declared = symbol.declared;
      const File& file = analysis->files[symbol.file];
      if (file.uri.empty() || !is_listed(declared) || !declared.name_span.has_place()) continue;
      // Its letters in their order, as editors look for names.
      std::size_t letter = 0;
      for (const char c : declared.name)
        if (letter < wanted.size() && c == wanted[letter]) ++letter;
      if (letter < wanted.size() || !seen.insert({file.uri, declared.name_span.begin}).second) continue;
      all.push_back({{"name", declared.name},
                     {"kind", symbol_kind(declared.kind)},
                     {"location", location(file, declared.name_span.begin, declared.name_span.end, asked.encoding())},
                     {"containerName", analysis->tree().header.name.text}});
      if (all.size() >= most) return all;
    }
  }
  return all;
}

}  // namespace quarterday::lsp
