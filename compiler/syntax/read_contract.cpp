// SPDX-License-Identifier: Apache-2.0
#include "compiler/syntax/read_contract.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <variant>

#include "compiler/syntax/allowances.h"
#include "compiler/syntax/broken.h"
#include "compiler/syntax/build_tree.h"
#include "compiler/syntax/guards.h"
#include "compiler/syntax/mistakes.h"

namespace quarterday::syntax {

namespace g = grammar;

using diagnostics::Id;
using diagnostics::make;

namespace {

class ContractReader {
 public:
  ContractReader(Tree& tree, std::string_view text, const Words& words, RuleReader& reader, diagnostics::Sink& sink)
      : tree_(tree),
        text_(text),
        words_(words),
        reader_(reader),
        sink_(sink),
        builder_(tree, text, words, sink),
        too_deep_(find_deep_nesting(words)) {}

  void read() {
    read_contract();
    join_allowances(tree_.declarations);
    cover_file(tree_, static_cast<std::uint32_t>(text_.size()));
  }

 private:
  void read_contract() {
    while (type() == g::ALLOW) read_declaration();
    if (!begins_as_contract()) {
      tree_.broken_header = true;
      return;
    }
    read_start();
    while (begins_header_line(type())) read_header_line();
    while (!sink_.is_full() && read_next()) {
    }
  }

  int type(std::size_t ahead = 0) const { return words_[std::min(at_ + ahead, words_.size() - 1)].type; }
  bool is_start(std::size_t word) const { return words_[word].first_on_line && begins_declaration(words_[word].type); }
  std::string_view text_of(std::size_t word) const { return builder_.text_of(words_[word]); }
  Span span_of(std::size_t word) const { return builder_.span_of(words_[word]); }

  bool begins_as_contract() {
    // `shared` may begin a name anywhere else, but a file begins with no name.
    if (type() == g::CONTRACT || type() == g::SHARED) return true;
    if (type() == Word::end_of_file) {
      sink_.report(make<Id::NotAContract>(span_of(at_), "the file is empty"));
      return false;
    }
    auto& report =
        sink_.report(make<Id::NotAContract>(span_of(at_), "it begins with " + found_text(words_[at_], text_)));
    const std::string meant = meant_declaration(text_of(at_));
    if (meant == "contract" || meant == "shared") {
      report.help("did you mean `" + meant + "`?").fix(span_of(at_), meant, "write `" + meant + "`");
    } else {
      report.help("a contract begins like this: contract name \"title\" {");
    }
    return false;
  }

  void read_start() {
    started_ = true;
    if (reader_.read(g::RuleContractStart, at_)) {
      Part part(reader_.outline(), words_);
      builder_.contract_start(part);
      brace_ = part.last_index();
      at_ = brace_ + 1;
      return;
    }
    tree_.broken_header = true;
    report(reader_.mistake(), at_);
    at_ = reader_.mistake().word;
    while (type() != Word::end_of_file && type() != g::OPEN_BRACE && !begins_line_of_contract(at_)) ++at_;
    if (type() == g::OPEN_BRACE) brace_ = at_++;
  }

  bool begins_line_of_contract(std::size_t word) const {
    return is_start(word) || (words_[word].first_on_line && begins_header_line(words_[word].type));
  }

  void read_header_line() {
    const std::size_t start = at_;
    if (reader_.read(g::RuleHeaderLine, at_)) {
      const Part part(reader_.outline(), words_);
      builder_.header_line(part);
      at_ = part.last_index() + 1;
      const bool goes_on = words_[at_].first_on_line || begins_line_of_contract(at_) || type() == g::CLOSE_BRACE;
      if (goes_on || type() == Word::end_of_file) return;
      report({at_, reader_.could_follow(), g::RuleHeaderLine}, start);
    } else {
      report(reader_.mistake(), start);
      at_ = std::max(reader_.mistake().word, start + 1);
    }
    tree_.broken_header = true;
    while (type() != Word::end_of_file && type() != g::CLOSE_BRACE && !begins_line_of_contract(at_)) ++at_;
  }

  // False at the end.
  bool read_next() {
    if (begins_declaration(type())) {
      read_declaration();
    } else if (type() == Word::end_of_file) {
      if (!closed_ && !ended_early_) report_missing_brace(deed_ ? deed_brace_ : brace_);
      return false;
    } else if (type() == g::CLOSE_BRACE) {
      read_close();
    } else if (begins_header_line(type()) && words_[at_].first_on_line && !closed_) {
      report({at_, {}, g::RuleContract}, at_);
      tree_.broken_header = true;
      at_ = skip(at_, at_ + 1);
    } else {
      read_stray();
    }
    return true;
  }

  void read_close() {
    ++at_;
    if (deed_) {
      deed_.reset();
      return;
    }
    if (closed_ || type() == Word::end_of_file) {
      closed_ = true;
      return;
    }
    closed_ = true;
    sink_.report(make<Id::UnexpectedToken>(span_of(at_), found_text(words_[at_], text_), "end of the file"))
        .label(span_of(at_ - 1), "this brace closes the contract");
    if (!begins_declaration(type())) at_ = skip(at_, at_);
  }

  void report_missing_brace(std::size_t open) {
    sink_.report(make<Id::MissingClosingBrace>(span_of(open)))
        .under("this brace is not closed")
        .label(span_of(at_), is_start(at_) ? "the next declaration begins here" : "the text ends here");
  }

  void read_declaration() {
    const std::size_t start = at_;
    if (report_too_deep(start)) return;
    const bool opens_deed = type() == g::VARIATION;
    const bool stands_outside = type() == g::IMPORT || type() == g::PHRASE || type() == g::TEMPLATE;
    if (deed_ && (opens_deed || stands_outside)) {
      sink_
          .report(
              make<Id::UnexpectedToken>(span_of(start), found_text(words_[start], text_), "a declaration of the deed"))
          .label(span_of(deed_brace_), "this deed is not closed yet")
          .help(opens_deed ? "each deed is a block of its own: close the one before with `}`"
                           : "imports, phrases and templates stand outside deeds");
      break_off(start, start + 1);
      return;
    }
    if (!reader_.read(opens_deed ? g::RuleVariationStart : g::RuleDeclaration, at_)) {
      const SyntaxMistake mistake = reader_.mistake();
      if (!report_misspelt(mistake.word, start)) report_in_declaration(mistake, start);
      break_off(start, mistake.word);
      return;
    }
    const Part part(reader_.outline(), words_);
    if (opens_deed) {
      VariationDecl variation = builder_.variation(part);
      const Span name = variation.name.span;
      keep(std::move(variation));
      deed_ = name;
      deed_brace_ = part.last_index();
    } else {
      Declaration declaration = builder_.declaration(part);
      if (auto* allow = std::get_if<AllowDecl>(&declaration)) allow->whole = !started_;
      keep(std::move(declaration));
    }
    last_start_ = start;
    at_ = part.last_index() + 1;
  }

  void keep(Declaration declaration) {
    std::visit([this](auto& kept) { kept.deed = deed_; }, declaration);
    tree_.declarations.push_back(std::move(declaration));
  }

  void report_in_declaration(const SyntaxMistake& mistake, std::size_t start) {
    const bool in_block = mistake.expected.test(g::CLOSE_BRACE);
    if (in_block && (is_start(mistake.word) || words_[mistake.word].type == Word::end_of_file)) {
      std::size_t open = start;
      while (words_[open].type != g::OPEN_BRACE) ++open;
      const std::size_t here = std::exchange(at_, mistake.word);
      report_missing_brace(open);
      at_ = here;
      if (words_[mistake.word].type == Word::end_of_file) ended_early_ = true;
      return;
    }
    report(mistake, start);
  }

  bool report_too_deep(std::size_t start) {
    while (next_too_deep_ < too_deep_.size() && too_deep_[next_too_deep_].word < start) ++next_too_deep_;
    if (next_too_deep_ == too_deep_.size()) return false;
    const TooDeep& deep = too_deep_[next_too_deep_];
    if (deep.word >= skip(start, start + 1)) return false;
    sink_.report(make<Id::NestingTooDeep>(span_of(deep.word), std::to_string(deep.limit)))
        .label(span_of(start), "in this " + std::string(text_of(start)));
    break_off(start, start + 1);
    return true;
  }

  // Something that neither goes on with the last declaration nor begins a new one.
  void read_stray() {
    const std::size_t start = at_;
    if (report_misspelt(start, last_start_)) {
      break_off(start, start + 1);
      return;
    }
    const bool is_block = type() == g::FOR && type(1) == g::EACH;
    const bool goes_on = !tree_.declarations.empty() && last_start_ < start && !is_block && !closed_;
    WordSet expected = goes_on ? reader_.could_follow() : WordSet();
    expected.set(g::DEFINE);
    report({start, expected, g::RuleDeclaration}, goes_on ? last_start_ : start);
    const std::size_t end = skip(start, start + 1);
    if (is_block) {
      keep(broken_declaration(builder_, words_, start, end, "together"));
    } else if (goes_on) {
      tree_.declarations.pop_back();
      keep(broken_declaration(builder_, words_, last_start_, end, text_of(last_start_)));
    }
    at_ = end;
  }

  // A mistake on a line whose first word looks like a misspelt beginning of a declaration is about that word.
  bool report_misspelt(std::size_t word, std::size_t start) {
    while (word > start && !words_[word].first_on_line) --word;
    const bool is_word = words_[word].type == g::NAME || words_[word].type == g::WRONG_NAME;
    const std::size_t next = std::min(word + 1, words_.size() - 1);
    if (word <= start || !is_word || words_[next].first_on_line) return false;
    if (!is_name(words_[next].type) && words_[next].type != g::TITLE) return false;
    const std::string_view written = text_of(word);
    const std::string meant = meant_declaration(written);
    if (meant.empty() || meant == "contract" || meant == "shared") return false;
    sink_.report(make<Id::UnexpectedToken>(span_of(word), found_text(words_[word], text_), "a declaration"))
        .help("did you mean `" + meant + "`?")
        .fix(span_of(word), meant, "write `" + meant + "`");
    misspelt_ = word;
    meant_ = meant;
    return true;
  }

  // Keeps the names of the declaration that began at `start` and goes to the next one.
  void break_off(std::size_t start, std::size_t mistake) {
    const std::size_t end = skip(start, std::max(mistake, start + 1));
    if (words_[mistake].type == Word::end_of_file) ended_early_ = true;
    const std::size_t misspelt = std::exchange(misspelt_, 0);
    if (misspelt > start) {
      keep(broken_declaration(builder_, words_, start, misspelt, text_of(start)));
      keep(broken_declaration(builder_, words_, misspelt, end, meant_));
    } else {
      const std::string_view word = misspelt == start && misspelt > 0 ? std::string_view(meant_) : text_of(start);
      keep(broken_declaration(builder_, words_, start, end, word));
    }
    last_start_ = start;
    at_ = end;
  }

  // From a mistake at `from` within what began at `start` to the next declaration, or to the brace that closes the
  // contract. A block is left at its closing brace, or where a declaration begins that cannot stand in it.
  std::size_t skip(std::size_t start, std::size_t from) const {
    int depth = 0;
    for (std::size_t word = start; word < from; ++word) depth += brace_step(word);
    const int block = words_[start].type;
    const bool holds_declarations = block == g::VARIATION || block == g::TEMPLATE;
    const bool holds_payments = block == g::TOGETHER || block == g::FOR;
    std::size_t word = from;
    for (; words_[word].type != Word::end_of_file; ++word) {
      if (depth <= 0 && (is_start(word) || begins_bare_block(word) || words_[word].type == g::CLOSE_BRACE)) break;
      const bool may_stand_inside = holds_declarations || (holds_payments && words_[word].type == g::PAYMENT);
      if (depth > 0 && is_start(word) && !may_stand_inside) break;
      depth += brace_step(word);
    }
    return word;
  }

  // `for each kind {`, a block that lacks its first word
  bool begins_bare_block(std::size_t word) const {
    if (!words_[word].first_on_line || words_[word].type != g::FOR || words_[word + 1].type != g::EACH) return false;
    do ++word;
    while (!words_[word].first_on_line && words_[word].type != g::OPEN_BRACE);
    return words_[word].type == g::OPEN_BRACE;
  }

  int brace_step(std::size_t word) const {
    if (words_[word].type == g::OPEN_BRACE) return 1;
    return words_[word].type == g::CLOSE_BRACE ? -1 : 0;
  }

  void report(const SyntaxMistake& mistake, std::size_t start) {
    if (words_[mistake.word].type == Word::end_of_file) ended_early_ = true;
    report_mistake({tree_.file, text_, words_, start, mistake}, sink_);
  }

  Tree& tree_;
  std::string_view text_;
  const Words& words_;
  RuleReader& reader_;
  diagnostics::Sink& sink_;
  TreeBuilder builder_;
  std::vector<TooDeep> too_deep_;
  std::size_t next_too_deep_ = 0;

  std::size_t at_ = 0;
  std::size_t brace_ = 0;       // the one that opens the contract
  std::size_t last_start_ = 0;  // the first word of the last declaration
  std::optional<Span> deed_;    // the name of the variation that is open
  std::size_t deed_brace_ = 0;
  bool started_ = false;  // with the line that says what the contract is called
  bool closed_ = false;
  bool ended_early_ = false;  // a mistake at the end of the file was reported already
  std::size_t misspelt_ = 0;
  std::string meant_;
};

}  // namespace

void read_contract(Tree& tree, std::string_view text, const Words& words, RuleReader& reader, diagnostics::Sink& sink) {
  ContractReader(tree, text, words, reader, sink).read();
}

}  // namespace quarterday::syntax
