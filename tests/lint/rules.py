#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Both examples of each rule, compiled in frame.contract: the wrong one has this finding and no other, the right one has
none, and with an allowance before it the wrong one has none either. rules.py PROGRAM [RULE...]"""

import json
import pathlib
import re
import subprocess
import sys
import tempfile

FRAME = pathlib.Path(__file__).with_name("frame.contract").read_text(encoding="utf-8")


def run(program, *arguments):
    return subprocess.run([program, *arguments], capture_output=True, text=True, check=False)


def examples(page):
    """The two blocks of the page that explains a rule."""
    wrong, right = page.split("\nFor example:\n")[1].split("\nBetter:\n")
    block = lambda text: "".join(line[4:] + "\n" for line in text.splitlines() if line.startswith("    "))
    return block(wrong), block(right)


def contract(example):
    return example if example.startswith("contract ") else FRAME + example + "}\n"


def linted(program, text):
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder, "example.contract")
        path.write_text(text, encoding="utf-8")
        (pathlib.Path(folder) / "stays.csv").write_text("stay_id,discharged_at\n", encoding="utf-8")
        result = run(program, "lint", "--format", "json", str(path))
        return json.loads(result.stdout), result.returncode


def allowed(rule, example):
    """The example, with the finding allowed on the line before the first thing that it is about: all of it."""
    return f'allow {rule} because "as the parties wished"\n' + contract(example)


def mended(text, document):
    """With every fix made, from the last to the first."""
    lines = text.splitlines(keepends=True)
    offset = lambda line, column: sum(len(one) for one in lines[: line - 1]) + column - 1
    edits = [(offset(fix["line"], fix["column"]), offset(fix["end_line"], fix["end_column"]), fix["replacement"])
             for one in document["diagnostics"] for fix in one["fixes"]]
    for begin, end, replacement in sorted(edits, reverse=True):
        text = text[:begin] + replacement + text[end:]
    return text, len(edits)


def complaints(program, rule):
    wrong, right = examples(run(program, "lint", "--explain", rule).stdout)
    document, code = linted(program, contract(wrong))
    names = {one.get("rule", one["code"] + " " + one["message"]) for one in document["diagnostics"]}
    if names != {rule} or code != 1:
        yield f"{rule}: the wrong example has {sorted(names)}, exit {code}"
    text, fixes = mended(contract(wrong), document)
    if fixes and linted(program, text)[1] != 0:
        yield f"{rule}: with its fix the wrong example still has a finding"
    document, code = linted(program, contract(right))
    if document["diagnostics"] or code != 0:
        found = [one.get("rule", one["code"]) + " " + one["message"] for one in document["diagnostics"]]
        yield f"{rule}: the right example has {found}, exit {code}"
    if rule == "unneeded_allow":
        return
    document, code = linted(program, allowed(rule, wrong))
    if code != 0 or not document["allowed"] or document["allowed"][0]["because"] != "as the parties wished":
        yield f"{rule}: an allowance does not let it pass: {document['diagnostics']}"


def main():
    program, *wanted = sys.argv[1:]
    rules = re.findall(r"^QD6\d{3}  (\w+)", run(program, "lint", "--rules").stdout, re.MULTILINE)
    found = [complaint for rule in wanted or rules for complaint in complaints(program, rule)]
    for complaint in found:
        print(complaint)
    print(f"{len(rules)} rules")
    return 1 if found or len(rules) < 40 else 0


sys.exit(main())
