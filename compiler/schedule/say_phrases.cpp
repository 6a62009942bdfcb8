// SPDX-License-Identifier: Apache-2.0
//
// Phrases over members and periods, phrases that read a table or a range, splits and balances.
#include <algorithm>
#include <utility>

#include "compiler/schedule/periods.h"
#include "compiler/schedule/sentence.h"

namespace quarterday::schedule {

using syntax::Aggregate;
using syntax::AggregateOp;
using syntax::BalanceFigure;
using syntax::Index;
using syntax::IsValue;
using syntax::NameReference;
using syntax::NumberOf;
using syntax::PartyReference;
using syntax::Progress;
using syntax::SetRef;
using syntax::SplitOver;
using syntax::TableOf;
using syntax::TablePhrase;

std::optional<SetId> Sentence::set_named(const std::string& name) const {
  const model::Contract& contract = language_.contract;
  if (const auto plural = contract.sets_by_plural.find(name); plural != contract.sets_by_plural.end())
    return plural->second;
  if (const auto one = contract.sets_by_singular.find(name); one != contract.sets_by_singular.end()) return one->second;
  return std::nullopt;
}

// `its measures` of a category: whose column names the member at hand; of several at hand, all of them.
Text Sentence::owner_of_its(SetId set) const {
  const model::Contract& contract = language_.contract;
  std::vector<Text> owners;
  for (const model::Value& column : contract.values) {
    if (!column.is_column || column.version_of || column.indexes.front().set != set) continue;
    if (column.type.kind != model::Type::Kind::member) continue;
    const auto at_hand = std::find_if(scope_.variables.rbegin(), scope_.variables.rend(),
                                      [&](const Variable& v) { return contract.within(v.set, column.type.set); });
    if (at_hand == scope_.variables.rend()) continue;
    Text owner = "the " + spaced(at_hand->name);
    // Where the column is called otherwise than the member at hand: "whose holder is the trust".
    if (column.name != at_hand->name)
      owner = "the " + spaced(at_hand->name) + " (as their " + spaced(column.name) + ")";
    owners.push_back(std::move(owner));
  }
  return owners.empty() ? Text() : " of " + list(owners, "and");
}

// Brings the member or period of the set to hand.
void Sentence::open_set(const SetRef& set) {
  switch (set.kind) {
    case SetRef::Kind::members:
    case SetRef::Kind::its:
      if (const auto of = set_named(set.name.text))
        scope_.variables.push_back(
            {set.as ? set.as->text : language_.contract.set(*of).set.singular, *of, set.as.has_value()});
      break;
    case SetRef::Kind::months:
      scope_.grain = plan::Grain::month;
      break;
    case SetRef::Kind::quarters:
      scope_.grain = plan::Grain::quarter;
      break;
    case SetRef::Kind::years:
      if (!set.to) scope_.grain = plan::Grain::year;
      break;
    case SetRef::Kind::last:
      scope_.grain = grain_of(set.last_unit);
      break;
  }
}

Text Sentence::set_words(const SetRef& set, bool singular) {
  const std::string around = grain_word(scope_.grain);
  Text words;
  const auto periods = [&](const std::string& unit) {
    words = singular ? unit : "the " + unit + "s";
    if (set.from && set.to) {
      words += " from " + first_words(calendar(), set.from->text) + " to " + last_words(calendar(), set.to->text);
    } else if (set.from) {
      words += " from " + first_words(calendar(), set.from->text) + " to the " + around;
    } else if (set.to_date) {
      words += " of the year up to and including the " + around;
    } else {
      words += " of the " + around;
    }
  };
  switch (set.kind) {
    case SetRef::Kind::members:
    case SetRef::Kind::its: {
      read(Reading::members);
      const auto of = set_named(set.name.text);
      const std::string one = of ? spaced(language_.contract.set(*of).set.singular) : spaced(set.name.text);
      const std::string all = of ? spaced(language_.contract.set(*of).set.name) : spaced(set.name.text);
      words = singular ? Text(one) : Text("the " + all);
      if (set.kind == SetRef::Kind::its && of) words += owner_of_its(*of);
      if (set.earlier) words += " before the " + one + " at hand";
      if (set.as) words += (singular ? " (as the " : " (each as the ") + spaced(set.as->text) + ")";
      break;
    }
    case SetRef::Kind::months:
      periods("month");
      break;
    case SetRef::Kind::quarters:
      periods("quarter");
      break;
    case SetRef::Kind::years:
      periods("year");
      // Of each of those years, the quarter or month that is at hand.
      if (set.to && scope_.grain != plan::Grain::year) words = "the same " + around + " in each of " + words;
      break;
    case SetRef::Kind::last:
      words = "the last " + std::to_string(set.last_count) + " " + grain_word(grain_of(set.last_unit)) +
              "s, this one included";
      break;
  }
  open_set(set);
  if (set.where) words += " for which " + condition(set.where, Hold::test);
  return words;
}

Said Sentence::aggregate(const Aggregate& aggregate) {
  if (table_of_rows(aggregate.set.name.text)) return over_rows(aggregate);
  const Scope outer = scope_;
  const Text set = set_words(aggregate.set, false);
  const Text body = figure(aggregate.body, Hold::of);
  Text weight;
  if (aggregate.by) weight = ", weighted by " + figure(aggregate.by, Hold::of);
  scope_ = outer;
  // Words that go on after the set are closed by a comma.
  switch (aggregate.op) {
    case AggregateOp::sum:
      return {"the sum, over " + set + ", of " + body, Hold::of};
    case AggregateOp::average:
      read(Reading::average);
      return {"the average, over " + set + weight + ", of " + body, Hold::of};
    case AggregateOp::highest:
      return {"the highest, over " + set + ", of " + body, Hold::of};
    case AggregateOp::lowest:
      return {"the lowest, over " + set + ", of " + body, Hold::of};
    case AggregateOp::pooled:
      read(Reading::pooled);
      return {"the pooled share, over " + set + ", of " + body, Hold::of};
  }
  return {};
}

Said Sentence::number_of(const NumberOf& number) {
  if (table_of_rows(number.set.name.text) && !set_named(number.set.name.text)) {
    read(Reading::rows);
    return {"the number of rows in " + Terms::word(number.set.name.text)};
  }
  const Scope outer = scope_;
  Text set = set_words(number.set, false);
  scope_ = outer;
  return {"the number of " + set, Hold::of};
}

Said Sentence::progress(const Progress& progress) {
  read(progress.limited ? Reading::progress : Reading::position);
  const std::string what = progress.limited ? "the progress of " : "the position of ";
  Text words = what + figure(progress.subject, Hold::of);
  if (progress.to) {
    words += " from " + figure(progress.from, Hold::of) + " to " + figure(progress.to, Hold::of);
  } else {
    words += " over " + figure(progress.from, Hold::of);
  }
  return {std::move(words), Hold::of};
}

Said Sentence::table_of(const TableOf& table) {
  const Text subject = figure(table.subject, Hold::of);
  table_subject_ = subject;
  switch (table.phrase) {
    case TablePhrase::tiers:
      read(Reading::tiers);
      return {"the result of the tiers below for " + subject, Hold::of};
    case TablePhrase::scale:
      read(Reading::scale);
      return {"the figure of the scale below for " + subject, Hold::of};
    case TablePhrase::steps:
      read(Reading::steps);
      return {"the figure of the steps below for " + subject, Hold::of};
  }
  return {};
}

Said Sentence::split(const SplitOver& split) {
  read(Reading::split);
  const auto set = set_named(split.over.text);
  std::string one = spaced(split.over.text);
  if (set) one = spaced(language_.contract.set(*set).set.singular);
  // The member at hand may go by a name of its own.
  if (set) {
    const auto at_hand = std::find_if(scope_.variables.rbegin(), scope_.variables.rend(),
                                      [&](const Variable& v) { return language_.contract.within(v.set, *set); });
    if (at_hand != scope_.variables.rend()) one = spaced(at_hand->name);
  }
  Text words = "the part of the " + one + " in " + figure(split.amount, Hold::of) + ", split over the " +
               spaced(split.over.text);
  if (!split.by) return {std::move(words) + " equally", Hold::limit};
  const Scope outer = scope_;
  if (set) scope_.variables.push_back({language_.contract.set(*set).set.singular, *set, false});
  words += " in proportion to " + figure(split.by, Hold::of);
  scope_ = outer;
  return {std::move(words), Hold::limit};
}

Said Sentence::balance(const BalanceFigure& balance) {
  read(Reading::balance);
  const Text name = "the " + Text(Run{Run::Kind::term, spaced(balance.name.text), "term-" + slug(balance.name.text)});
  switch (balance.kind) {
    case BalanceFigure::Kind::opening:
      return {"the opening balance of " + name};
    case BalanceFigure::Kind::closing:
      return {"the closing balance of " + name};
    case BalanceFigure::Kind::paid_into:
      return {"the amount paid into " + name};
    case BalanceFigure::Kind::paid_out_of:
      return {"the amount paid out of " + name};
    case BalanceFigure::Kind::lapsed_from:
      return {"the amount lapsed from " + name};
  }
  return {};
}

// ---- Members in heads ---------------------------------------------------------------------------------------------

Text Sentence::open_index(const Index& index) {
  const model::Contract& contract = language_.contract;
  const std::optional<SetId> set =
      index.name.text == "party" ? std::optional(contract.parties) : set_named(index.name.text);
  Text words = "each " + spaced(index.name.text);
  if (index.as) words += " as " + spaced(index.as->text);
  if (set) scope_.variables.push_back({index.as ? index.as->text : index.name.text, *set, index.as.has_value()});
  if (!index.where) return words;
  // "each category except report"
  const auto* is = as<IsValue>(bare(index.where));
  const auto* subject = is != nullptr ? as<NameReference>(bare(is->subject)) : nullptr;
  if (subject != nullptr && subject->text == (index.as ? index.as->text : index.name.text))
    return is->negated ? std::move(words) + " except " + value_beside(is->subject, is->value)
                       : "the " + spaced(index.name.text) + " " + value_beside(is->subject, is->value) + " only";
  return std::move(words) + " for which " + condition(index.where, Hold::test);
}

Text Sentence::open_party(const PartyReference& party) {
  const model::Contract& contract = language_.contract;
  if (party.each) {
    Index index;
    index.name = party.name;
    index.as = party.as;
    index.where = party.where;
    return open_index(index);
  }
  if (variable(party.name.text) != nullptr) return "the " + spaced(party.name.text);
  if (const auto found = contract.parties_by_name.find(party.name.text); found != contract.parties_by_name.end())
    return language_.terms.member(found->second);
  const auto column = value_named(party.name.text, {});
  if (!column) return Terms::word(party.name.text);
  const model::Value& value = contract.value(*column);
  Text words = column_words(*column);
  if (!value.indexes.empty()) words += " of the " + spaced(value.indexes.front().name);
  return words;
}

}  // namespace quarterday::schedule
