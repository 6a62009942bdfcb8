// SPDX-License-Identifier: Apache-2.0
//
// The document as Markdown (with the tables of GitHub's kind). Charts are left to the page.
#include <algorithm>
#include <utility>

#include "compiler/schedule/escape.h"
#include "compiler/schedule/schedule.h"
#include "compiler/schedule/sentence.h"

namespace quarterday::schedule {
namespace {

bool is_plain(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); }

// What stands beside words that are set apart; a blank at the beginning and the end of a text.
struct Around {
  char before = ' ';
  char after = ' ';
};

bool is_gap(char c) { return std::string_view(" ,.;:()").find(c) != std::string_view::npos; }

// Marks hold only where they touch letters, or stand between a gap and a sign; other words are set apart by tags.
std::string marked(const std::string& text, std::string_view mark, std::string_view tag, Around around) {
  const std::string safe = markdown(text);
  const auto holds = [](char edge, char beside) { return is_plain(edge) || (edge > ' ' && is_gap(beside)); };
  if (!text.empty() && holds(text.front(), around.before) && holds(text.back(), around.after))
    return std::string(mark) + safe + std::string(mark);
  return "<" + std::string(tag) + ">" + safe + "</" + std::string(tag) + ">";
}

// Names are plain letters, digits and underscores; anything else is escaped like text.
std::string code(const std::string& name) {
  const bool safe = std::all_of(name.begin(), name.end(), [](char c) {
    return is_plain(c) || std::string_view("_.-/").find(c) != std::string_view::npos;
  });
  return safe ? "`" + name + "`" : "<code>" + markdown(name) + "</code>";
}

std::string text_of(const Text& text) {
  std::string made;
  for (std::size_t i = 0; i < text.runs.size(); ++i) {
    const Run& run = text.runs[i];
    Around around;
    if (!made.empty()) around.before = made.back();
    if (i + 1 < text.runs.size())
      around.after = text.runs[i + 1].kind == Run::Kind::plain && !text.runs[i + 1].text.empty()
                         ? text.runs[i + 1].text.front()
                         : '*';
    switch (run.kind) {
      case Run::Kind::plain:
        made += markdown(run.text);
        break;
      case Run::Kind::term:
        made += marked(run.text, "*", "em", around);
        break;
      case Run::Kind::strong:
        made += marked(run.text, "**", "strong", around);
        break;
      case Run::Kind::code:
        made += code(run.text);
        break;
    }
  }
  return made;
}

class MarkdownWriter {
 public:
  explicit MarkdownWriter(const Link& link) : link_(link) {}

  std::string write(const Document& document) {
    out_ = "# " + markdown(document.title) + "\n";
    for (const Block& block : document.blocks) std::visit(*this, block);
    return std::move(out_);
  }

  void operator()(const Heading& heading) {
    out_ += "\n" + std::string(static_cast<std::size_t>(heading.level), '#') + " " + markdown(heading.text) + "\n";
  }
  void operator()(const Recital& recital) { out_ += "\n> " + markdown_line(recital.text) + "\n"; }

  void operator()(const Paragraph& paragraph) {
    out_ += "\n";
    for (const std::string& anchor : paragraph.anchors) out_ += "<a id=\"" + anchor + "\"></a>";
    out_ += text_of(paragraph.body.text);
    if (paragraph.place) {
      const std::string line = std::to_string(paragraph.place->line);
      const std::string file = link_(paragraph.place->file);
      out_ += file.empty() ? " <sub>l. " + line + "</sub>"
                           : " <sub>[l. " + line + "](" + url(file) + "#L" + line + ")</sub>";
    }
    out_ += "\n";
    if (!paragraph.body.items.empty()) out_ += "\n";
    items(paragraph.body.items, 0, true);
  }

  void operator()(const Table& table) {
    out_ += "\n";
    row(table.header);
    out_ += "|";
    for (std::size_t i = 0; i < table.header.size(); ++i) out_ += "---|";
    out_ += "\n";
    for (const auto& cells : table.rows) row(cells);
  }
  void operator()(const Chart& chart) {
    out_ += "\n<sub>Drawn as a chart in the HTML page: " + markdown(chart.title) + ".</sub>\n";
  }

 private:
  void row(const std::vector<Text>& cells) {
    out_ += "|";
    for (const Text& cell : cells) out_ += " " + text_of(cell) + " |";
    out_ += "\n";
  }

  // The last ends the sentence.
  void items(const std::vector<Item>& items, std::size_t depth, bool last_of_all) {
    for (std::size_t i = 0; i < items.size(); ++i) {
      const bool last = last_of_all && i + 1 == items.size();
      const Item& item = items[i];
      out_ += std::string(depth * 2, ' ') + "- " + label(i, depth) + " " + text_of(item.text);
      if (item.items.empty()) out_ += last ? "." : ";";
      out_ += "\n";
      this->items(item.items, depth + 1, last);
    }
  }

  const Link& link_;
  std::string out_;
};

}  // namespace

std::string to_markdown(const Document& document, const Link& link) { return MarkdownWriter(link).write(document); }

}  // namespace quarterday::schedule
