#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""mutate.py PROGRAM EXAMPLES: puts single mistakes into the example contracts and counts how many are caught.

A mistake is what a person makes who copies a schedule: a digit dropped, a party or a name misspelt or exchanged, a row
removed, a cell emptied, a unit or a period changed, a word left out. It is caught when `check` reports anything, or when
one of the contract's scenarios fails. One that passes both is looked at further: if it changes no figure of any
settlement, of the example's own data and of variations of them, it is no mistake; the others are missed, and listed.
Scenarios, guarantees, titles, remarks and clauses are left alone: they say what is meant and are not the meaning."""
import argparse
import csv
import io
import json
import pathlib
import random
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter, namedtuple

Mutant = namedtuple("Mutant", "contract kind line before after text")
VARIATIONS = 3  # of the data, beside the data themselves

NUMBER = re.compile(r"(?<![\w.,/-])[£$€]?\d[\d,]*(?:\.\d+)?%?(?![\w/.-])")
PERIOD = re.compile(r"\b(?:20\d\d/\d\d(?:-Q[1-4])?|20\d\d(?:-Q[1-4]|-\d\d)?)\b")
NAME = re.compile(r"\b[a-z][a-z0-9_]*\b")
WORDS = {"at least": "at most", "at most": "at least", "<=": "<", ">=": ">", " + ": " - ", " - ": " + ", "highest": "lowest",
         "lowest": "highest", "average": "sum", "to date ": "", "last year": "", "last quarter": "", "rounded ": "",
         "gain of ": "loss of ", "loss of ": "gain of ", " and ": " or ", " or ": " and ", " not ": " "}


class Contract:
    """The lines of a contract that mistakes are put into."""

    def __init__(self, path):
        self.path = path
        self.lines = path.read_text(encoding="utf-8").splitlines()
        self.users = [path] if (path.parent / "expected.json").exists() else users_of(path)
        self.open = self.meaningful()
        names = Counter(name for i in self.open for name in NAME.findall(self.code(i)))
        declared = re.compile(r"^\s*(party|group|dimension|unit|input|metric|define|payment|parameter|balance)\s+(.*)")
        self.kinds = {}
        for i in self.open:
            found = declared.match(self.code(i))
            if found:
                for name in NAME.findall(found.group(2).split(":")[0].split(" for ")[0].split(" each ")[0])[:3]:
                    self.kinds[name] = "party" if found.group(1) in ("party", "group") else found.group(1)
        self.names = names

    def meaningful(self):
        kept, depth, skipping = [], 0, False
        for i, line in enumerate(self.lines):
            text = line.strip()
            if re.match(r"(scenario|guarantee)\b", text):
                skipping = True
            elif depth == 0 and re.match(r"(party|group|dimension|unit|input|metric|define|payment|parameters?|balance|"
                                         r"require|records|rows|together|variation|phrase|template|use|import|\}|##)", text):
                skipping = False
            if skipping:
                depth += text.count("{") - text.count("}")
                if depth == 0 and "}" in text:
                    skipping = False
                continue
            if text and not text.startswith("#") and not text.startswith("source"):
                kept.append(i)
        return kept

    def code(self, i):
        """The line without its titles, remarks and clauses: blanks stand in their place."""
        return re.sub(r'"[^"]*"|\bclause\s+[\w.,() -]*|#.*$', lambda m: " " * len(m.group(0)), self.lines[i])

    def with_line(self, i, new):
        lines = self.lines[:i] + ([] if new is None else [new]) + self.lines[i + 1:]
        return "\n".join(lines) + "\n"


def replaced(line, start, end, new):
    return line[:start] + new + line[end:]


def places(contract, pattern):
    return [(i, found) for i in contract.open for found in pattern.finditer(contract.code(i))]


def drop_digit(contract, chance):
    i, found = chance.choice(places(contract, NUMBER))
    digits = [k for k in range(found.start(), found.end()) if contract.lines[i][k].isdigit()]
    k = chance.choice(digits)
    return i, replaced(contract.lines[i], k, k + 1, "")


def change_digit(contract, chance):
    i, found = chance.choice(places(contract, NUMBER))
    k = chance.choice([k for k in range(found.start(), found.end()) if contract.lines[i][k].isdigit()])
    return i, replaced(contract.lines[i], k, k + 1, chance.choice("0123456789".replace(contract.lines[i][k], "")))


def drop_sign(contract, chance):
    i, found = chance.choice(places(contract, re.compile(r"[%£$€]")))
    return i, replaced(contract.lines[i], found.start(), found.end(), "")


def misspell(contract, chance):
    i, found = chance.choice([(i, found) for i, found in places(contract, NAME) if len(found.group(0)) > 4])
    k = chance.randrange(found.start() + 1, found.end())
    return i, replaced(contract.lines[i], k, k + 1, "")


def exchange_name(contract, chance):
    """Another name of the same kind in the place of one that is used."""
    options = []
    for i, found in places(contract, NAME):
        kind = contract.kinds.get(found.group(0))
        others = [name for name, other in contract.kinds.items() if other == kind and name != found.group(0)]
        if kind and others:
            options.append((i, found, others))
    i, found, others = chance.choice(options)
    return i, replaced(contract.lines[i], found.start(), found.end(), chance.choice(sorted(others)))


def swap_parties(contract, chance):
    way = re.compile(r"\bfrom ((?:each )?\w+)(.*?)\bto ((?:each )?\w+)")
    i, found = chance.choice([(i, found) for i, found in places(contract, way) if "payment" in contract.lines[i] or "each" in contract.lines[i]])
    line = contract.lines[i]
    return i, line[:found.start(1)] + found.group(3) + line[found.end(1):found.start(3)] + found.group(1) + line[found.end(3):]


def rows_of(contract):
    return [i for i in contract.open if contract.lines[i].lstrip().startswith("|")]


def remove_row(contract, chance):
    return chance.choice(rows_of(contract)), None


def cells_of(line):
    bars = [k for k, c in enumerate(line) if c == "|"]
    return list(zip(bars, bars[1:]))


def empty_cell(contract, chance):
    i = chance.choice(rows_of(contract))
    start, end = chance.choice(cells_of(contract.lines[i]))
    return i, contract.lines[i][:start + 1] + " " * (end - start - 1) + contract.lines[i][end:]


def swap_cells(contract, chance):
    i = chance.choice([i for i in rows_of(contract) if len(cells_of(contract.lines[i])) > 2])
    cells = cells_of(contract.lines[i])
    k = chance.randrange(len(cells) - 1)
    (a, b), (_, c) = cells[k], cells[k + 1]
    line = contract.lines[i]
    return i, line[:a + 1] + line[b + 1:c] + "|" + line[a + 1:b] + line[c:]


def change_period(contract, chance):
    i, found = chance.choice(places(contract, PERIOD))
    text = found.group(0)
    year = int(text[:4]) + chance.choice((-1, 1, 10))
    rest = f"/{(year + 1) % 100:02}" + text[7:] if "/" in text else text[4:]
    return i, replaced(contract.lines[i], found.start(), found.end(), f"{year}{rest}")


def change_unit(contract, chance):
    type_of = re.compile(r": (money|percent|number|share|yes/no)\b")
    i, found = chance.choice(places(contract, type_of))
    others = sorted({"money", "percent", "number", "yes/no"} - {found.group(1)})
    return i, replaced(contract.lines[i], found.start(1), found.end(1), chance.choice(others))


def change_word(contract, chance):
    found = [(i, k, word) for i in contract.open for word in WORDS for k in [contract.code(i).find(word)] if k >= 0]
    i, k, word = chance.choice(found)
    return i, replaced(contract.lines[i], k, k + len(word), WORDS[word])


def remove_rule(contract, chance):
    rules = re.compile(r"^\s*(not reported|denominator below|lower is better|higher is better|may be negative|lapses after|never above)")
    return chance.choice([i for i in contract.open if rules.match(contract.lines[i])]), None


KINDS = [drop_digit, change_digit, drop_sign, misspell, exchange_name, swap_parties, remove_row, empty_cell, swap_cells,
         change_period, change_unit, change_word, remove_rule]


def users_of(shared):
    """The contracts that import a shared file, which lies in the folder above theirs."""
    return [path for path in sorted(shared.parent.glob("*/*.contract"))
            if f'import "../{shared.name}"' in path.read_text(encoding="utf-8")]


class Judge:
    """Mistakes are put into `examples`; `right` holds them as they are."""

    def __init__(self, program, examples, right, folder):
        self.program = program
        self.examples = examples
        self.as_right = right
        self.folder = pathlib.Path(folder)

    def run(self, *arguments):
        return subprocess.run([self.program, *map(str, arguments)], capture_output=True, text=True, timeout=120, check=False)

    def verdict(self, contract, text):
        contract.path.write_text(text, encoding="utf-8")
        try:
            checks = [self.run("check", user) for user in contract.users]
            if any(check.returncode != 0 or "warning" in check.stdout + check.stderr for check in checks):
                return "check"
            if any(self.run("test", user).returncode != 0 for user in contract.users):
                return "scenario"
            return "missed" if any(self.settles_otherwise(user) for user in contract.users) else "same"
        except subprocess.TimeoutExpired:
            return "slow"
        finally:
            contract.path.write_text("\n".join(contract.lines) + "\n", encoding="utf-8")

    def settles_otherwise(self, path):
        right = self.as_right / path.relative_to(self.examples)
        if self.run("diff", right, path).returncode == 0:
            return False
        for data in self.data_of(path):
            difference = self.run("diff", right, path, "--data", data, "--format", "json")
            if not difference.stdout.startswith("{") or json.loads(difference.stdout)["lines"]:
                return True
        return False

    def data_of(self, contract):
        """The example's data, and variations in which figures are moved and rows are missing."""
        own = contract.parent / "data.csv"
        if not own.exists():
            return [contract.parent]
        variations = [own]
        for seed in range(VARIATIONS):
            path = self.folder / f"{contract.stem}-{seed}.csv"
            if not path.exists():
                path.write_text(varied(own.read_text(encoding="utf-8"), seed), encoding="utf-8")
            variations.append(path)
        return variations


def varied(text, seed):
    chance = random.Random(seed)
    rows = list(csv.DictReader(io.StringIO(text)))
    out = io.StringIO()
    writer = csv.DictWriter(out, rows[0].keys(), lineterminator="\n")
    writer.writeheader()
    for row in rows:
        if chance.random() < 0.01:
            continue
        for column in ("value", "numerator"):
            cell = row.get(column) or ""
            if re.fullmatch(r"\d+(\.\d+)?", cell) and cell not in ("0", "1"):
                places_after = len(cell.partition(".")[2])
                moved = float(cell) * chance.choice((0.6, 0.9, 0.97, 1.02, 1.08, 1.5))
                if column == "numerator" and row.get("denominator"):
                    moved = min(moved, float(row["denominator"]))
                elif "value" == column and float(cell) <= 1 and places_after:
                    moved = min(moved, 1)
                row[column] = f"{moved:.{places_after}f}"
        writer.writerow(row)
    return out.getvalue()


def mutants(contracts, count, seed):
    chance = random.Random(seed)
    made = set()
    while len(made) < count:
        contract = chance.choice(contracts)
        kind = chance.choice(KINDS)
        try:
            line, new = kind(contract, chance)
        except IndexError:
            continue  # there is nothing of that kind in this contract
        text = contract.with_line(line, new)
        if new == contract.lines[line] or text in made:
            continue
        made.add(text)
        yield Mutant(contract, kind.__name__, line, contract.lines[line].strip(), (new or "(removed)").strip(), text)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program")
    parser.add_argument("examples", type=pathlib.Path)
    parser.add_argument("--count", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--at-least", type=int, default=85, help="the percentage of mistakes that must be caught")
    parser.add_argument("--list", action="store_true", help="list the mistakes that were missed")
    arguments = parser.parse_args()
    tallies = {}
    with tempfile.TemporaryDirectory() as folder:
        examples = pathlib.Path(shutil.copytree(arguments.examples, pathlib.Path(folder) / "examples"))
        right = pathlib.Path(shutil.copytree(arguments.examples, pathlib.Path(folder) / "right"))
        contracts = [contract for contract in map(Contract, sorted(examples.rglob("*.contract"))) if contract.users]
        judge = Judge(arguments.program, examples, right, folder)
        for mutant in mutants(contracts, arguments.count, arguments.seed):
            verdict = judge.verdict(mutant.contract, mutant.text)
            for key in (("", "all"), ("kind", mutant.kind), ("contract", mutant.contract.path.stem)):
                tallies.setdefault(key, Counter())[verdict] += 1
            if verdict in ("missed", "slow") and arguments.list:
                print(f"{verdict}: {mutant.contract.path.name}:{mutant.line + 1}: {mutant.kind}\n  - {mutant.before}\n  + {mutant.after}")
    for (_, name), tally in sorted(tallies.items()):
        caught = tally["check"] + tally["scenario"]
        wrong = caught + tally["missed"] + tally["slow"]
        print(f"{name:30} {100 * caught // max(wrong, 1):3}% of {wrong:4} caught: {tally['check']:4} by check, {tally['scenario']:4} by scenarios; "
              f"{tally['missed']:3} missed, {tally['same']:3} change nothing")
    total = tallies[("", "all")]
    wrong = sum(total.values()) - total["same"]
    return 0 if 100 * (total["check"] + total["scenario"]) >= arguments.at_least * wrong else 1


if __name__ == "__main__":
    sys.exit(main())
