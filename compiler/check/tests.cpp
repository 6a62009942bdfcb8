// SPDX-License-Identifier: Apache-2.0
//
// Tests: comparisons, 'is ...', 'meets', and their joining by 'and' and 'or'.
#include <utility>

#include "compiler/check/sentence.h"

namespace quarterday::check {

Typed Sentence::comparison(const syntax::Binary& binary, Span span) {
  const Typed left = read(binary.left);
  const Typed right = read(binary.right, &left.type);
  if (left.type.is_error() || right.type.is_error()) return error_at(span);
  Type type;
  if (!must_unify(left, right, span, type, Joined::compared)) return error_at(span);
  plan::Op op = plan::Op::equal;
  switch (binary.op) {
    case syntax::BinaryOp::less:
      op = plan::Op::less;
      break;
    case syntax::BinaryOp::less_equal:
      op = plan::Op::less_equal;
      break;
    case syntax::BinaryOp::greater:
      op = plan::Op::greater;
      break;
    case syntax::BinaryOp::greater_equal:
      op = plan::Op::greater_equal;
      break;
    default:
      break;
  }
  const bool ordered = type.is_number() || type.kind == Type::Kind::period || type.kind == Type::Kind::date ||
                       type.kind == Type::Kind::any;
  if (op != plan::Op::equal && !ordered) {
    context_.report(make<Id::CannotCompare>(span, words(left.type), words(right.type)))
        .help("only figures have an order; write 'is' or 'is one of'");
    return error_at(span);
  }
  return add(op, {left.node, right.node}, span, Type::yes_no());
}

Typed Sentence::logic(const syntax::Binary& binary, Span span) {
  const NodeId left = condition(binary.left);
  const NodeId right = condition(binary.right);
  return add(binary.op == syntax::BinaryOp::logical_and ? plan::Op::logical_and : plan::Op::logical_or, {left, right},
             span, Type::yes_no());
}

// Whether an input is reported needs none of its rules, so it is not worked out from them.
Typed Sentence::is_reported(ExprId subject, Span span) {
  const std::size_t mark = contract_.dependencies.size();
  const bool outer = std::exchange(rows_asked_, true);
  const Typed read_subject = read(subject);
  rows_asked_ = outer;
  NodeId asked = read_subject.node;
  while (contract_.nodes[asked.index].op == plan::Op::at) asked = contract_.nodes[asked.index].operands.front();
  const plan::Node& node = contract_.nodes[asked.index];
  if (node.op == plan::Op::load && contract_.value(node.value).kind == plan::Value::Kind::input)
    contract_.dependencies.resize(std::min(mark, contract_.dependencies.size()));
  return add(plan::Op::is_reported, {read_subject.node}, span, Type::yes_no());
}

Typed Sentence::test(const syntax::Expr& expr) {
  const Span span = expr.span;
  Typed result;
  bool negated = false;
  if (const auto* reported = std::get_if<syntax::IsReported>(&expr.node)) {
    result = is_reported(reported->subject, span);
    negated = reported->negated;
  } else if (const auto* given = std::get_if<syntax::IsGiven>(&expr.node)) {
    result = add(plan::Op::is_given, {read(given->subject).node}, span, Type::yes_no());
    negated = given->negated;
  } else if (const auto* is = std::get_if<syntax::IsValue>(&expr.node)) {
    result = is_value(*is, span);
    negated = is->negated;
  } else if (const auto* one_of = std::get_if<syntax::IsOneOf>(&expr.node)) {
    const Typed subject = read(one_of->subject);
    std::vector<NodeId> operands{subject.node};
    for (const ExprId id : one_of->values) {
      const Typed choice = read(id, &subject.type);
      Type type;
      if (!must_unify(subject, choice, context_.expr(id).span, type, Joined::compared)) return error_at(span);
      operands.push_back(choice.node);
    }
    result = add(plan::Op::one_of, std::move(operands), span, Type::yes_no());
    negated = one_of->negated;
  } else if (const auto* between = std::get_if<syntax::IsBetween>(&expr.node)) {
    const Typed subject = read(between->subject);
    const Typed low = read(between->low, &subject.type);
    const Typed high = read(between->high, &subject.type);
    Type type;
    if (!must_unify(subject, low, span, type, Joined::compared) ||
        !must_unify(subject, high, span, type, Joined::compared) || !same_sign(low, high, span))
      return error_at(span);
    const Typed above = add(plan::Op::greater_equal, {subject.node, low.node}, span, Type::yes_no());
    const Typed below = add(plan::Op::less_equal, {subject.node, high.node}, span, Type::yes_no());
    result = add(plan::Op::logical_and, {above.node, below.node}, span, Type::yes_no());
    negated = between->negated;
  } else if (const auto* before = std::get_if<syntax::IsBefore>(&expr.node)) {
    result = is_before(*before, span);
    negated = before->negated;
  } else if (const auto* in = std::get_if<syntax::IsIn>(&expr.node)) {
    result = is_in(*in, span);
    negated = in->negated;
  } else if (const auto* standard_test = std::get_if<syntax::Meets>(&expr.node)) {
    result = meets(*standard_test, span);
  } else if (const auto* never = std::get_if<syntax::NeverMoves>(&expr.node)) {
    result = never_moves(*never, span);
  }
  if (negated && !result.type.is_error()) return add(plan::Op::logical_not, {result.node}, span, Type::yes_no());
  return result;
}

Typed Sentence::is_value(const syntax::IsValue& is, Span span) {
  const Typed subject = read(is.subject);
  if (subject.type.is_error()) return error_at(span);
  const Typed wanted = read(is.value, &subject.type);
  if (wanted.type.is_error()) return error_at(span);
  Type type;
  if (!must_unify(subject, wanted, span, type, Joined::compared)) return error_at(span);
  return add(plan::Op::equal, {subject.node, wanted.node}, span, Type::yes_no());
}

Typed Sentence::meets(const syntax::Meets& meets, Span span) {
  const Typed subject = read(meets.subject);
  const Typed bound = read(meets.standard);
  if (subject.type.is_error() || bound.type.is_error()) return error_at(span);
  if (bound.type.kind != Type::Kind::standard && bound.type.kind != Type::Kind::any) {
    context_.report(make<Id::TypeExpected>(context_.expr(meets.standard).span, "a standard such as 'at least 60%'",
                                           words(bound.type)));
    return error_at(span);
  }
  Typed figure = bound;
  figure.type.kind = bound.type.kind == Type::Kind::standard ? Type::Kind::number : bound.type.kind;
  Type type;
  if (!must_unify(subject, figure, span, type, Joined::compared)) return error_at(span);
  return add(plan::Op::meets, {subject.node, bound.node}, span, Type::yes_no());
}

// A guarantee about two figures of all possible data: in the condition it counts as met, it is judged apart.
Typed Sentence::never_moves(const syntax::NeverMoves& never, Span span) {
  plan::Movement movement;
  movement.never_falls = never.never == syntax::Direction::falls;
  movement.as = never.as == syntax::Direction::rises   ? plan::Movement::As::rises
                : never.as == syntax::Direction::falls ? plan::Movement::As::falls
                                                       : plan::Movement::As::improves;
  std::vector<plan::FreeIndex>* const outer = std::exchange(scope_.free, &movement.subject_free);
  const Typed subject = read(never.subject);
  scope_.free = &movement.driver_free;
  const bool grains = std::exchange(scope_.any_grain, true);
  const Typed driver = read(never.driver);
  scope_.any_grain = grains;
  scope_.free = outer;
  if (subject.type.is_error() || driver.type.is_error()) return error_at(span);
  movement.subject = subject.node;
  movement.driver = driver.node;
  if (scope_.movements) scope_.movements->push_back(std::move(movement));
  return constant(true, span, Type::yes_no());
}

}  // namespace quarterday::check
