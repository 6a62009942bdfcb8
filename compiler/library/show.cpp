// SPDX-License-Identifier: Apache-2.0
#include "compiler/library/show.h"

#include <algorithm>

namespace quarterday::library {

namespace {

std::string indented(const std::string& text) {
  std::string shown;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = text.find('\n', begin) + 1;
    shown.append(end - begin > 1 ? "  " : "").append(text, begin, end - begin);
    begin = end;
  }
  return shown;
}

std::string joined(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text.append(line).append("\n");
  return text;
}

std::string block(const std::string& text) { return "```contract-part\n" + text + "```\n\n"; }

std::string markdown(const Item& item) {
  std::string text = "### " + item.name + "\n\n`" + item.form + "`\n\n" + joined(item.prose) + "\n";
  for (const std::string& figure : item.figures) text += "- " + figure + "\n";
  return text + "\nIts text:\n\n" + block(item.text) + "Used so:\n\n" + block(item.use) + "Worked:\n\n" +
         block(item.worked);
}

}  // namespace

std::string list() {
  std::size_t widest = 0;
  std::string text;
  for (const Subject& subject : subjects())
    for (const Item& item : items(subject)) widest = std::max(widest, item.name.size());
  for (const Subject& subject : subjects()) {
    text += (text.empty() ? "" : "\n") + title(subject) + "  (import " + std::string(subject.name) + ")\n";
    for (const Item& item : items(subject))
      text += "  " + item.name + std::string(widest + 2 - item.name.size(), ' ') + item.summary + "\n";
  }
  return text + "\n`quarterday stdlib NAME` shows an item, or all of a subject.\n";
}

std::string show(const Item& item) {
  return item.form + "  (import " + std::string(item.subject) + ")\n\n" + indented(joined(item.prose)) + "\nFigures\n" +
         indented(joined(item.figures)) + "\nText\n" + indented(item.text) + "\nUsed so\n" + indented(item.use) +
         "\nWorked\n" + indented(item.worked);
}

std::string show(const Subject& subject) {
  std::string text = title(subject) + "  (" + std::string(subject.file) + ")\n";
  for (const Item& item : items(subject)) text += "\n" + show(item);
  return text;
}

std::string markdown() {
  std::string text =
      "# The library\n\nPhrases that come with the program. `import sharing` brings all of a subject; importing costs "
      "nothing, since\n"
      "only what is used is there. How phrases are said is in [the language](language.md#phrases). `quarterday stdlib` "
      "lists them,\n"
      "`quarterday stdlib NAME` shows one; this page is what `quarterday stdlib --all` prints. The worked figures are "
      "scenarios of\n"
      "the contracts in `stdlib/worked`.\n";
  for (const Subject& subject : subjects()) {
    text += "\n## " + std::string(subject.name) + "\n\n" + title(subject) + ".\n\n";
    for (const Item& item : items(subject)) text += markdown(item);
    text.pop_back();
  }
  return text;
}

}  // namespace quarterday::library
