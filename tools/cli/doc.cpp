// SPDX-License-Identifier: Apache-2.0
#include <filesystem>

#include "compiler/schedule/schedule.h"
#include "tools/cli/commands.h"
#include "tools/cli/contract.h"
#include "tools/cli/files.h"

namespace quarterday::cli {
namespace {

namespace fs = std::filesystem;

// A file of the contract as seen from the folder of the document; standard input has no place to point to.
std::string link_from(const std::string& output, const std::string& file) {
  if (file.starts_with('<')) return {};
  if (output.empty()) return file;
  std::error_code problem;
  const fs::path folder = fs::weakly_canonical(fs::absolute(output).parent_path(), problem);
  const fs::path target = fs::weakly_canonical(fs::absolute(file), problem);
  return problem ? file : target.lexically_relative(folder).generic_string();
}

bool is_part_of_contract(const std::string& output, const diagnostics::SourceMap& sources) {
  for (std::uint32_t i = 0; i < sources.size(); ++i)
    if (is_same_file(output, sources.file(diagnostics::FileId{i}).name())) return true;
  return false;
}

}  // namespace

Exit doc(const DocOptions& options, Console& console) {
  Contract contract;
  load_contract(options.file, contract);
  const Exit exit = tell(contract.sink, contract.sources, options.color, console);
  if (contract.plan() == nullptr) return exit;
  const schedule::Document document =
      schedule::write_schedule(*contract.compilation->whole, contract.compilation->contract, contract.sources);
  const schedule::Link link = [&](const std::string& file) { return link_from(options.output, file); };
  const std::string text = options.html ? schedule::to_html(document, link) : schedule::to_markdown(document, link);
  if (options.output.empty()) {
    console.out(text);
    return exit;
  }
  std::string why = "it is part of the contract";
  if (!is_part_of_contract(options.output, contract.sources)) why = write_file(options.output, text);
  if (why.empty()) return exit;
  console.err("error: cannot write '" + options.output + "': " + why + "\n");
  return Exit::usage;
}

}  // namespace quarterday::cli
