// SPDX-License-Identifier: Apache-2.0
// settle_examples PROGRAM FOLDER...: runs `PROGRAM settle` for every settlement that FOLDER/expected.json lists and
// compares the lines, in order, or the input for the lack of which the settlement must be refused. Knows the program
// by its command line and its JSON only. A folder of such folders stands for all of them; of several, the totals are
// printed too.
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
  std::size_t settled = 0;  // lines that came out as expected
  std::size_t expected = 0;
  std::size_t right = 0;  // settlements, refused ones too
  std::size_t settlements = 0;

  bool passed() const { return right == settlements; }
  void add(const Tally& other) {
    settled += other.settled;
    expected += other.expected;
    right += other.right;
    settlements += other.settlements;
  }
};

void print_row(const std::string& name, const Tally& tally) {
  std::printf("%-32s %4zu/%zu settlements %5zu/%zu lines%s\n", name.c_str(), tally.right, tally.settlements,
              tally.settled, tally.expected, tally.passed() ? "" : "  FAILED");
}

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
  ++tally.settlements;
  if (output.status == status && field(observed, "refused") == refused && wanted == found) {
    ++tally.right;
    return;
  }
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
  print_row(folder.filename().string(), tally);
  return tally;
}

std::vector<fs::path> folders_in(const fs::path& folder) {
  if (fs::exists(folder / "expected.json")) return {folder};
  std::vector<fs::path> found;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder))
    if (entry.path().filename() == "expected.json") found.push_back(entry.path().parent_path());
  std::sort(found.begin(), found.end());
  return found;
}

}  // namespace

int main(int argc, char** argv) {
  const std::vector<std::string> arguments(argv + 1, argv + argc);
  if (arguments.size() < 2) {
    std::fputs("usage: settle_examples PROGRAM FOLDER...\n", stderr);
    return 2;
  }
  Tally total;
  std::size_t rows = 0;
  for (std::size_t i = 1; i < arguments.size(); ++i) {
    for (const fs::path& folder : folders_in(fs::weakly_canonical(arguments[i]))) {
      total.add(settle(arguments[0], folder));
      ++rows;
    }
  }
  if (rows > 1) print_row("in all", total);
  return total.passed() && total.settlements > 0 ? 0 : 1;
}
