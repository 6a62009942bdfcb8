// SPDX-License-Identifier: Apache-2.0
#pragma once

// The commands: what each is asked for, and what it does. They read files and write what they are told to; what they
// say goes to the console and their result is the exit code. The command line itself is read in command_line.cpp.

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "runtime/value/date.h"
#include "tools/cli/console.h"

namespace quarterday::cli {

enum class Format { text, json, csv };

struct CheckOptions {
  std::vector<std::string> files;
  Format format = Format::text;
  bool color = false;
};

struct SettleOptions {
  std::string file;
  std::vector<std::string> data;
  std::string period;
  Format format = Format::text;
  std::optional<value::Date> as_at;
  std::string output;  // empty: standard output
  bool color = false;
};

struct ExplainOptions {
  SettleOptions settle;
  std::string line;  // unless `all`
  bool all = false;
  std::optional<std::size_t> depth;
  bool records = false;  // list the rows that were counted and left out
};

struct TestOptions {
  std::vector<std::string> files;
  std::string filter;
  bool coverage = false;
  std::optional<std::size_t> coverage_at_least;  // percent of the terms of each contract
  std::string junit;                             // files to write reports to; empty: none
  std::string lcov;
  std::string html;
  bool watch = false;
  bool color = false;
};

struct GuaranteeCommand {
  std::string file;
  std::vector<std::string> data;  // none: only scenarios and draws
  std::uint64_t draws = 10'000;
  std::uint64_t seed = 1;
  bool color = false;
};

struct ScenarioCommand {
  std::string file;
  bool all = false;    // every bound, reached or not
  std::string filter;  // only of this name
  std::string period;  // empty: any
  std::optional<std::size_t> limit;
  std::uint64_t seed = 1;
  std::string output;  // empty: standard output
  bool color = false;
};

struct NewCommand {
  std::string kind;                                         // "block"; empty: is asked
  std::map<std::string, std::string, std::less<>> answers;  // by the name of the question
  std::string output;                                       // empty: the contract's name
  bool list = false;
  bool ask = false;    // even where nobody seems to sit there
  bool usual = false;  // take the usual answers instead of asking
};

struct DiffOptions {
  std::string before;
  std::string after;
  std::vector<std::string> data;  // none: only the meaning is compared
  Format format = Format::text;
  bool color = false;
};

struct DocOptions {
  std::string file;
  bool html = false;   // otherwise Markdown
  std::string output;  // empty: standard output
  bool color = false;
};

struct FmtOptions {
  std::vector<std::string> files;  // or folders
  bool standard_input = false;
  bool check = false;  // only name what would change
  bool diff = false;   // only show it
  bool color = false;
};

struct LintOptions {
  enum class Format { text, json, sarif, github };
  std::vector<std::string> files;  // or folders
  Format format = Format::text;
  bool rules = false;   // only list the rules
  std::string explain;  // only explain this one
  bool color = false;
};

enum class Stage { parse, lower };

struct DumpOptions {
  std::string file;
  Stage after = Stage::lower;
  bool color = false;
};

Exit check(const CheckOptions& options, Console& console);
Exit settle(const SettleOptions& options, Console& console);
Exit explain(const ExplainOptions& options, Console& console);
Exit test(const TestOptions& options, Console& console);
Exit guarantees(const GuaranteeCommand& options, Console& console);
Exit scenarios(const ScenarioCommand& options, Console& console);
Exit new_contract(const NewCommand& command, Console& console);
Exit diff(const DiffOptions& options, Console& console);
Exit doc(const DocOptions& options, Console& console);
Exit fmt(const FmtOptions& options, Console& console);
Exit lint(const LintOptions& options, Console& console);
// Talks to an editor until that is done with it.
Exit lsp();
Exit dump(const DumpOptions& options, Console& console);
Exit explain_code(const std::string& code, Console& console);
Exit explain_all_codes(Console& console);
// An item or a subject of the library; with no name a list, or all of it as a document.
Exit stdlib(const std::string& name, bool all, Console& console);

}  // namespace quarterday::cli
