# SPDX-License-Identifier: Apache-2.0
"""The examples of diagnostics made whole: put into the contract they are said about, frame.contract beside this file."""

import pathlib
import re

FRAME = pathlib.Path(__file__).with_name("frame.contract").read_text(encoding="utf-8")

# No contracts: they show a file or a command.
NOT_TEXT = {"QD1001", "QD1002", "QD1003", "QD1004", "QD1106"}


def find(page, blocks):
    """(code, line, text) of every example that is a piece of contract."""
    lines = page.read_text(encoding="utf-8").splitlines()
    for block in blocks:
        heading = next(line for line in reversed(lines[: block.line]) if line.startswith("### "))
        code = heading[4:10]
        if code not in NOT_TEXT and not code.startswith("QD8"):
            yield code, block.line, block.text


def contract(example):
    """The frame without the lines and declarations that the example has its own of; remarks in brackets go."""
    example = re.sub(r" {2,}\([^()]*\)$", "", example, flags=re.MULTILINE)
    if example.startswith("contract ") or "contract" not in FRAME:
        return example
    own = {first_words(line) for line in example.splitlines() if not line.startswith((" ", "|"))}
    opening, *declarations = FRAME.removesuffix("}\n").split("\n\n")
    header = [line for line in opening.splitlines() if first_words(line)[:1] not in {words[:1] for words in own}]
    kept = [text for text in declarations if first_words(text) not in own]
    own_header = [line for line in example.splitlines() if first_words(line)[:1] in {("currency",), ("term",), ("settled",)}]
    body = [line for line in example.splitlines() if line not in own_header]
    return "\n".join([*header, *own_header, *body, *kept, "}"]) + "\n"


def first_words(text):
    """`define core`, `dimension categories`, `term`."""
    words = tuple(re.findall(r"[\w/]+", text)[:2])
    return words[:1] if words[:1] in {("currency",), ("term",), ("settled",)} else words
