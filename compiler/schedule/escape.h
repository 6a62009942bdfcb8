// SPDX-License-Identifier: Apache-2.0
#pragma once

// Contracts come by mail: nothing in one may become markup of a document.

#include <string>
#include <string_view>

namespace quarterday::schedule {

// As text or an attribute of HTML and XML.
std::string html(std::string_view text);
std::string markdown(std::string_view text);
// At the beginning of a line, where a dash or a number would begin a list.
std::string markdown_line(std::string_view text);
// A path as a link: everything but letters, digits and a few signs as %XX.
std::string url(std::string_view path);
// "(a)", "(ii)", "(C)": the label of the sub-paragraph at that place, from 0, that many levels down.
std::string label(std::size_t place, std::size_t depth);

}  // namespace quarterday::schedule
