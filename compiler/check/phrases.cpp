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
  if (written.earlier) {
    const auto at_hand = std::find_if(scope_.variables.rbegin(), scope_.variables.rend(),
                                      [&](const Variable& v) { return v.set == *set; });
    if (at_hand == scope_.variables.rend()) {
      const std::string& one = contract_.set(*set).set.singular;
      context_.report(make<Id::NeedsIndex>(written.span, "earlier " + written.name.text, one, one))
          .help("earlier ones are those declared before the one at hand: say 'for each " + one + "' in the head");
      return std::nullopt;
    }
    binder.earlier = true;
    binder.at_hand = at_hand->slot;
    scope_.earlier_slots.insert(binder.slot);
  }
  const NodeId own = written.kind == syntax::SetRef::Kind::its ? own_members(*set, binder.slot, written) : NodeId{};
  if (written.kind == syntax::SetRef::Kind::its && !own) return std::nullopt;
  scope_.variables.push_back({written.as ? written.as->text : contract_.set(*set).set.singular, *set, binder.slot,
                              written.as.has_value(),
                              written.as ? written.as->span : contract_.set(*set).singular_span});
  if (written.where) {
    scope_.conditional = true;
    binder.where = condition(written.where);
  }
  if (own)
    binder.where =
        binder.where ? add(plan::Op::logical_and, {own, binder.where}, written.span, Type::yes_no()).node : own;
  return binder;
}

// `its measures`: those whose columns name the members at hand. Where several columns can, all of them must.
NodeId Sentence::own_members(SetId set, std::uint32_t slot, const syntax::SetRef& written) {
  NodeId own;
  for (std::uint32_t v = 0; v < contract_.values.size(); ++v) {
    const model::Value& column = contract_.values[v];
    if (!column.is_column || column.indexes.front().set != set || column.type.kind != Type::Kind::member) continue;
    const auto at_hand =
        std::find_if(scope_.variables.rbegin(), scope_.variables.rend(),
                     [&](const Variable& variable) { return contract_.within(variable.set, column.type.set); });
    if (at_hand == scope_.variables.rend()) continue;
    const NodeId one = only_member_of(ValueId(v), slot, *at_hand, written.span);
    own = own ? add(plan::Op::logical_and, {own, one}, written.span, Type::yes_no()).node : one;
  }
  if (own) return own;
  if (context_.has_broken_column(set)) return {};
  context_
      .report(
          make<Id::NeedsIndex>(written.span, "its " + written.name.text, "member to which they belong", "such member"))
      .help("a column of '" + written.name.text +
            "' must name a member that is at hand: 'for each domain' and a column 'domain'");
  return {};
}

// Whether that column of the member in `slot` names the owner.
NodeId Sentence::only_member_of(ValueId column, std::uint32_t slot, const Variable& owner, Span span) {
  plan::Node node;
  node.op = plan::Op::slot;
  node.slot = owner.slot;
  const NodeId owner_node = context_.add(std::move(node), span, Type::member(owner.set), scope_.clause);
  const Typed named = load(column, {plan::Argument{plan::Argument::Kind::slot, slot, {}, {}}}, plan::Op::load, span);
  return add(plan::Op::equal, {named.node, owner_node}, span, Type::yes_no()).node;
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
  if (written.to) {
    const auto from = written.from ? context_.period(*written.from) : std::nullopt;
    const auto to = context_.period(*written.to);
    if (!from || !to) return std::nullopt;
    if (binder.grain != Grain::year || from->grain != Grain::year || to->grain != Grain::year ||
        scope_.grain == Grain::once || to->first_month < from->first_month)
      return refuse("'years from A to B' takes the same part of each of those years: A and B are years, A the earlier");
    if (!scope_.during.empty() && to->first_month > scope_.during.front().first) {
      context_.report(make<Id::LaterPeriod>(written.to->span, written.to->text))
          .help("the years must be over, or be the first one, when this is worked out");
      return std::nullopt;
    }
    binder.from = *from;
    binder.to = *to;
    binder.grain = scope_.grain;
    scope_.during = {{from->first_month, months_of(*to).last}};
  } else if (written.from) {
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
  if (are_rows(aggregate.set)) return over_rows(aggregate, span, {});
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
  Typed ratio = add(plan::Op::divide, std::move(parts), span, type);
  contract_.nodes[ratio.node.index].flag = true;
  return ratio;
}

Typed Sentence::quantified(const syntax::Quantified& quantified, Span span) {
  if (quantified.other || !quantified.same.empty()) return only_of_rows("rows of records", span);
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
  if (are_rows(number.set)) return no_where(number.set);
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
    const Span ends{span.file, context_.expr(progress.from).span.begin, context_.expr(progress.to).span.end};
    if (to.type.is_error() || !same_sign(from, to, ends)) return error_at(span);
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
  return add(progress.limited ? plan::Op::progress : plan::Op::position, {subject.node, from.node, to.node}, span,
             Type::number(Type::Shown::percent));
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
    scope_.variables.push_back({at_hand->name, *set, binder.slot, at_hand->alias, at_hand->span});
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
  return {context_.add(std::move(node), span, amount.type, scope_.clause), amount.type};
}

// `instalment of budget by season`: the parts of the year in proportion to a weight of each.
Typed Sentence::by_weight(const syntax::ByWeight& by, Span span) {
  const auto* of = context_.as<syntax::Of>(by.subject);
  const auto* word = of ? context_.as<syntax::NameReference>(of->left) : nullptr;
  if (!word || word->text != "instalment") {
    context_.report(make<Id::WeightsOfNothing>(context_.expr(by.subject).span))
        .help("say 'instalment of ... by ...', 'split over ... by ...' or 'average over ... by ... of ...'");
    return error_at(span);
  }
  const Typed equal = read(by.subject);
  const Typed weight = read(by.weight);
  if (equal.type.is_error() || weight.type.is_error()) return error_at(span);
  if (!weight.type.is_number()) {
    context_.report(make<Id::SplitWeight>(context_.expr(by.weight).span, "this", words(weight.type)));
    return error_at(span);
  }
  plan::Node node = contract_.nodes[equal.node.index];
  node.operands.push_back(weight.node);
  return {context_.add(std::move(node), span, equal.type, scope_.clause), equal.type};
}

// `movement of total`: what a total of the year to date has moved by in the period at hand, both totals rounded.
Typed Sentence::movement(const syntax::Of& of, Span span) {
  if (scope_.grain == Grain::once || scope_.grain == Grain::year) {
    context_.report(make<Id::TypeExpected>(span, "a quarter or a month at hand", "a " + grain_word(scope_.grain)))
        .help("a movement is what a total of the year to date has grown by in a quarter or a month");
    return error_at(span);
  }
  Typed total = read(of.right);
  if (total.type.is_error()) return total;
  if (!total.type.is_money()) {
    context_.report(make<Id::TypeExpected>(context_.expr(of.right).span, "an amount of money", words(total.type)));
    return error_at(span);
  }
  const Scope outer = scope_;
  scope_.earlier = scope_.grain;
  const Typed same = read(of.right);
  const std::uint32_t slots = scope_.slot_count;
  scope_ = outer;
  scope_.slot_count = std::max(scope_.slot_count, slots);
  plan::Node before;
  before.op = plan::Op::at;
  before.operands = {same.node};
  before.time = plan::TimeMove{plan::TimeMove::Kind::shift, scope_.grain, -1, {}};
  const NodeId earlier = context_.add(std::move(before), span, total.type, scope_.clause);
  const Typed word =
      calendar_word(scope_.grain == Grain::quarter ? syntax::CalendarWord::quarter : syntax::CalendarWord::month, span);
  const NodeId is_first =
      add(plan::Op::equal, {word.node, part_of_year(scope_.grain, 1, span).node}, span, Type::yes_no()).node;
  const NodeId zero = constant(value::Rational(0), span, total.type).node;
  const NodeId so_far = add(plan::Op::round_money, {earlier}, span, total.type).node;
  const NodeId before_it = add(plan::Op::select, {is_first, zero, so_far}, span, total.type).node;
  return add(plan::Op::subtract, {add(plan::Op::round_money, {total.node}, span, total.type).node, before_it}, span,
             total.type);
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
  plan::Node node;
  node.op = plan::Op::growing;
  node.operands = {subject.node, rate.node};
  if (growing.from) {
    const auto from = context_.period(*growing.from);
    if (!from) return error_at(span);
    if (from->grain != Grain::year) {
      context_.report(make<Id::TypeExpected>(growing.from->span, "a year", "'" + growing.from->text + "'"))
          .help("what grows by the year grows from a year on: 'growing 2% a year from ...'");
      return error_at(span);
    }
    node.year = *from;
  }
  return {context_.add(std::move(node), span, subject.type, scope_.clause), subject.type};
}

Typed Sentence::to_nearest(const syntax::ToNearest& nearest, Span span, const Type* wanted) {
  const Typed subject = read(nearest.subject, wanted);
  const Typed step = read(nearest.step);
  if (subject.type.is_error() || step.type.is_error()) return error_at(span);
  // `£154 per case to nearest £1`: the step is written without what it is per.
  const bool money_step = step.type.is_money() && step.type.currency() == subject.type.currency();
  Type type = subject.type;
  if (!money_step && !must_unify(subject, step, span, type, Joined::compared)) return error_at(span);
  return add(plan::Op::to_nearest, {subject.node, step.node}, span, type);
}

}  // namespace quarterday::check
