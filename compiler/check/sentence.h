// SPDX-License-Identifier: Apache-2.0
#pragma once

// Checking one sentence: its names are resolved in a scope (the members and the period at hand), its types, units and
// grains are checked, and it is kept as operations of the plan. The parts: names (references.cpp),
// figures (figures.cpp), operators (operators.cpp), tests (tests.cpp), cases (cases.cpp), phrases over sets
// (phrases.cpp) and phrases that read a table (rows.cpp).

#include <functional>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "compiler/check/context.h"

namespace quarterday::check {

struct Typed {
  NodeId node;
  Type type;
};

// A member at hand: `each trust as sender`, or bound by `sum over trusts as sender of`.
struct Variable {
  std::string name;
  SetId set;
  std::uint32_t slot = 0;
  bool alias = false;
  Span span;  // where it gets its name
};

struct Scope {
  std::vector<Variable> variables;
  Grain grain = Grain::once;                         // of the period at hand
  std::vector<MonthRange> during;                    // the periods for which the sentence is worked out
  std::optional<Grain> earlier;                      // inside a move to an earlier period of this grain
  bool conditional = false;                          // inside a case that not every period reaches
  bool rule = false;                                 // `settlement refused` may be said
  bool loose = false;                                // where an index is not at hand, any member will do
  std::vector<plan::FreeIndex>* free = nullptr;      // a guarantee: indexes that are not at hand are noted here
  std::vector<plan::Movement>* movements = nullptr;  // likewise: what never moves is noted here
  std::set<std::uint32_t> earlier_slots;             // members declared before the one at hand
  bool scenario = false;                             // any period may be named up to the end of the scenario's own
  bool any_grain = false;                // a scenario's `given`: a finer figure stands for each of its periods
  bool every_member = false;             // likewise: where no member is named, it is given of all of them
  ValueId owner;                         // whose sentence it is; none for requirements, guarantees, scenarios
  const syntax::Table* table = nullptr;  // what `tiers of`, `scale of`, `steps of` read
  std::string clause;
  std::uint32_t next_slot = 0;
  std::uint32_t slot_count = 0;
};

class Sentence {
 public:
  Sentence(Context& context, Scope scope) : context_(context), contract_(context.contract), scope_(std::move(scope)) {}

  Typed read(ExprId id, const Type* wanted = nullptr);
  NodeId condition(ExprId id);
  // A table of cases: a test or a member, a value, and perhaps a clause in each row.
  Typed guard_table(const syntax::Table& table, const Type* wanted);
  // Who pays or is paid where it is not simply `each ...`: a party, a member at hand, or a column of parties.
  plan::PartyRef party(const syntax::Name& name);
  // Which figure of the input `naming ...` means. `any`: an index that is not said is that of the member at hand, or of
  // the first one. Reports.
  std::optional<std::vector<plan::Argument>> figure_of(ValueId input, const syntax::NamedFigure& named, bool any);
  // Whether the table was read by a phrase.
  bool table_used() const { return table_used_; }
  std::uint32_t slot_count() const { return scope_.slot_count; }
  Scope& scope() { return scope_; }

 private:
  // figures.cpp
  Typed literal(const syntax::Expr& expr, const Type* wanted);
  Typed per(const syntax::Per& per, Span span);
  Typed calendar_word(syntax::CalendarWord word, Span span);
  Typed part_of_year(Grain grain, int part, Span span);
  bool same_sign(const Typed& low, const Typed& high, Span span);  // reports
  Typed range(const syntax::RangeLiteral& range, Span span);
  Typed standard(const syntax::StandardLiteral& standard, Span span);

  // currencies.cpp
  Typed money(const syntax::MoneyLiteral& money, Span span);
  std::string sign_of(const Type& type) const { return context_.sign_of(type); }
  void report_currencies(const Typed& left, const Typed& right, Span span);

  // operators.cpp
  Typed of(const syntax::Of& of, Span span, const Type* wanted);
  Typed phrase_of(const std::string& phrase, const syntax::Of& of, Span span);
  Typed unary(const syntax::Unary& unary, Span span, const Type* wanted);
  Typed binary(const syntax::Binary& binary, Span span, const Type* wanted);
  Typed sum(const syntax::Binary& binary, Span span, const Type* wanted);
  Typed product(const syntax::Binary& binary, Span span);
  Typed limit(const syntax::Limit& limit, Span span, const Type* wanted);
  // What two figures are put together for decides what is said when they do not fit.
  enum class Joined { added, compared, alternatives };
  bool must_unify(const Typed& left, const Typed& right, Span span, Type& result, Joined joined);

  // tests.cpp
  Typed comparison(const syntax::Binary& binary, Span span);
  Typed logic(const syntax::Binary& binary, Span span);
  Typed test(const syntax::Expr& expr);
  Typed is_reported(ExprId subject, Span span);
  Typed is_value(const syntax::IsValue& is, Span span);
  Typed meets(const syntax::Meets& meets, Span span);
  Typed never_moves(const syntax::NeverMoves& never, Span span);

  // dates.cpp
  Typed date(const syntax::DateLiteral& literal, Span span);
  Typed later_date(const syntax::After& after, Span span);
  Typed is_before(const syntax::IsBefore& is, Span span);
  Typed is_in(const syntax::IsIn& is, Span span);
  // A date or a period as the date of its first or last day. Reports.
  std::optional<NodeId> day_of(const Typed& moment, plan::Op which, Span span);

  // cases.cpp
  bool blames_earlier(const Type* wanted, const Typed& earlier, const Typed& later);  // reports
  Typed conditional(const syntax::Conditional& conditional, Span span, const Type* wanted);
  Typed first_then(const syntax::FirstThen& recurrence, Span span, const Type* wanted);
  std::optional<syntax::PeriodText> plain_year(const syntax::Cell& cell) const;
  NodeId guard_test(const syntax::Cell& cell);
  // The months to which a test about the period at hand narrows what it guards.
  std::vector<MonthRange> during_if(NodeId test) const;

  // references.cpp
  Typed reference(ExprId id, const Type* wanted, plan::Op op = plan::Op::load);
  Typed name(const syntax::Name& name, const std::vector<syntax::Name>& fors, const Type* wanted, plan::Op op,
             Span span);
  Type type_of(const model::Value& value, const std::vector<plan::Argument>& arguments) const;
  Typed load(ValueId id, std::vector<plan::Argument> arguments, plan::Op op, Span span);
  std::optional<std::vector<plan::Argument>> bind(const model::Value& value, const std::vector<syntax::Name>& fors,
                                                  Span span, bool quiet);
  std::optional<syntax::Name> plain_name(ExprId id) const;
  Typed unknown(const syntax::Name& name, const Type* wanted);
  const Variable* variable(std::string_view name) const;
  std::string help_for_amount(const model::Value& value) const;
  bool check_grain(const model::Value& value, Span span);
  void check_cover(model::Value& value, Span span);
  bool part_is_within(const plan::TimeMove& part) const;
  bool is_price_beside_amount(const Typed& left, const Typed& right) const;
  bool report_loose_column(const model::Value& value, const syntax::Name& wanted);
  std::optional<std::string> column_of_those_at_hand(SetId set) const;
  void report_no_figure(const syntax::Cell& cell, const Type* wanted);
  void list_members(Diagnostic& diagnostic, SetId id) const;
  // `asked`: the name of what is read at the other period, as a help can say it.
  std::optional<plan::TimeMove> move(const syntax::TimeRef& time, Scope& inner, const std::string& asked);
  Typed moved_to(const syntax::TimeRef& time, Span span, const std::function<Typed()>& read_there,
                 const std::string& asked = "...");
  void warn_of_nothing_then(NodeId asked, Period period, Span span);
  Typed at(const syntax::TimeRef& time, ExprId of, const std::vector<syntax::Name>& fors, const Type* wanted,
           plan::Op op, Span span);

  // phrases.cpp
  Typed aggregate(const syntax::Aggregate& aggregate, Span span, const Type* wanted);
  Typed pooled(const syntax::Aggregate& aggregate, Span span);
  Typed quantified(const syntax::Quantified& quantified, Span span);
  Typed number_of(const syntax::NumberOf& number, Span span);
  Typed first_reported(const syntax::FirstReported& first, Span span, const Type* wanted);
  Typed progress(const syntax::Progress& progress, Span span);
  Typed split(const syntax::SplitOver& split, Span span);
  Typed by_weight(const syntax::ByWeight& by, Span span);
  Typed movement(const syntax::Of& of, Span span);
  NodeId only_member_of(ValueId column, std::uint32_t slot, const Variable& owner, Span span);
  Typed growing(const syntax::Growing& growing, Span span, const Type* wanted);
  Typed to_nearest(const syntax::ToNearest& nearest, Span span, const Type* wanted);
  std::optional<plan::Binder> open_set(const syntax::SetRef& set, bool singular);
  std::optional<plan::Binder> open_members(const syntax::SetRef& set, bool singular);
  std::optional<plan::Binder> open_periods(const syntax::SetRef& set);
  NodeId own_members(SetId set, std::uint32_t slot, const syntax::SetRef& written);

  // record_figures.cpp
  std::optional<syntax::Name> rows_counted(ExprId id) const;
  bool are_rows(const syntax::SetRef& set) const;
  const syntax::Aggregate* rows_summed(ExprId id) const;
  Typed over_rows(const syntax::Aggregate& aggregate, Span span, std::vector<syntax::Name> fors);
  Typed over_rows_of(const syntax::Aggregate& aggregate, ExprId body, Span span, std::vector<syntax::Name> fors);
  Typed no_where(const syntax::SetRef& set);

  // replacements.cpp
  Typed with_as(const syntax::WithAs& with, Span span, const Type* wanted);
  std::optional<ValueId> stand_in(ValueId replaced, ExprId by);

  // rows.cpp
  Typed table_phrase(const syntax::TableOf& phrase, Span span);
  void tier_rows(plan::RowTable& table, const Type& subject, Type& result);
  void tier_columns(plan::RowTable& table, const syntax::Row& header, Span span);
  void scale_rows(plan::RowTable& table, const Type& subject, Type& result);
  void step_rows(plan::RowTable& table, const Type& subject, Type& result);
  Typed bound(ExprId id, const Type& subject);
  void row_results(plan::TableRow& row, const syntax::Row& written, Type& result);
  bool names_member_only(std::string_view name) const;
  std::string figure_text(const value::Rational& figure, const Type& type) const;

  Typed ascribed(const syntax::Ascribed& ascribed, Span span, const Type* wanted);
  Typed only_of_rows(std::string_view words, Span span);
  Typed error_at(Span span);
  Typed add(plan::Op op, std::vector<NodeId> operands, Span span, const Type& type);
  Typed constant(plan::Figure figure, Span span, const Type& type);
  std::string words(const Type& type) const { return contract_.describe(type); }

  Context& context_;
  Contract& contract_;
  Scope scope_;
  bool table_used_ = false;
  std::set<std::pair<ValueId, Period>> nothing_then_;  // reported already
  bool rows_asked_ = false;                            // inside `is reported` rows stand for their number
};

}  // namespace quarterday::check
