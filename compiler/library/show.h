// SPDX-License-Identifier: Apache-2.0
#pragma once

// The library told to people, as `quarterday stdlib` prints it and docs/library.md has it.

#include <string>

#include "compiler/library/library.h"

namespace quarterday::library {

// All items, a line each.
std::string list();
std::string show(const Item& item);
std::string show(const Subject& subject);
std::string markdown();

}  // namespace quarterday::library
