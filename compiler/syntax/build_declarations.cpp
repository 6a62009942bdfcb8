// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <utility>

#include "compiler/syntax/build_tree.h"
#include "compiler/syntax/mistakes.h"

namespace quarterday::syntax {

namespace g = grammar;

using diagnostics::Id;
using diagnostics::make;

namespace {

BalanceLine::Kind balance_line_kind(int type) {
  switch (type) {
    case g::OPENS_AT:
      return BalanceLine::Kind::opens_at;
    case g::NEVER_ABOVE:
      return BalanceLine::Kind::never_above;
    case g::TAKES_IN:
      return BalanceLine::Kind::takes_in;
    case g::PAYS_OUT:
      return BalanceLine::Kind::pays_out;
    default:
      return BalanceLine::Kind::lapses_after;
  }
}

}  // namespace

void TreeBuilder::contract_start(Part part) {
  Header& header = tree_.header;
  header.prose = prose_before(part.first_index());
  tree_.shared = part.take(g::SHARED);
  if (part.take(g::CONTRACT)) header.name = name(part.part());
  header.title = optional_title(part);
}

void TreeBuilder::header_line(Part part) {
  Header& header = tree_.header;
  const Span span = span_of(part);
  const Word& word = part.word();
  const bool again = (word.type == g::SOURCE && header.source) || (word.type == g::CURRENCY && header.currency) ||
                     (word.type == g::TERM && header.term) || (word.type == g::SETTLED && header.settled) ||
                     (header.says_refusals && is_between(word.type, g::REFUSALS_EARLIEST, g::REFUSALS_LATEST));
  if (again) {
    sink_.report(make<Id::DeclaredTwice>(span_of(word), text_of(word)));
    return;
  }
  switch (word.type) {
    case g::SOURCE:
      header.source = title(part.word());
      break;
    case g::CURRENCY:
      header.currency = CurrencyLine{name_of(part.word()), {}};
      optional_clause(part, header.currency->clause);
      break;
    case g::TERM: {
      TermLine term;
      term.span = span;
      term.from = period(part.part());
      part.take(g::TO);
      term.to = period(part.part());
      if (part.take(g::COMMA)) {
        part.take(g::RUN_OFF);
        part.take(g::TO);
        term.run_off = period(part.part());
      }
      optional_clause(part, term.clause);
      header.term = std::move(term);
      break;
    }
    case g::REFUSALS_EARLIEST:
    case g::REFUSALS_LATEST:
      header.says_refusals = true;
      header.refusals_span = span;
      header.refusals_name =
          word.type == g::REFUSALS_EARLIEST ? Header::RefusalsName::earliest_first : Header::RefusalsName::latest_first;
      optional_clause(part, header.refusals_clause);
      break;
    default: {
      SettledLine settled;
      settled.span = span;
      do {
        Part one = part.part();
        settled.rhythms.push_back(rhythm(one.part()));
        settled.spans.push_back(one.at_rule(g::RulePeriodSpan) ? period_span(one.part()) : PeriodSpan{});
      } while (part.take(g::COMMA));
      optional_clause(part, settled.clause);
      header.settled = std::move(settled);
    }
  }
}

Declaration TreeBuilder::declaration(Part outer) {
  const Part part = outer.part();
  switch (part.rule()) {
    case g::RulePartyDeclaration:
      return party(part);
    case g::RuleGroupDeclaration:
      return group(part);
    case g::RuleDimensionDeclaration:
      return dimension(part);
    case g::RuleUnitDeclaration:
      return unit(part);
    case g::RuleParameterDeclaration:
      return parameter(part);
    case g::RuleParametersDeclaration:
      return parameters(part);
    case g::RuleInputDeclaration:
      return input(part);
    case g::RuleDefineDeclaration:
      return define(part);
    case g::RulePaymentDeclaration:
      return payment_declaration(part);
    case g::RuleTogetherDeclaration:
      return together(part);
    case g::RuleBalanceDeclaration:
      return balance(part);
    case g::RuleRequireDeclaration:
      return require(part);
    case g::RuleGuaranteeDeclaration:
      return guarantee(part);
    case g::RuleScenarioDeclaration:
      return scenario(part);
    case g::RuleImportDeclaration:
      return import_file(part);
    case g::RulePhraseDeclaration:
      return phrase_declaration(part);
    case g::RuleTemplateDeclaration:
      return template_declaration(part);
    case g::RuleUseDeclaration:
      return use(part);
    case g::RuleEndsDeclaration:
      return ends(part);
    case g::RuleAllowDeclaration:
      return allow(part);
    case g::RuleRecordsDeclaration:
      return records(part);
    default:  // the grammar has no other
      return rows(part);
  }
}

Common TreeBuilder::common_of(const Part& part) const {
  Common common;
  common.span = span_of(part);
  common.prose = prose_before(part.first_index());
  return common;
}

std::vector<Name> TreeBuilder::role(Part part) const {
  std::vector<Name> words;
  while (!part.done()) words.push_back(name(part.part()));
  return words;
}

std::vector<Member> TreeBuilder::member_list(Part part) const {
  std::vector<Member> members;
  do {
    Part member = part.part();
    Name member_name = name(member.part());
    members.push_back({std::move(member_name), optional_title(member)});
  } while (part.take(g::COMMA));
  return members;
}

PartyDecl TreeBuilder::party(Part part) {
  PartyDecl party{common_of(part), {}};
  part.take(g::PARTY);
  party.name = name(part.part());
  party.title = optional_title(part);
  if (part.take(g::IS)) party.role = role(part.part());
  optional_clause(part, party.clause);
  return party;
}

GroupDecl TreeBuilder::group(Part part) {
  GroupDecl group{common_of(part), {}, {}, {}, {}};
  part.take(g::GROUP);
  group.name = name(part.part());
  group.title = optional_title(part);
  while (part.take(g::COMMA)) {
    Part note = part.part();
    if (note.take(g::ARE)) {
      group.role = role(note.part());
    } else {
      note.take(g::EACH);
      note.part();  // the article
      group.singular = name(note.part());
    }
  }
  if (part.take(g::COLON)) group.members = member_list(part.part());
  optional_clause(part, group.clause);
  if (!part.done()) group.table = table(part.part());
  return group;
}

DimensionDecl TreeBuilder::dimension(Part part) {
  DimensionDecl dimension{common_of(part), {}, {}, {}};
  part.take(g::DIMENSION);
  dimension.name = name(part.part());
  dimension.title = optional_title(part);
  part.take(g::COMMA);
  part.take(g::EACH);
  part.part();  // the article
  dimension.singular = name(part.part());
  if (part.take(g::COLON)) dimension.members = member_list(part.part());
  optional_clause(part, dimension.clause);
  if (!part.done()) dimension.table = table(part.part());
  return dimension;
}

UnitDecl TreeBuilder::unit(Part part) {
  UnitDecl unit{common_of(part), {}};
  part.take(g::UNIT);
  unit.name = name(part.part());
  part.take(g::COMMA);
  part.take(g::EACH);
  part.part();  // the article
  unit.singular = name(part.part());
  optional_clause(part, unit.clause);
  return unit;
}

ParameterDecl TreeBuilder::parameter(Part part) {
  ParameterDecl parameter{common_of(part), {}, {}, {}};
  part.take(g::PARAMETER);
  parameter.name = name(part.part());
  parameter.title = optional_title(part);
  if (part.at_rule(g::RuleHead)) parameter.head = head(part.part());
  if (part.take(g::COLON)) parameter.type = type(part.part());
  optional_clause(part, parameter.clause);
  if (!part.done()) parameter.body = body(part.part());
  return parameter;
}

ParametersDecl TreeBuilder::parameters(Part part) {
  ParametersDecl parameters{common_of(part), {}, {}};
  part.take(g::PARAMETERS);
  parameters.head = head(part.part());
  optional_clause(part, parameters.clause);
  parameters.table = table(part.part());
  return parameters;
}

InputDecl TreeBuilder::input(Part part) {
  InputDecl input{common_of(part), false, {}, {}, {}, {}};
  input.metric = part.word().type == g::METRIC;
  do input.names.push_back(input_name(part.part()));
  while (part.take(g::COMMA));
  input.name = input.names.front().name;
  input.title = input.names.front().title;
  if (part.at_rule(g::RuleHead)) input.head = head(part.part());
  part.take(g::COLON);
  input.type = type(part.part());
  optional_clause(part, input.clause);
  while (!part.done()) input.rules.push_back(input_rule(part.part()));
  return input;
}

// Quotation marks let data be called by a word of the language: `named "metric"`.
std::string TreeBuilder::name_pattern(Part part) {
  const std::string text(text_of(part.first_word()));
  return text.front() == '"' ? text.substr(1, text.size() - 2) : text;
}

InputName TreeBuilder::input_name(Part part) {
  InputName input;
  input.name = name(part.part());
  input.title = optional_title(part);
  if (part.take(g::NAMED)) {
    const Part pattern = part.part();
    input.named = name_pattern(pattern);
    input.named_span = span_of(pattern);
  }
  return input;
}

ExprId TreeBuilder::range_after_between(Part& part) {
  const ExprId low = sum(part.part());
  part.take(g::AND);
  const ExprId high = sum(part.part());
  return add({tree_.file, span_of(low).begin, span_of(high).end}, RangeLiteral{low, high});
}

InputRule TreeBuilder::input_rule(Part part) {
  InputRule rule;
  rule.span = span_of(part);
  switch (part.word().type) {
    case g::NOT_REPORTED:
      part.take(g::COLON);
      rule.value = sentence(part.part());
      break;
    case g::DENOMINATOR_BELOW:
      rule.kind = InputRule::Kind::denominator_below;
      rule.bound = sum(part.part());
      part.take(g::COLON);
      rule.value = sentence(part.part());
      break;
    case g::MAY_PASS:
      rule.kind = InputRule::Kind::may_pass;
      rule.bound = literal(part.word());
      break;
    case g::MAY_BE_NEGATIVE:
      rule.kind = InputRule::Kind::may_be_negative;
      break;
    case g::BETWEEN:
      rule.kind = InputRule::Kind::between;
      rule.value = range_after_between(part);
      break;
    case g::LOWER_IS_BETTER:
      rule.kind = InputRule::Kind::lower_is_better;
      break;
    default:
      rule.kind = InputRule::Kind::higher_is_better;
  }
  optional_clause(part, rule.clause);
  return rule;
}

DefineDecl TreeBuilder::define(Part part) {
  DefineDecl define{common_of(part), {}, {}, {}};
  part.take(g::DEFINE);
  define.name = name(part.part());
  define.title = optional_title(part);
  if (part.at_rule(g::RuleHead)) define.head = head(part.part());
  if (part.take(g::COLON)) define.type = type(part.part());
  optional_clause(part, define.clause);
  define.body = body(part.part());
  return define;
}

Declaration TreeBuilder::payment_declaration(Part part) {
  const Part whole = part;
  if (auto built = payment(part)) return *std::move(built);
  BrokenDecl broken{common_of(whole), "payment", {}};
  part.take(g::PAYMENT);
  broken.name = name(part.part());
  return broken;
}

std::optional<PaymentDecl> TreeBuilder::payment(Part part) {
  PaymentDecl payment;
  static_cast<Common&>(payment) = common_of(part);
  const Word& start = part.word();
  payment.name = name(part.part());
  payment.title = optional_title(part);
  if (part.take(g::NAMED)) {
    const Part pattern = part.part();
    payment.named = name_pattern(pattern);
    payment.named_span = span_of(pattern);
  }
  if (part.take(g::FOR)) {
    do index(part.part(), payment.indexes, payment.rhythm);
    while (part.take(g::COMMA));
  }
  bool is_whole = true;
  while (part.at_rule(g::RulePaymentPart)) is_whole = payment_part(part.part(), payment) && is_whole;
  const char* missing = !payment.from     ? "`from` and a party"
                        : !payment.to     ? "`to` and a party"
                        : !payment.rhythm ? "when it falls due, such as `each quarter`"
                                          : nullptr;
  if (is_whole && missing != nullptr) {
    const Word& word = part.first_word_left();
    sink_.report(make<Id::UnexpectedToken>(span_of(word), found_text(word, text_), missing))
        .label(span_of(start), "in this payment");
    is_whole = false;
  }
  if (part.take(g::COLON)) payment.type = type(part.part());
  optional_clause(part, payment.clause);
  payment.body = body(part.part());
  if (!is_whole) return std::nullopt;
  return payment;
}

// False if the payment has this part already.
bool TreeBuilder::payment_part(Part part, PaymentDecl& payment) {
  const Part whole = part;
  part.take(g::COMMA);
  const int type = part.word().type;
  const bool again =
      (type == g::FROM && payment.from) || (type == g::TO && payment.to) || (type == g::EACH && payment.rhythm);
  if (again) {
    sink_.report(make<Id::UnexpectedToken>(span_of(whole), "second `" + std::string(text_of(whole.first_word())) + "`",
                                           "one payer, one payee and one rhythm"));
    return false;
  }
  if (type == g::FROM) {
    payment.from = party_reference(part.part());
  } else if (type == g::TO) {
    payment.to_first = !payment.from;
    payment.to = party_reference(part.part());
  } else {
    payment.rhythm = head_rhythm(part);
  }
  return true;
}

PartyReference TreeBuilder::party_reference(Part part) {
  PartyReference party;
  party.each = part.take(g::EACH);
  party.name = name(part.part());
  if (part.take(g::AS)) party.as = name(part.part());
  if (part.take(g::WHERE)) party.where = simple_test(part.part());
  return party;
}

Declaration TreeBuilder::together(Part part) {
  TogetherDecl together{common_of(part), {}, {}};
  BrokenDecl broken{common_of(part), "together", {}};
  bool is_whole = true;
  part.take(g::TOGETHER);
  part.take(g::FOR);
  std::optional<HeadRhythm> rhythm;
  do index(part.part(), together.indexes, rhythm);
  while (part.take(g::COMMA));
  if (rhythm) {
    sink_.report(make<Id::UnexpectedToken>(rhythm->word, "period", "the members whose lines stand together"))
        .help("each payment of the block says when it falls due");
    is_whole = false;
  }
  part.take(g::OPEN_BRACE);
  while (part.at_rule(g::RulePaymentDeclaration)) {
    Part inner = part.part();
    Part named = inner;
    named.take(g::PAYMENT);
    broken.other_names.push_back(name(named.part()));
    auto built = payment(inner);
    is_whole = is_whole && built;
    if (built) together.payments.push_back(*std::move(built));
  }
  if (!is_whole) return broken;
  return together;
}

BalanceDecl TreeBuilder::balance(Part part) {
  BalanceDecl balance{common_of(part), {}, {}, {}};
  part.take(g::BALANCE);
  balance.name = name(part.part());
  balance.title = optional_title(part);
  if (part.at_rule(g::RuleHead)) balance.head = head(part.part());
  if (part.take(g::COLON)) balance.type = type(part.part());
  optional_clause(part, balance.clause);
  while (part.at_rule(g::RuleBalanceLine)) balance.lines.push_back(balance_line(part.part()));
  return balance;
}

BalanceLine TreeBuilder::balance_line(Part part) {
  BalanceLine line;
  line.span = span_of(part);
  line.kind = balance_line_kind(part.word().type);
  line.expr = sentence(part.part());
  optional_clause(part, line.clause);
  return line;
}

RequireDecl TreeBuilder::require(Part part) {
  RequireDecl require{common_of(part), {}, {}, false, {}};
  part.take(g::REQUIRE);
  if (part.at_rule(g::RuleHead)) require.head = head(part.part());
  part.take(g::COLON);
  require.condition = logic(part.part());
  part.take(g::COMMA);
  part.take(g::OTHERWISE);
  require.every_settlement = part.word().type == g::EVERY_SETTLEMENT_REFUSED;
  part.take(g::NAMING);
  require.naming = named_figure(part.part());
  optional_clause(part, require.clause);
  return require;
}

NamedFigure TreeBuilder::named_figure(Part part) {
  NamedFigure figure{name(part.part()), {}};
  while (part.take(g::FOR)) figure.members.push_back(name(part.part()));
  return figure;
}

GuaranteeDecl TreeBuilder::guarantee(Part part) {
  GuaranteeDecl guarantee{common_of(part), {}, {}};
  part.take(g::GUARANTEE);
  guarantee.title = optional_title(part);
  if (part.at_rule(g::RuleHead)) guarantee.head = head(part.part());
  optional_clause(part, guarantee.clause);
  part.take(g::COLON);
  guarantee.condition = logic(part.part());
  return guarantee;
}

VariationDecl TreeBuilder::variation(Part part) {
  VariationDecl variation{common_of(part), {}};
  part.take(g::VARIATION);
  variation.name = name(part.part());
  variation.title = optional_title(part);
  part.take(g::FROM);
  variation.from = period(part.part());
  optional_clause(part, variation.clause);
  return variation;
}

// The rule's name is part of the word: `allow cliff_edge because`.
AllowDecl TreeBuilder::allow(Part part) {
  constexpr std::string_view blanks = " \t\r\n";
  AllowDecl allow{common_of(part), {}, {}, {}, false};
  const Word& word = part.word();
  const std::string_view text = text_of(word);
  const std::size_t begin = text.find_first_not_of(blanks, text.find_first_of(blanks));
  const std::size_t end = text.find_first_of(blanks, begin);
  allow.rule.text = text.substr(begin, end - begin);
  allow.rule.span = {tree_.file, word.begin + static_cast<std::uint32_t>(begin),
                     word.begin + static_cast<std::uint32_t>(end)};
  allow.reason = title(part.word());
  return allow;
}

EndsDecl TreeBuilder::ends(Part part) {
  EndsDecl ends{common_of(part), {}};
  part.take(g::ENDS);
  do ends.names.push_back(name(part.part()));
  while (part.take(g::COMMA));
  optional_clause(part, ends.clause);
  return ends;
}

}  // namespace quarterday::syntax
