# SPDX-License-Identifier: Apache-2.0
"""The examples of diagnostics made whole: put into the contract they are said about, frame.contract beside this file."""

import pathlib
import re

FRAME = pathlib.Path(__file__).with_name("frame.contract").read_text(encoding="utf-8")

# The rules of lint are tried in tests/lint/rules.py. These show a file, several files or a command; and an incomplete payment is refused by the reader before the checker sees it.
NOT_CHECKED = {"QD1001", "QD1002", "QD1003", "QD1004", "QD1106", "QD2033", "QD2035", "QD5118"}

# Begins with a line of the header, without the contract that it belongs to.
WITHOUT_CONTRACT = "QD1107"

HEADER = {"currency", "term", "settled"}


def find(page, blocks):
    """(code, line, text) of every example that is a piece of contract."""
    lines = page.read_text(encoding="utf-8").splitlines()
    for block in blocks:
        heading = next(line for line in reversed(lines[: block.line]) if line.startswith("### "))
        code = heading[4:10]
        if code not in NOT_CHECKED and not code.startswith(("QD6", "QD8")):
            yield code, block.line, block.text


def contract(code, example):
    """The frame, without what the example says itself, and the example in it; remarks in brackets are dropped."""
    example = re.sub(r" {2,}\([^()]*\)$", "", example, flags=re.MULTILINE)
    if example.startswith("contract ") or code == WITHOUT_CONTRACT:
        return example
    lines = example.splitlines()
    own = {subject(line) for line in lines if not line.startswith((" ", "|"))}
    header = [line for line in lines if subject(line) in HEADER]
    body = [line for line in lines if line not in header]
    opening, *declarations = FRAME.removesuffix("}\n").split("\n\n")
    opening = [line for line in opening.splitlines() if subject(line) not in own]
    declarations = [text for text in declarations if subject(text) not in own]
    return "\n".join([*opening, *header, *body, *declarations, "}"]) + "\n"


def subject(line):
    """The name that a line declares, or the word that begins a line of the header."""
    words = re.findall(r"\w+", line)[:2]
    return next((word for word in words if word in HEADER), "".join(words[-1:]))
