// SPDX-License-Identifier: Apache-2.0
#include <quarterday/compiler/compile.h>

#include <iostream>

constexpr const char* text = R"(contract falls_clinic "Falls clinic" {
  currency GBP
  term     2024/25 to 2026/27
  settled  each quarter
  party icb "Integrated care board" is commissioner
  party clinic "Falls clinic" is provider
  payment fixed_fee from icb to clinic, each quarter clause 3.1 = £270,000
})";

int main() {
  quarterday::diagnostics::SourceMap sources;
  quarterday::diagnostics::Sink sink;
  const auto file = sources.add({"falls-clinic.contract", text});
  const auto compilation = quarterday::compiler::compile(file, sources, sink);
  if (!compilation.plan) return 1;
  std::cout << compilation.plan->title << '\n' << compilation.plan->payments.size() << " payment\n";
}
