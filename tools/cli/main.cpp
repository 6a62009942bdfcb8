// SPDX-License-Identifier: Apache-2.0
#include <cstdio>
#include <exception>
#include <new>
#include <string>
#include <vector>

#include "tools/cli/command_line.h"

namespace {

using quarterday::cli::Console;
using quarterday::cli::Exit;

Exit failed(const char* why) {
  std::fputs("internal error: ", stderr);
  std::fputs(why, stderr);
  std::fputs("\nThis is a mistake in quarterday, not in the contract or its data. Nothing was settled.\n", stderr);
  return Exit::internal;
}

Exit run_and_print(const std::vector<std::string>& arguments) {
  Console console;
  const Exit exit = quarterday::cli::run(arguments, console);
  if (console.show()) return exit;
  std::fputs("error: cannot write to standard output\n", stderr);
  return Exit::usage;
}

}  // namespace

// The one place that catches what should never have been thrown.
int main(int argc, char** argv) {
  try {
    return static_cast<int>(run_and_print({argv + (argc > 0 ? 1 : 0), argv + argc}));
  } catch (const std::bad_alloc&) {
    return static_cast<int>(failed("out of memory"));
  } catch (const std::exception& error) {
    return static_cast<int>(failed(error.what()));
  } catch (...) {
    return static_cast<int>(failed("unknown"));
  }
}
