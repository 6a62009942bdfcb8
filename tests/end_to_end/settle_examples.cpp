// SPDX-License-Identifier: Apache-2.0
// settle_examples PROGRAM FOLDER...: runs `PROGRAM settle` for every settlement that FOLDER/expected.json lists and
// compares the lines, in order, or the input for the lack of which the settlement must be refused. Knows the program
// by its command line and its JSON only.
#include <sys/wait.h>

#include <algorithm>
#include <cstddef>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace {

namespace fs = std::filesystem;
using nlohmann::json;

struct Output {
  std::string command;
  std::string text;
  int status = -1;
};

struct Tally {
  std::size_t settled = 0;
  std::size_t expected = 0;
  bool passed = true;
};

std::string quote(const std::string& argument) {
  std::string quoted = "'";
  for (const char c : argument) quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return quoted + "'";
}

Output run(const std::vector<std::string>& arguments) {
  Output output;
  for (const std::string& argument : arguments) output.command += quote(argument) + ' ';
  FILE* pipe = popen((output.command + "2>/dev/null").c_str(), "r");
  if (pipe == nullptr) return output;
  char block[4096];
  while (const std::size_t size = fread(block, 1, sizeof block, pipe)) output.text.append(block, size);
  const int status = pclose(pipe);
  output.status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  return output;
}

std::string field(const json& object, const char* key) {
  return object.contains(key) && object.at(key).is_string() ? object.at(key).get<std::string>() : std::string();
}

std::string show(const json& line) {
  return field(line, "payment") + "  " + field(line, "from") + " -> " + field(line, "to") + "  " +
         field(line, "amount");
}

std::vector<std::string> lines_of(const json& settlement) {
  std::vector<std::string> lines;
  if (!settlement.contains("lines")) return lines;
  for (const json& line : settlement.at("lines")) lines.push_back(show(line));
  return lines;
}

void print_difference(const std::vector<std::string>& expected, const std::vector<std::string>& observed) {
  constexpr std::size_t shown_at_most = 10;
  std::size_t shown = 0;
  for (std::size_t i = 0; i < std::max(expected.size(), observed.size()) && shown < shown_at_most; ++i) {
    const std::string wanted = i < expected.size() ? expected[i] : "(none)";
    const std::string found = i < observed.size() ? observed[i] : "(none)";
    if (wanted == found) continue;
    std::printf("    line %zu expected %s\n    line %zu observed %s\n", i + 1, wanted.c_str(), i + 1, found.c_str());
    ++shown;
  }
}

void compare(const json& expected, const Output& output, Tally& tally) {
  const json observed = json::parse(output.text, nullptr, false);
  const std::vector<std::string> wanted = lines_of(expected);
  const std::vector<std::string> found = lines_of(observed);
  const std::string refused = field(expected, "refused");
  const int status = refused.empty() ? 0 : 1;

  for (std::size_t i = 0; i < wanted.size(); ++i) tally.settled += i < found.size() && wanted[i] == found[i] ? 1U : 0U;
  tally.expected += wanted.size();
  if (output.status == status && field(observed, "refused") == refused && wanted == found) return;

  tally.passed = false;
  std::printf("  %s: exit %d, expected %d\n", field(expected, "period").c_str(), output.status, status);
  if (field(observed, "refused") != refused) {
    std::printf("    refused '%s', expected '%s'\n", field(observed, "refused").c_str(), refused.c_str());
  }
  print_difference(wanted, found);
  std::printf("    run %s\n", output.command.c_str());
}

// The contract lies in the folder or, where one system has several contracts, beside it.
fs::path contract_of(const fs::path& folder) {
  const fs::path name = folder.filename().string() + ".contract";
  return fs::exists(folder / name) ? folder / name : folder.parent_path() / name;
}

Tally settle(const std::string& program, const fs::path& folder) {
  const json expectation = json::parse(std::ifstream(folder / "expected.json"));
  const fs::path data = fs::exists(folder / "data.csv") ? folder / "data.csv" : folder;
  Tally tally;
  for (const json& settlement : expectation.at("settlements")) {
    const Output output = run({program, "settle", contract_of(folder).string(), "--data", data.string(), "--period",
                               field(settlement, "period"), "--format", "json"});
    compare(settlement, output, tally);
  }
  std::printf("%-36s %5zu/%zu lines%s\n", folder.filename().c_str(), tally.settled, tally.expected,
              tally.passed ? "" : "  FAILED");
  return tally;
}

}  // namespace

int main(int argc, char** argv) {
  const std::vector<std::string> arguments(argv + 1, argv + argc);
  if (arguments.size() < 2) {
    std::fputs("usage: settle_examples PROGRAM FOLDER...\n", stderr);
    return 2;
  }
  bool passed = true;
  for (std::size_t i = 1; i < arguments.size(); ++i) {
    const fs::path folder = fs::weakly_canonical(arguments[i]);
    passed = settle(arguments[0], folder).passed && passed;
  }
  return passed ? 0 : 1;
}
