// SPDX-License-Identifier: Apache-2.0
#include "compiler/syntax/clause.h"

namespace quarterday::syntax {

std::string clause_numbers(std::string_view clause) {
  clause.remove_prefix(std::string_view("clause").size());
  std::string numbers;
  for (const char byte : clause) {
    if (byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n') continue;
    numbers += byte;
    if (byte == ',') numbers += ' ';
  }
  return numbers;
}

}  // namespace quarterday::syntax
