#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""proposed_scenarios.py PROGRAM EXAMPLES [FLOOR] [NAME ...]: of each example (or those named) with its scenarios taken
out, the scenarios that are proposed check, hold and are laid out when they are put into the contract, are the same each
time, and reach in total at least FLOOR percent of the terms. Prints what of each example is reached."""

import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import time


def run(program, *arguments, folder):
    return subprocess.run([program, *arguments], cwd=folder, capture_output=True, text=True, timeout=600)


def without_scenarios(text):
    """The contract without its scenarios: each begins a line and ends with the brace that closes it."""
    kept, inside = [], False
    for line in text.splitlines(keepends=True):
        inside = inside or re.match(r"\s*scenario \"", line) is not None
        if not inside:
            kept.append(line)
        if inside and line.rstrip().endswith("}"):
            inside = False
    return "".join(kept)


def put_in(contract, scenarios):
    end = contract.rindex("}")
    return contract[:end] + scenarios + contract[end:]


def reached(output):
    found = re.search(r"reached (\d+) of (\d+) terms", output)
    return (int(found[1]), int(found[2])) if found else (0, 0)


def tried(program, path, folder):
    """What is reached of how many terms, the seconds it took, and what is wrong."""
    copy = pathlib.Path(folder) / path.parent.name
    shutil.copytree(path.parent, copy)
    file = copy / path.name
    contract = without_scenarios(file.read_text())
    file.write_text(contract)
    began = time.monotonic()
    proposed = run(program, "scenarios", path.name, folder=copy)
    took = time.monotonic() - began
    again = run(program, "scenarios", path.name, folder=copy)
    problems = [] if proposed.returncode == 0 else [f"{path.stem}: exit {proposed.returncode}\n{proposed.stderr}"]
    if again.stdout != proposed.stdout:
        problems.append(f"{path.stem}: not the same twice")
    file.write_text(put_in(contract, proposed.stdout))
    checked = run(program, "check", path.name, folder=copy)
    if checked.returncode != 0:
        problems.append(f"{path.stem}: does not check\n{checked.stderr}")
    laid_out = run(program, "fmt", "--diff", path.name, folder=copy)
    if laid_out.returncode != 0:
        problems.append(f"{path.stem}: is not laid out as `fmt` would\n{laid_out.stdout}{laid_out.stderr}")
    tested = run(program, "test", "--coverage", path.name, folder=copy)
    if tested.returncode != 0:
        problems.append(f"{path.stem}: does not hold\n{tested.stdout}{tested.stderr}")
    hit, terms = reached(tested.stdout)
    missing = proposed.stdout.count("# not reached: ")
    if hit + missing != terms:
        problems.append(f"{path.stem}: {hit} of {terms} reached, but {missing} said to be missing")
    for run_of in re.findall(r"expect [^\n]*", proposed.stdout):
        if "…" in run_of:
            problems.append(f"{path.stem}: an inexact figure: {run_of}")
    return hit, terms, took, problems, proposed.stdout


def main():
    program = str(pathlib.Path(sys.argv[1]).resolve())
    examples = pathlib.Path(sys.argv[2]).resolve()
    floor = int(sys.argv[3]) if len(sys.argv) > 3 else 0
    wanted = sys.argv[4:]
    problems, of_all, all_terms = [], 0, 0
    for path in sorted(examples.glob("*/*.contract")):
        if path.name.startswith("part-") or (wanted and path.stem not in wanted):
            continue
        with tempfile.TemporaryDirectory() as folder:
            hit, terms, took, wrong, text = tried(program, path, folder)
        print(f"{path.stem:45} {hit:3} of {terms:3}  {100 * hit // max(terms, 1):3}%  {text.count('scenario '):3} scenarios  {took:5.1f} s", flush=True)
        problems += wrong
        of_all += hit
        all_terms += terms
    percent = 100 * of_all // max(all_terms, 1)
    print(f"in total {of_all} of {all_terms}: {percent}%")
    if percent < floor:
        problems.append(f"{percent}% reached, less than {floor}%")
    print("\n".join(problems))
    sys.exit(1 if problems else 0)


main()
