# SPDX-License-Identifier: Apache-2.0
"""Bundles for hip, knee and cataract surgery. Numbers in comments are clauses of the terms."""

import datetime
from fractions import Fraction as F

from .conventions import Refused, clamp, round2
from .records import rows

YEARS = ("2009", "2010", "2011", "2012", "2013", "2014")
PERIODS = [f"{year}-Q{k}" for year in YEARS for k in (1, 2, 3, 4)] + list(YEARS[:5])
FILES = ("episodes.csv", "complications.csv")
PAYER = "region_stockholm"
PROVIDERS = ("karolinska", "danderyd", "sodersjukhuset", "capio_artro", "ortho_center", "st_erik")
PROCEDURES = ("hip", "knee", "cataract")
JOINT = dict(zip(YEARS, map(F, ("56300.00", "57369.70", "58459.72", "59570.45"))))
EYE = dict(zip(YEARS, map(F, ("9712.50", "9897.04", "10085.08", "10276.70"))))
PRICE = {"hip": JOINT, "knee": JOINT, "cataract": EYE}  # 2.1
BOUNDS = {  # 6.2
    "hip": (("0.70", "0.90"), ("0.90", "0.98"), ("0.60", "0.90")),
    "knee": (("0.60", "0.85"), ("0.88", "0.97"), ("0.60", "0.90")),
    "cataract": (("0.80", "0.95"), ("0.95", "0.995"), ("0.50", "0.85")),
}


class Records:
    def __init__(self, folder):
        self.episodes = {row["episode_id"]: row for row in rows(folder, "episodes.csv")}
        self.complications = rows(folder, "complications.csv")
        for row in self.episodes.values():
            row["day"] = datetime.date.fromisoformat(row["surgery_date"])
            row["in_bundle"] = row["procedure"] == "cataract" or F(row["asa_class"]) <= 2  # 3.1
        for row in self.complications:
            row["day"] = datetime.date.fromisoformat(row["date"])


def load(folder):
    return Records(folder)


def quarter_of(day):
    return f"{day.year}-Q{(day.month + 2) // 3}"


def is_covered(complication, episode):  # 5.1
    day = episode["day"]
    try:
        last = day.replace(year=day.year + 2)
    except ValueError:
        last = datetime.date(day.year + 2, 2, 28)
    return complication["related"] == "1" and day <= complication["day"] <= last


def settle(records, period):
    return settle_quarter(records, period) if "-Q" in period else settle_year(records, period)


def settle_quarter(records, quarter):
    paid = {provider: F(0) for provider in PROVIDERS}
    treated, recovered = dict(paid), dict(paid)
    for episode in records.episodes.values():  # 7.1
        if episode["in_bundle"] and quarter_of(episode["day"]) == quarter:
            paid[episode["provider"]] += PRICE[episode["procedure"]][quarter[:4]]
    for complication in records.complications:
        if quarter_of(complication["day"]) != quarter:
            continue
        episode = records.episodes.get(complication["episode_id"])
        if episode is None:
            raise Refused("complications")  # 4.3
        if not episode["in_bundle"]:
            continue
        tariff, by = F(complication["tariff"]), complication["treated_by"]
        if not is_covered(complication, episode):
            treated[by] += tariff  # 5.4
        elif by != episode["provider"]:
            treated[by] += tariff  # 5.3
            recovered[episode["provider"]] += tariff
    lines = [("bundle_payment", PAYER, one, round2(paid[one])) for one in PROVIDERS]
    lines += [("complication_treatment", PAYER, one, round2(treated[one])) for one in PROVIDERS]
    return lines + [("complication_recharge", one, PAYER, round2(recovered[one])) for one in PROVIDERS]


def score(x, bounds):
    lower, upper = map(F, bounds)
    return clamp(2 * (x - lower) / (upper - lower) - 1, F(-1), F(1))


def composite(records, episodes, procedure):
    n = len(episodes)
    if n < 10:  # 6.4
        return F(0)
    both = [one for one in episodes if one["pre"] and one["post"]]
    ids = {one["episode_id"]: one for one in episodes}
    harmed = set()
    for row in records.complications:
        episode = ids.get(row["episode_id"])
        if episode and row["related"] == "1" and 0 <= (row["day"] - episode["day"]).days <= 90:
            harmed.add(row["episode_id"])
    b = score(F(n - len(harmed), n), BOUNDS[procedure][1])
    c = score(F(len(both), n), BOUNDS[procedure][2])
    if not both:  # 6.3
        return (F("0.3") * b + F("0.2") * c) / F("0.5")
    if procedure == "cataract":
        better = [one for one in both if F(one["post"]) >= F("0.50")]
    else:
        better = [one for one in both if F(one["post"]) - F(one["pre"]) >= F("0.15")]
    a = score(F(len(better), len(both)), BOUNDS[procedure][0])
    return F("0.5") * a + F("0.3") * b + F("0.2") * c


def settle_year(records, year):
    before = str(int(year) - 1)
    lines = []
    for provider in PROVIDERS:
        total = F(0)
        for procedure in PROCEDURES if year != "2009" else ():
            episodes = [one for one in records.episodes.values()
                        if one["in_bundle"] and one["provider"] == provider and one["procedure"] == procedure
                        and str(one["day"].year) == before]
            if episodes:
                total += F("0.02") * composite(records, episodes, procedure) * len(episodes) * PRICE[procedure][before]
        lines.append(("outcome_adjustment", PAYER, provider, round2(total)))
    return lines
