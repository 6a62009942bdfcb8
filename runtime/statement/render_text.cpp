// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cstddef>
#include <string_view>
#include <utility>
#include <vector>

#include "runtime/diagnostics/utf8.h"
#include "runtime/statement/layout.h"
#include "runtime/statement/render.h"
#include "runtime/statement/words.h"
#include "runtime/value/format.h"

namespace quarterday::statement {
namespace {

constexpr std::size_t members_width = 44;
constexpr std::size_t rows_shown_at_most = 40;

std::string join(const std::vector<std::string>& parts, std::string_view between) {
  std::string text;
  for (const std::string& part : parts) {
    if (!text.empty()) text += between;
    text += part;
  }
  return text;
}

// `GBP`, `GBP, EUR`: the contract's own, then the others of the lines.
std::string currencies(const Statement& statement) {
  std::vector<std::string> codes{statement.currency.code};
  for (const StatementLine& line : statement.lines)
    if (std::find(codes.begin(), codes.end(), line.currency.code) == codes.end()) codes.push_back(line.currency.code);
  return join(codes, ", ");
}

std::string header(const Statement& statement) {
  std::string out;
  if (!statement.title.empty()) out += wrapped(statement.title, 0, 0);
  out += wrapped(statement.contract, 0, 0);
  out += wrapped(statement.period_in_words + ", amounts in " + currencies(statement), 0, 0);
  return out;
}

std::string parties(const Statement& statement) {
  TextTable table({Align::left, Align::left});
  table.add({"Parties", ""});
  bool any_title = false;
  std::string_view last;
  for (const PartyTotal& total : statement.totals) {
    if (std::exchange(last, total.party) == total.party) continue;
    table.add({"  " + total.party, total.title});
    any_title |= !total.title.empty();
  }
  return any_title ? "\n" + table.text(0) : std::string();
}

std::string clause_cell(const StatementLine& line) {
  if (line.deed.empty()) return line.clause;
  return line.clause.empty() ? line.deed : line.clause + " of " + line.deed;
}

std::string lines(const Statement& statement) {
  if (statement.lines.empty()) return "\nNothing falls due in this period.\n";
  TextTable table({Align::left, Align::left, Align::left, Align::left, Align::right, Align::left});
  table.add({"Payment", "Title", "From", "To", "Amount", "Clause"});
  table.add_rule();
  for (const StatementLine& line : statement.lines) {
    table.add({line.payment, shortened(line.title, members_width), line.from, line.to,
               value::format_money(line.amount, line.currency), clause_cell(line)});
  }
  return "\n" + table.text(0);
}

std::string totals(const Statement& statement) {
  if (statement.totals.empty()) return {};
  TextTable table({Align::left, Align::right, Align::right, Align::right});
  table.add({"Party", "Receives", "Pays", "Net"});
  table.add_rule();
  for (const PartyTotal& total : statement.totals) {
    table.add({total.party, value::format_money(total.received, total.currency),
               value::format_money(total.paid, total.currency), value::format_money(total.net(), total.currency)});
  }
  return "\n" + table.text(0);
}

// Absences that differ only in their members share a row.
bool same_row(const Absence& left, const Absence& right) {
  return left.input == right.input && left.period == right.period && left.figure == right.figure &&
         left.rule == right.rule && left.clause == right.clause && left.deed == right.deed &&
         left.small_numbers == right.small_numbers;
}

std::string members_text(const std::vector<std::string>& all) {
  std::string text;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const std::string next = (text.empty() ? "" : ", ") + all[i];
    if (i > 0 && diagnostics::text_width(text) + diagnostics::text_width(next) > members_width) {
      return text + " and " + std::to_string(all.size() - i) + " more";
    }
    text += next;
  }
  return text;
}

std::string rule_text(const Absence& absence) {
  std::string text = absence.small_numbers ? "denominator too small" : std::string();
  if (!absence.rule.empty() && !absence.figure.starts_with(absence.rule)) {
    text += (text.empty() ? "" : ": ") + shortened(absence.rule, members_width);
  }
  const std::string clause = clause_in_words(absence.clause, absence.deed);
  if (!clause.empty()) text += (text.empty() ? "" : ", ") + clause;
  return text;
}

std::string absences(const Statement& statement) {
  if (statement.absences.empty()) return {};
  TextTable table({Align::left, Align::left, Align::left, Align::left, Align::left});
  table.add({"Not reported", "For", "Period", "Counts as", "Rule"});
  table.add_rule();
  std::size_t rows = 0;
  std::size_t shown = 0;
  while (shown < statement.absences.size() && rows < rows_shown_at_most) {
    const Absence& first = statement.absences[shown];
    std::vector<std::string> members;
    for (; shown < statement.absences.size() && same_row(first, statement.absences[shown]); ++shown) {
      members.push_back(join(statement.absences[shown].members, "/"));
    }
    table.add({first.input, members_text(members), first.period, first.figure, rule_text(first)});
    ++rows;
  }
  std::string out = "\n" + table.text(0);
  const std::size_t rest = statement.absences.size() - shown;
  if (rest > 0) out += "and " + std::to_string(rest) + " more, listed in full in the JSON statement\n";
  return out;
}

std::string warnings(const Statement& statement) {
  if (statement.warnings.empty()) return {};
  std::string out = "\nWarnings\n";
  for (const Warning& warning : statement.warnings) out += wrapped("- " + warning.text, 2, 4);
  return out;
}

// What is missing is named in the sentence, unless there is more than one; what a requirement read is not.
std::string refusal(const RefusalReason& reason, const std::string& sentence) {
  std::string out = wrapped("Nothing is paid: " + sentence, 0, 2);
  if (reason.requirement.empty() && reason.details.size() < 2) return out;
  for (const std::string& detail : reason.details) out += wrapped("- " + detail, 2, 4);
  return out;
}

}  // namespace

std::string refusal_sentence(const Statement& statement) {
  const RefusalReason& reason = *statement.refusal;
  std::string text = "the settlement is refused, because '" + reason.input + "' ";
  if (!reason.requirement.empty()) {
    text += "does not meet a requirement";
  } else if (!reason.left_out_line.empty()) {
    text += "is left out and line '" + reason.left_out_line + "' needs it";
  } else {
    text += "is not reported";
  }
  const std::string clause = clause_in_words(reason.clause, reason.deed);
  return clause.empty() ? text : text + " (" + clause + ")";
}

std::string render_text(const Statement& statement) {
  if (statement.refusal) return header(statement) + "\n" + refusal(*statement.refusal, refusal_sentence(statement));
  return header(statement) + parties(statement) + lines(statement) + totals(statement) + absences(statement) +
         warnings(statement);
}

}  // namespace quarterday::statement
