// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <string_view>

#include "runtime/statement/render.h"
#include "runtime/statement/words.h"

namespace quarterday::statement {
namespace {

// Spreadsheets run text that begins like a formula; an apostrophe makes it text again.
std::string text_cell(std::string_view text) {
  std::string cell(text);
  if (!cell.empty() && std::string_view("=+-@\t\r").find(cell.front()) != std::string_view::npos)
    cell.insert(0, 1, '\'');
  if (cell.find_first_of(",\"\r\n") == std::string::npos) return cell;
  std::string quoted = "\"";
  for (const char c : cell) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
  return quoted + "\"";
}

}  // namespace

std::string render_csv(const Statement& statement) {
  // Which currency an amount is in is said where there are several.
  const bool says_currency = std::any_of(statement.lines.begin(), statement.lines.end(),
                                         [&](const auto& line) { return !(line.currency == statement.currency); });
  std::string out = std::string("payment,from,to,amount,clause,period") + (says_currency ? ",currency\n" : "\n");
  for (const StatementLine& line : statement.lines) {
    const std::string clause = line.deed.empty() ? line.clause : line.clause + " of " + line.deed;
    out += text_cell(line.payment) + "," + text_cell(line.from) + "," + text_cell(line.to) + "," +
           amount_text(line.amount, line.currency) + "," + text_cell(clause) + "," + text_cell(statement.period) +
           (says_currency ? "," + line.currency.code : std::string()) + "\n";
  }
  return out;
}

}  // namespace quarterday::statement
