// SPDX-License-Identifier: Apache-2.0
#include "runtime/diagnostics/render_json.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

namespace quarterday::diagnostics {
namespace {

nlohmann::json rendered(const Diagnostic& diagnostic, const SourceMap& sources) {
  const std::vector<Diagnostic> all{diagnostic};
  const nlohmann::json document = nlohmann::json::parse(render_json(all, sources));
  REQUIRE(document.at("diagnostics").size() == 1);
  return document.at("diagnostics").at(0);
}

}  // namespace

TEST_CASE("nothing to say is an empty list", "[diagnostics]") {
  const nlohmann::json document = nlohmann::json::parse(render_json({}, SourceMap()));
  CHECK(document == nlohmann::json{{"diagnostics", nlohmann::json::array()}});
}

TEST_CASE("places are lines and columns of code points, ends included", "[diagnostics]") {
  SourceMap sources;
  const FileId file = sources.add(SourceFile("msk.contract", "fee = £8\r\ncap = valeu\n"));
  Diagnostic unknown = make<Id::UnknownName>(Span{file, 17, 22}, "valeu");
  unknown.under("no such value")
      .label({file, 6, 9}, "compare this")
      .note("a note")
      .help("did you mean 'value'?")
      .fix({file, 17, 22}, "value", "rename to 'value'");
  const nlohmann::json json = rendered(unknown, sources);
  CHECK(json.at("code") == "QD2001");
  CHECK(json.at("severity") == "error");
  CHECK(json.at("message") == "unknown name 'valeu'");
  CHECK(json.at("file") == "msk.contract");
  CHECK(json.at("line") == 2);
  CHECK(json.at("column") == 7);
  CHECK(json.at("end_line") == 2);
  CHECK(json.at("end_column") == 12);
  CHECK(json.at("text") == "no such value");
  const nlohmann::json& label = json.at("labels").at(0);
  CHECK(label.at("text") == "compare this");
  CHECK(label.at("line") == 1);
  CHECK(label.at("column") == 7);
  CHECK(label.at("end_column") == 9);
  CHECK(label.at("primary") == false);
  CHECK(json.at("notes") == nlohmann::json{"a note"});
  CHECK(json.at("helps") == nlohmann::json{"did you mean 'value'?"});
  const nlohmann::json& fix = json.at("fixes").at(0);
  CHECK(fix.at("replacement") == "value");
  CHECK(fix.at("title") == "rename to 'value'");
  CHECK(fix.at("end_column") == 12);
}

TEST_CASE("without a place there are nulls", "[diagnostics]") {
  const nlohmann::json json =
      rendered(make<Id::CannotReadFile>(Span::nowhere(), "figures.csv", "no such file"), SourceMap());
  CHECK(json.at("file").is_null());
  CHECK(json.at("line").is_null());
  CHECK(json.at("end_column").is_null());
  CHECK(json.at("labels").empty());
}

TEST_CASE("quotes, controls and broken bytes in a message leave the document valid", "[diagnostics]") {
  SourceMap sources;
  const FileId file = sources.add(SourceFile("odd\xFFname.csv", "a\"b"));
  const nlohmann::json json = rendered(make<Id::DataUnknownName>(Span{file, 0, 3}, "a\"b\\\x01\n\xE9"), sources);
  CHECK(json.at("message") == "the contract has no input or metric called 'a\"b\\\x01\n\uFFFD'");
  CHECK(json.at("file") == "odd\uFFFDname.csv");
}

}  // namespace quarterday::diagnostics
