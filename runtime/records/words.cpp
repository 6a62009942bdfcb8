// SPDX-License-Identifier: Apache-2.0
#include "runtime/records/words.h"

#include <algorithm>
#include <cstring>
#include <functional>
#include <utility>

namespace quarterday::records {
namespace {

constexpr std::size_t first_block = std::size_t{64} * 1024;
constexpr std::size_t first_places = 1024;

// Stands before each text.
struct Head {
  std::uint32_t number = 0;
  std::uint32_t size = 0;
};

Head head_of(Word word) {
  Head head;
  std::memcpy(&head, word - sizeof(head), sizeof(head));
  return head;
}

std::uint64_t hash_of(std::string_view text) { return std::hash<std::string_view>()(text); }

}  // namespace

Words::Words() : places_(first_places) {}

std::uint32_t Words::number(Word word) { return head_of(word).number; }

std::string_view Words::text(Word word) { return {word, head_of(word).size}; }

std::size_t Words::place_of(std::string_view text, std::uint64_t hash) const {
  const std::size_t mask = places_.size() - 1;
  std::size_t at = hash & mask;
  for (; places_[at].word != nullptr; at = (at + 1) & mask)
    if (places_[at].hash == hash && Words::text(places_[at].word) == text) break;
  return at;
}

void Words::announce(std::string_view text) const {
  __builtin_prefetch(&places_[hash_of(text) & (places_.size() - 1)]);
}

Word Words::add(std::string_view text) {
  const std::uint64_t hash = hash_of(text);
  std::size_t at = place_of(text, hash);
  if (places_[at].word != nullptr) return places_[at].word;
  if (size_ * 2 >= places_.size()) {
    grow();
    at = place_of(text, hash);
  }
  places_[at] = {keep(text), hash};
  return places_[at].word;
}

Word Words::find(std::string_view text) const { return places_[place_of(text, hash_of(text))].word; }

bool Words::holds(const char* text) const {
  const std::less<> before;
  return std::any_of(blocks_.rbegin(), blocks_.rend(), [&](const Block& block) {
    return !before(text, block.bytes.get()) && before(text, block.bytes.get() + block.used);
  });
}

Word Words::keep(std::string_view text) {
  const Head head{static_cast<std::uint32_t>(size_++), static_cast<std::uint32_t>(text.size())};
  const std::size_t needed = sizeof(head) + text.size() + 1;
  if (blocks_.empty() || blocks_.back().size - blocks_.back().used < needed) {
    const std::size_t size = std::max(blocks_.empty() ? first_block : blocks_.back().size * 2, needed);
    blocks_.push_back({std::make_unique_for_overwrite<char[]>(size), size, 0});
  }
  Block& block = blocks_.back();
  char* to = block.bytes.get() + block.used;
  std::memcpy(to, &head, sizeof(head));
  to += sizeof(head);
  if (!text.empty()) std::memcpy(to, text.data(), text.size());
  to[text.size()] = '\0';
  block.used += needed;
  return to;
}

void Words::grow() {
  std::vector<Place> places(places_.size() * 2);
  const std::size_t mask = places.size() - 1;
  for (const Place& place : places_) {
    if (place.word == nullptr) continue;
    std::size_t at = place.hash & mask;
    while (places[at].word != nullptr) at = (at + 1) & mask;
    places[at] = place;
  }
  places_ = std::move(places);
}

}  // namespace quarterday::records
