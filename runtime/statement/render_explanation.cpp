// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>
#include <string_view>

#include "runtime/statement/explanation.h"
#include "runtime/statement/layout.h"
#include "runtime/statement/words.h"

namespace quarterday::statement {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t indent_step = 2;
constexpr std::size_t deepest_indent = 60;  // a chain through many periods stays readable
constexpr std::size_t steps_shown_at_most = 40;

std::string label(const Explanation& explanation) {
  std::string text = explanation.value;
  if (!explanation.title.empty()) text = explanation.title + " (" + text + ")";
  // The printed name of a line holds its members already, or its parties tell them.
  std::string_view joint = " for ";
  for (const ExplainedMember& member : explanation.members) {
    if (!explanation.from.empty()) break;
    text += joint;
    text += member.name;
    if (!member.title.empty()) text += " '" + member.title + "'";
    joint = ", ";
  }
  if (!explanation.period.empty()) text += " in " + explanation.period;
  if (!explanation.from.empty()) text += ", " + explanation.from + " to " + explanation.to;
  return text;
}

std::string reference(const Explanation& explanation) {
  if (explanation.see_above) return " (see above)";
  std::vector<std::string> parts;
  if (!explanation.remark.empty()) parts.push_back(explanation.remark);
  // A remark on a rule names the clause already.
  const std::string clause = clause_in_words(explanation.clause, explanation.deed);
  if (!clause.empty() && explanation.remark.find(clause) == std::string::npos) parts.push_back(clause);
  if (explanation.measured) parts.push_back(explanation.file);
  if (explanation.line > 0) parts.push_back(explanation.file + ":" + std::to_string(explanation.line));
  std::string text;
  for (const std::string& part : parts) text += (text.empty() ? "" : ", ") + part;
  return text.empty() ? text : " (" + text + ")";
}

std::string step_text(const ExplainedStep& step, const std::string& whole) {
  // What the whole sentence comes to was said before; here only how.
  if (step.words == whole && step.member.empty() && !step.note.empty()) return step.note;
  std::string text = step.outcome ? "so " : "";
  text += step.words == step.figure ? step.figure : step.words + ": " + step.figure;
  if (!step.member.empty()) text = step.member + ": " + text;
  if (!step.note.empty()) text += " (" + step.note + ")";
  const std::string clause = clause_in_words(step.clause, step.deed);
  if (!clause.empty()) text += " (" + clause + ")";
  return text;
}

class TextWriter {
 public:
  void write(const Explanation& explanation, std::size_t depth) {
    const std::size_t indent = std::min(depth * indent_step, deepest_indent);
    const std::size_t below = indent + 2 * indent_step;
    out_ += wrapped(label(explanation) + ": " + explanation.figure + reference(explanation), indent, below);
    if (explanation.see_above) return;
    write_words(explanation, below);
    if (explanation.measured) write_measured(*explanation.measured, below);
    write_steps(explanation, below);
    if (explanation.cut_reads > 0) {
      const bool one = explanation.cut_reads == 1;
      out_ += wrapped("… from " + std::to_string(explanation.cut_reads) + (one ? " figure" : " figures") + " not shown",
                      below, below);
    }
    for (const Explanation& read : explanation.reads) {
      if (!read.structural) write(read, depth + 1);
    }
  }

  void write_blank_line() { out_ += out_.empty() ? "" : "\n"; }
  std::string take() { return std::move(out_); }

 private:
  void write_measured(const Measured& measured, std::size_t indent) {
    out_ += wrapped("the " + measured.records + ", step by step", indent, indent + 2);
    for (const MeasuredStep& step : measured.steps) {
      std::string text = "· " + step.words;
      if (!step.clause.empty()) text += " (" + clause_in_words(step.clause) + ")";
      if (measured.listed && step.dropped > 0) {
        text += step.elsewhere ? ": " + std::to_string(step.dropped) + " elsewhere"
                               : ": left out " + std::to_string(step.dropped) + ", " + joined(step.ids);
      }
      out_ += wrapped(text, indent, indent + 2);
    }
    if (measured.listed)
      out_ += wrapped("counted " + std::to_string(measured.counted.size()) +
                          (measured.counted.empty() ? "" : ": " + joined(measured.counted)),
                      indent, indent + 2);
    write_query(measured.query, indent);
  }

  // As it stands, so that it can be run again.
  void write_query(std::string_view query, std::size_t indent) {
    while (!query.empty()) {
      const std::size_t end = std::min(query.find('\n'), query.size());
      out_ += std::string(indent, ' ') + std::string(query.substr(0, end)) + "\n";
      query.remove_prefix(std::min(end + 1, query.size()));
    }
  }

  static std::string joined(const std::vector<std::string>& ids) {
    std::string text;
    for (const std::string& id : ids) text += (text.empty() ? "" : ", ") + id;
    return text;
  }

  // A table row by row, and only once: it is the same for each member.
  void write_words(const Explanation& explanation, std::size_t indent) {
    std::string_view words = explanation.words;
    if (words.empty()) return;
    const std::size_t table = words.find("| ");
    if (table == std::string_view::npos) {
      out_ += wrapped("= " + explanation.words, indent, indent + 2);
      return;
    }
    if (!tables_.insert(explanation.value + '\n' + explanation.words).second) {
      out_ += wrapped("= the table above", indent, indent);
      return;
    }
    bool first = table == 0;
    if (!first) out_ += wrapped("= " + std::string(words.substr(0, table)), indent, indent + 2);
    words.remove_prefix(table);
    while (!words.empty()) {
      constexpr std::string_view next_row = "| |";
      const std::size_t end = words.find(next_row, 1);
      const std::string_view row = words.substr(0, end == std::string_view::npos ? end : end + 1);
      out_ += first ? wrapped("= " + std::string(row), indent, indent + 4) : wrapped(row, indent + 2, indent + 4);
      words.remove_prefix(end == std::string_view::npos ? words.size() : end + 2);
      first = false;
    }
  }

  void write_steps(const Explanation& explanation, std::size_t indent) {
    const std::size_t shown = std::min(explanation.steps.size(), steps_shown_at_most);
    for (std::size_t i = 0; i < shown; ++i) {
      out_ += wrapped("· " + step_text(explanation.steps[i], explanation.words), indent, indent + 2);
    }
    if (shown < explanation.steps.size()) {
      out_ += wrapped("· and " + std::to_string(explanation.steps.size() - shown) + " more", indent, indent);
    }
  }

  std::string out_;
  std::set<std::string> tables_;
};

std::string_view source_word(evaluate::Source source) {
  switch (source) {
    case evaluate::Source::computed:
      return "computed";
    case evaluate::Source::reported:
      return "reported";
    case evaluate::Source::rule:
      return "rule";
    case evaluate::Source::small_numbers:
      return "small_numbers";
    case evaluate::Source::measured:
      return "measured";
    case evaluate::Source::given:
      return "given";
    case evaluate::Source::parameter:
      return "parameter";
    case evaluate::Source::outside:
      return "outside";
  }
  return "computed";
}

Json step_json(const ExplainedStep& step) {
  Json json{{"words", step.words}, {"figure", step.figure}};
  if (!step.member.empty()) json["for"] = step.member;
  if (!step.note.empty()) json["note"] = step.note;
  if (!step.clause.empty()) json["clause"] = step.clause;
  if (!step.deed.empty()) json["deed"] = step.deed;
  if (step.outcome) json["outcome"] = true;
  return json;
}

Json measured_json(const Measured& measured) {
  Json json{{"records", measured.records}, {"steps", Json::array()}, {"query", measured.query}};
  for (const MeasuredStep& step : measured.steps) {
    Json one{{"words", step.words}};
    if (!step.clause.empty()) one["clause"] = step.clause;
    if (measured.listed && step.elsewhere) one["elsewhere"] = step.dropped;
    if (measured.listed && !step.elsewhere) one["left_out"] = step.ids;
    json["steps"].push_back(std::move(one));
  }
  if (measured.listed) json["counted"] = measured.counted;
  return json;
}

Json to_json(const Explanation& explanation) {
  Json json{{"value", explanation.value}};
  if (!explanation.title.empty()) json["title"] = explanation.title;
  json["members"] = Json::array();
  for (const ExplainedMember& member : explanation.members) json["members"].push_back(member.name);
  json["period"] = explanation.period;
  if (!explanation.from.empty()) {
    json["from"] = explanation.from;
    json["to"] = explanation.to;
  }
  json["figure"] = explanation.figure;
  if (!explanation.exact.empty()) json["exact"] = explanation.exact;
  json["source"] = source_word(explanation.source);
  if (!explanation.remark.empty()) json["remark"] = explanation.remark;
  json["clause"] = explanation.clause;
  if (!explanation.deed.empty()) json["deed"] = explanation.deed;
  json["file"] = explanation.file;
  json["line"] = explanation.line;
  if (explanation.see_above) {
    json["see_above"] = true;
    return json;
  }
  json["words"] = explanation.words;
  json["steps"] = Json::array();
  for (const ExplainedStep& step : explanation.steps) json["steps"].push_back(step_json(step));
  if (explanation.cut_reads > 0) json["reads_not_shown"] = explanation.cut_reads;
  if (explanation.measured) json["measured"] = measured_json(*explanation.measured);
  json["reads"] = Json::array();
  for (const Explanation& read : explanation.reads) json["reads"].push_back(to_json(read));
  return json;
}

}  // namespace

std::string render_text(std::span<const Explanation> explanations) {
  TextWriter writer;
  for (const Explanation& explanation : explanations) {
    writer.write_blank_line();
    writer.write(explanation, 0);
  }
  return writer.take();
}

std::string render_json(std::span<const Explanation> explanations) {
  Json document{{"explanations", Json::array()}};
  for (const Explanation& explanation : explanations) document["explanations"].push_back(to_json(explanation));
  return document.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace quarterday::statement
