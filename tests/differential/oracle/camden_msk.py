# SPDX-License-Identifier: Apache-2.0
"""Camden musculoskeletal service: a lead provider with outcomes. Numbers in comments are clauses of the terms."""

from fractions import Fraction as F

from .conventions import (Refused, clamp, index_in_year, instalment, months_of, quarters_of, round2, split, year_of,
                          years)

YEARS = years(2017, 5)
BASELINE_YEAR = "2016/17"
PERIODS = [period for year in YEARS for period in months_of(year) + quarters_of(year) + [year]]
CCG, LEAD, PHYSIO = "camden_ccg", "uclh", "community_physio"
TRUSTS = ("royal_free", "whittington", "rnoh")
PARTNERS = TRUSTS + (PHYSIO,)

PRICE_PER_HEAD = ("54.20", "54.85", "55.62", "56.50", "57.52")  # 2.1
METRICS = {  # 3.1: domain, weight, threshold, benchmark
    "eq5d_gain_physio": ("patient_outcome", "0.4", "0.080", "0.140"),
    "oxford_hip_gain": ("patient_outcome", "0.3", "18.0", "22.5"),
    "oxford_knee_gain": ("patient_outcome", "0.3", "13.0", "17.5"),
    "physio_within_6_weeks": ("access", "0.5", "0.75", "0.95"),
    "rtt_within_18_weeks": ("access", "0.3", "0.86", "0.93"),
    "self_referral_share": ("access", "0.2", "0.20", "0.45"),
    "shared_decision_score": ("experience", "0.5", "0.70", "0.90"),
    "would_recommend": ("experience", "0.3", "0.85", "0.96"),
    "care_plan_copy_given": ("experience", "0.2", "0.50", "0.85"),
    "mri_per_1000": ("acute_use", "0.4", "24.0", "17.0"),
    "procedures_of_limited_value": ("acute_use", "0.3", "0.060", "0.020"),
    "opioid_over_3_months": ("acute_use", "0.3", "0.090", "0.050"),
}
LOWER_IS_BETTER = ("mri_per_1000", "procedures_of_limited_value", "opioid_over_3_months")
DOMAINS = {  # 3.2 and 5.1: share of the pot; parts of uclh and the four partners
    "patient_outcome": ("0.40", (55, 10, 12, 8, 15)),
    "access": ("0.20", (40, 8, 12, 0, 40)),
    "experience": ("0.15", (50, 10, 10, 5, 25)),
    "acute_use": ("0.25", (60, 15, 15, 5, 5)),
}
PRICES = {  # 4.1
    "outpatient_first": "142.00",
    "outpatient_follow_up": "71.50",
    "injection": "388.00",
    "day_case": "1690.00",
    "inpatient_elective": "6120.00",
}


def contract_value(data, year):  # 2.1, 2.2
    funded = data.figure("weighted_population", YEARS[0])
    if funded is None:
        raise Refused("weighted_population")
    for later in YEARS[1 : YEARS.index(year) + 1]:
        reported = data.figure("weighted_population", later)
        if reported is not None:
            funded = clamp(reported, F("0.98") * funded, F("1.02") * funded)
    return funded * F(PRICE_PER_HEAD[YEARS.index(year)])


def core_payment(data, month):  # 2.3
    return instalment(F("0.9") * contract_value(data, year_of(month)), index_in_year(month), 12)


def reported_score(data, metric, year):  # 3.3; None where the metric is not reported
    x = data.figure("metric", year, "", metric)
    if x is None:
        return None
    threshold, benchmark = F(METRICS[metric][2]), F(METRICS[metric][3])
    attainment = clamp((x - threshold) / (benchmark - threshold), F(0), F(1))
    baseline = data.figure("metric", BASELINE_YEAR, "", metric)
    improvement = F(0)
    if baseline is not None:
        at_benchmark = baseline <= benchmark if metric in LOWER_IS_BETTER else baseline >= benchmark
        if not at_benchmark:
            improvement = F("0.9") * clamp((x - baseline) / (benchmark - baseline), F(0), F(1))
    return max(attainment, improvement)


def score(data, metric, year):  # 3.4
    of_year = reported_score(data, metric, year)
    if of_year is None and year != YEARS[0]:
        of_year = reported_score(data, metric, YEARS[YEARS.index(year) - 1])
    return F(0) if of_year is None else of_year


def earned(data, domain, year):  # 3.5
    total = sum(F(row[1]) * score(data, metric, year) for metric, row in METRICS.items() if row[0] == domain)
    if total < F("0.25"):
        return F(0)
    return round2(F("0.1") * contract_value(data, year) * F(DOMAINS[domain][0]) * total)


def raised(price, year):  # 4.1
    return F(price) * F("1.012") ** YEARS.index(year)


def subcontract(data, partner, quarter):  # 4.2, 4.3
    year = year_of(quarter)
    if partner != PHYSIO:
        units = {point: data.figure("activity", quarter, partner, point) or F(0) for point in PRICES}
        return round2(sum(units[point] * raised(price, year) for point, price in PRICES.items()))
    rate, plan = raised("39.40", year), F(11500)
    contacts = data.figure("physio_contacts", quarter) or F(0)
    ceiling = F("1.1") * plan
    paid = rate * min(contacts, ceiling) + F("0.6") * rate * max(contacts - ceiling, F(0))
    return round2(max(paid, F("0.85") * plan * rate))


def own_activity(data, year):  # 4.2: of the lead, at local prices
    total = F(0)
    for quarter in quarters_of(year):
        for point, price in PRICES.items():
            units = data.figure("activity", quarter, LEAD, point)
            if units is None:
                raise Refused("activity")
            total += units * raised(price, year)
    return total


def risk_shares(data, year):  # 5.2, 5.3
    value = contract_value(data, year)
    own = own_activity(data, year)
    incomes = [sum(subcontract(data, partner, quarter) for quarter in quarters_of(year)) for partner in PARTNERS]
    core = sum(core_payment(data, month) for month in months_of(year))
    result = round2(core - own - sum(incomes) - F("0.03") * value)
    if sum(incomes) == 0:
        return [F(0)] * len(PARTNERS)
    shares = split(F("0.3") * result, incomes)
    return [max(share, -round2(F("0.04") * income)) for share, income in zip(shares, incomes)]


def settle_year(data, year):
    earnings = {domain: earned(data, domain, year) for domain in DOMAINS}
    shares = risk_shares(data, year)
    passed_through = [F(0)] * len(PARTNERS)
    for domain, (_, weights) in DOMAINS.items():  # 5.1
        parts = split(earnings[domain], weights)[1:]
        passed_through = [sofar + part for sofar, part in zip(passed_through, parts)]
    lines = [("outcome_payment", CCG, LEAD, sum(earnings.values()))]
    lines += [("outcome_pass_through", LEAD, partner, amount) for partner, amount in zip(PARTNERS, passed_through)]
    return lines + [("risk_share", LEAD, partner, amount) for partner, amount in zip(PARTNERS, shares)]


def settle(data, period):
    if period in YEARS:
        return settle_year(data, period)
    if "-Q" in period:
        return [("subcontract", LEAD, partner, subcontract(data, partner, period)) for partner in PARTNERS]
    return [("core_payment", CCG, LEAD, core_payment(data, period))]
