// SPDX-License-Identifier: Apache-2.0
//
// The layout of a contract: laid out twice is laid out once, no word and no remark is lost, the tree stays the same,
// and how a text was spaced decides nothing. Over all contracts there are, laid out at random and damaged at random.
// More cases by hand: RC_PARAMS="max_success=10000" property_tests '[format]'
#include <rapidcheck.h>

#include <catch2/catch.hpp>
#include <functional>
#include <limits>
#include <random>
#include <regex>
#include <string>
#include <vector>

#include "compiler/compile.h"
#include "compiler/format/format.h"
#include "compiler/syntax/dump.h"
#include "compiler/syntax/parse.h"
#include "runtime/diagnostics/render_text.h"
#include "runtime/plan/print.h"
#include "tests/property/contract_texts.h"
#include "tests/property/read_text.h"

namespace {

using namespace quarterday;
using testing::Read;
using Random = std::mt19937_64;

// The tree, without the places of declarations.
std::string dumped(const Read& read) {
  return std::regex_replace(syntax::dump(read.tree, read.file()), std::regex("[0-9]+:[0-9]+"), "");
}

// Without the places of its parts, and without blanks, since it quotes steps of records as written; empty where the
// contract has mistakes, or imports files.
std::string plan_of(const std::string& text) {
  diagnostics::SourceMap sources;
  diagnostics::Sink sink;
  const diagnostics::FileId file = sources.add(diagnostics::SourceFile("contract", text));
  const compiler::Compilation compiled = compiler::compile(file, sources, sink);
  if (!compiled.plan) return {};
  return std::regex_replace(plan::print(*compiled.plan), std::regex("@([^ ]*:)?[0-9]+:[0-9]+| "), "");
}

bool has(const diagnostics::Sink& sink, diagnostics::Id id) {
  return std::any_of(sink.all().begin(), sink.all().end(), [id](const auto& one) { return one.id == id; });
}

std::size_t remarks(const Read& read) {
  return static_cast<std::size_t>(std::count_if(read.tree.tokens.begin(), read.tree.tokens.end(), [](const auto& one) {
    return one.sort == syntax::TokenSort::comment || one.sort == syntax::TokenSort::prose;
  }));
}

// What every layout keeps, whatever the text; empty, or what it did not.
std::string broken_law(const Read& before) {
  const Read after(before.laid_out());
  if (after.laid_out() != after.file().text()) return "laying it out again changes it";
  if (!format::same_words(before.tree, before.file(), after.tree, after.file())) return "it has other words";
  if (remarks(before) != remarks(after)) return "a remark is lost";
  if (before.sink.has_errors()) return {};
  if (after.sink.has_errors()) return "it has mistakes now";
  return dumped(before) == dumped(after) ? "" : "its tree is another";
}

const std::vector<testing::ContractText>& contracts() {
  static const std::vector<testing::ContractText> all = testing::contract_texts(QUARTERDAY_PROJECT);
  return all;
}

// Short ones in nine cases of ten, so that many can be tried.
const std::string& any_contract(Random& random) {
  while (true) {
    const std::string& text = contracts()[random() % contracts().size()].text;
    if (text.size() < 5000 || random() % 10 == 0) return text;
  }
}

bool is_space(const syntax::Token& token) {
  return token.sort == syntax::TokenSort::space || token.sort == syntax::TokenSort::line_end;
}

std::string text_of(const Read& read, const syntax::Token& token) {
  return read.file().text().substr(token.begin, token.end - token.begin);
}

std::string blanks(Random& random, std::size_t least) { return std::string(least + random() % 4, ' '); }

// The same lines, with other blanks in them. One that is further in than another stays so.
std::string spaced_anew(const Read& read, Random& random) {
  std::string text;
  const std::size_t least = random() % 4;
  const std::size_t wider = 1 + random() % 3;
  for (const syntax::Token& token : read.tree.tokens) {
    const std::string own = text_of(read, token);
    if (token.sort == syntax::TokenSort::space) {
      text += blanks(random, 1);
    } else if (token.sort == syntax::TokenSort::line_end) {
      // Blank lines stay, and may become more.
      text += std::count(own.begin(), own.end(), '\n') > 1 ? "\n \n" + std::string(random() % 3, '\n') : "\n";
      text += std::string(least + wider * (own.size() - own.rfind('\n') - 1), ' ');
    } else {
      text += own;
    }
  }
  return text;
}

// Some gap between two words: a blank at least, or line ends and remarks.
std::string any_gap(Random& random, bool may_break) {
  std::string gap = blanks(random, 1);
  if (!may_break || random() % 4 != 0) return random() % 20 == 0 ? "\t" + gap : gap;
  for (std::size_t i = random() % 4; i-- > 0;) gap += random() % 8 == 0 ? "\r\n" : "\n";
  if (random() % 4 == 0)
    gap += blanks(random, 0) + (random() % 2 == 0 ? "# " : "## ") + std::to_string(random()) + " \n";
  return gap + blanks(random, 0);
}

// Where the first declaration begins; allowances of the whole contract stand before its name.
std::uint32_t header_end(const Read& read) {
  for (const syntax::Declaration& declaration : read.tree.declarations) {
    const std::uint32_t begin = std::visit([](const auto& one) { return one.span.begin; }, declaration);
    if (begin > read.tree.header.name.span.begin) return begin;
  }
  return std::numeric_limits<std::uint32_t>::max();
}

// Other line ends too, and remarks wherever they may stand: not around the bars within a row. Lines of the header stay
// lines.
std::string laid_out_anew(const Read& read, Random& random) {
  std::string text;
  bool after_bar = false;
  bool after_line_end = false;
  const std::uint32_t header = header_end(read);
  for (const syntax::Token& token : read.tree.tokens) {
    const std::string own = text_of(read, token);
    const bool remark = token.sort == syntax::TokenSort::comment || token.sort == syntax::TokenSort::prose;
    after_line_end = after_line_end || token.sort == syntax::TokenSort::line_end;
    if (is_space(token)) continue;
    const bool bar = own == "|" && token.sort == syntax::TokenSort::symbol;
    if (token.sort == syntax::TokenSort::row) {
      text += any_gap(random, true) + "\n" + blanks(random, 0);
    } else if (after_line_end && token.begin <= header) {
      text += "\n" + blanks(random, 0);
    } else if (!text.empty()) {
      text += text.ends_with('\n') ? blanks(random, 0) : any_gap(random, !bar && !after_bar);
    }
    after_bar = own == "|";
    after_line_end = false;
    text += remark ? own + "\n" : own;
  }
  return text + any_gap(random, true);
}

// Words and gaps dropped, doubled and exchanged, and a byte here and there.
std::string damaged(const Read& read, Random& random) {
  std::vector<std::string> parts;
  for (const syntax::Token& token : read.tree.tokens) parts.push_back(text_of(read, token));
  for (std::size_t i = 1 + random() % 8; i-- > 0 && parts.size() > 2;) {
    const std::size_t at = random() % (parts.size() - 1);
    const auto place = parts.begin() + static_cast<std::ptrdiff_t>(at);
    static const char* odd[] = {"}", "{", "|", "\r", "\n|", "\"", "#", "\xC2\xA0", "clause 1", "define x", "?", ")"};
    switch (random() % 5) {
      case 0:
        parts.erase(place);
        break;
      case 1:
        parts.insert(place, std::string(parts[at]));
        break;
      case 2:
        std::swap(parts[at], parts[at + 1]);
        break;
      case 3:
        std::swap(parts[at], parts[random() % parts.size()]);
        break;
      default:
        parts.insert(place, odd[random() % std::size(odd)]);
    }
  }
  std::string text;
  for (const std::string& part : parts) text += part;
  return text;
}

// Tries a way to make a text from one of the contracts.
void check_laws(const std::function<std::string(const Read&, Random&)>& make) {
  CHECK(rc::check([&] {
    Random random(*rc::gen::arbitrary<std::uint64_t>());
    const Read contract(any_contract(random));
    const std::string text = make(contract, random);
    const std::string law = broken_law(Read(text));
    if (!law.empty()) RC_LOG() << text;
    RC_ASSERT(law == "");
  }));
}

}  // namespace

TEST_CASE("every contract there is keeps its words and its tree when it is laid out", "[format]") {
  REQUIRE(contracts().size() > 500);
  for (const testing::ContractText& contract : contracts()) {
    INFO(contract.name);
    CHECK(broken_law(Read(contract.text)) == "");
  }
}

TEST_CASE("how a contract is spaced decides nothing of its layout", "[format]") {
  CHECK(rc::check([] {
    Random random(*rc::gen::arbitrary<std::uint64_t>());
    const Read contract(any_contract(random));
    if (contract.sink.has_errors() || contract.file().text().find('\r') != std::string::npos) RC_DISCARD("as written");
    const Read laid_out(contract.laid_out());
    RC_ASSERT(Read(spaced_anew(laid_out, random)).laid_out() == laid_out.file().text());
  }));
}

TEST_CASE("a contract with other line ends and remarks has a layout too", "[format]") {
  CHECK(rc::check([] {
    Random random(*rc::gen::arbitrary<std::uint64_t>());
    const Read contract(any_contract(random));
    const std::string text = laid_out_anew(contract, random);
    const Read anew(text);
    const std::string law = broken_law(anew);
    if (!law.empty()) RC_LOG() << text;
    RC_ASSERT(law == "");
    // The words of declarations that do not begin a line are counted together against the limit of nesting.
    if (contract.sink.has_errors() || has(anew.sink, diagnostics::Id::NestingTooDeep)) return;
    if (anew.sink.has_errors()) RC_LOG() << diagnostics::render_text(anew.sink.all(), anew.sources, {});
    RC_ASSERT(!anew.sink.has_errors());
  }));
}

TEST_CASE("a contract in another layout has the plan that it has laid out", "[format]") {
  CHECK(rc::check([] {
    Random random(*rc::gen::arbitrary<std::uint64_t>());
    const std::string text = laid_out_anew(Read(any_contract(random)), random);
    const std::string before = plan_of(text);
    if (before.empty()) RC_DISCARD("it has no plan");
    RC_ASSERT(plan_of(Read(text).laid_out()) == before);
  }));
}

TEST_CASE("a damaged contract has a layout too", "[format]") { check_laws(damaged); }

TEST_CASE("a damaged contract in a layout of its own has one too", "[format]") {
  check_laws(
      [](const Read& contract, Random& random) { return damaged(Read(laid_out_anew(contract, random)), random); });
}
