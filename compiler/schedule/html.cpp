// SPDX-License-Identifier: Apache-2.0
//
// The document as one page: no scripts, nothing from outside, set for print. It is also well-formed XML.
#include <algorithm>
#include <set>
#include <utility>

#include "compiler/schedule/escape.h"
#include "compiler/schedule/schedule.h"
#include "compiler/schedule/svg.h"

namespace quarterday::schedule {
namespace {

constexpr const char* style = R"(
:root { color-scheme: light; }
body { margin: 0; background: #fff; color: #1b1f24; font: 16px/1.55 Georgia, "Times New Roman", serif; }
main { max-width: 46rem; margin: 0 auto; padding: 2rem 1.25rem 4rem; }
h1 { font-size: 1.7rem; line-height: 1.25; margin: 0 0 1.5rem; }
h2 { font-size: 1.2rem; line-height: 1.3; margin: 2.4rem 0 .8rem; padding-top: .6rem; border-top: 1px solid #c9ced6; }
h3 { font-size: 1rem; margin: 1.6rem 0 .6rem; }
p { margin: .6rem 0; }
nav { font: 14px/1.5 "Helvetica Neue", Arial, sans-serif; margin: 0 0 2rem; }
nav ul { list-style: none; padding: 0; margin: 0; columns: 2; column-gap: 2rem; }
nav li { break-inside: avoid; padding: .1rem 0; }
a { color: inherit; text-decoration: none; }
nav a:hover, .term:hover { text-decoration: underline; }
.term { font-style: italic; }
code { font: .82em Consolas, Menlo, monospace; color: #4a5562; }
.src { font: 11px "Helvetica Neue", Arial, sans-serif; color: #8a929c; margin-left: .35rem; white-space: nowrap; }
.src:hover { color: #1a5fb4; text-decoration: underline; }
:target { background: #fff6d6; }
.recital { color: #4a5562; font-style: italic; border-left: 3px solid #dfe3e8; padding-left: .8rem; }
ol.items { list-style: none; margin: .3rem 0 .8rem; padding: 0 0 0 1.4rem; }
ol.items > li { position: relative; padding-left: 2.1rem; margin: .25rem 0; }
.label { position: absolute; left: 0; }
.wide { overflow-x: auto; margin: .8rem 0 1.2rem; }
table { border-collapse: collapse; font: 13.5px/1.4 "Helvetica Neue", Arial, sans-serif; font-variant-numeric: tabular-nums; }
th { text-align: left; vertical-align: bottom; border-bottom: 1.5px solid #5b6470; padding: .3rem .8rem .3rem 0; }
td { vertical-align: top; border-bottom: 1px solid #e2e6ea; padding: .25rem .8rem .25rem 0; }
td.n, th.n { text-align: right; }
figure { margin: 1rem 0 1.4rem; break-inside: avoid; }
figure.half { display: inline-block; width: 49%; margin-bottom: .6rem; vertical-align: top; }
figcaption { font: 13px/1.4 "Helvetica Neue", Arial, sans-serif; color: #4a5562; margin-bottom: .3rem; }
svg { max-width: 100%; height: auto; font-family: "Helvetica Neue", Arial, sans-serif; }
@page { margin: 20mm 18mm; }
@media print {
  body { font-size: 10.5pt; }
  main { max-width: none; padding: 0; }
  h2, h3 { break-after: avoid; }
  .wide { overflow: visible; }
  table { font-size: 8.5pt; }
  thead { display: table-header-group; }
  tr, .whole { break-inside: avoid; }
  p, li { orphans: 3; widows: 3; }
  .leads, .recital, figcaption { break-after: avoid; }
  .src { color: #9aa1aa; }
}
)";

// What is not torn apart by the end of a page.
constexpr std::size_t short_table = 12;

class HtmlWriter {
 public:
  explicit HtmlWriter(const Link& link) : link_(link) {}

  std::string write(const Document& document) {
    for (const Block& block : document.blocks)
      if (const auto* paragraph = std::get_if<Paragraph>(&block))
        anchors_.insert(paragraph->anchors.begin(), paragraph->anchors.end());
    const std::string title = html(document.title);
    out_ =
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n<title>" +
        title + "</title>\n<style>" + style + "</style>\n</head>\n<body>\n<main>\n<h1>" + title + "</h1>\n";
    contents(document);
    for (std::size_t i = 0; i < document.blocks.size(); ++i) {
      const bool last = i + 1 == document.blocks.size();
      before_table_ = !last && std::holds_alternative<Table>(document.blocks[i + 1]);
      std::visit(*this, document.blocks[i]);
    }
    return std::move(out_) + "</main>\n</body>\n</html>\n";
  }

  void operator()(const Heading& heading) {
    const std::string tag = "h" + std::to_string(heading.level);
    out_ += "<" + tag;
    if (heading.level == 2) out_ += " id=\"section-" + std::to_string(++sections_) + "\"";
    out_ += ">" + html(heading.text) + "</" + tag + ">\n";
  }
  void operator()(const Recital& recital) { out_ += "<p class=\"recital\">" + html(recital.text) + "</p>\n"; }

  void operator()(const Paragraph& paragraph) {
    const bool leads = before_table_ || !paragraph.body.items.empty();
    out_ += leads ? "<p class=\"leads\"" : "<p";
    for (std::size_t i = 0; i < paragraph.anchors.size(); ++i) {
      const std::string id = "id=\"" + html(paragraph.anchors[i]) + "\"";
      out_ += i == 0 ? " " + id + ">" : "<span " + id + "></span>";
    }
    if (paragraph.anchors.empty()) out_ += ">";
    text(paragraph.body.text);
    if (paragraph.place) place(*paragraph.place);
    out_ += "</p>\n";
    items(paragraph.body.items, 0, true);
  }

  void operator()(const Table& table) {
    out_ += table.rows.size() > short_table ? "<div class=\"wide\">" : "<div class=\"wide whole\">";
    out_ += "<table>\n<thead><tr>";
    std::vector<bool> figures;
    for (std::size_t column = 0; column < table.header.size(); ++column) figures.push_back(are_figures(table, column));
    for (std::size_t i = 0; i < table.header.size(); ++i) cell("th", table.header[i], figures[i]);
    out_ += "</tr></thead>\n<tbody>\n";
    for (const auto& row : table.rows) {
      out_ += "<tr>";
      for (std::size_t i = 0; i < row.size(); ++i) cell("td", row[i], figures[i]);
      out_ += "</tr>\n";
    }
    out_ += "</tbody></table></div>\n";
  }
  void operator()(const Chart& chart) {
    const Picture picture = picture_of(chart);
    out_ += picture.is_half ? "<figure class=\"half\"><figcaption>" : "<figure><figcaption>";
    out_ += html(chart.title) + "</figcaption>" + picture.svg + "</figure>\n";
  }

 private:
  void contents(const Document& document) {
    out_ += "<nav><ul>\n";
    int section = 0;
    for (const Block& block : document.blocks) {
      const auto* heading = std::get_if<Heading>(&block);
      if (heading != nullptr && heading->level == 2)
        out_ += "<li><a href=\"#section-" + std::to_string(++section) + "\">" + html(heading->text) + "</a></li>\n";
    }
    out_ += "</ul></nav>\n";
  }

  void place(const Place& place) {
    const std::string line = std::to_string(place.line);
    const std::string file = link_(place.file);
    if (file.empty()) {
      out_ += " <span class=\"src\">l. " + line + "</span>";
    } else {
      out_ += " <a class=\"src\" href=\"" + html(url(file)) + "#L" + line + "\">l. " + line + "</a>";
    }
  }

  // Figures alone, which are read from the right: "£1,350,000", "2.5%", "–".
  static bool are_figures(const Table& table, std::size_t column) {
    if (column == 0) return false;
    return std::all_of(table.rows.begin(), table.rows.end(), [column](const std::vector<Text>& row) {
      const std::string words = plain(row[column]);
      return words == "–" || (words.find_first_of("0123456789") != std::string::npos &&
                              words.find(' ') == std::string::npos && words.find('/') == std::string::npos);
    });
  }

  void cell(const std::string& tag, const Text& words, bool figure) {
    out_ += "<" + tag + (figure ? " class=\"n\">" : ">");
    text(words);
    out_ += "</" + tag + ">";
  }

  void text(const Text& words) {
    for (const Run& run : words.runs) {
      const std::string safe = html(run.text);
      switch (run.kind) {
        case Run::Kind::plain:
          out_ += safe;
          break;
        case Run::Kind::term:
          out_ += anchors_.count(run.link) != 0 ? "<a class=\"term\" href=\"#" + html(run.link) + "\">" + safe + "</a>"
                                                : "<span class=\"term\">" + safe + "</span>";
          break;
        case Run::Kind::strong:
          out_ += "<strong>" + safe + "</strong>";
          break;
        case Run::Kind::code:
          out_ += "<code>" + safe + "</code>";
          break;
      }
    }
  }

  // The last ends the sentence.
  void items(const std::vector<Item>& items, std::size_t depth, bool last_of_all) {
    if (items.empty()) return;
    out_ += "<ol class=\"items\">\n";
    for (std::size_t i = 0; i < items.size(); ++i) {
      const bool last = last_of_all && i + 1 == items.size();
      out_ += "<li><span class=\"label\">" + label(i, depth) + "</span> ";
      text(items[i].text);
      if (items[i].items.empty()) out_ += last ? "." : ";";
      this->items(items[i].items, depth + 1, last);
      out_ += "</li>\n";
    }
    out_ += "</ol>\n";
  }

  const Link& link_;
  std::string out_;
  std::set<std::string> anchors_;
  int sections_ = 0;
  bool before_table_ = false;  // whether a table follows the block at hand
};

}  // namespace

std::string to_html(const Document& document, const Link& link) { return HtmlWriter(link).write(document); }

}  // namespace quarterday::schedule
