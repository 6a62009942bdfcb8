#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The cliffs and perverse incentives that the terms of the examples name, and the rule that finds each: every one of FOUND
is found where it says, and allowed there with a reason, since the examples follow published terms. perverse_incentives.py
PROGRAM EXAMPLES [--list]"""

import json
import pathlib
import subprocess
import sys

# example: (rule, what the message names, the incentive)
FOUND = {
    "aligned-payment-incentive": [
        ("deemed_figure", "activity_flex", "what is not reported at flex counts as the baseline"),
        ("deemed_figure", "activity_freeze", "a flex figure that was too high stands where no freeze corrects it"),
    ],
    "aqc-global-budget": [
        ("cliff_edge", "score", "gate 1 is worth a whole point at once"),
        ("too_few_to_count", "result", "a poor measure with 29 patients is left out"),
        ("cliff_edge", "set_score", "with less than half of the weight left the set falls to 0"),
    ],
    "bedfordshire-msk": [
        ("cliff_edge", "basic_standards", "18 weeks just below 92% halve the money of the quarter"),
        ("too_few_to_count", "score", "29 cases instead of 30 remove a poor hip or knee result"),
        ("year_end_lump", "super_cquin_report", "the report earns all or nothing at the end of the year"),
    ],
    "block-cap-collar": [("deemed_figure", "activity", "a poor month that is kept back counts as planned")],
    "bolton-shared-risk": [
        ("paid_as_reported", "contingency_claim", "an early claim empties the fund"),
        ("upcoding_pays", "ae_attendances", "an attendance coded as an admission raises the excess about ninefold"),
    ],
    "cambridgeshire-older-people": [
        ("own_baseline", "result", "a low first figure is paid in full and makes every later year easier"),
        ("two_sums", "gated", "the safety gate at 40%"),
        ("cliff_edge", "score", "bands and pass metrics are steps"),
        ("keeps_last_result", "result", "a national metric that stays unpublished keeps last year's good score"),
    ],
    "camden-msk": [
        ("cliff_edge", "earned", "a domain at 25% is a cliff of a quarter of its pot"),
        ("keeps_last_result", "result", "a metric that got worse is better left unreported for a year"),
        ("own_baseline", "result", "short of the benchmark, the worse the baseline the more the same result earns"),
    ],
    "canterbury-alliance": [
        ("paid_as_reported", "actual_cost", "a public provider loses little by a deficit"),
        ("paid_as_reported", "assessed_cost", "a generous assessment of cost is worth more than any efficiency"),
    ],
    "chenmed-full-risk": [
        ("upcoding_pays", "counted", "a condition is worth its factor whether mild or severe: coding pays"),
        ("cliff_edge", "base_rate", "4 stars are worth 5% of the whole next year"),
        ("deemed_figure", "audited", "not reporting the final counts leaves the monthly ones standing"),
    ],
    "cobic-milton-keynes": [("own_baseline", "outcome", "a good 2012/13 raises the baseline for three years")],
    "cquin": [
        ("cliff_edge", "score", "nothing is to be gained between the steps"),
        ("own_baseline", "antibiotic_consumption", "a large fall makes next year's target harder"),
        ("too_few_to_count", "score", "auditing fewer than 50 cases keeps a good earlier score"),
        ("year_end_lump", "cquin_risk_reserve", "the reserve is earned or lost with one total"),
    ],
    "frailty-outcomes-pathway": [
        ("cliff_edge", "gate", "fewer people at 70% of the two-hour response halve the quarter"),
        ("keeps_last_result", "measured", "a collapse in an outcome is better left unreported for a quarter"),
    ],
    "icp-whole-population": [
        ("cliff_edge", "incentive_payment", "a score just below 25% pays nothing"),
        ("pays_for_silence", "deviation", "a project whose activity goes unreported escapes a loss"),
        ("silence_rescales", "result", "an unreported bad measure raises the score"),
    ],
    "ics-capitated-risk": [
        ("cliff_edge", "reached", "a tenth of a point of outcome is a whole band"),
        ("keeps_last_result", "result", "not reporting an outcome that collapsed costs one band only"),
    ],
    "kaiser-capitation": [
        ("paid_as_reported", "outside_revenue", "outside revenue above what is certified costs its own amount"),
        ("deemed_figure", "outside_revenue", "not certifying pays where the truth is above 1%"),
    ],
    "lambeth-alliance": [
        ("cliff_edge", "cost_amount", "performance just below half forfeits the whole gain on cost"),
        ("silence_rescales", "result", "the first missing measure of an outcome may raise the score"),
    ],
    "medicare-aco": [
        ("minimum_then_all", "shared", "at the minimum savings rate the payment jumps to a share of all savings"),
        ("cliff_edge", "performance", "nothing is gained between two deciles, and the first is worth most"),
        ("cliff_edge", "shared", "4,999 beneficiaries share nothing"),
    ],
    "new-york-medicaid": [
        ("minimum_then_all", "shared_gain", "level 1 at a saving of 2% jumps from 0"),
        ("cliff_edge", "score", "a measure at the median jumps from a quarter or nothing to a half"),
        ("upcoding_pays", "service_units", "fee for service still pays per unit"),
    ],
    "optimedis-shared-savings": [
        ("minimum_then_all", "share_before_quality", "at 1% of expected cost the share jumps from 0"),
        ("cliff_edge", "quality_factor", "the quality factor steps between 0, 75% and 100% on one patient"),
    ],
    "oxfordshire-mental-health": [
        ("cliff_edge", "score", "the step at the floor makes one patient worth half the indicator"),
        ("silence_rescales", "result", "not reporting an indicator below its floor raises its outcome's score"),
        ("keeps_last_result", "outcome_score", "reporting none of a bad outcome keeps last year's score for ever"),
    ],
    "pbr-tariff": [("upcoding_pays", "activity", "treating and admitting pays more than discharging")],
    "pcn-incentive-fund": [("silence_rescales", "result", "a poor practice that stays silent raises the others")],
    "qof": [
        ("exclusions_pay", "care_adjustments", "more care adjustments raise the score"),
        ("cliff_edge", "threshold_points", "vaccination pays 3 or 7 points at once at the lower threshold"),
    ],
    "salford-alliance": [("paid_as_reported", "actual_expenditure", "no line gains from keeping within its plan")],
    "saudi-capitation": [
        ("two_sums", "capitation", "data quality of 80% is worth support and outside care"),
        ("minimum_then_all", "population_reconciliation", "a change of population of 1% is a cliff"),
    ],
    "shared-follow-up-48h": [
        ("row_edge", "eligible", "readmission within 48 hours removes a discharge that was not followed up"),
        ("row_edge", "known", "so does entering the row after the freeze"),
        ("cliff_edge", "bonus", "the bonus jumps from 0 to £34,000 at 85%"),
    ],
    "staffordshire-cancer-eol": [
        ("cliff_edge", "kept", "a score just below half loses the whole share of the gain"),
        ("keeps_last_result", "result", "withholding a worse figure for a year pays"),
    ],
    "stockholm-bundles": [
        ("row_edge", "bundle", "a patient of ASA class 3 is worth nothing, of class 2 the whole price"),
        ("row_edge", "covered", "a complication on the second anniversary is the provider's, a day later the region's"),
    ],
    "tower-hamlets-budget": [
        ("deemed_figure", "actual_population", "a cohort that is not reported is as large as projected"),
        ("deemed_figure", "actual_activity", "a cohort that is not reported is equal to expectation"),
    ],
    "west-yorkshire-waits": [
        ("year_end_only", "waiters_52w", "nothing is measured in the other eleven months"),
        ("keeps_last_result", "waiters_52w", "an unreported March lets a better February stand"),
    ],
}

# What the terms also name and no rule looks for, by the reason.
BEYOND = {
    "a limit, a flat part or a different rate ends or bends the incentive, and the rules ask for limits": [
        "aligned-payment-incentive: more non-elective work earns nothing",
        "aqc-global-budget: beyond the last gate and the limits nothing more is earned or lost",
        "bedfordshire-msk: beyond 5% only half of a saving is kept; below a loss all of it is borne",
        "block-cap-collar: inside the corridor and beyond the overall limit activity has no price",
        "camden-msk: 30% of a partner's activity is taken back from all; improvement pays at most 90%",
        "cobic-milton-keynes: once the cap is reached further outcomes are worth nothing",
        "icp-whole-population: a gain and a loss are shared in different proportions",
        "ics-capitated-risk: beyond its limit a failing standard may fail for free; below a saving of 1% nothing is at stake",
        "kaiser-capitation: a group loses nothing more at its limit; referrals below 2.5% are free",
        "lambeth-alliance: above 110% of plan a cost is not reimbursed and still counts against all",
        "new-york-medicaid: beyond the loss limit quality is worth nothing; a stop-loss makes costly cases free",
        "optimedis-shared-savings: above 6% less is kept, so a large saving is better spread",
        "pbr-tariff: beyond the cap and the baseline the marginal payment drops at once",
        "pcn-incentive-fund: nothing is earned below the lower threshold nor beyond the upper",
        "qof: nothing is earned beyond an upper threshold",
        "shared-follow-up-48h: either provider's failure costs both the same",
        "staffordshire-cancer-eol: once the reserve is full there is no cushion beyond 2%",
        "tower-hamlets-budget: the first 1% is the holder's; extra activity is paid at 40% to 90%",
        "west-yorkshire-waits: the next person treated at the sum of targets earns 2,150; a target of 0 can only be penalised",
    ],
    "what is coded or recorded, and whether it is true, is outside the sentences": [
        "aqc-global-budget, medicare-aco: a higher risk score raises the budget",
        "cambridgeshire-older-people: emergency activity classed as elective leaves the scope",
        "cobic-milton-keynes: a smaller denominator raises additional persons",
        "frailty-outcomes-pathway, pcn-incentive-fund, qof: a larger register lowers rates or pays more",
        "frailty-outcomes-pathway: admitted people who die do not readmit",
        "pbr-tariff: a failed procedure still earns its uplift and its excess bed days",
        "shared-follow-up-48h: so does coding a discharge as a transfer",
        "stockholm-bundles: scores of patients who did badly are not collected; where a complication is treated",
        "tower-hamlets-budget: people recoded as frail raise the budget; the rates come from data",
    ],
    "it follows from who a party is, from time, or from figures that only data have": [
        "aligned-payment-incentive: best practice at a constant count loses money; half a million moves cash by months",
        "bolton-shared-risk: a reported deficit draws on a fund that would return to the CCG",
        "canterbury-alliance: a public provider gains nothing by a surplus; more capital keeps more",
        "cobic-milton-keynes: one penny of stage 1 switches on the collaboration bonus",
        "cquin: a month with one of three tests at 89.9% earns nothing",
        "frailty-outcomes-pathway: the reconciliation only ever adds",
        "ics-capitated-risk: one person short in Q4 costs 5%; a low-cost year is worth half now and half next year",
        "kaiser-capitation: a margin just below zero changes every share",
        "lambeth-alliance: the second missing measure drops the outcome to 0; an underspend is rewarded twice",
        "medicare-aco: a domain without points wipes out the quality factor",
        "new-york-medicaid: level 2's gain may be below level 1's; at level 3 25% jumps to 75% of the withhold",
        "optimedis-shared-savings: a deficit lapses in its fourth year",
        "oxfordshire-mental-health: a partner with a weight of 0 in an outcome gains nothing by it",
        "pbr-tariff: beyond the ratio a first attendance pays for 2.2 follow-ups already delivered",
        "pcn-incentive-fund: a poor practice gets half its list's worth; the maximum falls from 1,153 points to 262",
        "qof: in 2024/25 the protected domains pay for last year's work",
        "salford-alliance: money withdrawn late also lowers the share of an overspend",
        "saudi-capitation: once on full, 70% is enough; one cluster's growth takes from the others",
        "shared-follow-up-48h, stockholm-bundles: the tenth case decides whether a result counts",
        "west-yorkshire-waits: a wait that reaches its 52nd week in March; one of 104 weeks counts the same",
    ],
}


def main():
    program, examples, *options = sys.argv[1:]
    complaints = []
    for example, incentives in FOUND.items():
        run = subprocess.run([program, "lint", "--format", "json", str(pathlib.Path(examples, example))],
                             capture_output=True, text=True, check=False)
        allowed = json.loads(run.stdout)["allowed"]
        for rule, name, what in incentives:
            if options:
                print(f"{example}: {what} ({rule})")
            if not any(one["rule"] == rule and f"'{name}'" in one["message"] and one["because"] for one in allowed):
                complaints.append(f"{example}: {rule} does not find '{name}': {what}")
    for example in sorted(path.name for path in pathlib.Path(examples).iterdir() if path.is_dir()):
        if example not in FOUND:
            complaints.append(f"nothing is found in {example}")
    for named in (name for lines in BEYOND.values() for line in lines for name in line.split(":")[0].split(", ")):
        if named not in FOUND:
            complaints.append(f"{named} is no example")
    for complaint in complaints:
        print(complaint)
    print(f"{sum(len(one) for one in FOUND.values())} incentives of {len(FOUND)} examples")
    return 1 if complaints else 0


sys.exit(main())
