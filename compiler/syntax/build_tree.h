// SPDX-License-Identifier: Apache-2.0
#pragma once

// From the outline of a declaration to the nodes of ast.h. What the grammar admits but the tree cannot hold (two
// rhythms, rows of different length) is reported here. Internal to this room; build_sentences.cpp, build_tables.cpp,
// build_records.cpp, build_declarations.cpp and build_shared.cpp hold the parts.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/syntax/ast.h"
#include "compiler/syntax/grammar.h"
#include "runtime/diagnostics/diagnostic.h"

namespace quarterday::syntax {

class TreeBuilder {
 public:
  TreeBuilder(Tree& tree, std::string_view text, const Words& words, diagnostics::Sink& sink)
      : tree_(tree), text_(text), words_(words), sink_(sink) {}

  void contract_start(Part part);
  void header_line(Part part);
  Declaration declaration(Part part);
  VariationDecl variation(Part part);  // without what stands in it
  Cell cell(Part part);

  std::vector<std::string> prose_before(std::size_t word) const;
  Span span_of(const Word& word) const { return {tree_.file, word.begin, word.end}; }
  std::string_view text_of(const Word& word) const { return text_.substr(word.begin, word.end - word.begin); }

 private:
  // Words
  Span span_of(const Part& part) const { return {tree_.file, part.first_word().begin, part.last_word().end}; }
  Name name(Part part) const;
  Name name_of(const Word& word) const;
  Title title(const Word& word) const;
  Clause clause(const Word& word) const;
  PeriodText period(Part part) const;
  std::optional<Title> optional_title(Part& part) const;
  void optional_clause(Part& part, Clause& clause) const;
  void too_long(const Word& word, std::size_t limit);

  // Declarations
  Common common_of(const Part& part) const;
  PartyDecl party(Part part);
  GroupDecl group(Part part);
  DimensionDecl dimension(Part part);
  UnitDecl unit(Part part);
  ParameterDecl parameter(Part part);
  ParametersDecl parameters(Part part);
  InputDecl input(Part part);
  std::string name_pattern(Part part);
  InputName input_name(Part part);
  InputRule input_rule(Part part);
  ExprId range_after_between(Part& part);
  DefineDecl define(Part part);
  Declaration payment_declaration(Part part);
  std::optional<PaymentDecl> payment(Part part);
  bool payment_part(Part part, PaymentDecl& payment);
  PartyReference party_reference(Part part);
  Declaration together(Part part);
  BalanceDecl balance(Part part);
  BalanceLine balance_line(Part part);
  RequireDecl require(Part part);
  NamedFigure named_figure(Part part);
  GuaranteeDecl guarantee(Part part);
  ScenarioDecl scenario(Part part);
  ScenarioItem scenario_item(Part part);
  std::vector<ScenarioCase> cases(const Table& table);
  void add_case_cell(ScenarioCase& one, const Cell& head, const Cell& cell);
  ImportDecl import_file(Part part);
  PhraseGap phrase_gap(std::string word, Part part);
  PhraseDecl phrase_declaration(Part part);
  TemplateDecl template_declaration(Part part);
  UseDecl use(Part part);
  EndsDecl ends(Part part);
  AllowDecl allow(Part part);
  RecordsDecl records(Part part);
  RowsDecl rows(Part part);
  RowsStep rows_step(Part part);
  RowsOrder rows_order(Part part);
  std::vector<Name> role(Part part) const;
  std::vector<Member> member_list(Part part) const;

  // Heads and types
  Head head(Part part);
  void index(Part part, std::vector<Index>& indexes, std::optional<HeadRhythm>& rhythm);
  HeadRhythm head_rhythm(Part& part);
  PeriodSpan period_span(Part part) const;
  Rhythm rhythm(Part part) const;
  Type type(Part part);
  TypePer per(Part part) const;
  Body body(Part part);

  // Tables
  Table table(Part part);
  Row row(Part part);
  Cell sentence_cell(Part part);
  void report_missing_bar(const Word& word);
  void check_row_lengths(const Table& table);
  void mark_losses(Table& table) const;

  // Sentences
  ExprId add(Span span, ExprNode node);
  ExprId span_and_add(ExprId first, ExprId last, ExprNode node);
  Span span_of(ExprId id) const { return tree_.exprs[id.index].span; }
  ExprId binary(BinaryOp op, ExprId left, const Word& op_word, ExprId right);
  ExprId sentence(Part part);
  ExprId conditional(Part part);
  ExprId logic(Part part);
  ExprId conjunction(Part part);
  ExprId negation(Part part);
  ExprId test(Part part);
  ExprId quantified(Part part);
  ExprId test_rest(ExprId subject, Part part);
  ExprId is_what(ExprId subject, bool negated, Part part);
  ExprId moment(Part part);
  ExprId comparison(ExprId subject, Part operation, ExprId right);
  ExprId simple_test(Part part);
  ExprId tailed(Part part);
  ExprId tail(ExprId subject, Part part);
  ExprId sum(Part part);
  ExprId product(Part part);
  ExprId further(ExprId of, Part& part);
  void add_further(Further& node, const Word& word, ExprId figure);
  ExprId phrase(Part part);
  ExprId aggregate(Part part);
  ExprId of_phrase(Part part);
  ExprId adverbed(Part part);
  ExprId adverb(ExprId of, Part part);
  ExprId primary(Part part);
  ExprId literal(const Word& word);
  ExprId first_reported(Part part);
  SetRef set(Part part);
  ExprId set_where(Part part);
  SetRef counted_set(Part part);

  Tree& tree_;
  std::string_view text_;
  const Words& words_;
  diagnostics::Sink& sink_;
};

}  // namespace quarterday::syntax
