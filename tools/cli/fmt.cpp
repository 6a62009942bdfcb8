// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "compiler/format/format.h"
#include "compiler/syntax/parse.h"
#include "runtime/diagnostics/render_text.h"
#include "runtime/value/check.h"
#include "tools/cli/commands.h"
#include "tools/cli/contract.h"
#include "tools/cli/files.h"
#include "tools/cli/unified_diff.h"

namespace quarterday::cli {
namespace {

constexpr const char* standard_input = "-";

std::vector<std::string> all_files(const FmtOptions& options) {
  std::vector<std::string> files;
  for (const std::string& path : options.files) {
    const std::vector<std::string> found = path == standard_input ? std::vector{path} : contracts_in(path);
    files.insert(files.end(), found.begin(), found.end());
  }
  if (options.standard_input) files.emplace_back(standard_input);
  return files;
}

// Money may depend on every word: none is lost, and nothing is written if one were.
void check_same_words(const syntax::Tree& tree, const diagnostics::SourceMap& sources, const std::string& laid_out) {
  diagnostics::SourceMap again;
  diagnostics::Sink unseen;
  const diagnostics::FileId file = again.add(diagnostics::SourceFile("laid out", laid_out));
  const syntax::Tree read = syntax::parse(file, again, unseen);
  QD_CHECK(format::same_words(tree, sources.file(tree.file), read, again.file(file)),
           "a layout keeps every word and every remark");
}

Exit refuse(const std::string& path, Console& console) {
  const std::string limit = std::to_string(syntax::max_contract_megabytes);
  console.err("error: '" + path + "' would have more than " + limit + " MB when laid out, and stays as it is\n");
  console.err("help: keep large tables in the data, or in CSV files beside the contract\n");
  return Exit::problem;
}

Exit show(const FmtOptions& options, const std::string& path, const diagnostics::SourceFile& source,
          const std::string& after, Console& console) {
  const std::string& before = source.text();
  const bool changes = before != after;
  if (options.diff) {
    console.out(unified_diff(before, after, source.name(), source.name() + " (laid out)"));
    return changes ? Exit::problem : Exit::ok;
  }
  if (options.check) {
    if (changes) console.out(source.name() + "\n");
    return changes ? Exit::problem : Exit::ok;
  }
  if (path == standard_input) {
    console.out(after);
    return Exit::ok;
  }
  if (!changes) return Exit::ok;
  const std::string why = write_file(path, after);
  if (why.empty()) {
    console.out(path + ": laid out\n");
    return Exit::ok;
  }
  console.err("error: cannot write '" + path + "': " + why + "\n");
  return Exit::usage;
}

}  // namespace

Exit fmt(const FmtOptions& options, Console& console) {
  diagnostics::SourceMap sources;
  std::vector<diagnostics::Diagnostic> all;
  Exit worst = Exit::ok;
  for (const std::string& path : all_files(options)) {
    diagnostics::Sink sink;
    const std::optional<diagnostics::FileId> file = read_contract(path, sources, sink);
    if (file) {
      const syntax::Tree tree = syntax::parse(*file, sources, sink);
      const diagnostics::SourceFile& source = sources.file(*file);
      const std::string laid_out = format::format(tree, source);
      // Indentation and columns may make a text longer than a contract may be.
      const bool too_large = laid_out.size() > syntax::max_contract_bytes;
      if (!too_large && laid_out != source.text()) check_same_words(tree, sources, laid_out);
      worst = std::max(worst, too_large ? refuse(path, console) : show(options, path, source, laid_out, console));
    }
    worst = std::max(worst, tell(sink, sources, options.color, console));
    all.insert(all.end(), sink.all().begin(), sink.all().end());
  }
  if (!all.empty()) console.err(diagnostics::render_summary(all) + "\n");
  return worst;
}

}  // namespace quarterday::cli
