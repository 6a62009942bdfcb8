// SPDX-License-Identifier: Apache-2.0
#include "compiler/syntax/csv_rows.h"

#include <utility>

namespace quarterday::syntax {
namespace {

class Splitter {
 public:
  explicit Splitter(std::string_view text) : text_(text) {
    if (text.starts_with("\xEF\xBB\xBF")) at_ = 3;
  }

  std::optional<CsvMistake> split(std::vector<CsvRow>& rows) {
    while (at_ < text_.size()) {
      CsvRow row;
      row.begin = here();
      do {
        skip_blanks();
        row.cells.push_back(peek() == '"' ? quoted() : plain());
        skip_blanks();
        if (!mistake_ && !at_end_of_line() && peek() != ',') mistake("text after the closing quotation mark");
        if (mistake_) return mistake_;
      } while (take(','));
      row.end = here();
      end_line();
      const CsvCell& first = row.cells.front();
      if (row.cells.size() > 1 || first.quoted || first.begin != first.end) rows.push_back(std::move(row));
    }
    return std::nullopt;
  }

 private:
  std::uint32_t here() const { return static_cast<std::uint32_t>(at_); }
  char peek() const { return at_ < text_.size() ? text_[at_] : '\n'; }
  bool at_end_of_line() const { return peek() == '\n' || peek() == '\r'; }
  bool take(char wanted) {
    if (at_ >= text_.size() || text_[at_] != wanted) return false;
    ++at_;
    return true;
  }
  void skip_blanks() {
    while (peek() == ' ' || peek() == '\t') ++at_;
  }
  void end_line() {
    take('\r');
    take('\n');
  }
  void mistake(std::string what) { mistake_ = CsvMistake{here(), std::move(what)}; }

  CsvCell plain() {
    CsvCell cell{here(), here(), false};
    for (; !at_end_of_line() && peek() != ','; ++at_)
      if (peek() != ' ' && peek() != '\t') cell.end = here() + 1;
    return cell;
  }

  CsvCell quoted() {
    take('"');
    CsvCell cell{here(), here(), true};
    while (!at_end_of_line()) {
      if (peek() == '"' && (at_ + 1 >= text_.size() || text_[at_ + 1] != '"')) {
        cell.end = here();
        ++at_;
        return cell;
      }
      at_ += peek() == '"' ? 2U : 1U;
    }
    mistake("the quotation mark is not closed on this line");
    mistake_->at = cell.begin - 1;
    return cell;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::optional<CsvMistake> mistake_;
};

}  // namespace

std::optional<CsvMistake> split_csv(std::string_view text, std::vector<CsvRow>& rows) {
  return Splitter(text).split(rows);
}

std::string csv_text(std::string_view text, const CsvCell& cell) {
  std::string shown;
  for (std::uint32_t at = cell.begin; at < cell.end; ++at) {
    shown += text[at];
    if (cell.quoted && text[at] == '"') ++at;
  }
  return shown;
}

}  // namespace quarterday::syntax
