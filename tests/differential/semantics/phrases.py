# SPDX-License-Identifier: Apache-2.0
"""Random tests and phrases over members with their meaning (docs/semantics.md, sections 7 and 8)."""

from fractions import Fraction

from .figures import LeftOut, Refused, is_missing, missing, refusal

YEARS = ("2024/25", "2025/26", "2026/27")
MEMBERS = ("aa", "bb", "cc")
OF_MEMBERS = ("free", "needed", "counted")  # inputs of each measure; of the year alone with `one_` before the name


class Phrases:
    """What a maker of sentences also makes: it has `random`, `number`, `numbers` and `test`."""

    # Over the members

    def where(self, depth):
        if self.random.random() < 0.5:
            return "", lambda *_: True
        text, test = self.test(max(depth, 0), True)
        return f" where ({text})", test

    def bound(self, test, world, year):
        """The members for which the test is met, and the refusals of the test."""
        met = {member: test(world, year, member) for member in MEMBERS}
        return [member for member in MEMBERS if met[member] is True], refusal(*met.values())

    def over_members(self, depth, _member):
        (inner, a), (where, test) = self.number(max(depth, 0), True), self.where(depth)
        word = self.random.choice(["sum", "sum", "highest", "lowest"])

        def figure(world, year, _at_hand):
            members, refused = self.bound(test, world, year)
            figures = [a(world, year, member) for member in members]
            there = [x for x in figures if not is_missing(x)]
            if refused or refusal(*figures):
                return refusal(*[one for one in (refused, *figures) if one is not None])
            if there:
                return {"sum": sum, "highest": max, "lowest": min}[word](there)
            return missing(*figures) or (Fraction(0) if word == "sum" else LeftOut())

        return f"({word} over measures{where} of ({inner}))", figure

    def average(self, depth, _member):
        (inner, a), (where, test) = self.number(max(depth, 0), True), self.where(depth)
        weights, b = self.number(0, True) if self.random.random() < 0.5 else ("", lambda *_: Fraction(1))

        def figure(world, year, _at_hand):
            members, refused = self.bound(test, world, year)
            pairs = [(a(world, year, member), b(world, year, member)) for member in members]
            flat = [figure for pair in pairs for figure in pair]
            if refused or refusal(*flat):
                return refusal(*[one for one in (refused, *flat) if one is not None])
            pairs = [(x, w) for x, w in pairs if not is_missing(x) and not is_missing(w)]
            total = sum(w for _, w in pairs)
            return sum(x * w for x, w in pairs) / total if total != 0 else missing(*flat) or LeftOut()

        by = f" by ({weights})" if weights else ""
        return f"(average over measures{where}{by} of ({inner}))", figure

    def count(self, depth, _member):
        where, test = self.where(depth)

        def figure(world, year, _at_hand):
            members, refused = self.bound(test, world, year)
            return refused or Fraction(len(members))

        return f"(number of measures{where})", figure

    # Tests

    def comparison(self, depth, member):
        (left, a), (right, b) = self.numbers(2, depth, member)
        sign = self.random.choice(["<", "<=", ">", ">=", "="])

        def met(*at):
            x, y = a(*at), b(*at)
            if missing(x, y):
                return refusal(x, y) or False
            return {"<": x < y, "<=": x <= y, ">": x > y, ">=": x >= y, "=": x == y}[sign]

        return f"({left} {sign} {right})", met

    def between(self, depth, member):
        (subject, a), (low, b), (high, c) = self.numbers(3, depth, member)
        negated = self.random.random() < 0.4

        def met(*at):
            x, least, most = a(*at), b(*at), c(*at)
            if refusal(x, least, most):
                return refusal(x, least, most)
            return (missing(x, least, most) is None and least <= x <= most) != negated

        return f"({subject} is {'not ' if negated else ''}between {low} and {high})", met

    def is_given(self, depth, member):
        inner, a = self.number(max(depth, 0), member)

        def met(*at):
            x = a(*at)
            return x if isinstance(x, Refused) else not is_missing(x)

        return f"(({inner}) is given)", met

    def is_reported(self, _depth, _member):
        name, negated = "one_" + self.random.choice(OF_MEMBERS), self.random.random() < 0.4
        words = f"({name} is {'not ' if negated else ''}reported)"
        return words, lambda world, year, _: ((name, None, year) in world.given) != negated

    def flag(self, _depth, _member):
        name = self.random.choice(["maybe", "flag"])
        return name, lambda world, year, _: world.input(name, None, year)

    def year_is(self, _depth, _member):
        wanted = self.random.randrange(len(YEARS))
        return f"(year is {YEARS[wanted]})", lambda _world, year, _: year == wanted

    def both(self, depth, member):
        (left, a), (right, b) = self.test(max(depth, 0), member), self.test(max(depth, 0), member)
        word = self.random.choice(["and", "or"])

        def met(*at):
            x, y = a(*at), b(*at)
            if refusal(x, y):
                return refusal(x, y)
            return (x is True and y is True) if word == "and" else (x is True or y is True)

        return f"({left} {word} {right})", met

    def negation(self, depth, member):
        # A comparison is yes, no or refused, never left out.
        inner, a = self.comparison(max(depth, 0), member)

        def met(*at):
            x = a(*at)
            return x if isinstance(x, Refused) else not x

        return f"(not {inner})", met

    def quantified(self, depth, _member):
        (where, test), (inner, a) = self.where(depth), self.test(max(depth, 0), True)
        word = self.random.choice(["every", "some"])

        def met(world, year, _at_hand):
            members, refused = self.bound(test, world, year)
            answers = [a(world, year, member) for member in members]
            if refused or refusal(*answers):
                return refusal(*[one for one in (refused, *answers) if one is not None])
            yes = [answer is True for answer in answers]
            return all(yes) if word == "every" else any(yes)

        return f"({word} measure{where} has {inner})", met
