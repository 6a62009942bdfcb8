// SPDX-License-Identifier: Apache-2.0
#include "compiler/schedule/writer.h"

#include <algorithm>
#include <utility>

#include "compiler/schedule/headings.h"
#include "compiler/schedule/heads.h"
#include "compiler/schedule/periods.h"
#include "compiler/schedule/schedule.h"
#include "runtime/value/check.h"

namespace quarterday::schedule {

using syntax::BrokenDecl;
using syntax::Common;
using syntax::Declaration;
using syntax::Header;
using syntax::ImportDecl;
using syntax::PhraseDecl;
using syntax::ScenarioDecl;
using syntax::SettledLine;
using syntax::Span;
using syntax::TemplateDecl;
using syntax::TermLine;
using syntax::Tree;
using syntax::UseDecl;
using syntax::VariationDecl;

namespace {

const Common& common_of(const Declaration& declaration) {
  return std::visit([](const auto& any) -> const Common& { return any; }, declaration);
}

}  // namespace

Document write_schedule(const Tree& whole, const model::Contract& contract, const diagnostics::SourceMap& sources) {
  return Writer(whole, contract, sources).write();
}

Writer::Writer(const Tree& tree, const model::Contract& contract, const diagnostics::SourceMap& sources)
    : tree_(tree), contract_(contract), sources_(sources), terms_(contract), loads_(contract), language_{tree,
                                                                                                         contract,
                                                                                                         sources,
                                                                                                         terms_,
                                                                                                         loads_,
                                                                                                         readings_} {}

Document Writer::write() {
  for (const Declaration& declaration : tree_.declarations)
    for (const ProseLine& line : prose_lines(common_of(declaration).prose)) has_headings_ = has_headings_ || line.heads;
  collect_weights();
  document_.title = contract_.title.empty() ? spaced(contract_.name) : contract_.title;
  header();
  // Examples that end the contract belong to no section of it.
  const auto is_example = [](const Declaration& one) { return std::holds_alternative<ScenarioDecl>(one); };
  const auto is_allowed = [](const Declaration& one) { return std::holds_alternative<syntax::AllowDecl>(one); };
  const auto& all = tree_.declarations;
  const auto end = std::find_if_not(all.rbegin(), all.rend(), [&](const Declaration& one) {
                     return is_example(one) || is_allowed(one);
                   }).base();
  for (auto at = all.begin(); at != all.end(); ++at) {
    const Declaration& declaration = *at;
    if (is_allowed(declaration)) continue;
    const Common& common = common_of(declaration);
    const bool example = is_example(declaration);
    enter_deed(common, std::holds_alternative<VariationDecl>(declaration), example);
    prose(common.prose);
    const auto* above = document_.blocks.empty() ? nullptr : std::get_if<Heading>(&document_.blocks.back());
    const bool headed = above != nullptr && above->text == "Worked examples";
    if (example && !examples_ && !headed)
      document_.blocks.emplace_back(Heading{after_deed_ || at >= end ? 2 : 3, "Worked examples"});
    std::visit(*this, declaration);
    examples_ = example;
  }
  readings();
  return std::move(document_);
}

// ---- Prose --------------------------------------------------------------------------------------------------------

// Where no line is a heading by itself, each short one is.
bool Writer::is_heading(const ProseLine& line) const {
  return has_headings_ ? line.heads : line.text.size() <= long_heading;
}

// What is long in a heading becomes a remark below it.
void Writer::prose(const std::vector<std::string>& lines) {
  for (const ProseLine& line : prose_lines(lines)) {
    const std::string& part = line.text;
    if (!is_heading(line)) {
      document_.blocks.emplace_back(Recital{plain(capital(part))});
      continue;
    }
    const std::size_t colon = part.find(": ");
    if (part.size() <= long_heading || colon == std::string::npos) {
      document_.blocks.emplace_back(Heading{2, part});
    } else {
      document_.blocks.emplace_back(Heading{2, part.substr(0, colon)});
      document_.blocks.emplace_back(Recital{plain(capital(part.substr(colon + 2)))});
    }
  }
}

// What follows a deed is no part of it, and says so by a heading of its own.
void Writer::enter_deed(const Common& decl, bool is_deed, bool is_example) {
  const model::Deed* deed = deed_of(decl);
  const std::string name = deed != nullptr ? deed->name : "";
  after_deed_ = !deed_.empty() && name.empty() && !is_deed;
  if (after_deed_) {
    examples_ = false;
    const std::vector<ProseLine> lines = prose_lines(decl.prose);
    const bool has_heading = is_example || (!lines.empty() && is_heading(lines.front()));
    if (!has_heading) document_.blocks.emplace_back(Heading{2, "The contract, continued"});
  }
  deed_ = name;
}

// ---- Paragraphs ---------------------------------------------------------------------------------------------------

std::string Writer::anchor(const std::string& wanted) {
  std::string made = wanted;
  for (int& again = repeats_[wanted]; !anchors_.insert(made).second;) made = wanted + "-" + std::to_string(++again + 1);
  return made;
}

void Writer::paragraph(const Common& decl, Item body, const std::vector<std::string>& defines) {
  const model::Deed* deed = deed_of(decl);
  body.text = dated(decl, std::move(body.text));
  std::vector<std::string> names = defines;
  if (deed != nullptr)
    for (std::string& name : names)
      if (anchors_.count("term-" + slug(name)) != 0) name += "." + deed->name;
  std::string clause = decl.clause.text;
  if (deed != nullptr && !clause.empty()) clause = deed->name + " clause " + clause;
  paragraph_at(decl.span, clause, std::move(body), names);
}

void Writer::paragraph_at(Span span, const std::string& clause, Item body, const std::vector<std::string>& defines) {
  Paragraph made;
  if (!clause.empty()) made.anchors.push_back(anchor("clause-" + slug(clause)));
  for (const std::string& name : defines) made.anchors.push_back(anchor("term-" + slug(name)));
  const diagnostics::SourceFile& file = sources_.file(span.file);
  made.place = Place{file.name(), file.line_of(span.begin)};
  if (made.anchors.empty()) made.anchors.push_back(anchor("line-" + std::to_string(made.place->line)));
  made.body = std::move(body);
  document_.blocks.emplace_back(std::move(made));
}

const model::Deed* Writer::deed_of(const Common& decl) const {
  if (!decl.deed) return nullptr;
  const auto found = std::find_if(contract_.deeds.begin(), contract_.deeds.end(),
                                  [&](const model::Deed& deed) { return deed.name_span == *decl.deed; });
  return found == contract_.deeds.end() ? nullptr : &*found;
}

std::string Writer::deed_words(const Common& decl) const {
  const model::Deed* deed = deed_of(decl);
  if (deed == nullptr) return {};
  return deed->title.empty() ? "the deed “" + spaced(deed->name) + "”" : "the deed “" + deed->title + "”";
}

// What has no clause in a deed has that of the deed.
std::string Writer::clauses(const Common& decl) const {
  const model::Deed* deed = deed_of(decl);
  if (deed != nullptr && decl.clause.text.empty()) return clause_words(deed->clause, deed_words(decl));
  return clause_words(decl.clause.text, deed_words(decl));
}

Text Writer::dated(const Common& decl, Text text) const {
  const model::Deed* deed = deed_of(decl);
  if (deed == nullptr) return text;
  const plan::Period first{plan::Grain::month, deed->first};
  std::string period = first_words(contract_.calendar, contract_.calendar.name(first));
  const plan::Period year = contract_.calendar.year_of(first);
  if (year.first_month == deed->first) period = contract_.calendar.name(year);
  return "From " + period + ", " + lower(std::move(text));
}

std::string Writer::title_of(const Common& decl) const {
  if (decl.title) return decl.title->text;
  const auto found = contract_.values_by_name.find(decl.name.text);
  if (deed_of(decl) == nullptr || found == contract_.values_by_name.end()) return {};
  return terms_.original(found->second.front()).title;
}

Text Writer::defined(const std::string& name, const std::string& title, const std::string& type) const {
  Text words = Run{Run::Kind::strong, title.empty() ? spaced(name) : title, {}};
  words += " (" + Text(Run{Run::Kind::code, name, {}});
  return std::move(words) + (type.empty() ? ")" : ", " + type + ")");
}

void Writer::close(Item& item, const std::string& clause) {
  const bool open = !item.items.empty() && !item.text.empty() && item.text.runs.back().kind == Run::Kind::plain &&
                    item.text.runs.back().text.ends_with(':');
  if (open) item.text.runs.back().text.pop_back();
  item.text += open ? clause + ":" : "." + clause;
}

std::string Writer::unit_words() const {
  const value::Currency& currency = contract_.currency;
  std::string unit = currency.minor_digits == 0
                         ? "1"
                         : "0." + std::string(static_cast<std::size_t>(currency.minor_digits - 1), '0') + "1";
  const bool word = !currency.symbol.empty() && currency.symbol.front() >= 'A' && currency.symbol.front() <= 'Z';
  return currency.symbol + (word ? " " : "") + unit;
}

// ---- Header and end -----------------------------------------------------------------------------------------------

void Writer::header() {
  const Header& header = tree_.header;
  Text text = "This is the payment schedule of the contract " + defined(header.name.text, contract_.title) + ".";
  if (header.source) text += " Its terms come from: " + header.source->text + ".";
  paragraph_at(header.name.span, "", {std::move(text), {}}, {header.name.text});
  prose(header.prose);
  if (header.currency) {
    const std::string& clause = header.currency->clause.text;
    paragraph_at(header.currency->span, clause,
                 {"Amounts are in " + header.currency->text + "." + clause_words(clause, ""), {}}, {});
  }
  if (header.term) {
    const TermLine& term = *header.term;
    Text words = "The term runs from " + first_words(contract_.calendar, term.from.text) + " to " +
                 last_words(contract_.calendar, term.to.text) + "; a contract year begins in " +
                 month_name(contract_.calendar.first_month_of_year) + ".";
    if (term.run_off)
      words += " A run-off goes on to " + last_words(contract_.calendar, term.run_off->text) +
               "; in it there is only what this schedule says.";
    paragraph_at(term.span, term.clause.text, {std::move(words) + clause_words(term.clause.text, ""), {}}, {});
  }
  if (header.settled) {
    const SettledLine& settled = *header.settled;
    std::vector<Text> rhythms;
    for (std::size_t i = 0; i < settled.rhythms.size(); ++i)
      rhythms.emplace_back("each " + grain_word(grain_of(settled.rhythms[i])) +
                           (i < settled.spans.size() ? span_words(contract_.calendar, settled.spans[i]) : ""));
    paragraph_at(settled.span, settled.clause.text,
                 {"The contract is settled " + list(rhythms, "and") + "." + clause_words(settled.clause.text, ""), {}},
                 {});
  }
  if (header.refusals_name != Header::RefusalsName::declared_first) {
    const bool earliest = header.refusals_name == Header::RefusalsName::earliest_first;
    paragraph_at(header.refusals_span, header.refusals_clause.text,
                 {Text("Of several missing figures a refused settlement names the one of the ") +
                      (earliest ? "earliest" : "latest") + " period, of these the one that stands first here." +
                      clause_words(header.refusals_clause.text, ""),
                  {}},
                 {});
  }
}

void Writer::readings() {
  readings_.use(Reading::exact);
  readings_.use(Reading::lines);
  if (tree_.header.refusals_name == Header::RefusalsName::declared_first) readings_.use(Reading::naming);
  document_.blocks.emplace_back(Heading{2, "How this schedule is read"});
  for (const std::string& sentence : readings_.sentences(unit_words())) {
    Paragraph made;
    made.body.text = sentence;
    document_.blocks.emplace_back(std::move(made));
  }
}

// The parties agree on the terms; why a finding of `lint` on them is meant, is for those who draft.
void Writer::operator()(const syntax::AllowDecl&) {}

// A whole tree holds none of these, and a contract without mistakes nothing that is broken.
void Writer::operator()(const ImportDecl&) { QD_CHECK(false, "an import is left in a whole contract"); }
void Writer::operator()(const PhraseDecl&) { QD_CHECK(false, "a phrase is left in a whole contract"); }
void Writer::operator()(const TemplateDecl&) { QD_CHECK(false, "a template is left in a whole contract"); }
void Writer::operator()(const UseDecl&) { QD_CHECK(false, "a use is left in a whole contract"); }
void Writer::operator()(const BrokenDecl&) { QD_CHECK(false, "a broken declaration is left in a whole contract"); }

}  // namespace quarterday::schedule
