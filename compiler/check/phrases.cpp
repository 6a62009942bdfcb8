// SPDX-License-Identifier: Apache-2.0
//
// Phrases over sets of members and periods, and the phrases that take one or two figures.
#include <algorithm>

#include "compiler/check/sentence.h"

namespace quarterday::check {
namespace {

// A division that no bracket keeps apart from what stands before it.
const syntax::Binary* open_division(const Context& context, ExprId id) {
  const auto* product = context.as<syntax::Binary>(id);
  if (!product || (product->op != syntax::BinaryOp::divide && product->op != syntax::BinaryOp::multiply))
    return nullptr;
  return product->op == syntax::BinaryOp::divide ? product : open_division(context, product->left);
}

std::string phrase_word(syntax::AggregateOp op) {
  switch (op) {
    case syntax::AggregateOp::sum:
      return "sum";
    case syntax::AggregateOp::average:
      return "average";
    case syntax::AggregateOp::highest:
      return "highest";
    case syntax::AggregateOp::lowest:
      return "lowest";
    case syntax::AggregateOp::pooled:
      return "pooled";
  }
  return "sum";
}

}  // namespace

std::optional<plan::Binder> Sentence::open_members(const syntax::SetRef& written, bool singular) {
  const bool known_singular = contract_.sets_by_singular.count(written.name.text) != 0;
  const auto set =
      singular && known_singular ? context_.set_by_singular(written.name) : context_.set_by_plural(written.name);
  if (!set) return std::nullopt;
  plan::Binder binder;
  binder.kind = plan::Binder::Kind::members;
  binder.set = *set;
  binder.slot = scope_.next_slot++;
  scope_.slot_count = std::max(scope_.slot_count, scope_.next_slot);
  const NodeId own = written.kind == syntax::SetRef::Kind::its ? own_members(*set, binder.slot, written) : NodeId{};
  if (written.kind == syntax::SetRef::Kind::its && !own) return std::nullopt;
  scope_.variables.push_back(
      {written.as ? written.as->text : contract_.set(*set).set.singular, *set, binder.slot, written.as.has_value()});
  if (written.where) {
    scope_.conditional = true;
    binder.where = condition(written.where);
  }
  if (own)
    binder.where =
        binder.where ? add(plan::Op::logical_and, {own, binder.where}, written.span, Type::yes_no()).node : own;
  return binder;
}

// `its measures`: those whose column names the member at hand.
NodeId Sentence::own_members(SetId set, std::uint32_t slot, const syntax::SetRef& written) {
  for (auto at_hand = scope_.variables.rbegin(); at_hand != scope_.variables.rend(); ++at_hand) {
    for (std::uint32_t v = 0; v < contract_.values.size(); ++v) {
      const model::Value& column = contract_.values[v];
      if (!column.is_column || column.indexes.front().set != set || column.type.kind != Type::Kind::member) continue;
      if (!contract_.within(at_hand->set, column.type.set)) continue;
      plan::Node owner;
      owner.op = plan::Op::slot;
      owner.slot = at_hand->slot;
      const Type member = Type::member(at_hand->set);
      const NodeId owner_node = context_.add(std::move(owner), written.span, member, scope_.clause);
      const Typed named =
          load(ValueId(v), {plan::Argument{plan::Argument::Kind::slot, slot, {}, {}}}, plan::Op::load, written.span);
      return add(plan::Op::equal, {named.node, owner_node}, written.span, Type::yes_no()).node;
    }
  }
  if (context_.has_broken_column(set)) return {};
  context_
      .report(
          make<Id::NeedsIndex>(written.span, "its " + written.name.text, "member to which they belong", "such member"))
      .help("a column of '" + written.name.text +
            "' must name a member that is at hand: 'for each domain' and a column 'domain'");
  return {};
}

std::optional<plan::Binder> Sentence::open_periods(const syntax::SetRef& written) {
  plan::Binder binder;
  binder.kind = plan::Binder::Kind::periods;
  const auto refuse = [&](const std::string& help) {
    context_
        .report(make<Id::TypeExpected>(written.span, "periods within the " + grain_word(scope_.grain) + " at hand",
                                       "others"))
        .help(help);
    return std::nullopt;
  };
  switch (written.kind) {
    case syntax::SetRef::Kind::months:
      binder.grain = Grain::month;
      break;
    case syntax::SetRef::Kind::quarters:
      binder.grain = Grain::quarter;
      break;
    case syntax::SetRef::Kind::last:
      binder.grain = grain_of(written.last_unit);
      break;
    default:
      binder.grain = Grain::year;
      break;
  }
  const std::string plural = grain_word(binder.grain) + "s";
  if (written.from) {
    const auto from = context_.period(*written.from);
    if (!from) return std::nullopt;
    if (from->grain != binder.grain || scope_.grain != binder.grain)
      return refuse("'" + plural + " from P to date' goes with 'each " + grain_word(binder.grain) + "', and P is a " +
                    grain_word(binder.grain));
    binder.from = *from;
  } else if (written.kind == syntax::SetRef::Kind::last) {
    if (scope_.grain != binder.grain)
      return refuse("'last " + std::to_string(written.last_count) + " " + plural + "' goes with 'each " +
                    grain_word(binder.grain) + "'");
    if (written.last_count < 1 || written.last_count > 1200) return refuse("between 1 and 1200 of them");
    binder.last_count = written.last_count;
  } else if (written.to_date) {
    if (scope_.grain != binder.grain)
      return refuse("'" + plural + " to date' goes with 'each " + grain_word(binder.grain) + "'");
    binder.to_date = true;
  } else if (scope_.grain == Grain::once || binder.grain <= scope_.grain) {
    return refuse("'over " + plural + "' adds up the " + plural +
                  " of a longer period; here the figure is worked out for each " + grain_word(scope_.grain));
  }
  scope_.grain = binder.grain;
  if (written.where) {
    scope_.conditional = true;
    binder.where = condition(written.where);
  }
  return binder;
}

std::optional<plan::Binder> Sentence::open_set(const syntax::SetRef& set, bool singular) {
  const bool members = set.kind == syntax::SetRef::Kind::members || set.kind == syntax::SetRef::Kind::its;
  return members ? open_members(set, singular) : open_periods(set);
}

namespace {

// What a phrase over a set changes of the scope, put back when the phrase ends.
class Inner {
 public:
  explicit Inner(Scope& scope) : scope_(scope), saved_(scope) {}
  Inner(const Inner&) = delete;
  Inner& operator=(const Inner&) = delete;
  ~Inner() {
    const std::uint32_t slots = std::max(saved_.slot_count, scope_.slot_count);
    scope_ = std::move(saved_);
    scope_.slot_count = slots;
  }

 private:
  Scope& scope_;
  Scope saved_;
};

}  // namespace

Typed Sentence::aggregate(const syntax::Aggregate& aggregate, Span span, const Type* wanted) {
  if (const syntax::Binary* division = open_division(context_, aggregate.body)) {
    context_.report(make<Id::BracketsForDivision>(division->op_span, phrase_word(aggregate.op)))
        .help("write '(" + phrase_word(aggregate.op) +
              " over ... of ...) / ...', or put what is taken together in brackets");
    return error_at(span);
  }
  if (aggregate.op == syntax::AggregateOp::pooled) return pooled(aggregate, span);
  Typed body;
  Typed weight;
  std::optional<plan::Binder> binder;
  {
    const Inner inner(scope_);
    binder = open_set(aggregate.set, false);
    if (!binder) return error_at(span);
    if (aggregate.by) weight = read(aggregate.by);
    body = read(aggregate.body, wanted);
  }
  if (body.type.is_error() || (aggregate.by && weight.type.is_error())) return error_at(span);
  if (!body.type.is_number() && body.type.kind != Type::Kind::any) {
    context_.report(make<Id::TypeExpected>(context_.expr(aggregate.body).span, "a figure", words(body.type)));
    return error_at(span);
  }
  plan::Node node;
  node.binder = *binder;
  node.operands = {body.node};
  switch (aggregate.op) {
    case syntax::AggregateOp::sum:
      node.op = plan::Op::sum;
      break;
    case syntax::AggregateOp::average:
      node.op = plan::Op::average;
      break;
    case syntax::AggregateOp::highest:
      node.op = plan::Op::highest;
      break;
    default:
      node.op = plan::Op::lowest;
      break;
  }
  if (aggregate.by) {
    if (aggregate.op != syntax::AggregateOp::average) {
      context_.report(make<Id::TypeExpected>(context_.expr(aggregate.by).span, "no weight", "'by'"))
          .help("only an average has weights: 'average over ... by ... of ...'");
      return error_at(span);
    }
    if (!weight.type.is_number()) {
      context_.report(make<Id::SplitWeight>(context_.expr(aggregate.by).span, "this", words(weight.type)));
      return error_at(span);
    }
    node.operands.push_back(weight.node);
  }
  return {context_.add(std::move(node), span, body.type, scope_.clause), body.type};
}

// Numerators over denominators.
Typed Sentence::pooled(const syntax::Aggregate& aggregate, Span span) {
  std::vector<NodeId> parts;
  Type type = Type::number(Type::Shown::percent);
  for (const plan::Op op : {plan::Op::numerator, plan::Op::denominator}) {
    Typed part;
    std::optional<plan::Binder> binder;
    {
      const Inner inner(scope_);
      binder = open_set(aggregate.set, false);
      if (!binder) return error_at(span);
      part = reference(aggregate.body, nullptr, op);
    }
    if (part.type.is_error()) return error_at(span);
    const ValueId ratio = contract_.nodes[part.node.index].value;
    if (ratio) type = contract_.value(ratio).type;
    plan::Node sum;
    sum.op = plan::Op::sum;
    sum.binder = *binder;
    sum.operands = {part.node};
    parts.push_back(context_.add(std::move(sum), span, part.type, scope_.clause));
  }
  return add(plan::Op::divide, std::move(parts), span, type);
}

Typed Sentence::quantified(const syntax::Quantified& quantified, Span span) {
  if (quantified.other || !quantified.same.empty()) return later("some other ... with same", span);
  plan::Node node;
  node.op = quantified.every ? plan::Op::every : plan::Op::some;
  {
    const Inner inner(scope_);
    const auto binder = open_set(quantified.set, true);
    if (!binder) return error_at(span);
    node.binder = *binder;
    node.operands = {condition(quantified.test)};
  }
  return {context_.add(std::move(node), span, Type::yes_no(), scope_.clause), Type::yes_no()};
}

Typed Sentence::number_of(const syntax::NumberOf& number, Span span) {
  plan::Node node;
  node.op = plan::Op::count;
  {
    const Inner inner(scope_);
    const auto binder = open_set(number.set, false);
    if (!binder) return error_at(span);
    node.binder = *binder;
  }
  return {context_.add(std::move(node), span, Type::bare_number(), scope_.clause), Type::bare_number()};
}

Typed Sentence::first_reported(const syntax::FirstReported& first, Span span, const Type* wanted) {
  std::vector<NodeId> operands;
  Typed result;
  for (const ExprId id : first.choices) {
    const Typed choice = read(id, wanted);
    if (choice.type.is_error()) return error_at(span);
    Type type = choice.type;
    if (!operands.empty() && !must_unify(result, choice, context_.expr(id).span, type, Joined::alternatives))
      return error_at(span);
    result = {choice.node, type};
    operands.push_back(choice.node);
  }
  return add(plan::Op::first_reported, std::move(operands), span, result.type);
}

Typed Sentence::progress(const syntax::Progress& progress, Span span) {
  const Typed subject = read(progress.subject);
  Typed from = read(progress.from);
  if (subject.type.is_error() || from.type.is_error()) return error_at(span);
  Typed to;
  if (progress.to) {
    to = read(progress.to);
    if (to.type.is_error()) return error_at(span);
  } else {
    if (from.type.kind != Type::Kind::range) {
      context_
          .report(make<Id::TypeExpected>(context_.expr(progress.from).span, "a range, or 'a to b'", words(from.type)))
          .help("write 'over " + std::string("baseline to target'"));
      return error_at(span);
    }
    Type bound = from.type;
    bound.kind = Type::Kind::number;
    const NodeId range = from.node;
    from = add(plan::Op::low, {range}, context_.expr(progress.from).span, bound);
    to = add(plan::Op::high, {range}, context_.expr(progress.from).span, bound);
  }
  Type type;
  if (!must_unify(subject, from, span, type, Joined::compared) ||
      !must_unify(subject, to, span, type, Joined::compared))
    return error_at(span);
  if (!type.is_number()) {
    context_.report(make<Id::TypeExpected>(context_.expr(progress.subject).span, "a figure", words(subject.type)));
    return error_at(span);
  }
  return add(plan::Op::progress, {subject.node, from.node, to.node}, span, Type::number(Type::Shown::percent));
}

// `A split over S by w`: the part of the member of S at hand.
Typed Sentence::split(const syntax::SplitOver& split, Span span) {
  const Typed amount = read(split.amount);
  const auto set = context_.set_by_plural(split.over);
  if (!set || amount.type.is_error()) return error_at(span);
  if (!amount.type.is_money()) {
    context_.report(make<Id::TypeExpected>(context_.expr(split.amount).span, "an amount of money", words(amount.type)))
        .help("only money is split to the penny; for parts of another figure write a product");
    return error_at(span);
  }
  const auto at_hand = std::find_if(scope_.variables.rbegin(), scope_.variables.rend(),
                                    [&](const Variable& v) { return contract_.within(v.set, *set); });
  if (at_hand == scope_.variables.rend()) {
    const std::string& singular = contract_.set(*set).set.singular;
    context_.report(make<Id::NeedsIndex>(split.over.span, "the split", singular, singular))
        .help("a split has a part for each " + singular + ": say 'for each " + singular + "' in the head");
    return error_at(span);
  }
  plan::Node node;
  node.op = plan::Op::split;
  node.slot = at_hand->slot;
  node.operands = {amount.node};
  {
    const Inner inner(scope_);
    plan::Binder binder;
    binder.set = *set;
    binder.slot = scope_.next_slot++;
    scope_.slot_count = std::max(scope_.slot_count, scope_.next_slot);
    scope_.variables.push_back({at_hand->name, *set, binder.slot, at_hand->alias});
    if (split.by) {
      const Typed weight = read(split.by);
      if (weight.type.is_error()) return error_at(span);
      if (!weight.type.is_number()) {
        context_.report(make<Id::SplitWeight>(context_.expr(split.by).span, "this", words(weight.type)));
        return error_at(span);
      }
      node.operands.push_back(weight.node);
    }
    node.binder = binder;
  }
  return {context_.add(std::move(node), span, Type::money(), scope_.clause), Type::money()};
}

Typed Sentence::growing(const syntax::Growing& growing, Span span, const Type* wanted) {
  const Typed subject = read(growing.subject, wanted);
  const Typed rate = read(growing.rate);
  if (subject.type.is_error() || rate.type.is_error()) return error_at(span);
  if (scope_.grain == Grain::once) {
    context_.report(make<Id::TypeExpected>(span, "a year at hand", "a figure without periods"))
        .help("add 'each year' to the head");
    return error_at(span);
  }
  if (!subject.type.is_number() || !rate.type.is_plain()) {
    context_.report(
        make<Id::TypeExpected>(context_.expr(growing.rate).span, "a figure growing by a percent", words(rate.type)));
    return error_at(span);
  }
  if (context_.as<syntax::NumberLiteral>(growing.rate)) {
    context_.report(make<Id::TypeExpected>(context_.expr(growing.rate).span, "a percent", words(rate.type)))
        .help("a rate of growth is written with its sign: 'growing 3% a year'");
    return error_at(span);
  }
  return add(plan::Op::growing, {subject.node, rate.node}, span, subject.type);
}

Typed Sentence::to_nearest(const syntax::ToNearest& nearest, Span span, const Type* wanted) {
  const Typed subject = read(nearest.subject, wanted);
  const Typed step = read(nearest.step);
  if (subject.type.is_error() || step.type.is_error()) return error_at(span);
  // `£154 per case to nearest £1`: the step is written without what it is per.
  const bool money_step = subject.type.has_money() && step.type.is_money();
  Type type = subject.type;
  if (!money_step && !must_unify(subject, step, span, type, Joined::compared)) return error_at(span);
  return add(plan::Op::to_nearest, {subject.node, step.node}, span, type);
}

}  // namespace quarterday::check
