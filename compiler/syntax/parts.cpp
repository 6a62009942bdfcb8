// SPDX-License-Identifier: Apache-2.0
#include "compiler/syntax/parts.h"

namespace quarterday::syntax {
namespace {

class Visitor {
 public:
  explicit Visitor(Parts& parts, Span whole = {}) : parts_(parts), whole_(whole) {}

  // ---- Small pieces

  void visit(Span& span) { parts_.span(span); }
  void visit(Name& name) {
    parts_.name(name.text, name.span);
    parts_.span(name.span);
  }
  void visit(Clause& clause) { parts_.span(clause.span); }
  void visit(Title& title) { parts_.span(title.span); }
  void visit(PeriodText& period) { parts_.span(period.span); }
  void visit(ExprId& id) {
    if (id) parts_.expr(id);
  }
  template <class Piece>
  void visit(std::optional<Piece>& piece) {
    if (piece) visit(*piece);
  }
  template <class Piece>
  void visit(std::vector<Piece>& pieces) {
    for (Piece& piece : pieces) visit(piece);
  }
  template <class... Pieces>
  void all(Pieces&... pieces) {
    (visit(pieces), ...);
  }

  void visit(TypePer& per) {
    if (!per.is_number) parts_.name(per.text, per.span);
    parts_.span(per.span);
  }
  void visit(Type& type) {
    if (type.form == Type::Form::named || type.form == Type::Form::its) visit(type.name);
    all(type.of, type.pers, type.choices, type.span);
  }
  void visit(SetRef& set) {
    if (set.kind == SetRef::Kind::members || set.kind == SetRef::Kind::its) visit(set.name);
    all(set.as, set.where, set.from, set.to, set.span);
  }
  void visit(TimeRef& time) { all(time.period, time.span); }

  // ---- Sentences

  void visit(NumberLiteral&) {}
  void visit(PercentLiteral&) {}
  void visit(MoneyLiteral&) {}
  void visit(DurationLiteral&) {}
  void visit(PeriodLiteral& literal) { visit(literal.period); }
  void visit(DateLiteral&) {}
  void visit(QuarterLiteral&) {}
  void visit(MonthLiteral&) {}
  void visit(YesNoLiteral&) {}
  void visit(CalendarReference&) {}
  void visit(LeftOut&) {}
  void visit(SettlementRefused&) {}
  void visit(NameReference& reference) { parts_.name(reference.text, whole_); }
  void visit(ThisRow& row) { visit(row.name); }
  void visit(Bracketed& bracketed) { visit(bracketed.inner); }
  void visit(For& look_up) { all(look_up.of, look_up.target); }
  void visit(At& at) { all(at.of, at.time); }
  void visit(Per& per) { all(per.of, per.per); }
  void visit(Possessive& possessive) { all(possessive.of, possessive.column); }
  void visit(Of& of) { all(of.left, of.right); }
  void visit(Unary& unary) { visit(unary.operand); }
  void visit(Binary& binary) { all(binary.left, binary.right, binary.op_span); }
  void visit(IsReported& is) { visit(is.subject); }
  void visit(IsGiven& is) { visit(is.subject); }
  void visit(IsValue& is) { all(is.subject, is.value); }
  void visit(IsOneOf& is) { all(is.subject, is.values); }
  void visit(IsBetween& is) { all(is.subject, is.low, is.high); }
  void visit(IsIn& is) { all(is.subject, is.period); }
  void visit(IsBefore& is) { all(is.subject, is.moment); }
  void visit(Meets& meets) { all(meets.subject, meets.standard); }
  void visit(WithinTest& within) { all(within.subject, within.duration); }
  void visit(NeverMoves& never) { all(never.subject, never.driver); }
  void visit(Quantified& quantified) { all(quantified.set, quantified.same, quantified.test); }
  void visit(Aggregate& aggregate) { all(aggregate.set, aggregate.by, aggregate.body); }
  void visit(NumberOf& number) { visit(number.set); }
  void visit(FirstReported& first) { visit(first.choices); }
  void visit(Progress& progress) { all(progress.subject, progress.from, progress.to); }
  void visit(TableOf& phrase) { visit(phrase.subject); }
  void visit(Limit& limit) { all(limit.subject, limit.limit); }
  void visit(SplitOver& split) { all(split.amount, split.over, split.by); }
  void visit(Growing& growing) { all(growing.subject, growing.rate, growing.from); }
  void visit(ByWeight& by) { all(by.subject, by.weight); }
  void visit(ToNearest& nearest) { all(nearest.subject, nearest.step); }
  void visit(WithAs& with) {
    visit(with.subject);
    for (auto& [name, by] : with.replacements) all(name, by);
  }
  void visit(Conditional& conditional) {
    for (Case& one : conditional.cases) all(one.value, one.condition);
    visit(conditional.otherwise);
  }
  void visit(FirstThen& recurrence) { all(recurrence.first, recurrence.then); }
  void visit(BalanceFigure& figure) { visit(figure.name); }
  void visit(After& after) { visit(after.operand); }
  void visit(FurtherFigure& further) { all(further.figure, further.span); }
  void visit(Further& further) { all(further.of, further.figures); }
  void visit(Ascribed& ascribed) { all(ascribed.of, ascribed.type, ascribed.by); }
  void visit(StandardLiteral& standard) { visit(standard.bound); }
  void visit(RangeLiteral& range) { all(range.low, range.high); }
  void visit(TypeLiteral& literal) { visit(literal.type); }
  void visit(ErrorExpr&) {}

  // ---- Tables, heads

  void visit(Cell& cell) { all(cell.expr, cell.low, cell.period, cell.name, cell.type, cell.span); }
  void visit(Row& row) { all(row.cells, row.span); }
  void visit(Table& table) { all(table.rows, table.file, table.span); }
  void visit(PeriodSpan& span) { all(span.from, span.to, span.in, span.span); }
  void visit(HeadRhythm& rhythm) { all(rhythm.span, rhythm.word); }
  void visit(Index& index) { all(index.name, index.as, index.where, index.span); }
  void visit(Head& head) { all(head.indexes, head.rhythm, head.span); }
  void visit(PartyReference& party) { all(party.name, party.as, party.where); }
  void visit(Body& body) { all(body.expr, body.table); }
  void visit(Member& member) { all(member.name, member.title); }
  void visit(NamedFigure& figure) { all(figure.name, figure.members); }
  // `counted_[measure]`: what stands in the brackets is a name of the contract.
  void visit_pattern(std::optional<std::string>& pattern, Span& span) {
    if (pattern) {
      const std::size_t open = pattern->find('[');
      const std::size_t close = pattern->find(']');
      if (open != std::string::npos && close != std::string::npos) {
        std::string inner = pattern->substr(open + 1, close - open - 1);
        parts_.name(inner, span);
        pattern->replace(open + 1, close - open - 1, inner);
      }
    }
    visit(span);
  }

  // ---- Declarations

  void common(Common& common) {
    if (!common.name.text.empty()) visit(common.name);
    all(common.title, common.clause, common.span, common.deed);
  }
  void visit(PartyDecl& party) { common(party); }
  void visit(GroupDecl& group) {
    common(group);
    all(group.singular, group.members, group.table);
  }
  void visit(DimensionDecl& dimension) {
    common(dimension);
    all(dimension.singular, dimension.members, dimension.table);
  }
  void visit(UnitDecl& unit) {
    common(unit);
    visit(unit.singular);
  }
  void visit(ParameterDecl& parameter) {
    common(parameter);
    all(parameter.head, parameter.type, parameter.body);
  }
  void visit(ParametersDecl& parameters) {
    common(parameters);
    all(parameters.head, parameters.table);
  }
  void visit(InputDecl& input) {
    common(input);
    for (InputName& name : input.names) {
      all(name.name, name.title);
      visit_pattern(name.named, name.named_span);
    }
    all(input.head, input.type);
    for (InputRule& rule : input.rules) all(rule.value, rule.bound, rule.clause, rule.span);
  }
  void visit(DefineDecl& define) {
    common(define);
    all(define.head, define.type, define.body);
  }
  void visit(PaymentDecl& payment) {
    common(payment);
    visit_pattern(payment.named, payment.named_span);
    all(payment.indexes, payment.from, payment.to, payment.rhythm, payment.type, payment.body);
  }
  void visit(TogetherDecl& together) {
    common(together);
    all(together.indexes, together.payments);
  }
  void visit(BalanceDecl& balance) {
    common(balance);
    all(balance.head, balance.type);
    for (BalanceLine& line : balance.lines) all(line.expr, line.clause, line.span);
  }
  void visit(RequireDecl& require) {
    common(require);
    all(require.head, require.condition, require.naming);
  }
  void visit(GuaranteeDecl& guarantee) {
    common(guarantee);
    all(guarantee.head, guarantee.condition);
  }
  void visit(ScenarioDecl& scenario) {
    common(scenario);
    all(scenario.as, scenario.period);
    for (ScenarioData& data : scenario.data) visit(data.file);
    lines(scenario.lines);
    for (ScenarioCase& one : scenario.cases) {
      visit(one.span);
      lines(one.lines);
    }
  }
  void lines(std::vector<ScenarioLine>& lines) {
    for (ScenarioLine& line : lines) {
      for (ScenarioItem& item : line.items) all(item.test, item.refused_naming, item.from, item.to, item.span);
    }
  }
  void visit(ImportDecl& import) {
    common(import);
    visit(import.path);
  }
  void visit(PhraseGap& gap) { all(gap.name, gap.type); }
  void visit(PhraseDecl& phrase) {
    common(phrase);
    all(phrase.gaps, phrase.type, phrase.body);
  }
  // A template stands by itself: what is in it is visited when it is used.
  void visit(TemplateDecl& made) { common(made); }
  void visit(UseDecl& use) {
    // The names of templates and of what they need are no names of the contract.
    all(use.name.span, use.title, use.clause, use.span);
    if (use.as) visit(use.as->span);
    for (UseArgument& argument : use.arguments) all(argument.name.span, argument.value);
  }
  void visit(VariationDecl& variation) {
    common(variation);
    visit(variation.from);
  }
  void visit(EndsDecl& ends) {
    common(ends);
    visit(ends.names);
  }
  // The name of a rule is no name of the contract.
  void visit(AllowDecl& allow) {
    common(allow);
    all(allow.rule.span, allow.reason, allow.covers);
  }
  void visit(RecordsDecl& records) {
    common(records);
    all(records.singular, records.file, records.table);
  }
  void visit(RowsOrder& order) { all(order.column, order.span); }
  void visit(RowsDecl& rows) {
    common(rows);
    all(rows.singular, rows.of, rows.head);
    for (RowsStep& step : rows.steps) all(step.condition, step.keys, step.order, step.clause, step.span);
  }
  void visit(BrokenDecl& broken) {
    common(broken);
    visit(broken.other_names);
  }

 private:
  Parts& parts_;
  Span whole_;
};

}  // namespace

void visit_parts(ExprNode& node, Span span, Parts& parts) {
  Visitor visitor(parts, span);
  std::visit([&visitor](auto& any) { visitor.visit(any); }, node);
}

void visit_parts(Declaration& declaration, Parts& parts) {
  Visitor visitor(parts);
  std::visit([&visitor](auto& any) { visitor.visit(any); }, declaration);
}

}  // namespace quarterday::syntax
