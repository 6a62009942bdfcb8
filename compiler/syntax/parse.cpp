// SPDX-License-Identifier: Apache-2.0
#include "compiler/syntax/parse.h"

#include <ContractLexer.h>
#include <ContractParser.h>
#include <antlr4-runtime.h>

#include <algorithm>
#include <memory>
#include <string_view>

#include "compiler/syntax/csv_rows.h"
#include "compiler/syntax/grammar.h"
#include "compiler/syntax/guards.h"
#include "compiler/syntax/read_contract.h"
#include "compiler/syntax/read_csv.h"
#include "runtime/diagnostics/text_problem.h"
#include "runtime/diagnostics/utf8.h"

namespace quarterday::syntax {

namespace g = grammar;

namespace {

using diagnostics::Id;
using diagnostics::make;

// ---- From bytes to tokens -----------------------------------------------------------------------------------------

// Text for ANTLR's lexer, without a copy: its indexes are byte offsets, its characters code points. The text has been
// checked to be UTF-8.
class Bytes final : public antlr4::CharStream {
 public:
  Bytes(std::string_view text, std::size_t begin) : text_(text), at_(begin) {}

  // The lexer never looks further than one character.
  std::size_t LA(ssize_t) override {
    if (at_ >= text_.size()) return EOF;
    const auto byte = static_cast<unsigned char>(text_[at_]);
    return byte < 0x80 ? byte : diagnostics::decode_utf8(text_, at_).value;
  }
  void consume() override {
    ++at_;
    while (at_ < text_.size() && (static_cast<unsigned char>(text_[at_]) & 0xC0U) == 0x80U) ++at_;
  }
  std::size_t index() override { return at_; }
  void seek(std::size_t index) override { at_ = index; }
  std::size_t size() override { return text_.size(); }
  ssize_t mark() override { return 0; }
  void release(ssize_t) override {}
  std::string getSourceName() const override { return {}; }
  std::string getText(const antlr4::misc::Interval&) override { return {}; }
  std::string toString() const override { return {}; }

 private:
  std::string_view text_;
  std::size_t at_;
};

TokenSort sort_of(int type) {
  switch (type) {
    case g::SPACE:
      return TokenSort::space;
    case g::LINE_END:
      return TokenSort::line_end;
    case g::REMARK:
      return TokenSort::comment;
    case g::PROSE:
      return TokenSort::prose;
    case g::NAME:
    case g::PATTERN:
    case g::CURRENCY_CODE:
      return TokenSort::name;
    case g::TITLE:
      return TokenSort::title;
    case g::CLAUSE:
      return TokenSort::clause;
    case g::ROW:
      return TokenSort::row;
    case g::UNCLOSED_TITLE:
    case g::WRONG_NAME:
    case g::UNKNOWN:
      return TokenSort::unknown;
    default:
      if (is_between(type, g::DATE, g::NUMBER)) return TokenSort::number;
      return is_between(type, g::BAR, g::POSSESSIVE) ? TokenSort::symbol : TokenSort::keyword;
  }
}

struct Lexed {
  std::vector<Token> tokens;
  Words words;
};

class TokenCollector {
 public:
  explicit TokenCollector(std::size_t size) {
    lexed_.tokens.reserve(size / 3);
    lexed_.words.reserve(size / 5);
  }

  void add(int type, std::size_t begin, std::size_t end) {
    if (type == g::ROW) {  // the line end before the bar is a token of its own
      push(TokenSort::line_end, begin, end - 1);
      begin = end - 1;
    }
    const TokenSort sort = sort_of(type);
    if (sort == TokenSort::line_end) line_begins_ = true;
    if (sort > TokenSort::prose) {
      lexed_.words.push_back({type, line_begins_, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end),
                              static_cast<std::uint32_t>(lexed_.tokens.size())});
      line_begins_ = false;
    }
    push(sort, begin, end);
  }

  void push(TokenSort sort, std::size_t begin, std::size_t end) {
    lexed_.tokens.push_back({sort, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)});
  }

  Lexed finish(std::size_t size) {
    const auto end = static_cast<std::uint32_t>(size);
    lexed_.words.push_back({Word::end_of_file, true, end, end, static_cast<std::uint32_t>(lexed_.tokens.size())});
    return std::move(lexed_);
  }

 private:
  Lexed lexed_;
  bool line_begins_ = true;
};

bool is_word_byte(char byte) {
  return byte == '_' || (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

// 'to nearest_clinic' is two words, not a phrase and a rest. (Said in the grammar, by a predicate, ANTLR would leak
// memory.)
bool is_cut_phrase(int type, std::string_view text, std::size_t end) {
  return (is_between(type, g::CONTRACT_YEAR, g::NUMBER_OF) || type == g::DURATION || type == g::ALLOW) &&
         end < text.size() && is_word_byte(text[end]);
}

class Lexer {
 public:
  Lexer() : nothing_("", 0), lexer_(&nothing_), simulator_(lexer_.getInterpreter<antlr4::atn::LexerATNSimulator>()) {}

  // Calls `add(type, begin, end)` for each token of the text from `begin` on. ANTLR's own nextToken makes an object on
  // the heap for every space.
  template <class Add>
  void lex(std::string_view text, std::size_t begin, Add add) {
    Bytes bytes(text, begin);
    for (std::size_t at = begin; at < text.size();) {
      auto type = static_cast<int>(simulator_->match(&bytes, 0));
      std::size_t end = bytes.index();
      if (is_cut_phrase(type, text, end)) {
        end = text.find_first_of(" \t\r\n", at);
        Bytes first_word(text.substr(0, end), at);
        type = static_cast<int>(simulator_->match(&first_word, 0));
        bytes.seek(end);
      }
      add(type, at, end);
      at = end;
    }
  }

 private:
  Bytes nothing_;
  ContractLexer lexer_;
  antlr4::atn::LexerATNSimulator* simulator_;
};

Lexed lex(std::string_view text) {
  const std::size_t begin = text.starts_with("\xEF\xBB\xBF") ? 3 : 0;
  TokenCollector collector(text.size());
  if (begin > 0) collector.push(TokenSort::space, 0, begin);
  Lexer().lex(text, begin, [&](int type, std::size_t at, std::size_t end) { collector.add(type, at, end); });
  return collector.finish(text.size());
}

// The words of the cells of a CSV file, without titles; a bar stands behind each cell.
Words lex_cells(std::string_view text, const std::vector<CsvRow>& rows) {
  Words words;
  Lexer lexer;
  for (const CsvRow& row : rows) {
    for (std::size_t column = 0; column < row.cells.size(); ++column) {
      if (&row != &rows.front() && is_title_column(text, rows, column)) continue;
      const CsvCell& cell = row.cells[column];
      lexer.lex(text.substr(0, cell.end), cell.begin, [&](int type, std::size_t begin, std::size_t end) {
        const TokenSort sort = sort_of(type);
        if (sort == TokenSort::space || sort == TokenSort::line_end) return;
        // A file has no remarks, and what looks like one is no empty cell.
        if (sort == TokenSort::comment || sort == TokenSort::prose || type == g::BAR) type = g::UNKNOWN;
        words.push_back({type, false, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end), 0});
      });
      words.push_back({g::BAR, false, cell.end, cell.end, 0});
    }
  }
  const auto end = static_cast<std::uint32_t>(text.size());
  words.push_back({Word::end_of_file, true, end, end, 0});
  return words;
}

// ---- From words to rules ------------------------------------------------------------------------------------------

class ParserToken final : public antlr4::Token {
 public:
  ParserToken(const Word& word, std::size_t index)
      : type_(word.type == Word::end_of_file ? EOF : static_cast<std::size_t>(word.type)), index_(index) {}

  std::string getText() const override { return {}; }
  std::size_t getType() const override { return type_; }
  std::size_t getLine() const override { return 0; }
  std::size_t getCharPositionInLine() const override { return 0; }
  std::size_t getChannel() const override { return DEFAULT_CHANNEL; }
  std::size_t getTokenIndex() const override { return index_; }
  std::size_t getStartIndex() const override { return 0; }
  std::size_t getStopIndex() const override { return 0; }
  antlr4::TokenSource* getTokenSource() const override { return nullptr; }
  antlr4::CharStream* getInputStream() const override { return nullptr; }
  std::string toString() const override { return {}; }

 private:
  std::size_t type_;
  std::size_t index_;
};

class ParserTokens final : public antlr4::TokenStream {
 public:
  explicit ParserTokens(const Words& words) {
    tokens_.reserve(words.size());
    for (const Word& word : words) tokens_.emplace_back(word, tokens_.size());
  }

  antlr4::Token* LT(ssize_t k) override {
    const ssize_t wanted = static_cast<ssize_t>(at_) + (k > 0 ? k - 1 : k);
    if (wanted < 0) return nullptr;
    return &tokens_[std::min(static_cast<std::size_t>(wanted), tokens_.size() - 1)];
  }
  std::size_t LA(ssize_t k) override { return LT(k)->getType(); }
  void consume() override { at_ = std::min(at_ + 1, tokens_.size() - 1); }
  std::size_t index() override { return at_; }
  void seek(std::size_t index) override { at_ = std::min(index, tokens_.size() - 1); }
  std::size_t size() override { return tokens_.size(); }
  antlr4::Token* get(std::size_t index) const override { return const_cast<ParserToken*>(&tokens_[index]); }
  antlr4::TokenSource* getTokenSource() const override { return nullptr; }
  ssize_t mark() override { return 0; }
  void release(ssize_t) override {}
  std::string getSourceName() const override { return {}; }
  std::string getText(const antlr4::misc::Interval&) override { return {}; }
  std::string getText() override { return {}; }
  std::string getText(antlr4::RuleContext*) override { return {}; }
  std::string getText(antlr4::Token*, antlr4::Token*) override { return {}; }

 private:
  std::vector<ParserToken> tokens_;
  std::size_t at_ = 0;
};

// Ends the rule being read at its first mistake; nothing is inserted or skipped to go on within it.
struct Abort {};

// Keeps track of the choices there were at the word at hand: the loops and options that were left before a mistake
// showed are part of what could have come.
class FirstMistake final : public antlr4::ANTLRErrorStrategy {
 public:
  void reset(antlr4::Parser*) override {}
  void sync(antlr4::Parser* parser) override { note_state(*parser, parser->getInputStream()->index()); }
  bool inErrorRecoveryMode(antlr4::Parser*) override { return false; }
  void reportMatch(antlr4::Parser*) override {}

  antlr4::Token* recoverInline(antlr4::Parser* parser) override {
    const std::size_t at = parser->getInputStream()->index();
    note_state(*parser, at);
    mistake_ = {at, expected(*parser), static_cast<int>(parser->getContext()->getRuleIndex())};
    throw Abort{};
  }

  void reportError(antlr4::Parser* parser, const antlr4::RecognitionException& problem) override {
    const std::size_t at = problem.getOffendingToken()->getTokenIndex();
    mistake_ = {at, {}, static_cast<int>(parser->getContext()->getRuleIndex())};
    const auto* undecided = dynamic_cast<const antlr4::NoViableAltException*>(&problem);
    if (undecided != nullptr && at != parser->getInputStream()->index()) {
      add_dead_ends(*undecided, *parser);
    } else {
      note_state(*parser, at);
      mistake_.expected = expected(*parser);
      add(parser->getExpectedTokens(), mistake_.expected);
    }
  }
  void recover(antlr4::Parser*, std::exception_ptr) override { throw Abort{}; }

  const SyntaxMistake& mistake() const { return mistake_; }

  WordSet expected(antlr4::Parser& parser) const {
    WordSet set;
    if (parser.getInputStream()->index() != at_) return set;
    for (const std::size_t state : states_) add(parser.getATN().nextTokens(parser.getATN().states[state]), set);
    return set;
  }

 private:
  void note_state(antlr4::Parser& parser, std::size_t at) {
    if (at != at_) {
      at_ = at;
      states_.clear();
    }
    states_.push_back(parser.getState());
  }

  // Where the rule could end, the next declaration could begin.
  static void add(const antlr4::misc::IntervalSet& types, WordSet& set) {
    for (const antlr4::misc::Interval& interval : types.getIntervals()) {
      if (interval.a == -1) set.set(g::DEFINE);
      for (ssize_t type = std::max<ssize_t>(interval.a, 1); type <= interval.b && type < 256; ++type) {
        set.set(static_cast<std::size_t>(type));
      }
    }
  }

  // The choice between two ways needed more than one word, and no way went on at the word in question.
  void add_dead_ends(const antlr4::NoViableAltException& problem, antlr4::Parser& parser) {
    if (problem.getDeadEndConfigs() == nullptr) return;
    for (const auto& config : problem.getDeadEndConfigs()->configs) {
      add(parser.getATN().nextTokens(config->state), mistake_.expected);
    }
  }

  std::size_t at_ = static_cast<std::size_t>(-1);
  std::vector<std::size_t> states_;
  SyntaxMistake mistake_;
};

// ANTLR tells listeners when a rule begins and ends only if there is one; the events themselves are overridden.
class NoListener final : public antlr4::tree::ParseTreeListener {
  void visitTerminal(antlr4::tree::TerminalNode*) override {}
  void visitErrorNode(antlr4::tree::ErrorNode*) override {}
  void enterEveryRule(antlr4::ParserRuleContext*) override {}
  void exitEveryRule(antlr4::ParserRuleContext*) override {}
};

// The generated parser, writing an outline instead of ANTLR's tree.
class OutliningParser final : public ContractParser {
 public:
  explicit OutliningParser(ParserTokens& tokens) : ContractParser(&tokens), tokens_(tokens) {
    setBuildParseTree(false);
    addParseListener(&listener_);
  }

  void start(std::size_t word) {
    reset();
    tokens_.seek(word);
    outline_.clear();
    open_.clear();
  }

  const Outline& outline() const { return outline_; }

  void triggerEnterRuleEvent() override {
    open_.push_back(static_cast<std::uint32_t>(outline_.size()));
    const auto at = static_cast<std::uint32_t>(tokens_.index());
    outline_.push_back({static_cast<int>(_ctx->getRuleIndex()), at, at, 0});
  }
  void triggerExitRuleEvent() override {
    OutlineNode& node = outline_[open_.back()];
    node.end = static_cast<std::uint32_t>(tokens_.index());
    node.next = static_cast<std::uint32_t>(outline_.size());
    open_.pop_back();
  }
  antlr4::Token* consume() override {
    antlr4::Token* token = tokens_.LT(1);
    tokens_.consume();
    return token;
  }

 private:
  ParserTokens& tokens_;
  NoListener listener_;
  Outline outline_;
  std::vector<std::uint32_t> open_;
};

class AntlrReader final : public RuleReader {
 public:
  explicit AntlrReader(const Words& words)
      : tokens_(words), parser_(tokens_), strategy_(std::make_shared<FirstMistake>()) {
    parser_.removeErrorListeners();
    parser_.setErrorHandler(strategy_);
  }

  // The quick way of predicting decides nearly everything; where it finds no way the thorough one has the last word.
  bool read(int rule, std::size_t first_word) override {
    return read(rule, first_word, antlr4::atn::PredictionMode::SLL) ||
           read(rule, first_word, antlr4::atn::PredictionMode::LL);
  }

  const Outline& outline() const override { return parser_.outline(); }
  const SyntaxMistake& mistake() const override { return strategy_->mistake(); }
  WordSet could_follow() const override { return strategy_->expected(parser_); }

 private:
  bool read(int rule, std::size_t first_word, antlr4::atn::PredictionMode mode) {
    parser_.start(first_word);
    parser_.getInterpreter<antlr4::atn::ParserATNSimulator>()->setPredictionMode(mode);
    try {
      switch (rule) {
        case g::RuleContractStart:
          parser_.contractStart();
          break;
        case g::RuleHeaderLine:
          parser_.headerLine();
          break;
        case g::RuleVariationStart:
          parser_.variationStart();
          break;
        case g::RuleCell:
          parser_.cell();
          break;
        default:
          parser_.declaration();
      }
    } catch (const Abort&) {
      return false;
    }
    return true;
  }

  ParserTokens tokens_;
  mutable OutliningParser parser_;
  std::shared_ptr<FirstMistake> strategy_;
};

// ---- The text as a whole ------------------------------------------------------------------------------------------

constexpr std::size_t megabyte = 1024 * 1024;

bool is_readable(diagnostics::FileId file, std::string_view text, diagnostics::Sink& sink) {
  if (text.size() > max_contract_bytes) {
    const std::string size = std::to_string((text.size() + megabyte - 1) / megabyte);
    sink.report(make<Id::FileTooLarge>(Span{file, 0, 0}, size, std::to_string(max_contract_megabytes)));
    return false;
  }
  if (const auto problem = diagnostics::find_text_problem(text)) {
    const auto at = static_cast<std::uint32_t>(problem->offset);
    const Span span{file, at, at + 1};
    if (problem->kind == diagnostics::TextProblem::Kind::NotUtf8) {
      sink.report(make<Id::TextNotUtf8>(span));
    } else {
      const auto byte = static_cast<unsigned char>(text[problem->offset]);
      sink.report(make<Id::ControlCharacter>(span, std::to_string(byte)));
    }
    return false;
  }
  return true;
}

}  // namespace

Tree parse(diagnostics::FileId file, const diagnostics::SourceMap& sources, diagnostics::Sink& sink,
           std::vector<Expr> before) {
  Tree tree;
  tree.file = file;
  tree.exprs = std::move(before);
  const std::string_view text = sources.file(file).text();
  if (!is_readable(file, text, sink)) {
    tree.broken_header = true;
    return tree;
  }
  Lexed lexed = lex(text);
  tree.tokens = std::move(lexed.tokens);
  AntlrReader reader(lexed.words);
  read_contract(tree, text, lexed.words, reader, sink);
  return tree;
}

Words words_of(std::string_view text) { return lex(text).words; }

std::optional<Table> parse_csv_table(diagnostics::FileId file, const diagnostics::SourceMap& sources,
                                     diagnostics::Sink& sink, std::vector<Expr>& exprs) {
  const std::string_view text = sources.file(file).text();
  if (!is_readable(file, text, sink)) return std::nullopt;
  std::vector<CsvRow> rows;
  if (const auto mistake = split_csv(text, rows)) {
    sink.report(make<Id::TableFile>(Span{file, mistake->at, mistake->at + 1}, mistake->what))
        .help("cells are separated by commas; a quotation mark within a cell is written twice");
    return std::nullopt;
  }
  if (rows.size() < 2) {
    sink.report(
        make<Id::TableFile>(Span{file, 0, 0}, rows.empty() ? "the file is empty" : "it has a header and no rows"));
    return std::nullopt;
  }
  const Words words = lex_cells(text, rows);
  const std::vector<TooDeep> too_deep = find_deep_nesting(words);
  if (!too_deep.empty()) {
    const Word& word = words[too_deep.front().word];
    sink.report(make<Id::NestingTooDeep>(Span{file, word.begin, word.end}, std::to_string(too_deep.front().limit)));
    return std::nullopt;
  }
  AntlrReader reader(words);
  Tree tree;
  tree.file = file;
  tree.exprs = std::move(exprs);
  std::optional<Table> table = read_csv_rows(tree, text, rows, words, reader, sink);
  exprs = std::move(tree.exprs);
  return table;
}

}  // namespace quarterday::syntax
