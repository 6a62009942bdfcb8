# SPDX-License-Identifier: Apache-2.0
"""Random contracts that deeds change, and what is in force in a quarter (docs/semantics.md, section 12)."""

from fractions import Fraction

from .figures import money, rounded
from .phrases import YEARS

QUARTERS = [f"{year}-Q{number}" for year in YEARS for number in (1, 2, 3, 4)]
VALUES = {  # of the rate, what came before, the number made
    "rate * made": lambda rate, before, made: rate * made,
    "rate + first reported of (value last quarter, £0)": lambda rate, before, made: rate + before,
    "£5 * made + rate": lambda rate, before, made: 5 * made + rate,
    "rate - £3 * made at least £0": lambda rate, before, made: max(rate - 3 * made, Fraction(0)),
}
LINES = {  # of the value, the rate, the fixed amount of the year
    "value": lambda value, rate, fixed: value,
    "50% of value + raised": lambda value, rate, fixed: value / 2 + rate + 1,
    "value + fixed this year": lambda value, rate, fixed: value + fixed,
}


class Term:
    """What holds from which quarter on."""

    def __init__(self, first):
        self.versions = [(0, first)]

    def change(self, quarter, what):
        self.versions.append((quarter, what))
        return what

    def at(self, quarter):
        return [what for start, what in self.versions if start <= quarter][-1]


def some_money(random):
    return Fraction(random.randint(0, 2000), random.choice([1, 1, 100]))


def case(random):
    rate, value = Term(some_money(random)), Term(random.choice(list(VALUES)))
    line, payee = Term(random.choice(list(LINES))), Term("trust")
    ends = added = len(QUARTERS)
    deeds = ""
    for number, start in enumerate(sorted(random.sample(range(1, 12), random.randint(1, 3)))):
        changes = ["payment always_" + str(number) + " from icb to trust, each quarter = £1"]
        if random.random() < 0.6:
            changes.append(f"parameter rate : money = {money(rate.change(start, some_money(random)))}")
        if random.random() < 0.5:
            changes.append(f"define value each quarter : money = {value.change(start, random.choice(list(VALUES)))}")
        if random.random() < 0.5:
            to = payee.change(start, random.choice(["trust", "icb_other"]))
            words = line.change(start, random.choice(list(LINES)))
            changes.append(f"payment paid from icb to {to}, each quarter = {words}")
        if ends == len(QUARTERS) and random.random() < 0.3:
            ends = start
            changes.append("ends ending")
        if added == len(QUARTERS) and random.random() < 0.4:
            added = start
            changes.append("payment extra from icb to trust, each quarter = £7 * made")
        deeds += f"  variation deed_{number} from {QUARTERS[start]} {{\n" + "".join(f"    {c}\n" for c in changes) + "  }\n"

    fixed, made = [some_money(random) for _ in YEARS], [Fraction(random.randint(0, 9)) for _ in QUARTERS]
    values = []
    for quarter in range(len(QUARTERS)):
        before = values[-1] if values else Fraction(0)
        values.append(VALUES[value.at(quarter)](rate.at(quarter), before, made[quarter]))

    def paid(quarter):
        return rounded(LINES[line.at(quarter)](values[quarter], rate.at(quarter), fixed[quarter // 4]))

    body = f"  party icb_other is provider\n  parameter rate : money = {money(rate.at(0))}\n"
    body += "  parameter fixed each year : money\n"
    body += "".join(f"    | {year} | {money(figure)} |\n" for year, figure in zip(YEARS, fixed))
    body += ("  input made each quarter : number\n    not reported: 0\n  define raised : money = rate + £1\n"
             f"  define value each quarter : money = {value.at(0)}\n"
             f"  payment paid from icb to trust, each quarter = {line.at(0)}\n"
             "  payment ending from icb to trust, each quarter = £3 * made\n")
    body += "" if added < len(QUARTERS) else "  payment extra from icb to trust, each quarter = £7 * made\n"
    begins = added if added < len(QUARTERS) else 0
    at = random.randrange(len(QUARTERS))
    expected = [
        f"paid from icb to {payee.at(at)} = {money(paid(at))}",
        f"raised = {money(rate.at(at) + 1)}",
        f"ending = {money(3 * made[at] if at < ends else Fraction(0))}",
        f"extra = {money(7 * made[at] if at >= begins else Fraction(0))}",
    ]
    if at:
        expected += [f"paid last quarter = {money(paid(at - 1))}", f"value last quarter = {money(values[at - 1])}",
                     f"raised last quarter = {money(rate.at(at - 1) + 1)}"]
    if at >= 4:
        expected.append(f"paid same quarter last year = {money(paid(at - 4))}")
    given = [f"made in {quarter} = {count}" for quarter, count in zip(QUARTERS, made)]
    return body + deeds, given, QUARTERS[at], expected
