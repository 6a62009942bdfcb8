// SPDX-License-Identifier: Apache-2.0
#pragma once

// Rows selected from stays and calls that are in memory, and how many of them there are.

#include <map>
#include <string>
#include <vector>

#include "compiler/compile.h"
#include "runtime/diagnostics/render_text.h"
#include "runtime/records/records.h"

namespace quarterday::records::sample {

inline const std::string contract_head = R"(contract clinic {
  currency GBP
  term     2024/25 to 2025/26
  settled  each quarter, each year
  party icb
  group trusts, each a trust: north, south
  records stays, each a stay, from "stays.csv"
    | column     | holds                |
    | stay_id    | text                 |
    | patient_id | text                 |
    | trust      | trust                |
    | kind       | one of (bed, chair)  |
    | came_at    | time                 |
    | left_at    | time                 |
    | born       | date                 |
    | died_on    | optional date        |
    | cost       | money                |
  records calls, each a call, from "calls.csv"
    | column    | holds           |
    | call_id   | text            |
    | stay_id   | stay_id of stay |
    | called_at | time            |
    | answered  | yes/no          |
)";

struct Recorded {
  diagnostics::SourceMap sources;
  diagnostics::Sink sink;
  compiler::Compilation compilation;
  std::unique_ptr<Records> records;

  // `rows` declares sets; each of them gets a figure, so that the plan keeps it. The contract may call the stays by
  // another name.
  Recorded(const std::string& rows, const std::string& stays, const std::string& calls = "",
           const std::string& name = "stays") {
    std::string text = contract_head + rows + "}\n";
    for (std::size_t at = text.find(" stays"); at != std::string::npos; at = text.find(" stays", at + name.size()))
      text.replace(at + 1, 5, name);
    const auto file = sources.add(diagnostics::SourceFile("c.contract", text));
    compilation = compiler::compile(file, sources, sink);
    if (!compilation.plan) return;
    records = std::make_unique<Records>(*compilation.plan);
    read(name, "stay_id,patient_id,trust,kind,came_at,left_at,born,died_on,cost\n" + stays);
    read("calls", "call_id,stay_id,called_at,answered\n" + calls);
    records->check_keys(sink);
  }

  void read(const std::string& name, const std::string& text) {
    for (std::uint32_t at = 0; at < plan().records.tables.size(); ++at)
      if (plan().records.tables[at].name == name)
        records->read_text(plan::TableId(at), name + ".csv", text, sources, sink);
  }

  const plan::Plan& plan() const { return *compilation.plan; }
  std::string told() const { return diagnostics::render_text(sink.all(), sources); }

  std::string figure(const std::string& name, const std::string& period, const std::vector<std::string>& members = {}) {
    std::vector<plan::EntityId> ids;
    for (const std::string& member : members)
      for (std::uint32_t at = 0; at < plan().entities.size(); ++at)
        if (plan().entities[at].name == member) ids.emplace_back(at);
    for (std::uint32_t at = 0; at < plan().values.size(); ++at) {
      if (plan().values[at].name != name) continue;
      const auto parsed = plan().calendar.parse(period);
      const data::Measurement measured = records->measure(plan::ValueId(at), ids, parsed ? *parsed : plan::Period{});
      if (measured.problem) return measured.problem->message;
      return measured.figure == nullptr ? "none" : measured.figure->value.to_text();
    }
    return "no such figure";
  }
  std::string number(const std::string& set, const std::string& period = "",
                     const std::vector<std::string>& members = {}) {
    return figure("number of " + set, period, members);
  }
};

// A stay with what matters in a test; the rest is the same for all.
inline std::string stay(const std::string& id, const std::string& patient, const std::string& left,
                        const std::string& came = "2024-04-01T08:00", const std::string& trust = "north",
                        const std::string& died = "") {
  return id + "," + patient + "," + trust + ",bed," + came + "," + left + ",1950-06-15," + died + ",100.10\n";
}

}  // namespace quarterday::records::sample
