// SPDX-License-Identifier: Apache-2.0
#include <utility>

#include "compiler/syntax/build_tree.h"
#include "compiler/syntax/literals.h"

namespace quarterday::syntax {

namespace g = grammar;

ExprId TreeBuilder::add(Span span, ExprNode node) {
  tree_.exprs.push_back({std::move(node), span});
  return {static_cast<std::uint32_t>(tree_.exprs.size() - 1)};
}

ExprId TreeBuilder::span_and_add(ExprId first, ExprId last, ExprNode node) {
  return add({tree_.file, span_of(first).begin, span_of(last).end}, std::move(node));
}

ExprId TreeBuilder::binary(BinaryOp op, ExprId left, const Word& op_word, ExprId right) {
  return span_and_add(left, right, Binary{op, left, right, span_of(op_word)});
}

ExprId TreeBuilder::sentence(Part part) {
  if (!part.take(g::FIRST)) return conditional(part.part());
  const ExprId first = conditional(part.part());
  part.take(g::COMMA);
  part.take(g::THEN);
  const ExprId then = sentence(part.part());
  return add(span_of(part), FirstThen{first, then});
}

ExprId TreeBuilder::conditional(Part part) {
  ExprId value = logic(part.part());
  if (part.done()) return value;
  Conditional conditional_node;
  while (part.take(g::IF)) {
    conditional_node.cases.push_back({value, logic(part.part())});
    part.take(g::COMMA);
    if (part.take(g::OTHERWISE)) break;
    value = logic(part.part());
  }
  conditional_node.otherwise = conditional(part.part());
  return add(span_of(part), std::move(conditional_node));
}

ExprId TreeBuilder::logic(Part part) {
  ExprId left = conjunction(part.part());
  while (!part.done()) {
    const Word& op = part.word();
    left = binary(BinaryOp::logical_or, left, op, conjunction(part.part()));
  }
  return left;
}

ExprId TreeBuilder::conjunction(Part part) {
  ExprId left = negation(part.part());
  while (!part.done()) {
    const Word& op = part.word();
    left = binary(BinaryOp::logical_and, left, op, negation(part.part()));
  }
  return left;
}

ExprId TreeBuilder::negation(Part part) {
  if (!part.take(g::NOT)) return test(part.part());
  const ExprId operand = negation(part.part());
  return add(span_of(part), Unary{UnaryOp::logical_not, operand});
}

ExprId TreeBuilder::test(Part part) {
  if (part.at(g::EVERY) || part.at(g::SOME)) return quantified(part);
  const ExprId subject = tailed(part.part());
  return part.done() ? subject : test_rest(subject, part.part());
}

// every its measures with same (a, b) where c has d
ExprId TreeBuilder::quantified(Part part) {
  Quantified node;
  node.every = part.take(g::EVERY);
  if (!node.every) part.take(g::SOME);
  node.other = part.take(g::OTHER);
  node.set.kind = part.take(g::ITS) ? SetRef::Kind::its : SetRef::Kind::members;
  node.set.name = name(part.part());
  node.set.span = node.set.name.span;
  if (part.take(g::WITH)) {
    part.take(g::SAME);
    Part keys = part.part();
    while (!keys.done()) {
      if (keys.at_rule(g::RuleName)) {
        node.same.push_back(name(keys.part()));
      } else {
        keys.word();
      }
    }
  }
  if (part.take(g::WHERE)) node.set.where = simple_test(part.part());
  part.take(g::HAS);
  node.test = test(part.part());
  return add(span_of(part), std::move(node));
}

ExprId TreeBuilder::comparison(ExprId subject, Part operation, ExprId right) {
  const Word& word = operation.word();
  switch (word.type) {
    case g::LESS:
      return binary(BinaryOp::less, subject, word, right);
    case g::LESS_EQUAL:
      return binary(BinaryOp::less_equal, subject, word, right);
    case g::GREATER:
      return binary(BinaryOp::greater, subject, word, right);
    case g::GREATER_EQUAL:
      return binary(BinaryOp::greater_equal, subject, word, right);
    default:
      return binary(BinaryOp::equal, subject, word, right);
  }
}

ExprId TreeBuilder::test_rest(ExprId subject, Part part) {
  const Span span{tree_.file, span_of(subject).begin, part.last_word().end};
  if (part.at_rule(g::RuleComparison)) {
    const Part operation = part.part();
    return comparison(subject, operation, tailed(part.part()));
  }
  if (part.take(g::IS)) {
    if (part.take(g::NOT_REPORTED)) return add(span, IsReported{subject, true});
    const bool negated = part.take(g::NOT);
    return is_what(subject, negated, part.part());
  }
  if (part.take(g::MEETS)) return add(span, Meets{subject, sum(part.part())});
  if (part.take(g::WITHIN)) return add(span, WithinTest{subject, sum(part.part())});
  part.take(g::NEVER);
  NeverMoves node{subject, Direction::falls, {}, Direction::rises};
  node.never = part.word().type == g::FALLS ? Direction::falls : Direction::rises;
  part.take(g::AS);
  node.driver = sum(part.part());
  const int direction = part.word().type;
  node.as = direction == g::IMPROVES ? Direction::improves
            : direction == g::FALLS  ? Direction::falls
                                     : Direction::rises;
  return add(span, node);
}

// After `is` or `is not`; also the shorter forms after `where`.
ExprId TreeBuilder::is_what(ExprId subject, bool negated, Part part) {
  const Span span{tree_.file, span_of(subject).begin, part.last_word().end};
  if (part.take(g::REPORTED)) return add(span, IsReported{subject, negated});
  if (part.take(g::GIVEN)) return add(span, IsGiven{subject, negated});
  if (part.take(g::IN)) return add(span, IsIn{subject, moment(part.part()), negated});
  if (part.take(g::BEFORE)) return add(span, IsBefore{subject, moment(part.part()), false, negated});
  if (part.take(g::AFTER)) return add(span, IsBefore{subject, moment(part.part()), true, negated});
  if (part.take(g::BETWEEN)) {
    const ExprId low = sum(part.part());
    part.take(g::AND);
    return add(span, IsBetween{subject, low, sum(part.part()), negated});
  }
  if (part.take(g::ONE_OF)) {
    IsOneOf node{subject, {}, negated};
    part.take(g::OPEN_BRACKET);
    while (!part.done()) {
      node.values.push_back(sum(part.part()));
      part.word();
    }
    return add(span, std::move(node));
  }
  return add(span, IsValue{subject, adverbed(part.part()), negated});
}

ExprId TreeBuilder::simple_test(Part part) {
  const ExprId subject = adverbed(part.part());
  if (part.done()) return subject;
  if (part.at_rule(g::RuleComparison)) {
    const Part operation = part.part();
    return comparison(subject, operation, adverbed(part.part()));
  }
  part.take(g::IS);
  if (part.take(g::NOT_REPORTED)) return add(span_of(part), IsReported{subject, true});
  const bool negated = part.take(g::NOT);
  return is_what(subject, negated, part.part());
}

ExprId TreeBuilder::tailed(Part part) {
  ExprId subject = sum(part.part());
  while (!part.done()) subject = tail(subject, part.part());
  return subject;
}

// A tail takes everything to its left.
ExprId TreeBuilder::tail(ExprId subject, Part part) {
  const Span span{tree_.file, span_of(subject).begin, part.last_word().end};
  switch (part.word().type) {
    case g::AT_MOST:
      return add(span, Limit{LimitOp::at_most, subject, sum(part.part())});
    case g::AT_LEAST:
      return add(span, Limit{LimitOp::at_least, subject, sum(part.part())});
    case g::GROWING: {
      Growing node{subject, sum(part.part()), {}};
      part.take(g::A);
      part.take(g::YEAR);
      if (part.take(g::FROM)) node.from = period(part.part());
      return add(span, std::move(node));
    }
    case g::BY:
      return add(span, ByWeight{subject, sum(part.part())});
    case g::TO_NEAREST:
      return add(span, ToNearest{subject, sum(part.part())});
    case g::SPLIT: {
      part.take(g::OVER);
      SplitOver node{subject, name(part.part()), {}};
      if (part.take(g::BY)) node.by = sum(part.part());
      return add(span, std::move(node));
    }
    default: {  // with
      WithAs node{subject, {}};
      while (!part.done()) {
        Name replaced = name(part.part());
        part.take(g::AS);
        node.replacements.emplace_back(std::move(replaced), sum(part.part()));
        part.take(g::AND);
      }
      return add(span, std::move(node));
    }
  }
}

ExprId TreeBuilder::sum(Part part) {
  ExprId left = product(part.part());
  while (!part.done()) {
    const Word& op = part.word();
    left = binary(op.type == g::PLUS ? BinaryOp::add : BinaryOp::subtract, left, op, product(part.part()));
  }
  return left;
}

// The grammar reads a chain of factors from the right; here `of` takes the word on either side first, from the right,
// and `*` and `/` then go from left to right.
ExprId TreeBuilder::product(Part part) {
  std::vector<ExprId> factors;
  std::vector<const Word*> ops;
  for (;;) {
    if (part.at_rule(g::RulePhrase)) {
      factors.push_back(phrase(part.part()));
      break;
    }
    factors.push_back(adverbed(part.part()));
    if (part.at_rule(g::RuleFurther)) factors.back() = further(factors.back(), part);
    if (part.done()) break;
    ops.push_back(&part.word());
    part = part.part();
  }
  ExprId result;
  const Word* pending = nullptr;  // the `*` or `/` before the factors at hand
  for (std::size_t begin = 0; begin < factors.size();) {
    std::size_t last = begin;
    while (last < ops.size() && ops[last]->type == g::OF) ++last;
    ExprId factor = factors[last];
    for (std::size_t i = last; i-- > begin;) factor = span_and_add(factors[i], factor, Of{factors[i], factor});
    if (pending == nullptr) {
      result = factor;
    } else {
      const BinaryOp op = pending->type == g::TIMES ? BinaryOp::multiply : BinaryOp::divide;
      result = binary(op, result, *pending, factor);
    }
    if (last < ops.size()) pending = ops[last];
    begin = last + 1;
  }
  return result;
}

// What stands behind the figure at which `part` is.
ExprId TreeBuilder::further(ExprId of, Part& part) {
  Further node{of, {}};
  while (part.at_rule(g::RuleFurther)) {
    Part written = part.part();
    const Word word = written.part().first_word();
    add_further(node, word, of_phrase(written.part()));
    if (written.done()) continue;
    const Word to = written.word();
    add_further(node, to, of_phrase(written.part()));
  }
  const ExprId last = node.figures.back().figure;
  return span_and_add(of, last, std::move(node));
}

void TreeBuilder::add_further(Further& node, const Word& word, ExprId figure) {
  Span span = span_of(word);
  span.end = span_of(figure).end;
  node.figures.push_back({std::string(text_of(word)), figure, span});
}

ExprId TreeBuilder::phrase(Part part) {
  const Span span = span_of(part);
  if (part.take(g::ROUNDED)) return add(span, Unary{UnaryOp::rounded, product(part.part())});
  if (part.take(g::MINUS)) return add(span, Unary{UnaryOp::negate, product(part.part())});
  if (part.at(g::PROGRESS) || part.at(g::POSITION_OF)) {
    Progress node;
    node.limited = part.word().type == g::PROGRESS;
    part.take(g::OF);
    node.subject = of_phrase(part.part());
    part.take(g::OVER);
    node.from = of_phrase(part.part());
    if (part.take(g::TO)) node.to = of_phrase(part.part());
    return add(span, node);
  }
  if (part.at(g::DURATION)) {
    const Word& word = part.word();
    const ExprId duration = literal(word);
    if (part.done()) return duration;
    part.take(g::AFTER);
    const ExprId operand = product(part.part());
    const auto* read = std::get_if<DurationLiteral>(&tree_.exprs[duration.index].node);
    return add(span, After{read != nullptr ? *read : DurationLiteral{}, operand});
  }
  if (part.at(g::TIERS) || part.at(g::SCALE) || part.at(g::STEPS)) {
    const int type = part.word().type;
    part.take(g::OF);
    const TablePhrase kind = type == g::TIERS   ? TablePhrase::tiers
                             : type == g::SCALE ? TablePhrase::scale
                                                : TablePhrase::steps;
    return add(span, TableOf{kind, of_phrase(part.part())});
  }
  return aggregate(part);
}

ExprId TreeBuilder::aggregate(Part part) {
  Aggregate node;
  const int type = part.word().type;
  node.op = type == g::SUM       ? AggregateOp::sum
            : type == g::AVERAGE ? AggregateOp::average
            : type == g::HIGHEST ? AggregateOp::highest
            : type == g::LOWEST  ? AggregateOp::lowest
                                 : AggregateOp::pooled;
  part.take(g::OVER);
  node.set = set(part.part());
  if (part.take(g::BY)) node.by = adverbed(part.part());
  part.take(g::OF);
  node.body = product(part.part());
  return add(span_of(part), std::move(node));
}

ExprId TreeBuilder::of_phrase(Part part) {
  const ExprId left = adverbed(part.part());
  if (!part.take(g::OF)) return left;
  const ExprId right = of_phrase(part.part());
  return add(span_of(part), Of{left, right});
}

}  // namespace quarterday::syntax
