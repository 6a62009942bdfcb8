// SPDX-License-Identifier: Apache-2.0
#include "compiler/check/replacements.h"

#include <algorithm>
#include <utility>

#include "compiler/check/bodies.h"
#include "runtime/plan/walk.h"

namespace quarterday::check {
namespace {

// Sentences that are worked out again within each other double what they are made of each time.
constexpr std::size_t most_second_versions = 5000;
constexpr std::size_t most_sentences = 500;

void report_too_much(Context& context, Span span, std::size_t limit, const char* of_what) {
  context.report(make<Id::TooMuchWorkedOutAgain>(span, std::to_string(limit), of_what))
      .help("give what is worked out again a name of its own, and use that");
}

std::vector<NodeId> roots_of(const model::Value& value) {
  std::vector<NodeId> roots{value.body, value.input.when_not_reported, value.input.denominator_bound,
                            value.input.when_denominator_below};
  for (const model::Index& index : value.indexes) roots.push_back(index.where);
  roots.insert(roots.end(), value.cells.nodes.begin(), value.cells.nodes.end());
  return roots;
}

class Replacer {
 public:
  Replacer(Context& context, const Context::Replacement& replacement)
      : context_(context), contract_(context.contract), replacement_(replacement) {}

  // False, with a report, once too many definitions are worked out again.
  bool expand() {
    // What is put in the place is itself read as it always is.
    for (const auto& [replaced, by] : replacement_.pairs) versions_.emplace(by.index, by);
    for (const auto& [replaced, by] : replacement_.pairs) versions_.insert_or_assign(replaced.index, by);
    const ValueId again = replacement_.again;
    for (const auto& [replaced, by] : replacement_.pairs) {
      if (reaches(again, replaced)) continue;
      if (rests_on_mistake(again)) return true;
      context_.report(make<Id::ReplacementWithoutEffect>(replacement_.span, contract_.value(replaced).name))
          .help("what stands before 'with' must be worked out from '" + contract_.value(replaced).name + "'");
      return true;
    }
    find_readers();
    const NodeId body = again_of(contract_.value(again).body);
    contract_.values[again.index].body = body;
    versions_.emplace(again.index, again);
    if (full_) report_too_much(context_, replacement_.span, most_second_versions, "definitions");
    keep_dependencies();
    return !full_;
  }

 private:
  const plan::Node& node(NodeId id) const { return contract_.nodes[id.index]; }

  template <class Visit>
  void each_read(NodeId root, const Visit& visit) const {
    std::vector<NodeId> open{root};
    std::set<std::uint32_t> seen;
    while (!open.empty()) {
      const NodeId id = open.back();
      open.pop_back();
      if (!id || !seen.insert(id.index).second) continue;
      const plan::Node& at = node(id);
      if (at.op == plan::Op::load || at.op == plan::Op::numerator || at.op == plan::Op::denominator) visit(at.value);
      for (const NodeId below : plan::nodes_below(at)) open.push_back(below);
    }
  }

  const std::vector<ValueId>& reads(ValueId id) {
    const auto [place, is_new] = reads_.try_emplace(id.index);
    if (is_new) {
      std::vector<ValueId> found;
      for (const NodeId root : roots_of(contract_.value(id)))
        each_read(root, [&](ValueId read) { found.push_back(read); });
      reads_[id.index] = std::move(found);
    }
    return reads_[id.index];
  }

  bool reaches(ValueId from, ValueId to) {
    std::vector<ValueId> open{from};
    std::set<std::uint32_t> seen;
    while (!open.empty()) {
      const ValueId id = open.back();
      open.pop_back();
      if (id == to) return true;
      if (!seen.insert(id.index).second) continue;
      for (const ValueId read : reads(id)) open.push_back(read);
    }
    return false;
  }

  // What could not be read may well be worked out from it.
  bool rests_on_mistake(ValueId from) {
    std::vector<ValueId> open{from};
    std::set<std::uint32_t> seen;
    while (!open.empty()) {
      const ValueId id = open.back();
      open.pop_back();
      if (!seen.insert(id.index).second) continue;
      const model::Value& value = contract_.value(id);
      const bool has_body = value.kind == plan::Value::Kind::define || value.kind == plan::Value::Kind::payment;
      if (value.type.is_error() || (has_body && !value.body)) return true;
      for (const NodeId root : roots_of(value))
        if (root && contract_.facts[root.index].type.is_error()) return true;
      for (const ValueId read : reads(id)) open.push_back(read);
    }
    return false;
  }

  // Every value on a way from the sentence to what is replaced.
  void find_readers() {
    std::map<std::uint32_t, std::vector<std::uint32_t>> readers;
    std::vector<ValueId> open{replacement_.again};
    std::set<std::uint32_t> seen;
    while (!open.empty()) {
      const ValueId id = open.back();
      open.pop_back();
      if (!seen.insert(id.index).second || versions_.count(id.index) != 0) continue;
      for (const ValueId read : reads(id)) {
        readers[read.index].push_back(id.index);
        open.push_back(read);
      }
    }
    std::vector<std::uint32_t> back;
    for (const auto& [replaced, by] : replacement_.pairs) back.push_back(replaced.index);
    while (!back.empty()) {
      const std::uint32_t value = back.back();
      back.pop_back();
      for (const std::uint32_t reader : readers[value])
        if (affected_.insert(reader).second) back.push_back(reader);
    }
  }

  ValueId version_of(ValueId id) {
    if (const auto known = versions_.find(id.index); known != versions_.end()) return known->second;
    if (affected_.count(id.index) == 0) return id;
    if (contract_.values.size() >= context_.declared_count + most_second_versions) {
      full_ = true;
      return id;
    }
    const ValueId second(static_cast<std::uint32_t>(contract_.values.size()));
    versions_.emplace(id.index, second);
    contract_.values.push_back(contract_.value(id));
    contract_.values[second.index].name += replacement_.words;
    contract_.values[second.index].is_column = false;
    if (!contract_.value(id).copy_of) contract_.values[second.index].copy_of = id;
    fill(second, id);
    return second;
  }

  void fill(ValueId second, ValueId first) {
    for (std::size_t i = 0; i < contract_.value(second).indexes.size(); ++i) {
      const NodeId where = again_of(contract_.value(second).indexes[i].where);
      contract_.values[second.index].indexes[i].where = where;
    }
    for (std::size_t c = 0; c < contract_.value(second).cells.nodes.size(); ++c) {
      const NodeId cell = again_of(contract_.value(second).cells.nodes[c]);
      contract_.values[second.index].cells.nodes[c] = cell;
    }
    for (std::size_t v = 0; v < contract_.value(second).versions.size(); ++v) {
      const NodeId version = again_of(contract_.value(second).versions[v].body);
      contract_.values[second.index].versions[v].body = version;
    }
    NodeId body;
    if (contract_.value(first).kind == plan::Value::Kind::input) {
      body = reported_or_rule(first);
    } else {
      body = again_of(contract_.value(second).body);
      if (contract_.value(first).kind == plan::Value::Kind::payment)
        body = same_place(body, plan::Op::round_money, {body});
    }
    model::Value& value = contract_.values[second.index];
    value.body = body;
    if (value.kind != plan::Value::Kind::parameter) value.kind = plan::Value::Kind::define;
    value.input = {};
    value.payment = {};
  }

  NodeId same_place(NodeId place, plan::Op op, std::vector<NodeId> operands) {
    plan::Node made;
    made.op = op;
    made.operands = std::move(operands);
    return keep(std::move(made), place);
  }
  NodeId keep(plan::Node made, NodeId place) {
    const NodeId id(static_cast<std::uint32_t>(contract_.nodes.size()));
    contract_.nodes.push_back(std::move(made));
    contract_.facts.push_back(model::NodeFacts(contract_.facts[place.index]));
    return id;
  }

  // An input whose rule for a missing figure is worked out again; what is reported stays as it is.
  NodeId reported_or_rule(ValueId input) {
    const model::Value& value = contract_.value(input);
    const NodeId rule = again_of(value.input.when_not_reported);
    plan::Node load;
    load.op = plan::Op::load;
    load.value = input;
    for (std::uint32_t slot = 0; slot < value.indexes.size(); ++slot)
      load.arguments.push_back({plan::Argument::Kind::slot, slot, {}, {}});
    const NodeId loaded = keep(std::move(load), rule);
    const NodeId reported = same_place(rule, plan::Op::is_reported, {loaded});
    return same_place(rule, plan::Op::select, {reported, loaded, rule});
  }

  // The node, or a copy of it if anything below it changes.
  NodeId again_of(NodeId id) {
    if (!id) return id;
    if (const auto known = nodes_.find(id.index); known != nodes_.end()) return known->second;
    plan::Node copy = node(id);
    bool changed = false;
    const auto replace = [&](NodeId& part) {
      const NodeId again = again_of(part);
      changed = changed || !(again == part);
      part = again;
    };
    for (NodeId& operand : copy.operands) replace(operand);
    for (plan::Argument& argument : copy.arguments) replace(argument.node);
    if (copy.binder) replace(copy.binder->where);
    if (copy.table) {
      for (plan::TableRow& row : copy.table->rows) {
        replace(row.low);
        replace(row.at);
        for (NodeId& result : row.results) replace(result);
      }
    }
    if (copy.op == plan::Op::load) {
      const ValueId version = version_of(copy.value);
      changed = changed || !(version == copy.value);
      copy.value = version;
    }
    if (copy.op == plan::Op::numerator || copy.op == plan::Op::denominator) changed = ratio(copy, id) || changed;
    const NodeId again = changed ? keep(std::move(copy), id) : id;
    nodes_[id.index] = again;
    return again;
  }

  // The counts of a ratio that is replaced are those of the other one.
  bool ratio(plan::Node& copy, NodeId place) {
    const auto replaced = versions_.find(copy.value.index);
    const bool is_replaced = std::any_of(replacement_.pairs.begin(), replacement_.pairs.end(),
                                         [&](const auto& pair) { return pair.first == copy.value; });
    if (!is_replaced) return false;
    if (contract_.value(replaced->second).kind != plan::Value::Kind::input) {
      context_.report(make<Id::ReplacementWithoutCounts>(replacement_.span, contract_.value(copy.value).name))
          .label(contract_.facts[place.index].span, "its counts are used here")
          .help("put another reported ratio in its place");
      return false;
    }
    copy.value = replaced->second;
    contract_.values[copy.value.index].input.needs_ratio = true;
    return true;
  }

  void keep_dependencies() {
    const std::size_t count = contract_.dependencies.size();
    for (std::size_t d = 0; d < count; ++d) {
      model::Dependency dependency = contract_.dependencies[d];
      const auto reader = versions_.find(dependency.reader.index);
      const bool is_copied = reader != versions_.end() && affected_.count(dependency.reader.index) != 0;
      if (!is_copied) continue;
      const auto read = versions_.find(dependency.read.index);
      if (read != versions_.end()) dependency.read = read->second;
      dependency.reader = reader->second;
      if (dependency.reader == replacement_.again)
        contract_.dependencies[d] = dependency;
      else
        contract_.dependencies.push_back(dependency);
    }
  }

  Context& context_;
  Contract& contract_;
  const Context::Replacement& replacement_;
  std::map<std::uint32_t, std::vector<ValueId>> reads_;
  std::set<std::uint32_t> affected_;
  std::map<std::uint32_t, ValueId> versions_;  // what stands in the place of a value
  std::map<std::uint32_t, NodeId> nodes_;
  bool full_ = false;
};

// A replacement that another one works out again comes first.
class Order {
 public:
  explicit Order(Context& context) : context_(context), done_(context.replacements.size(), false) {
    reads_.resize(context.contract.values.size());
    for (const model::Dependency& dependency : context.contract.dependencies)
      reads_[dependency.reader.index].push_back(dependency.read.index);
    for (std::size_t at = 0; at < context.replacements.size(); ++at)
      made_by_.emplace(context.replacements[at].again.index, at);
  }

  // False once too much is worked out again.
  bool expand(std::size_t at) {
    if (done_[at]) return true;
    done_[at] = true;
    for (const std::size_t inner : used_by(context_.replacements[at].again))
      if (!expand(inner)) return false;
    return Replacer(context_, context_.replacements[at]).expand();
  }

 private:
  std::vector<std::size_t> used_by(ValueId from) const {
    std::vector<std::size_t> used;
    std::vector<std::uint32_t> open{from.index};
    std::set<std::uint32_t> seen;
    while (!open.empty()) {
      const std::uint32_t value = open.back();
      open.pop_back();
      if (!seen.insert(value).second) continue;
      if (const auto made = made_by_.find(value); made != made_by_.end()) used.push_back(made->second);
      if (value < reads_.size()) open.insert(open.end(), reads_[value].begin(), reads_[value].end());
    }
    return used;
  }

  Context& context_;
  std::vector<bool> done_;
  std::vector<std::vector<std::uint32_t>> reads_;
  std::map<std::uint32_t, std::size_t> made_by_;
};

bool same_head(const model::Value& left, const model::Value& right) {
  return left.grain == right.grain && left.indexes.size() == right.indexes.size() &&
         std::equal(left.indexes.begin(), left.indexes.end(), right.indexes.begin(),
                    [](const model::Index& a, const model::Index& b) { return a.set == b.set; });
}

}  // namespace

// The value that stands in the place of `replaced`: the one that is named, or a definition with the head of `replaced`.
std::optional<ValueId> Sentence::stand_in(ValueId replaced, ExprId by) {
  if (const auto plain = plain_name(by)) {
    const auto found = contract_.values_by_name.find(plain->text);
    if (found != contract_.values_by_name.end() && found->second.size() == 1 &&
        same_head(contract_.value(found->second.front()), contract_.value(replaced)) &&
        model::fits(contract_.value(replaced).type, contract_.value(found->second.front()).type))
      return found->second.front();
  }
  model::Value value;
  const model::Value& model = contract_.value(replaced);
  value.name = "what stands for " + model.name;
  value.name_span = model.name_span;
  value.span = context_.expr(by).span;
  value.clause = scope_.clause;
  value.type = model.type;
  value.indexes = model.indexes;
  value.grain = model.grain;
  value.month_of_year = model.month_of_year;
  value.during = model.during;
  const ValueId id(static_cast<std::uint32_t>(contract_.values.size()));
  contract_.values.push_back(std::move(value));
  Sentence inner(context_, check::scope_of(contract_, id));
  const Type wanted = contract_.value(id).type;
  const Typed read = inner.read(by, &wanted);
  if (read.type.is_error()) return std::nullopt;
  if (!model::fits(wanted, read.type)) {
    context_
        .report(make<Id::ReplacementDiffers>(context_.expr(by).span, contract_.value(replaced).name, words(wanted),
                                             words(read.type)))
        .label(contract_.value(replaced).name_span, "declared here");
    return std::nullopt;
  }
  contract_.values[id.index].body = read.node;
  contract_.values[id.index].slot_count = inner.slot_count();
  return id;
}

Typed Sentence::with_as(const syntax::WithAs& with, Span span, const Type* wanted) {
  Context::Replacement replacement{{}, {}, "", span};
  for (const auto& [name, by] : with.replacements) {
    const auto found = contract_.values_by_name.find(name.text);
    if (context_.is_broken(name.text)) return error_at(span);
    if (found == contract_.values_by_name.end() || found->second.empty()) return unknown(name, nullptr);
    context_.refer(name.span, contract_.value(found->second.front()).name_span);
    const auto stands = stand_in(found->second.front(), by);
    if (!stands) return error_at(span);
    replacement.pairs.emplace_back(found->second.front(), *stands);
    replacement.words += replacement.words.empty() ? " with " : " and ";
    replacement.words += plain_name(by) ? name.text + " as " + plain_name(by)->text : "another " + name.text;
  }
  // The sentence as a definition of its own, with whatever is at hand as its indexes.
  model::Value value;
  const auto plain = plain_name(with.subject);
  value.name = (plain ? plain->text : std::string("this")) + replacement.words;
  value.name_span = value.span = span;
  value.clause = scope_.clause;
  value.grain = scope_.grain;
  value.made = plain.has_value();
  if (!scope_.earlier) value.during = scope_.during;
  Scope inner = scope_;
  std::vector<plan::Argument> arguments;
  for (Variable& variable : inner.variables) {
    arguments.push_back({plan::Argument::Kind::slot, variable.slot, {}, {}});
    variable.slot = static_cast<std::uint32_t>(value.indexes.size());
    value.indexes.push_back({variable.set, variable.name, variable.alias, {}, span, variable.span});
  }
  inner.next_slot = inner.slot_count = static_cast<std::uint32_t>(value.indexes.size());
  const ValueId id(static_cast<std::uint32_t>(contract_.values.size()));
  contract_.values.push_back(std::move(value));
  inner.owner = id;
  Sentence sentence(context_, inner);
  const Typed read = sentence.read(with.subject, wanted);
  table_used_ = table_used_ || sentence.table_used();
  contract_.values[id.index].type = read.type;
  contract_.values[id.index].body = read.node;
  contract_.values[id.index].slot_count = sentence.slot_count();
  if (read.type.is_error()) return error_at(span);
  replacement.again = id;
  context_.replacements.push_back(std::move(replacement));
  if (scope_.owner) contract_.dependencies.push_back({scope_.owner, id, false, span});
  plan::Node node;
  node.op = plan::Op::load;
  node.value = id;
  node.arguments = std::move(arguments);
  return {context_.add(std::move(node), span, read.type, scope_.clause), read.type};
}

void expand_replacements(Context& context) {
  context.declared_count = context.contract.values.size();
  if (context.replacements.size() > most_sentences) {
    report_too_much(context, context.replacements[most_sentences].span, most_sentences, "sentences");
    return;
  }
  Order order(context);
  for (std::size_t at = 0; at < context.replacements.size(); ++at)
    if (!order.expand(at)) return;
}

}  // namespace quarterday::check
