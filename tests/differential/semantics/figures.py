# SPDX-License-Identifier: Apache-2.0
"""Figures, and what is missing (docs/semantics.md, sections 1, 3 and 6)."""

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True)
class LeftOut:
    cause: tuple = None  # (place of the input, year, place of the member), which orders causes


@dataclass(frozen=True)
class Refused:
    cause: tuple


class Stop(Exception):
    """Arithmetic stops the settlement."""


def is_missing(figure):
    return isinstance(figure, (LeftOut, Refused))


def missing(*figures):
    """What a strict operation makes of its operands: nothing if all are there."""
    refused = [figure for figure in figures if isinstance(figure, Refused)]
    if refused:
        return min(refused, key=lambda figure: figure.cause)
    return next((figure for figure in figures if is_missing(figure)), None)


def refusal(*figures):
    return missing(*[figure for figure in figures if isinstance(figure, Refused)])


def rounded(amount, decimals=2):
    units = int(abs(amount) * 10**decimals + Fraction(1, 2))
    return Fraction(-units if amount < 0 else units, 10**decimals)


def split(amount, weights):
    """The parts of the amount; nothing if these weights cannot divide it."""
    units, total = abs(rounded(amount)) * 100, sum(weights)
    if total == 0:
        return [Fraction(0)] * len(weights) if units == 0 else None
    exact = [units * weight / total for weight in weights]
    parts = [int(share) for share in exact]
    order = sorted(range(len(parts)), key=lambda i: (parts[i] - exact[i], i))
    for i in order[: int(units - sum(parts))]:
        parts[i] += 1
    return [Fraction(-part if amount < 0 else part, 100) for part in parts]


def number(figure):
    """A figure as a contract writes it."""
    text = f"{abs(figure.numerator):,}"
    if figure < 0:
        text = f"(-{text})"
    return text if figure.denominator == 1 else f"{text} / {figure.denominator:,}"


def money(figure):
    text = f"£{abs(figure.numerator):,}"
    if figure.denominator != 1:
        text += f" / {figure.denominator:,}"
    return f"(-{text})" if figure < 0 else text
