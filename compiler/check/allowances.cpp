// SPDX-License-Identifier: Apache-2.0
//
// Allowances of findings of `lint`: that there is such a rule, and that a reason is given. What they cover is for lint.
#include <string_view>
#include <vector>

#include "compiler/check/context.h"
#include "runtime/diagnostics/similar.h"
#include "runtime/diagnostics/table.h"

namespace quarterday::check {
namespace {

void report_unknown(Context& context, const syntax::Name& rule) {
  const std::vector<std::string> rules = diagnostics::all_rules();
  const std::vector<std::string_view> names(rules.begin(), rules.end());
  auto& report = context.report(diagnostics::make<diagnostics::Id::UnknownRule>(rule.span, rule.text));
  const auto meant = diagnostics::closest(rule.text, names);
  if (meant) report.help("did you mean '" + *meant + "'?").fix(rule.span, *meant, "write `" + *meant + "`");
}

}  // namespace

void check_allowances(Context& context) {
  for (const syntax::Declaration& declaration : context.tree.declarations) {
    const auto* allow = std::get_if<syntax::AllowDecl>(&declaration);
    if (allow == nullptr) continue;
    if (!diagnostics::id_of_rule(allow->rule.text)) report_unknown(context, allow->rule);
    if (allow->reason.text.find_first_not_of(" \t") == std::string::npos)
      context.report(diagnostics::make<diagnostics::Id::AllowWithoutReason>(allow->reason.span, allow->rule.text));
  }
}

}  // namespace quarterday::check
