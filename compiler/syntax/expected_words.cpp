// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <initializer_list>
#include <utility>
#include <vector>

#include "compiler/syntax/mistakes.h"

namespace quarterday::syntax {

namespace g = grammar;

namespace {

// Words that are named together. The first group that is complete in the set of expected words is named and taken out
// of it, so larger groups stand before their parts; `also` is taken out with it.
struct Group {
  const char* text;
  std::initializer_list<int> needs;
  std::initializer_list<int> also;
};

const Group groups[] = {
    {"a figure or a name",
     {g::NUMBER, g::MONEY, g::OPEN_BRACKET, g::NAME},
     {g::PERCENT,
      g::PERIOD,
      g::DATE,
      g::DURATION,
      g::QUARTER_NAME,
      g::MONTH_NAME,
      g::YES,
      g::NO,
      g::YEAR,
      g::QUARTER,
      g::MONTH,
      g::CONTRACT_YEAR,
      g::LEFT_OUT,
      g::SETTLEMENT_REFUSED,
      g::FIRST_REPORTED_OF,
      g::NUMBER_OF,
      g::PAID_OUT_OF,
      g::PAID_INTO,
      g::LAPSED_FROM,
      g::OPENING,
      g::CLOSING,
      g::THIS,
      g::SOURCE,
      g::CURRENCY,
      g::TERM,
      g::SETTLED,
      g::SHARED,
      g::OTHER,
      g::FALLS,
      g::RISES,
      g::IMPROVES,
      g::ROUNDED,
      g::MINUS,
      g::SUM,
      g::HIGHEST,
      g::LOWEST,
      g::POOLED,
      g::AVERAGE,
      g::PROGRESS,
      g::TIERS,
      g::SCALE,
      g::STEPS,
      g::EVERY,
      g::SOME,
      g::NOT,
      g::FIRST,
      g::TITLE,
      g::CLAUSE,
      g::OTHERWISE,
      g::UP_TO,
      g::ABOVE,
      g::LOSS_UP_TO,
      g::LOSS_ABOVE,
      g::SHORT_OF,
      g::AT,
      g::BELOW,
      g::AT_LEAST,
      g::AT_MOST,
      g::FROM,
      g::GIVEN,
      g::EXPECT,
      g::NUMBER_TYPE,
      g::YES_NO,
      g::ONE_OF,
      g::OPTIONAL}},
    {"a bar", {g::BAR}, {g::ROW, g::COLON, g::PERIOD, g::NUMBER, g::TO, g::TO_BELOW}},
    {"`:`", {g::COLON}, {}},
    {"`,`", {g::COMMA, g::CLOSE_BRACKET}, {}},
    {"`)`", {g::CLOSE_BRACKET}, {}},
    {"an operator",
     {g::PLUS, g::TIMES},
     {g::MINUS,    g::DIVIDE,  g::OF,    g::LESS,       g::LESS_EQUAL, g::GREATER, g::GREATER_EQUAL, g::EQUAL, g::IS,
      g::AT_LEAST, g::AT_MOST, g::SPLIT, g::GROWING,    g::TO_NEAREST, g::WITH,    g::FOR,           g::IN,    g::LAST,
      g::SAME,     g::THIS,    g::PER,   g::POSSESSIVE, g::MEETS,      g::WITHIN,  g::NEVER,         g::AND,   g::OR,
      g::IF,       g::ROW,     g::BY,    g::FROM,       g::ABOVE,      g::AT,      g::BELOW,         g::OVER}},
    {"a type",
     {g::NUMBER_TYPE, g::NAME},
     {g::YES_NO, g::ONE_OF, g::OPTIONAL, g::ITS, g::SOURCE, g::CURRENCY, g::TERM, g::SETTLED, g::SHARED, g::OTHER,
      g::FALLS, g::RISES, g::IMPROVES}},
    {"a name",
     {g::NAME},
     {g::SOURCE, g::CURRENCY, g::TERM, g::SETTLED, g::SHARED, g::OTHER, g::FALLS, g::RISES, g::IMPROVES, g::PATTERN}},
    {"a period such as `2014/15`", {g::PERIOD}, {g::NUMBER, g::MONTH_NAME, g::QUARTER_NAME}},
    {"`each`", {g::EACH}, {g::FOR}},
    {"`year`, `quarter` or `month`", {g::YEAR, g::QUARTER}, {g::MONTH, g::MONTH_NAME, g::PARTY, g::NAME}},
    {"a row of the table", {g::ROW}, {}},
    {"a currency such as `GBP`", {g::CURRENCY_CODE}, {}},
    {"a title in quotation marks", {g::TITLE}, {}},
    {"a number", {g::NUMBER}, {}},
    {"a percentage such as `5%`", {g::PERCENT}, {}},
    {"`{`", {g::OPEN_BRACE}, {}},
    {"`given` or `expect`", {g::GIVEN, g::EXPECT}, {}},
    {"`from`", {g::FROM}, {}},
    {"`to`", {g::TO}, {}},
    {"`,`", {g::COMMA}, {}},
    {"`=`", {g::EQUAL}, {}},
    {"`}`", {g::CLOSE_BRACE}, {}},
    {"a payment", {g::PAYMENT}, {}},
    {"a clause", {g::CLAUSE}, {}},
};

struct WordText {
  int type;
  const char* text;
};

// The nearer the end of a form, the further in front.
const WordText single_words[] = {
    {g::OVER, "`over`"},
    {g::OF, "`of`"},
    {g::HAS, "`has`"},
    {g::THEN, "`then`"},
    {g::OTHERWISE, "`otherwise`"},
    {g::NAMING, "`naming`"},
    {g::AND, "`and`"},
    {g::AS, "`as`"},
    {g::BY, "`by`"},
    {g::EQUALLY, "`equally`"},
    {g::FALLS, "`falls`"},
    {g::RISES, "`rises`"},
    {g::IMPROVES, "`improves`"},
    {g::A, "`a`"},
    {g::AN, "`an`"},
    {g::ARE, "`are`"},
    {g::IS, "`is`"},
    {g::IF, "`if`"},
    {g::SAME, "`same`"},
    {g::WHERE, "`where`"},
    {g::WITH, "`with`"},
    {g::NAMED, "`named`"},
    {g::RUN_OFF, "`run-off`"},
    {g::REPORTED, "`reported`"},
    {g::GIVEN, "`given`"},
    {g::FOR, "`for`"},
    {g::IN, "`in`"},
    {g::LAST, "`last`"},
    {g::ITS, "`its`"},
    {g::OTHER, "`other`"},
    {g::OPEN_BRACKET, "`(`"},
    {g::QUARTERS, "`quarters`"},
    {g::DURATION, "a duration"},
    {g::SETTLEMENT_REFUSED, "`settlement refused`"},
};

bool has_all(const WordSet& set, std::initializer_list<int> types) {
  return std::all_of(types.begin(), types.end(), [&set](int type) { return set.test(static_cast<std::size_t>(type)); });
}

void remove(WordSet& set, std::initializer_list<int> types) {
  for (const int type : types) set.reset(static_cast<std::size_t>(type));
}

// "a, b or c"; a thing that is a choice itself stays one.
std::string joined(const std::vector<std::string>& things) {
  std::string text;
  for (std::size_t i = 0; i < things.size(); ++i) {
    if (i > 0) text += i + 1 == things.size() ? " or " : ", ";
    text += things[i];
  }
  return text;
}

}  // namespace

std::string expected_text(WordSet expected) {
  constexpr std::size_t most = 3;
  std::vector<std::string> things;
  if (expected.test(g::EQUAL) && expected.test(g::ROW) && !expected.test(g::PLUS)) {
    things = {"`=`", "a row of the table"};
    remove(expected, {g::EQUAL, g::ROW, g::CLAUSE, g::TITLE, g::OF, g::PER, g::FROM, g::TO});
  }
  for (const Group& group : groups) {
    if (things.size() >= most || !has_all(expected, group.needs)) continue;
    if (std::find(things.begin(), things.end(), group.text) == things.end()) things.emplace_back(group.text);
    remove(expected, group.needs);
    remove(expected, group.also);
  }
  for (const WordText& word : single_words) {
    if (things.size() < most && expected.test(static_cast<std::size_t>(word.type))) things.emplace_back(word.text);
  }
  if (things.size() < most && (things.empty() || expected.test(g::DEFINE))) things.emplace_back("a declaration");
  return joined(things);
}

}  // namespace quarterday::syntax
