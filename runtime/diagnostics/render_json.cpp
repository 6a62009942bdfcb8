// SPDX-License-Identifier: Apache-2.0
#include "runtime/diagnostics/render_json.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "runtime/diagnostics/table.h"

namespace quarterday::diagnostics {
namespace {

using Json = nlohmann::ordered_json;

void put_place(Json& out, Span span, const SourceMap& sources) {
  if (!sources.contains(span.file)) {
    for (const char* key : {"file", "line", "column", "end_line", "end_column"}) out[key] = nullptr;
    return;
  }
  const SourceFile& file = sources.file(span.file);
  const LineColumn begin = file.position(span.begin);
  const LineColumn end = file.position(std::max(span.begin, span.end));
  out["file"] = file.name();
  out["line"] = begin.line;
  out["column"] = begin.column;
  out["end_line"] = end.line;
  out["end_column"] = end.column;
}

Json to_json(const Diagnostic& diagnostic, const SourceMap& sources) {
  Json out;
  out["code"] = code_text(diagnostic.id);
  if (const std::string rule = rule_name(diagnostic.id); !rule.empty()) out["rule"] = rule;
  out["severity"] = severity_text(diagnostic.severity);
  out["message"] = diagnostic.message;
  put_place(out, diagnostic.primary, sources);
  out["text"] = diagnostic.primary_text;
  out["labels"] = Json::array();
  for (const Label& label : diagnostic.labels) {
    Json& entry = out["labels"].emplace_back(Json::object());
    put_place(entry, label.span, sources);
    entry["text"] = label.text;
    entry["primary"] = label.primary;
  }
  out["notes"] = diagnostic.notes;
  out["helps"] = helps_of(diagnostic);
  out["fixes"] = Json::array();
  for (const FixIt& fix : diagnostic.fixes) {
    Json& entry = out["fixes"].emplace_back(Json::object());
    entry["title"] = fix.title;
    entry["replacement"] = fix.replacement;
    put_place(entry, fix.span, sources);
  }
  return out;
}

}  // namespace

std::string render_json(std::span<const Diagnostic> diagnostics, const SourceMap& sources) {
  Json document;
  document["diagnostics"] = Json::array();
  for (const Diagnostic& diagnostic : diagnostics) document["diagnostics"].push_back(to_json(diagnostic, sources));
  // Messages may quote bytes that are no UTF-8; these become U+FFFD and not an exception.
  return document.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace quarterday::diagnostics
