// SPDX-License-Identifier: Apache-2.0
#include "runtime/diagnostics/render_text.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string_view>
#include <vector>

#include "runtime/diagnostics/snippet.h"
#include "runtime/diagnostics/table.h"
#include "runtime/diagnostics/utf8.h"

namespace quarterday::diagnostics {
namespace {

constexpr std::uint32_t lines_at_each_end = 2;

constexpr std::string_view bold = "\x1b[1m";
constexpr std::string_view blue = "\x1b[1;34m";
constexpr std::string_view green = "\x1b[1;32m";

std::string_view color_of(Severity severity) {
  switch (severity) {
    case Severity::Error:
      return "\x1b[1;31m";
    case Severity::Warning:
      return "\x1b[1;33m";
    case Severity::Note:
      return "\x1b[1;36m";
  }
  return {};
}

class Painter {
 public:
  explicit Painter(bool color) : color_(color) {}

  std::string operator()(std::string_view style, std::string_view text) const {
    if (!color_ || text.empty()) return std::string(text);
    std::string out(style);
    out += text;
    out += "\x1b[0m";
    return out;
  }

 private:
  bool color_;
};

// A span to be underlined, with the lines it touches.
struct Mark {
  Span span;
  std::string_view text;
  bool primary;
  std::uint32_t first_line;
  std::uint32_t last_line;
};

Mark make_mark(const SourceMap& sources, Span span, std::string_view text, bool primary) {
  const SourceFile& file = sources.file(span.file);
  span.end = std::max(span.begin, span.end);
  // A span that takes in its line end still ends on that line.
  const std::uint32_t last_byte = span.end > span.begin ? span.end - 1 : span.end;
  return {span, text, primary, file.line_of(span.begin), file.line_of(last_byte)};
}

// All marks of one file, the primary one first.
struct Section {
  FileId file;
  std::vector<Mark> marks;
};

std::vector<Section> sections_of(const Diagnostic& diagnostic, const SourceMap& sources) {
  std::vector<Section> sections;
  const auto add = [&](Span span, std::string_view text, bool primary) {
    if (!sources.contains(span.file)) return;
    auto found = std::find_if(sections.begin(), sections.end(),
                              [&](const Section& section) { return section.file == span.file; });
    if (found == sections.end()) found = sections.insert(found, Section{span.file, {}});
    found->marks.push_back(make_mark(sources, span, text, primary));
  };
  // A label that says something about the whole primary span stands in its place.
  const bool replaced = diagnostic.primary_text.empty() &&
                        std::any_of(diagnostic.labels.begin(), diagnostic.labels.end(),
                                    [&](const Label& label) { return label.span == diagnostic.primary; });
  if (!replaced) add(diagnostic.primary, diagnostic.primary_text, true);
  for (const Label& label : diagnostic.labels) {
    if (replaced && label.span == diagnostic.primary) add(label.span, label.text, label.primary);
  }
  for (const Label& label : diagnostic.labels) {
    if (!replaced || label.span != diagnostic.primary) add(label.span, label.text, label.primary);
  }
  return sections;
}

std::set<std::uint32_t> lines_shown(const std::vector<Mark>& marks) {
  std::set<std::uint32_t> lines;
  for (const Mark& mark : marks) {
    const std::uint32_t steps = mark.last_line - mark.first_line;
    for (std::uint32_t i = 0; i < std::min(lines_at_each_end, steps + 1); ++i) {
      lines.insert(mark.first_line + i);
      lines.insert(mark.last_line - i);
    }
  }
  return lines;
}

class SectionRenderer {
 public:
  SectionRenderer(const Section& section, const SourceFile& file, std::size_t gutter, std::string_view primary_color,
                  Painter paint)
      : section_(section), file_(file), gutter_(gutter), primary_color_(primary_color), paint_(paint) {}

  std::string render() {
    const LineColumn at = file_.position(section_.marks.front().span.begin);
    out_ += std::string(gutter_, ' ') + paint_(blue, "-->") + " " + printable(file_.name()) + ":" +
            std::to_string(at.line) + ":" + std::to_string(at.column) + "\n";
    std::optional<std::uint32_t> before;
    for (const std::uint32_t line : lines_shown(section_.marks)) {
      if (before && line == *before + 2) put_line(*before + 1);
      if (before && line > *before + 2) out_ += paint_(blue, "...") + "\n";
      put_line(line);
      before = line;
    }
    return out_;
  }

 private:
  void put_line(std::uint32_t line) {
    std::vector<const Mark*> marks;
    for (const Mark& mark : section_.marks) {
      if (mark.last_line == line) marks.push_back(&mark);
    }
    std::stable_sort(marks.begin(), marks.end(), [](const Mark* left, const Mark* right) {
      if (left->primary != right->primary) return left->primary;
      return left->span.begin < right->span.begin;
    });
    const std::string_view text = file_.line_text(line);
    const DisplayLine shown(text);
    const Window window = window_around(shown, marks.empty() ? 0 : shown.column(first_byte(*marks.front(), line)));
    put_gutter(std::to_string(line), clipped(shown, window));
    for (const Mark* mark : marks) {
      const std::size_t begin = window.place(shown.column(first_byte(*mark, line)));
      const std::size_t end = window.place(shown.column(end_byte(*mark, line)));
      put_underline(*mark, begin, std::max(end, begin + 1));
    }
  }

  // Offsets in the line. On a later line of a longer span the underline begins below the first letter.
  std::size_t first_byte(const Mark& mark, std::uint32_t line) const {
    const std::string_view text = file_.line_text(line);
    if (mark.first_line == line) return std::min<std::size_t>(mark.span.begin - file_.line_begin(line), text.size());
    return std::min(text.find_first_not_of(" \t"), text.size());
  }
  std::size_t end_byte(const Mark& mark, std::uint32_t line) const {
    return std::min<std::size_t>(mark.span.end - file_.line_begin(line), file_.line_text(line).size());
  }

  void put_gutter(std::string number, std::string_view text) {
    number.insert(0, gutter_ - number.size(), ' ');
    out_ += paint_(blue, number + " |");
    const std::size_t end = text.find_last_not_of(' ');
    if (end != std::string_view::npos) {
      out_ += ' ';
      out_ += text.substr(0, end + 1);
    }
    out_ += '\n';
  }

  void put_underline(const Mark& mark, std::size_t begin, std::size_t end) {
    std::string underline(end - begin, mark.primary ? '^' : '-');
    if (!mark.text.empty()) underline += " " + printable(mark.text);
    put_gutter("", std::string(begin, ' ') + paint_(mark.primary ? primary_color_ : blue, underline));
  }

  const Section& section_;
  const SourceFile& file_;
  std::size_t gutter_;
  std::string_view primary_color_;
  Painter paint_;
  std::string out_;
};

std::size_t gutter_width(const std::vector<Section>& sections) {
  std::uint32_t last = 0;
  for (const Section& section : sections) {
    for (const Mark& mark : section.marks) last = std::max(last, mark.last_line);
  }
  return std::to_string(last).size();
}

std::string counted(std::size_t count, std::string_view word) {
  return std::to_string(count) + " " + std::string(word) + (count == 1 ? "" : "s");
}

}  // namespace

std::string render_text(const Diagnostic& diagnostic, const SourceMap& sources, RenderOptions options) {
  const Painter paint(options.color);
  const std::string_view color = color_of(diagnostic.severity);
  std::string out =
      paint(color, std::string(severity_text(diagnostic.severity)) + "[" + label_text(diagnostic.id) + "]");
  out += paint(bold, ": " + printable(diagnostic.message)) + "\n";
  const std::vector<Section> sections = sections_of(diagnostic, sources);
  const std::size_t gutter = gutter_width(sections);
  for (const Section& section : sections) {
    out += SectionRenderer(section, sources.file(section.file), gutter, color, paint).render();
  }
  for (const Label& label : diagnostic.labels) {
    if (!sources.contains(label.span.file)) out += paint(bold, "note") + ": " + printable(label.text) + "\n";
  }
  for (const std::string& note : diagnostic.notes) out += paint(bold, "note") + ": " + printable(note) + "\n";
  for (const std::string& help : helps_of(diagnostic)) out += paint(green, "help") + ": " + printable(help) + "\n";
  for (const FixIt& fix : diagnostic.fixes) {
    const bool said = std::find(diagnostic.helps.begin(), diagnostic.helps.end(), fix.title) != diagnostic.helps.end();
    if (!said && !fix.title.empty()) out += paint(green, "help") + ": " + printable(fix.title) + "\n";
  }
  return out;
}

std::string render_text(std::span<const Diagnostic> diagnostics, const SourceMap& sources, RenderOptions options) {
  std::string out;
  for (const Diagnostic& diagnostic : diagnostics) out += render_text(diagnostic, sources, options) + "\n";
  return out;
}

std::string render_summary(std::span<const Diagnostic> diagnostics) {
  std::map<Severity, std::size_t> counts;
  bool more = false;
  for (const Diagnostic& diagnostic : diagnostics) {
    const bool says_more = diagnostic.id == Id::TooManyMistakes || diagnostic.id == Id::DataTooManyErrors;
    more = more || says_more;
    if (!says_more) ++counts[diagnostic.severity];
  }
  std::string out;
  for (const auto& [severity, count] : counts) {
    if (!out.empty()) out += ", ";
    out += counted(count, severity_text(severity));
  }
  if (more) out += " and more";
  return out;
}

}  // namespace quarterday::diagnostics
