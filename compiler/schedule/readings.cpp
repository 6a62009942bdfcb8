// SPDX-License-Identifier: Apache-2.0
#include "compiler/schedule/readings.h"

namespace quarterday::schedule {
namespace {

std::string sentence(Reading reading, const std::string& unit) {
  switch (reading) {
    case Reading::members:
      return "Where a figure that there is for each of several members is named without saying of which, the one "
             "of the member that the sentence is about is meant; within a sum, an average, a count or a condition "
             "over members, the one of each of those members in turn.";
    case Reading::periods:
      return "A figure is the one of the period that the sentence is about, unless another period is named. A "
             "rate of a year holds in each of its quarters and months. A figure asked for before it begins is "
             "left out.";
    case Reading::left_out:
      return "Where a figure is left out there is nothing to reckon with: what is worked out from it is left out "
             "too; sums, averages and counts pass over it, and weights are re-scaled over the rest; a condition "
             "on it is not met, and so the contrary of such a condition holds; as a limit it does not bind. A "
             "payment that would be left out is refused.";
    case Reading::refused:
      return "A settlement that is refused has no payments and names the figure that is missing. Whatever does "
             "not need that figure is settled as usual.";
    case Reading::cases:
      return "Of several cases the first whose condition is met applies; what is not reached need not be known. "
             "Where conditions are joined by “and” or “or”, all of them are looked at, so a missing figure is "
             "always found.";
    case Reading::rounded:
      return "“Rounded” means rounded to the nearest " + unit + ", halves away from zero.";
    case Reading::to_nearest:
      return "“To the nearest” means the nearest multiple of the amount named, halves away from zero.";
    case Reading::instalment:
      return "The instalment of an amount of the year for a quarter or month is the amount due up to the end of "
             "that period, in equal parts, rounded, less the same up to its beginning; all instalments of a year "
             "make the rounded amount.";
    case Reading::instalment_by_weight:
      return "An instalment in proportion to weights is worked out likewise, with the weights of the quarters or "
             "months of the year in the place of equal parts; a weight that is left out is nothing.";
    case Reading::movement:
      return "The movement of an amount of the year to date is that amount, rounded, less the rounded amount of "
             "the period before; in the first period of a year it is the rounded amount.";
    case Reading::progress:
      return "The progress of a figure from one end to another is how far it has come on the way: 0% at the first "
             "end or short of it, 100% at the second or beyond it, and in proportion between. Where the first end "
             "is the higher one, lower is better.";
    case Reading::position:
      return "The position of a figure from one end to another is how far it has come on the way, in proportion, "
             "below 0% short of the first end and above 100% beyond the second.";
    case Reading::range:
      return "A range has two ends, written in the direction of improvement: its first figure and its second.";
    case Reading::tiers:
      return "Tiers cut an amount into slices; each slice earns the rate of its row and the results are added. A "
             "loss earns a negative result. What lies beyond the rows earns nothing.";
    case Reading::tiers_with_columns:
      return "Where tiers have columns, each slice is divided exactly over them in the percentages of its row.";
    case Reading::scale:
      return "A scale is a straight line from each of its points to the next. Beyond the last point its figure "
             "stays, and so does that of the first point short of it, unless a row says otherwise.";
    case Reading::steps:
      return "Steps give the figure of the row in which the amount lies; of several rows the first.";
    case Reading::split:
      return "A split divides the rounded amount: each gets the whole part of its exact share in units of " + unit +
             ", and the units left over go one each to the largest fractions, to the one listed first where they "
             "are equal. The parts always make the whole. Weights are proportions; one that is left out is "
             "nothing.";
    case Reading::growing:
      return "A figure that grows is that figure in the first year of the term, or in the year named, and is "
             "multiplied by one plus the rate for each year since; it is not rounded on the way.";
    case Reading::gain_and_loss:
      return "The gain of a figure is the figure where it is above zero and otherwise nothing; its loss is what "
             "it is below zero, as a positive figure, and otherwise nothing.";
    case Reading::limit:
      return "“But not more than” and “but not less than” are limits, applied in the order in which they are "
             "said. A limit that is left out does not bind.";
    case Reading::average:
      return "A weighted average is the sum of weight times figure over the sum of the weights, both over what is "
             "not left out; where all weights are nothing it is left out.";
    case Reading::pooled:
      return "A pooled share is the sum of the numerators over the sum of the denominators, over those that are "
             "reported, as they are reported.";
    case Reading::ratio:
      return "The numerator and the denominator of a share are the two counts that are reported for it. A share "
             "with a denominator of nothing counts as not reported.";
    case Reading::first_reported:
      return "“The first reported of” several figures is the first that is not left out; where all are, the "
             "settlement is refused, unless the last is said to be left out.";
    case Reading::first_then:
      return "“In the first year” (or quarter, or month) means the first period for which the figure is worked "
             "out; a deed does not begin it anew.";
    case Reading::worked_out_again:
      return "A figure worked out again with one figure in the place of another is what it would be if the one "
             "were the other: everything between is worked out again, for all members and periods; all else stays "
             "as it is.";
    case Reading::contract_year:
      return "The number of the contract year is 1 in the first year of the term, 2 in the second, and so on.";
    case Reading::balance:
      return "A balance holds an amount from one period to the next. Its movements are made once in each period, "
             "in the order in which they stand: what is taken in fills it up to its limit at most, what is paid "
             "out goes as far as it reaches, the oldest money first where money lapses. Nothing in it is rounded, "
             "and it pays nothing by itself.";
    case Reading::payments_read:
      return "The name of a payment, used in a sentence, means what was paid: its rounded amounts, and nothing "
             "where there is no such payment.";
    case Reading::rows:
      return "Rows are selected from records step by step, in the order in which the steps stand. A condition on "
             "an empty cell is not met. Times are compared as they stand in the files; “within” a time after "
             "another means not before it and not later than that time after it.";
    case Reading::dates:
      return "A date some months or years after another is the same day of the month, or the last day of a "
             "shorter month. A date that is left out is neither before nor after anything.";
    case Reading::deeds:
      return "The terms in force in a period settle it; what looks back reads the terms that were in force then. "
             "What a deed does not change stays as it is.";
    case Reading::given_of_all:
      return "What a worked example gives without naming a member it gives for each member for which it gives nothing "
             "else.";
    case Reading::lines:
      return "A settlement lists what is due for its period, in the order in which the payments stand here and, within "
             "one, in the order of its members; a payment of nothing is listed too. Settling a year lists what falls "
             "due at its end, not what was listed for its quarters or months. Each payment is rounded once, at its "
             "end, to the smallest unit of its currency (" +
             unit +
             " in the currency of the contract), halves away from zero. A negative amount is paid the other way.";
    case Reading::requirement:
      return "A requirement guards the figure it names: where its condition fails for any member, whatever needs that "
             "figure in that period is refused. A condition on a figure that is left out fails.";
    case Reading::naming:
      return "Of several missing figures a refused settlement names the one that stands first here, of these the one "
             "of the earliest period, then the one of the first member.";
    case Reading::exact:
      return "All figures are exact fractions; nothing is rounded but where this schedule says so.";
  }
  return {};
}

}  // namespace

std::vector<std::string> Readings::sentences(const std::string& smallest_unit) const {
  std::vector<std::string> all;
  all.reserve(used_.size());
  for (const Reading reading : used_) all.push_back(sentence(reading, smallest_unit));
  return all;
}

}  // namespace quarterday::schedule
