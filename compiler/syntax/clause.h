// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace quarterday::syntax {

// The numbers of a clause in the one way in which they are printed, however it is spaced: `3.1, 3.2` of
// `clause  3.1,3.2`.
std::string clause_numbers(std::string_view clause);

}  // namespace quarterday::syntax
