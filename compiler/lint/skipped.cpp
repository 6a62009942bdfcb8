// SPDX-License-Identifier: Apache-2.0
//
// What is left out: an average that skips it, and a sentence in which an earlier result stands for it.
#include <algorithm>
#include <unordered_map>
#include <vector>

#include "compiler/lint/measured.h"
#include "compiler/lint/rules.h"
#include "compiler/model/left_out.h"

namespace quarterday::lint {
namespace {

// What is known to be missing once a condition is met, or once it is not.
void add_missing(const Facts& facts, NodeId condition, bool met, std::vector<ValueId>& missing) {
  model::for_each_known(facts.contract.nodes, condition, met, [&](const plan::Node& test, bool is_met) {
    if (is_met || (test.op != Op::is_reported && test.op != Op::is_given)) return;
    const plan::Node& subject = facts.node(test.operands.front());
    if (subject.op == Op::load && facts.depends_on_data(subject.value)) missing.push_back(subject.value);
  });
}

class Skipped {
 public:
  explicit Skipped(Look look) : look_(look), facts_(look.facts), left_out_(look.facts.contract) {}

  void find() {
    facts_.for_each_paid_node([&](ValueId, NodeId, const plan::Node& node) {
      const bool over_members = node.binder && node.binder->kind == plan::Binder::Kind::members;
      if (node.op == Op::average && over_members) look_at_average(node.operands[0]);
      if (node.op == Op::sum && over_members) look_at_numerators(node.operands[0]);
    });
  }

 private:
  void look_at_average(NodeId averaged) {
    const model::LeftOut::Cause cause = left_out_.cause(averaged);
    if (!cause) return;
    if (cause.input) {
      look_at_rules(cause.input);
    } else {
      look_at_sentence(cause.said);
    }
  }

  // Of `sum over sites of numerator of seen` a site that reports nothing is no part.
  void look_at_numerators(NodeId summed) {
    const plan::Node& node = facts_.node(summed);
    if (node.op == Op::numerator) look_at_rules(node.value);
  }

  void look_at_rules(ValueId id) {
    const model::Value& value = facts_.value(id);
    if (const auto cause = left_out_.cause(value.input.when_not_reported))
      look_.findings.report(make<Id::SilenceRescales>(facts_.span(cause.said), value.name));
    if (const auto cause = left_out_.cause(value.input.when_denominator_below))
      look_.findings.report(make<Id::TooFewToCount>(facts_.span(cause.said), value.name));
  }

  // `left out if cases < 30, otherwise ...` is what `denominator below 30: left out` says, and `... if result is given,
  // otherwise left out` what the rule of the result says.
  void look_at_sentence(NodeId said) {
    if (!indexed_) index_sentences();
    const auto found = said_in_.find(said.index);
    if (found == said_in_.end()) return;
    const Sentence& sentence = found->second;
    for (const ValueId missing : sentence.missing)
      if (const auto cause = left_out_.cause(missing); cause.input) look_at_rules(cause.input);
    if (sentence.by_figures)
      look_.findings.report(make<Id::TooFewToCount>(facts_.span(said), facts_.name_of(sentence.value)));
  }

  // Where `left out` stands as a case, and on what conditions.
  struct Sentence {
    ValueId value;
    std::vector<ValueId> missing;
    bool by_figures = false;  // measured ones
  };

  void index_sentences() {
    indexed_ = true;
    facts_.for_each_node([&](ValueId id, NodeId, const plan::Node& node) {
      if (node.op == Op::select) index_cases(id, node);
    });
  }

  void index_cases(ValueId id, const plan::Node& node) {
    Sentence before{id, {}, false};
    for (std::size_t i = 0; i < node.operands.size(); i += 2) {
      const bool last = i + 1 == node.operands.size();
      const NodeId figure = node.operands[last ? i : i + 1];
      const bool by_figures = !last && !measured_tests(facts_, node.operands[i]).empty();
      Sentence here = before;
      here.by_figures = by_figures || (last && before.by_figures);
      if (!last) add_missing(facts_, node.operands[i], true, here.missing);
      if (facts_.is_left_out(figure)) said_in_.emplace(figure.index, here);
      if (!last) add_missing(facts_, node.operands[i], false, before.missing);
      before.by_figures = before.by_figures || by_figures;
    }
  }

  Look look_;
  const Facts& facts_;
  model::LeftOut left_out_;
  bool indexed_ = false;
  std::unordered_map<std::uint32_t, Sentence> said_in_;  // by the node that says it
};

// Sentences in which a figure of an earlier period stands for one that is not reported.
class Stands {
 public:
  Stands(Look look, ValueId id) : look_(look), facts_(look.facts), id_(id) {}

  // `denominator below 30: result last year`
  void look_at_few(const model::Value& value) {
    const NodeId instead = value.input.when_denominator_below;
    if (instead && facts_.reaches_payment(id_) && is_earlier(instead, id_))
      look_.findings.report(make<Id::TooFewToCount>(facts_.span(instead), value.name));
  }

  void find() {
    for (const NodeId one : facts_.nodes_of(id_)) {
      const plan::Node& node = facts_.node(one);
      if (node.op == Op::select) look_at_cases(node);
      if (node.op == Op::first_reported) look_at_list(node);
    }
  }

 private:
  void look_at_cases(const plan::Node& node) {
    std::vector<ValueId> missing;
    for (std::size_t i = 0; i < node.operands.size(); i += 2) {
      const bool last = i + 1 == node.operands.size();
      const NodeId figure = node.operands[last ? i : i + 1];
      std::vector<ValueId> here = missing;
      if (!last) add_missing(facts_, node.operands[i], true, here);
      for (const ValueId one : here)
        if (is_earlier(figure, one) || is_earlier(figure, id_)) tell(figure, one);
      if (!here.empty() && spares_loss(node, figure))
        look_.findings.report(make<Id::PaysForSilence>(facts_.span(figure), facts_.name_of(here.front())));
      if (!last && here.empty() && counts_cases(node.operands[i]) && is_earlier(figure, id_))
        look_.findings.report(make<Id::TooFewToCount>(facts_.span(figure), facts_.name_of(id_)));
      if (!last) add_missing(facts_, node.operands[i], false, missing);
    }
  }

  // Nothing is due, where with the figure something might have to be paid back.
  bool spares_loss(const plan::Node& node, NodeId figure) {
    if (!facts_.is_nothing(figure) || !facts_.type(figure).is_money()) return false;
    const Range last = look_.ranges.of(node.operands.back());
    return node.operands.back() != figure && (!last.low || last.low->sign() < 0);
  }

  bool counts_cases(NodeId test) const {
    const std::vector<MeasuredTest> tests = measured_tests(facts_, test);
    return std::any_of(tests.begin(), tests.end(), [&](const MeasuredTest& one) {
      return facts_.node(one.subject).op == Op::denominator && !one.at_least;
    });
  }

  void look_at_list(const plan::Node& node) {
    const ValueId first = read_in(node.operands[0]);
    for (std::size_t i = 1; i < node.operands.size(); ++i) {
      const bool moved = facts_.node(node.operands[i]).op == Op::at && first && read_in(node.operands[i]) == first;
      if (!moved && !is_earlier(node.operands[i], id_)) continue;
      tell(node.operands[i], first ? first : id_);
      return;
    }
  }

  // The figure that `x`, `x in March` and `x last year` read.
  ValueId read_in(NodeId id) const {
    const plan::Node& node = facts_.node(id);
    if (node.op == Op::at) return read_in(node.operands[0]);
    return node.op == Op::load ? node.value : ValueId{};
  }

  bool is_earlier(NodeId figure, ValueId of) const {
    bool found = false;
    facts_.below(figure, [&](NodeId one) {
      const plan::Node& node = facts_.node(one);
      found = found || (goes_back(node) && read_in(node.operands[0]) == of);
    });
    return found;
  }

  void tell(NodeId figure, ValueId of) {
    look_.findings.report(make<Id::KeepsLastResult>(facts_.span(figure), facts_.name_of(of)));
  }

  Look look_;
  const Facts& facts_;
  ValueId id_;
};

}  // namespace

void skipped_results(Look look) { Skipped(look).find(); }

void earlier_results(Look look) {
  look.facts.for_each_written([&](ValueId id, const model::Value& value) {
    if (value.kind == plan::Value::Kind::input) Stands(look, id).look_at_few(value);
    const bool sentence = value.kind == plan::Value::Kind::define || value.kind == plan::Value::Kind::payment;
    if (sentence && look.facts.reaches_payment(id)) Stands(look, id).find();
  });
}

}  // namespace quarterday::lint
