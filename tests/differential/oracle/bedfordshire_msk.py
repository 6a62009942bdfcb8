# SPDX-License-Identifier: Apache-2.0
"""Musculoskeletal services, Bedfordshire: a prime contract. Numbers in comments are clauses of the terms."""

from fractions import Fraction as F

from .conventions import Refused, clamp, index_in_year, instalment, quarters_of, round2, split, year_of, years

YEARS = years(2014, 5)
PERIODS = [period for year in YEARS for period in quarters_of(year) + [year]]
CCG, CIRCLE = "bedfordshire_ccg", "circle"

PARTS = {"technology": 15, "experience": 20, "outcomes": 35, "integration": 20, "report": 10}  # 5.5

# 6.1: category, weight in the category, (floor, target) from the second year on.
MEASURES = {
    "shared_decision_tool_use": ("technology", 60, ("0.40 0.60", "0.50 0.70", "0.60 0.80", "0.65 0.85")),
    "virtual_follow_up_rate": ("technology", 40, ("0.05 0.15", "0.08 0.20", "0.10 0.25", "0.12 0.30")),
    "friends_family_recommend": ("experience", 50, ("0.85 0.93", "0.86 0.94", "0.87 0.95", "0.88 0.96")),
    "choice_offered": ("experience", 50, ("0.70 0.90", "0.75 0.92", "0.80 0.95", "0.85 0.97")),
    "oxford_hip_gain": ("outcomes", 30, ("19.0 21.5", "19.5 22.0", "20.0 22.5", "20.5 23.0")),
    "oxford_knee_gain": ("outcomes", 30, ("14.5 16.5", "15.0 17.0", "15.5 17.5", "16.0 18.0")),
    "pain_function_improved": ("outcomes", 40, ("0.55 0.70", "0.58 0.73", "0.60 0.75", "0.62 0.78")),
    "single_care_plan_rate": ("integration", 40, ("0.50 0.75", "0.60 0.80", "0.65 0.85", "0.70 0.90")),
    "referral_to_triage_days": ("integration", 35, ("10 5", "9 4.5", "8 4", "7 3")),
    "duplicate_imaging_rate": ("integration", 25, ("0.08 0.04", "0.07 0.035", "0.06 0.03", "0.05 0.02")),
}
CASES = {"oxford_hip_gain": "oxford_hip_cases", "oxford_knee_gain": "oxford_knee_cases"}  # 7.2
STANDARDS = ("rtt_18_weeks", "diagnostic_6_weeks", "never_events")  # 6.3
REPORT = ("annual_report_published", "stakeholder_feedback_included", "improvement_plan_agreed")  # 6.4


def floor_and_target(measure, year):
    floor, target = MEASURES[measure][2][YEARS.index(year) - 1].split()
    return F(floor), F(target)


def contract_value(year):  # 3.1
    return round2(26500000 * F("1.013") ** YEARS.index(year))


def core(year):  # 9.1
    return round2(F("0.95") * contract_value(year))


def quality_money(year, q):  # 5.1
    return instalment(F("0.025") * contract_value(year), q, 4)


def at_risk(year, q):  # 5.2, 5.3
    fraction = {0: F(0), 1: F(q, 4)}.get(YEARS.index(year), F(1))
    return round2(quality_money(year, q) * fraction)


def parts(year, q):  # 5.5
    return dict(zip(PARTS, split(at_risk(year, q), list(PARTS.values()))))


def category_score(data, quarter, category):  # 7.1 to 7.4
    earned = weights = F(0)
    for measure, (of, weight, _) in MEASURES.items():
        if of != category:
            continue
        cases = data.figure(CASES[measure], quarter) if measure in CASES else None
        if cases is not None and cases < 30:
            continue
        weights += weight
        x = data.figure(measure, quarter)
        if x is not None:
            floor, target = floor_and_target(measure, year_of(quarter))
            earned += weight * clamp((x - floor) / (target - floor), F(0), F(1))
    return earned / weights


def standards_factor(data, quarter):  # 7.5
    figures = []
    for name in STANDARDS:
        figure = data.figure(name, quarter)
        if figure is None:
            raise Refused(name)
        figures.append(figure)
    rtt, diagnostic, never = figures
    return F(1) if rtt >= F("0.92") and diagnostic >= F("0.99") and never == 0 else F(1, 2)


def settle_quarter(data, quarter):
    year, q = year_of(quarter), index_in_year(quarter)
    value, first_years = contract_value(year), YEARS.index(year) < 2
    lines = [
        ("core_payment", CCG, CIRCLE, instalment(F("0.95") * value, q, 4)),
        ("management_payment", CCG, CIRCLE, instalment(F("0.025") * value, q, 4)),
    ]
    if first_years:  # 5.4
        lines.append(("mobilisation_fee", CCG, CIRCLE, quality_money(year, q) - at_risk(year, q)))
    if year != YEARS[0]:  # 8.1
        factor = standards_factor(data, quarter)
        for category in ("technology", "experience", "outcomes", "integration"):
            amount = round2(parts(year, q)[category] * factor * category_score(data, quarter, category))
            lines.append(("super_cquin_" + category, CCG, CIRCLE, amount))
    return lines


def settle_year(data, year):
    lines = []
    if year != YEARS[0]:  # 8.2
        complete = all(data.figure(name, year) == 1 for name in REPORT)
        amount = sum(parts(year, q)["report"] for q in (1, 2, 3, 4)) if complete else F(0)
        lines.append(("super_cquin_report", CCG, CIRCLE, amount))
    cost = data.figure("cost_of_care", year)
    if cost is None:  # 9.5
        raise Refused("cost_of_care")
    excess = max(F(0), core(year) - cost - F("0.05") * core(year))  # 9.2
    lines.append(("surplus_share", CIRCLE, CCG, split(excess, [50, 50])[0]))  # 9.3
    return lines


def settle(data, period):
    return settle_quarter(data, period) if "-Q" in period else settle_year(data, period)
