// SPDX-License-Identifier: Apache-2.0
#include "compiler/syntax/mistakes.h"

#include <algorithm>
#include <array>
#include <utility>

#include "compiler/syntax/habits.h"
#include "compiler/syntax/input_mistakes.h"
#include "runtime/diagnostics/similar.h"
#include "runtime/diagnostics/utf8.h"

namespace quarterday::syntax {

namespace g = grammar;

using diagnostics::Diagnostic;
using diagnostics::Id;
using diagnostics::make;

namespace {

constexpr std::size_t longest_quote = 40;

std::string quoted(std::string_view text) {
  std::string shown = diagnostics::printable(text);
  if (shown.size() > longest_quote) {
    std::size_t end = longest_quote;
    while ((static_cast<unsigned char>(shown[end]) & 0xC0U) == 0x80U) --end;
    shown = shown.substr(0, end) + "...";
  }
  return "`" + shown + "`";
}

bool is_reserved(int type) {
  return (is_between(type, g::CONTRACT, g::MONTHS) || type == g::MONTH_NAME || type == g::QUARTER_NAME) &&
         !is_name(type);
}

bool is_comparison(int type) { return is_between(type, g::LESS, g::GREATER_EQUAL) || type == g::EQUAL; }

// Speaks about one mistake: finds what kind of slip it is and says so.
class Reporter {
 public:
  Reporter(const MistakeSite& site, diagnostics::Sink& sink) : site_(site), sink_(sink) {}

  void report() {
    if (report_character() || report_name()) return;
    Diagnostic diagnostic = make<Id::UnexpectedToken>(place(), found_here(), expectation());
    if (site_.mistake.word > site_.start) {
      diagnostic.label(span(start()), "in this " + declaration_noun());
    }
    add_help(diagnostic);
    sink_.report(std::move(diagnostic));
  }

 private:
  const Word& found() const { return site_.words[site_.mistake.word]; }
  const Word& start() const { return site_.words[site_.start]; }
  // The word at a distance from the mistake; beyond either end the last word of the file.
  const Word& near(int distance) const {
    const auto at = static_cast<std::ptrdiff_t>(site_.mistake.word) + distance;
    if (at < 0) return site_.words.back();
    return site_.words[std::min(static_cast<std::size_t>(at), site_.words.size() - 1)];
  }
  Span span(const Word& word) const { return {site_.file, word.begin, word.end}; }
  std::string_view text(const Word& word) const { return site_.text.substr(word.begin, word.end - word.begin); }
  bool expects(int type) const { return site_.mistake.expected.test(static_cast<std::size_t>(type)); }
  bool expects_only_names() const {
    WordSet set = site_.mistake.expected;
    for (const int type : {g::NAME, g::SOURCE, g::CURRENCY, g::TERM, g::SETTLED, g::SHARED, g::OTHER, g::FALLS,
                           g::RISES, g::IMPROVES, g::PATTERN, g::PARTY}) {
      set.reset(static_cast<std::size_t>(type));
    }
    return expects(g::NAME) && set.none();
  }
  bool starts_sentence(int type) const {
    return is_name(type) || is_between(type, g::DATE, g::NUMBER) || type == g::OPEN_BRACKET || type == g::ROUNDED ||
           type == g::SUM || type == g::FIRST || type == g::MINUS;
  }
  bool in_rule(int rule) const { return site_.mistake.rule == rule; }
  bool seen(int type) const {
    for (std::size_t i = site_.start; i < site_.mistake.word; ++i) {
      if (site_.words[i].type == type) return true;
    }
    return false;
  }

  // The next declaration is not to blame for what is missing at the end of this one.
  bool ends_early() const {
    return site_.mistake.word > site_.start && found().first_on_line && begins_declaration(found().type);
  }
  Span place() const { return ends_early() ? Span{site_.file, near(-1).end, near(-1).end} : span(found()); }
  std::string declaration_noun() const {
    switch (start().type) {
      case g::DEFINE:
        return "definition";
      case g::REQUIRE:
        return "requirement";
      case g::TOGETHER:
        return "block";
      default:
        return std::string(text(start()));
    }
  }
  std::string found_here() const {
    return ends_early() ? "end of this " + declaration_noun() : found_text(found(), site_.text);
  }

  bool report_character() {
    if (found().type == g::UNCLOSED_TITLE) {
      sink_.report(make<Id::UnclosedTitle>(span(found())))
          .help("a title ends with `\"` on the line on which it begins");
      return true;
    }
    if (found().type != g::UNKNOWN) return false;
    Span run = span(found());
    for (int i = 1; near(i).type == g::UNKNOWN && near(i).begin == run.end; ++i) run.end = near(i).end;
    const std::string_view character = text(found());
    Diagnostic& diagnostic = sink_.report(make<Id::UnexpectedCharacter>(run, quoted(character)));
    if (character == "“" || character == "”" || character == "„") {
      diagnostic.help("a title stands in straight quotation marks: \"...\"");
    } else if (const CharacterHabit* habit = habit_of_character(character)) {
      const std::string written(habit->written);
      diagnostic.help(std::string(habit->help)).fix(span(found()), written, "write `" + written + "`");
    } else if (character == "&") {
      diagnostic.help("tests are joined by `and`");
    } else if (character == ";") {
      diagnostic.help("a declaration ends where the next one begins; it needs no semicolon")
          .fix(span(found()), "", "delete the semicolon");
    } else if (character == "!") {
      diagnostic.help("'not equal' is written `is not`");
    } else if (character == "’" || character == "'") {
      diagnostic.help("`'s` is the only use of an apostrophe: `stay's discharged_at`");
    } else if (near(-1).type == g::COLON && (character == "£" || character == "€" || character == "$")) {
      diagnostic.help("the type of an amount is `money`").fix(span(found()), "money", "write `money`");
    } else if (near(-1).type == g::COLON && character == "%") {
      diagnostic.help("the type of a percentage is `percent`").fix(span(found()), "percent", "write `percent`");
    } else if (character == "£" || character == "€" || character == "$" || character == "%") {
      diagnostic.help("the sign stands directly at the figure: `£95`, `95%`");
    } else if (character == "¥" || character == "₹" || character == "₽" || character == "₩") {
      diagnostic.help("other currencies than £, € and $ are written by their code: `JPY 500`");
    } else if (character == "[" || character == "]") {
      diagnostic.help("square brackets stand only in the names after `named`; a member is chosen with `for`");
    }
    return true;
  }

  // A word in the place of a name that cannot be one.
  bool report_name() {
    const std::string word(text(found()));
    if (is_reserved(found().type) && expects_only_names()) {
      if (found().first_on_line && begins_declaration(found().type)) return false;
      sink_.report(make<Id::ReservedWord>(span(found()), word))
          .help("`" + word + "` is a word of the language and cannot be a name");
      return true;
    }
    const bool is_wrong = found().type == g::WRONG_NAME || found().type == g::CURRENCY_CODE;
    if (!is_wrong || !expects(g::NAME)) return false;
    std::string lower = word;
    std::transform(lower.begin(), lower.end(), lower.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    Diagnostic diagnostic = make<Id::UnexpectedToken>(span(found()), quoted(word), expectation());
    if (lower.front() >= 'a' && lower.front() <= 'z') {
      diagnostic.help("names are small letters, digits and underscores: `" + lower + "`")
          .fix(span(found()), lower, "write `" + lower + "`");
    } else {
      diagnostic.help("names are small letters, digits and underscores and begin with a letter");
    }
    sink_.report(std::move(diagnostic));
    return true;
  }

  bool misses_last_case() const {
    return in_rule(g::RuleConditional) && seen(g::IF) && (expects(g::COMMA) || expects(g::IF));
  }

  std::string expectation() const {
    if (misses_last_case()) return found().type == g::OTHERWISE ? "`,`" : "`, otherwise`";
    WordSet expected = site_.mistake.expected;
    // `each year from ...` goes on with a period; the file of a table comes after the whole head.
    if (near(-1).type == g::FROM && expects(g::TITLE) && start().type != g::RECORDS) expected.set(g::PERIOD);
    return expected_text(expected);
  }

  void add_help(Diagnostic& diagnostic) const {
    const int type = found().type;
    const Span here{site_.file, found().begin, found().begin};
    if (const std::string_view habit = help_for_habit(site_.text, found().begin, found().end); !habit.empty()) {
      diagnostic.help(std::string(habit));
    } else if (type == g::IF && near(-1).type == g::ROW) {
      diagnostic.help("a row of cases begins with its test, without `if`: `| x > £5 | £1 |`")
          .fix(span(found()), "", "delete `if`");
    } else if (const std::string form = help_for_form(); !form.empty()) {
      diagnostic.help(form);
    } else if (type == g::IF && expects(g::NAME)) {
      diagnostic.help("the value comes before its test: `A if test, otherwise B`");
    } else if (type == g::FIRST && expects(g::NAME) && seen(g::EQUAL)) {
      diagnostic.help("`first ..., then ...` is a whole sentence; within another one it stands in brackets");
    } else if (type == g::MONTH_NAME && near(1).type == g::NUMBER && expects(g::PERIOD)) {
      diagnostic.help("a month of a year is written `2024-07`");
    } else if (type == g::NUMBER && near(-1).type == g::PERIOD && near(-1).end == found().begin) {
      diagnostic.help(help_for_years(site_.text.substr(near(-1).begin, found().end - near(-1).begin)));
    } else if (type == g::AND && start().type == g::SCENARIO) {
      diagnostic.help("what is given or expected is joined by commas: `expect fee = £5, score = 80%`");
    } else if (type == g::CLAUSE && start().type == g::PHRASE) {
      diagnostic.help("a phrase has no clause: what uses it has one");
    } else if (start().type == g::PHRASE && !seen(g::EQUAL) && !seen(g::COLON) && seen(g::OF) && expects(g::WITHIN)) {
      diagnostic.help("what a phrase takes besides stands behind `above`, `at`, `below`, `from`, `over` or `within`");
    } else if (start().type == g::GUARANTEE && expects(g::COLON) && !seen(g::COLON) && is_name(type)) {
      diagnostic.help("a colon stands before what is guaranteed").fix(here, ": ", "insert the colon");
    } else if (misses_last_case()) {
      if (type == g::OTHERWISE) {
        const Span before{site_.file, near(-1).end, near(-1).end};
        diagnostic.help("a comma stands before `otherwise`").fix(before, ",", "insert the comma");
      } else {
        diagnostic.help("a condition needs a last case: `, otherwise ...`");
      }
    } else if ((type == g::EACH || type == g::FOR) && seen(g::COLON) && !seen(g::EQUAL)) {
      diagnostic.help("the head comes before the type: `" + declared() + " each year : money`");
    } else if (type == g::FOR && near(1).type == g::EACH) {
      diagnostic.help("all lines of one member before the next are written `together for each ... { ... }`");
    } else if (misses_type_of_input(site_)) {
      help_for_type_of_input(site_, diagnostic);
    } else if (type == g::CLAUSE) {
      diagnostic.help("the clause stands after the type and before the `=` or the table, or in a row's last cell");
    } else if (type == g::TITLE) {
      diagnostic.help("the title stands directly after the name");
    } else if (type == g::NUMBER && expects(g::PERCENT) && !expects(g::NUMBER)) {
      diagnostic.help("a percentage is written with its sign")
          .fix(span(found()), std::string(text(found())) + "%", "add `%`");
    } else if (is_percent_word() && near(-1).type == g::NUMBER) {
      const Span figure{site_.file, near(-1).begin, found().end};
      const std::string sign = std::string(text(near(-1))) + "%";
      diagnostic.help("a percentage is written with its sign: `" + sign + "`")
          .fix(figure, sign, "write `" + sign + "`");
    } else if (is_name(type) && near(-1).type == g::NUMBER && !expects(g::NAME) &&
               (seen(g::COLON) || start().type == g::SCENARIO)) {
      diagnostic.help("a bare number takes the unit of what it is compared with or declared as: leave `" +
                      std::string(text(found())) + "` away");
    } else if (type == g::EQUAL && near(-1).type == g::EQUAL) {
      diagnostic.help("equality is tested with a single `=`");
    } else if (type == g::DIVIDE && near(-1).type == g::DIVIDE) {
      diagnostic.help("remarks begin with `#`");
    } else if (is_comparison(type) && near(-1).type == g::IS) {
      diagnostic.help("a comparison needs no `is`");
    } else if (is_comparison(type) && !expects(type)) {
      diagnostic.help("a test compares two things; join tests with `and`");
    } else if (type == g::MINUS && is_name(near(-1).type) && near(-1).end == found().begin && !expects(g::MINUS)) {
      diagnostic.help("names are small letters, digits and underscores: `" + std::string(text(near(-1))) + "_" +
                      std::string(text(near(1))) + "`");
    } else if (type == g::OPEN_BRACE && start().type == g::BALANCE) {
      diagnostic.help("a balance has no braces: its lines follow its head, as in `" + declared() +
                      " each year : money` and then `opens at £0`");
    } else if (type == g::OPEN_BRACE && expects(g::COLON)) {
      diagnostic.help("the members follow a colon: `: first, second`");
    } else if (expects(g::COLON) && is_name(type) && !seen(g::COLON)) {
      diagnostic.help("the type follows a colon").fix(here, ": ", "insert the colon");
    } else if (expects(g::A) && type == g::EACH) {
      diagnostic.help("a rate of growth is written `growing 3% a year`");
    } else if (expects(g::EQUAL) && expects(g::ROW) && !expects(g::PLUS) && starts_sentence(type)) {
      diagnostic.help("the sentence begins with `=`").fix(here, "= ", "insert `=`");
    } else if (begins_header_line(type) && !expects(type)) {
      diagnostic.help("`" + std::string(text(found())) + "` belongs to the header, before the first declaration");
    } else if (near(-1).type != Word::end_of_file && is_phrase_word(near(-1).type) && !expects(g::NAME)) {
      diagnostic.help("`" + std::string(text(near(-1))) + "` is a word of the language and cannot be a name");
    } else if (is_reserved(type) && expects(g::NAME) && !found().first_on_line) {
      diagnostic.help("`" + std::string(text(found())) + "` is a word of the language and cannot be a name");
    }
  }

  // Forms that English has otherwise.
  std::string help_for_form() const {
    const int type = found().type;
    const std::string before(text(near(-1)));
    if (type == g::OPEN_BRACKET && is_name(near(-1).type)) {
      constexpr std::array<std::string_view, 6> of_a_figure{"gain", "loss", "instalment", "movement", "low", "high"};
      if (std::find(of_a_figure.begin(), of_a_figure.end(), before) != of_a_figure.end())
        return "`" + before + "` is followed by `of`: `" + before + " of (...)`";
    }
    if (type == g::UP_TO && expects(g::PLUS)) return "the smaller of two is written `A at most B`";
    if (type == g::AND && near(-1).type == g::CLAUSE) return "several clauses are joined by a comma: `clause 6.1, 6.3`";
    if (type == g::AND && near(-2).type == g::EACH && expects(g::COMMA))
      return "each of several is named after a comma: `each " + before + ", each " + std::string(text(near(1))) + "`";
    if (near(-1).type == g::ABOVE && near(-2).type == g::ROW)
      return "a step begins at its figure: `| at least " + std::string(text(found())) +
             " | ... |`; for what is only above it write a table of cases: `| x > " + std::string(text(found())) +
             " | ... |`";
    return {};
  }

  bool is_percent_word() const { return text(found()) == "percent" || text(found()) == "pc"; }

  // Words that people take for names, for they are nouns.
  static bool is_phrase_word(int type) {
    return type == g::SUM || type == g::AVERAGE || type == g::HIGHEST || type == g::LOWEST || type == g::SCALE ||
           type == g::STEPS || type == g::TIERS || type == g::PROGRESS || type == g::POOLED || type == g::LAST ||
           type == g::FIRST;
  }

  std::string declared() const {
    std::string shown(text(start()));
    const std::size_t next = site_.start + 1;
    if (next < site_.words.size() && is_name(site_.words[next].type))
      shown += " " + std::string(text(site_.words[next]));
    return shown;
  }

  const MistakeSite& site_;
  diagnostics::Sink& sink_;
};

}  // namespace

std::string found_text(const Word& word, std::string_view text) {
  switch (word.type) {
    case Word::end_of_file:
      return "end of the file";
    case g::BAR:
      return word.begin == word.end ? "end of the cell" : "`|`";
    case g::ROW:
      return "row of a table";
    case g::TITLE:
      return "title";
    case g::UNCLOSED_TITLE:
      return "quotation mark";
    default:
      return quoted(text.substr(word.begin, word.end - word.begin));
  }
}

std::string meant_declaration(std::string_view word) {
  constexpr std::array<std::string_view, 28> words = {
      "contract", "party",  "group",     "dimension", "unit",      "parameter", "parameters",
      "input",    "metric", "define",    "payment",   "together",  "balance",   "require",
      "records",  "rows",   "guarantee", "scenario",  "variation", "phrase",    "template",
      "use",      "import", "source",    "currency",  "term",      "settled",   "shared"};
  if (std::find(words.begin(), words.end(), word) != words.end()) return std::string(word);
  return diagnostics::closest(word, words).value_or("");
}

void report_mistake(const MistakeSite& site, diagnostics::Sink& sink) { Reporter(site, sink).report(); }

}  // namespace quarterday::syntax
