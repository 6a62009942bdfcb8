// SPDX-License-Identifier: Apache-2.0
#include "runtime/data/columns.h"

#include <algorithm>
#include <string>

#include "runtime/diagnostics/similar.h"

namespace quarterday::data {
namespace {

constexpr std::array<std::string_view, column_kinds> column_names{"name",  "period",    "party",       "segment",
                                                                  "value", "numerator", "denominator", "reported"};

constexpr std::string_view usual_header = "name,period,party,segment,value,numerator,denominator";

std::string_view name_of(Column column) { return column_names[static_cast<std::size_t>(column)]; }

std::string lowered(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return out;
}

Diagnostic& refuse(Findings& findings, diagnostics::Span place, const std::string& why) {
  return findings.report(make<Id::DataHeader>(place, why));
}

// The other ways to separate cells; a file that uses one has a single cell in our eyes.
bool is_separated_otherwise(const CsvLine& header, Findings& findings) {
  if (header.cells().size() != 1) return false;
  const Cell& cell = header.cells().front();
  for (const auto& [separator, what] :
       {std::pair(';', "semicolons"), std::pair('\t', "tabs"), std::pair('|', "bars")}) {
    if (cell.text.find(separator) == std::string_view::npos) continue;
    refuse(findings, place_of(cell), "its cells are separated by " + std::string(what))
        .help("save the file as CSV with commas between the cells");
    return true;
  }
  return false;
}

void refuse_unknown(Findings& findings, const Cell& cell) {
  if (cell.text.empty()) {
    refuse(findings, place_of(cell), "a column has no name");
    return;
  }
  Diagnostic& diagnostic = refuse(findings, place_of(cell), "unknown column '" + shown(cell.text) + "'");
  const std::optional<std::string> meant = diagnostics::closest(cell.text, column_names);
  diagnostic.help(meant ? "did you mean '" + *meant + "'?"
                        : "the columns are " + std::string(usual_header) + ", and reported where it is needed");
}

}  // namespace

std::optional<Columns> Columns::read(const CsvLine& header, Findings& findings) {
  if (is_separated_otherwise(header, findings)) return std::nullopt;
  const bool names_any = std::any_of(header.cells().begin(), header.cells().end(), [](const Cell& cell) {
    return std::find(column_names.begin(), column_names.end(), lowered(cell.text)) != column_names.end();
  });
  if (!names_any) {
    refuse(findings, {diagnostics::no_file, 0, header.size()}, "it names none of the columns")
        .help("the first line names the columns: " + std::string(usual_header));
    return std::nullopt;
  }
  Columns columns;
  columns.size_ = header.cells().size();
  bool sound = true;
  for (std::size_t i = 0; i < columns.size_ && !findings.is_full(); ++i) {
    const Cell& cell = header.cells()[i];
    const auto found = std::find(column_names.begin(), column_names.end(), cell.text);
    if (found == column_names.end()) {
      refuse_unknown(findings, cell);
      sound = false;
      continue;
    }
    std::optional<std::size_t>& place = columns.places_[static_cast<std::size_t>(found - column_names.begin())];
    if (place) {
      refuse(findings, place_of(cell), "the column '" + std::string(*found) + "' stands there twice");
      sound = false;
    }
    place = i;
  }
  if (!sound) return std::nullopt;

  const auto require = [&](Column column) {
    if (columns.has(column)) return;
    const diagnostics::Span whole{diagnostics::no_file, 0, header.size()};
    refuse(findings, whole, "the column '" + std::string(name_of(column)) + "' is missing")
        .help("the columns are " + std::string(usual_header));
    sound = false;
  };
  require(Column::name);
  require(Column::period);
  if (columns.has(Column::numerator)) require(Column::denominator);
  if (columns.has(Column::denominator)) require(Column::numerator);
  if (!columns.has(Column::numerator) && !columns.has(Column::denominator)) require(Column::value);
  if (!sound) return std::nullopt;
  return columns;
}

Cell Columns::cell(const CsvLine& row, Column column) const {
  const std::optional<std::size_t> place = places_[static_cast<std::size_t>(column)];
  if (!place) return {{}, row.size(), row.size()};
  return row.cells()[*place];
}

bool names_a_column(std::string_view header) {
  std::size_t at = 0;
  while (at <= header.size()) {
    const std::size_t end = std::min(header.find_first_of(",;|\t", at), header.size());
    std::string_view cell = trimmed(header.substr(at, end - at));
    if (cell.size() >= 2 && cell.front() == '"' && cell.back() == '"') cell = cell.substr(1, cell.size() - 2);
    if (std::find(column_names.begin(), column_names.end(), lowered(trimmed(cell))) != column_names.end()) return true;
    at = end + 1;
  }
  return false;
}

}  // namespace quarterday::data
