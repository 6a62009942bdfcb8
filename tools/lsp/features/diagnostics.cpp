// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "runtime/diagnostics/table.h"
#include "tools/lsp/features.h"

namespace quarterday::lsp {
namespace {

using diagnostics::Diagnostic;
using diagnostics::Id;
using diagnostics::Severity;

int severity_of(Severity severity) {
  switch (severity) {
    case Severity::Error:
      return 1;
    case Severity::Warning:
      return 2;
    default:
      return 3;
  }
}

// The message, then what to do about it.
std::string text_of(const Diagnostic& diagnostic) {
  std::string text = diagnostic.message;
  if (!diagnostic.primary_text.empty()) text += "\n" + diagnostic.primary_text;
  for (const std::string& note : diagnostic.notes) text += "\nnote: " + note;
  for (const std::string& help : diagnostics::helps_of(diagnostic)) text += "\nhelp: " + help;
  for (const diagnostics::FixIt& fix : diagnostic.fixes) text += "\nhelp: " + fix.title;
  return text;
}

// Of the section about it: its heading without signs, in small letters.
std::string anchor_of(const Diagnostic& diagnostic) {
  std::string anchor;
  for (const char c :
       diagnostics::code_text(diagnostic.id) + " " + std::string(diagnostics::row(diagnostic.id).message)) {
    if (c >= 'A' && c <= 'Z') anchor += static_cast<char>(c - 'A' + 'a');
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-') anchor += c;
    if (c == ' ') anchor += '-';
  }
  return anchor;
}

// Something is always marked: an empty place is that of a character.
std::size_t end_of(const File& file, Span span) {
  if (span.end > span.begin) return span.end;
  return std::min<std::size_t>(file.text().size(), span.begin + 1);
}

Json related(const Analysis& analysis, const Diagnostic& diagnostic, Encoding encoding) {
  Json all = Json::array();
  for (const diagnostics::Label& label : diagnostic.labels) {
    const auto file = analysis.file_of(label.span.file);
    if (!file || analysis.files[*file].uri.empty()) continue;
    const File& in = analysis.files[*file];
    all.push_back(
        {{"location", location(in, label.span.begin, end_of(in, label.span), encoding)}, {"message", label.text}});
  }
  return all;
}

bool is_rule_of_what_is_unused(Id id) {
  return diagnostics::row(id).is_rule() && diagnostics::rule_name(id).starts_with("unused_");
}

Json json_of(const Analysis& analysis, const Diagnostic& diagnostic, const File& in, Span span, const Asked& asked) {
  Json json{{"range", to_json(range_of(in, span.begin, end_of(in, span), asked.encoding()))},
            {"severity", severity_of(diagnostic.severity)},
            {"code", diagnostics::code_text(diagnostic.id)},
            {"source", "quarterday"},
            {"message", text_of(diagnostic)}};
  // Where the code is explained with an example: in the documents, if the editor knows where these are.
  const Client& client = asked.client;
  if (client.code_description && !client.documents.empty())
    json["codeDescription"] = {{"href", client.documents + "/diagnostics/#" + anchor_of(diagnostic)}};
  if (client.related_information && !diagnostic.labels.empty())
    json["relatedInformation"] = related(analysis, diagnostic, asked.encoding());
  constexpr int unnecessary = 1;
  if (client.unnecessary && is_rule_of_what_is_unused(diagnostic.id)) json["tags"] = {unnecessary};
  return json;
}

}  // namespace

std::pair<std::uint32_t, Span> place_of(const Analysis& analysis, const Diagnostic& diagnostic) {
  const auto own = analysis.file_of(diagnostic.primary.file);
  if (own && !analysis.files[*own].uri.empty()) return {*own, diagnostic.primary};
  for (const diagnostics::Label& label : diagnostic.labels) {
    const auto file = analysis.file_of(label.span.file);
    if (file && !analysis.files[*file].uri.empty()) return {*file, label.span};
  }
  return {0, Span{{0}, 0, 0}};
}

std::map<std::string, std::vector<Json>> diagnostics_of(const Asked& asked, const Analysis& analysis) {
  std::map<std::string, std::vector<Json>> by_file;
  by_file[analysis.uri];
  for (const auto* told : {&analysis.sink.all(), &asked.workspace.findings(analysis)}) {
    for (const Diagnostic& diagnostic : *told) {
      const auto [file, span] = place_of(analysis, diagnostic);
      const File& in = analysis.files[file];
      by_file[in.uri].push_back(json_of(analysis, diagnostic, in, span, asked));
    }
  }
  return by_file;
}

}  // namespace quarterday::lsp
