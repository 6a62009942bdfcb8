# SPDX-License-Identifier: Apache-2.0
"""Random contracts of inputs and definitions: what is given, and what is expected of the last definition."""

from fractions import Fraction

from .figures import LeftOut, Refused, Stop, number
from .phrases import MEMBERS, OF_MEMBERS, YEARS
from .sentences import FIGURES, Maker

INPUTS = (*OF_MEMBERS, *(f"one_{name}" for name in OF_MEMBERS), "maybe", "flag")
RULES = {"free": "left out", "needed": "settlement refused", "counted": "0", "maybe": "left out", "flag": "no"}


def declarations():
    lines = []
    for name in INPUTS:
        rule = RULES[name.removeprefix("one_")]
        head = "for each measure, each year" if name in OF_MEMBERS else "each year"
        kind = "yes/no" if name in ("maybe", "flag") else "number"
        lines.append(f"  input {name} {head} : {kind}\n    not reported: {rule}\n")
    return "".join(lines)


class World:
    """The figures that are given, and the definitions, worked out once for each year."""

    def __init__(self, given, definitions):
        self.given, self.definitions, self.known = given, definitions, {}

    def input(self, name, member, year):
        cause = (INPUTS.index(name), year, MEMBERS.index(member) if member else 0)
        if year < 0:
            return LeftOut(cause)
        if (name, member, year) in self.given:
            return self.given[name, member, year]
        rule = RULES[name.removeprefix("one_")]
        return {"left out": LeftOut(cause), "settlement refused": Refused(cause), "0": Fraction(0), "no": False}[rule]

    def definition(self, place, year):
        if year < 0:
            return LeftOut()
        if (place, year) not in self.known:
            self.known[place, year] = self.definitions[place][1](self, year, None)
        return self.known[place, year]


def case(random):
    """A contract of some definitions, and what is expected of the last one; nothing where the figures grow too large."""
    definitions = []
    for place in range(random.randint(1, 4)):
        definitions.append(Maker(random, place).number(random.randint(1, 4)))
    year, given = random.randrange(len(YEARS)), {}
    for name in INPUTS:
        for member in MEMBERS if name in OF_MEMBERS else [None]:
            for at in range(year + 1):
                if random.random() < 0.6:
                    given[name, member, at] = random.random() < 0.5 if name in ("maybe", "flag") else random.choice(FIGURES)
    last = f"made_{len(definitions) - 1}"
    try:
        figure = World(given, definitions).definition(len(definitions) - 1, year)
    except Stop:
        return None
    if isinstance(figure, Refused):
        name, _, place = figure.cause
        expected = f"settlement refused naming {INPUTS[name]}"
        expected += f" for {MEMBERS[place]}" if INPUTS[name] in OF_MEMBERS else ""
    elif isinstance(figure, LeftOut):
        expected = f"{last} is not given"
    elif abs(figure.numerator) * figure.denominator > 10**40:
        return None
    else:
        expected = f"{last} = {number(figure)}"
    body = "  dimension measures, each a measure: " + ", ".join(MEMBERS) + "\n" + declarations()
    for place, (text, _) in enumerate(definitions):
        body += f"  define made_{place} each year : number\n    = {text}\n"
    body += f"  payment paid from icb to trust, each year\n    = £1 * first reported of ({last}, 0)\n"
    return body, [given_text(*item) for item in given.items()], YEARS[year], [expected]


def given_text(key, figure):
    name, member, year = key
    words = {True: "yes", False: "no"}.get(figure) if isinstance(figure, bool) else f"{float(figure)}"
    return f"{name}{f' for {member}' if member else ''} in {YEARS[year]} = {words}"
