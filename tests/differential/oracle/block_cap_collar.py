# SPDX-License-Identifier: Apache-2.0
"""A block contract with cap and collar. Numbers in comments are clauses of the terms."""

from fractions import Fraction as F

from .conventions import Refused, clamp, index_in_year, instalment, months_of, round2, year_of, years

YEARS = years(2021, 4)
PERIODS = [period for year in YEARS for period in months_of(year) + [year]]

NET_UPLIFT = (F(0), F("0.0280") - F("0.0110"), F("0.0290") - F("0.0110"), F("0.0170") - F("0.0110"))  # 2.2
GROUPS = {  # 3.1
    "urgent": ("emergency_admission", "ae_attendance"),
    "planned": ("elective_spell", "outpatient_attendance"),
    "community": ("community_contact", "virtual_ward_day"),
}
PLAN = {
    "emergency_admission": (24000, 24600, 25200, 25800),
    "ae_attendance": (120000, 124800, 126000, 129600),
    "elective_spell": (30000, 31200, 33000, 34800),
    "outpatient_attendance": (240000, 246000, 252000, 258000),
    "community_contact": (360000, 366000, 372000, 384000),
    "virtual_ward_day": (0, 6000, 12000, 18000),
}
PRICE = {
    "emergency_admission": ("2110.00", "2145.87", "2184.50", "2197.61"),
    "ae_attendance": ("178.00", "181.03", "184.29", "185.40"),
    "elective_spell": ("1465.00", "1489.91", "1516.73", "1525.83"),
    "outpatient_attendance": ("121.50", "123.57", "125.79", "126.54"),
    "community_contact": ("42.20", "42.92", "43.69", "43.95"),
    "virtual_ward_day": ("128.00", "130.18", "132.52", "133.32"),
}
CORRIDOR = (F("0.05"), F("0.03"), F("0.03"), F("0.02"))  # 4.2
LIMIT = (F("0.0200"), F("0.0175"), F("0.0150"), F("0.0150"))
RATES = {  # 4.3
    "urgent": (F("0.70"), F("0.30"), F("0.20")),
    "planned": (F("0.75"), F("0.75"), F("0.50")),
    "community": (F("0.50"), F(0), F("0.30")),
}


def block_value(year):  # 2.1, 2.2
    value = F(184300000)
    for uplift in NET_UPLIFT[: YEARS.index(year) + 1]:
        value *= 1 + uplift
    return value


def units(data, line, year):  # 3.3
    reported = [data.figure("activity", month, "", line) for month in months_of(year)]
    if reported.count(None) > 2:
        raise Refused("activity")
    month_of_plan = F(PLAN[line][YEARS.index(year)], 12)
    return sum(month_of_plan if figure is None else figure for figure in reported)


def adjustment(group, plan_value, actual_value, w):  # 4.1, 4.3
    first, further, below = RATES[group]
    x = (actual_value - plan_value) / plan_value
    step = F("0.05")
    if x > w:
        return plan_value * (first * (min(x, w + step) - w) + further * max(x - w - step, F(0)))
    if x < -w:
        return -plan_value * below * (-w - x)
    return F(0)


def activity_variance(data, year):  # 4.4
    at = YEARS.index(year)
    total = F(0)
    for group, lines in GROUPS.items():
        plan_value = sum(PLAN[line][at] * F(PRICE[line][at]) for line in lines)
        actual_value = sum(units(data, line, year) * F(PRICE[line][at]) for line in lines)
        total += adjustment(group, plan_value, actual_value, CORRIDOR[at])
    limit = LIMIT[at] * block_value(year)
    return clamp(total, -limit, limit)


def settle(data, period):
    if period in YEARS:  # 5.2
        return [("activity_variance", "icb", "acute_trust", round2(activity_variance(data, period)))]
    amount = instalment(block_value(year_of(period)), index_in_year(period), 12)  # 5.1
    return [("block_instalment", "icb", "acute_trust", amount)]
