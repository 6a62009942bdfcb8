// SPDX-License-Identifier: Apache-2.0
#include "tools/cli/answers.h"

#include <algorithm>
#include <utility>

#include "runtime/value/format.h"
#include "tools/cli/scenario_text.h"

namespace quarterday::cli {
namespace {

using value::Rational;
using Of = Question::Of;

constexpr std::size_t longest_name = 60;
constexpr std::size_t longest_title = 100;
constexpr std::size_t most_parties = 30;
constexpr int longest_term = 30;       // years
constexpr int digits_of_largest = 12;  // of an amount

constexpr Question currency_of{"currency", "Currency, by its code", Of::currency, "GBP"};
constexpr Question term{"term", "Contract years", Of::term, "2025/26 to 2027/28"};
constexpr Question from{"from", "Who pays", Of::party, "icb=Integrated care board"};
constexpr Question growth{"growth", "How much it grows each year", Of::growth, "2%"};

std::vector<Question> questions(std::string_view name, std::string_view title, Question to, std::vector<Question> own) {
  std::vector<Question> all{{"name", "Name of the contract", Of::name, name},
                            {"title", "Title", Of::title, title},
                            from,
                            to,
                            term,
                            currency_of};
  all.insert(all.end(), own.begin(), own.end());
  return all;
}

bool is_name_start(char c) { return c >= 'a' && c <= 'z'; }
bool is_name_part(char c) { return is_name_start(c) || (c >= '0' && c <= '9') || c == '_'; }
bool is_name(std::string_view text) {
  return !text.empty() && is_name_start(text.front()) && std::ranges::all_of(text, is_name_part);
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t' || text.back() == '\r')) text.remove_suffix(1);
  return text;
}

std::string why_no_name(std::string_view text) {
  if (!is_name(text)) return "a name has small letters, digits and underscores, and begins with a letter: stop_smoking";
  if (text.size() > longest_name) return "a name has at most " + std::to_string(longest_name) + " letters";
  return {};
}

std::string why_no_title(std::string_view text) {
  if (text.empty()) return "a title may not be empty";
  if (text.size() > longest_title) return "a title has at most " + std::to_string(longest_title) + " letters";
  const bool odd =
      std::ranges::any_of(text, [](char c) { return c == '"' || static_cast<unsigned char>(c) < ' ' || c == '\x7f'; });
  return odd ? "a title stands on one line and has no quotation marks" : "";
}

// "Integrated care board" -> integrated_care_board
std::string name_from(std::string_view title) {
  std::string name;
  for (char c : title) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    if (is_name_part(c) && c != '_') {
      name += c;
    } else if (!name.empty() && name.back() != '_') {
      name += '_';
    }
  }
  while (!name.empty() && name.back() == '_') name.pop_back();
  return name;
}

std::string take_party(std::string_view text, std::vector<Party>& parties) {
  Party party;
  const std::size_t sign = text.find('=');
  if (sign != std::string_view::npos) {
    party.name = trimmed(text.substr(0, sign));
    party.title = trimmed(text.substr(sign + 1));
  } else if (is_name(text)) {
    party.name = text;
  } else {
    party.name = name_from(text);
    party.title = text;
  }
  std::string why = party.title.empty() ? "" : why_no_title(party.title);
  if (!why.empty()) return why;
  if (!is_name(party.name) || party.name.size() > longest_name)
    return "a party is a name, a title, or both: icb, Integrated care board, icb=Integrated care board";
  parties.push_back(std::move(party));
  return {};
}

std::string take_parties(std::string_view text, std::vector<Party>& parties) {
  while (true) {
    const std::size_t comma = text.find(',');
    std::string why = take_party(trimmed(text.substr(0, comma)), parties);
    if (!why.empty()) return why;
    if (comma == std::string_view::npos) break;
    text.remove_prefix(comma + 1);
  }
  if (parties.size() < 2) return "two of them or more are needed, with commas between: abbey, bridge";
  if (parties.size() > most_parties)
    return "at most " + std::to_string(most_parties) + " are taken here; more can be added to the contract";
  return {};
}

std::string take_term(std::string_view text, Answers& answers) {
  constexpr std::string_view form =
      "a term is written 2025/26 to 2027/28 (April to March) or 2025 to 2027 (January to December)";
  constexpr std::string_view joint = " to ";
  const std::size_t at = text.find(joint);
  if (at == std::string_view::npos) return std::string(form);
  const std::string_view begin = trimmed(text.substr(0, at));
  const std::string_view end = trimmed(text.substr(at + joint.size()));
  answers.calendar.first_month_of_year = begin.find('/') == std::string_view::npos ? 1 : 4;
  const value::ParsedPeriod first = answers.calendar.parse(begin);
  const value::ParsedPeriod last = answers.calendar.parse(end);
  for (const auto* period : {&first, &last}) {
    if (period->error == value::PeriodError::years_do_not_follow)
      return "the two years of a contract year follow each other: 2025/26";
    if (!*period || (*period)->grain != value::Grain::year) return std::string(form);
  }
  if (last->first_month < first->first_month) return "the term ends before it begins";
  if (last->first_month - first->first_month >= longest_term * 12)
    return "a term has at most " + std::to_string(longest_term) + " years";
  answers.first_year = *first;
  answers.texts["term"] = std::string(begin) + " to " + std::string(end);
  return {};
}

std::string take_currency(std::string_view text, Answers& answers) {
  const std::optional<value::Currency> currency = value::currency_by_code(text);
  if (!currency) return "a currency has a code of three letters: GBP, EUR, USD, SEK";
  answers.currency = *currency;
  answers.texts["currency"] = currency->code;
  return {};
}

// Without its thousands and its sign or code, which has to be the contract's.
std::optional<Rational> read_amount(std::string_view text, const value::Currency& currency) {
  for (const std::string& sign : {currency.symbol, currency.code})
    if (text.starts_with(sign)) text = trimmed(text.substr(sign.size()));
  Rational times = 1;
  for (const auto& [ending, number] :
       {std::pair<std::string_view, int>{"bn", 1'000'000'000}, {"m", 1'000'000}, {"k", 1'000}}) {
    if (!text.ends_with(ending)) continue;
    text.remove_suffix(ending.size());
    times = Rational(number);
    break;
  }
  std::string digits;
  std::size_t since_comma = text.size();
  const std::size_t point = std::min(text.find('.'), text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != ',') {
      digits += text[i];
      continue;
    }
    const bool at_thousands = i > 0 && i < point && (point - i) % 4 == 0;
    if (!at_thousands) return std::nullopt;
    since_comma = i;
  }
  if (since_comma < point && digits.empty()) return std::nullopt;
  const std::optional<Rational> number = Rational::parse_decimal(digits);
  return number ? std::optional(*number * times) : std::nullopt;
}

std::string take_amount(const Question& question, std::string_view text, Answers& answers) {
  const std::optional<Rational> amount = read_amount(text, answers.currency);
  const std::string example = amount_text(Rational(1'200'000), answers.currency);
  if (!amount) return "an amount is written like " + example + ", 1200000 or 1.2m";
  if (amount->sign() <= 0) return "the amount has to be above 0";
  if (*amount >= value::ten_to_the(digits_of_largest)) return "the amount is too large";
  if (!(*amount * value::ten_to_the(answers.currency.minor_digits)).is_integer())
    return "an amount of " + answers.currency.code + " has at most " + std::to_string(answers.currency.minor_digits) +
           " decimals";
  answers.amounts[std::string(question.id)] = *amount;
  answers.texts[std::string(question.id)] = amount_text(*amount, answers.currency);
  return {};
}

std::string take_share(const Question& question, std::string_view text, Answers& answers) {
  std::string_view digits = text;
  if (digits.ends_with('%')) digits = trimmed(digits.substr(0, digits.size() - 1));
  const std::optional<Rational> percent = Rational::parse_decimal(digits);
  if (!percent) return "a percentage is written like 2.5%";
  const int most = question.of == Of::small_share ? 30 : question.of == Of::growth ? 50 : 100;
  const bool may_be_none = question.of == Of::growth;
  if (percent->sign() < 0 || (percent->is_zero() && !may_be_none) || *percent > Rational(most))
    return std::string(may_be_none ? "it has to be from 0% to " : "it has to be above 0% and at most ") +
           std::to_string(most) + "%";
  if (!(*percent * Rational(100)).is_integer()) return "a percentage has at most two decimals here";
  answers.texts[std::string(question.id)] = percent->to_text() + "%";
  return {};
}

}  // namespace

const std::vector<Kind>& kinds() {
  constexpr Question one{"to", "Who is paid", Of::party, "trust=Acute trust"};
  static const std::vector<Kind> all{
      {"block", "a fixed sum for each year, a part of which depends on quality",
       questions("block_contract", "Block contract with a quality part", one,
                 {{"value", "Sum for the first year", Of::amount, "1,200,000"},
                  growth,
                  {"at-risk", "How much of it depends on quality", Of::share, "10%"}})},
      {"shared-savings", "savings against a benchmark are shared, and losses too, beyond a corridor",
       questions("shared_savings", "Shared savings", {"to", "Who is paid", Of::party, "physicians=Physician group"},
                 {{"value", "Benchmark of the first year", Of::amount, "25,000,000"},
                  growth,
                  {"corridor", "Differences up to this part of the benchmark are not shared", Of::small_share, "2%"},
                  {"share", "The provider's share of savings", Of::share, "50%"},
                  {"loss-share", "The provider's share of losses", Of::share, "30%"}})},
      {"capitation", "so much for each person, weighted by age; a part is earned back by prevention",
       questions("capitation", "Capitation by age", {"to", "Who is paid", Of::party, "network=Primary care network"},
                 {{"rate", "Sum for a person of weight 1, for the first year", Of::amount, "240"},
                  growth,
                  {"at-risk", "How much of it is withheld and earned back", Of::share, "5%"}})},
      {"points", "practices earn points on indicators, and a point has a price",
       questions("practice_quality", "Points for practices",
                 {"to", "Who is paid: practices, with commas between", Of::parties,
                  "abbey=Abbey practice, bridge=Bridge practice"},
                 {{"point-value", "What a point is worth in the first year", Of::amount, "220"}, growth})},
      {"alliance", "partners share one budget, its gains and losses, and a bonus for outcomes",
       questions("alliance", "Alliance contract",
                 {"to", "Who is paid: partners, with commas between", Of::parties,
                  "hospital=Hospital, community=Community services, charity=Charity"},
                 {{"value", "Budget of the first year", Of::amount, "8,000,000"},
                  growth,
                  {"limit", "Gains and losses end at this part of the budget", Of::small_share, "3%"}})},
  };
  return all;
}

std::string amount_text(const Rational& amount, const value::Currency& currency) {
  return sign_of(currency) + value::with_thousands(amount.to_text());
}

std::string take_answer(const Question& question, std::string_view answer, Answers& answers) {
  const std::string_view text = trimmed(answer);
  std::string why;
  switch (question.of) {
    case Of::name:
    case Of::title:
      why = question.of == Of::name ? why_no_name(text) : why_no_title(text);
      answers.texts[std::string(question.id)] = text;
      return why;
    case Of::party:
    case Of::parties: {
      std::vector<Party>& parties = question.id == "from" ? answers.from : answers.to;
      parties.clear();
      return question.of == Of::party ? take_party(text, parties) : take_parties(text, parties);
    }
    case Of::term:
      return take_term(text, answers);
    case Of::currency:
      return take_currency(text, answers);
    case Of::amount:
      return take_amount(question, text, answers);
    case Of::growth:
    case Of::share:
    case Of::small_share:
      return take_share(question, text, answers);
  }
  return why;
}

}  // namespace quarterday::cli
