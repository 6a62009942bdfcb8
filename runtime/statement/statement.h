// SPDX-License-Identifier: Apache-2.0
#pragma once

// The statement: a settlement as it is shown. In come the plan, the data and the settlement; out goes everything a
// statement says (lines, totals, what was not reported and what stood in for it, warnings, the reason of a refusal) as
// plain names and figures, and its renderings for people and machines (render.h). The way a figure came about is an
// explanation (explanation.h). Deliberately not here: working anything out anew, and printing, which is the tool's.

#include <optional>
#include <string>
#include <vector>

#include "runtime/data/dataset.h"
#include "runtime/evaluate/settlement.h"
#include "runtime/plan/plan.h"
#include "runtime/statement/warnings.h"

namespace quarterday::statement {

using plan::Rational;

struct StatementLine {
  std::string payment;  // as printed
  std::string title;
  std::string from;
  std::string to;
  Rational amount;  // signed from -> to
  value::Currency currency;
  std::string clause;
  std::string deed = {};  // where the clause is one of a dated deed
};

// A negative amount is money that goes the other way. A party has a total in each currency in which it pays or is paid.
struct PartyTotal {
  std::string party;
  std::string title;
  value::Currency currency;
  Rational received;
  Rational paid;
  Rational net() const { return received - paid; }
};

// An input that was not reported, or whose denominator was too small, and what stands in for it.
struct Absence {
  std::string input;
  std::vector<std::string> members;
  std::string period;
  std::string figure;
  std::string rule;  // in the words of the contract
  std::string clause;
  bool small_numbers = false;
  std::string deed = {};
};

struct RefusalReason {
  std::string input;
  std::string requirement;    // in the words of the contract, where a requirement is not met
  std::string left_out_line;  // where the input is left out and this line needs it
  std::string clause;
  std::vector<std::string> details;
  std::string deed = {};
};

struct Statement {
  std::string contract;
  std::string contract_hash;
  std::string title;
  std::string source;
  std::string period;
  std::string period_in_words;
  value::Currency currency;
  std::vector<StatementLine> lines;
  std::vector<PartyTotal> totals;  // of the parties of the lines, in order of declaration
  std::vector<Absence> absences;   // in order of declaration, then of time
  std::vector<Warning> warnings;
  std::optional<RefusalReason> refusal;
};

Statement make_statement(const plan::Plan& plan, const data::Dataset& dataset, const evaluate::Settlement& settlement);

}  // namespace quarterday::statement
