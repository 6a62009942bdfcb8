// SPDX-License-Identifier: Apache-2.0
//
// What can be done about a place: the fixes that diagnostics and findings of lint bring, an allowance for a finding
// that is meant, declarations for names that nobody declared, and a scenario for a payment that has none.
#include <algorithm>

#include "runtime/diagnostics/table.h"
#include "tools/lsp/allowance.h"
#include "tools/lsp/features.h"
#include "tools/lsp/scenario_text.h"
#include "tools/lsp/weight_mends.h"

namespace quarterday::lsp {
namespace {

using diagnostics::Diagnostic;
using diagnostics::Id;

std::string without_blanks(const std::string& text) {
  const std::size_t begin = text.find_first_not_of(' ');
  return begin == std::string::npos ? std::string() : text.substr(begin, text.find_last_not_of(' ') + 1 - begin);
}

class Actions {
 public:
  Actions(const Asked& asked, const Analysis& analysis, const Json& params)
      : asked_(asked), analysis_(analysis), own_(analysis.own()) {
    const Range range = range_in(params.at("range"));
    begin_ = own_.lines.offset(own_.text(), range.start, asked.encoding());
    end_ = own_.lines.offset(own_.text(), range.end, asked.encoding());
    if (params.contains("context")) context_ = params["context"];
  }

  Json all() {
    for (const Diagnostic& diagnostic : analysis_.sink.all()) {
      const auto file = analysis_.file_of(diagnostic.primary.file);
      if (file != 0U) continue;
      add_weights(diagnostic);
      if (!touches(diagnostic.primary)) continue;
      add_fixes(diagnostic);
      add_declarations(diagnostic);
    }
    for (const Diagnostic& finding : asked_.workspace.findings(analysis_)) {
      const auto [file, span] = place_of(analysis_, finding);
      if (file != 0U || !touches(span)) continue;
      add_fixes(finding);
      add_allowance(finding, span);
    }
    add_scenario();
    return std::move(actions_);
  }

 private:
  bool touches(Span span) const { return span.begin <= end_ && begin_ <= span.end; }
  bool wants(const std::string& kind) const {
    if (!context_.contains("only")) return true;
    const Json& only = context_["only"];
    return std::any_of(only.begin(), only.end(), [&](const Json& one) {
      const auto wanted = one.get<std::string>();
      return wanted.empty() || kind == wanted || kind.starts_with(wanted + ".");
    });
  }

  // As the editor knows it, so that it can be shown beside the action.
  Json same_diagnostic(const Diagnostic& diagnostic) const {
    Json same = Json::array();
    if (!context_.contains("diagnostics")) return same;
    const std::size_t begin = place_of(analysis_, diagnostic).second.begin;
    const Json start = to_json(own_.lines.position(own_.text(), begin, asked_.encoding()));
    for (const Json& known : context_["diagnostics"])
      if (known.value("code", Json()) == diagnostics::code_text(diagnostic.id) &&
          known.at("range").at("start") == start)
        same.push_back(known);
    return same;
  }

  void add(const std::string& title, const std::string& kind, std::size_t begin, std::size_t end,
           const std::string& text, const Diagnostic* diagnostic, bool preferred) {
    if (!wants(kind)) return;
    Json edit{{"range", to_json(range_of(own_, begin, end, asked_.encoding()))}, {"newText", text}};
    Json action{{"title", title}, {"kind", kind}};
    action["edit"]["changes"][own_.uri] = Json::array({std::move(edit)});
    const Json about = diagnostic == nullptr ? Json() : same_diagnostic(*diagnostic);
    for (Json& known : actions_) {
      if (known["title"] != action["title"] || known["edit"] != action["edit"]) continue;
      for (const Json& one : about) known["diagnostics"].push_back(one);
      return;
    }
    if (diagnostic != nullptr) action["diagnostics"] = about;
    if (preferred) action["isPreferred"] = true;
    actions_.push_back(std::move(action));
  }

  void add_fixes(const Diagnostic& diagnostic) {
    for (const diagnostics::FixIt& fix : diagnostic.fixes) {
      if (analysis_.file_of(fix.span.file) != 0U) continue;
      const std::string words = without_blanks(fix.replacement);
      const std::string title = words.empty() ? fix.title : "write '" + words + "': " + fix.title;
      add(title, "quickfix", fix.span.begin, fix.span.end, fix.replacement, &diagnostic, diagnostic.fixes.size() == 1);
    }
  }

  void add_weights(const Diagnostic& diagnostic) {
    for (const Mend& mend : weight_mends(analysis_, diagnostic, begin_))
      add(mend.title, "quickfix", mend.place.begin, mend.place.end, mend.text, &diagnostic, false);
  }

  // An allowance that is needed no longer is not allowed by another.
  void add_allowance(const Diagnostic& finding, Span place) {
    if (finding.id == Id::UnneededAllow) return;
    const std::string rule = diagnostics::rule_name(finding.id);
    const Allowance allowance = allowance_for(analysis_, place, rule);
    add("allow this with a reason: " + rule, "quickfix", allowance.at, allowance.at, allowance.text, &finding, false);
  }

  // Before the declaration in which it is used, as far indented.
  std::size_t line_before(std::size_t offset, std::string& indent) const {
    const Symbol* around = analysis_.declaration_at(0, offset);
    while (around != nullptr && around->declared.within != Declared::none)
      around = &analysis_.symbols[around->declared.within];
    const std::size_t begin = around == nullptr ? offset : around->declared.span.begin;
    const std::size_t line = own_.lines.begin_of(own_.lines.line_of(begin));
    const std::string_view before = own_.text().substr(line, begin - line);
    indent = before.find_first_not_of(" \t") == std::string_view::npos ? std::string(before) : "  ";
    return line;
  }
  std::string rhythm_at(std::size_t offset) const {
    const Symbol* around = analysis_.declaration_at(0, offset);
    const auto id = around == nullptr ? std::nullopt : analysis_.value_of(*around);
    if (!id) return "each year";
    const plan::Grain grain = analysis_.contract().value(*id).grain;
    return grain == plan::Grain::month ? "each month" : grain == plan::Grain::quarter ? "each quarter" : "each year";
  }

  void add_declarations(const Diagnostic& diagnostic) {
    const Span span = diagnostic.primary;
    const std::string name(own_.text().substr(span.begin, span.end - span.begin));
    std::string indent;
    const std::size_t at = line_before(span.begin, indent);
    const auto declare = [&](const std::string& title, const std::string& text) {
      add(title, "quickfix", at, at, indent + text + "\n", &diagnostic, false);
    };
    if (diagnostic.id == Id::UnknownName) {
      const std::string rhythm = rhythm_at(span.begin);
      declare("declare the metric '" + name + "'",
              "metric " + name + " " + rhythm + " : percent\n" + indent + "  not reported: settlement refused");
      declare("declare the input '" + name + "', an amount of money",
              "input " + name + " " + rhythm + " : money\n" + indent + "  not reported: settlement refused");
    }
    if (diagnostic.id == Id::UnknownType) {
      const bool plural = name.size() > 1 && name.back() == 's';
      declare("declare the unit '" + name + "'", plural ? "unit " + name + ", each a " + name.substr(0, name.size() - 1)
                                                        : "unit " + name + "s, each a " + name);
    }
    if (diagnostic.id == Id::NotAParty && analysis_.contract().values_by_name.count(name) == 0)
      declare("declare the party '" + name + "'", "party " + name);
  }

  void add_scenario() {
    constexpr const char* kind = "refactor.rewrite";
    const Occurrence* name = analysis_.occurrence_at(0, begin_);
    if (name == nullptr || !name->declares || !wants(kind)) return;
    const Symbol& payment = analysis_.symbols[name->symbol];
    if (payment.declared.kind != Kind::payment || has_scenario(analysis_, payment)) return;
    const auto scenario = scenario_for(analysis_, payment, asked_.workspace.documents());
    if (scenario)
      add("add a scenario for '" + payment.declared.name + "'", kind, scenario->at, scenario->at, scenario->text,
          nullptr, false);
  }

  const Asked& asked_;
  const Analysis& analysis_;
  const File& own_;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  Json context_ = Json::object();
  Json actions_ = Json::array();
};

}  // namespace

Json code_action(const Asked& asked, const Json& params) {
  return Actions(asked, analysis_of(asked, params), params).all();
}

}  // namespace quarterday::lsp
