// SPDX-License-Identifier: Apache-2.0
//
// Any bytes as a contract to be laid out: no crash, no hang, every word and remark still there, nothing left to change
// the second time, and the same mistakes as before where there were none.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "compiler/format/format.h"
#include "tests/property/read_text.h"

namespace qd = quarterday;
using qd::testing::Read;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const Read before(std::string(reinterpret_cast<const char*>(data), size));
  const Read after(before.laid_out());
  if (!qd::format::same_words(before.tree, before.file(), after.tree, after.file())) std::abort();
  if (after.laid_out() != after.file().text()) std::abort();
  if (!before.sink.has_errors() && after.sink.has_errors()) std::abort();
  // Lines laid out by themselves are those of the whole, or nothing is to be done.
  const auto edit = qd::format::format_lines(before.tree, before.file(), 2, 4);
  if (edit && (edit->begin > edit->end || edit->end > size)) std::abort();
  return 0;
}
