// SPDX-License-Identifier: Apache-2.0
#include "runtime/diagnostics/render_text.h"

#include <catch2/catch.hpp>

#include "runtime/diagnostics/table.h"

namespace quarterday::diagnostics {
namespace {

// One text, and spans of it found by what they hold.
class Page {
 public:
  explicit Page(std::string text, std::uint32_t first_line = 1)
      : file_(sources_.add(SourceFile("msk.contract", std::move(text), first_line))) {}

  Span find(std::string_view from, std::string_view to = {}) const {
    const std::string& text = sources_.file(file_).text();
    const std::size_t begin = text.find(from);
    REQUIRE(begin != std::string::npos);
    const std::size_t last = to.empty() ? begin : text.find(to, begin);
    REQUIRE(last != std::string::npos);
    const std::size_t size = to.empty() ? from.size() : to.size();
    return {file_, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(last + size)};
  }

  Span at(std::uint32_t begin, std::uint32_t end) const { return {file_, begin, end}; }
  SourceMap& sources() { return sources_; }

 private:
  SourceMap sources_;
  FileId file_;
};

// What is printed but for the help of the diagnostic's row, which is not what most of these tests are about.
std::string shown(const Diagnostic& diagnostic, const SourceMap& sources, RenderOptions options = {}) {
  std::string text = render_text(diagnostic, sources, options);
  const std::string help = "help: " + std::string(row(diagnostic.id).help) + "\n";
  if (text.ends_with(help)) text.resize(text.size() - help.size());
  return text;
}

}  // namespace

TEST_CASE("the model of all diagnostics", "[diagnostics]") {
  Page page("    friends_and_family  weight 45%\n    complaints_resolved weight 50%\n", 41);
  const Span both = page.find("friends_and_family", "50%");
  Diagnostic weights = make<Id::WeightsSum>(both, "domain 'experience'", "95%");
  weights.label(both, "these two make 95%").help("5% is missing; raise 'friends_and_family' to 50%");
  CHECK(shown(weights, page.sources()) ==
        "error[QD5104]: the weights of domain 'experience' sum to 95%, not 100%\n"
        "  --> msk.contract:41:5\n"
        "41 |     friends_and_family  weight 45%\n"
        "42 |     complaints_resolved weight 50%\n"
        "   |     ------------------------------ these two make 95%\n"
        "help: 5% is missing; raise 'friends_and_family' to 50%\n");
}

TEST_CASE("the primary span has carets, labels have dashes, each its text", "[diagnostics]") {
  Page page("define core each year : money = value + 5%\n");
  Diagnostic sum = make<Id::CannotAdd>(page.find("+"), "money", "percent");
  sum.under("not of one kind").label(page.find("5%"), "percent").label(page.find("value"), "money");
  sum.note("a percentage is always of something").help("write `value + 5% of value`");
  CHECK(shown(sum, page.sources()) ==
        "error[QD3001]: cannot add or subtract money and percent\n"
        " --> msk.contract:1:39\n"
        "1 | define core each year : money = value + 5%\n"
        "  |                                       ^ not of one kind\n"
        "  |                                 ----- money\n"
        "  |                                         -- percent\n"
        "note: a percentage is always of something\n"
        "help: write `value + 5% of value`\n");
}

TEST_CASE("distant lines are parted by dots, a single line between is shown", "[diagnostics]") {
  Page page("one\ntwo\nthree\nfour\nfive\nsix\nseven\neight\nnine\nten\n");
  Diagnostic twice = make<Id::DeclaredTwice>(page.find("ten"), "core");
  twice.label(page.find("one"), "first here").label(page.find("three"), "meanwhile");
  CHECK(shown(twice, page.sources()) ==
        "error[QD2002]: 'core' is declared twice\n"
        "  --> msk.contract:10:1\n"
        " 1 | one\n"
        "   | --- first here\n"
        " 2 | two\n"
        " 3 | three\n"
        "   | ----- meanwhile\n"
        "...\n"
        "10 | ten\n"
        "   | ^^^\n");
}

TEST_CASE("of a long span the first and last two lines are shown", "[diagnostics]") {
  Page page("a {\n  b\n  c\n  d\n  e\n  f\n  g }\n");
  CHECK(shown(make<Id::UnreachableRow>(page.find("a {", "}")), page.sources()) ==
        "warning[QD5106]: this row can never be reached\n"
        " --> msk.contract:1:1\n"
        "1 | a {\n"
        "2 |   b\n"
        "...\n"
        "6 |   f\n"
        "7 |   g }\n"
        "  |   ^^^\n");
}

TEST_CASE("tabs are four columns, and the underline keeps below its letters", "[diagnostics]") {
  Page page("\tdefine\tx = valeu\r\n");
  CHECK(shown(make<Id::UnknownName>(page.find("valeu"), "valeu"), page.sources()) ==
        "error[QD2001]: unknown name 'valeu'\n"
        " --> msk.contract:1:13\n"
        "1 |     define  x = valeu\n"
        "  |                 ^^^^^\n");
}

TEST_CASE("wide characters and combining marks keep the underline in place", "[diagnostics]") {
  Page page("£é 日本 e\u0301 valeu\n");
  CHECK(shown(make<Id::UnknownName>(page.find("valeu"), "valeu"), page.sources()) ==
        "error[QD2001]: unknown name 'valeu'\n"
        " --> msk.contract:1:10\n"
        "1 | £é 日本 e\u0301 valeu\n"
        "  |           ^^^^^\n");
  CHECK(shown(make<Id::UnknownName>(page.find("日本"), "日本"), page.sources()).ends_with("  |    ^^^^\n"));
}

TEST_CASE("an empty span and the end of the text get one caret", "[diagnostics]") {
  Page page("contract msk {\n");
  Diagnostic missing = make<Id::MissingClosingBrace>(page.at(15, 15));
  missing.label(page.find("{"), "opened here");
  CHECK(shown(missing, page.sources()) ==
        "error[QD1102]: missing `}`\n"
        " --> msk.contract:2:1\n"
        "1 | contract msk {\n"
        "  |              - opened here\n"
        "2 |\n"
        "  | ^\n");
  // The line end belongs to its line.
  CHECK(shown(make<Id::MissingClosingBrace>(page.find("{\n")), page.sources()).ends_with("  |              ^\n"));
}

TEST_CASE("a very long line is clipped around the span", "[diagnostics]") {
  Page page(std::string(500, 'a') + " valeu " + std::string(500, 'b') + "\n");
  const std::string text = shown(make<Id::UnknownName>(page.find("valeu"), "valeu"), page.sources());
  CHECK(text ==
        "error[QD2001]: unknown name 'valeu'\n"
        " --> msk.contract:1:502\n"
        "1 | …" +
            std::string(39, 'a') + " valeu " + std::string(112, 'b') + "…\n" + "  | " + std::string(41, ' ') +
            "^^^^^\n");
}

TEST_CASE("clipping keeps a span at either end in sight", "[diagnostics]") {
  Page page("first" + std::string(1000, 'x') + "last\n");
  CHECK(shown(make<Id::UnknownName>(page.find("first"), "first"), page.sources()).ends_with("x…\n  | ^^^^^\n"));
  CHECK(shown(make<Id::UnknownName>(page.find("last"), "last"), page.sources())
            .ends_with("xlast\n  | " + std::string(155, ' ') + "^^^^\n"));
}

TEST_CASE("a wide character cut in half becomes a blank", "[diagnostics]") {
  std::string wide;
  for (int i = 0; i < 200; ++i) wide += "本";
  Page page(wide + "x" + wide);
  const std::string text = shown(make<Id::UnknownName>(page.find("x"), "x"), page.sources());
  CHECK(text.find("\n1 | …本") != std::string::npos);
  CHECK(text.find("本x本") != std::string::npos);
  CHECK(text.find("本 …\n  | " + std::string(41, ' ') + "^\n") != std::string::npos);
}

TEST_CASE("an excerpt shows the line number of its file", "[diagnostics]") {
  Page page("never_events,2015/16-Q1,,,none,,", 81'234);
  CHECK(shown(make<Id::DataNotANumber>(page.find("none"), "none"), page.sources()) ==
        "error[QD8009]: 'none' is not a number\n"
        "     --> msk.contract:81234:27\n"
        "81234 | never_events,2015/16-Q1,,,none,,\n"
        "      |                           ^^^^\n");
}

TEST_CASE("a label in another file has a place of its own", "[diagnostics]") {
  Page page("input never_events each quarter : events\n");
  const FileId figures = page.sources().add(SourceFile("figures.csv", "never_events,2015/16-Q1,,,-1,,", 12));
  Diagnostic negative = make<Id::DataNegative>(Span{figures, 26, 28}, "never_events", "-1");
  negative.label(page.find("events\n"), "counted in events");
  CHECK(shown(negative, page.sources()) ==
        "error[QD8013]: 'never_events' cannot be negative, this row gives -1\n"
        "  --> figures.csv:12:27\n"
        "12 | never_events,2015/16-Q1,,,-1,,\n"
        "   |                           ^^\n"
        "  --> msk.contract:1:35\n"
        " 1 | input never_events each quarter : events\n"
        "   |                                   ------ counted in events\n");
}

TEST_CASE("without a place there is only the message", "[diagnostics]") {
  CHECK(shown(make<Id::CannotReadFile>(Span::nowhere(), "figures.csv", "no such file"), SourceMap()) ==
        "error[QD8001]: cannot read 'figures.csv': no such file\n");
}

TEST_CASE("a fix is offered by its title, unless a help says the same", "[diagnostics]") {
  Page page("valeu");
  Diagnostic unknown = make<Id::UnknownName>(page.find("valeu"), "valeu");
  unknown.help("rename to 'value'").fix(page.find("valeu"), "value", "rename to 'value'");
  unknown.fix(page.find("valeu"), "£0", "use £0");
  CHECK(shown(unknown, page.sources()).ends_with("^\nhelp: rename to 'value'\nhelp: use £0\n"));
}

TEST_CASE("controls of the text and of names never reach the terminal", "[diagnostics]") {
  Page page("fee \x1B[31m\xE9 \u202E x");
  Diagnostic unknown = make<Id::UnknownName>(page.find("x"), "\x1B[2J\n");
  CHECK(shown(unknown, page.sources()) ==
        "error[QD2001]: unknown name '\uFFFD[2J '\n"
        " --> msk.contract:1:14\n"
        "1 | fee \uFFFD[31m\uFFFD \uFFFD x\n"
        "  |              ^\n");
}

TEST_CASE("spans beyond the text are shown at its end", "[diagnostics]") {
  Page page("ab");
  CHECK(shown(make<Id::UnknownName>(page.at(50, 70), "x"), page.sources()).ends_with("1 | ab\n  |   ^\n"));
  CHECK(shown(make<Id::UnknownName>(page.at(1, 0), "x"), page.sources()).ends_with("1 | ab\n  |  ^\n"));
}

TEST_CASE("colour adds codes and nothing else", "[diagnostics]") {
  Page page("valeu");
  Diagnostic unknown = make<Id::UnknownName>(page.find("valeu"), "valeu");
  unknown.help("did you mean 'value'?");
  const std::string colored = shown(unknown, page.sources(), {.color = true});
  CHECK(colored.starts_with("\x1b[1;31merror[QD2001]\x1b[0m"));
  std::string plain;
  for (std::size_t at = 0; at < colored.size(); ++at) {
    if (colored[at] == '\x1b') {
      at = colored.find('m', at);
    } else {
      plain += colored[at];
    }
  }
  CHECK(plain == shown(unknown, page.sources()));
}

TEST_CASE("several diagnostics are parted by empty lines", "[diagnostics]") {
  const std::vector<Diagnostic> two(2, make<Id::NotAContract>(Span::nowhere(), "it is empty"));
  const std::string one = render_text(two.front(), SourceMap());
  CHECK(render_text(two, SourceMap()) == one + "\n" + one + "\n");
}

TEST_CASE("a diagnostic without help of its own has that of its row", "[diagnostics]") {
  Page page("party trust\n");
  const Diagnostic bare = make<Id::NotAParty>(page.find("trust"), "trust");
  CHECK(render_text(bare, page.sources()).ends_with("help: declare it with `party`, or as a member of a `group`\n"));
  Diagnostic fixed = bare;
  fixed.fix(page.find("trust"), "trusts", "say 'trusts'");
  CHECK(render_text(fixed, page.sources()).ends_with("^^^^^\nhelp: say 'trusts'\n"));
}

}  // namespace quarterday::diagnostics
