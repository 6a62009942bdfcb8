#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Random data sets: `generate.py SYSTEM SEED` writes one to standard output, the same for the same seed.

Plausible figures and hostile ones: rows missing singly and by the name, denominators of 0, figures on and one step
beside every threshold, 29 and 30 cases, the first year missing, amounts that end on half a penny, results of nothing
and of a thousand times the usual. Every row obeys the rules for data, so that no settlement fails for another reason
than the terms give.
"""

import random
import sys
from fractions import Fraction as F

sys.dont_write_bytecode = True  # the sources stay clean
import generate_records
from oracle import bedfordshire_msk, block_cap_collar, camden_msk, qof, west_yorkshire_waits
from oracle.conventions import months_of, quarters_of

HEADER = "name,period,party,segment,value,numerator,denominator"


def decimal(x, places):
    """The figure cut to so many places, as a person would have typed it."""
    whole = int(abs(x) * 10**places)
    digits = str(whole).rjust(places + 1, "0")
    sign = "-" if x < 0 and whole else ""
    return sign + (digits[:-places] + "." + digits[-places:] if places else digits)


class Rows:
    """The rows of one data set. Some names lose rows, each with its own probability; most names lose none."""

    def __init__(self, rng, losses=(0, 0, 0, 0, 0, 0.02, 0.1, 0.5)):
        self.rng, self.losses = rng, losses
        self.lines, self.loss_of = [], {}
        self.zero_denominators = rng.choice((0, 0, 0.02, 0.1))

    def add(self, name, period, cells, party="", segment="", losses=None):
        key = (name, losses)
        if key not in self.loss_of:
            self.loss_of[key] = self.rng.choice(losses or self.losses)
        if self.rng.random() >= self.loss_of[key]:
            self.lines.append(f"{name},{period},{party},{segment},{cells}")

    def value(self, name, period, x, party="", segment="", places=0, losses=None):
        self.add(name, period, decimal(F(x), places) + ",,", party, segment, losses)

    def ratio(self, name, period, numerator, denominator, party="", segment="", losses=None):
        if self.rng.random() < self.zero_denominators:
            numerator, denominator = self.rng.choice((0, 0, 5)), 0
        self.add(name, period, f",{numerator},{denominator}", party, segment, losses)

    def text(self):
        self.rng.shuffle(self.lines)  # the order of rows means nothing
        return "\n".join([HEADER] + self.lines) + "\n"


def chance(rng, probability):
    return rng.random() < probability


def share_near(rng, thresholds, mode):
    """Numerator and denominator of a share between 0 and 1 that lies where the mode says."""
    threshold = F(rng.choice(thresholds))
    if mode == "edge":
        denominator = threshold.denominator * rng.randint(1, 40)
        numerator = int(threshold * denominator) + rng.choice((0, 0, 0, 1, -1))
        return max(0, min(numerator, denominator)), denominator
    denominator = rng.choice((1, 7, 30, rng.randint(2, 60), rng.randint(50, 5000), rng.randint(10**5, 10**7)))
    x = {"none": 0.0, "all": 1.0}.get(mode, min(1.0, max(0.0, rng.gauss(float(threshold), 0.08))))
    return round(x * denominator), denominator


def number_near(rng, thresholds, mode, places):
    """A figure of 0 or more around the thresholds."""
    threshold = F(rng.choice(thresholds))
    if mode == "edge":
        return max(F(0), threshold + rng.choice((0, 0, 0, 1, -1)) * F(1, 10**places))
    if mode == "all":
        return F(10**6)
    if mode == "none":
        return F(0)
    return max(F(0), threshold * F(rng.randint(700, 1300), 1000))


def measure_mode(rng, of_data_set):
    return of_data_set if of_data_set and chance(rng, 0.9) else rng.choice(("usual", "usual", "edge", "none", "all"))


def bedfordshire(rng):
    terms, rows = bedfordshire_msk, Rows(rng)
    mode = rng.choice((None, None, "usual", "edge", "target", "floor"))
    standards_missed = rng.choice((0.1, 0.4, 1))
    for year in terms.YEARS:
        thresholds_of = year if year != terms.YEARS[0] else terms.YEARS[1]
        for quarter in quarters_of(year):
            for measure in terms.MEASURES:
                thresholds = terms.floor_and_target(measure, thresholds_of)
                of_measure = measure_mode(rng, mode)
                if of_measure in ("floor", "target"):  # exactly there: scores of 0 and 1, half pennies with the factor
                    thresholds, of_measure = [thresholds[of_measure == "target"]] * 2, "exact"
                if thresholds[0] <= 1:
                    cells = ((thresholds[0].numerator, thresholds[0].denominator) if of_measure == "exact"
                             else share_near(rng, thresholds, of_measure))
                    rows.ratio(measure, quarter, *cells)
                else:
                    x = thresholds[0] if of_measure == "exact" else number_near(rng, thresholds, of_measure, 2)
                    rows.value(measure, quarter, x, places=2)
            for name in terms.CASES.values():
                rows.value(name, quarter, rng.choice((0, 1, 28, 29, 30, 31, 30, 29, 120, 2500)))
            missed = chance(rng, standards_missed)
            rows.ratio("rtt_18_weeks", quarter, *(rng.choice(((91, 100), (919, 1000), (9199, 10000)))
                                                  if missed and chance(rng, 0.5) else
                                                  rng.choice(((23, 25), (92, 100), (921, 1000), (1, 1)))))
            rows.ratio("diagnostic_6_weeks", quarter, *(rng.choice(((98, 100), (989, 1000)))
                                                        if missed and chance(rng, 0.5) else
                                                        rng.choice(((99, 100), (991, 1000), (1, 1)))))
            rows.value("never_events", quarter, rng.choice((1, 2)) if chance(rng, standards_missed / 2) else 0)
        for name in terms.REPORT:
            rows.value(name, year, rng.choice((1, 1, 1, 1, 0)))
        core = terms.core(year)
        kept = F("0.05") * core
        cost = rng.choice((
            core, core - kept, core - kept - F(rng.randint(-4, 9), 100), core - kept - F(rng.randint(1, 19), 1000),
            core + rng.randint(1, 10**6), core * F(rng.randint(800, 1100), 1000), F(0), F("0.01"), core * 1000,
            -core / 3))
        rows.value("cost_of_care", year, cost, places=3)
    return rows


def west_yorkshire(rng):
    terms, rows = west_yorkshire_waits, Rows(rng, losses=(0,))
    for year in terms.YEARS:
        mode = rng.choice(("on target", "around", "around", "sum on target", "nobody", "large"))
        without_march = rng.choice((0, 0.2, 0.5))
        counts = {}
        for trust in terms.TRUSTS:
            target = terms.target(trust, year)
            counts[trust] = {"on target": target, "sum on target": target, "nobody": 0,
                             "large": rng.randint(10**5, 10**8)}.get(mode, max(0, target + rng.randint(-300, 250)))
        if mode == "sum on target":
            shift = rng.randint(0, counts["leeds_teaching"])
            counts["leeds_teaching"] -= shift
            counts["airedale"] += shift + rng.choice((-1, 0, 0, 1))
        for trust in terms.TRUSTS:
            months = months_of(year)
            reported = set(months)
            if chance(rng, without_march):
                reported -= set(months[-rng.choice((1, 1, 1, 1, 2, 2, 2, 2, 2, 3)):])
            last = max(reported, key=months.index)
            for month in months:
                if month in reported:
                    count = counts[trust] if month == last else max(0, counts[trust] + rng.randint(-20, 80))
                    rows.value("waiters_52w", month, count, trust)
        for receiver in terms.TRUSTS:
            left = counts[receiver]  # to receive more is refused
            for sender in terms.TRUSTS:
                if sender == receiver or not chance(rng, 0.1):
                    continue
                aid = rng.choice((0, min(left, 1), min(left, 40), rng.randint(0, left), left))
                left -= aid
                if chance(rng, 0.04):
                    aid += left + 1  # one more than the receiver counts
                    left = 0
                rows.value("mutual_aid", year, aid, receiver, sender)
    return rows


# Scores of exactly 0.25 for a domain: its first metric there, all others without any.
CAMDEN_AT_QUARTER = {"eq5d_gain_physio": (47, 400), "physio_within_6_weeks": (17, 20), "shared_decision_score": (4, 5),
                     "mri_per_1000": (157, 8)}


def camden_metrics(rng, rows):
    terms = camden_msk
    mode = rng.choice((None, None, "usual", "edge"))
    for year in [terms.BASELINE_YEAR] + terms.YEARS:
        at_quarter = {domain: chance(rng, 0.08) for domain in terms.DOMAINS}
        for metric, (domain, _, threshold, benchmark) in terms.METRICS.items():
            thresholds, of_metric = (threshold, benchmark), measure_mode(rng, mode)
            is_number = metric in ("eq5d_gain_physio", "oxford_hip_gain", "oxford_knee_gain", "mri_per_1000")
            exact = None
            if at_quarter[domain]:
                exact = CAMDEN_AT_QUARTER.get(metric, (1, 1) if metric in terms.LOWER_IS_BETTER else (0, 1))
            if is_number:
                x = F(*exact) if exact else number_near(rng, thresholds, of_metric, 3)
                if exact and metric in CAMDEN_AT_QUARTER:
                    x += F(rng.choice((0, 0, 0, 1, -1)), 1000)
                rows.value("metric", year, x, segment=metric, places=4)
            else:
                rows.ratio("metric", year, *(exact or share_near(rng, thresholds, of_metric)), segment=metric)


def camden(rng):
    terms, rows = camden_msk, Rows(rng)
    extreme = chance(rng, 0.25)
    population = F(rng.choice((10**7, 100, 0) if extreme else (277100, 281253, rng.randint(260000, 300000))))
    size = rng.choice((0, 1, 3, 20)) if extreme else F(rng.randint(85, 115), 100)
    for year in terms.YEARS:
        rows.value("weighted_population", year, population, losses=(0, 0, 0, 0.1, 0.3))
        population *= rng.choice((F("0.98"), F("1.02"), F("0.979"), F("1.021"), F("0.9"), F("1.2"), F("1.007"), F(1)))
    own_missing = {year: rng.choice((0, 0, 0, 0.02, 0.3)) for year in terms.YEARS}
    camden_metrics(rng, rows)
    usual = {"outpatient_first": 900, "outpatient_follow_up": 1500, "injection": 130, "day_case": 150,
             "inpatient_elective": 110}
    for year in terms.YEARS:
        for quarter in quarters_of(year):
            for trust in (terms.LEAD,) + terms.TRUSTS:
                share = {terms.LEAD: 1.6, "royal_free": 0.35, "whittington": 0.3, "rnoh": 0.1}[trust]
                for point, units in usual.items():
                    if trust == terms.LEAD and chance(rng, own_missing[year]):
                        continue
                    reported = int(units * share * float(size) * rng.uniform(0.8, 1.2))
                    losses = (0,) if trust == terms.LEAD else None
                    rows.value("activity", quarter, reported, trust, point, losses=losses)
            rows.value("physio_contacts", quarter, rng.choice((0, 9774, 9775, 9776, 11500, 12649, 12650, 12651, 12653,
                                                               rng.randint(9000, 14000), 10**6)))
    return rows


def qof_practices(rng):
    terms, rows = qof, Rows(rng)
    mode = rng.choice((None, None, "usual", "edge", "all"))
    essential = (0, 0, 0, 0, 0.1, 0.3)
    adjusted = rng.choice((0, 0.1, 0.6))
    for practice in terms.PRACTICES:
        prior = F(rng.choice((rng.randint(10**6, 2 * 10**7), rng.randint(0, 10**6) * 10 + 5, 0, 5)), 100)
        rows.value("prior_achievement", terms.YEARS[0], prior, practice, places=2, losses=essential)
    for year in terms.YEARS:
        at = terms.YEARS.index(year)
        for practice in terms.PRACTICES:
            size = rng.choice((terms.AVERAGE_LIST[at], rng.randint(2000, 20000), rng.randint(2000, 20000), 1, 10**6))
            rows.value("list_size", year, size, practice, losses=essential)
            for area, prevalence in terms.PREVALENCE.items():
                patients = size * float(prevalence[at]) * rng.uniform(0.5, 1.5)
                rows.value("register_size", year, rng.choice((round(patients), round(patients), 0, 1)), practice, area)
            for indicator, (_, _, _, lower, upper, _) in terms.INDICATORS.items():
                if lower is None:
                    rows.value(indicator, year, rng.choice((1, 1, 1, 0)), practice)
                    continue
                achieved, patients = share_near(rng, (lower, upper), measure_mode(rng, mode))
                adjustment = 0
                if chance(rng, adjusted):
                    adjustment = rng.choice((0, 1, patients // 10, patients - achieved, patients - 1, patients,
                                             patients + 1))
                    rows.value("care_adjustments", year, max(0, adjustment), practice, indicator)
                    if chance(rng, 0.3):  # on the threshold after the adjustment
                        patients += adjustment
                rows.ratio(indicator, year, achieved, patients, practice)
    return rows


def block_activity(rng):
    terms, rows = block_cap_collar, Rows(rng, losses=(0,))
    for at, year in enumerate(terms.YEARS):
        w, step = terms.CORRIDOR[at], F("0.05")
        edges = (F(0), w, -w, w + step, -w - step)
        withheld = rng.choice((0, 0.05, 0.15))
        for lines in terms.GROUPS.values():
            same = rng.choice(edges + (None,))
            for line in lines:
                growth = F(rng.randint(-200, 250), 1000) if same is None else same
                plan = terms.PLAN[line][at]
                total = int(plan * (1 + growth)) + (rng.choice((0, 0, 0, 1, -1)) if plan else rng.choice((0, 0, 50)))
                total = rng.choice((total,) * 15 + (0, 10 * total))
                months = months_of(year)
                missing = rng.sample(months, min(3, sum(chance(rng, withheld) for _ in months)))
                reported = [month for month in months if month not in missing]
                left = max(0, total - plan // 12 * len(missing))  # the plan months are whole units in these terms
                for i, month in enumerate(reported):
                    rest = len(reported) - i
                    units = left if rest == 1 else min(left, left // rest + rng.randint(-left // 40, left // 40))
                    left -= units
                    rows.value("activity", month, units, segment=line)
    return rows


GENERATORS = {
    "bedfordshire-msk": bedfordshire,
    "west-yorkshire-waits": west_yorkshire,
    "camden-msk": camden,
    "qof": qof_practices,
    "block-cap-collar": block_activity,
}
RECORDS = {
    "shared-follow-up-48h": generate_records.discharges,
    "stockholm-bundles": generate_records.bundles,
}


def data_set(system, seed):
    """The texts of its files by name."""
    rng = random.Random(f"{system} {seed}")
    if system in RECORDS:
        return RECORDS[system](rng)
    return {"data.csv": GENERATORS[system](rng).text()}


if __name__ == "__main__":
    systems = [*GENERATORS, *RECORDS]
    if len(sys.argv) != 3 or sys.argv[1] not in systems:
        sys.exit(f"usage: generate.py SYSTEM SEED, where SYSTEM is one of {' '.join(systems)}")
    for name, text in data_set(sys.argv[1], int(sys.argv[2])).items():
        sys.stdout.write(f"# {name}\n{text}" if sys.argv[1] in RECORDS else text)
