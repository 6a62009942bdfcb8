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
    "aqc-global-budget": [("cliff_edge", "set_score", "with less than half of the weight left the set falls to 0")],
    "bedfordshire-msk": [
        ("cliff_edge", "basic_standards", "18 weeks just below 92% halve the money of the quarter"),
        ("year_end_lump", "super_cquin_report", "the report earns all or nothing at the end of the year"),
    ],
    "block-cap-collar": [("deemed_figure", "activity", "a poor month that is kept back counts as planned")],
    "cambridgeshire-older-people": [("cliff_edge", "score", "bands and pass metrics are steps")],
    "camden-msk": [
        ("cliff_edge", "earned", "a domain at 25% is a cliff of a quarter of its pot"),
        ("own_baseline", "result", "short of the benchmark, the worse the baseline the more the same result earns"),
    ],
    "chenmed-full-risk": [("deemed_figure", "audited", "not reporting the final counts leaves the monthly ones standing")],
    "cquin": [
        ("cliff_edge", "score", "nothing is to be gained between the steps"),
        ("year_end_lump", "cquin_risk_reserve", "the reserve is earned or lost with one total"),
    ],
    "frailty-outcomes-pathway": [("cliff_edge", "gate", "fewer people at 70% of the two-hour response halve the quarter")],
    "icp-whole-population": [("cliff_edge", "incentive_payment", "a score just below 25% pays nothing")],
    "ics-capitated-risk": [("cliff_edge", "reached", "a tenth of a point of outcome is a whole band")],
    "kaiser-capitation": [("deemed_figure", "outside_revenue", "not certifying pays where the truth is above 1%")],
    "lambeth-alliance": [("cliff_edge", "cost_amount", "performance just below half forfeits the whole gain on cost")],
    "medicare-aco": [
        ("minimum_then_all", "shared", "at the minimum savings rate the payment jumps to a share of all savings"),
        ("cliff_edge", "performance", "nothing is gained between two deciles, and the first is worth most"),
        ("cliff_edge", "shared", "4,999 beneficiaries share nothing"),
    ],
    "new-york-medicaid": [("cliff_edge", "score", "a measure at the median jumps from a quarter or nothing to a half")],
    "optimedis-shared-savings": [
        ("minimum_then_all", "share_before_quality", "at 1% of expected cost the share jumps from 0"),
        ("cliff_edge", "quality_factor", "the quality factor steps between 0, 75% and 100% on one patient"),
    ],
    "oxfordshire-mental-health": [("cliff_edge", "score", "the step at the floor makes one patient worth half the indicator")],
    "shared-follow-up-48h": [("cliff_edge", "bonus", "the bonus jumps from 0 to £34,000 at 85%")],
    "staffordshire-cancer-eol": [("cliff_edge", "kept", "a score just below half loses the whole share of the gain")],
    "tower-hamlets-budget": [
        ("deemed_figure", "actual_population", "a cohort that is not reported is as large as projected"),
        ("deemed_figure", "actual_activity", "a cohort that is not reported is equal to expectation"),
    ],
}

# What the terms name and no rule looks for, with the reason.
BEYOND = {
    "aqc-global-budget": "gate 1 is worth a fifth of the most, less than a quarter; coding of risk is not in the contract",
    "bolton-shared-risk": "who claims first and how attendances are coded is outside the sentences",
    "canterbury-alliance": "that a public provider gains nothing by a surplus follows from a party's nature",
    "chenmed-full-risk": "a star rating is worth 5% of the year, less than a quarter",
    "qof": "adjustments and larger registers are reporting; the points at the lower threshold are a part of many",
    "salford-alliance": "that cost is paid as it arises is meant by the whole contract",
    "saudi-capitation": "full or fractional capitation are two sums of which neither is a part of the other",
    "stockholm-bundles": "what an ASA class is worth and where a complication is treated are prices",
    "west-yorkshire-waits": "that nothing is measured in eleven months is the calendar of the scheme",
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
    for example in BEYOND:
        if not pathlib.Path(examples, example).is_dir():
            complaints.append(f"{example} is no example")
    for complaint in complaints:
        print(complaint)
    print(f"{sum(len(one) for one in FOUND.values())} incentives of {len(FOUND)} examples")
    return 1 if complaints else 0


sys.exit(main())
