// SPDX-License-Identifier: Apache-2.0
#include "compiler/schedule/escape.h"

#include <catch2/catch.hpp>

namespace quarterday::schedule {

TEST_CASE("text is never markup of the page", "[schedule]") {
  CHECK(html("a < b & \"c\" > 'd'") == "a &lt; b &amp; &quot;c&quot; &gt; &#39;d&#39;");
  CHECK(html("£5 – “yes”") == "£5 – “yes”");
}

TEST_CASE("text is never markup of Markdown", "[schedule]") {
  CHECK(markdown("a_b *c* `d` | [e](f) <g> & #h ~i~ $j$ !k") ==
        "a\\_b \\*c\\* \\`d\\` \\| \\[e\\](f) &lt;g&gt; &amp; \\#h \\~i\\~ \\$j\\$ \\!k");
  CHECK(markdown("one\ntwo\tthree") == "one two three");
  CHECK(markdown("https://example.org, www.example.org") == "https\\://example.org, www\\.example.org");
  CHECK(markdown_line("- a") == "\\- a");
  CHECK(markdown_line("12. a") == "12\\. a");
  CHECK(markdown_line("2) a") == "2\\) a");
  CHECK(markdown_line("12.5% of a") == "12\\.5% of a");
  CHECK(markdown_line("").empty());
}

TEST_CASE("signs that nobody sees do not change what is read", "[schedule]") {
  CHECK(html("\u202Etfel\u202C") == "\uFFFDtfel\uFFFD");
  CHECK(markdown("\u2066a\u2069\u200F") == "\uFFFDa\uFFFD\uFFFD");
  CHECK(html("\uFFFE\u0085\x7F") == "\uFFFD\uFFFD\uFFFD");
  CHECK(html("\u00E9\u20AC\U0001F600") == "\u00E9\u20AC\U0001F600");
}

TEST_CASE("a path leads to a file and to nothing else", "[schedule]") {
  CHECK(url("../a b/c.contract") == "../a%20b/c.contract");
  CHECK(url("javascript:x\"") == "javascript%3Ax%22");
}

TEST_CASE("sub-paragraphs are labelled level by level", "[schedule]") {
  CHECK(label(0, 0) == "(a)");
  CHECK(label(25, 0) == "(z)");
  CHECK(label(26, 0) == "(aa)");
  CHECK(label(3, 1) == "(iv)");
  CHECK(label(48, 1) == "(xlix)");
  CHECK(label(2, 2) == "(C)");
  CHECK(label(1, 3) == "(b)");
}

}  // namespace quarterday::schedule
