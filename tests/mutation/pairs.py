#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""pairs.py PROGRAM EXAMPLES: compares examples with copies of them, in which one thing is changed or only the layout.

A copy with one change (mutate.py makes them; only those that `check` accepts) must come out as one difference, at the line
that was changed and, where a figure was exchanged for another, in its words. A copy that is laid out anew (indents, blanks
in rows, blank lines, remarks, the order of definitions) must have the same meaning."""
import argparse
import json
import pathlib
import random
import re
import shutil
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from mutate import NUMBER, Contract, Judge, change_digit, change_word, mutants, remove_row, remove_rule, swap_parties  # noqa: E402

# One change each. Others, such as a name or a unit exchanged, may rightly be told as several differences.
SINGLE = {change_digit.__name__, change_word.__name__, remove_row.__name__, remove_rule.__name__, swap_parties.__name__}
MOVABLE = re.compile(r"^  (define|parameters?|guarantee)\b")


def blocks(lines):
    """The lines of each declaration of a contract, after those of its header."""
    cut = [i for i, line in enumerate(lines) if re.match(r"^  [a-z#}]", line) or line.startswith("}")]
    starts = [0] + cut + [len(lines)]
    return [lines[a:b] for a, b in zip(starts, starts[1:])]


def shuffled(lines, chance):
    """Definitions in another order. What is read in the order in which it stands (inputs, payments, members) stays, and so do
    scenarios, which may go on from one above, and what lies in a brace."""
    parts = blocks(lines)
    depth, movable = 0, []
    for i, part in enumerate(parts):
        if depth == 1 and MOVABLE.match(part[0]):
            movable.append(i)
        code = re.sub(r'"[^"]*"|#.*$', "", "\n".join(part), flags=re.MULTILINE)
        depth += code.count("{") - code.count("}")
    order = movable[:]
    chance.shuffle(order)
    moved = {i: parts[j] for i, j in zip(movable, order)}
    return [line for i, part in enumerate(parts) for line in moved.get(i, part)]


def laid_out_anew(text, chance):
    lines = text.splitlines()
    if chance.random() < 0.7:
        lines = shuffled(lines, chance)
    out = []
    for line in lines:
        if line.lstrip().startswith("|") and chance.random() < 0.5:
            line = re.sub(r"[ ]*\|[ ]*", lambda _: " " * chance.randrange(4) + "| ", line).strip()
        if line.strip() and not line.startswith("contract") and not line.startswith("shared"):
            line = " " * chance.randrange(9) + line.lstrip()
        if chance.random() < 0.1 and not line.lstrip().startswith("##"):
            line = re.sub(r"  +", " " * chance.randrange(2, 7), line)
        if chance.random() < 0.1:
            out.append("" if chance.random() < 0.5 else "# laid out anew")
        out.append(line)
    return "\n".join(out) + "\n"


class Pairs:
    def __init__(self, judge, contracts, seed):
        self.judge = judge
        self.contracts = contracts
        self.chance = random.Random(seed)
        self.problems = []

    def problem(self, contract, text):
        self.problems.append(f"{contract.path.relative_to(self.judge.examples)}{text}")

    def compared(self, contract, text):
        """What `diff` says of each contract that the file belongs to; nothing where one has mistakes."""
        contract.path.write_text(text, encoding="utf-8")
        try:
            if any(self.judge.run("check", user).returncode != 0 for user in contract.users):
                return None
            found = []
            for user in contract.users:
                right = self.judge.as_right / user.relative_to(self.judge.examples)
                said = self.judge.run("diff", right, user, "--format", "json")
                found.append((said.returncode, json.loads(said.stdout)["differences"]))
            return found
        finally:
            contract.path.write_text("\n".join(contract.lines) + "\n", encoding="utf-8")

    def changed(self, count):
        tried = 0
        for mutant in mutants(self.contracts, 1_000_000, self.chance.randrange(1 << 30)):
            if tried == count:
                break
            if mutant.kind not in SINGLE:
                continue
            found = self.compared(mutant.contract, mutant.text)
            if found is None or all(not differences for _, differences in found):
                continue  # not accepted, or what was changed had no meaning
            tried += 1
            for status, differences in found:
                if differences:
                    self.judge_change(mutant, status, differences)
        return tried

    def judge_change(self, mutant, status, differences):
        at = f":{mutant.line + 1}: {mutant.kind}\n  - {mutant.before}\n  + {mutant.after}\n"
        said = "\n".join(f"  {d['subject']}, {d.get('aspect', '')}: '{d.get('before', '')}' is now '{d.get('after', '')}'"
                         for d in differences)
        if status != 1 or len(differences) != 1:
            self.problem(mutant.contract, f"{at}  came out as {len(differences)}:\n{said}")
            return
        if mutant.kind == "change_digit":
            old, new = only_difference(mutant.before, mutant.after)
            words = (differences[0].get("before", ""), differences[0].get("after", ""))
            if old not in words[0] or new not in words[1]:
                self.problem(mutant.contract, f"{at}  not in its words:\n{said}")

    def laid_out(self, count):
        for _ in range(count):
            contract = self.chance.choice(self.contracts)
            text = laid_out_anew("\n".join(contract.lines), self.chance)
            found = self.compared(contract, text)
            if found is None:
                self.problem(contract, ": a copy laid out anew has mistakes\n" + text)
            elif any(status != 0 or differences for status, differences in found):
                said = [f"  {d['subject']}, {d.get('aspect', '')}: '{d.get('before', '')}' is now '{d.get('after', '')}'"
                        for _, differences in found for d in differences]
                self.problem(contract, ": a copy laid out anew means something else\n" + "\n".join(said))


def only_difference(before, after):
    """The two figures that were exchanged."""
    for old, new in zip(NUMBER.finditer(before), NUMBER.finditer(after)):
        if old.group(0) != new.group(0):
            return old.group(0).rstrip(","), new.group(0).rstrip(",")
    return "", ""


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program")
    parser.add_argument("examples", type=pathlib.Path)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        examples = pathlib.Path(shutil.copytree(arguments.examples, pathlib.Path(folder) / "examples"))
        right = pathlib.Path(shutil.copytree(arguments.examples, pathlib.Path(folder) / "right"))
        contracts = [contract for contract in map(Contract, sorted(examples.rglob("*.contract"))) if contract.users]
        pairs = Pairs(Judge(arguments.program, examples, right, folder), contracts, arguments.seed)
        changed = pairs.changed(arguments.count)
        pairs.laid_out(arguments.count)
    for problem in pairs.problems:
        print(problem)
    print(f"{changed} copies with one change, {arguments.count} laid out anew: {len(pairs.problems)} problems")
    return 1 if pairs.problems else 0


if __name__ == "__main__":
    sys.exit(main())
