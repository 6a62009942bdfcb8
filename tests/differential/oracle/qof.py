# SPDX-License-Identifier: Apache-2.0
"""Quality and Outcomes Framework for general practice. Numbers in comments are clauses of the terms."""

from fractions import Fraction as F

from .conventions import Refused, clamp, index_in_year, instalment, months_of, round2, year_of, years

YEARS = years(2022, 3)
PERIODS = [period for year in YEARS for period in months_of(year) + [year]]
NHS = "nhs_england"
PRACTICES = ("abbey_practice", "bridge_practice", "canal_practice")
DOMAINS = ("registers", "clinical", "public_health", "quality_improvement")
PROTECTED = ("registers", "quality_improvement")  # 5.3

POINT_VALUE = ("207.56", "213.43", "220.62")  # 2
AVERAGE_LIST = (9574, 9724, 9964)
PREVALENCE = {
    "atrial_fibrillation": ("0.0211", "0.0215", "0.0220"),
    "coronary_heart_disease": ("0.0300", "0.0299", "0.0298"),
    "heart_failure": ("0.0098", "0.0101", "0.0105"),
    "hypertension": ("0.1438", "0.1480", "0.1510"),
    "stroke": ("0.0184", "0.0185", "0.0186"),
    "diabetes": ("0.0753", "0.0768", "0.0780"),
    "asthma": ("0.0650", "0.0652", "0.0655"),
    "copd": ("0.0180", "0.0178", "0.0177"),
    "mental_health": ("0.0100", "0.0101", "0.0101"),
    "dementia": ("0.0074", "0.0076", "0.0078"),
}
# 3.1: domain, area, points, lower and upper threshold (None for a task), points at the lower threshold.
INDICATORS = {
    "af001": ("registers", "", 5, None, None, 0),
    "chd001": ("registers", "", 4, None, None, 0),
    "hf007": ("registers", "", 4, None, None, 0),
    "hyp001": ("registers", "", 6, None, None, 0),
    "stia001": ("registers", "", 2, None, None, 0),
    "dm017": ("registers", "", 6, None, None, 0),
    "ast005": ("registers", "", 4, None, None, 0),
    "copd015": ("registers", "", 3, None, None, 0),
    "af006": ("clinical", "atrial_fibrillation", 12, "0.40", "0.90", 0),
    "af008": ("clinical", "atrial_fibrillation", 12, "0.70", "0.95", 0),
    "chd005": ("clinical", "coronary_heart_disease", 7, "0.56", "0.96", 0),
    "chd015": ("clinical", "coronary_heart_disease", 12, "0.40", "0.77", 0),
    "hf003": ("clinical", "heart_failure", 6, "0.60", "0.92", 0),
    "hf008": ("clinical", "heart_failure", 6, "0.50", "0.90", 0),
    "hyp008": ("clinical", "hypertension", 14, "0.40", "0.77", 0),
    "hyp009": ("clinical", "hypertension", 5, "0.40", "0.80", 0),
    "stia014": ("clinical", "stroke", 3, "0.40", "0.73", 0),
    "dm006": ("clinical", "diabetes", 3, "0.57", "0.97", 0),
    "dm012": ("clinical", "diabetes", 4, "0.50", "0.90", 0),
    "dm020": ("clinical", "diabetes", 17, "0.35", "0.75", 0),
    "dm033": ("clinical", "diabetes", 10, "0.38", "0.78", 0),
    "ast007": ("clinical", "asthma", 20, "0.45", "0.70", 0),
    "copd010": ("clinical", "copd", 9, "0.50", "0.90", 0),
    "mh002": ("clinical", "mental_health", 6, "0.40", "0.90", 0),
    "dem004": ("clinical", "dementia", 39, "0.35", "0.70", 0),
    "bp002": ("public_health", "", 15, "0.50", "0.90", 0),
    "cs005": ("public_health", "", 7, "0.45", "0.80", 0),
    "cs006": ("public_health", "", 4, "0.45", "0.80", 0),
    "vi001": ("public_health", "", 18, "0.89", "0.96", 3),
    "vi002": ("public_health", "", 18, "0.86", "0.96", 7),
    "smok002": ("public_health", "", 25, "0.50", "0.90", 0),
    "qi_workforce_plan": ("quality_improvement", "", 27, None, None, 0),
    "qi_workforce_network": ("quality_improvement", "", 10, None, None, 0),
    "qi_capacity_plan": ("quality_improvement", "", 27, None, None, 0),
    "qi_capacity_network": ("quality_improvement", "", 10, None, None, 0),
}


def points(data, practice, indicator, year):  # 5.1 to 5.3
    domain, _, maximum, lower, upper, at_lower = INDICATORS[indicator]
    if year == "2024/25" and domain in PROTECTED:
        year = "2023/24"
    if lower is None:
        return F(maximum) if data.figure(indicator, year, practice) == 1 else F(0)
    ratio = data.ratio(indicator, year, practice)
    if ratio is None:
        return F(0)
    numerator, denominator = ratio
    denominator -= data.figure("care_adjustments", year, practice, indicator) or F(0)
    if denominator <= 0:
        return F(0)
    x, lower, upper = numerator / denominator, F(lower), F(upper)
    if x < lower:
        return F(0)
    return at_lower + (maximum - at_lower) * clamp((x - lower) / (upper - lower), F(0), F(1))


def list_sizes(data, year):  # 4.6: one practice without its list refuses the settlement for all
    sizes = {practice: data.figure("list_size", year, practice) for practice in PRACTICES}
    if None in sizes.values():
        raise Refused("list_size")
    return sizes


def domain_achievement(data, practice, domain, year):  # 5.4, 5.5
    at = YEARS.index(year)
    list_size = list_sizes(data, year)[practice]
    total = F(0)
    for indicator, row in INDICATORS.items():
        if row[0] != domain:
            continue
        amount = points(data, practice, indicator, year) * F(POINT_VALUE[at]) * list_size / AVERAGE_LIST[at]
        if domain == "clinical":
            register = data.figure("register_size", year, practice, row[1]) or F(0)
            amount *= (register / list_size) / F(PREVALENCE[row[1]][at])
        total += amount
    return round2(total)


def aspiration_amounts(data, year):  # 6.1
    if year == YEARS[0]:
        before = {practice: data.figure("prior_achievement", year, practice) for practice in PRACTICES}
        if None in before.values():
            raise Refused("prior_achievement")
    else:
        last = YEARS[YEARS.index(year) - 1]
        before = {practice: sum(domain_achievement(data, practice, domain, last) for domain in DOMAINS)
                  for practice in PRACTICES}
    return {practice: round2(F("0.70") * amount) for practice, amount in before.items()}


def settle(data, period):
    if period not in YEARS:  # 6.2
        amounts, k = aspiration_amounts(data, year_of(period)), index_in_year(period)
        return [("aspiration", NHS, practice, instalment(amounts[practice], k, 12)) for practice in PRACTICES]
    # The achievement comes before the aspiration: where both lack an input, the list size is the one named.
    lines = [("achievement_" + domain, NHS, practice, domain_achievement(data, practice, domain, period))
             for domain in DOMAINS for practice in PRACTICES]  # 6.3
    amounts = aspiration_amounts(data, period)  # 6.4
    return lines + [("aspiration_recovery", practice, NHS, amounts[practice]) for practice in PRACTICES]
