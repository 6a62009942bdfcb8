# SPDX-License-Identifier: Apache-2.0
"""West Yorkshire: a block with penalty and bonus for long waits. Numbers in comments are clauses of the terms."""

from fractions import Fraction as F

from .conventions import Refused, index_in_year, instalment, months_of, round2, split, year_of, years

YEARS = years(2023, 3)
PERIODS = [period for year in YEARS for period in months_of(year) + [year]]

BLOCK = {  # 2.1
    "airedale": ("41250000.00", "42013125.00", "42790367.81"),
    "bradford_teaching": ("88400000.00", "90035400.00", "91701054.90"),
    "calderdale_huddersfield": ("93700000.00", "95433450.00", "97198968.83"),
    "harrogate": ("47900000.00", "48786150.00", "49688693.78"),
    "leeds_teaching": ("262300000.00", "267152550.00", "272094872.18"),
    "mid_yorkshire": ("121600000.00", "123849600.00", "126140817.60"),
}
TRUSTS = list(BLOCK)
TARGET = {  # 3.1
    "airedale": (310, 180, 60),
    "bradford_teaching": (640, 400, 150),
    "calderdale_huddersfield": (520, 300, 100),
    "harrogate": (455, 250, 90),
    "leeds_teaching": (3150, 2100, 1000),
    "mid_yorkshire": (1480, 900, 0),
}


def block(trust, year):
    return F(BLOCK[trust][YEARS.index(year)])


def target(trust, year):
    return TARGET[trust][YEARS.index(year)]


def march_count(data, trust, year):  # 5.1
    for month in reversed(months_of(year)[-3:]):
        count = data.figure("waiters_52w", month, trust)
        if count is not None:
            return count
    raise Refused("waiters_52w")


def attributed(data, year):  # 5.2
    counts = {trust: march_count(data, trust, year) for trust in TRUSTS}
    aid = {(to, of): data.figure("mutual_aid", year, to, of) or F(0) for to in TRUSTS for of in TRUSTS}
    result = {}
    for trust in TRUSTS:
        received = sum(aid[trust, sender] for sender in TRUSTS)
        sent = sum(aid[receiver, trust] for receiver in TRUSTS)
        if received > counts[trust]:
            raise Refused("mutual_aid")
        result[trust] = counts[trust] - received + sent
    return result


def settle_month(month):  # 6.1
    year, k = year_of(month), index_in_year(month)
    return [("block_instalment", "icb", trust, instalment(block(trust, year), k, 12)) for trust in TRUSTS]


def settle_year(data, year):
    waiting = attributed(data, year)
    lines = []
    for trust in TRUSTS:  # 6.2
        amount = round2(2000 * (target(trust, year) - waiting[trust]))
        lines.append(("long_wait_adjustment", "icb", trust, amount))
    below = sum(target(trust, year) for trust in TRUSTS) - sum(waiting.values())  # 6.3
    pot = 150 * below if below >= 0 else F(0)
    dividends = split(pot, [block(trust, year) for trust in TRUSTS])
    return lines + [("collaborative_dividend", "icb", trust, part) for trust, part in zip(TRUSTS, dividends)]


def settle(data, period):
    return settle_year(data, period) if period in YEARS else settle_month(period)
