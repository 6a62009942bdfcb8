# SPDX-License-Identifier: Apache-2.0
"""What all terms have in common: exact figures, rounding, splitting, instalments, periods, the data file, refusal."""

import csv
from fractions import Fraction


class Refused(Exception):
    """The terms refuse this settlement; carries the id of the input they name."""

    def __init__(self, name):
        super().__init__(name)
        self.name = name


def pence(amount):
    """The amount in whole pence, ties away from zero."""
    magnitude = int(abs(amount) * 100 + Fraction(1, 2))
    return -magnitude if amount < 0 else magnitude


def round2(amount):
    return Fraction(pence(amount), 100)


def text(amount):
    """A rounded amount as a statement shows it."""
    whole = pence(amount)
    return f"{'-' if whole < 0 else ''}{abs(whole) // 100}.{abs(whole) % 100:02d}"


def split(amount, weights):
    """The parts of round2(amount), by largest remainder; equal remainders go to the party listed first."""
    whole = pence(amount)
    total = sum(weights)
    shares = [abs(whole) * Fraction(weight) / total for weight in weights]
    parts = [int(share) for share in shares]
    left_over = abs(whole) - sum(parts)
    by_remainder = sorted(range(len(parts)), key=lambda i: (parts[i] - shares[i], i))
    for i in by_remainder[:left_over]:
        parts[i] += 1
    return [Fraction(-part if whole < 0 else part, 100) for part in parts]


def instalment(amount, k, n):
    return round2(Fraction(amount) * k / n) - round2(Fraction(amount) * (k - 1) / n)


def clamp(x, low, high):
    return max(low, min(high, x))


def years(first, count):
    """Contract years from April to March: years(2014, 2) is 2014/15 and 2015/16."""
    return [f"{year}/{(year + 1) % 100:02d}" for year in range(first, first + count)]


def quarters_of(year):
    return [f"{year}-Q{k}" for k in (1, 2, 3, 4)]


def months_of(year):
    """From April of the year to March of the next."""
    first = int(year[:4])
    return [f"{first}-{month:02d}" for month in range(4, 13)] + [f"{first + 1}-{month:02d}" for month in (1, 2, 3)]


def year_of(period):
    """The contract year that a month, a quarter or the year itself belongs to."""
    if "/" in period:
        return period[:7]
    year, month = int(period[:4]), int(period[5:])
    return years(year if month >= 4 else year - 1, 1)[0]


def index_in_year(period):
    """Of a quarter or month of a contract year, counted from 1."""
    if "-Q" in period:
        return int(period[-1])
    return (int(period[5:]) - 4) % 12 + 1


class Data:
    """The rows of a data file; whatever has no row, or the denominator 0, is not reported and reads as None."""

    def __init__(self, rows):
        self.rows = {(row["name"], row["period"], row["party"], row["segment"]): row for row in rows}

    @staticmethod
    def load(path):
        with open(path, newline="", encoding="utf-8") as file:
            return Data(csv.DictReader(file))

    def ratio(self, name, period, party="", segment=""):
        """Numerator and denominator."""
        row = self.rows.get((name, period, party, segment))
        if row is None or not row["denominator"] or Fraction(row["denominator"]) == 0:
            return None
        return Fraction(row["numerator"]), Fraction(row["denominator"])

    def figure(self, name, period, party="", segment=""):
        """A value, or the exact quotient of a ratio."""
        row = self.rows.get((name, period, party, segment))
        if row is None:
            return None
        if row["value"]:
            return Fraction(row["value"])
        ratio = self.ratio(name, period, party, segment)
        return None if ratio is None else ratio[0] / ratio[1]
