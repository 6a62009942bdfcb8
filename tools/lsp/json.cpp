// SPDX-License-Identifier: Apache-2.0
#include "tools/lsp/json.h"

#include <algorithm>
#include <cstdint>
#include <limits>

namespace quarterday::lsp {
namespace {

// Some editors write the largest number there is for "to the end of the line".
std::uint32_t count_in(const Json& json) {
  if (!json.is_number_integer() ||
      (json.is_number_integer() && !json.is_number_unsigned() && json.get<std::int64_t>() < 0))
    throw Refusal{Problem::invalid_params, "a line or a character is no whole number from 0 on"};
  return static_cast<std::uint32_t>(
      std::min<std::uint64_t>(json.get<std::uint64_t>(), std::numeric_limits<std::uint32_t>::max()));
}

}  // namespace

Json to_json(Position position) { return {{"line", position.line}, {"character", position.character}}; }

Json to_json(Range range) { return {{"start", to_json(range.start)}, {"end", to_json(range.end)}}; }

Position position_in(const Json& json) { return {count_in(json.at("line")), count_in(json.at("character"))}; }

Range range_in(const Json& json) { return {position_in(json.at("start")), position_in(json.at("end"))}; }

Range range_of(const File& file, std::size_t begin, std::size_t end, Encoding encoding) {
  return {file.lines.position(file.text(), begin, encoding),
          file.lines.position(file.text(), std::max(begin, end), encoding)};
}

Json location(const File& file, std::size_t begin, std::size_t end, Encoding encoding) {
  return {{"uri", file.uri}, {"range", to_json(range_of(file, begin, end, encoding))}};
}

}  // namespace quarterday::lsp
