// SPDX-License-Identifier: Apache-2.0
//
// What the scenarios of contracts reach, for the tools that show the coverage of programs (LCOV), and as a page.
#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "compiler/library/library.h"
#include "compiler/schedule/escape.h"
#include "tools/cli/tested.h"

namespace quarterday::cli {
namespace {

// The terms of one file of a contract, by line.
using Lines = std::map<std::uint32_t, std::vector<const evaluate::CoveragePoint*>>;

std::map<std::string, Lines> by_file(const Tested& tested) {
  std::map<std::string, Lines> files;
  for (const evaluate::CoveragePoint& point : tested.points) {
    const plan::Origin& origin = tested.plan().origin(point.origin);
    files[tested.plan().file_of(origin)][origin.line].push_back(&point);
  }
  return files;
}

bool all_reached(const std::vector<const evaluate::CoveragePoint*>& points) {
  return std::ranges::all_of(points, &evaluate::CoveragePoint::reached);
}

std::string lcov_of_file(const std::string& file, const Lines& lines) {
  std::string out = "SF:" + file + "\n";
  std::size_t branches = 0;
  std::size_t taken = 0;
  std::size_t hit = 0;
  for (const auto& [line, points] : lines) {
    for (std::size_t i = 0; i < points.size(); ++i) {
      const bool reached = points[i]->reached;
      out += "BRDA:" + std::to_string(line) + ",0," + std::to_string(i) + (reached ? ",1\n" : ",0\n");
      taken += reached ? 1 : 0;
    }
    branches += points.size();
  }
  out += "BRF:" + std::to_string(branches) + "\nBRH:" + std::to_string(taken) + "\n";
  for (const auto& [line, points] : lines) {
    const bool reached = all_reached(points);
    out += "DA:" + std::to_string(line) + (reached ? ",1\n" : ",0\n");
    hit += reached ? 1 : 0;
  }
  return out + "LF:" + std::to_string(lines.size()) + "\nLH:" + std::to_string(hit) + "\nend_of_record\n";
}

constexpr std::string_view style =
    "body{font:16px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:75rem;padding:0 1rem}"
    "table{border-collapse:collapse;font:13px/1.5 ui-monospace,monospace;width:100%}"
    "td{padding:0 .5rem;white-space:pre-wrap;vertical-align:top}td:first-child{color:#666;text-align:right}"
    ".reached td{background:#e6f4e6}.missing td{background:#fbe3e3}"
    ".missing ul{font:14px/1.4 system-ui,sans-serif;margin:.2rem 0 .4rem;white-space:normal}"
    "@media(prefers-color-scheme:dark){body{background:#181818;color:#ddd}.reached td{background:#16301a}"
    ".missing td{background:#431d1d}}";

std::string row(const Tested& tested, std::string_view text, std::uint32_t line, const Lines& lines) {
  const auto found = lines.find(line);
  std::string shown = schedule::html(text);
  std::string_view state;
  if (found != lines.end()) {
    state = all_reached(found->second) ? " class=\"reached\"" : " class=\"missing\"";
    std::string list;
    for (const evaluate::CoveragePoint* point : found->second)
      if (!point->reached) list += "<li>" + schedule::html(missing_words(tested.plan(), *point)) + "</li>";
    if (!list.empty()) shown += "<ul>" + list + "</ul>";
  }
  const std::string number = std::to_string(line);
  return "<tr" + std::string(state) + "><td>" + number + "</td><td>" + shown + "</td></tr>\n";
}

std::string file_section(const Tested& tested, const std::string& name, const Lines& lines) {
  const diagnostics::SourceMap& sources = tested.contract.sources;
  const auto id = sources.find(name);
  std::string out = "<h3>" + schedule::html(name) + "</h3>\n<table>\n";
  const diagnostics::SourceFile& file = sources.file(id.value_or(tested.contract.file));
  for (std::uint32_t line = 1; line <= file.last_line(); ++line) out += row(tested, file.line_text(line), line, lines);
  return out + "</table>\n";
}

}  // namespace

std::string lcov(const std::deque<Tested>& tested) {
  std::string out;
  for (const Tested& one : tested) {
    if (!one.ran) continue;
    out += "TN:\n";
    // What shows them opens the files, and those of the library lie nowhere.
    for (const auto& [file, lines] : by_file(one))
      if (!library::has_file(file)) out += lcov_of_file(file, lines);
  }
  return out;
}

std::string coverage_page(const std::deque<Tested>& tested) {
  std::string out =
      "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"/><title>What the scenarios "
      "reach</title><style>";
  out += style;
  out += "</style></head>\n<body><h1>What the scenarios reach</h1>\n";
  for (const Tested& one : tested) {
    if (!one.ran) continue;
    out += "<h2>" + schedule::html(one.path) + ": " + std::to_string(reached_points(one.points)) + " of " +
           std::to_string(one.points.size()) + " terms (" + std::to_string(percent_reached(one.points)) + "%)</h2>\n";
    for (const auto& [file, lines] : by_file(one)) out += file_section(one, file, lines);
  }
  return out + "</body></html>\n";
}

}  // namespace quarterday::cli
