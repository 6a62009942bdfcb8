// SPDX-License-Identifier: Apache-2.0
#pragma once

// The declarations of a contract as blocks of the document, in their order. The parts: the header and the order of
// things (writer.cpp), parties, members and terms (write_terms.cpp), inputs, definitions and payments
// (write_figures.cpp), balances, requirements, guarantees and deeds (write_rules.cpp), examples
// (write_examples.cpp), records (write_records.cpp), tables (write_tables.cpp). Internal to this room.

#include <map>
#include <set>
#include <string>
#include <vector>

#include "compiler/schedule/document.h"
#include "compiler/schedule/headings.h"
#include "compiler/schedule/sentence.h"

namespace quarterday::schedule {

class Writer {
 public:
  Writer(const syntax::Tree& tree, const model::Contract& contract, const diagnostics::SourceMap& sources);

  Document write();

  // One for each form of declaration; what is shared or broken is not there any more.
  void operator()(const syntax::PartyDecl& decl);
  void operator()(const syntax::GroupDecl& decl);
  void operator()(const syntax::DimensionDecl& decl);
  void operator()(const syntax::UnitDecl& decl);
  void operator()(const syntax::ParameterDecl& decl);
  void operator()(const syntax::ParametersDecl& decl);
  void operator()(const syntax::InputDecl& decl);
  void operator()(const syntax::DefineDecl& decl);
  void operator()(const syntax::PaymentDecl& decl);
  void operator()(const syntax::TogetherDecl& decl);
  void operator()(const syntax::BalanceDecl& decl);
  void operator()(const syntax::RequireDecl& decl);
  void operator()(const syntax::GuaranteeDecl& decl);
  void operator()(const syntax::ScenarioDecl& decl);
  void operator()(const syntax::RecordsDecl& decl);
  void operator()(const syntax::RowsDecl& decl);
  void operator()(const syntax::VariationDecl& decl);
  void operator()(const syntax::EndsDecl& decl);
  void operator()(const syntax::AllowDecl& decl);
  void operator()(const syntax::ImportDecl& decl);
  void operator()(const syntax::PhraseDecl& decl);
  void operator()(const syntax::TemplateDecl& decl);
  void operator()(const syntax::UseDecl& decl);
  void operator()(const syntax::BrokenDecl& decl);

 private:
  // What is said of an input: of one, of one that is a plural ("people"), of several.
  enum class Number { one, plural, several };

  // writer.cpp
  void header();
  void readings();
  void prose(const std::vector<std::string>& lines);
  bool is_heading(const ProseLine& line) const;
  void enter_deed(const syntax::Common& decl, bool is_deed, bool is_example);
  // A paragraph at the place and with the anchors of the declaration. `defines`: names with anchors of their own.
  void paragraph(const syntax::Common& decl, Item body, const std::vector<std::string>& defines = {});
  void paragraph_at(diagnostics::Span span, const std::string& clause, Item body,
                    const std::vector<std::string>& defines);
  std::string anchor(const std::string& wanted);
  Sentence sentence(Scope scope = {}) const { return Sentence(language_, std::move(scope)); }
  const model::Deed* deed_of(const syntax::Common& decl) const;
  std::string deed_words(const syntax::Common& decl) const;
  std::string clauses(const syntax::Common& decl) const;
  // "From 2025/26, " before what a deed says.
  Text dated(const syntax::Common& decl, Text text) const;
  // The title; that of the original, where a deed repeats a term without it.
  std::string title_of(const syntax::Common& decl) const;
  // "**core payment** (`core_payment`, an amount of money)"
  Text defined(const std::string& name, const std::string& title, const std::string& type = {}) const;
  std::string unit_words() const;
  // A full stop and the clause; before the colon where sub-paragraphs follow.
  static void close(Item& item, const std::string& clause);

  // write_terms.cpp
  void members(const syntax::Common& decl, const std::string& all, const std::string& one,
               const std::vector<syntax::Member>& members, const std::optional<syntax::Table>& table, Text beginning);

  // write_figures.cpp
  void input_rules(Item& item, Sentence& sentence, const syntax::InputDecl& decl, Number number);
  Item input_rule(Sentence& sentence, const syntax::InputRule& rule, const std::string& deed, Number number);
  Item body(Sentence& sentence, const syntax::Body& body, const std::string& deed);
  void payment(const syntax::PaymentDecl& decl, const std::vector<syntax::Index>& around);

  // write_examples.cpp
  // Figures that are given go to the table, if there is one.
  void example_lines(Sentence& sentence, const std::vector<syntax::ScenarioLine>& lines, std::vector<Text>& given,
                     std::vector<Text>& expected, Table* figures);
  Text example_figure(Sentence& sentence, const syntax::Binary& equal);
  bool is_of_all(const syntax::ScenarioItem& item) const;
  Text example_item(Sentence& sentence, const syntax::ScenarioItem& item);

  // write_records.cpp
  Text column_name(const syntax::Cell& cell) const;
  Text holds(const std::string& records, std::size_t at) const;
  Text whose(const plan::RowSet& rows) const;
  Text keep_one_words(const syntax::RowsStep& step);

  // write_tables.cpp
  void term_table(Sentence& sentence, const syntax::Table& table, const std::optional<syntax::Head>& head,
                  const std::optional<syntax::Name>& name, bool has_header);
  void row_table(Sentence& sentence, const syntax::Table& table, const std::string& deed);
  Text cell(Sentence& sentence, const syntax::Cell& cell);
  Text header_cell(Sentence& sentence, const syntax::Cell& cell, std::string& column);
  bool has_header(const syntax::ParameterDecl& decl) const;

  // write_charts.cpp
  void charts(const syntax::Common& decl);
  std::optional<plan::NodeId> curve_in(plan::NodeId body) const;
  static void add_line(Chart& chart, const std::string& name,
                       std::vector<std::pair<value::Rational, value::Rational>> points);
  Text node_words(plan::NodeId id) const;
  void period_chart(const std::string& name);
  void weight_chart(const std::string& name, model::SetId set);
  void table_charts(const syntax::Table& table, const std::optional<syntax::Head>& head, const std::string& members);
  std::string months_name(plan::MonthRange months) const;
  void collect_weights();

  const syntax::Tree& tree_;
  const model::Contract& contract_;
  const diagnostics::SourceMap& sources_;
  Terms terms_;
  Loads loads_;
  Readings readings_;
  Language language_;
  Document document_;
  std::set<std::string> anchors_;
  std::map<std::string, int> repeats_;  // of an anchor that was wanted before
  std::set<std::string> weights_;       // names of weights
  bool has_headings_ = false;           // whether a line of the author is a heading by itself
  bool examples_ = false;               // whether the last block was an example
  bool after_deed_ = false;             // whether the declaration is the first after a deed
  std::string deed_;                    // in which the last declaration stood
};

}  // namespace quarterday::schedule
