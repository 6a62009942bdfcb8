// SPDX-License-Identifier: Apache-2.0
#include "runtime/plan/op_names.h"

#include "runtime/value/check.h"

namespace quarterday::plan {

std::string_view op_name(Op op) {
  switch (op) {
#define QD_NAME(name) \
  case Op::name:      \
    return #name
    QD_NAME(constant);
    QD_NAME(slot);
    QD_NAME(current_period);
    QD_NAME(contract_year);
    QD_NAME(is_first_period);
    QD_NAME(load);
    QD_NAME(numerator);
    QD_NAME(denominator);
    QD_NAME(at);
    QD_NAME(negate);
    QD_NAME(logical_not);
    QD_NAME(round_money);
    QD_NAME(add);
    QD_NAME(subtract);
    QD_NAME(multiply);
    QD_NAME(divide);
    QD_NAME(less);
    QD_NAME(less_equal);
    QD_NAME(greater);
    QD_NAME(greater_equal);
    QD_NAME(equal);
    QD_NAME(logical_and);
    QD_NAME(logical_or);
    QD_NAME(one_of);
    QD_NAME(is_reported);
    QD_NAME(is_given);
    QD_NAME(meets);
    QD_NAME(select);
    QD_NAME(at_most);
    QD_NAME(at_least);
    QD_NAME(low);
    QD_NAME(high);
    QD_NAME(make_range);
    QD_NAME(make_standard);
    QD_NAME(sum);
    QD_NAME(average);
    QD_NAME(highest);
    QD_NAME(lowest);
    QD_NAME(count);
    QD_NAME(every);
    QD_NAME(some);
    QD_NAME(first_reported);
    QD_NAME(instalment);
    QD_NAME(progress);
    QD_NAME(position);
    QD_NAME(tiers);
    QD_NAME(scale);
    QD_NAME(steps);
    QD_NAME(split);
    QD_NAME(growing);
    QD_NAME(to_nearest);
    QD_NAME(first_day);
    QD_NAME(last_day);
    QD_NAME(days_later);
    QD_NAME(months_later);
#undef QD_NAME
  }
  QD_CHECK(false, "an operation without a name");
}

std::string_view bound_name(TableRow::Bound bound) {
  switch (bound) {
    case TableRow::Bound::up_to:
      return "up to";
    case TableRow::Bound::above:
      return "above";
    case TableRow::Bound::loss_up_to:
      return "loss up to";
    case TableRow::Bound::loss_above:
      return "loss above";
    case TableRow::Bound::loss:
      return "loss";
    case TableRow::Bound::at:
      return "at";
    case TableRow::Bound::short_of:
      return "short of";
    case TableRow::Bound::below:
      return "below";
    case TableRow::Bound::to_below:
      return "to below";
    case TableRow::Bound::at_least:
      return "at least";
    case TableRow::Bound::at_most:
      return "at most";
    case TableRow::Bound::otherwise:
      return "otherwise";
  }
  QD_CHECK(false, "a bound without a name");
}

std::string_view grain_name(Grain grain) {
  switch (grain) {
    case Grain::once:
      return "once";
    case Grain::year:
      return "year";
    case Grain::quarter:
      return "quarter";
    case Grain::month:
      return "month";
  }
  QD_CHECK(false, "a grain without a name");
}

}  // namespace quarterday::plan
