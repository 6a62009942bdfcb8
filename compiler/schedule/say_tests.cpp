// SPDX-License-Identifier: Apache-2.0
//
// Conditions, as clauses with a verb.
#include <utility>

#include "compiler/schedule/sentence.h"

namespace quarterday::schedule {

using syntax::Ascribed;
using syntax::At;
using syntax::Binary;
using syntax::BinaryOp;
using syntax::Bracketed;
using syntax::CalendarReference;
using syntax::Direction;
using syntax::ExprId;
using syntax::For;
using syntax::IsBefore;
using syntax::IsBetween;
using syntax::IsGiven;
using syntax::IsIn;
using syntax::IsOneOf;
using syntax::IsReported;
using syntax::IsValue;
using syntax::Meets;
using syntax::NameReference;
using syntax::NeverMoves;
using syntax::Quantified;
using syntax::Unary;
using syntax::UnaryOp;
using syntax::WithinTest;

bool Sentence::is_test(ExprId id) const {
  return std::visit(Overloaded{
                        [&](const Bracketed& b) { return is_test(b.inner); },
                        [&](const Ascribed& a) { return is_test(a.of); },
                        [](const Unary& u) { return u.op == UnaryOp::logical_not; },
                        [](const Binary& b) { return b.op >= BinaryOp::less; },
                        [](const IsReported&) { return true; },
                        [](const IsGiven&) { return true; },
                        [](const IsValue&) { return true; },
                        [](const IsOneOf&) { return true; },
                        [](const IsBetween&) { return true; },
                        [](const IsIn&) { return true; },
                        [](const IsBefore&) { return true; },
                        [](const Meets&) { return true; },
                        [](const WithinTest&) { return true; },
                        [](const NeverMoves&) { return true; },
                        [](const Quantified&) { return true; },
                        [](const auto&) { return false; },
                    },
                    expr(id).node);
}

Text Sentence::condition(ExprId id, Hold most) {
  if (std::optional<Said> said = test(id)) return within(*std::move(said), most);
  return figure(id, Hold::of) + " is “yes”";
}

std::optional<Said> Sentence::test(ExprId id) {
  if (!is_test(id)) return std::nullopt;
  const auto clause = [](Text text) { return Said{std::move(text), Hold::test}; };
  return std::visit(
      Overloaded{
          [&](const Bracketed& b) { return *test(b.inner); },
          [&](const Ascribed& a) { return *test(a.of); },
          [&](const Unary& u) {
            if (is_test(u.operand)) return clause("it is not the case that " + condition(u.operand, Hold::test));
            return clause(figure(u.operand, Hold::of) + " is not “yes”");
          },
          [&](const Binary& b) {
            if (b.op == BinaryOp::logical_and || b.op == BinaryOp::logical_or) return logic(b.op, id);
            return clause(compare(b));
          },
          [&](const IsReported& r) { return clause(is_reported(r)); },
          [&](const IsGiven& g) {
            const Text subject = in_rows() ? row_owner(g.subject) : figure(g.subject, Hold::of);
            return clause(subject + (g.negated ? " is not given" : " is given"));
          },
          [&](const IsValue& is) { return clause(is_value(is)); },
          [&](const IsOneOf& is) {
            std::vector<Text> values;
            values.reserve(is.values.size());
            for (const ExprId value : is.values) values.push_back(value_beside(is.subject, value));
            const bool two = values.size() == 2;
            const char* joint = is.negated ? (two ? " neither " : " none of ") : (two ? " either " : " one of ");
            const char* last = !two ? "and" : is.negated ? "nor" : "or";
            return clause(subject_is(is.subject, false, Hold::of) + joint + list(values, last));
          },
          [&](const IsBetween& is) {
            return clause(subject_is(is.subject, is.negated, Hold::sum) + " between " + figure(is.low, Hold::of) +
                          " and " + figure(is.high, Hold::of) + " (both included)");
          },
          [&](const IsIn& is) { return clause(is_in(is)); },
          [&](const IsBefore& is) {
            read(Reading::dates);
            return clause(subject_is(is.subject, is.negated, Hold::of) + (is.after ? " after " : " before ") +
                          moment(is.moment, is.after ? "the end of " : "the beginning of "));
          },
          [&](const Meets& m) { return clause(subject_does(m.subject, " meet") + " " + figure(m.standard, Hold::of)); },
          [&](const WithinTest& w) {
            read(Reading::rows);
            return clause(figure(w.subject, Hold::of) + " lies within " + figure(w.duration, Hold::of));
          },
          [&](const NeverMoves& n) {
            const char* moves = n.as == Direction::falls ? " fall" : n.as == Direction::rises ? " rise" : " improve";
            const char* never = n.never == Direction::falls ? " never fall" : " never rise";
            return clause(subject_does(n.subject, never) + " as " + subject_does(n.driver, moves));
          },
          [&](const Quantified& q) {
            return Said{quantified(q), Hold::sweep};
          },
          [&](const auto&) { return Said{}; },
      },
      expr(id).node);
}

// The subject with its verb: "are" after a plural; nothing but a name alone is taken for one.
Text Sentence::subject_is(ExprId subject, bool negated, Hold most) {
  Said said = say(subject);
  const char* verb = said.plural ? " are" : " is";
  return within(std::move(said), most) + verb + (negated ? " not" : "");
}

// The subject with a verb that takes an s after the singular.
Text Sentence::subject_does(ExprId subject, const std::string& verb) {
  Said said = say(subject);
  const char* end = said.plural ? "" : "s";
  return within(std::move(said), Hold::sum) + verb + end;
}

Text Sentence::compare(const Binary& binary) {
  Said said = say(binary.left);
  const bool plural = said.plural;
  const Text left = within(std::move(said), Hold::sum);
  const std::string is = plural ? " are " : " is ";
  const char* beside = binary.op == BinaryOp::less         ? "less than "
                       : binary.op == BinaryOp::less_equal ? "at most "
                       : binary.op == BinaryOp::greater    ? "more than "
                                                           : "at least ";
  // In the records a word may stand for a choice.
  if (binary.op == BinaryOp::equal)
    return left + (plural ? " equal " : " equals ") + value_beside(binary.left, binary.right);
  return left + is + beside + figure(binary.right, Hold::sum);
}

Said Sentence::logic(BinaryOp op, ExprId id) {
  read(Reading::cases);
  const bool all = op == BinaryOp::logical_and;
  std::vector<ExprId> parts;
  ExprId at = id;
  // A chain of one word needs no brackets.
  while (true) {
    const auto* binary = as<Binary>(bare(at));
    if (binary == nullptr || binary->op != op) break;
    parts.insert(parts.begin(), binary->right);
    at = binary->left;
  }
  parts.insert(parts.begin(), at);
  std::vector<Text> said;
  said.reserve(parts.size());
  for (const ExprId part : parts) said.push_back(condition(part, Hold::test));
  Text text;
  for (std::size_t i = 0; i < said.size(); ++i) text += (i == 0 ? Text() : Text(all ? " and " : " or ")) + said[i];
  return {std::move(text), all ? Hold::all : Hold::any};
}

Text Sentence::is_reported(const IsReported& is) {
  ExprId base = is.subject;
  Text time;
  while (true) {
    if (const auto* look_up = as<For>(base)) {
      base = look_up->of;
    } else if (const auto* at = as<At>(base)) {
      base = at->of;
    } else {
      break;
    }
  }
  const auto* name_of_it = as<NameReference>(base);
  const bool rows = name_of_it != nullptr && language_.contract.row_sets_by_name.count(name_of_it->text) != 0;
  if (rows) return "there is " + Text(is.negated ? "no" : "a") + " row that counts in " + figure(is.subject, Hold::of);
  const auto id = name_of_it != nullptr ? value_named(name_of_it->text, base) : std::nullopt;
  const bool input = id && language_.terms.original(*id).kind == plan::Value::Kind::input;
  if (input) return subject_is(is.subject, is.negated, Hold::of) + " reported";
  read(Reading::left_out);
  return subject_is(is.subject, !is.negated, Hold::of) + " left out";
}

// Of which members the figure is one.
std::optional<SetId> Sentence::set_of(ExprId id) {
  id = bare(id);
  while (true) {
    if (const auto* look_up = as<For>(id)) {
      id = look_up->of;
    } else if (const auto* time = as<At>(id)) {
      id = time->of;
    } else {
      break;
    }
  }
  if (in_rows()) return set_of_column(id);
  const auto* name = as<NameReference>(id);
  if (name == nullptr) return std::nullopt;
  if (const Variable* at_hand = variable(name->text)) return at_hand->set;
  const auto value = value_named(name->text, id);
  if (!value || language_.contract.value(*value).type.kind != model::Type::Kind::member) return std::nullopt;
  return language_.contract.value(*value).type.set;
}

// What is compared with a member or a choice is one of them.
Text Sentence::value_beside(ExprId subject, ExprId value) {
  const auto* word = as<NameReference>(bare(value));
  if (word == nullptr || variable(word->text) != nullptr) return figure(value, Hold::sum);
  const std::optional<SetId> set = set_of(subject);
  if (set)
    if (const auto member = language_.contract.member(*set, word->text)) return language_.terms.member(*member);
  if (in_rows() && is_choice(subject, word->text)) return "“" + spaced(word->text) + "”";
  return figure(value, Hold::sum);
}

Text Sentence::is_value(const IsValue& is) {
  const Text value = value_beside(is.subject, is.value);
  return subject_is(is.subject, is.negated, Hold::of) + " " + value;
}

Text Sentence::moment(ExprId id, const std::string& end) {
  if (as<CalendarReference>(bare(id)) != nullptr) return end + figure(id);
  return figure(id, Hold::of);
}

Text Sentence::is_in(const IsIn& is) {
  const auto* rows = as<NameReference>(bare(is.period));
  if (rows != nullptr && table_of_rows(rows->text))
    return row_owner(is.subject) + (is.negated ? " is not one of" : " is one of") + " the rows of " +
           Terms::word(rows->text);
  return figure(is.subject, Hold::of) + (is.negated ? " does not lie in " : " lies in ") + figure(is.period, Hold::of);
}

Text Sentence::quantified(const Quantified& quantified) {
  if (table_of_rows(quantified.set.name.text)) return row_quantified(quantified);
  const Scope outer = scope_;
  Text words = quantified.every ? "for every " : "for at least one ";
  words += set_words(quantified.set, true);
  words += ", " + condition(quantified.test, Hold::test);
  scope_ = outer;
  return words;
}

}  // namespace quarterday::schedule
