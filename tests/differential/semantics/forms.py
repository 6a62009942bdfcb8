# SPDX-License-Identifier: Apache-2.0
"""Random contracts of one form each: a balance, a table of rows, divisions of an amount (docs/semantics.md, sections 3, 9
and 12)."""

from fractions import Fraction

from .figures import money, number, rounded, split
from .phrases import YEARS

PARTNERS = ("north", "south", "west")


def amount(random):
    whole = random.choice([0, 1, 5, 33, 100, 999, 12345, 50000, random.randint(-20000, 20000), random.randint(0, 99999)])
    return Fraction(whole, random.choice([1, 1, 2, 3, 7, 100]))


def inputs(names):
    return "".join(f"  input {name} each year : money\n    not reported: left out\n" for name in names)


def balance(random):
    life, limit = random.choice([None, 1, 2, 3]), random.choice([None, amount(random)])
    opens = random.choice([Fraction(0), abs(amount(random))])
    moves = [(random.choice(["takes in", "pays out"]), random.randrange(3)) for _ in range(random.randint(1, 4))]
    lines = [f"    opens at {money(opens)}\n"] + [f"    {word} moved_{place}\n" for word, place in moves]
    if limit is not None:
        lines.insert(random.randint(0, len(lines)), f"    never above {money(limit)}\n")
    if life:
        lines.insert(random.randint(0, len(lines)), f"    lapses after {life} year{'s' if life > 1 else ''}\n")

    last = random.randrange(len(YEARS))
    moved = {(place, year): amount(random) for place in range(3) for year in range(last + 1) if random.random() < 0.8}
    ages, level = [Fraction(0)] * ((life or 0) + 1), opens
    for year in range(last + 1):
        ages = [Fraction(0), *ages[:-1]] if year else [Fraction(0), opens, *ages[2:]] if life else ages
        opening, taken, paid = level, Fraction(0), Fraction(0)
        for word, place in moves:
            wanted = max(moved.get((place, year), Fraction(0)), Fraction(0))
            if word == "takes in":
                wanted = wanted if limit is None else min(wanted, max(limit - level, Fraction(0)))
                level, taken, ages[0] = level + wanted, taken + wanted, ages[0] + wanted
            else:
                wanted = min(wanted, level)
                level, paid = level - wanted, paid + wanted
                for age in range(len(ages) - 1, -1, -1) if life else []:
                    part = min(ages[age], wanted)
                    ages[age], wanted = ages[age] - part, wanted - part
        lapsed = ages[life] if life else Fraction(0)
        level -= lapsed
    figures = {"opening": opening, "paid into": taken, "paid out of": paid, "lapsed from": lapsed, "closing": level}
    body = inputs(f"moved_{place}" for place in range(3)) + "  balance kept each year : money\n" + "".join(lines)
    given = [f"moved_{place} in {YEARS[year]} = {money(figure)}" for (place, year), figure in moved.items()]
    return body, given, YEARS[last], [f"{word} kept = {money(figure)}" for word, figure in figures.items()]


def table(random):
    count = random.randint(2, 4)
    kind = random.choice([tiers, tiers, scale, steps])
    bounds = sorted(random.sample(range(1, 120) if kind is tiers else range(-50, 120), count))
    subject = Fraction(random.choice([random.choice(bounds), random.choice(bounds) + 1, random.randint(-150, 150)]),
                       random.choice([1, 1, 3]))
    parts = random.choice([1, 1, 1, 3, 8])  # bounds need not be whole pence
    known = {place: Fraction(bound, parts) for place, bound in enumerate(bounds) if random.random() < 0.93}
    declared, figure, words = kind(random, known, count, subject)
    given = [f"bound_{place} = {money(bound)}" for place, bound in known.items()] + [f"subject = {money(subject)}"]
    expected = [f"result{words} = {figure}" if figure is not None else f"result{words} is not given"]
    return inputs([f"bound_{place}" for place in range(count)] + ["subject"]) + declared, given, YEARS[0], expected


def tiers(random, known, count, subject):
    gains, columns = random.randint(1, count), random.random() < 0.5
    rows = [(f"up to bound_{i}" if i < gains else f"loss up to bound_{i}", i, i >= gains) for i in range(count)]
    if random.random() < 0.7:
        rows.insert(gains, ("above", None, False))
    if random.random() < 0.7:
        rows.append(("loss above" if gains < count else "loss", None, True))
    rates = [Fraction(random.randint(0, 10), 10) for _ in rows]
    text = f"  define result {'for each partner, ' if columns else ''}each year : money\n    = tiers of subject\n"
    text += "    | | north | south |\n" if columns else ""
    for (words, _, _), rate in zip(rows, rates):
        other = f" {percent(1 - rate)} |" if columns else ""
        text += f"    | {words} | {percent(rate)} |{other}\n"
    mine = [(bound, rate) for (_, bound, loss), rate in zip(rows, rates) if loss == (subject < 0)]
    words = " for north" if columns else ""
    if any(bound is not None and bound not in known for bound, _ in mine):
        return text, None, words
    reached, total = Fraction(0), Fraction(0)
    for bound, rate in mine:
        end = max(reached, min(known[bound], abs(subject)) if bound is not None else abs(subject))
        part = end - reached
        total += split(part, [rate, 1 - rate])[0] if columns else part * rate
        reached = end
    return text, money(-total if subject < 0 else total), words


def scale(random, known, count, subject):
    order = list(range(count)) if random.random() < 0.5 else list(range(count))[::-1]
    values = [Fraction(random.randint(-10, 10), 10) for _ in order]
    short = random.random() < 0.4
    text = "  define result each year : percent\n    = scale of subject\n"
    text += f"    | short of bound_{order[0]} | 77% |\n" if short else ""
    for place, value in zip(order, values):
        text += f"    | at bound_{place} | {percent(value)} |\n"
    if len(known) < count:
        return text, None, ""
    points = [(known[place], value) for place, value in zip(order, values)]
    sign = 1 if order[0] == 0 else -1
    x = sign * subject
    points = [(sign * at, value) for at, value in points]
    if short and x < points[0][0]:
        return text, number(Fraction(77, 100)), ""
    if x <= points[0][0]:
        return text, number(points[0][1]), ""
    for (left, low), (right, high) in zip(points, points[1:]):
        if x <= right:
            return text, number(low + (high - low) * (x - left) / (right - left)), ""
    return text, number(points[-1][1]), ""


def steps(_random, known, count, subject):
    text = "  define result each year : percent\n    = steps of subject\n    | below bound_0 | 1% |\n"
    for place in range(count - 1):
        text += f"    | bound_{place} to below bound_{place + 1} | {place + 2}% |\n"
    text += f"    | at least bound_{count - 1} | 50% |\n"
    if len(known) < count:
        return text, None, ""
    reached = sum(subject >= bound for bound in known.values())
    return text, number(Fraction(50 if reached == count else reached + 1, 100)), ""


def percent(figure):
    return f"{'-' if figure < 0 else ''}{abs(figure) * 100}%"


def divisions(random):
    """Instalments, movements and splits; nothing where the weights cannot divide the amount."""
    grain, count = random.choice([("quarter", 4), ("month", 12)])
    names = [f"2024/25-Q{i + 1}" for i in range(4)]
    if grain == "month":
        names = [f"{2024 + (i > 8)}-{(i + 3) % 12 + 1:02}" for i in range(12)]
    whole, at = amount(random), random.randrange(count)
    weights = [Fraction(random.choice([0, 1, 2, 3, 7, 10]), random.choice([1, 2, 3])) for _ in range(count)]
    moved = [amount(random) for _ in range(count)]
    shares = [Fraction(random.choice([0, 1, 2, 5, 9]), random.choice([1, 3])) for _ in PARTNERS]
    parts = split(whole, shares)
    if parts is None or (sum(weights) == 0 and whole != 0):
        return None
    before, until, total = sum(weights[:at]), sum(weights[: at + 1]), sum(weights)
    figures = {
        "equal": rounded(whole * (at + 1) / count) - rounded(whole * at / count),
        "weighted": rounded(whole * until / total) - rounded(whole * before / total) if total else Fraction(0),
        "movement_of_it": rounded(sum(moved[: at + 1])) - (rounded(sum(moved[:at])) if at else 0),
        **{f"part for {partner} this year": part for partner, part in zip(PARTNERS, parts)},
        "part_again for north for payer_3 this year": split(parts[0], [1, 1, 1])[2],
    }
    body = (f"  dimension payers, each a payer: payer_1, payer_2, payer_3\n"
            f"  input whole each year : money\n  input weight each {grain} : number\n  input moved each {grain} : money\n"
            f"  input share for each partner, each year : number\n"
            f"  define equal each {grain} : money = instalment of whole\n"
            f"  define weighted each {grain} : money = instalment of whole by weight\n"
            f"  define movement_of_it each {grain} : money = movement of sum over {grain}s to date of moved\n"
            f"  define part for each partner, each year : money = whole split over partners by share\n"
            f"  define part_again for each partner, each payer, each year : money\n"
            f"    = whole split over partners by share split over payers equally\n")
    given = [f"whole = {money(whole)}"]
    for name, weight, step in zip(names, weights, moved):
        given += [f"weight in {name} = {number(weight)}", f"moved in {name} = {money(step)}"]
    given += [f"share for {partner} in {YEARS[0]} = {number(share)}" for partner, share in zip(PARTNERS, shares)]
    return body, given, names[at], [f"{name} = {money(figure)}" for name, figure in figures.items()]
