// SPDX-License-Identifier: Apache-2.0
#pragma once

// The syntax tree: what the author wrote, with names as written and nothing resolved. Expressions live in one vector
// and refer to each other by ExprId, so that later passes keep what they learn (types, resolved names) in vectors
// beside the tree. Every node has a span; every byte of the file is in exactly one Token, spaces and comments included,
// so the text can be given back as it was written. Nothing here knows ANTLR, types or meaning.

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "runtime/diagnostics/source_file.h"
#include "runtime/value/rational.h"

namespace quarterday::syntax {

using diagnostics::Span;
using value::Rational;

struct ExprId {
  static constexpr std::uint32_t none = 0xffffffff;
  std::uint32_t index = none;
  explicit operator bool() const { return index != none; }
  friend bool operator==(ExprId, ExprId) = default;
};

struct Name {
  std::string text;
  Span span;
};

struct Clause {
  std::string text;  // "3.4(b), 5.1", without the word; empty when none is given
  Span span;
};

struct Title {
  std::string text;  // without the quotation marks
  Span span;
};

// A period as written: "2014/15", "2014/15-Q1", "2014-04", "2014", "2014-Q1".
struct PeriodText {
  std::string text;
  Span span;
};

// ---- Types as written ---------------------------------------------------------------------------------------------

struct TypePer {
  std::string text;  // a unit's singular, or the digits of "per 1,000"
  bool is_number = false;
  Span span;
};

// `money per case`, `share of patients`, `number`, `yes/no`, `one of (a, b)`, `its figure`, `optional time`, `cases`.
struct Type {
  enum class Form { named, number, yes_no, one_of, its };
  Form form = Form::named;
  Name name;               // named: the word; its: the column
  std::optional<Name> of;  // share of patients, range of percent
  std::vector<TypePer> pers;
  std::vector<Name> choices;  // one_of
  bool optional = false;
  Span span;
};

// ---- Expressions --------------------------------------------------------------------------------------------------

enum class CalendarWord { year, quarter, month, contract_year };
enum class Rhythm { year, quarter, month };

// After `over`: a set of members (`its measures`, `trusts as sender where ...`) or of periods (`quarters to date`).
struct SetRef {
  enum class Kind { members, its, months, quarters, years, last };
  Kind kind = Kind::members;
  Name name;  // members, its: the plural
  std::optional<Name> as;
  ExprId where;                    // may be none
  std::optional<PeriodText> from;  // years from 2018/19 to date
  std::optional<PeriodText> to;    // years from 2018/19 to 2020/21
  bool to_date = false;
  bool earlier = false;  // earlier stages: those declared before the one at hand
  int last_count = 0;    // last 4 quarters
  Rhythm last_unit = Rhythm::quarter;
  Span span;
};

// `X in March`, `X in Q4`, `X in 2016/17`, `X last quarter`, `X same quarter last year`, `X this year`.
struct TimeRef {
  enum class Kind { month_of_year, quarter_of_year, period, last, same_last_year, current };
  Kind kind = Kind::last;
  int number = 0;              // month 1..12 (January is 1), quarter 1..4
  PeriodText period;           // Kind::period
  Rhythm unit = Rhythm::year;  // last, same_last_year, current
  Span span;
};

struct NumberLiteral {
  Rational value;
};
struct PercentLiteral {
  Rational value;
};  // 2.5% is 1/40
struct MoneyLiteral {
  Rational value;
  std::string symbol;
};  // "£" or "SEK"
struct DurationLiteral {
  std::int64_t count = 0;
  std::string unit;
};  // "hour", "year"
struct PeriodLiteral {
  PeriodText period;
};
struct DateLiteral {
  std::string text;
};
struct QuarterLiteral {
  int number = 1;
};
struct MonthLiteral {
  int number = 1;
};
struct YesNoLiteral {
  bool value = false;
};
struct CalendarReference {
  CalendarWord word = CalendarWord::year;
  bool last = false;  // last quarter: the one before
};
struct LeftOut {};
struct SettlementRefused {};
struct NameReference {
  std::string text;
};
struct ThisRow {
  Name name;
};  // this stay
struct Bracketed {
  ExprId inner;
};
struct For {
  ExprId of;
  Name target;
};  // price for op_first
struct At {
  ExprId of;
  TimeRef time;
};  // count in March
struct Per {
  ExprId of;
  TypePer per;
};  // £8 per case
struct Possessive {
  ExprId of;
  Name column;
};  // stay's discharged_at
struct Of {
  ExprId left;
  ExprId right;
};  // 95% of value, instalment of core
enum class UnaryOp { negate, logical_not, rounded };
struct Unary {
  UnaryOp op = UnaryOp::negate;
  ExprId operand;
};
enum class BinaryOp {
  add,
  subtract,
  multiply,
  divide,
  less,
  less_equal,
  greater,
  greater_equal,
  equal,
  logical_and,
  logical_or
};
struct Binary {
  BinaryOp op = BinaryOp::add;
  ExprId left;
  ExprId right;
  Span op_span;
};
struct IsReported {
  ExprId subject;
  bool negated = false;
};
struct IsGiven {
  ExprId subject;
  bool negated = false;
};
struct IsValue {
  ExprId subject;
  ExprId value;
  bool negated = false;
};
struct IsOneOf {
  ExprId subject;
  std::vector<ExprId> values;
  bool negated = false;
};
struct IsBetween {
  ExprId subject;
  ExprId low;
  ExprId high;
  bool negated = false;
};
struct IsIn {
  ExprId subject;
  ExprId period;
  bool negated = false;
};
struct IsBefore {
  ExprId subject;
  ExprId moment;
  bool after = false;
  bool negated = false;
};
struct Meets {
  ExprId subject;
  ExprId standard;
};
struct WithinTest {
  ExprId subject;
  ExprId duration;
};
enum class Direction { falls, rises, improves };
struct NeverMoves {
  ExprId subject;
  Direction never = Direction::falls;
  ExprId driver;
  Direction as = Direction::rises;
};
struct Quantified {
  bool every = true;
  bool other = false;
  SetRef set;
  std::vector<Name> same;
  ExprId test;
};
enum class AggregateOp { sum, average, highest, lowest, pooled };
struct Aggregate {
  AggregateOp op = AggregateOp::sum;
  SetRef set;
  ExprId by;
  ExprId body;
};
struct NumberOf {
  SetRef set;
};  // the condition is set.where
struct FirstReported {
  std::vector<ExprId> choices;
};
struct Progress {
  ExprId subject;
  ExprId from;
  ExprId to;            // none when `from` is a range
  bool limited = true;  // `position of` goes below 0% and beyond 100%
};
enum class TablePhrase { tiers, scale, steps };
struct TableOf {
  TablePhrase phrase = TablePhrase::tiers;
  ExprId subject;
};  // reads the declaration's table
enum class LimitOp { at_most, at_least };
struct Limit {
  LimitOp op = LimitOp::at_most;
  ExprId subject;
  ExprId limit;
};
struct SplitOver {
  ExprId amount;
  Name over;
  ExprId by;
};  // `by` is none for `equally`
struct Growing {
  ExprId subject;
  ExprId rate;
  std::optional<PeriodText> from;  // the year of the subject itself; otherwise the first of the term
};                                 // growing 1.3% a year
struct ByWeight {
  ExprId subject;
  ExprId weight;
};  // instalment of budget by season
struct ToNearest {
  ExprId subject;
  ExprId step;
};
struct WithAs {
  ExprId subject;
  std::vector<std::pair<Name, ExprId>> replacements;
};
struct Case {
  ExprId value;
  ExprId condition;
};
struct Conditional {
  std::vector<Case> cases;
  ExprId otherwise;
};
struct FirstThen {
  ExprId first;
  ExprId then;
};
struct BalanceFigure {
  enum class Kind { opening, closing, paid_into, paid_out_of, lapsed_from };
  Kind kind = Kind::opening;
  Name name;
};
struct After {
  DurationLiteral duration;
  ExprId operand;
};  // 48 hours after discharged_at
struct StandardLiteral {
  LimitOp op = LimitOp::at_least;
  ExprId bound;
};  // a cell: at least 60%
struct RangeLiteral {
  ExprId low;
  ExprId high;
};  // a cell: 40% to 60%
// `of` with what the phrase before it takes besides: the `cost above plan at 70%` of `marginal of cost above plan at
// 70%`. None is left once a contract has been put together (compiler/share).
struct FurtherFigure {
  std::string word;
  ExprId figure;
  Span span;
};
struct Further {
  ExprId of;
  std::vector<FurtherFigure> figures;
};
// What a phrase or the figure given to a template works out as must be what its declaration says. Not written by
// anybody: it stands for the use (compiler/share).
struct Ascribed {
  ExprId of;
  std::optional<Type> type;  // none for a phrase that says none
  Name by;
  bool phrase = false;
};
struct TypeLiteral {
  Type type;
};                    // a cell that names a type: percent, bed_days per 1,000
struct ErrorExpr {};  // where a mistake was reported already

using ExprNode = std::variant<NumberLiteral, PercentLiteral, MoneyLiteral, DurationLiteral, PeriodLiteral, DateLiteral,
                              QuarterLiteral, MonthLiteral, YesNoLiteral, CalendarReference, LeftOut, SettlementRefused,
                              NameReference, ThisRow, Bracketed, For, At, Per, Possessive, Of, Unary, Binary,
                              IsReported, IsGiven, IsValue, IsOneOf, IsBetween, IsIn, IsBefore, Meets, WithinTest,
                              NeverMoves, Quantified, Aggregate, NumberOf, FirstReported, Progress, TableOf, Limit,
                              SplitOver, Growing, ByWeight, ToNearest, WithAs, Conditional, FirstThen, BalanceFigure,
                              After, Further, Ascribed, StandardLiteral, RangeLiteral, TypeLiteral, ErrorExpr>;

struct Expr {
  ExprNode node;
  Span span;
};

// ---- Tables -------------------------------------------------------------------------------------------------------

struct Cell {
  enum class Kind {
    empty,
    title,
    clause,
    otherwise,
    up_to,
    above,
    loss,
    loss_up_to,
    loss_above,
    short_of,
    at,
    below,
    to_below,  // `low` to below `expr`
    at_least,
    at_most,
    from,
    header,
    given,
    expect,
    expression
  };
  Kind kind = Kind::empty;
  ExprId expr;                       // the figure of up_to, at, below ...; the sentence of an expression
  ExprId low;                        // to_below only
  std::string text;                  // title, clause
  std::optional<PeriodText> period;  // from P; or a header cell `goal 2015/16`, or a bare `2016/17`
  bool onward = false;               // a header cell `goal from 2015/16`
  std::optional<Name> name;          // a cell that is just one name (also when it reads as an expression)
  std::optional<Type> type;          // a header cell `plan : cases`
  Span span;
};

struct Row {
  std::vector<Cell> cells;  // the empty cell after a closing bar is not kept
  Span span;
};

struct Table {
  std::vector<Row> rows;  // a header row is a row like the others; which declarations have one is for `check` to know
  std::optional<Title> file;  // `from "prices.csv"`: its rows stand there, and are here once they are read
  Span span;
};

// ---- Declarations -------------------------------------------------------------------------------------------------

struct PeriodSpan {
  std::optional<PeriodText> from;
  std::optional<PeriodText> to;
  std::vector<PeriodText> in;
  bool in_advance = false;
  Span span;
};

struct HeadRhythm {
  Rhythm rhythm = Rhythm::year;
  std::optional<int> month;    // each October: 10
  std::optional<int> quarter;  // each Q1: 1
  PeriodSpan span;
  Span word;
};

struct Index {
  Name name;  // the singular of a dimension or group, or "party"
  std::optional<Name> as;
  ExprId where;
  Span span;
};

struct Head {
  std::vector<Index> indexes;
  std::optional<HeadRhythm> rhythm;
  Span span;
};

struct PartyReference {
  bool each = false;
  Name name;
  std::optional<Name> as;
  ExprId where;
};

struct Body {
  ExprId expr;  // none when the body is a table alone
  std::optional<Table> table;
};

// What every declaration has.
struct Common {
  Name name;  // may be empty where the form has none
  std::optional<Title> title;
  Clause clause;
  std::vector<std::string> prose;  // the '##' lines just before it, without the marks; empty: a blank line
  Span span;                       // the whole declaration
  std::optional<Span> deed;        // the name of the variation in which it stands
};

struct Member {
  Name name;
  std::optional<Title> title;
};

struct PartyDecl : Common {
  std::vector<Name> role;
};
struct GroupDecl : Common {
  std::optional<Name> singular;
  std::vector<Name> role;
  std::vector<Member> members;
  std::optional<Table> table;
};
struct DimensionDecl : Common {
  Name singular;
  std::vector<Member> members;
  std::optional<Table> table;
};
struct UnitDecl : Common {
  Name singular;
};
struct ParameterDecl : Common {
  std::optional<Head> head;
  std::optional<Type> type;
  Body body;
};
struct ParametersDecl : Common {
  Head head;
  Table table;
};

struct InputName {
  Name name;
  std::optional<Title> title;
  std::optional<std::string> named;
  Span named_span;
};
struct InputRule {
  enum class Kind {
    not_reported,
    denominator_below,
    may_pass,
    may_be_negative,
    between,
    lower_is_better,
    higher_is_better
  };
  Kind kind = Kind::not_reported;
  ExprId value;  // not_reported, denominator_below: the sentence used instead; between: the range
  ExprId bound;  // denominator_below: the number; may_pass: the percent
  Clause clause;
  Span span;
};
struct InputDecl : Common {  // `name` is the first of `names`
  bool metric = false;
  std::vector<InputName> names;
  std::optional<Head> head;
  Type type;
  std::vector<InputRule> rules;
};
struct DefineDecl : Common {
  std::optional<Head> head;
  std::optional<Type> type;
  Body body;
};
struct PaymentDecl : Common {
  std::optional<std::string> named;
  Span named_span;
  std::vector<Index> indexes;  // after `for`
  std::optional<PartyReference> from;
  std::optional<PartyReference> to;
  bool to_first = false;  // `to` is written before `from`: lines run over it first
  std::optional<HeadRhythm> rhythm;
  std::optional<Type> type;  // in another currency than the contract's
  Body body;
};
struct TogetherDecl : Common {
  std::vector<Index> indexes;
  std::vector<PaymentDecl> payments;
};
// One line of a balance: `takes in 50% of loss of saving`.
struct BalanceLine {
  enum class Kind { opens_at, never_above, takes_in, pays_out, lapses_after };
  Kind kind = Kind::opens_at;
  ExprId expr;
  Clause clause;
  Span span;
};
struct BalanceDecl : Common {
  std::optional<Head> head;
  std::optional<Type> type;
  std::vector<BalanceLine> lines;
};
// The figure that a refusal names: `naming result for choice_offered`.
struct NamedFigure {
  Name name;
  std::vector<Name> members;
};
struct RequireDecl : Common {
  std::optional<Head> head;
  ExprId condition;
  bool every_settlement = false;  // of its period, whether it reads the input or not
  NamedFigure naming;
};
struct GuaranteeDecl : Common {
  std::optional<Head> head;
  ExprId condition;
};
struct ScenarioItem {
  ExprId test;
  std::optional<NamedFigure> refused_naming;
  std::optional<Name> from;  // of a payment: `expect fee from icb to trust = £5`
  std::optional<Name> to;
  Span span;
};
struct ScenarioLine {
  bool given = true;
  std::vector<ScenarioItem> items;
};
// A row of a table of cases: a line for each of its filled cells.
struct ScenarioCase {
  std::vector<ScenarioLine> lines;
  Span span;
};
// `given from "spring.csv"`
struct ScenarioData {
  Title file;
  std::string path;  // to open it by; found when the contract is put together
};
struct ScenarioDecl : Common {
  std::optional<Title> as;  // the scenario whose givens are this one's too
  std::optional<PeriodText> period;
  std::vector<ScenarioData> data;
  std::vector<ScenarioLine> lines;
  std::vector<ScenarioCase> cases;
};
// What contracts share. None of these is left once a contract has been put together (compiler/share).
struct ImportDecl : Common {
  Title path;
  bool library = false;  // `path` is a subject of the library: import sharing
};
struct PhraseGap {
  std::string word;  // which stands before it: of, at, from, to ...
  Name name;
  std::optional<Type> type;
};
// phrase excess of amount (money) above limit (money) : money = amount - limit at least £0
struct PhraseDecl : Common {
  std::vector<PhraseGap> gaps;
  std::optional<Type> type;
  ExprId body;
};
struct TemplateParameter {
  Name name;
  std::optional<Type> type;  // none for a party
};
struct Block;  // declarations in braces
struct TemplateDecl : Common {
  std::vector<TemplateParameter> parameters;
  std::shared_ptr<const Block> block;
};
struct UseArgument {
  Name name;
  ExprId value;
};
struct UseDecl : Common {  // `name` is the template's
  std::optional<Name> as;
  std::vector<UseArgument> arguments;
};
// A file of single events: `records discharges, each a discharge, from "discharges.csv"` and a table of its columns.
struct RecordsDecl : Common {
  Name singular;
  Title file;
  Table table;
};
// `latest recorded_at`, `last in file`.
struct RowsOrder {
  std::string word;
  Name column;  // or `file`
  bool in_file = false;
  Span span;
};
struct RowsStep {
  enum class Kind { where, unless, keep_one };
  Kind kind = Kind::where;
  ExprId condition;
  std::vector<Name> keys;  // keep_one
  std::vector<RowsOrder> order;
  Clause clause;
  Span span;
};
// Rows selected from records, or from rows that were selected before.
struct RowsDecl : Common {
  std::optional<Name> singular;
  Name of;
  std::optional<Head> head;
  std::vector<RowsStep> steps;
};
// What the deed declares stands after it in Tree::declarations, each with the place of its name as `deed`.
struct VariationDecl : Common {
  PeriodText from;
};
// `ends late_fee, seen_in_time`: terms that a deed takes away.
struct EndsDecl : Common {
  std::vector<Name> names;
};
// `allow cliff_edge because "..."`: a finding of `lint` on what follows is meant. It has no name of its own.
struct AllowDecl : Common {
  Name rule;
  Title reason;
  Span covers;         // what follows, with all that stands in it; nowhere at the end
  bool whole = false;  // it stands before the contract and covers all of it
};
// A declaration with a mistake in it: its name is kept so that uses of it stay silent.
struct BrokenDecl : Common {
  std::string word;
  std::vector<Name> other_names;
};

using Declaration = std::variant<PartyDecl, GroupDecl, DimensionDecl, UnitDecl, ParameterDecl, ParametersDecl,
                                 InputDecl, DefineDecl, PaymentDecl, TogetherDecl, BalanceDecl, RequireDecl,
                                 GuaranteeDecl, ScenarioDecl, RecordsDecl, RowsDecl, ImportDecl, PhraseDecl,
                                 TemplateDecl, UseDecl, VariationDecl, EndsDecl, AllowDecl, BrokenDecl>;

struct Block {
  std::vector<Declaration> declarations;
};

struct CurrencyLine : Name {
  Clause clause;
};
struct TermLine {
  PeriodText from;
  PeriodText to;
  std::optional<PeriodText> run_off;
  Clause clause;
  Span span;
};
struct SettledLine {
  std::vector<Rhythm> rhythms;
  std::vector<PeriodSpan> spans;  // beside rhythms; empty for the whole term
  Clause clause;
  Span span;
};

struct Header {
  Name name;
  std::optional<Title> title;
  std::vector<std::string> prose;
  std::optional<Title> source;
  std::optional<CurrencyLine> currency;
  std::optional<TermLine> term;
  std::optional<SettledLine> settled;
  enum class RefusalsName { declared_first, earliest_first, latest_first };
  RefusalsName refusals_name = RefusalsName::declared_first;
  Clause refusals_clause;
  Span refusals_span;
  bool says_refusals = false;
};

enum class TokenSort : std::uint8_t {
  space,
  line_end,
  comment,
  prose,
  keyword,
  name,
  number,
  title,
  clause,
  symbol,
  row,
  unknown
};
struct Token {
  TokenSort sort;
  std::uint32_t begin = 0;  // byte offsets, half open; tokens follow each other without a gap
  std::uint32_t end = 0;
};

// A name given to a template for a figure that was said to be of some type.
struct Promise {
  Name given;
  Type type;
  Name by;
};

struct Tree {
  diagnostics::FileId file;
  Header header;
  std::vector<Declaration> declarations;
  std::vector<Expr> exprs;
  std::vector<Token> tokens;
  bool broken_header = false;
  std::vector<Promise> promises;
  bool shared = false;  // `shared {`: a part of contracts, not one by itself

  const Expr& expr(ExprId id) const { return exprs[id.index]; }
};

}  // namespace quarterday::syntax
