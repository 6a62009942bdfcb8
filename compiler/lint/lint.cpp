// SPDX-License-Identifier: Apache-2.0
#include "compiler/lint/lint.h"

#include <algorithm>
#include <array>
#include <set>
#include <tuple>
#include <utility>

#include "compiler/lint/rules.h"
#include "runtime/diagnostics/table.h"

namespace quarterday::lint {
namespace {

constexpr std::array rules{
    cliff_edges,
    payments_of_one_condition,
    gates_that_read_their_payment,
    rows_that_turn_back,
    rows_alike,
    rows_out_of_reach,
    tests_decided_beforehand,
    limits_that_never_bind,
    cases_alike,
    thresholds_too_fine,
    equality_of_measured,
    silence,
    small_numbers,
    skipped_results,
    earlier_results,
    own_baselines,
    weights,
    counted_twice,
    averages_of_ratios,
    divisions,
    rounded_shares,
    dearer_classes,
    exclusions,
    edges_of_rows,
    unlimited,
    costs_as_reported,
    balances,
    unread_values,
    unused_declarations,
    idle_parties,
    names,
    payments_described,
    amounts_twice,
    terms_over_time,
    read_once_a_year,
    scenarios,
};

bool covers(Span outer, Span inner) {
  return outer.has_place() && outer.file == inner.file && outer.begin <= inner.begin && inner.begin < outer.end;
}

class Allowances {
 public:
  Allowances(const Subject& subject) : subject_(subject) {
    add(subject.own);
    add(subject.whole);
  }

  // The nearest one for the rule around the finding, where it is written or where that is used.
  const syntax::AllowDecl* find(const Diagnostic& finding) {
    const std::string rule = diagnostics::rule_name(finding.id);
    for (std::optional<Span> place = finding.primary; place; place = subject_.uses.place_of(place->file)) {
      const syntax::AllowDecl* best = nullptr;
      for (const syntax::AllowDecl* allow : all_) {
        const Span written{subject_.uses.written(place->file), place->begin, place->end};
        const bool here = covers(allow->covers, *place) || covers(allow->covers, written);
        const bool fits = allow->rule.text == rule && here;
        if (fits && (best == nullptr || allow->covers.begin > best->covers.begin)) best = allow;
      }
      if (best == nullptr) continue;
      used_.insert(key(best->span));
      return best;
    }
    return nullptr;
  }

  // What stands in a file that is imported serves other contracts too.
  void tell_unneeded(Findings& findings) const {
    std::set<Key> told;
    for (const syntax::AllowDecl* allow : all_) {
      const Span written{subject_.uses.written(allow->span.file), allow->span.begin, allow->span.end};
      const bool unneeded = used_.count(key(allow->span)) == 0 && written.file == subject_.own.file;
      if (unneeded && told.insert(key(written)).second)
        findings.report(make<Id::UnneededAllow>(written, allow->rule.text)).fix(written, "", "remove it");
    }
  }

 private:
  using Key = std::tuple<std::uint32_t, std::uint32_t>;
  // A template's allowance is needed if one of its uses needs it.
  Key key(Span span) const { return {subject_.uses.written(span.file).index, span.begin}; }

  void add(const syntax::Tree& tree) {
    for (const syntax::Declaration& declaration : tree.declarations)
      if (const auto* allow = std::get_if<syntax::AllowDecl>(&declaration)) all_.push_back(allow);
  }

  const Subject& subject_;
  std::vector<const syntax::AllowDecl*> all_;
  std::set<Key> used_;
};

// As compiler/share/uses.h does: where it is written, with a label for each use.
void show_where_written(const share::Uses& uses, Diagnostic& finding) {
  for (auto place = uses.place_of(finding.primary.file); place; place = uses.place_of(place->file))
    finding.label({uses.written(place->file), place->begin, place->end}, "used here");
  finding.primary.file = uses.written(finding.primary.file);
  for (diagnostics::Label& label : finding.labels) label.span.file = uses.written(label.span.file);
}

void drop_doubles(std::vector<Diagnostic>& findings) {
  std::set<std::tuple<Id, std::uint32_t, std::uint32_t, std::string>> told;
  const auto doubles = std::remove_if(findings.begin(), findings.end(), [&](const Diagnostic& one) {
    return !told.emplace(one.id, one.primary.file.index, one.primary.begin, one.message).second;
  });
  findings.erase(doubles, findings.end());
  std::stable_sort(findings.begin(), findings.end(), [](const Diagnostic& left, const Diagnostic& right) {
    return std::tuple(left.primary.file.index, left.primary.begin, left.id) <
           std::tuple(right.primary.file.index, right.primary.begin, right.id);
  });
}

}  // namespace

Report lint(const Subject& subject) {
  const Facts facts(subject);
  Ranges ranges(facts);
  Findings findings;
  for (const auto rule : rules) rule({facts, ranges, findings});
  std::vector<Diagnostic> found = findings.take();
  drop_doubles(found);

  Report report;
  Allowances allowances(subject);
  for (Diagnostic& one : found) {
    const syntax::AllowDecl* allow = allowances.find(one);
    show_where_written(subject.uses, one);
    if (allow != nullptr) {
      report.allowed.push_back({std::move(one), allow->reason.text, allow->span});
    } else {
      report.findings.push_back(std::move(one));
    }
  }
  Findings left;
  allowances.tell_unneeded(left);
  for (Diagnostic& one : left.take()) report.findings.push_back(std::move(one));
  drop_doubles(report.findings);
  return report;
}

}  // namespace quarterday::lint
