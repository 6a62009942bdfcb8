// SPDX-License-Identifier: Apache-2.0
#pragma once

// The room of lint: what is legal but unwise. In come a contract without errors (its tree, its checked form) and where
// what it shares is used; out go findings, each a rule of runtime/diagnostics/rules.def, and those that the contract
// allows, with its reason. Every rule is a function of rules.h that looks at Facts; it says nothing where it cannot be
// sure. Deliberately not here: mistakes (compiler/check), settling, files, and what is to follow from a finding.

#include <string>
#include <vector>

#include "compiler/model/contract.h"
#include "compiler/share/uses.h"
#include "compiler/syntax/ast.h"
#include "runtime/diagnostics/diagnostic.h"

namespace quarterday::lint {

struct Subject {
  const syntax::Tree& own;    // the contract's own file
  const syntax::Tree& whole;  // with all that is shared in its place
  const model::Contract& contract;
  const share::Uses& uses;
  const diagnostics::SourceMap& sources;
};

// A finding that the contract allows.
struct Allowed {
  diagnostics::Diagnostic finding;
  std::string reason;
  diagnostics::Span allow;
};

struct Report {
  std::vector<diagnostics::Diagnostic> findings;  // in the order of their places
  std::vector<Allowed> allowed;
};

Report lint(const Subject& subject);

}  // namespace quarterday::lint
