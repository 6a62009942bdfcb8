// SPDX-License-Identifier: Apache-2.0
//
// Several versions of a term become one: the cells of tables side by side, sentences as a choice by period.
#include "compiler/check/variations.h"

#include <algorithm>
#include <utility>

namespace quarterday::check {
namespace {

Grain finest_grain(const Context& context, const std::set<std::int32_t>& boundaries) {
  Grain finest = Grain::year;
  for (const std::int32_t month : boundaries)
    while (context.contract.calendar.containing({Grain::month, month}, finest).first_month != month)
      finest = finest == Grain::year ? Grain::quarter : Grain::month;
  return finest;
}

bool is_same_type(const Type& one, const Type& other) {
  if (one.is_error() || other.is_error() || one.kind == Type::Kind::any || other.kind == Type::Kind::any) return true;
  return one.kind == other.kind && one.units == other.units && one.set == other.set &&
         one.figure_of == other.figure_of && one.share_of == other.share_of;
}

bool has_same_type(Context& context, ValueId term, ValueId version) {
  const Type& was = context.contract.value(term).type;
  const Type& is = context.contract.value(version).type;
  if (is_same_type(was, is)) return true;
  const std::string before = context.contract.describe(was);
  const std::string after = context.contract.describe(is);
  report_other(context, context.contract.value(term), context.contract.value(version),
               before == after ? "a " + before : before, after);
  return false;
}

// The rules of the payer and the payee that a version has, with the choice between them where they differ.
class Merger {
 public:
  Merger(Context& context, ValueId term) : context_(context), contract_(context.contract), term_(term) {}

  void merge() {
    std::vector<NodeId> bodies, instead, bounds, small;
    std::vector<NodeId> from, to;
    const bool pays = value().kind == plan::Value::Kind::payment;
    const bool is_input = value().kind == plan::Value::Kind::input;
    const model::Value nothing;
    for (model::Version& version : contract_.values[term_.index].versions) {
      const model::Value& source = version.source ? contract_.value(version.source) : nothing;
      version.body = source.body;
      bodies.push_back(source.body);
      if (pays) {
        from.push_back(party(version.source ? source.payment.from : plan::PartyRef{}));
        to.push_back(party(version.source ? source.payment.to : plan::PartyRef{}));
      }
      const bool refuses = is_input && version.source && !source.input.when_not_reported;
      version.when_not_reported = refuses ? refused() : source.input.when_not_reported;
      instead.push_back(version.when_not_reported);
      bounds.push_back(source.input.denominator_bound);
      small.push_back(source.input.when_denominator_below);
    }
    merge_wheres();
    if (is_input) {
      const bool any_bound = std::any_of(bounds.begin(), bounds.end(), [](NodeId id) { return bool(id); });
      set(&plan::InputRules::when_not_reported, choice(instead, Type::any()));
      if (any_bound) {
        set(&plan::InputRules::denominator_bound, choice(bounds, Type::bare_number()));
        set(&plan::InputRules::when_denominator_below, choice(small, value().type));
      }
    } else {
      const NodeId body = choice(bodies, value().type);
      contract_.values[term_.index].body = body;
    }
    if (pays) {
      const plan::PartyRef payer = one_party(value().payment.from, from);
      const plan::PartyRef payee = one_party(value().payment.to, to);
      contract_.values[term_.index].payment.from = payer;
      contract_.values[term_.index].payment.to = payee;
    }
    for (const model::Version& version : value().versions)
      if (version.source)
        contract_.values[term_.index].slot_count =
            std::max(value().slot_count, contract_.value(version.source).slot_count);
  }

 private:
  const model::Value& value() const { return contract_.value(term_); }
  void set(NodeId plan::InputRules::*rule, NodeId node) { contract_.values[term_.index].input.*rule = node; }

  NodeId constant(plan::Figure figure, const Type& type) {
    return context_.constant(std::move(figure), value().span, type, value().clause);
  }
  NodeId refused() { return constant(plan::Refused{}, Type::any()); }

  NodeId party(const plan::PartyRef& party) {
    if (party.node) return party.node;
    return party.party ? constant(party.party, Type::member(contract_.parties)) : NodeId{};
  }

  plan::PartyRef one_party(const plan::PartyRef& first, const std::vector<NodeId>& parties) {
    const auto figure = [&](NodeId id) { return contract_.nodes[id.index].figure; };
    const bool same = std::all_of(parties.begin(), parties.end(), [&](NodeId id) {
      return !id || (first.party && contract_.nodes[id.index].op == plan::Op::constant &&
                     figure(id) == plan::Figure(first.party));
    });
    if (same) return first;
    plan::PartyRef chosen;
    chosen.node = choice(parties, Type::member(contract_.parties));
    return chosen;
  }

  // `each trust where ...`: the test of each version, for the periods in which it is in force.
  void merge_wheres() {
    for (std::size_t i = 0; i < value().indexes.size(); ++i) {
      std::vector<NodeId> wheres;
      bool any = false;
      for (const model::Version& version : value().versions) {
        const NodeId where = version.source ? contract_.value(version.source).indexes[i].where : NodeId{};
        any = any || where;
        wheres.push_back(where ? where : constant(true, Type::yes_no()));
      }
      if (!any) continue;
      const NodeId where = choice(wheres, Type::yes_no());
      contract_.values[term_.index].indexes[i].where = where;
    }
  }

  // The one of the version in force; left out where that has none.
  NodeId choice(const std::vector<NodeId>& of, const Type& type) {
    plan::Node node;
    node.op = plan::Op::select;
    for (std::size_t v = 0; v < of.size(); ++v) {
      if (v + 1 < of.size()) node.operands.push_back(is_before(value().versions[v + 1].first, place_of(v)));
      node.operands.push_back(of[v] ? of[v] : constant(plan::LeftOut{}, Type::any()));
    }
    return context_.add(std::move(node), value().span, type, value().clause);
  }

  // Where the version stands that holds until the next one.
  Span place_of(std::size_t version) const {
    const ValueId source = value().versions[version].source;
    return source ? contract_.value(source).span : value().span;
  }

  NodeId is_before(std::int32_t month, Span span) {
    const Grain grain = value().grain;
    plan::Node at_hand;
    at_hand.op = plan::Op::current_period;
    at_hand.grain = grain;
    const Type period = Type::of(Type::Kind::period);
    const NodeId left = context_.add(std::move(at_hand), span, period, value().clause);
    plan::Node less;
    less.op = plan::Op::less;
    less.operands = {left, constant(Period{grain, month}, period)};
    return context_.add(std::move(less), span, Type::yes_no(), value().clause);
  }

  Context& context_;
  Contract& contract_;
  ValueId term_;
};

// Terms without periods differ by period once a deed changes them, and so do those that are worked out from them.
class OnceTerms {
 public:
  explicit OnceTerms(Context& context) : context_(context), contract_(context.contract) {}

  void settle() {
    for (std::uint32_t v = 0; v < contract_.values.size(); ++v) {
      const model::Value& value = contract_.values[v];
      if (value.grain != Grain::once) continue;
      for (std::size_t i = 1; i < value.versions.size(); ++i) boundaries_[v].insert(value.versions[i].first);
    }
    if (boundaries_.empty()) return;
    spread();
    for (const Context::OnceRead& read : context_.once_reads) check(read);
    for (const auto& [v, months] : boundaries_) {
      contract_.values[v].grain = finest_grain(context_, months);
      contract_.values[v].at_hand = true;
    }
  }

 private:
  bool takes_part(ValueId reader) const {
    const model::Value& value = contract_.value(reader);
    return value.grain == Grain::once && value.kind != plan::Value::Kind::input;
  }

  void spread() {
    for (bool grows = true; grows;) {
      grows = false;
      for (const model::Dependency& dependency : contract_.dependencies) {
        const auto read = boundaries_.find(dependency.read.index);
        if (read == boundaries_.end() || !takes_part(dependency.reader)) continue;
        auto& reader = boundaries_[dependency.reader.index];
        for (const std::int32_t month : read->second) grows = reader.insert(month).second || grows;
      }
    }
  }

  void check(const Context::OnceRead& read) {
    const auto changed = boundaries_.find(read.read.index);
    if (changed == boundaries_.end()) return;
    const std::string& name = contract_.value(read.read).name;
    if (read.grain == Grain::once) {
      if (read.reader && takes_part(read.reader)) return;
      context_.report(make<Id::NoPeriodAtHand>(read.span, name))
          .label(contract_.value(read.read).name_span, "declared here")
          .help("say how often this is worked out or asked: 'each year', 'each quarter' or 'each month' in its head");
      return;
    }
    for (const std::int32_t month : changed->second) {
      const Period period = contract_.calendar.containing({Grain::month, month}, read.grain);
      if (period.first_month == month || !overlaps(read.during, months_of(period))) continue;
      context_
          .report(make<Id::DeedInMidPeriod>(read.span, "'" + name + "' is changed", name_of_month(context_, month),
                                            contract_.calendar.name(period)))
          .label(contract_.value(read.read).name_span, "declared here")
          .help("let the deed begin with a " + grain_word(read.grain) + ", or bring the parts of the " +
                grain_word(read.grain) + " together: 'sum over months of ...'");
      return;
    }
  }

  static bool overlaps(const std::vector<MonthRange>& ranges, MonthRange wanted) {
    return std::any_of(ranges.begin(), ranges.end(), [wanted](const MonthRange& range) {
      return range.first <= wanted.last && wanted.first <= range.last;
    });
  }

  Context& context_;
  Contract& contract_;
  std::map<std::uint32_t, std::set<std::int32_t>> boundaries_;  // by value: the months from which on it is another
};

// The cells of all versions: one for each member and each stretch of time in which no version changes it.
class CellMerger {
 public:
  CellMerger(const Contract& contract, const model::Value& term) : contract_(contract), versions_(term.versions) {
    for (const model::Index& index : term.indexes) rows_ *= contract.set(index.set).set.members.size();
  }

  plan::Cells merge() const {
    plan::Cells merged;
    std::set<std::int32_t> starts{all_time().last + 1};
    for (const model::Version& version : versions_) {
      starts.insert(std::max(version.first, all_time().first));
      for (const MonthRange& range : periods_of(version)) {
        starts.insert(std::max(range.first, all_time().first));
        starts.insert(std::min(range.last, all_time().last) + 1);
      }
    }
    for (auto start = starts.begin(); std::next(start) != starts.end(); ++start)
      if (range_at(in_force(*start), *start)) merged.periods.push_back({*start, *std::next(start) - 1});
    for (std::size_t row = 0; row < rows_; ++row)
      for (const MonthRange& period : merged.periods) merged.nodes.push_back(cell_at(row, period.first));
    return merged;
  }

 private:
  const plan::Cells& cells_of(const model::Version& version) const { return contract_.value(version.source).cells; }

  std::vector<MonthRange> periods_of(const model::Version& version) const {
    const plan::Cells& cells = cells_of(version);
    return cells.periods.empty() ? std::vector{all_time()} : cells.periods;
  }

  std::size_t in_force(std::int32_t month) const {
    std::size_t at = 0;
    while (at + 1 < versions_.size() && versions_[at + 1].first <= month) ++at;
    return at;
  }

  std::optional<std::size_t> range_at(std::size_t version, std::int32_t month) const {
    const std::vector<MonthRange> periods = periods_of(versions_[version]);
    for (std::size_t p = 0; p < periods.size(); ++p)
      if (periods[p].first <= month && month <= periods[p].last) return p;
    return std::nullopt;
  }

  // Of the last version that has the row.
  NodeId cell_at(std::size_t row, std::int32_t month) const {
    for (std::size_t v = in_force(month) + 1; v-- > 0;) {
      const auto range = range_at(v, month);
      if (!range) continue;
      const model::Value& source = contract_.value(versions_[v].source);
      const std::size_t at = row * std::max<std::size_t>(1, source.cells.periods.size()) + *range;
      const bool is_kept = at < source.kept_cells.size() && source.kept_cells[at];
      if (!is_kept) return at < source.cells.nodes.size() ? source.cells.nodes[at] : NodeId{};
    }
    return {};
  }

  const Contract& contract_;
  const std::vector<model::Version>& versions_;
  std::size_t rows_ = 1;
};

// Who joins by a deed needs a row in every table that has one for each member.
void check_rows_of_joined(Context& context, const model::Value& term) {
  if (term.some_rows || term.type.is_error() || context.is_broken(term.name)) return;
  const std::size_t periods = std::max<std::size_t>(1, term.cells.periods.size());
  for (std::size_t i = 0; i < term.indexes.size(); ++i) {
    const plan::Set& set = context.contract.set(term.indexes[i].set).set;
    for (std::size_t member = 0; member < set.since.size(); ++member) {
      if (set.since[member] == 0) continue;
      bool has_any = false;
      for (std::size_t at = 0; at < term.cells.nodes.size() && !has_any; ++at) {
        std::size_t row = at / periods;
        for (std::size_t d = term.indexes.size(); --d > i;)
          row /= context.contract.set(term.indexes[d].set).set.members.size();
        has_any = row % set.members.size() == member && term.cells.nodes[at];
      }
      if (has_any) continue;
      const std::string& name = context.contract.entities[set.members[member].index].name;
      context.report(make<Id::MemberWithoutRow>(term.name_span, name))
          .help("let the deed that adds '" + name + "' give '" + term.name + "' a row for it");
    }
  }
}

// Versions whose mistake was reported are forgotten, so that it is reported once.
void forget(model::Value& term, ValueId version) {
  std::erase_if(term.versions, [version](const model::Version& one) { return one.source == version; });
  if (term.versions.size() == 1) term.versions.clear();
}

}  // namespace

void merge_cells(Context& context) {
  Contract& contract = context.contract;
  for (const Context::Change& change : context.changes) {
    if (!change.version || contract.value(change.term).kind != plan::Value::Kind::parameter) continue;
    if (contract.value(change.term).versions.empty()) continue;
    if (!has_same_type(context, change.term, change.version))
      forget(contract.values[change.term.index], change.version);
  }
  for (std::uint32_t v = 0; v < contract.values.size(); ++v)
    if (contract.values[v].kind == plan::Value::Kind::parameter && !contract.values[v].versions.empty())
      contract.values[v].cells = CellMerger(contract, contract.value(ValueId(v))).merge();
  for (std::uint32_t v = 0; v < contract.values.size(); ++v)
    if (contract.values[v].kind == plan::Value::Kind::parameter && !contract.values[v].version_of)
      check_rows_of_joined(context, contract.values[v]);
}

void merge_sentences(Context& context) {
  Contract& contract = context.contract;
  for (const Context::Change& change : context.changes) {
    const model::Value& term = contract.value(change.term);
    if (!change.version || term.versions.empty() || term.kind == plan::Value::Kind::parameter) continue;
    if (!has_same_type(context, change.term, change.version))
      forget(contract.values[change.term.index], change.version);
  }
  OnceTerms(context).settle();
  for (std::uint32_t v = 0; v < contract.values.size(); ++v) {
    const model::Value& value = contract.values[v];
    if (value.versions.empty() || value.kind == plan::Value::Kind::parameter) continue;
    Merger(context, ValueId(v)).merge();
  }
}

}  // namespace quarterday::check
