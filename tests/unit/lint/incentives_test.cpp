// SPDX-License-Identifier: Apache-2.0
//
// What recording, reporting and silence earn, and the terms beside which they earn nothing.
#include "tests/unit/lint/linting.h"

namespace quarterday::lint {
namespace {

const std::string measures = "  dimension measures, each a measure: hips, knees\n";
const std::string left_out =
    "  metric result for each measure, each year : percent\n"
    "    not reported: left out\n";

Lines of(const Linted& result) { return result.findings; }

}  // namespace

TEST_CASE("an average that counts what is missing as nothing is not re-scaled", "[lint]") {
  const std::string paid =
      "  payment fee from icb to clinic, each year = £9 * average over measures of score if some measure has result is "
      "reported, otherwise £0\n";
  const std::string plain = "  define score for each measure, each year : percent = result\n";
  const std::string guarded =
      "  define score for each measure, each year : percent = result if result is reported, otherwise 0%\n";
  CHECK(
      of(linted(measures + left_out + plain + paid)) ==
      Lines{
          "silence_rescales: an average skips 'result' where it is not reported, so what is reported counts for more"});
  CHECK(of(linted(measures + left_out + guarded + paid)).empty());
}

TEST_CASE("a sentence may leave out a result of few cases", "[lint]") {
  const std::string head = measures +
                           "  input cases for each measure, each year : number\n"
                           "    not reported: 0\n"
                           "  metric result for each measure, each year : percent\n"
                           "    not reported: 0%\n";
  const std::string paid =
      "  payment fee from icb to clinic, each year = £9 * average over measures of score if some measure has score is "
      "reported, otherwise £0\n";
  CHECK(of(linted(head +
                  "  define score for each measure, each year : percent = left out if cases < 30, otherwise result\n" +
                  paid)) == Lines{"too_few_to_count: with too few cases 'score' does not count, so a poor result costs "
                                  "nothing"});
  CHECK(of(linted(head + "  define score for each measure, each year : percent = 0% if cases < 30, otherwise result\n"
                         "  payment fee from icb to clinic, each year = £9 * average over measures of score\n")) ==
        Lines{"cliff_edge: 100% of what 'score' can give hangs on one step"});
}

TEST_CASE("an earlier result that stands for a missing one is found in cases and in lists", "[lint]") {
  const std::string head =
      "  metric result each year from 2023/24 : percent\n"
      "    not reported: left out\n";
  const std::string paid = "  payment fee from icb to clinic, each year = £9 * score\n";
  const Lines found{"keeps_last_result: when 'result' is not reported its own earlier figure stands"};
  CHECK(of(linted(head +
                  "  define score each year : percent\n"
                  "    | result is reported           | result           |\n"
                  "    | result last year is reported | result last year |\n"
                  "    | otherwise                    | 0%               |\n" +
                  paid)) == found);
  CHECK(of(linted(head + "  define score each year : percent = first reported of (result, result last year, 0%)\n" +
                  paid)) == found);
  CHECK(of(linted(head + "  define score each year : percent = first reported of (result, 0%)\n" + paid)).empty());
}

TEST_CASE("nothing for a missing figure spares a loss, unless there is none to be had", "[lint]") {
  const std::string head =
      "  metric change each year : number\n"
      "    not reported: left out\n";
  CHECK(of(linted(
            head +
            "  payment fee from icb to clinic, each year = £0 if change is not reported, otherwise £9 * change\n")) ==
        Lines{"pays_for_silence: what stands for 'change' when it is not reported earns something"});
  CHECK(of(linted(head + "  payment fee from icb to clinic, each year = £0 if change is not reported, otherwise £9 * "
                         "gain of change at most £90\n"))
            .empty());
}

TEST_CASE("prices of parties are no classes, and counts of records are counted by nobody", "[lint]") {
  const std::string counts =
      "  input seen for each site, each year : number\n"
      "    not reported: 0\n"
      "  payment fee from icb to clinic, each year = sum over sites of price * seen\n";
  const std::string rows =
      "    | site  | price : money |\n    | north |           £10 |\n    | south |           £90 |\n";
  CHECK(of(linted("  dimension sites, each a site\n" + rows + counts)) ==
        Lines{"upcoding_pays: recorded in another class, what 'seen' counts is paid 9 times as much"});
  CHECK(of(linted("  group sites, each a site\n" + rows + counts)).empty());
}

TEST_CASE("the dearest and the cheapest class are those of one year", "[lint]") {
  const Linted result = linted(
      "  dimension classes, each a class\n"
      "    | class  | price 2024/25 : money | 2025/26 | 2026/27 | 2027/28 |\n"
      "    | plain  |                   £10 |     £20 |     £30 |     £40 |\n"
      "    | severe |                   £15 |     £30 |     £45 |     £60 |\n"
      "  input seen for each class, each year : number\n"
      "    not reported: 0\n"
      "  payment fee from icb to clinic, each year = sum over classes of price * seen\n");
  CHECK(of(result).empty());
}

TEST_CASE("a limit by plan is one, what is left of a fund is none", "[lint]") {
  const std::string head =
      "  input claim, used each year : money\n"
      "    not reported: £0\n";
  CHECK(of(linted(head +
                  "  payment fee from icb to clinic, each year = claim at most £90 - 1% of used at most £90 at least "
                  "£0\n"))
            .empty());
  CHECK(of(linted(head + "  payment fee from icb to clinic, each year = claim at most (£90 - used)\n")) ==
        Lines{"paid_as_reported: 'claim' is paid in full, as it is reported"});
}

TEST_CASE("a cost that lowers what is paid is borne and not passed on", "[lint]") {
  const Linted result = linted(
      "  input cost each year : money\n"
      "    not reported: settlement refused\n"
      "  payment fee from icb to clinic, each year = £900 - cost\n");
  CHECK(of(result).empty());
}

TEST_CASE("who is left out of both halves of a ratio wins nothing by it", "[lint]") {
  const Linted result = linted(
      "  input reached, eligible, excepted each year : number\n"
      "    not reported: settlement refused\n"
      "  payment fee from icb to clinic, each year = £9 * progress of ((reached - excepted) / (eligible - excepted)) "
      "over 50% to "
      "90%\n");
  CHECK(of(result).empty());
}

TEST_CASE("two sums that both follow the tested figure are left alone", "[lint]") {
  const Linted result = linted(
      "  input people each year : number\n"
      "    not reported: 0\n"
      "  payment fee from icb to clinic, each year = £4 * people if people > 500, otherwise £3 * people + £500\n");
  CHECK(of(result).empty());
}

TEST_CASE("a state that keeps itself is followed to what brings it", "[lint]") {
  const Linted result = linted(
      "  metric quality each year from 2023/24 : percent\n"
      "    not reported: 0%\n"
      "  input people, visits each year : number\n"
      "    not reported: 0\n"
      "  define full each year : yes/no\n"
      "    | full last year | quality >= 70% |\n"
      "    | otherwise      | quality >= 80% |\n"
      "  payment fee from icb to clinic, each year = £40 * people if full, otherwise £35 * visits\n");
  CHECK(of(result) ==
        Lines{"two_sums: on the two sides of this bound 'fee' is worked out in two ways, which need not meet"});
}

TEST_CASE("a month of twelve is one of them, unless an average asks for all", "[lint]") {
  const std::string head =
      "  metric waiting each month : number\n"
      "    not reported: settlement refused\n";
  const std::string march = "  payment fee from icb to clinic, each year = £900 - £2 * waiting in March\n";
  CHECK(of(linted(head + march)) ==
        Lines{"year_end_only: 'waiting' is reported each month, and only 1 of the 12 in a year can count"});
  CHECK(of(linted(head + march +
                  "  payment rest from icb to clinic, each year = £900 - £1 * average over months of waiting\n"))
            .empty());
}

TEST_CASE("points at a lower threshold are a part of the member's own", "[lint]") {
  const auto scheme = [](const std::string& at_lower) {
    return linted(
        "  dimension indicators, each an indicator\n"
        "    | indicator | at_lower | maximum |\n"
        "    | asthma    |        0 |      40 |\n"
        "    | vaccines  | " +
        at_lower +
        " | 18 |\n"
        "  metric result for each indicator, each year : percent\n"
        "    not reported: 0%\n"
        "  define points for each indicator, each year : number\n"
        "    = 0 if result < 50%, otherwise at_lower + (maximum - at_lower) * progress of result over 50% to 90%\n"
        "  payment fee from icb to clinic, each year = £9 * sum over indicators of points\n");
  };
  CHECK(of(scheme("9")) == Lines{"cliff_edge: 50% of what 'points' can give hangs on one step"});
  CHECK(of(scheme("1")).empty());
}

TEST_CASE("a whole rate that steps by a twentieth is a cliff, by less it is none", "[lint]") {
  const auto rate = [](const std::string& more) {
    return linted(
        "  metric stars each year : number\n"
        "    not reported: 3\n"
        "  parameter price each year : money\n"
        "    | 2024/25 | £10 |\n"
        "    | 2025/26 | £11 |\n"
        "    | 2026/27 | £12 |\n"
        "    | 2027/28 | £13 |\n"
        "  payment fee from icb to clinic, each year = " +
        more + " of price if stars >= 4, otherwise price\n");
  };
  CHECK(of(rate("105%")) == Lines{"cliff_edge: 4.7619…% of what 'fee' can give hangs on one step"});
  CHECK(of(rate("104%")).empty());
}

TEST_CASE("what stands for silence earns by what the figure pays, not by how high it is", "[lint]") {
  const auto malus = [](const std::string& instead) {
    return linted(
        "  metric falls each year : share\n"
        "    lower is better\n"
        "    not reported: " +
        instead +
        "\n"
        "  payment malus from clinic to icb, each year = £9 * progress of falls over 2% to 10%\n");
  };
  CHECK(of(malus("100%")).empty());
  CHECK(of(malus("0%")) == Lines{"pays_for_silence: what stands for 'falls' when it is not reported earns something"});
}

TEST_CASE("where no direction is said, what is due says which figure is the better one", "[lint]") {
  const auto paid = [](const std::string& instead, const std::string& sentence) {
    return linted(
               "  metric seen each year : share\n"
               "    not reported: " +
               instead +
               "\n"
               "  payment fee from icb to clinic, each year = " +
               sentence + "\n")
        .findings;
  };
  const Lines found{"pays_for_silence: what stands for 'seen' when it is not reported earns something"};
  CHECK(paid("95%", "£100 if seen >= 90%, otherwise £99") == found);
  CHECK(paid("85%", "£100 if seen >= 90%, otherwise £99").empty());
  CHECK(paid("0%", "£99 if seen > 2%, otherwise £100") == found);
}

TEST_CASE("of several classes those count that are paid", "[lint]") {
  const auto paid = [](const std::string& where) {
    return linted(
        "  dimension kinds, each a kind: usual, travel\n"
        "  dimension bands, each a band\n"
        "    | band  | kind   | price : money |\n"
        "    | one   | usual  |           £20 |\n"
        "    | two   | usual  |           £25 |\n"
        "    | three | travel |           £90 |\n"
        "  input made for each band, each year : number\n"
        "    not reported: 0\n"
        "  payment fee from icb to clinic, each year = sum over bands" +
        where + " of price * made\n");
  };
  CHECK(of(paid(" where kind is usual")).empty());
  CHECK(of(paid(" where kind is one of (usual, travel)")) ==
        Lines{"upcoding_pays: recorded in another class, what 'made' counts is paid 4.5 times as much"});
}

TEST_CASE("who is left out of a ratio that pays less as it rises wins nothing by it", "[lint]") {
  const auto paid = [](const std::string& way) {
    return linted(
        "  input readmitted, discharged, died each year : number\n"
        "    not reported: settlement refused\n"
        "  define rate each year : percent = readmitted / (discharged - died)\n"
        "  payment bonus from icb to clinic, each year = £9 * progress of rate over " +
        way + "\n");
  };
  CHECK(of(paid("20% to 5%")).empty());
  CHECK(of(paid("5% to 20%")) == Lines{"exclusions_pay: the more 'died' are left out here, the better the result"});
}

TEST_CASE("a part of a cost is not the whole of it, however it is written", "[lint]") {
  const auto paid = [](const std::string& sentence) {
    return linted(
               "  input cost each year : money\n"
               "    not reported: settlement refused\n"
               "  payment fee from icb to clinic, each year = " +
               sentence + " at most £9,000\n")
        .findings;
  };
  CHECK(paid("(cost - 50% of gain of (cost - £50))").empty());
  CHECK(paid("(cost if cost <= £50, otherwise £50)").empty());
}

TEST_CASE("two sums that are made of what is tested are left alone", "[lint]") {
  const Linted result = linted(
      "  input people, plan each year : number\n"
      "    not reported: settlement refused\n"
      "  define change each year : percent = (people - plan) / plan if plan > 0, otherwise 0%\n"
      "  payment fee from icb to clinic, each year\n"
      "    = £40 * plan * 105% + £20 * (people - 105% of plan) if change > 5%, otherwise £40 * people\n");
  CHECK(of(result).empty());
}

TEST_CASE("a metric that earns in a payment until the next begins earns once", "[lint]") {
  const auto paid = [](const std::string& last) {
    return linted(
        "  metric seen each year : share\n"
        "    not reported: 0%\n"
        "  payment bonus from icb to clinic, each year to " +
        last +
        " = £9 * progress of seen over 50% to 90%\n"
        "  payment prize from icb to clinic, each year from 2026/27 = £9 * progress of seen over 60% to 90%\n");
  };
  CHECK(of(paid("2025/26")).empty());
  CHECK(of(paid("2026/27")) == Lines{"counted_twice: 'seen' earns in 'bonus' and again in 'prize'"});
}

TEST_CASE("a result that is left out by name is left out", "[lint]") {
  const Linted result = linted(
      measures + left_out +
      "  define score for each measure, each year : percent = result if result is given, otherwise left out\n"
      "  payment fee from icb to clinic, each year = £9 * average over measures of score if some measure has score is "
      "given, otherwise £0\n");
  CHECK(of(result) == Lines{"silence_rescales: an average skips 'result' where it is not reported, so what is reported "
                            "counts for more"});
}

}  // namespace quarterday::lint
