#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""guarantees.py PROGRAM EXAMPLES: guarantees that do not hold are found, told the same way each time, and the scenarios
that are printed against them hold when they are put into the contract; those of the examples hold."""

import pathlib
import re
import subprocess
import sys
import tempfile

HEAD = """contract clinic {
  currency GBP
  term     2024/25 to 2025/26
  settled  each quarter, each year
  party icb
  group trusts, each a trust: east, west
  dimension measures, each a measure
    | measure | goal        | weight |
    | waits   | 60% to 90%  |    50% |
    | falls   | 7.5 to 2.5  |    50% |
"""
# Each breaks one guarantee; the driver or the figures lie in other periods, members, units than those of the head.
BROKEN = {
    "the cliff of a gate": """
  metric result for each measure, each quarter : number
    not reported: left out
  metric gate each quarter : share
    not reported: 0%
  define score for each measure, each quarter : percent = first reported of (progress of result over goal, 0%)
  payment bonus for each trust from icb to trust, each quarter
    = £1,000 * average over measures by weight of score if gate < 95%, otherwise £0
  guarantee "better never pays less" each quarter clause 1: bonus never falls as gate rises
""",
    "a limit that is none": """
  input cost for each trust, each quarter : money
    may be negative
    not reported: £0
  define year_cost for each trust, each year : money = sum over quarters of cost
  guarantee "no trust is costly" for each trust, each year clause 2: year_cost <= £2,000
""",
    "a ratio, a date and a count": """
  unit cases, each a case
  metric seen for each trust, each quarter : share of cases
    denominator below 20: left out
    not reported: left out
  input open each quarter : yes/no
    not reported: no
  input beds for each trust, each quarter : cases
    not reported: 0
  define rate for each trust, each quarter : percent = 1/3 * seen if open, otherwise 0%
  define filled for each trust, each quarter : cases = beds * rate / 3
  guarantee "few" each quarter clause 3: sum over trusts of filled < 30 and not (highest over trusts of rate > 30%)
""",
    "a sum over periods": """
  input cost for each trust, each quarter : money
    not reported: £0
  guarantee "cheap" each year clause 4: sum over quarters of (sum over trusts of cost) <= £2,000
""",
    "a sum over periods that moves": """
  input visits, beds each quarter : number
    not reported: 0
  payment fee for each trust from icb to trust, each quarter = £1,000 * beds - £10 * visits
  guarantee "more visits cost no trust" each year clause 5:
    sum over quarters of (sum over trusts of fee) never falls as visits rises
""",
    "a way that is not taken": """
  input visits each quarter : number
    not reported: 0
  define of_each each quarter : money = £1,000 / (visits - visits)
  guarantee "small" each quarter clause 6: (of_each if visits > 1,000,000,000,000, otherwise £2) < £1
""",
    "all of them": """
  input cost for each trust, each quarter : money
    not reported: £0
  guarantee "each is cheap" each year clause 7: every trust has highest over quarters of cost <= £500
""",
}


def run(program, *arguments, text=None):
    return subprocess.run([program, *arguments], input=text, capture_output=True, text=True, timeout=300)


def scenarios_of(output):
    lines, taken = [], False
    for line in output.splitlines():
        taken = taken or line.strip().startswith("scenario ")
        if taken and line.startswith("          "):
            lines.append(line.strip())
    return "\n".join(lines)


def replayed(program, name, part):
    contract = HEAD + part
    found = run(program, "guarantees", "-", "--draws", "2000", text=contract + "}\n")
    if found.returncode != 1 or "FAILED" not in found.stdout:
        return [f"{name}: not found\n{found.stdout}{found.stderr}"]
    again = run(program, "guarantees", "-", "--draws", "2000", text=contract + "}\n")
    problems = [] if again.stdout == found.stdout else [f"{name}: told in two ways"]
    scenarios = scenarios_of(found.stdout)
    if re.search(r"\{\n(given .*\n)*\}", scenarios):
        problems.append(f"{name}: a scenario expects nothing\n{scenarios}")
    tested = run(program, "test", "-", text=contract + scenarios + "\n}\n")
    if tested.returncode != 0 or not re.search(r"^\d+ scenarios?: \d+ ok$", tested.stdout, re.MULTILINE):
        problems.append(f"{name}: the scenario does not replay it\n{scenarios}\n{tested.stdout}{tested.stderr}")
    # Of a movement the scenarios say both figures; what moves is not tried with the same step again.
    tried = run(program, "guarantees", "-", "--draws", "0", text=contract + scenarios + "\n}\n")
    if "never falls" not in part and ("by scenario '" not in tried.stdout or tried.returncode != 1):
        problems.append(f"{name}: the guarantee holds on the scenario against it\n{scenarios}\n{tried.stdout}{tried.stderr}")
    return problems


# Figures are drawn over the range that an input has, a metric improves the way its scale is written, and what rises is the figure of
# the period at hand alone.
HELD = """
  metric result for each measure, each quarter : number
    not reported: left out
  input rate each year : percent
    between 10% and 12.5%
    not reported: 10%
  input change each year : money
    between -£3 and £2
    not reported: £0
  metric days each year : number
    not reported: 0
  input chosen each year : measure
    not reported: waits
  define score each year : percent = scale of days
    | at 20 |   0% |
    | at 5  | 100% |
  payment fee from icb to east, each year = £1,000 * rate + change
  guarantee "a member is not drawn" each year clause 4: chosen is waits
  guarantee "within its range" each year clause 1: fee is between £97 and £127
  guarantee "the ends are tried" each year clause 2: not (fee = £127)
  guarantee "fewer days are better" each year clause 3: score never falls as days improves
  input visits each year from 2023/24 : number
    not reported: 0
  define grown each year : number = gain of (visits - visits last year)
  guarantee "of this year" each year clause 5: grown never falls as visits rises
  guarantee "of the year before" each year clause 5: grown never falls as visits last year rises
  guarantee "of something else" each year clause 6: grown never falls as rate rises
"""


def drawn(program):
    found = run(program, "guarantees", "-", "--draws", "2000", text=HEAD + HELD + "}\n")
    expected = ("ok      a member is not drawn", "ok      within its range", "FAILED  the ends are tried", "ok      fewer days are better",
                "ok      of this year", "FAILED  of the year before",
                "UNTRIED of something else", "in none of them did it change anything")
    return [f"ranges and directions: no '{line}'\n{found.stdout}" for line in expected if line not in found.stdout]


def held(program, contract):
    """Guarantees of an example hold, or are not tried at all."""
    found = run(program, "guarantees", str(contract), "--data", str(contract.parent), "--draws", "20")
    return [] if found.returncode == 0 else [f"{contract}: {found.stdout}{found.stderr}"]


def main():
    program, examples = str(pathlib.Path(sys.argv[1]).resolve()), pathlib.Path(sys.argv[2])
    problems = [problem for name, part in BROKEN.items() for problem in replayed(program, name, part)]
    problems += drawn(program)
    for expected in sorted(examples.rglob("expected.json")):
        for contract in expected.parent.glob("*.contract"):
            if re.match(r"\s*(#.*\n)*\s*contract\b", contract.read_text(encoding="utf-8")):
                problems += held(program, contract)
    for problem in problems:
        print(problem)
    return 1 if problems else 0


sys.exit(main())
