// SPDX-License-Identifier: Apache-2.0
#pragma once

// The sentences of a contract in plain English. Every form of the language has its words here; there is no fallback to
// the contract's own text. A part that could be read in two ways stands in brackets, and what is long becomes
// sub-paragraphs. The parts: names (say_names.cpp), figures (say_figures.cpp), tests (say_tests.cpp), phrases over sets
// and time (say_phrases.cpp), rows of records (say_rows.cpp), sub-paragraphs (say_items.cpp). Internal to this room.

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "compiler/model/contract.h"
#include "compiler/schedule/loads.h"
#include "compiler/schedule/readings.h"
#include "compiler/schedule/terms.h"
#include "compiler/syntax/ast.h"
#include "runtime/diagnostics/source_file.h"

namespace quarterday::schedule {

using model::SetId;
using plan::ValueId;
using syntax::ExprId;

template <class... Cases>
struct Overloaded : Cases... {
  using Cases::operator()...;
};
template <class... Cases>
Overloaded(Cases...) -> Overloaded<Cases...>;

// How tightly what is said holds together, from tightest to loosest.
enum class Hold { word, of, product, sum, limit, choice, test, all, any, sweep };

struct Said {
  Text text;
  Hold hold = Hold::word;
  bool plural = false;
};

// What a sentence is said within: the members and the period at hand.
struct Variable {
  std::string name;
  SetId set;
  bool alias = false;
};
struct Row {
  plan::TableId table;
  std::string called;              // "the stay", "that call"
  std::vector<std::string> names;  // by which `this stay` and `stay's` mean it
};
struct Scope {
  std::vector<Variable> variables;
  plan::Grain grain = plan::Grain::once;
  std::vector<Row> rows;
};

// What all sentences of a document share.
struct Language {
  const syntax::Tree& tree;
  const model::Contract& contract;
  const diagnostics::SourceMap& sources;
  const Terms& terms;
  const Loads& loads;
  Readings& readings;
};

class Sentence {
 public:
  Sentence(const Language& language, Scope scope) : language_(language), scope_(std::move(scope)) {}

  // A figure as a noun phrase; `most`: what may stand without brackets.
  Text figure(ExprId id, Hold most = Hold::choice);
  // A condition as a clause with a verb.
  Text condition(ExprId id, Hold most = Hold::any);
  // A figure with sub-paragraphs where it is long: "the first of the following that applies:" and so on.
  Item item(ExprId id);
  // A condition likewise.
  Item condition_item(ExprId id);
  // "the *cases* are not": a figure with its verb.
  Text subject_is(ExprId subject, bool negated, Hold most);
  // A table of cases.
  Item cases(const syntax::Table& table, const std::string& deed);
  bool is_test(ExprId id) const;
  // Whether what is said of it takes a verb of the plural.
  bool is_plural(ExprId id) { return say(id).plural; }

  // `for each trust as receiver where ...`; brings the member at hand.
  Text open_index(const syntax::Index& index);
  // "each trust" of a payment.
  Text open_party(const syntax::PartyReference& party);
  const value::Calendar& calendar() const { return language_.contract.calendar; }
  Scope& scope() { return scope_; }
  const Scope& scope() const { return scope_; }

  // A member, a choice, a column of members: whatever a bare name in a cell stands for.
  Text cell_name(const std::string& name, std::optional<SetId> set);
  Text time_at_hand() const;  // "the quarter"
  // What the table of the declaration is read at.
  const Text& table_subject() const { return table_subject_; }
  // The figure of a name as it stands in `naming`, with members.
  Text named(const syntax::NamedFigure& named);
  Text duration(const syntax::DurationLiteral& duration) const;
  std::string money(const syntax::MoneyLiteral& money) const;
  static std::string count_of(const value::Rational& number);

 private:
  const syntax::Expr& expr(ExprId id) const { return language_.tree.expr(id); }
  ExprId bare(ExprId id) const;  // without brackets
  template <class Node>
  const Node* as(ExprId id) const {
    return std::get_if<Node>(&expr(id).node);
  }
  void read(Reading reading) { language_.readings.use(reading); }

  Said say(ExprId id);
  static Text within(Said said, Hold most);

  // say_figures.cpp
  Said literal(ExprId id);
  Said reference(ExprId id);
  Said name(const std::string& name, const std::vector<syntax::Name>& targets, ExprId whole);
  std::optional<ValueId> value_named(const std::string& name, ExprId whole) const;
  Text with_members(ValueId id, const std::vector<syntax::Name>& targets);
  Text target(const std::string& name, std::optional<SetId> set);
  Text column_words(ValueId id) const;
  Text number_with_time(Text text, const syntax::TimeRef& time);
  Said of(const syntax::Of& of);
  Said unary(const syntax::Unary& unary);
  Said binary(const syntax::Binary& binary);
  Text added(ExprId id);
  // What is limited, and its limits in the order in which they are applied.
  struct Limited {
    ExprId subject;
    std::vector<const syntax::Limit*> limits;
  };
  Limited limited(ExprId id) const;
  Said limit(ExprId id);
  Said conditional(const syntax::Conditional& conditional);
  Said first_then(const syntax::FirstThen& first_then);
  Said first_reported(const syntax::FirstReported& first);
  Said growing(const syntax::Growing& growing);
  Said worked_out_again(const syntax::WithAs& with);
  const Variable* variable(std::string_view name) const;

  // say_tests.cpp
  std::optional<Said> test(ExprId id);
  Text compare(const syntax::Binary& binary);
  Said logic(syntax::BinaryOp op, ExprId id);
  Text is_value(const syntax::IsValue& is);
  Text subject_does(ExprId subject, const std::string& verb);
  Text is_reported(const syntax::IsReported& is);
  Text is_in(const syntax::IsIn& is);
  Text value_beside(ExprId subject, ExprId value);
  Text moment(ExprId id, const std::string& end);
  Text quantified(const syntax::Quantified& quantified);
  std::optional<SetId> set_of(ExprId id);

  // say_phrases.cpp
  Text set_words(const syntax::SetRef& set, bool singular);
  Said aggregate(const syntax::Aggregate& aggregate);
  Said number_of(const syntax::NumberOf& number);
  Said progress(const syntax::Progress& progress);
  Said table_of(const syntax::TableOf& table);
  Said split(const syntax::SplitOver& split);
  Said balance(const syntax::BalanceFigure& balance);
  Text owner_of_its(SetId set) const;
  void open_set(const syntax::SetRef& set);
  std::optional<SetId> set_named(const std::string& name) const;

  // say_items.cpp
  Item long_item(ExprId id, const Text& whole);
  Item item_of(const syntax::Conditional& conditional);
  Item item_of(const syntax::FirstThen& recurrence);
  Item item_of(const syntax::FirstReported& first);
  Item item_of(const syntax::Aggregate& aggregate, const Text& whole);
  Item chain_item(ExprId id);
  Item limit_item(ExprId id);
  Item after_words(Text words, ExprId id, Hold most);
  Item case_item(ExprId value, const Text& if_words);
  Text case_words(const syntax::Cell& cell);

  // say_rows.cpp
  bool in_rows() const { return !scope_.rows.empty(); }
  std::optional<Said> row_name(const std::string& name);
  Text row_owner(ExprId id);
  Said possessive(const syntax::Possessive& possessive);
  Text row_quantified(const syntax::Quantified& quantified);
  Said over_rows(const syntax::Aggregate& aggregate);
  const plan::RecordColumn* column_of(ExprId id) const;
  std::optional<SetId> set_of_column(ExprId id) const;
  bool is_choice(ExprId subject, const std::string& word) const;
  const plan::RecordTable& table(plan::TableId id) const { return language_.contract.tables[id.index].table; }
  std::optional<plan::TableId> table_of_rows(const std::string& name) const;

  const Language& language_;
  Scope scope_;
  int depth_ = 0;  // of sub-paragraphs
  Text table_subject_;
};

// "clause 3.2", "clauses 3.2, 3.4 and 5".
std::string clause_numbers(const std::string& written);

// " (clause 3.2)", " (clause 2 of the deed of variation)"; with the blank before it, empty without a clause.
std::string clause_words(const std::string& clause, const std::string& deed);

// The words for a period at hand.
std::string grain_word(plan::Grain grain);
plan::Grain grain_of(syntax::Rhythm rhythm);
using value::month_name;

}  // namespace quarterday::schedule
