// SPDX-License-Identifier: Apache-2.0
#include "runtime/records/row_index.h"

#include <optional>
#include <string>

#include "runtime/records/table.h"

using namespace quarterday::records;
using Sign = Bound::Sign;

namespace {

// Lines 10, 20, ... with a patient, a number and a ward, each of which may be empty.
struct Stays {
  Words words;
  Table table{"stays", {{"line", false}, {"patient", true}, {"number", false}, {"ward", true}}, words};

  void add(const std::string& patient, std::optional<std::int64_t> number, const std::string& ward = "") {
    const auto text = [](const std::string& cell) {
      return cell.empty() ? Field{} : Field{Field::Kind::text, 0, cell};
    };
    table.add({{Field::Kind::integer, (table.size() + 1) * std::int64_t{10}, {}},
               text(patient),
               number ? Field{Field::Kind::integer, *number, {}} : Field{},
               text(ward)});
  }

  Bound text(std::uint32_t column, Sign sign, std::string_view wanted) const {
    const Word word = words.find(wanted);
    return {column, sign, word == nullptr ? Cells::nothing : cell_of(word), wanted};
  }

  std::string found(const std::vector<std::string>& by, const std::vector<Bound>& bounds) {
    std::string lines;
    for (const RowIndex::Place& place : table.index(by).rows(bounds))
      lines += std::to_string(table.cells().at(place.row, 0)) + " ";
    return lines;
  }
};

Bound number(std::uint32_t column, Sign sign, std::int64_t wanted) { return {column, sign, wanted, {}}; }

}  // namespace

TEST_CASE("rows of one text, in the order of a number, empty ones first", "[records]") {
  Stays s;
  s.add("p", 5);
  s.add("q", 1);
  s.add("p", 3);
  s.add("p", {});
  s.add("p", 5);
  s.add("", 5);
  const std::vector<std::string> by{"patient", "number"};
  const Bound p = s.text(1, Sign::equal, "p");
  CHECK(s.found(by, {p}) == "40 30 10 50 ");
  CHECK(s.found(by, {p, number(2, Sign::equal, 5)}) == "10 50 ");
  CHECK(s.found(by, {p, number(2, Sign::less, 5)}) == "30 ");
  CHECK(s.found(by, {p, number(2, Sign::less_equal, 5)}) == "30 10 50 ");
  CHECK(s.found(by, {p, number(2, Sign::greater, 3)}) == "10 50 ");
  CHECK(s.found(by, {p, number(2, Sign::greater_equal, 3)}) == "30 10 50 ");
  CHECK(s.found(by, {number(2, Sign::less, 5), p, number(2, Sign::greater, 3)}).empty());
  CHECK(s.found(by, {p, number(2, Sign::equal, 5), number(0, Sign::greater, 10)}) == "50 ");
  CHECK(s.found(by, {s.text(1, Sign::equal, "nobody")}).empty());
}

TEST_CASE("texts come in the order of their letters and not as they were read", "[records]") {
  Stays s;
  for (const char* ward : {"mm", "m", "z", "", "a", "mm"}) s.add("p", 1, ward);
  const std::vector<std::string> by{"patient", "number", "ward"};
  const std::vector<Bound> one{s.text(1, Sign::equal, "p"), number(2, Sign::equal, 1)};
  const auto with = [&](Sign sign, std::string_view ward) {
    return s.found(by, {one[0], one[1], s.text(3, sign, ward)});
  };
  CHECK(s.found(by, one) == "40 50 20 10 60 30 ");
  CHECK(with(Sign::less_equal, "mm") == "50 20 10 60 ");
  CHECK(with(Sign::less, "mm") == "50 20 ");
  CHECK(with(Sign::greater, "m") == "10 60 30 ");
  CHECK(with(Sign::greater_equal, "n") == "30 ");
  CHECK(with(Sign::equal, "mm") == "10 60 ");
}

TEST_CASE("numbers bring rows together as texts do", "[records]") {
  Stays s;
  s.add("q", 7);
  s.add("p", -7);
  s.add("p", 7);
  s.add("p", {});
  const std::vector<std::string> by{"number", "patient"};
  CHECK(s.found(by, {number(2, Sign::equal, 7)}) == "30 10 ");
  CHECK(s.found(by, {number(2, Sign::equal, 7), s.text(1, Sign::greater, "p")}) == "10 ");
  CHECK(s.found(by, {number(2, Sign::equal, 8)}).empty());
}

TEST_CASE("a longer index serves for its beginning", "[records]") {
  Stays s;
  s.add("p", 1);
  const RowIndex& index = s.table.index({"patient", "number"});
  CHECK(&s.table.index({"patient"}) == &index);
  CHECK(&s.table.index({"number"}) != &index);
}
