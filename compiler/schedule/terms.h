// SPDX-License-Identifier: Apache-2.0
#pragma once

// What things are called in a schedule: by their titles where they have one, otherwise by their names in words. Two
// things of one title are told apart by their names. Internal to this room.

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "compiler/model/contract.h"
#include "compiler/schedule/document.h"

namespace quarterday::schedule {

// "core_payment" -> "core payment".
std::string spaced(std::string_view name);
// For an anchor: small letters, digits and hyphens.
std::string slug(std::string_view text);
// Whether a noun phrase is most likely plural, by its last word.
bool is_plural(std::string_view words);
// "the ", unless the words have one.
std::string article(std::string_view words);
// "a measure", "an area".
std::string with_article(std::string_view words);

class Terms {
 public:
  explicit Terms(const model::Contract& contract);

  // "the *end-of-March count*", "the figure *treated within 18 weeks*".
  Text the_value(plan::ValueId id) const;
  // Without "the".
  Text value(plan::ValueId id) const;
  // Whether what `the_value` says is plural.
  bool is_plural_value(plan::ValueId id) const;
  Text member(plan::EntityId id) const;
  std::optional<plan::EntityId> entity(std::string_view name) const;
  // A name that is no value.
  static Text word(std::string_view name);

  const model::Value& original(plan::ValueId id) const;
  std::string words(const model::Value& value) const;

 private:
  bool stands_apart(const model::Value& value) const;

  const model::Contract& contract_;
  std::map<std::string, std::set<std::string>> names_by_words_;
  std::map<std::string, plan::EntityId, std::less<>> entities_;
};

}  // namespace quarterday::schedule
