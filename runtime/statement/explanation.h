// SPDX-License-Identifier: Apache-2.0
#pragma once

// Where a figure comes from: a tree from a payable line down to the rows of the data and the terms of the contract, in
// the contract's own words, with the figure at each step.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "runtime/data/dataset.h"
#include "runtime/evaluate/settlement.h"
#include "runtime/plan/plan.h"
#include "runtime/records/records.h"

namespace quarterday::statement {

// A part of the sentence a figure is worked out by.
struct ExplainedStep {
  std::string words;
  std::string member;  // which one, inside `sum over ...`
  std::string figure;
  std::string note;
  std::string clause;
  std::string deed;      // where the clause is one of a dated deed
  bool outcome = false;  // the case that holds, of several
};

// One step by which the rows of a measured figure were selected.
struct MeasuredStep {
  std::string words;  // unless destination is died
  std::string clause;
  bool elsewhere = false;        // what it leaves out belongs to another period or member
  std::vector<std::string> ids;  // of the rows it left out first, unless they belong elsewhere
  std::size_t dropped = 0;       // how many these are, those elsewhere too
};

struct Measured {
  std::string records;  // the table: "discharges"
  std::vector<MeasuredStep> steps;
  std::string query;
  bool listed = false;  // whether `counted` and the ids of the steps are there
  std::vector<std::string> counted;
};

struct ExplainedMember {
  std::string name;
  std::string title;
};

struct Explanation {
  std::string value;  // for a line its printed name
  std::string title;
  std::vector<ExplainedMember> members;
  std::string period;
  std::string from;  // of a line, otherwise empty
  std::string to;
  std::string figure;
  std::string exact;  // numbers only: `1/3`
  evaluate::Source source = evaluate::Source::computed;
  std::string remark;  // `not reported: 0 by clause 4.2`, `930 of 1,000 reported`
  std::string clause;
  std::string deed;
  std::string file;  // of the contract, for a reported figure of the data
  std::uint64_t line = 0;
  std::string words;
  std::vector<ExplainedStep> steps;
  std::optional<Measured> measured;
  std::vector<Explanation> reads;
  bool structural = false;    // which member belongs to which: in the JSON, not in the text
  bool see_above = false;     // explained before; its words, steps and reads are there
  std::size_t cut_reads = 0;  // below the depth asked for
};

// A line of the settlement, or any figure that was worked out for it.
struct Explained {
  evaluate::InstanceId instance;
  const evaluate::Line* line = nullptr;  // of the settlement
};

struct ExplainOptions {
  std::optional<std::size_t> depth;     // levels below the figures asked for
  records::Records* records = nullptr;  // of a contract that has any
  bool list_records = false;            // the rows that count, and why others do not
};

// Each figure is explained once, at its first place.
std::vector<Explanation> explain(const plan::Plan& plan, const data::Dataset& dataset,
                                 const evaluate::Settlement& settlement, std::span<const Explained> subjects,
                                 const ExplainOptions& options);

std::string render_text(std::span<const Explanation> explanations);
std::string render_json(std::span<const Explanation> explanations);

}  // namespace quarterday::statement
