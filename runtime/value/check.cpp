// SPDX-License-Identifier: Apache-2.0
#include "runtime/value/check.h"

namespace quarterday::value {

void fail_check(const char* condition, const char* why, const char* file, int line) {
  throw InternalError("internal error: " + std::string(why) + " (`" + condition + "` failed at " + file + ":" +
                      std::to_string(line) + "); please report it");
}

}  // namespace quarterday::value
