// SPDX-License-Identifier: Apache-2.0
#pragma once

// One test or figure of a row of records: `destination is one of (transfer, died)`. It knows the columns of the row at
// hand, the rows of joins around it, and the members and the period for which the set is measured, and nothing of the
// figures of the contract, so that a query can answer it.

#include <optional>
#include <string>
#include <vector>

#include "compiler/check/context.h"
#include "compiler/check/records.h"

namespace quarterday::check {

struct RowType {
  enum class Kind { error, text, date, time, yes_no, number, money, choice, member, row };
  Kind kind = Kind::error;
  bool optional = false;                              // may be empty
  const std::vector<std::string>* choices = nullptr;  // choice; of a column of the contract, which stays where it is
  SetId set;                                          // member
  plan::TableId table;                                // row: of this table
  bool boundary = false;                              // the start or end of a period: a date may stand beside it

  bool is_error() const { return kind == Kind::error; }
};

struct RowTyped {
  plan::RowExprId expr;
  RowType type;
};

class RowSentence {
 public:
  // `rows` is the set whose rows are judged, as far as it is read.
  RowSentence(Context& context, RowsReader& reader, const model::RowSet& rows);

  plan::RowExprId condition(ExprId id);
  RowTyped read(ExprId id, const RowType* wanted = nullptr);
  std::size_t size() const { return size_; }  // tables it reads besides the row's own

  std::string describe(const RowType& type) const;
  RowType type_of(const plan::RecordColumn& column) const;
  // The member at hand for each index of another set. Reports.
  std::optional<std::vector<std::uint32_t>> slots_for(plan::RowSetId set, Span span);

 private:
  struct Row {
    plan::TableId table;
    std::vector<std::string> names;
  };

  RowTyped name(const syntax::Name& name, const RowType* wanted);
  std::optional<RowTyped> word(const syntax::Name& name, const RowType* wanted);
  RowTyped column(std::uint32_t row, std::vector<std::uint32_t> path, const syntax::Name& name);
  std::optional<RowTyped> row_called(const syntax::Name& name, std::size_t depth);
  RowTyped this_row(const syntax::ThisRow& row, Span span);
  RowTyped possessive(const syntax::Possessive& possessive, Span span);
  RowTyped boundary(syntax::CalendarWord word, const syntax::Name& end, Span span);
  RowTyped after(const syntax::After& after, Span span);
  RowTyped binary(const syntax::Binary& binary, Span span, const RowType* wanted);
  RowTyped compare(plan::RowOp op, RowTyped left, RowTyped right, Span span);
  RowTyped is_value(const syntax::IsValue& is, Span span);
  RowTyped is_one_of(const syntax::IsOneOf& is, Span span);
  RowTyped is_between(const syntax::IsBetween& is, Span span);
  RowTyped is_in(const syntax::IsIn& is, Span span);
  RowTyped is_given(const syntax::IsGiven& is, Span span);
  RowTyped within(const syntax::WithinTest& within, Span span);
  RowTyped some(const syntax::Quantified& some);
  RowTyped number(const value::Rational& figure, RowType::Kind kind, Span span);
  RowTyped negated(RowTyped test, bool is);

  bool same_kind(RowTyped& left, RowTyped& right, Span span);
  RowTyped not_of_a_row(std::string_view what, Span span, std::string_view help = {});
  RowTyped add(plan::RowExpr expr, RowType type);
  RowTyped test(plan::RowOp op, std::vector<plan::RowExprId> operands);
  const plan::RecordTable& table(plan::TableId id) const { return context_.contract.tables[id.index].table; }

  Context& context_;
  RowsReader& reader_;
  const std::vector<plan::RowSet::Index> indexes_;
  const Grain grain_;
  std::vector<Row> rows_;
  std::size_t size_ = 0;
};

}  // namespace quarterday::check
