// SPDX-License-Identifier: Apache-2.0
//
// quarterday stdlib: the standard library, listed and shown.
#include <algorithm>
#include <string_view>
#include <vector>

#include "compiler/library/show.h"
#include "runtime/diagnostics/similar.h"
#include "tools/cli/commands.h"

namespace quarterday::cli {

namespace {

Exit unknown(const std::string& name, Console& console) {
  std::vector<std::string> names;
  for (const library::Subject& subject : library::subjects()) {
    names.emplace_back(subject.name);
    for (const library::Item& item : library::items(subject)) names.push_back(item.name);
  }
  const std::vector<std::string_view> views(names.begin(), names.end());
  const auto closest = diagnostics::closest(name, views);
  console.err("error: the library has no '" + name + "'\nhelp: " +
              (closest ? "did you mean '" + *closest + "'?" : "`quarterday stdlib` lists what it has") + "\n");
  return Exit::usage;
}

}  // namespace

Exit stdlib(const std::string& name, bool all, Console& console) {
  if (name.empty()) {
    console.out(all ? library::markdown() : library::list());
    return Exit::ok;
  }
  if (const library::Subject* subject = library::find(name)) {
    console.out(library::show(*subject));
    return Exit::ok;
  }
  const library::Subject* subject = library::subject_of(name);
  if (subject == nullptr) return unknown(name, console);
  const std::vector<library::Item> items = library::items(*subject);
  const auto item =
      std::find_if(items.begin(), items.end(), [&](const library::Item& one) { return one.name == name; });
  console.out(library::show(*item));
  return Exit::ok;
}

}  // namespace quarterday::cli
