// SPDX-License-Identifier: Apache-2.0
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
  std::string out = "payment,from,to,amount,clause,period\n";
  for (const StatementLine& line : statement.lines) {
    out += text_cell(line.payment) + "," + text_cell(line.from) + "," + text_cell(line.to) + "," +
           amount_text(line.amount, statement.currency) + "," + text_cell(line.deed.empty() ? line.clause : line.clause + " of " + line.deed) + "," +
           text_cell(statement.period) + "\n";
  }
  return out;
}

}  // namespace quarterday::statement
