// SPDX-License-Identifier: Apache-2.0
#include "compiler/schedule/writer.h"

#include <algorithm>
#include <utility>

#include "compiler/schedule/heads.h"
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

// "3 Payments", "A4 Target budget", "7.5 Accepted".
bool is_numbered(std::string_view line) {
  if (!line.empty() && line.front() >= 'A' && line.front() <= 'Z') line.remove_prefix(1);
  const std::size_t end = line.find_first_not_of("0123456789.");
  return end != 0 && end != std::string_view::npos && line[end] == ' ';
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
    for (const std::string& line : common_of(declaration).prose) numbered_ = numbered_ || is_numbered(line);
  collect_weights();
  document_.title = contract_.title.empty() ? spaced(contract_.name) : contract_.title;
  header();
  for (const Declaration& declaration : tree_.declarations) {
    const Common& common = common_of(declaration);
    enter_deed(common, std::holds_alternative<VariationDecl>(declaration));
    prose(common.prose);
    const bool example = std::holds_alternative<ScenarioDecl>(declaration);
    if (example && !examples_) document_.blocks.emplace_back(Heading{3, "Worked examples"});
    std::visit(*this, declaration);
    examples_ = example;
  }
  readings();
  return std::move(document_);
}

// ---- Prose --------------------------------------------------------------------------------------------------------

// A line that is indented goes on with the one before. Numbered lines are sections; what is long in one becomes a
// remark below it.
void Writer::prose(const std::vector<std::string>& lines) {
  std::vector<std::string> parts;
  for (const std::string& line : lines) {
    const bool goes_on = line.starts_with(' ') && !parts.empty();
    const std::size_t begin = std::min(line.find_first_not_of(' '), line.size());
    if (goes_on) {
      parts.back() += " " + line.substr(begin);
    } else if (begin < line.size()) {
      parts.push_back(line.substr(begin));
    }
  }
  for (const std::string& part : parts) {
    constexpr std::size_t long_heading = 100;
    const bool heads = numbered_ ? is_numbered(part) : part.size() <= long_heading;
    if (!heads) {
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

void Writer::enter_deed(const Common& decl, bool is_deed) {
  const model::Deed* deed = deed_of(decl);
  const std::string name = deed != nullptr ? deed->name : "";
  if (!deed_.empty() && name.empty() && !is_deed) {
    document_.blocks.emplace_back(Heading{2, "The contract, continued"});
    examples_ = false;
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
  std::string period = contract_.calendar.name(first);
  for (const plan::Grain grain : {plan::Grain::quarter, plan::Grain::year})
    if (contract_.calendar.containing(first, grain).first_month == deed->first)
      period = contract_.calendar.name(contract_.calendar.containing(first, grain));
  return "From " + period + ", " + lower(std::move(text));
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
    paragraph_at(header.currency->span, "", {"Amounts are in " + header.currency->text + ".", {}}, {});
  }
  if (header.term) {
    const TermLine& term = *header.term;
    Text words = "The term runs from " + term.from.text + " to " + term.to.text + "; a contract year begins in " +
                 month_name(contract_.calendar.first_month_of_year) + ".";
    if (term.run_off)
      words += " A run-off goes on to " + term.run_off->text + "; in it there is only what this schedule says.";
    paragraph_at(term.span, term.clause.text, {std::move(words) + clause_words(term.clause.text, ""), {}}, {});
  }
  if (header.settled) {
    const SettledLine& settled = *header.settled;
    std::vector<Text> rhythms;
    for (std::size_t i = 0; i < settled.rhythms.size(); ++i)
      rhythms.emplace_back("each " + grain_word(grain_of(settled.rhythms[i])) +
                           (i < settled.spans.size() ? span_words(settled.spans[i]) : ""));
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

// A whole tree holds none of these, and a contract without mistakes nothing that is broken.
void Writer::operator()(const ImportDecl&) { QD_CHECK(false, "an import is left in a whole contract"); }
void Writer::operator()(const PhraseDecl&) { QD_CHECK(false, "a phrase is left in a whole contract"); }
void Writer::operator()(const TemplateDecl&) { QD_CHECK(false, "a template is left in a whole contract"); }
void Writer::operator()(const UseDecl&) { QD_CHECK(false, "a use is left in a whole contract"); }
void Writer::operator()(const BrokenDecl&) { QD_CHECK(false, "a broken declaration is left in a whole contract"); }

}  // namespace quarterday::schedule
