# SPDX-License-Identifier: Apache-2.0
"""Follow-up within 48 hours of discharge. Numbers in comments are clauses of the terms."""

import datetime
from fractions import Fraction as F

from .conventions import Refused, clamp, quarters_of, split, years
from .records import rows

YEARS = years(2014, 2)
PERIODS = [period for year in YEARS for period in quarters_of(year) + [year]]
FILES = ("discharges.csv", "contacts.csv")
PROVIDERS = ("hospital", "community_provider")
TWO_DAYS = datetime.timedelta(hours=48)


def time(text):
    return datetime.datetime.strptime(text, "%Y-%m-%dT%H:%M") if text else None


class Records:
    def __init__(self, folder):
        self.discharges = rows(folder, "discharges.csv")
        self.contacts = {}
        for place, row in enumerate(self.discharges):
            row["place"] = place
            for name in ("admitted_at", "discharged_at", "died_at", "recorded_at"):
                row[name] = time(row[name])
        for row in rows(folder, "contacts.csv"):
            spoke = row["outcome"] in ("spoke_patient", "spoke_carer")
            if row["team"] == "community" and row["channel"] in ("call", "visit") and spoke:
                self.contacts.setdefault(row["patient_id"], []).append(time(row["contacted_at"]))
        self.counted = {}


def load(folder):
    return Records(folder)


def first_instant(quarter):
    year, number = int(quarter[:4]), int(quarter[-1])
    month = 3 * number + 1
    return datetime.datetime(year + (month > 12), (month - 1) % 12 + 1, 1)


def is_adult(row):  # 3.4
    born = datetime.date.fromisoformat(row["birth_date"])
    try:
        birthday = born.replace(year=born.year + 18)
    except ValueError:
        birthday = datetime.date(born.year + 18, 2, 28)
    return birthday <= row["discharged_at"].date()


def count(records, quarter):
    """Numerator, denominator and all discharges of the quarter, at its own freeze (3, 4.2)."""
    if quarter in records.counted:
        return records.counted[quarter]
    first = first_instant(quarter)
    year, number = quarter.split("-Q")
    end = first_instant(f"{year}-Q{int(number) + 1}") if number != "4" else datetime.datetime(first.year, 4, 1)
    freeze = end + datetime.timedelta(days=20)
    latest = {}
    for row in records.discharges:  # 3.1, 3.2
        if row["recorded_at"] < freeze:
            known = latest.get(row["discharge_id"])
            if known is None or known["recorded_at"] <= row["recorded_at"]:
                latest[row["discharge_id"]] = row
    lowest = {}
    for row in latest.values():  # 3.3
        key = row["patient_id"], row["discharged_at"]
        if key not in lowest or row["discharge_id"] < lowest[key]["discharge_id"]:
            lowest[key] = row
    stays = {}
    for row in lowest.values():
        stays.setdefault(row["patient_id"], []).append(row)
    seen = [row for row in lowest.values() if first <= row["discharged_at"] < end]
    numerator = denominator = 0
    for row in seen:
        left, until = row["discharged_at"], row["discharged_at"] + TWO_DAYS
        if row["diabetes"] != "1" or not is_adult(row) or row["destination"] in ("transfer", "died"):
            continue
        if row["died_at"] is not None and row["died_at"] <= until:
            continue
        if any(other is not row and left <= other["admitted_at"] <= until for other in stays[row["patient_id"]]):
            continue
        denominator += 1
        numerator += any(left <= at <= until for at in records.contacts.get(row["patient_id"], ()))
    records.counted[quarter] = numerator, denominator, len(seen)
    return records.counted[quarter]


def carried(records, quarter):
    """Counts and pot of the quarter with what was carried into it, and whether they are carried on (4.1, 5.1)."""
    n, d, seen = count(records, quarter)
    if seen == 0:
        return 0, 0, 0, False
    pot = F(60000)
    if not quarter.endswith("Q1"):
        before = carried(records, quarter[:-1] + str(int(quarter[-1]) - 1))
        if before[3]:
            n, d, pot = n + before[0], d + before[1], pot + before[2]
    return n, d, pot, d < 10 and not quarter.endswith("Q4")


def settle(records, period):
    if "-Q" not in period:
        return settle_year(records, period)
    if count(records, period)[2] == 0:  # 5.1
        raise Refused("discharges")
    n, d, pot, on = carried(records, period)
    amount = F(0)
    if not on and d > 0:  # 6.1
        r = F(n, d)
        if r >= F("0.70"):
            amount = pot * clamp((r - F("0.70")) / F("0.20"), F(0), F(1))
        elif r < F("0.50"):
            amount = -pot * F("0.25") * (F("0.50") - r) / F("0.50")
    parts = split(amount, (50, 50))  # 6.2
    return [("shared_incentive", "commissioner", to, part) for to, part in zip(PROVIDERS, parts)]


def settle_year(records, year):
    counts = [count(records, quarter) for quarter in quarters_of(year)]
    if any(seen == 0 for _, _, seen in counts):  # 5.2
        raise Refused("discharges")
    n, d = (sum(one[i] for one in counts) for i in (0, 1))
    r = F(n, d) if d else F(0)
    bonus = 40000 * r if r >= F("0.85") else F(0)  # 6.3
    return [("annual_bonus", "commissioner", to, part) for to, part in zip(PROVIDERS, split(bonus, (50, 50)))]
