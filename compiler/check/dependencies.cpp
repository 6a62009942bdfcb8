// SPDX-License-Identifier: Apache-2.0
//
// Nothing is worked out from itself, but for figures of earlier periods.
#include <algorithm>

#include "compiler/check/context.h"

namespace quarterday::check {
namespace {

struct Edge {
  std::uint32_t to;
  Span span;
};

struct Visit {
  std::uint32_t value;
  std::size_t next_edge = 0;
};

void report_circle(Context& context, const std::vector<Visit>& path, std::size_t from,
                   const std::vector<std::vector<Edge>>& edges) {
  const Contract& contract = context.contract;
  std::string circle;
  for (std::size_t i = from; i < path.size() && i < from + 6; ++i)
    circle += "'" + contract.values[path[i].value].name + "', ";
  if (path.size() > from + 6) circle += "..., ";
  circle += "'" + contract.values[path[from].value].name + "'";
  const Edge& closing = edges[path.back().value][path.back().next_edge - 1];
  Diagnostic& diagnostic = context.report(make<Id::CircularDefinition>(closing.span, circle));
  for (std::size_t i = from; i + 1 < path.size() && i < from + 4; ++i)
    diagnostic.label(edges[path[i].value][path[i].next_edge - 1].span,
                     "'" + contract.values[path[i].value].name + "' uses this");
  const model::Value& value = contract.values[path[from].value];
  std::string help = "a figure may use its own of an earlier period: '... last year'";
  if (!value.indexes.empty()) {
    const std::string& members = contract.set(value.indexes.front().set).set.name;
    help += ", or of members declared before: 'sum over earlier " + members + " of ...'";
  }
  diagnostic.help(help);
}

}  // namespace

void check_dependencies(Context& context) {
  const std::size_t count = context.contract.values.size();
  std::vector<std::vector<Edge>> edges(count);
  for (const model::Dependency& dependency : context.contract.dependencies)
    if (!dependency.earlier) edges[dependency.reader.index].push_back({dependency.read.index, dependency.span});
  enum class State : std::uint8_t { unseen, open, done };
  std::vector<State> states(count, State::unseen);
  for (std::uint32_t start = 0; start < count; ++start) {
    if (states[start] != State::unseen) continue;
    // An explicit path instead of recursion: a chain of definitions may be as long as the file.
    std::vector<Visit> path{{start}};
    states[start] = State::open;
    while (!path.empty()) {
      const std::uint32_t value = path.back().value;
      if (path.back().next_edge == edges[value].size()) {
        states[value] = State::done;
        path.pop_back();
        continue;
      }
      const std::uint32_t to = edges[value][path.back().next_edge++].to;
      if (states[to] == State::unseen) {
        states[to] = State::open;
        path.push_back({to});
      } else if (states[to] == State::open) {
        const auto at = std::find_if(path.begin(), path.end(), [&](const Visit& visit) { return visit.value == to; });
        report_circle(context, path, static_cast<std::size_t>(at - path.begin()), edges);
        for (const Visit& visit : path) states[visit.value] = State::done;
        path.clear();
      }
    }
  }
}

}  // namespace quarterday::check
