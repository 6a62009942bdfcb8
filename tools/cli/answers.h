// SPDX-License-Identifier: Apache-2.0
#pragma once

// What `quarterday new` asks, and what is a good answer to it.

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/value/currency.h"
#include "runtime/value/period.h"
#include "runtime/value/rational.h"

namespace quarterday::cli {

struct Question {
  enum class Of { name, title, party, parties, term, currency, amount, growth, share, small_share };
  std::string_view id;  // of its flag, --id, and its mark, @id@
  std::string_view words;
  Of of = Of::name;
  std::string_view usual;  // the answer that is taken unless another is given
};

struct Kind {
  std::string_view name;   // "shared-savings"
  std::string_view words;  // what it is for, in a line
  std::vector<Question> questions;
};

const std::vector<Kind>& kinds();

struct Party {
  std::string name;
  std::string title;  // may be empty
};

// The answers, read.
struct Answers {
  std::map<std::string, std::string, std::less<>> texts;  // of names, titles and shares, as a contract writes them
  std::vector<Party> from;
  std::vector<Party> to;
  value::Calendar calendar;
  value::Period first_year;
  value::Currency currency;
  std::map<std::string, value::Rational, std::less<>> amounts;
};

// Takes the answer in, or says what is wrong with it; empty: nothing.
std::string take_answer(const Question& question, std::string_view answer, Answers& answers);

// As a contract writes it: £1,200,000, SEK 40
std::string amount_text(const value::Rational& amount, const value::Currency& currency);

}  // namespace quarterday::cli
