// SPDX-License-Identifier: Apache-2.0
//
// Figures that a contract makes without writing them down: what a term that changes comes to in the first and the last
// of its years, what a weight is worth of an amount that is known, and what a term comes to with the data at hand.
#include <algorithm>

#include "compiler/lower/lower.h"
#include "compiler/schedule/constants.h"
#include "tools/lsp/features.h"
#include "tools/lsp/figures.h"

namespace quarterday::lsp {
namespace {

class Hints {
 public:
  Hints(const Asked& asked, const Analysis& analysis, const Json& params)
      : analysis_(analysis), own_(analysis.own()), encoding_(asked.encoding()) {
    const Range range = range_in(params.at("range"));
    begin_ = own_.lines.offset(own_.text(), range.start, encoding_);
    end_ = own_.lines.offset(own_.text(), range.end, encoding_);
    find_figures(asked);
  }

  Json all() {
    for (const Symbol& symbol : analysis_.symbols) {
      const Span name = symbol.declared.name_span;
      if (symbol.file != 0 || !name.has_place() || name.end < begin_ || name.begin > end_) continue;
      const Kind kind = symbol.declared.kind;
      const bool known = (kind == Kind::define || kind == Kind::parameter) && add_years(symbol);
      if (!known && (kind == Kind::define || kind == Kind::payment)) add_with_data(symbol);
    }
    for (const plan::Node& node : analysis_.contract().nodes)
      if (node.op == plan::Op::split) add_weights(node);
    return std::move(hints_);
  }

 private:
  void add(std::size_t at, const std::string& label, const std::string& tooltip) {
    if (at < begin_ || at > end_) return;
    hints_.push_back({{"position", to_json(own_.lines.position(own_.text(), at, encoding_))},
                      {"label", label},
                      {"paddingLeft", true},
                      {"tooltip", tooltip}});
  }

  // Where the editor can be told later that they are there, for it has to be settled first.
  void find_figures(const Asked& asked) {
    if (!asked.client.settles || !asked.client.asks_hints_anew || !analysis_.compilation.plan) return;
    const std::vector<std::string> data = asked.workspace.data_for(analysis_);
    if (data.empty()) return;
    with_data_ = asked.workspace.data_figures().find(analysis_.uri, data);
    numbers_ = lower::numbers_in_plan(analysis_.contract());
  }

  void add_with_data(const Symbol& symbol) {
    const auto id = with_data_ == nullptr ? std::nullopt : analysis_.value_of(symbol);
    const plan::ValueId settled = id ? numbers_[id->index] : plan::ValueId{};
    if (!settled) return;
    const auto figure = with_data_->find(settled.index);
    if (figure != with_data_->end()) add(symbol.declared.name_span.end, figure->second.label, figure->second.every);
  }

  // A table shows its figures itself, a figure that is written out too.
  bool add_years(const Symbol& symbol) {
    const auto id = analysis_.value_of(symbol);
    if (!id) return false;
    const model::Contract& contract = analysis_.contract();
    const model::Value& value = contract.value(*id);
    if (!value.indexes.empty() || value.cells.nodes.size() > 1) return false;
    const plan::NodeId body = value.body                  ? value.body
                              : value.cells.nodes.empty() ? plan::NodeId{}
                                                          : value.cells.nodes[0];
    if (!body || contract.nodes[body.index].op == plan::Op::constant) return false;
    constexpr std::size_t most = 1000;
    const std::vector<KnownFigure> figures = known_figures(contract, *id, most);
    if (figures.empty()) return false;
    std::string label = "= " + figures.front().text;
    if (figures.size() > 1)
      label = figures.front().of + ": " + figures.front().text + ", " + figures.back().of + ": " + figures.back().text;
    std::string every;
    for (const KnownFigure& figure : figures) every += (figure.of.empty() ? "" : figure.of + ": ") + figure.text + "\n";
    add(symbol.declared.name_span.end, label, every);
    return true;
  }

  // `budget split over categories by category_weight`: beside each weight its part of the first year's budget.
  void add_weights(const plan::Node& split) {
    const model::Contract& contract = analysis_.contract();
    if (split.operands.size() < 2 || !split.binder || contract.term.first == 0) return;
    const plan::Node& weight = contract.nodes[split.operands[1].index];
    if (weight.op != plan::Op::load) return;
    const model::Value& column = contract.value(weight.value);
    if (!column.is_column || column.indexes.size() != 1 || !column.cells.periods.empty()) return;
    const plan::Period year =
        contract.calendar.containing({plan::Grain::month, contract.term.first}, plan::Grain::year);
    const schedule::Constants constants(contract);
    const auto amount = constants.number(split.operands[0], year);
    const model::Type& type = contract.facts[split.operands[0].index].type;
    if (!amount || !type.is_money()) return;
    value::Rational total = 0;
    const auto& members = contract.set(column.indexes.front().set).set.members;
    std::vector<value::Rational> weights;
    for (std::size_t i = 0; i < members.size() && i < column.cells.nodes.size(); ++i) {
      const auto one = constants.number(column.cells.nodes[i], year, {members[i]});
      if (!one) return;
      weights.push_back(*one);
      total = total + *one;
    }
    if (total.is_zero()) return;
    for (std::size_t i = 0; i < weights.size(); ++i) {
      const Span cell = contract.facts[column.cells.nodes[i].index].span;
      if (analysis_.file_of(cell.file) != 0U) continue;
      const std::string part = figure_text(contract, type, *amount * weights[i] / total);
      add(cell.end, part,
          "its part of " + figure_text(contract, type, *amount) + " in " + contract.calendar.name(year));
    }
  }

  const Analysis& analysis_;
  const File& own_;
  Encoding encoding_;
  const FiguresWithData* with_data_ = nullptr;
  std::vector<plan::ValueId> numbers_;  // as the figures go by
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  Json hints_ = Json::array();
};

}  // namespace

Json inlay_hint(const Asked& asked, const Json& params) {
  return Hints(asked, analysis_of(asked, params), params).all();
}

}  // namespace quarterday::lsp
