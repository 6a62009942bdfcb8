#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""new_contracts.py PROGRAM: contracts of every kind, with the usual answers and with others, check without a word, are laid
out as `fmt` would, have four scenarios or more that hold and reach all of it, keep their guarantees, and can be settled with
the data beside them. What cannot be is refused with a word that says why, and nothing is written or overwritten."""

import itertools
import pathlib
import re
import subprocess
import sys
import tempfile

OTHER = [
    {"--term": "2024 to 2024", "--currency": "JPY", "--growth": "0%"},
    {"--term": "2019/20 to 2045/46", "--currency": "SEK", "--growth": "7.25%", "--from": "Region Väst (north)"},
    {"--term": "2030/31 to 2031/32", "--currency": "EUR", "--name": "b2", "--title": "É & <b>", "--from": "payer_of_all"},
]
FIGURES = {
    "block": [{"--value": "1", "--at-risk": "0.01%"}, {"--value": "999,999,999,999", "--at-risk": "100%"}],
    "shared-savings": [{"--value": "3", "--corridor": "0.01%", "--share": "100%", "--loss-share": "0.01%"},
                       {"--value": "33.3m", "--corridor": "30%", "--share": "33.33%", "--loss-share": "100%"}],
    "capitation": [{"--rate": "1", "--at-risk": "100%"}, {"--rate": "12,345", "--at-risk": "33.33%"}],
    "points": [{"--point-value": "1", "--to": "b, c, d, e, Old Mill & Sons"}, {"--point-value": "7k", "--to": "x,y"}],
    "alliance": [{"--value": "7", "--limit": "0.01%", "--to": "b,c,d,e,f,g"}, {"--value": "1bn", "--limit": "30%"}],
}
# Flags, and words of what is said against them.
WRONG = [
    ({"--name": "Falls"}, "small letters"), ({"--name": "payment"}, "a word of the language"),
    ({"--title": 'a "b"'}, "quotation marks"), ({"--title": " "}, "may not be empty"),
    ({"--from": "each"}, "a word of the language"), ({"--from": "quality"}, "of this contract"),
    ({"--from": "123"}, "a name, a title, or both"), ({"--from": "x=a\nb"}, "on one line"),
    ({"--to": "icb"}, "two called 'icb'"),
    ({"--term": "2025/26"}, "a term is written"), ({"--term": "2025/27 to 2027/28"}, "follow each other"),
    ({"--term": "2026/27 to 2025/26"}, "ends before it begins"), ({"--term": "2025 to 2026/27"}, "a term is written"),
    ({"--term": "2025/26 to 2099/00"}, "at most 30 years"), ({"--term": "2025-01 to 2025-03"}, "a term is written"),
    ({"--currency": "pounds"}, "three letters"), ({"--value": "many"}, "an amount is written"),
    ({"--value": "0"}, "above 0"), ({"--value": "-5"}, "above 0"), ({"--value": "1,2,3"}, "an amount is written"),
    ({"--value": "1.005"}, "at most 2 decimals"), ({"--value": "1" * 13}, "too large"),
    ({"--value": "$5"}, "an amount is written"), ({"--at-risk": "0%"}, "above 0%"), ({"--at-risk": "101%"}, "at most 100%"),
    ({"--at-risk": "1.234%"}, "two decimals"), ({"--growth": "-1%"}, "from 0%"), ({"--growth": "much"}, "a percentage"),
    ({"--corridor": "2%"}, "does not ask for --corridor"), ({"--output": "x.csv"}, "taken for data"),
]


def run(program, *arguments, folder, text=""):
    return subprocess.run([program, *arguments], cwd=folder, input=text, capture_output=True, text=True, timeout=120)


def flags(answers):
    return [word for flag, answer in answers.items() for word in (flag, answer)]


def moves_a_penny(answers):
    """Of the smallest contracts a hundredth of a percent is less than a penny: whatever happens, nothing changes."""
    return "0.01%" not in (answers.get("--at-risk"), answers.get("--limit"))


def made(program, kind, answers, folder):
    """What is wrong with the contract that these answers give."""
    began = run(program, "new", kind, "--usual", *flags(answers), folder=folder)
    if began.returncode != 0:
        return [f"not written: {began.stderr}"]
    file = next(pathlib.Path(folder).glob("*.contract"))
    commands = [line.split()[1:] for line in began.stdout.splitlines() if line.startswith("  quarterday ")]
    problems = []
    for command in [["check", file.name], ["fmt", "--check", file.name], ["guarantees", "--draws", "300", file.name], *commands]:
        done = run(program, *command, folder=folder)
        if done.returncode != 0 or done.stderr:
            problems.append(f"{command}: {done.returncode}\n{done.stdout}{done.stderr}")
        if command[0] == "test" and ("(100%)" not in done.stdout or int(re.findall(r"(\d+) scenarios: ", done.stdout)[0]) < 4):
            problems.append(f"not all of it is tested\n{done.stdout}")
        if command[0] == "guarantees" and moves_a_penny(answers) == ("UNTRIED" in done.stdout):
            problems.append(f"whether all guarantees were tried is not as it should be\n{done.stdout}")
    text = file.read_text()
    if "@" in text or re.search(r"[ \t]$", text, re.MULTILINE) or not 40 <= text.count("\n") <= 95:
        problems.append(f"odd text of {text.count(chr(10))} lines\n{text}")
    proposed = run(program, "scenarios", file.name, folder=folder)
    if "not reached" in proposed.stdout:
        problems.append(proposed.stdout)
    return problems


def refused(program, answers, word, folder):
    done = run(program, "new", "block", "--usual", *flags(answers), folder=folder)
    problems = []
    if done.returncode != 2 or word not in done.stderr:
        problems.append(f"{answers}: exit {done.returncode}, without '{word}'\n{done.stderr}")
    if list(pathlib.Path(folder).iterdir()):
        problems.append(f"{answers}: something was written")
    return problems


def not_overwritten(program, folder):
    first = run(program, "new", "block", "--usual", folder=folder)
    for name in ("block_contract.contract", "block_contract.csv"):
        for path in pathlib.Path(folder).iterdir():
            path.unlink()
        (pathlib.Path(folder) / name).write_text("mine")
        again = run(program, "new", "block", "--usual", folder=folder)
        left = [path.name for path in pathlib.Path(folder).iterdir()]
        if again.returncode != 2 or left != [name] or (pathlib.Path(folder) / name).read_text() != "mine":
            return [f"{name} was overwritten, or another file was left: {left}"]
    return [] if first.returncode == 0 else [first.stderr]


# Answers to the questions, one a line, and what is said.
TALKS = [
    (["block", "Falls", "falls", "Falls clinic", "", "each", "clinic=Falls clinic", "2024/25", "2024/25 to 2026/27", "gbp",
      "GBP", "1.2m", "", "12.5%"], 0,
     ["Kind of contract [block]: ", "Title [Block contract with a quality part]: ", "small letters", "'each' is a word",
      "a term is written", "three letters", "Written: falls.contract and falls.csv"]),
    (["points", "", "", "", "alone", "abbey, bridge"], 2, ["two of them or more", "Contract years [2025/26 to 2027/28]: "]),
    (["bundle"], 2, ["Kind of contract"]),
]


def talked(program, lines, code, words, folder):
    done = run(program, "new", "--ask", folder=folder, text="".join(line + "\n" for line in lines))
    problems = [f"'{word}' is not said\n{done.stdout}" for word in words if word not in done.stdout]
    if done.returncode != code or (code != 0 and list(pathlib.Path(folder).iterdir())):
        problems.append(f"{lines}: exit {done.returncode}\n{done.stdout}{done.stderr}")
    if code == 0 and "£37,500.00" not in (pathlib.Path(folder) / "falls.contract").read_text():
        problems.append("what was answered is not in the contract")
    return problems


def main():
    program = str(pathlib.Path(sys.argv[1]).resolve())
    problems = []
    for kind, figures in FIGURES.items():
        for answers in [{}, *OTHER, *figures, *({**a, **b} for a, b in itertools.product(OTHER, figures))]:
            with tempfile.TemporaryDirectory() as folder:
                problems += [f"{kind} {answers}: {why}" for why in made(program, kind, answers, folder)]
    for answers, word in WRONG:
        with tempfile.TemporaryDirectory() as folder:
            problems += refused(program, answers, word, folder)
    for lines, code, words in TALKS:
        with tempfile.TemporaryDirectory() as folder:
            problems += talked(program, lines, code, words, folder)
    with tempfile.TemporaryDirectory() as folder:
        problems += not_overwritten(program, folder)
    print("\n".join(problems))
    sys.exit(1 if problems else 0)


main()
