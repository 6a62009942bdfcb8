// SPDX-License-Identifier: Apache-2.0
//
// A contract that deeds change settles as one whose terms were written by period from the beginning, in whatever order
// the deeds stand, and a deed that says what holds already changes nothing.
#include <rapidcheck.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <map>
#include <string>
#include <vector>

#include "compiler/compile.h"
#include "runtime/evaluate/evaluate.h"

namespace {

using namespace quarterday;

constexpr int quarters = 12;

std::string quarter_name(int quarter) {
  const int year = 2024 + quarter / 4;
  return std::to_string(year) + "/" + std::to_string(year - 1999) + "-Q" + std::to_string(quarter % 4 + 1);
}

const std::string header = R"(contract varied {
  currency GBP
  term 2024/25 to 2026/27
  settled each quarter
  party payer
  party payee
  party other
)";

// What is worked out is the same in both: a step on the last quarter, a sum to date and a term read by name.
const std::string rest = R"(
  define value each quarter : money = first price, then value last quarter + price
  payment total from payer to payee, each quarter
    = sum over quarters to date of value
)";

struct Deed {
  int from = 1;
  int price = 0;
  bool changes_fee = false;
};

std::string deed_text(const Deed& deed) {
  std::string text = "  variation deed_" + std::to_string(deed.from) + " from " + quarter_name(deed.from) + " {\n";
  text += "    parameter price : money = £" + std::to_string(deed.price) + "\n";
  if (deed.changes_fee)
    text += "    payment fee from payer to other, each quarter\n      = price + £" + std::to_string(deed.from) + "\n";
  return text + "  }\n";
}

std::string by_deeds(int price, const std::vector<Deed>& deeds) {
  std::string text = header + "  parameter price : money = £" + std::to_string(price) + "\n" +
                     "  payment fee from payer to payee, each quarter\n    = 2 * price\n" + rest;
  for (const Deed& deed : deeds) text += deed_text(deed);
  return text + "}\n";
}

// The same terms, a row for each quarter.
std::string by_period(int price, const std::map<int, Deed>& deeds) {
  std::string prices = "  parameter price each quarter : money\n";
  std::string fees = "  define fee_due each quarter : money\n";
  std::string payees = "  define takes_it each quarter : yes/no\n";
  const Deed* fee = nullptr;
  for (int quarter = 0; quarter < quarters; ++quarter) {
    if (const auto deed = deeds.find(quarter); deed != deeds.end()) {
      price = deed->second.price;
      if (deed->second.changes_fee) fee = &deed->second;
    }
    const std::string row = "    | " + quarter_name(quarter) + " | ";
    prices += row + "£" + std::to_string(price) + " |\n";
    fees += row + (fee != nullptr ? "price + £" + std::to_string(fee->from) : std::string("2 * price")) + " |\n";
    payees += row + (fee != nullptr ? "yes" : "no") + " |\n";
  }
  return header + prices + fees + payees + R"(
  payment fee from payer to payee, each quarter
    = £0 if takes_it, otherwise fee_due
  payment fee_other named fee_other from payer to other, each quarter
    = fee_due if takes_it, otherwise £0
)" + rest +
         "}\n";
}

struct Paid {
  std::string to;
  value::Rational amount;
  friend bool operator==(const Paid&, const Paid&) = default;
};

// By quarter, what is paid to whom; nothing where nothing is paid.
std::vector<std::vector<Paid>> settle_all(const std::string& text) {
  diagnostics::SourceMap sources;
  diagnostics::Sink sink;
  const auto file = sources.add(diagnostics::SourceFile("varied.contract", text));
  const compiler::Compilation compiled = compiler::compile(file, sources, sink);
  std::vector<std::vector<Paid>> all;
  if (!compiled.plan) RC_FAIL("does not check: " + text);
  for (int quarter = 0; quarter < quarters; ++quarter) {
    const auto period = compiled.plan->calendar.parse(quarter_name(quarter));
    const auto settlement = evaluate::settle(*compiled.plan, {}, *period, {}, sink);
    if (!settlement || settlement->refusal) RC_FAIL("does not settle: " + text);
    auto& paid = all.emplace_back();
    for (const evaluate::Line& line : settlement->lines)
      if (line.amount.sign() != 0) paid.push_back({compiled.plan->entity(line.to).name, line.amount});
    std::sort(paid.begin(), paid.end(),
              [](const Paid& a, const Paid& b) { return a.to != b.to ? a.to < b.to : a.amount < b.amount; });
  }
  return all;
}

std::map<int, Deed> some_deeds() {
  std::map<int, Deed> deeds;
  const int count = *rc::gen::inRange(0, 6);
  for (int i = 0; i < count; ++i) {
    const int from = *rc::gen::inRange(0, quarters);
    deeds[from] = {from, *rc::gen::inRange(0, 1000), *rc::gen::arbitrary<bool>()};
  }
  return deeds;
}

TEST_CASE("deeds settle as the same terms by period") {
  CHECK(rc::check([] {
    const int price = *rc::gen::inRange(0, 1000);
    const std::map<int, Deed> deeds = some_deeds();
    std::vector<Deed> listed;
    for (const auto& [from, deed] : deeds) listed.push_back(deed);
    const std::vector<Deed> shuffled = *rc::gen::map(
        rc::gen::container<std::vector<int>>(listed.size(), rc::gen::arbitrary<int>()),
        [listed](const std::vector<int>& keys) {
          std::vector<std::pair<int, Deed>> keyed;
          for (std::size_t i = 0; i < listed.size(); ++i) keyed.emplace_back(keys[i], listed[i]);
          std::stable_sort(keyed.begin(), keyed.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
          std::vector<Deed> order;
          for (const auto& [key, deed] : keyed) order.push_back(deed);
          return order;
        });
    RC_ASSERT(settle_all(by_deeds(price, shuffled)) == settle_all(by_period(price, deeds)));
  }));
}

TEST_CASE("a deed that says what holds already changes nothing") {
  CHECK(rc::check([] {
    const int price = *rc::gen::inRange(0, 1000);
    const int from = *rc::gen::inRange(0, quarters);
    RC_ASSERT(settle_all(by_deeds(price, {{from, price, false}})) == settle_all(by_deeds(price, {})));
  }));
}

}  // namespace
