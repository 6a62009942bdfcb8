#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""laid_out.py PROGRAM: random contracts with remarks in random places and blanks as somebody in a hurry leaves them, and
whether `quarterday fmt` keeps what they say: laid out again they stay as they are, the plan is the one before, and no remark
is lost. The same seeds give the same contracts: `laid_out.py PROGRAM --form table --seed 17 --count 1 --show` prints one.
"""

import concurrent.futures
import random
import re
import subprocess
import sys

sys.dont_write_bytecode = True  # the sources stay clean
from contracts import FORMS, contract, options_of

SHOWN = 3
REMARK = re.compile(r'# remark \d+')
PLACES = re.compile(r"@([^ ]*:)?[0-9]+:[0-9]+| ")


def in_a_hurry(text, rng):
    """The same words on the same lines, with other blanks between them, blank lines, and remarks with numbers of their own."""
    lines = []
    for line in text.splitlines():
        words = re.findall(r'"[^"]*"|\S+', line)
        indent = len(line) - len(line.lstrip())
        spaced = " " * (indent * rng.randrange(1, 3)) + "".join(word + " " * rng.choice((1, 1, 1, 2, 5)) for word in words)
        while rng.random() < 0.1:
            lines.append(rng.choice(("", "   ", f"{' ' * rng.randrange(9)}# remark {rng.randrange(10**9)}")))
        lines.append(spaced + (f"# remark {rng.randrange(10**9)}" if rng.random() < 0.1 else ""))
    return "\n".join(lines) + rng.choice(("", "\n", "\n\n\n"))


def written(form, seed):
    rng = random.Random(f"{form} {seed}")
    case = FORMS[form](rng)
    return None if case is None else in_a_hurry(contract(case), rng)


def run(program, text, *command):
    return subprocess.run([program, *command], input=text, capture_output=True, text=True, check=False, timeout=60)


def broken(program, text):
    """What a layout should keep and this one does not; empty where it keeps all."""
    once = run(program, text, "fmt", "--stdin")
    if once.returncode != 0:
        return "it has no layout: " + once.stderr
    if run(program, once.stdout, "fmt", "--stdin").stdout != once.stdout:
        return "laying it out again changes it"
    if sorted(REMARK.findall(text)) != sorted(REMARK.findall(once.stdout)):
        return "a remark is lost"
    before, after = (run(program, one, "dump", "--after", "lower", "-") for one in (text, once.stdout))
    if before.returncode != 0:
        return "it has no plan: " + before.stderr
    if PLACES.sub("", before.stdout) != PLACES.sub("", after.stdout):
        return "its plan is another"
    return ""


def main():
    options = options_of(__doc__)
    seeds = range(options.seed, options.seed + options.count)
    tried = remarks = 0
    found = []
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        for form in options.form or FORMS:
            texts = [text for text in (written(form, seed) for seed in seeds) if text is not None]
            if options.show:
                print("".join(texts), end="")
                continue
            tried += len(texts)
            remarks += sum(len(REMARK.findall(text)) for text in texts)
            complaints = pool.map(lambda text: broken(options.program, text), texts)
            found += [f"{form}: {complaint}\n{text}" for text, complaint in zip(texts, complaints) if complaint]
    print("\n".join(found[:SHOWN]), end="")
    if not options.show:
        print(f"{tried} contracts with {remarks} remarks, {len(found)} problems")
    return 1 if found or (not options.show and remarks == 0) else 0


if __name__ == "__main__":
    sys.exit(main())
