#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""check_library.py PROGRAM: every item of the standard library has prose, a use and a worked figure, and some example uses
it; library files hold phrases and templates only, and import each other by name."""

import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]


def printed(program, *arguments):
    return subprocess.run([program, "stdlib", *arguments], capture_output=True, text=True, check=True, timeout=60).stdout


def items(program):
    """Each item with the subject that has it."""
    subject = None
    for line in printed(program).splitlines():
        heading = re.search(r"  \(import (\w+)\)$", line)
        if heading:
            subject = heading.group(1)
        elif line.startswith("  "):
            yield subject, line.split()[0]


def sections(text):
    """'' for the prose, then Figures, Text, Used so, Worked."""
    parts = re.split(r"^(Figures|Text|Used so|Worked)$", text.split("\n", 1)[1], flags=re.MULTILINE)
    return dict(zip([""] + parts[1::2], parts[0::2]))


def is_used(subject, item, contracts):
    return any(re.search(rf"^  import {subject}$", text, re.MULTILINE) and re.search(rf"\b{item} of\b", text) for text in contracts)


def without_blocks(text):
    """The lines that begin a declaration of the file itself."""
    return [line.split()[0] for line in text.splitlines()[1:] if re.match(r"  \w", line)]


def main():
    program = str(pathlib.Path(sys.argv[1]).resolve())
    problems = []
    examples = [path.read_text(encoding="utf-8") for path in (ROOT / "examples").rglob("*.contract")]
    found = list(items(program))
    names = [item for _, item in found]
    subjects = {path.stem for path in (ROOT / "stdlib").glob("*.contract")}
    if {subject for subject, _ in found} != subjects:
        problems.append("`quarterday stdlib` does not list every file of stdlib/")
    for subject, item in found:
        told = sections(printed(program, item))
        problems += [f"{item}: nothing stands under '{name or 'its form'}'" for name, text in told.items() if not text.strip()]
        if len(told) != 5:
            problems.append(f"{item}: has the sections {list(told)}")
        if not is_used(subject, item, examples):
            problems.append(f"{item}: no example uses it")
        if names.count(item) > 1 or item in subjects:
            problems.append(f"{item}: has the name of something else in the library")
    for path in (ROOT / "stdlib").glob("*.contract"):
        text = path.read_text(encoding="utf-8")
        problems += [f"{path.name}: has a declaration `{word}`" for word in without_blocks(text) if word not in ("phrase", "template", "import")]
        if re.search(r'^  import "', text, re.MULTILINE):
            problems.append(f"{path.name}: imports a file by its path")
    print("\n".join(problems) or f"{len(found)} items checked")
    return 1 if problems or not found else 0


if __name__ == "__main__":
    sys.exit(main())
