// SPDX-License-Identifier: Apache-2.0
#include "compiler/check/balances.h"

#include <algorithm>

#include "compiler/check/bodies.h"
#include "compiler/check/heads.h"

namespace quarterday::check {
namespace {

using Kind = syntax::BalanceFigure::Kind;
using LineKind = syntax::BalanceLine::Kind;

// Each period that is kept apart costs some definitions.
constexpr std::int64_t longest_life = 40;

const syntax::BalanceLine* line_of(const syntax::BalanceDecl& decl, LineKind kind) {
  const auto found =
      std::find_if(decl.lines.begin(), decl.lines.end(), [kind](const auto& l) { return l.kind == kind; });
  return found == decl.lines.end() ? nullptr : &*found;
}

bool moves(const syntax::BalanceLine& line) {
  return line.kind == LineKind::takes_in || line.kind == LineKind::pays_out;
}

std::string words_of(LineKind kind) {
  switch (kind) {
    case LineKind::opens_at:
      return "opens at";
    case LineKind::never_above:
      return "never above";
    case LineKind::takes_in:
      return "takes in";
    case LineKind::pays_out:
      return "pays out";
    case LineKind::lapses_after:
      return "lapses after";
  }
  return {};
}

// What is wrong with the lines as they stand; false if the balance cannot be read.
bool check_lines(Context& context, const syntax::BalanceDecl& decl) {
  bool fine = true;
  for (const LineKind kind : {LineKind::opens_at, LineKind::never_above, LineKind::lapses_after}) {
    const syntax::BalanceLine* first = line_of(decl, kind);
    for (const syntax::BalanceLine& line : decl.lines) {
      if (line.kind != kind || &line == first) continue;
      context.report(make<Id::BalanceLineTwice>(line.span, decl.name.text, words_of(kind)))
          .label(first->span, "the first one");
      fine = false;
    }
  }
  if (!line_of(decl, LineKind::opens_at)) {
    context.report(make<Id::BalanceLineMissing>(decl.name.span, decl.name.text, "opens at"))
        .help("say what it holds before the first period: 'opens at " + context.contract.currency.symbol + "0'");
    fine = false;
  }
  if (std::none_of(decl.lines.begin(), decl.lines.end(), moves)) {
    context.report(make<Id::BalanceLineMissing>(decl.name.span, decl.name.text, "takes in"))
        .help("say what it 'takes in' and what it 'pays out'");
    fine = false;
  }
  return fine;
}

// After how many periods of the balance an amount lapses; nothing when it never does or the line is wrong.
std::optional<std::int64_t> life_of(Context& context, const syntax::BalanceDecl& decl, Grain grain) {
  const syntax::BalanceLine* line = line_of(decl, LineKind::lapses_after);
  if (!line) return std::nullopt;
  const auto* written = context.as<syntax::DurationLiteral>(line->expr);
  const std::string unit = grain_word(grain);
  if (!written || written->unit != unit || written->count < 1 || written->count > longest_life) {
    context.report(make<Id::BalanceLife>(context.expr(line->expr).span, decl.name.text, unit, unit))
        .help("write it in the periods of the balance, up to " + std::to_string(longest_life) + ": 'lapses after 3 " +
              unit + "s'");
    return std::nullopt;
  }
  return written->count;
}

std::string age_words(std::int64_t age, Grain grain) {
  if (age == 0) return "this " + grain_word(grain);
  return std::to_string(age) + " " + grain_word(grain) + (age == 1 ? "" : "s") + " ago";
}

// A sum of figures of the balance, each added or taken away.
struct Term {
  ValueId value;
  bool taken_away = false;
};
using Sum = std::vector<Term>;

// Makes the definitions of one balance.
class Balance {
 public:
  Balance(Context& context, const Context::PendingBalance& pending)
      : context_(context), decl_(*pending.decl), pending_(pending) {}

  void read() {
    open();
    if (const auto* limit = line_of(decl_, LineKind::never_above)) {
      limit_ = hidden("limit of " + decl_.name.text, *limit);
      set_body(*limit_, sentence(*limit_, *limit));
    }
    for (const syntax::BalanceLine& line : decl_.lines) {
      if (line.kind == LineKind::takes_in) take_in(line);
      if (line.kind == LineKind::pays_out) pay_out(line);
    }
    close();
  }

 private:
  Contract& contract() { return context_.contract; }
  ValueId figure(Kind kind) const { return pending_.figures[static_cast<std::size_t>(kind)]; }
  bool ages() const { return pending_.life > 0; }

  // Without its clause, which is shown apart.
  Span words_of(const syntax::BalanceLine& line) const {
    return {line.span.file, line.span.begin, context_.expr(line.expr).span.end};
  }

  // A definition like the balance itself, for one of its lines.
  ValueId hidden(const std::string& name, const syntax::BalanceLine& line) {
    const ValueId id = hidden(name);
    model::Value& value = contract().values[id.index];
    value.span = words_of(line);
    if (!line.clause.text.empty()) value.clause = line.clause.text;
    value.made = false;
    return id;
  }
  ValueId hidden(const std::string& name) {
    model::Value value = contract().value(figure(Kind::opening));
    value.name = name;
    value.title.clear();
    value.made = true;
    return context_.declare(std::move(value));
  }

  NodeId add(plan::Op op, std::vector<NodeId> operands) {
    plan::Node node;
    node.op = op;
    node.operands = std::move(operands);
    return context_.add(std::move(node), span_, type(), clause_);
  }
  NodeId zero() { return context_.constant(value::Rational(0), span_, type(), clause_); }
  NodeId load(ValueId owner, ValueId read, bool earlier = false) {
    contract().dependencies.push_back({owner, read, earlier, span_});
    plan::Node node;
    node.op = plan::Op::load;
    node.value = read;
    for (std::uint32_t slot = 0; slot < contract().value(owner).indexes.size(); ++slot)
      node.arguments.push_back({plan::Argument::Kind::slot, slot, {}, {}});
    const NodeId loaded = context_.add(std::move(node), span_, type(), clause_);
    if (!earlier) return loaded;
    plan::Node before;
    before.op = plan::Op::at;
    before.operands = {loaded};
    before.time = plan::TimeMove{plan::TimeMove::Kind::shift, contract().value(owner).grain, -1, {}};
    return context_.add(std::move(before), span_, type(), clause_);
  }
  NodeId sum(ValueId owner, const Sum& terms) {
    NodeId total;
    for (const Term& term : terms) {
      const NodeId next = load(owner, term.value);
      if (!total && !term.taken_away) {
        total = next;
      } else {
        total = add(term.taken_away ? plan::Op::subtract : plan::Op::add, {total ? total : zero(), next});
      }
    }
    return total ? total : zero();
  }
  // In the first period `first`, later what `earlier` was in the period before.
  NodeId first_then(ValueId owner, NodeId first, ValueId earlier) {
    plan::Node is_first;
    is_first.op = plan::Op::is_first_period;
    is_first.value = owner;
    const NodeId test = context_.add(std::move(is_first), span_, Type::yes_no(), clause_);
    return add(plan::Op::select, {test, first, load(owner, earlier, true)});
  }
  // What is left out moves nothing.
  NodeId if_given(NodeId amount) {
    plan::Node given;
    given.op = plan::Op::is_given;
    given.operands = {amount};
    const NodeId test = context_.add(std::move(given), span_, Type::yes_no(), clause_);
    return add(plan::Op::select, {test, amount, zero()});
  }
  NodeId never_below_zero(NodeId amount) { return add(plan::Op::at_least, {amount, zero()}); }

  // The sentence of a line, as part of the definition `owner`.
  NodeId sentence(ValueId owner, const syntax::BalanceLine& line) {
    span_ = words_of(line);
    clause_ = contract().value(owner).clause;
    Sentence reader(context_, scope_of(contract(), owner));
    const Type wanted = type();
    const Typed read = reader.read(line.expr, &wanted);
    must_fit(context_, contract().value(owner), read, context_.expr(line.expr).span);
    model::Value& value = contract().values[owner.index];
    value.slot_count = std::max(value.slot_count, reader.slot_count());
    return read.node;
  }
  void set_body(ValueId id, NodeId body) { contract().values[id.index].body = body; }
  Type type() { return contract().value(figure(Kind::opening)).type; }

  void open() {
    const syntax::BalanceLine& line = *line_of(decl_, LineKind::opens_at);
    const ValueId opening = figure(Kind::opening);
    if (!ages()) {
      const NodeId first = sentence(opening, line);
      set_body(opening, first_then(opening, first, figure(Kind::closing)));
      level_ = {{opening}};
      return;
    }
    // What it opens at counts as taken in in the period before the first.
    for (std::int64_t age = 0; age < pending_.life; ++age)
      left_.push_back(hidden("closing " + decl_.name.text + " from " + age_words(age, grain())));
    of_age_.resize(static_cast<std::size_t>(pending_.life) + 1);
    Sum whole;
    for (std::size_t age = 1; age < of_age_.size(); ++age) {
      const ValueId part =
          hidden("opening " + decl_.name.text + " from " + age_words(static_cast<std::int64_t>(age), grain()));
      const NodeId first = age == 1 ? sentence(part, line) : zero();
      set_body(part, first_then(part, first, left_[age - 1]));
      of_age_[age] = {{part}};
      whole.push_back({part});
    }
    set_body(opening, sum(opening, whole));
    level_ = {{opening}};
  }

  void take_in(const syntax::BalanceLine& line) {
    const ValueId in = part_of(Kind::paid_into, line);
    NodeId amount = never_below_zero(if_given(sentence(in, line)));
    if (limit_) {
      const NodeId room = add(plan::Op::subtract, {load(in, *limit_), sum(in, level_)});
      amount = add(plan::Op::at_most, {amount, never_below_zero(room)});
    }
    set_body(in, amount);
    level_.push_back({in});
    if (ages()) of_age_.front().push_back({in});
  }

  void pay_out(const syntax::BalanceLine& line) {
    const ValueId out = part_of(Kind::paid_out_of, line);
    const NodeId wanted = never_below_zero(if_given(sentence(out, line)));
    set_body(out, add(plan::Op::at_most, {wanted, sum(out, level_)}));
    if (ages()) set_off_oldest_first(out);
    level_.push_back({out, true});
  }

  // Of each age as much as is left of it, but no more than what the older ones did not cover.
  void set_off_oldest_first(ValueId out) {
    Sum not_covered{{out}};
    for (std::size_t age = of_age_.size(); age-- > 0;) {
      const ValueId part =
          hidden(contract().value(out).name + " from " + age_words(static_cast<std::int64_t>(age), grain()));
      contract().values[part.index].span = span_;
      set_body(part, add(plan::Op::at_most, {sum(part, of_age_[age]), sum(part, not_covered)}));
      not_covered.push_back({part, true});
      of_age_[age].push_back({part, true});
    }
  }

  // The figure of all lines of a kind: the line itself if there is one only.
  ValueId part_of(Kind kind, const syntax::BalanceLine& line) {
    std::vector<ValueId>& parts = parts_[static_cast<std::size_t>(kind)];
    const bool only = std::count_if(decl_.lines.begin(), decl_.lines.end(),
                                    [&](const auto& other) { return other.kind == line.kind; }) == 1;
    const std::string name = balance_figure_name(kind, decl_.name.text);
    ValueId id = figure(kind);
    if (!only) id = hidden(name + " (" + std::to_string(parts.size() + 1) + ")", line);
    if (only) {
      model::Value& value = contract().values[id.index];
      value.span = words_of(line);
      if (!line.clause.text.empty()) value.clause = line.clause.text;
    }
    parts.push_back(id);
    return id;
  }

  void close() {
    for (const Kind kind : {Kind::opening, Kind::closing, Kind::lapsed_from})
      contract().values[figure(kind).index].made = true;
    span_ = decl_.span;
    clause_ = decl_.clause.text;
    for (const Kind kind : {Kind::paid_into, Kind::paid_out_of}) {
      const std::vector<ValueId>& parts = parts_[static_cast<std::size_t>(kind)];
      if (parts.size() == 1) continue;
      Sum all;
      for (const ValueId part : parts) all.push_back({part});
      set_body(figure(kind), sum(figure(kind), all));
    }
    const ValueId closing = figure(Kind::closing);
    const ValueId lapsed = figure(Kind::lapsed_from);
    if (!ages()) {
      set_body(lapsed, zero());
      set_body(closing, sum(closing, level_));
      return;
    }
    span_ = line_of(decl_, LineKind::lapses_after)->span;
    set_body(lapsed, sum(lapsed, of_age_.back()));
    Sum whole;
    for (std::size_t age = 0; age < left_.size(); ++age) {
      set_body(left_[age], sum(left_[age], of_age_[age]));
      whole.push_back({left_[age]});
    }
    set_body(closing, sum(closing, whole));
  }

  Grain grain() { return contract().value(figure(Kind::opening)).grain; }

  Context& context_;
  const syntax::BalanceDecl& decl_;
  const Context::PendingBalance& pending_;
  Span span_;
  std::string clause_;
  std::optional<ValueId> limit_;
  Sum level_;                      // what it holds after the lines so far
  std::vector<Sum> of_age_;        // the same, by how many periods ago it was taken in
  std::vector<ValueId> left_;      // at the end of the period, by age
  std::vector<ValueId> parts_[5];  // by kind of figure
};

}  // namespace

std::string balance_figure_name(Kind kind, std::string_view balance) {
  std::string name(balance);
  switch (kind) {
    case Kind::opening:
      return "opening " + name;
    case Kind::closing:
      return "closing " + name;
    case Kind::paid_into:
      return "paid into " + name;
    case Kind::paid_out_of:
      return "paid out of " + name;
    case Kind::lapsed_from:
      return "lapsed from " + name;
  }
  return name;
}

void declare_balance(Context& context, const syntax::BalanceDecl& decl) {
  const ReadHead head = read_head(context, decl.head);
  bool fine = check_lines(context, decl) && !head.broken;
  if (head.grain == Grain::once && !head.broken) {
    context.report(make<Id::BalanceWithoutPeriods>(decl.name.span, decl.name.text))
        .help("say how often it is struck: 'each year', 'each quarter'");
    fine = false;
  }
  Context::PendingBalance pending{&decl, {}, {}, 0};
  if (fine && line_of(decl, LineKind::lapses_after)) {
    const auto life = life_of(context, decl, head.grain);
    fine = life.has_value();
    pending.life = life.value_or(0);
  }
  Type type = Type::error();
  if (decl.type) {
    type = context.type(*decl.type);
  } else {
    context.report(make<Id::TypeExpected>(decl.name.span, "a type", "none"))
        .help("say after a colon what '" + decl.name.text + "' holds, before its lines: `: money`");
    fine = false;
  }
  if (!fine) context.contract.broken_names.insert(decl.name.text);
  context.contract.balances.insert(decl.name.text);
  for (const Kind kind : {Kind::opening, Kind::closing, Kind::paid_into, Kind::paid_out_of, Kind::lapsed_from}) {
    const std::string name = balance_figure_name(kind, decl.name.text);
    model::Value value = value_of(decl, plan::Value::Kind::define, head);
    value.name = name;
    value.type = type;
    value.slot_count = static_cast<std::uint32_t>(head.indexes.size());
    pending.figures.push_back(context.declare(std::move(value)));
    if (!fine) context.contract.broken_names.insert(name);
  }
  pending.wheres = head.wheres;
  if (fine) context.pending_balances.push_back(std::move(pending));
}

void read_balances(Context& context) {
  for (const Context::PendingBalance& pending : context.pending_balances) {
    const ValueId opening = pending.figures.front();
    Scope scope = scope_of(context.contract, opening);
    std::vector<model::Index> indexes = context.contract.value(opening).indexes;
    const std::uint32_t slots = read_wheres(context, indexes, pending.wheres, scope);
    for (const ValueId figure : pending.figures) {
      context.contract.values[figure.index].indexes = indexes;
      context.contract.values[figure.index].slot_count = slots;
    }
    Balance(context, pending).read();
  }
}

}  // namespace quarterday::check
