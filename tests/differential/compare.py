#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Settles random data sets with the built program and with the oracle, and compares them line by line.

First the oracle itself is held against data.csv and expected.json of every example. Then every period of every
generated data set is settled by both; what must agree is the lines in their order, the input a refused settlement
names, and the exit code. A data set is named by its seed: `generate.py SYSTEM SEED` writes it again.
"""

import argparse
import concurrent.futures
import importlib
import json
import os
import pathlib
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True  # the sources stay clean
import generate
from oracle import conventions

SYSTEMS = ("bedfordshire-msk", "west-yorkshire-waits", "camden-msk", "qof", "block-cap-collar",
           "shared-follow-up-48h", "stockholm-bundles")
SHOWN_PER_SYSTEM = 10


def oracle_of(system):
    return importlib.import_module("oracle." + system.replace("-", "_"))


def outcome(lines, refused=None):
    return {"refused": refused, "lines": [tuple(line) for line in lines]}


def expected_outcome(oracle, data, period):
    try:
        lines = oracle.settle(data, period)
    except conventions.Refused as refusal:
        return outcome([], refusal.name)
    return outcome((payment, giver, taker, conventions.text(amount)) for payment, giver, taker, amount in lines)


def stated_outcome(statement):
    fields = ("payment", "from", "to", "amount")
    return outcome(([line[field] for field in fields] for line in statement["lines"]), statement.get("refused"))


def load(oracle, folder):
    """The long table, or the files of records that the oracle reads."""
    return oracle.load(folder) if hasattr(oracle, "load") else conventions.Data.load(folder / "data.csv")


def observed_outcome(program, contract, data, period):
    """The outcome, or a text saying why there is none."""
    command = [program, "settle", contract, "--data", data, "--period", period, "--format", "json"]
    result = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False, timeout=60)
    try:
        observed = stated_outcome(json.loads(result.stdout))
    except (ValueError, KeyError, TypeError):
        return f"exit code {result.returncode}, no statement: {result.stderr.strip()[:400]}"
    wanted_code = 0 if observed["refused"] is None else 1
    if result.returncode != wanted_code:
        return f"exit code {result.returncode} where {wanted_code} is due"
    return observed


def differences(expected, observed):
    if isinstance(observed, str):
        return [observed]
    found = []
    if expected["refused"] != observed["refused"]:
        found.append(f"refused: oracle {expected['refused']}, program {observed['refused']}")
    for i in range(max(len(expected["lines"]), len(observed["lines"]))):
        wanted, got = (side["lines"][i] if i < len(side["lines"]) else ("(none)",) for side in (expected, observed))
        if wanted != got:
            found.append(f"line {i + 1}: oracle {' '.join(wanted)}, program {' '.join(got)}")
    return found


class Tally:
    """What was compared in one system; prints the first differences, counts them all."""

    def __init__(self, system):
        self.system = system
        self.data_sets = self.settlements = self.refusals = self.lines = self.differences = 0

    def add(self, name, period, expected, observed):
        self.settlements += 1
        self.refusals += expected["refused"] is not None
        self.lines += len(expected["lines"])
        for text in differences(expected, observed):
            self.differences += 1
            if self.differences <= SHOWN_PER_SYSTEM:
                print(f"{self.system} {name} {period}: {text}")

    def __str__(self):
        return (f"{self.system}: {self.data_sets} data sets, {self.settlements} settlements "
                f"({self.refusals} refused), {self.lines} lines, {self.differences} differences")


def check_oracle(system, folder):
    """The oracle against the figures that come with the example."""
    tally = Tally(system)
    data = load(oracle_of(system), folder)
    for settlement in json.loads((folder / "expected.json").read_text(encoding="utf-8"))["settlements"]:
        oracle = expected_outcome(oracle_of(system), data, settlement["period"])
        tally.add("expected.json as the program, oracle", settlement["period"], oracle, stated_outcome(settlement))
    return tally


def compare(system, options, pool):
    oracle, tally = oracle_of(system), Tally(system)
    contract = options.examples / system / f"{system}.contract"
    for seed in range(options.seed, options.seed + options.sets):
        with tempfile.TemporaryDirectory() as folder:
            folder = pathlib.Path(folder)
            for name, text in generate.data_set(system, seed).items():
                (folder / name).write_text(text, encoding="utf-8")
            data = load(oracle, folder)
            observed = pool.map(lambda period: observed_outcome(options.program, contract, folder, period),
                                oracle.PERIODS)
            tally.data_sets += 1
            for period, result in zip(oracle.PERIODS, observed):
                tally.add(f"seed {seed}", period, expected_outcome(oracle, data, period), result)
    return tally


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program", help="the built quarterday")
    parser.add_argument("examples", type=pathlib.Path, help="the folder examples/")
    parser.add_argument("--system", action="append", choices=SYSTEMS, help="only this system; may be repeated")
    parser.add_argument("--sets", type=int, default=60, help="data sets per system (60)")
    parser.add_argument("--seed", type=int, default=1, help="of the first data set; the next ones count up (1)")
    parser.add_argument("--jobs", type=int, default=os.cpu_count(), help="settlements at a time")
    options = parser.parse_args()
    systems = options.system or SYSTEMS

    checked = [check_oracle(system, options.examples / system) for system in systems]
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        compared = [compare(system, options, pool) for system in systems]

    for tally in checked:
        print(f"oracle and expected.json, {tally.system}: {tally.settlements} settlements, {tally.lines} lines, "
              f"{tally.differences} differences")
    for tally in compared:
        print(tally)
    return 1 if any(tally.differences for tally in checked + compared) else 0


if __name__ == "__main__":
    sys.exit(main())
