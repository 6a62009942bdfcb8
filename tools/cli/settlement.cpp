// SPDX-License-Identifier: Apache-2.0
#include "tools/cli/settlement.h"

#include <algorithm>
#include <string_view>

#include "runtime/evaluate/evaluate.h"
#include "runtime/evaluate/existence.h"
#include "runtime/evaluate/words.h"
#include "runtime/plan/versions.h"
#include "runtime/statement/words.h"
#include "tools/cli/files.h"

namespace quarterday::cli {
namespace {

using diagnostics::Diagnostic;
using diagnostics::Id;
using diagnostics::Span;

std::string why_no_period(value::PeriodError error) {
  switch (error) {
    case value::PeriodError::wrong_calendar:
      return "that is a period of another calendar than the contract's";
    case value::PeriodError::years_do_not_follow:
      return "the two years of a period follow each other: 2015/16";
    case value::PeriodError::year_out_of_range:
      return "the year is out of range";
    default:
      return "periods are written 2015/16, 2015/16-Q1, 2015, 2015-Q1 or 2015-04";
  }
}

std::optional<plan::Period> period_of(const std::string& text, const plan::Plan& plan, diagnostics::Sink& sink) {
  const value::ParsedPeriod parsed = plan.calendar.parse(text);
  if (parsed) return *parsed;
  sink.report(diagnostics::make<Id::PeriodNotSettled>(Span::nowhere(), "'" + text + "'"))
      .note(why_no_period(parsed.error))
      .help("this contract is settled " + evaluate::settled_periods(plan));
  return std::nullopt;
}

// The words of an origin where they stand on its line; the whole line where they run on or are spaced out.
Span span_of(const plan::Origin& origin, const Contract& contract) {
  if (origin.line == 0) return Span::nowhere();
  const diagnostics::FileId id = contract.sources.find(contract.plan()->file_of(origin)).value_or(contract.file);
  const diagnostics::SourceFile& file = contract.sources.file(id);
  const std::string_view text = file.line_text(origin.line);
  std::size_t begin = text.find(origin.text);
  std::size_t end = begin + origin.text.size();
  if (origin.text.empty() || begin == std::string_view::npos) {
    begin = std::min(text.find_first_not_of(" \t"), text.size());
    end = std::max(begin, text.find_last_not_of(" \t") + 1);
  }
  const std::uint32_t line_begin = file.line_begin(origin.line);
  return {id, line_begin + static_cast<std::uint32_t>(begin), line_begin + static_cast<std::uint32_t>(end)};
}

// `abbey_practice in 2023/24` of `list_size for abbey_practice in 2023/24`: the name stands in the message already.
std::string where_missing(const evaluate::Refusal& refusal, const std::string& name, const std::string& period) {
  if (refusal.details.empty()) return period;
  std::string_view detail = refusal.details.front();
  if (!detail.starts_with(name)) return period;
  detail.remove_prefix(name.size());
  for (const std::string_view joint : {" for ", " in "}) {
    if (detail.starts_with(joint)) return std::string(detail.substr(joint.size()));
  }
  return period;
}

void report_refusal(const plan::Plan& plan, const evaluate::Settlement& settlement, Contract& contract) {
  const evaluate::Refusal& refusal = *settlement.refusal;
  const plan::Value& input = plan.value(refusal.input);
  const std::string period = plan.calendar.name(settlement.period);
  const plan::OriginId declared = plan::origin_at(input, settlement.period);
  const plan::OriginId instead = plan::not_reported_origin_at(input, settlement.period);
  const plan::OriginId rule = refusal.requirement ? refusal.requirement : instead ? instead : declared;
  const plan::Origin& origin = plan.origin(rule);
  const Span span = span_of(origin, contract);
  const std::string id = statement::data_name(plan, refusal.input, refusal.members);
  const std::string where = where_missing(refusal, input.name, period);
  Diagnostic diagnostic =
      refusal.requirement ? diagnostics::make<Id::RefusedByRequirement>(span, id, plan.calendar.name(refusal.period))
      : refusal.left_out_line.empty()
          ? diagnostics::make<Id::RefusedNotReported>(span, id, where)
          : diagnostics::make<Id::LeftOutReachedLine>(span, id, where, refusal.left_out_line);
  const plan::Origin& told = origin.clause.empty() && origin.deed.empty() ? plan.origin(declared) : origin;
  const std::string clause = statement::clause_in_words(told.clause, told.deed);
  if (!clause.empty()) diagnostic.under(clause);
  if (refusal.requirement || refusal.details.size() > 1) {
    for (const std::string& detail : refusal.details) diagnostic.note(detail);
  }
  contract.sink.report(std::move(diagnostic));
}

// A statement must not take the place of what it was made from.
bool is_one_of_inputs(const SettleOptions& options) {
  if (is_same_file(options.output, options.file)) return true;
  return std::any_of(options.data.begin(), options.data.end(), [&](const std::string& data) {
    return is_same_file(options.output, data) || lies_in_folder(options.output, data);
  });
}

}  // namespace

std::shared_ptr<records::Records> read_data(const std::vector<std::string>& paths, std::optional<value::Date> as_at,
                                            Contract& contract, data::Dataset& dataset) {
  const plan::Plan& plan = *contract.plan();
  const data::LoadOptions loading{as_at, evaluate::Existence(plan)};
  dataset = data::load(paths, plan, loading, contract.sources, contract.sink);
  if (contract.sink.has_errors()) return nullptr;
  std::shared_ptr<records::Records> records = records::read(plan, dataset, contract.sources, contract.sink);
  if (records) dataset.measure_with(records);
  return records;
}

void settle_contract(const SettleOptions& options, Settled& settled, Console& console) {
  Contract& contract = settled.contract;
  diagnostics::Sink& sink = contract.sink;
  load_contract(options.file, contract);
  const plan::Plan* plan = contract.plan();
  std::optional<plan::Period> period;
  if (plan != nullptr) period = period_of(options.period, *plan, sink);
  if (period) {
    settled.records = read_data(options.data, options.as_at, contract, settled.dataset);
    if (!sink.has_errors()) settled.settlement = evaluate::settle(*plan, settled.dataset, *period, {}, sink);
  }
  if (settled.settlement && settled.settlement->refusal) report_refusal(*plan, *settled.settlement, contract);
  settled.exit = tell(sink, contract.sources, options.color, console);
  if (settled.exit == Exit::ok && !settled.settlement) settled.exit = Exit::problem;
}

Exit deliver(const std::string& text, const SettleOptions& options, Exit done, Console& console) {
  if (options.output.empty()) {
    console.out(text);
    return done;
  }
  std::string why = "it is the contract or among the data";
  if (!is_one_of_inputs(options)) why = write_file(options.output, text);
  if (why.empty()) return done;
  console.err("error: cannot write '" + options.output + "': " + why + "\n");
  return Exit::usage;
}

}  // namespace quarterday::cli
