// SPDX-License-Identifier: Apache-2.0
#include <nlohmann/json.hpp>

#include "runtime/statement/render.h"
#include "runtime/statement/words.h"

namespace quarterday::statement {
namespace {

using Json = nlohmann::ordered_json;

Json line_json(const StatementLine& line, const value::Currency& currency) {
  Json json{{"payment", line.payment},
            {"from", line.from},
            {"to", line.to},
            {"amount", amount_text(line.amount, line.currency)},
            {"clause", line.clause}};
  if (!(line.currency == currency)) json["currency"] = line.currency.code;
  if (!line.deed.empty()) json["deed"] = line.deed;
  if (!line.title.empty()) json["title"] = line.title;
  return json;
}

Json total_json(const PartyTotal& total, const value::Currency& currency) {
  Json json{{"party", total.party},
            {"received", amount_text(total.received, total.currency)},
            {"paid", amount_text(total.paid, total.currency)},
            {"net", amount_text(total.net(), total.currency)}};
  if (!(total.currency == currency)) json["currency"] = total.currency.code;
  if (!total.title.empty()) json["title"] = total.title;
  return json;
}

Json absence_json(const Absence& absence) {
  Json json{{"input", absence.input},
            {"members", absence.members},
            {"period", absence.period},
            {"counts_as", absence.figure},
            {"rule", absence.rule},
            {"clause", absence.clause},
            {"reason", absence.small_numbers ? "denominator too small" : "not reported"}};
  if (!absence.deed.empty()) json["deed"] = absence.deed;
  return json;
}

Json warning_json(const Warning& warning) {
  const bool near = warning.kind == Warning::Kind::near_threshold;
  return {{"kind", near ? "near_threshold" : "percent_as_number"},
          {"input", warning.input},
          {"members", warning.members},
          {"period", warning.period},
          {"clause", warning.clause},
          {"message", warning.text}};
}

template <class Items, class Convert>
Json array_of(const Items& items, Convert convert) {
  Json array = Json::array();
  for (const auto& item : items) array.push_back(convert(item));
  return array;
}

}  // namespace

std::string render_json(const Statement& statement) {
  const value::Currency& currency = statement.currency;
  Json document{{"contract", statement.contract}, {"period", statement.period}, {"currency", currency.code}};
  if (!statement.contract_hash.empty()) document["contract_hash"] = statement.contract_hash;
  if (!statement.title.empty()) document["title"] = statement.title;
  if (statement.refusal) {
    document["refused"] = statement.refusal->input;
    document["lines"] = Json::array();
    document["reason"] = refusal_sentence(statement);
    const std::string& requirement = statement.refusal->requirement;
    if (!requirement.empty()) document["requirement"] = requirement;
    document[requirement.empty() ? "missing" : "figures"] = statement.refusal->details;
    if (!statement.refusal->clause.empty()) document["clause"] = statement.refusal->clause;
    if (!statement.refusal->deed.empty()) document["deed"] = statement.refusal->deed;
  } else {
    document["lines"] = array_of(statement.lines, [&](const auto& line) { return line_json(line, currency); });
    document["totals"] = array_of(statement.totals, [&](const auto& total) { return total_json(total, currency); });
    document["not_reported"] = array_of(statement.absences, absence_json);
    document["warnings"] = array_of(statement.warnings, warning_json);
  }
  return document.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace quarterday::statement
