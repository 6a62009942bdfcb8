# SPDX-License-Identifier: Apache-2.0
"""Random sentences with their meaning (docs/semantics.md, sections 5 and 7): arithmetic, limits, conditions, periods.

A sentence is a pair: its text, and a function of (world, year, member at hand) that gives its figure.
"""

from fractions import Fraction

from .figures import LeftOut, Refused, Stop, is_missing, missing, number
from .phrases import MEMBERS, OF_MEMBERS, Phrases

FIGURES = [Fraction(0), Fraction(1), Fraction(3), Fraction(1, 2), Fraction(7, 4), Fraction(10)]


class Maker(Phrases):
    def __init__(self, random, definitions):
        self.random, self.definitions = random, definitions  # how many definitions a sentence may read

    def number(self, depth, member=False):
        forms = [self.literal, self.input, self.of_member, self.definition]
        if depth > 0:
            forms += [self.arithmetic, self.limit, self.condition, self.first_reported] * 2
            forms += [self.over_members, self.over_members, self.average, self.count, self.gain, self.position]
            forms += [self.nearest, self.growing]
        return self.random.choice(forms)(depth - 1, member)

    def test(self, depth, member=False):
        forms = [self.comparison, self.comparison, self.is_given, self.is_reported, self.flag, self.year_is]
        if depth > 0:
            forms += [self.both, self.negation, self.quantified, self.between]
        return self.random.choice(forms)(depth - 1, member)

    def numbers(self, count, depth, member):
        return [self.number(max(depth, 0), member) for _ in range(count)]

    # Figures

    def literal(self, _depth, _member):
        figure = self.random.choice([*FIGURES, Fraction(-1), Fraction(-2)])
        if figure.denominator != 1:
            return f"{float(figure)}", lambda *_: figure
        return number(figure), lambda *_: figure

    def input(self, _depth, _member):
        name, back = "one_" + self.random.choice(OF_MEMBERS), self.random.random() < 0.3
        text = f"({name} last year)" if back else name
        return text, lambda world, year, _: world.input(name, None, year - back)

    def of_member(self, _depth, member):
        name = self.random.choice(OF_MEMBERS)
        if member and self.random.random() < 0.7:
            return name, lambda world, year, at_hand: world.input(name, at_hand, year)
        other = self.random.choice(MEMBERS)
        return f"({name} for {other})", lambda world, year, _: world.input(name, other, year)

    def definition(self, depth, member):
        if not self.definitions:
            return self.literal(depth, member)
        place, back = self.random.randrange(self.definitions), self.random.random() < 0.4
        text = f"(made_{place} last year)" if back else f"made_{place}"
        return text, lambda world, year, _: world.definition(place, year - back)

    def arithmetic(self, depth, member):
        (left, a), (right, b) = self.numbers(2, depth, member)
        sign = self.random.choice("++-**/")

        def figure(*at):
            x, y = a(*at), b(*at)
            if missing(x, y):
                return missing(x, y)
            if sign == "/" and y == 0:
                raise Stop
            return {"+": x + y, "-": x - y, "*": x * y}[sign] if sign != "/" else x / y

        return f"({left} {sign} {right})", figure

    def limit(self, depth, member):
        (left, a), (right, b) = self.numbers(2, depth, member)
        word = self.random.choice(["at most", "at least"])

        def figure(*at):
            x, y = a(*at), b(*at)
            if is_missing(x) or isinstance(y, Refused):
                return missing(x, y)
            if is_missing(y):
                return x
            return min(x, y) if word == "at most" else max(x, y)

        return f"({left} {word} {right})", figure

    def gain(self, depth, member):
        inner, a = self.number(max(depth, 0), member)
        word = self.random.choice(["gain", "loss"])

        def figure(*at):
            x = a(*at)
            return x if is_missing(x) else max(x if word == "gain" else -x, Fraction(0))

        return f"({word} of ({inner}))", figure

    def nearest(self, depth, member):
        inner, a = self.number(max(depth, 0), member)

        def figure(*at):
            x = a(*at)
            if is_missing(x):
                return x
            steps = int(abs(x) * 2 + Fraction(1, 2))
            return Fraction(-steps if x < 0 else steps, 2)

        return f"(({inner}) to nearest 0.5)", figure

    def growing(self, depth, member):
        inner, a = self.number(max(depth, 0), member)
        first = self.random.choice([None, 2022, 2024, 2026])
        start = (first or 2024) - 2024

        def figure(world, year, at_hand):
            x = a(world, year, at_hand)
            return x if is_missing(x) else x * Fraction(11, 10) ** (year - start)

        since = f" from {first}/{first % 100 + 1}" if first else ""
        return f"(({inner}) growing 10% a year{since})", figure

    def condition(self, depth, member):
        (yes, a), (no, b) = self.numbers(2, depth, member)
        text, test = self.test(max(depth, 0), member)

        def figure(*at):
            met = test(*at)
            if isinstance(met, Refused):
                return met
            return a(*at) if met is True else b(*at)

        return f"({yes} if {text}, otherwise {no})", figure

    def first_reported(self, depth, member):
        (first, a), (second, b) = self.numbers(2, depth, member)
        ends = self.random.random() < 0.3

        def figure(*at):
            x = a(*at)
            if not isinstance(x, LeftOut):
                return x
            y = b(*at)
            if not isinstance(y, LeftOut):
                return y
            return LeftOut(x.cause) if ends or x.cause is None else Refused(x.cause)

        return f"(first reported of ({first}, {second}{', left out' if ends else ''}))", figure

    def position(self, depth, member):
        (subject, a), (start, b), (end, c) = self.numbers(3, depth, member)
        word = self.random.choice(["position", "progress"])

        def figure(*at):
            x, low, high = a(*at), b(*at), c(*at)
            if missing(x, low, high):
                return missing(x, low, high)
            if low == high:
                raise Stop
            part = (x - low) / (high - low)
            return part if word == "position" else min(max(part, Fraction(0)), Fraction(1))

        # A plain figure: beside a percent, the figures above 1 that are written here would lack their sign (QD3022).
        return f"(1 * {word} of ({subject}) over ({start}) to ({end}))", figure
