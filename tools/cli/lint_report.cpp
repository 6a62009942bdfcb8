// SPDX-License-Identifier: Apache-2.0
#include "tools/cli/lint_report.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>

#include "runtime/diagnostics/render_json.h"
#include "runtime/diagnostics/table.h"
#include "tools/cli/files.h"

namespace quarterday::cli {
namespace {

using diagnostics::Diagnostic;
using diagnostics::Row;
using diagnostics::Severity;
using diagnostics::SourceMap;
using diagnostics::Span;
using Json = nlohmann::ordered_json;

std::string dumped(const Json& document) { return document.dump(2, ' ', false, Json::error_handler_t::replace) + "\n"; }

// Of the table, whose line breaks are those of its source.
std::string in_one_line(std::string_view text) {
  std::string line(text);
  std::replace(line.begin(), line.end(), '\n', ' ');
  return line;
}

std::string joined_helps(const Diagnostic& diagnostic) {
  std::string helps;
  for (const std::string& help : diagnostics::helps_of(diagnostic))
    helps.append(helps.empty() ? "" : "; ").append(help);
  return helps;
}

// ---- SARIF

// Without steps that lead nowhere (`./`).
std::string uri_of(const std::string& name) {
  const std::string path = std::filesystem::path(name).lexically_normal().generic_string();
  return (path.starts_with('/') ? "file://" : "") + in_uri(path);
}

Json region_of(Span span, const SourceMap& sources) {
  const diagnostics::SourceFile& file = sources.file(span.file);
  const diagnostics::LineColumn begin = file.position(span.begin);
  const diagnostics::LineColumn end = file.position(std::max(span.begin, span.end));
  return {{"startLine", begin.line}, {"startColumn", begin.column}, {"endLine", end.line}, {"endColumn", end.column}};
}

Json location_of(Span span, const SourceMap& sources) {
  return {{"physicalLocation",
           {{"artifactLocation", {{"uri", uri_of(sources.file(span.file).name())}}},
            {"region", region_of(span, sources)}}}};
}

Json rule_of(const Row& row) {
  const std::string name = diagnostics::rule_name(row.id);
  Json rule;
  rule["id"] = diagnostics::code_text(row.id);
  rule["name"] = name.empty() ? std::string(row.name) : name;
  rule["shortDescription"]["text"] = in_one_line(row.help);
  rule["fullDescription"]["text"] = in_one_line(row.explanation);
  std::string help = std::string(row.explanation) + "\n\nFor example:\n\n" + std::string(row.example);
  if (row.is_rule()) help += "\nBetter:\n\n" + std::string(row.right);
  rule["help"]["text"] = help;
  rule["defaultConfiguration"]["level"] = diagnostics::severity_text(row.severity);
  return rule;
}

Json fixes_of(const Diagnostic& diagnostic, const SourceMap& sources) {
  Json fixes = Json::array();
  for (const diagnostics::FixIt& fix : diagnostic.fixes) {
    if (!sources.contains(fix.span.file)) continue;
    Json change;
    change["artifactLocation"]["uri"] = uri_of(sources.file(fix.span.file).name());
    change["replacements"] = Json::array(
        {{{"deletedRegion", region_of(fix.span, sources)}, {"insertedContent", {{"text", fix.replacement}}}}});
    fixes.push_back({{"description", {{"text", fix.title}}}, {"artifactChanges", Json::array({change})}});
  }
  return fixes;
}

class Sarif {
 public:
  explicit Sarif(const LintReport& report) : report_(report) {}

  std::string render() {
    for (const Row& row : diagnostics::all_rows()) {
      if (!row.is_rule() && !is_used(row)) continue;
      places_.emplace(row.id, rules_.size());
      rules_.push_back(rule_of(row));
    }
    Json results = Json::array();
    for (const Diagnostic& one : report_.found)
      if (has_place(one)) results.push_back(result_of(one));
    for (const lint::Allowed& one : report_.allowed) {
      Json result = result_of(one.finding);
      result["suppressions"] = Json::array({{{"kind", "inSource"},
                                             {"justification", one.reason},
                                             {"location", location_of(one.allow, report_.sources)}}});
      results.push_back(std::move(result));
    }
    Json driver{{"name", "quarterday"}, {"version", QUARTERDAY_VERSION}, {"rules", rules_}};
    Json run{{"tool", {{"driver", driver}}},
             {"invocations", Json::array({invocation()})},
             {"columnKind", "unicodeCodePoints"},
             {"results", results}};
    return dumped({{"$schema", "https://json.schemastore.org/sarif-2.1.0.json"},
                   {"version", "2.1.0"},
                   {"runs", Json::array({run})}});
  }

 private:
  bool is_used(const Row& row) const {
    return std::any_of(report_.found.begin(), report_.found.end(),
                       [&](const Diagnostic& one) { return one.id == row.id; });
  }

  bool has_place(const Diagnostic& one) const { return report_.sources.contains(one.primary.file); }

  static std::string message_of(const Diagnostic& one) {
    const std::string helps = joined_helps(one);
    return one.message + (helps.empty() ? "" : ". " + helps);
  }

  // GitHub refuses a whole file for one result without a place: a contract that cannot be read is said of the run.
  Json invocation() const {
    bool is_whole = true;
    Json notifications = Json::array();
    for (const Diagnostic& one : report_.found) {
      if (has_place(one)) continue;
      is_whole = is_whole && one.severity != Severity::Error;
      notifications.push_back(
          {{"associatedRule", {{"id", diagnostics::code_text(one.id)}, {"index", places_.at(one.id)}}},
           {"level", diagnostics::severity_text(one.severity)},
           {"message", {{"text", message_of(one)}}}});
    }
    Json invocation{{"executionSuccessful", is_whole}};
    if (!notifications.empty()) invocation["toolExecutionNotifications"] = std::move(notifications);
    return invocation;
  }

  Json result_of(const Diagnostic& one) const {
    Json result;
    result["ruleId"] = diagnostics::code_text(one.id);
    result["ruleIndex"] = places_.at(one.id);
    result["level"] = diagnostics::severity_text(one.severity);
    result["message"]["text"] = message_of(one);
    result["locations"] = Json::array({location_of(one.primary, report_.sources)});
    Json related = Json::array();
    for (const diagnostics::Label& label : one.labels) {
      if (!report_.sources.contains(label.span.file)) continue;
      Json place = location_of(label.span, report_.sources);
      place["id"] = related.size() + 1;
      if (!label.text.empty()) place["message"]["text"] = label.text;
      related.push_back(std::move(place));
    }
    if (!related.empty()) result["relatedLocations"] = std::move(related);
    Json fixes = fixes_of(one, report_.sources);
    if (!fixes.empty()) result["fixes"] = std::move(fixes);
    return result;
  }

  const LintReport& report_;
  Json rules_ = Json::array();
  std::map<diagnostics::Id, std::size_t> places_;
};

// ---- GitHub

// In the text of a command three characters are escaped, in its properties two more.
std::string escaped(std::string_view text, bool property) {
  std::string out;
  for (const char c : text) {
    if (c == '%') {
      out += "%25";
    } else if (c == '\r') {
      out += "%0D";
    } else if (c == '\n') {
      out += "%0A";
    } else if (property && c == ':') {
      out += "%3A";
    } else if (property && c == ',') {
      out += "%2C";
    } else {
      out += c;
    }
  }
  return out;
}

std::string_view command_of(Severity severity) {
  return severity == Severity::Note ? "notice" : diagnostics::severity_text(severity);
}

std::string github_line(const Diagnostic& one, const SourceMap& sources) {
  std::string line = "::" + std::string(command_of(one.severity)) + " ";
  if (sources.contains(one.primary.file)) {
    const diagnostics::SourceFile& file = sources.file(one.primary.file);
    const diagnostics::LineColumn begin = file.position(one.primary.begin);
    const diagnostics::LineColumn end = file.position(std::max(one.primary.begin, one.primary.end));
    line += "file=" + escaped(file.name(), true) + ",line=" + std::to_string(begin.line) +
            ",endLine=" + std::to_string(end.line) + ",col=" + std::to_string(begin.column) +
            ",endColumn=" + std::to_string(end.column) + ",";
  }
  line += "title=" + escaped(diagnostics::label_text(one.id), true) + "::" + escaped(one.message, false);
  for (const std::string& help : diagnostics::helps_of(one)) line.append("%0Ahelp: ").append(escaped(help, false));
  return line + "\n";
}

}  // namespace

std::string render_lint_json(const LintReport& report) {
  Json document = Json::parse(diagnostics::render_json(report.found, report.sources));
  std::vector<Diagnostic> findings;
  findings.reserve(report.allowed.size());
  for (const lint::Allowed& one : report.allowed) findings.push_back(one.finding);
  Json allowed = Json::parse(diagnostics::render_json(findings, report.sources))["diagnostics"];
  for (std::size_t i = 0; i < report.allowed.size(); ++i) allowed[i]["because"] = report.allowed[i].reason;
  document["allowed"] = std::move(allowed);
  return dumped(document);
}

std::string render_sarif(const LintReport& report) { return Sarif(report).render(); }

std::string render_github(const LintReport& report) {
  std::string out;
  for (const Diagnostic& one : report.found) out += github_line(one, report.sources);
  return out;
}

}  // namespace quarterday::cli
