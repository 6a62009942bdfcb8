// SPDX-License-Identifier: Apache-2.0
#include <utility>

#include "compiler/schedule/heads.h"
#include "compiler/schedule/writer.h"

namespace quarterday::schedule {

using syntax::Body;
using syntax::DefineDecl;
using syntax::ExprNode;
using syntax::Index;
using syntax::InputDecl;
using syntax::InputName;
using syntax::InputRule;
using syntax::LeftOut;
using syntax::PaymentDecl;
using syntax::SettlementRefused;
using syntax::TogetherDecl;
using syntax::Type;

namespace {

bool is_yes_no(const std::optional<Type>& type) { return type && type->form == Type::Form::yes_no; }

// The name that the data or a statement has: "each measure's own name".
std::string pattern_words(const std::string& pattern) {
  const std::size_t open = pattern.find('[');
  const std::size_t close = pattern.find(']', open == std::string::npos ? 0 : open);
  if (open == std::string::npos || close == std::string::npos) return {};
  const std::string member = spaced(pattern.substr(open + 1, close - open - 1));
  if (open == 0 && close + 1 == pattern.size()) return "the short name of the " + member;
  std::string words = "the short name of the " + member;
  if (open != 0) words = "“" + pattern.substr(0, open) + "” and " + words;
  if (close + 1 != pattern.size()) words += " and “" + pattern.substr(close + 1) + "”";
  return words;
}

}  // namespace

// ---- Inputs -------------------------------------------------------------------------------------------------------

void Writer::operator()(const InputDecl& decl) {
  Sentence words = sentence();
  const Text head = head_words(words, decl.head);
  std::vector<Text> said;
  std::vector<std::string> names;
  Text patterns;
  const bool several = decl.names.size() > 1;
  const InputName& first = decl.names.front();
  const bool plural = !is_yes_no(decl.type) && is_plural(first.title ? first.title->text : spaced(first.name.text));
  const Number number = several ? Number::several : plural ? Number::plural : Number::one;
  for (const InputName& one : decl.names) {
    const bool alone = !several && !one.title && !plural && !is_yes_no(decl.type);
    said.push_back((alone ? "the " : "") + defined(one.name.text, one.title ? one.title->text : ""));
    names.push_back(one.name.text);
    if (!one.named) continue;
    const std::string pattern = pattern_words(*one.named);
    patterns += " In the data " + (several ? Terms::word(one.name.text) : Text(plural ? "they" : "it")) +
                (plural ? " stand under " : " stands under ") +
                (pattern.empty() ? Text("the name ") + Run{Run::Kind::code, *one.named, {}} : Text(pattern)) + ".";
  }
  const char* are = several ? " are reported, each as " : plural ? " are reported, as " : " is reported, as ";
  Item body{head, {}};
  body.text += list(said, "and") + are + type_words(decl.type);
  body.text = capital(std::move(body.text));
  if (decl.metric)
    body.text += several  ? "; they are measures of performance"
                 : plural ? "; they are a measure of performance"
                          : "; it is a measure of performance";
  close(body, clauses(decl));
  body.text += patterns;
  input_rules(body, words, decl, number);
  paragraph(decl, std::move(body), names);
}

// A sentence each; sub-paragraphs where one of them has its own.
void Writer::input_rules(Item& item, Sentence& sentence, const InputDecl& decl, Number number) {
  std::vector<Item> rules;
  bool nested = false;
  for (const InputRule& rule : decl.rules) {
    rules.push_back(input_rule(sentence, rule, deed_words(decl), number));
    nested = nested || !rules.back().items.empty();
  }
  if (nested) {
    item.text += number == Number::one ? " For it holds:" : " For them holds:";
    item.items = std::move(rules);
    return;
  }
  for (Item& rule : rules) item.text += " " + capital(std::move(rule.text)) + ".";
}

Item Writer::input_rule(Sentence& sentence, const InputRule& rule, const std::string& deed, Number number) {
  const bool several = number == Number::several;
  const bool plural = number == Number::plural;
  const std::string they = number == Number::one ? "it" : "they";
  const std::string clause = clause_words(rule.clause.text, deed);
  const auto in_place = [&](const Text& when, syntax::ExprId what) {
    Item value = sentence.item(what);
    value.text = when + (plural ? " in their place " : " in its place ") +
                 (sentence.is_plural(what) ? "stand " : "stands ") + value.text;
    if (value.items.empty()) {
      value.text += clause;
    } else {
      close(value, clause);
    }
    return value;
  };
  const auto instead = [&](const Text& when) -> Item {
    const ExprNode& node = tree_.expr(rule.value).node;
    if (std::holds_alternative<SettlementRefused>(node)) {
      readings_.use(Reading::refused);
      return {when + ", the settlement is refused" + clause, {}};
    }
    if (std::holds_alternative<LeftOut>(node)) {
      readings_.use(Reading::left_out);
      return {when + (plural ? ", they are left out" : ", it is left out") + clause, {}};
    }
    const auto* recurrence = std::get_if<syntax::FirstThen>(&node);
    if (recurrence != nullptr && std::holds_alternative<SettlementRefused>(tree_.expr(recurrence->first).node)) {
      readings_.use(Reading::refused);
      readings_.use(Reading::first_then);
      const std::string period = grain_word(sentence.scope().grain);
      return in_place(when + ", the settlement is refused in the first " + period + ", and in each later " + period,
                      recurrence->then);
    }
    return in_place(when + ",", rule.value);
  };
  switch (rule.kind) {
    case InputRule::Kind::not_reported:
      return instead(several  ? "where one of them is not reported"
                     : plural ? "where they are not reported"
                              : "where it is not reported");
    case InputRule::Kind::denominator_below:
      return instead(Text(several  ? "where the denominator reported for one of them is below "
                          : plural ? "where the denominator reported for them is below "
                                   : "where the denominator reported for it is below ") +
                     sentence.figure(rule.bound));
    case InputRule::Kind::may_pass:
      return {they + Text(" may be above 100%") + clause, {}};
    case InputRule::Kind::may_be_negative:
      return {they + Text(" may be below zero") + clause, {}};
    case InputRule::Kind::between: {
      const auto& range = std::get<syntax::RangeLiteral>(tree_.expr(rule.value).node);
      return {(number == Number::one ? "it lies" : "they lie") + Text(" between ") + sentence.figure(range.low) +
                  " and " + sentence.figure(range.high) + ", both included" + clause,
              {}};
    }
    case InputRule::Kind::lower_is_better:
      return {"lower is better" + clause, {}};
    case InputRule::Kind::higher_is_better:
      return {"higher is better" + clause, {}};
  }
  return {};
}

// ---- Definitions and payments -------------------------------------------------------------------------------------

// The figure of a definition or a payment, without its full stop.
Item Writer::body(Sentence& sentence, const Body& body, const std::string& deed) {
  if (body.expr) return sentence.item(body.expr);
  return sentence.cases(*body.table, deed);
}

void Writer::operator()(const DefineDecl& decl) {
  Sentence words = sentence();
  const Text head = head_words(words, decl.head);
  const std::string title = title_of(decl);
  const std::string called = title.empty() ? spaced(decl.name.text) : title;
  const Text name = defined(decl.name.text, title, decl.type ? type_words(*decl.type) : "");
  Item made;
  if (is_yes_no(decl.type) && decl.body.expr && words.is_test(decl.body.expr)) {
    made = words.condition_item(decl.body.expr);
    const Text beginning = head + (head.empty() ? "The" : "the") + " answer to " + name + " is “yes” if ";
    made.text = made.items.empty() ? beginning + made.text + ", and otherwise “no”"
                                   : beginning + "the following is so, and otherwise “no”: " + made.text;
  } else {
    made = body(words, decl.body, deed_words(decl));
    const std::string is = is_plural(called) && !is_yes_no(decl.type) ? " are " : " is ";
    const std::string the = is_yes_no(decl.type) ? "the answer to " : article(called);
    made.text = head + (head.empty() ? capital(Text(the)) : Text(the)) + name + is + made.text;
  }
  close(made, clauses(decl));
  paragraph(decl, std::move(made), {decl.name.text});
  if (decl.body.expr && decl.body.table) row_table(words, *decl.body.table, deed_words(decl));
  charts(decl);
}

void Writer::operator()(const PaymentDecl& decl) { payment(decl, {}); }

void Writer::payment(const PaymentDecl& decl, const std::vector<Index>& around) {
  Sentence words = sentence();
  Text head;
  for (const std::vector<Index>* indexes : {&around, &decl.indexes})
    for (const Index& index : *indexes) head += (head.empty() ? "For " : ", ") + words.open_index(index);
  if (!head.empty()) head += ", ";
  if (decl.rhythm) words.scope().grain = grain_of(decl.rhythm->rhythm);
  // Lines run over the party that is written first.
  Text from;
  Text to;
  if (decl.to_first) to = words.open_party(*decl.to);
  from = words.open_party(*decl.from);
  if (!decl.to_first) to = words.open_party(*decl.to);
  Item made = body(words, decl.body, deed_words(decl));
  const std::string title = title_of(decl);
  Text text = head.empty() ? beginning(from) : head + from;
  text += " pays " + to + " " + article(title) + defined(decl.name.text, title);
  if (decl.rhythm) {
    text += " " + rhythm_words(contract_.calendar, *decl.rhythm);
    if (decl.rhythm->span.in_advance) text += ", in advance";
  }
  if (decl.type) text += ", as " + type_words(*decl.type);
  made.text = std::move(text) + ": " + made.text;
  close(made, clauses(decl));
  if (decl.named) {
    const std::string pattern = pattern_words(*decl.named);
    Text named = "On statements it stands under " +
                 (pattern.empty() ? Text("the name ") + Run{Run::Kind::code, *decl.named, {}} : Text(pattern)) + ".";
    if (made.items.empty()) {
      made.text += " " + named;
    } else {
      made.items.push_back({std::move(named), {}});
    }
  }
  paragraph(decl, std::move(made), {decl.name.text});
  if (decl.body.expr && decl.body.table) row_table(words, *decl.body.table, deed_words(decl));
  charts(decl);
}

void Writer::operator()(const TogetherDecl& decl) {
  Sentence words = sentence();
  Text each;
  for (const Index& index : decl.indexes) each += (each.empty() ? "" : ", ") + words.open_index(index);
  paragraph(decl, {"The following payments are listed together for " + each + ": all of one, then those of the next." +
                       clauses(decl),
                   {}});
  for (const PaymentDecl& one : decl.payments) {
    prose(one.prose);
    payment(one, decl.indexes);
  }
}

}  // namespace quarterday::schedule
