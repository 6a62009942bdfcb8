// SPDX-License-Identifier: Apache-2.0
#include "compiler/syntax/dump.h"

#include <string_view>

namespace quarterday::syntax {
namespace {

std::string_view word(Rhythm rhythm) {
  switch (rhythm) {
    case Rhythm::year:
      return "year";
    case Rhythm::quarter:
      return "quarter";
    case Rhythm::month:
      return "month";
  }
  return {};
}

std::string_view word(Cell::Kind kind) {
  switch (kind) {
    case Cell::Kind::empty:
      return "empty";
    case Cell::Kind::title:
      return "title";
    case Cell::Kind::clause:
      return "clause";
    case Cell::Kind::otherwise:
      return "otherwise";
    case Cell::Kind::up_to:
      return "up_to";
    case Cell::Kind::above:
      return "above";
    case Cell::Kind::loss:
      return "loss";
    case Cell::Kind::loss_up_to:
      return "loss_up_to";
    case Cell::Kind::loss_above:
      return "loss_above";
    case Cell::Kind::short_of:
      return "short_of";
    case Cell::Kind::at:
      return "at";
    case Cell::Kind::below:
      return "below";
    case Cell::Kind::to_below:
      return "to_below";
    case Cell::Kind::at_least:
      return "at_least";
    case Cell::Kind::at_most:
      return "at_most";
    case Cell::Kind::from:
      return "from";
    case Cell::Kind::given:
      return "given";
    case Cell::Kind::expect:
      return "expect";
    case Cell::Kind::header:
      return "header";
    case Cell::Kind::expression:
      return "expression";
  }
  return {};
}

std::string_view word(InputRule::Kind kind) {
  switch (kind) {
    case InputRule::Kind::not_reported:
      return "not_reported";
    case InputRule::Kind::denominator_below:
      return "denominator_below";
    case InputRule::Kind::may_pass:
      return "may_pass";
    case InputRule::Kind::may_be_negative:
      return "may_be_negative";
    case InputRule::Kind::between:
      return "between";
    case InputRule::Kind::lower_is_better:
      return "lower_is_better";
    case InputRule::Kind::higher_is_better:
      return "higher_is_better";
  }
  return {};
}

std::string_view word(BalanceLine::Kind kind) {
  switch (kind) {
    case BalanceLine::Kind::opens_at:
      return "opens_at";
    case BalanceLine::Kind::never_above:
      return "never_above";
    case BalanceLine::Kind::takes_in:
      return "takes_in";
    case BalanceLine::Kind::pays_out:
      return "pays_out";
    case BalanceLine::Kind::lapses_after:
      return "lapses_after";
  }
  return {};
}

class Dumper {
 public:
  Dumper(const Tree& tree, const diagnostics::SourceFile& file) : tree_(tree), file_(file) {}

  std::string write() {
    const Header& header = tree_.header;
    line((tree_.shared ? "shared" : "contract " + header.name.text) + quoted(header.title));
    ++depth_;
    for (const std::string& prose : header.prose) line(prose.empty() ? "##" : "## " + prose);
    if (header.source) line("source" + quoted(header.source));
    if (header.currency) line("currency " + header.currency->text + clause(header.currency->clause));
    if (header.term) write_term(*header.term);
    if (header.settled) {
      std::string text = "settled";
      for (const Rhythm rhythm : header.settled->rhythms) text.append(" ").append(word(rhythm));
      line(text + clause(header.settled->clause));
    }
    if (header.says_refusals) {
      const bool earliest = header.refusals_name == Header::RefusalsName::earliest_first;
      line((earliest ? "refusals earliest" : "refusals latest") + clause(header.refusals_clause));
    }
    for (const Declaration& declaration : tree_.declarations) {
      const bool in_deed = std::visit([](const auto& written) { return written.deed.has_value(); }, declaration);
      depth_ += in_deed ? 1 : 0;
      std::visit(*this, declaration);
      depth_ -= in_deed ? 1 : 0;
    }
    return std::move(text_);
  }

  void operator()(const PartyDecl& party) { begin("party", party, names(" is", party.role)); }
  void operator()(const GroupDecl& group) {
    begin("group", group, (group.singular ? " each " + group.singular->text : "") + names(" are", group.role));
    members(group.members);
    table(group.table);
  }
  void operator()(const DimensionDecl& dimension) {
    begin("dimension", dimension, " each " + dimension.singular.text);
    members(dimension.members);
    table(dimension.table);
  }
  void operator()(const UnitDecl& unit) { begin("unit", unit, " each " + unit.singular.text); }
  void operator()(const ParameterDecl& parameter) {
    begin("parameter", parameter, head(parameter.head) + type(parameter.type));
    body(parameter.body);
  }
  void operator()(const ParametersDecl& parameters) {
    begin("parameters", parameters, head(parameters.head));
    table(parameters.table);
  }
  void operator()(const InputDecl& input) {
    begin(input.metric ? "metric" : "input", input, head(input.head) + " : " + dump(input.type));
    for (const InputName& name : input.names) {
      inner("name " + name.name.text + quoted(name.title) + (name.named ? " named " + *name.named : ""));
    }
    for (const InputRule& rule : input.rules) {
      std::string text = "rule " + std::string(word(rule.kind));
      if (rule.bound) text += " " + dump(tree_, rule.bound);
      if (rule.value) text += ": " + dump(tree_, rule.value);
      inner(text + clause(rule.clause));
    }
  }
  void operator()(const DefineDecl& define) {
    begin("define", define, head(define.head) + type(define.type));
    body(define.body);
  }
  void operator()(const PaymentDecl& payment) {
    std::string text = payment.named ? " named " + *payment.named : "";
    text += indexes(payment.indexes);
    const std::string from = payment.from ? " from" + party(*payment.from) : "";
    const std::string to = payment.to ? " to" + party(*payment.to) : "";
    text += payment.to_first ? to + from : from + to;
    if (payment.rhythm) text += rhythm(*payment.rhythm);
    text += type(payment.type);
    begin("payment", payment, text);
    body(payment.body);
  }
  void operator()(const TogetherDecl& together) {
    begin("together", together, indexes(together.indexes));
    ++depth_;
    for (const PaymentDecl& payment : together.payments) (*this)(payment);
    --depth_;
  }
  void operator()(const BalanceDecl& balance) {
    begin("balance", balance, head(balance.head) + type(balance.type));
    for (const BalanceLine& written : balance.lines)
      inner(std::string(word(written.kind)) + " " + dump(tree_, written.expr) + clause(written.clause));
  }
  void operator()(const RequireDecl& require) {
    begin("require", require, head(require.head));
    inner("condition " + dump(tree_, require.condition));
    inner((require.every_settlement ? "every settlement naming" : "naming") + figure(require.naming));
  }
  void operator()(const GuaranteeDecl& guarantee) {
    begin("guarantee", guarantee, head(guarantee.head));
    inner("condition " + dump(tree_, guarantee.condition));
  }
  void operator()(const ScenarioDecl& scenario) {
    begin("scenario", scenario,
          (scenario.as ? " as \"" + scenario.as->text + "\"" : "") +
              (scenario.period ? " in " + scenario.period->text : ""));
    for (const ScenarioData& data : scenario.data) inner("given from \"" + data.file.text + "\"");
    lines(scenario.lines);
    for (const ScenarioCase& one : scenario.cases) {
      inner("case");
      lines(one.lines);
    }
  }
  void lines(const std::vector<ScenarioLine>& written) {
    for (const ScenarioLine& one : written) {
      for (const ScenarioItem& item : one.items) {
        std::string line = one.given ? "given " : "expect ";
        line += item.refused_naming ? "refused naming" + figure(*item.refused_naming) : dump(tree_, item.test);
        if (item.from) line.append(" from ").append(item.from->text).append(" to ").append(item.to->text);
        inner(line);
      }
    }
  }
  void operator()(const ImportDecl& import) {
    begin("import", import, import.library ? " " + import.path.text : " \"" + import.path.text + "\"");
  }
  void operator()(const PhraseDecl& phrase) {
    std::string gaps;
    for (const PhraseGap& gap : phrase.gaps)
      gaps += " " + gap.word + " " + gap.name.text + (gap.type ? " (" + dump(*gap.type) + ")" : "");
    begin("phrase", phrase, gaps + (phrase.type ? " : " + dump(*phrase.type) : ""));
    inner("= " + dump(tree_, phrase.body));
  }
  void operator()(const TemplateDecl& made) {
    begin("template", made, "");
    for (const TemplateParameter& parameter : made.parameters)
      inner("with " + parameter.name.text + " : " + (parameter.type ? dump(*parameter.type) : "party"));
    ++depth_;
    for (const Declaration& declaration : made.block->declarations) std::visit(*this, declaration);
    --depth_;
  }
  void operator()(const UseDecl& use) {
    begin("use", use, use.as ? " as " + use.as->text : "");
    for (const UseArgument& argument : use.arguments)
      inner("with " + argument.name.text + " = " + dump(tree_, argument.value));
  }
  void operator()(const VariationDecl& variation) { begin("variation", variation, " from " + variation.from.text); }
  void operator()(const EndsDecl& ends) { begin("ends", ends, names("", ends.names)); }
  void operator()(const AllowDecl& allow) {
    begin("allow", allow, " " + allow.rule.text + " because \"" + allow.reason.text + "\"");
  }
  void operator()(const RecordsDecl& records) {
    begin("records", records, " each " + records.singular.text + " from \"" + records.file.text + "\"");
    table(records.table);
  }
  void operator()(const RowsDecl& rows) {
    begin("rows", rows,
          (rows.singular ? " each " + rows.singular->text : "") + " of " + rows.of.text + head(rows.head));
    for (const RowsStep& step : rows.steps) {
      std::string text = step.kind == RowsStep::Kind::unless ? "unless" : "where";
      if (step.kind == RowsStep::Kind::keep_one) {
        text = "keep one" + names(" each", step.keys) + ":";
        for (const RowsOrder& order : step.order)
          text += " " + order.word + (order.in_file ? " in " : " ") + order.column.text;
      } else {
        text += " " + dump(tree_, step.condition);
      }
      inner(text + clause(step.clause));
    }
  }
  void operator()(const BrokenDecl& broken) {
    begin(broken.word, broken, " (broken)" + names(" and", broken.other_names));
  }

 private:
  void line(std::string_view text) { text_.append(2 * depth_, ' ').append(text).append("\n"); }
  void inner(std::string_view text) {
    ++depth_;
    line(text);
    --depth_;
  }

  // 12:3 define core "title" ... clause 3.1
  void begin(std::string_view declared, const Common& common, std::string_view rest) {
    for (const std::string& prose : common.prose) line(prose.empty() ? "##" : "## " + prose);
    const diagnostics::LineColumn at = file_.position(common.span.begin);
    std::string text = std::to_string(at.line) + ":" + std::to_string(at.column) + " " + std::string(declared);
    if (!common.name.text.empty()) text += " " + common.name.text;
    line(text + quoted(common.title) + std::string(rest) + clause(common.clause));
  }

  void write_term(const TermLine& term) {
    std::string text = "term " + term.from.text + " to " + term.to.text;
    if (term.run_off) text += " run-off " + term.run_off->text;
    line(text + clause(term.clause));
  }

  static std::string figure(const NamedFigure& named) {
    std::string text = " " + named.name.text;
    for (const Name& member : named.members) text += " for " + member.text;
    return text;
  }
  static std::string quoted(const std::optional<Title>& title) { return title ? " \"" + title->text + "\"" : ""; }
  static std::string clause(const Clause& clause) { return clause.text.empty() ? "" : " clause " + clause.text; }
  static std::string type(const std::optional<Type>& type) { return type ? " : " + dump(*type) : ""; }
  static std::string names(std::string_view lead, const std::vector<Name>& names) {
    if (names.empty()) return {};
    std::string text(lead);
    for (const Name& name : names) text += " " + name.text;
    return text;
  }
  std::string party(const PartyReference& party) const {
    std::string text = (party.each ? " each " : " ") + party.name.text;
    if (party.as) text += " as " + party.as->text;
    if (party.where) text += " where " + dump(tree_, party.where);
    return text;
  }

  std::string indexes(const std::vector<Index>& indexes) const {
    std::string text;
    for (const Index& index : indexes) {
      text += " each " + index.name.text;
      if (index.as) text += " as " + index.as->text;
      if (index.where) text += " where " + dump(tree_, index.where);
    }
    return text;
  }
  static std::string rhythm(const HeadRhythm& rhythm) {
    std::string text = " each " + std::string(word(rhythm.rhythm));
    if (rhythm.month) text += " " + std::to_string(*rhythm.month);
    if (rhythm.quarter) text += " Q" + std::to_string(*rhythm.quarter);
    if (rhythm.span.from) text += " from " + rhythm.span.from->text;
    if (rhythm.span.to) text += " to " + rhythm.span.to->text;
    for (const PeriodText& period : rhythm.span.in) text += " in " + period.text;
    if (rhythm.span.in_advance) text += " in advance";
    return text;
  }
  std::string head(const std::optional<Head>& written) const { return written ? head(*written) : ""; }
  std::string head(const Head& head) const { return indexes(head.indexes) + (head.rhythm ? rhythm(*head.rhythm) : ""); }

  void members(const std::vector<Member>& members) {
    for (const Member& member : members) inner("member " + member.name.text + quoted(member.title));
  }
  void body(const Body& body) {
    if (body.expr) inner("= " + dump(tree_, body.expr));
    table(body.table);
  }
  void table(const std::optional<Table>& table) {
    if (!table) return;
    if (table->file) inner("from \"" + table->file->text + "\"");
    for (const Row& row : table->rows) {
      std::string text = "|";
      for (const Cell& one : row.cells) text += " " + cell(one) + " |";
      inner(text);
    }
  }
  std::string cell(const Cell& cell) const {
    std::string text = cell.kind == Cell::Kind::expression ? "" : std::string(word(cell.kind));
    const auto add = [&text](const std::string& part) { text += (text.empty() ? "" : " ") + part; };
    if (!cell.text.empty()) add("\"" + cell.text + "\"");
    if (cell.low) add(dump(tree_, cell.low));
    if (cell.expr) add(dump(tree_, cell.expr));
    if (cell.name && !cell.expr) add(cell.name->text);
    if (cell.period && !cell.expr) add(cell.period->text);
    if (cell.type) add(": " + dump(*cell.type));
    return text;
  }

  const Tree& tree_;
  const diagnostics::SourceFile& file_;
  std::string text_;
  std::size_t depth_ = 0;
};

}  // namespace

std::string dump(const Tree& tree, const diagnostics::SourceFile& file) { return Dumper(tree, file).write(); }

}  // namespace quarterday::syntax
