#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""contracts.py PROGRAM: random contracts, and whether the program gives what docs/semantics.md says of them.

Each contract has one scenario, which expects what the equations of that page give. The same seeds give the same
contracts: `contracts.py PROGRAM --form balance --seed 17 --count 1 --show` prints one.
"""

import argparse
import concurrent.futures
import os
import random
import subprocess
import sys

sys.dont_write_bytecode = True  # the sources stay clean
from semantics import definitions, forms, variations

FORMS = {"sentences": definitions.case, "balance": forms.balance, "table": forms.table, "divisions": forms.divisions,
         "variations": variations.case}
SHOWN = 3


def contract(case):
    body, given, period, expected = case
    lines = f"    given  {', '.join(given)}\n" if given else ""
    return f"""contract random_terms {{
  currency GBP
  term     2024/25 to 2026/27
  settled  each month, each quarter, each year
  party icb is commissioner
  party trust is provider
  group partners, each a partner: north, south, west
{body}  scenario "as the page says" in {period} {{
{lines}    expect {', '.join(expected)}
  }}
}}
"""


def difference(program, form, seed):
    """The contract and what the program prints, where they differ; an empty text where the form has no case."""
    case = FORMS[form](random.Random(f"{form} {seed}"))
    if case is None:
        return ""
    text = contract(case)
    result = subprocess.run([program, "test", "-"], input=text, capture_output=True, text=True, check=False, timeout=60)
    return None if result.returncode == 0 else f"seed {seed}\n{text}{result.stdout}{result.stderr}"


def options_of(page):
    parser = argparse.ArgumentParser(description=page.splitlines()[0])
    parser.add_argument("program", help="the built quarterday")
    parser.add_argument("--form", action="append", choices=FORMS, help="only this form; may be repeated")
    parser.add_argument("--count", type=int, default=200, help="contracts of each form (200)")
    parser.add_argument("--seed", type=int, default=1, help="of the first contract; the next ones count up (1)")
    parser.add_argument("--jobs", type=int, default=os.cpu_count(), help="contracts at a time")
    parser.add_argument("--show", action="store_true", help="print the contracts and do nothing else")
    return parser.parse_args()


def main():
    options = options_of(__doc__)
    failed = False
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        for form in options.form or FORMS:
            seeds = range(options.seed, options.seed + options.count)
            if options.show:
                cases = [FORMS[form](random.Random(f"{form} {seed}")) for seed in seeds]
                print("".join(contract(case) for case in cases if case is not None), end="")
                continue
            found = list(pool.map(lambda seed: difference(options.program, form, seed), seeds))
            wrong = [text for text in found if text]
            print("\n".join(wrong[:SHOWN]), end="")
            print(f"{form}: {sum(text != '' for text in found)} contracts, {len(wrong)} differences")
            failed = failed or bool(wrong)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
