// SPDX-License-Identifier: Apache-2.0
#include "runtime/diagnostics/diagnostic.h"

#include <catch2/catch.hpp>

#include "runtime/diagnostics/render_text.h"

namespace quarterday::diagnostics {
namespace {

constexpr FileId contract{0};
constexpr FileId figures{1};

Diagnostic mistake(Span span) { return make<Id::UnknownName>(span, "valeu"); }
Diagnostic doubt() { return make<Id::UnreachableRow>(Span{contract, 0, 1}); }

}  // namespace

TEST_CASE("arguments fill the message from left to right", "[diagnostics]") {
  const std::string sum = "95%";
  const Diagnostic weights = make<Id::WeightsSum>(Span{contract, 4, 9}, "domain 'experience'", sum);
  CHECK(weights.message == "the weights of domain 'experience' sum to 95%, not 100%");
  CHECK(weights.id == Id::WeightsSum);
  CHECK(weights.severity == Severity::Error);
  CHECK(weights.primary == Span{contract, 4, 9});
  CHECK(doubt().severity == Severity::Warning);
  CHECK(doubt().message == "this row can never be reached");
}

TEST_CASE("a placeholder in an argument is text", "[diagnostics]") {
  CHECK(make<Id::CannotAdd>(Span::nowhere(), "{}", "money").message == "cannot add or subtract {} and money");
}

TEST_CASE("placeholders are counted", "[diagnostics]") {
  STATIC_REQUIRE(placeholder_count("missing `}`") == 0);
  STATIC_REQUIRE(placeholder_count("{} and {}{}") == 3);
  STATIC_REQUIRE(placeholder_count(message_template(Id::WeightsSum)) == 2);
}

TEST_CASE("a diagnostic is built up where it is reported", "[diagnostics]") {
  Sink sink;
  sink.report(mistake({contract, 4, 9}))
      .under("no such value")
      .label({contract, 0, 3}, "while defining this")
      .primary_label({contract, 20, 25}, "and here")
      .note("names are written in small letters")
      .help("did you mean 'value'?")
      .fix({contract, 4, 9}, "value", "rename to 'value'");
  REQUIRE(sink.all().size() == 1);
  const Diagnostic& reported = sink.all().front();
  CHECK(reported.primary_text == "no such value");
  REQUIRE(reported.labels.size() == 2);
  CHECK_FALSE(reported.labels[0].primary);
  CHECK(reported.labels[1].primary);
  CHECK(reported.notes.size() == 1);
  CHECK(reported.helps.size() == 1);
  REQUIRE(reported.fixes.size() == 1);
  CHECK(reported.fixes.front().replacement == "value");
}

TEST_CASE("warnings are no errors", "[diagnostics]") {
  Sink sink;
  CHECK(sink.empty());
  sink.report(doubt());
  CHECK_FALSE(sink.has_errors());
  sink.report(mistake({contract, 0, 1}));
  CHECK(sink.has_errors());
  CHECK(sink.error_count() == 1);
}

TEST_CASE("after a hundred errors the sink says that there are more, once and last", "[diagnostics]") {
  Sink sink;
  for (std::uint32_t i = 0; i < 150; ++i) sink.report(mistake({contract, i, i + 1})).help("dropped ones take it too");
  sink.report(doubt());
  CHECK(sink.error_count() == 150);
  CHECK(sink.is_full());
  REQUIRE(sink.all().size() == 102);
  CHECK(sink.all().back().id == Id::TooManyMistakes);
  CHECK(sink.all()[100].id == Id::UnreachableRow);
  sink.sort_by_position();
  CHECK(sink.all().back().id == Id::TooManyMistakes);
  CHECK(render_summary(sink.all()) == "100 errors, 1 warning and more");
}

TEST_CASE("warnings cannot crowd out an error", "[diagnostics]") {
  Sink sink(5);
  for (int i = 0; i < 20; ++i) sink.report(doubt());
  sink.report(mistake({contract, 0, 1}));
  CHECK(sink.has_errors());
  REQUIRE(sink.all().size() == 7);
  CHECK(sink.all()[5].id == Id::UnknownName);
}

TEST_CASE("order is by file, then place, then time of reporting; without a place last", "[diagnostics]") {
  Sink sink;
  sink.report(make<Id::NotAContract>(Span::nowhere(), "it is empty"));
  sink.report(mistake({figures, 1, 2}));
  sink.report(mistake({contract, 30, 31}));
  sink.report(make<Id::NotAParty>(Span{contract, 10, 12}, "first"));
  sink.report(make<Id::NotAParty>(Span{contract, 10, 11}, "second"));
  sink.sort_by_position();
  REQUIRE(sink.all().size() == 5);
  CHECK(sink.all()[0].message == "'first' is not a party");
  CHECK(sink.all()[1].message == "'second' is not a party");
  CHECK(sink.all()[2].primary.begin == 30);
  CHECK(sink.all()[3].primary.file == figures);
  CHECK(sink.all()[4].id == Id::NotAContract);
}

TEST_CASE("a summary counts by severity", "[diagnostics]") {
  CHECK(render_summary({}).empty());
  const std::vector<Diagnostic> some{mistake({contract, 0, 1}), doubt(), mistake({contract, 2, 3})};
  CHECK(render_summary(some) == "2 errors, 1 warning");
}

}  // namespace quarterday::diagnostics
