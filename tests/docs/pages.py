# SPDX-License-Identifier: Apache-2.0
"""A Markdown page as the tests see it: fenced blocks, and the text around them."""

import re


class Block:
    """A fenced block. `line` is that of its opening fence, `before` the paragraph that introduces it."""

    def __init__(self, kind, line, text, before):
        self.kind = kind
        self.line = line
        self.text = text
        self.before = before


def read(page):
    """The blocks of a page in order, and its text as (line number, line) without them."""
    blocks, prose = [], []
    opened = None
    for number, line in enumerate(page.read_text(encoding="utf-8").splitlines(), 1):
        if opened is None and line.startswith("```"):
            opened = Block(line[3:].strip(), number, "", last_paragraph(prose))
        elif opened is not None and line.startswith("```"):
            blocks.append(opened)
            opened = None
        elif opened is not None:
            opened.text += line + "\n"
        else:
            prose.append((number, line))
    if opened is not None:
        raise SystemExit(f"{page.name}:{opened.line}: this block is not closed")
    return blocks, prose


def last_paragraph(prose):
    lines = [line for _, line in prose]
    while lines and not lines[-1].strip():
        lines.pop()
    start = len(lines)
    while start > 0 and lines[start - 1].strip():
        start -= 1
    return " ".join(lines[start:])


def anchors(page):
    """What a link may name after #: the headings, in the form the usual viewers give them."""
    found = set()
    for _, line in read(page)[1]:
        heading = re.match(r"#+ +(.*?) *$", line)
        if heading:
            words = re.sub(r"[^\w\- ]", "", heading.group(1).lower())
            found.add(words.replace(" ", "-"))
    return found


def file_of(block):
    """The file a tutorial tells its reader to make of the block: "put this into `data.csv`:"."""
    named = re.search(r"`([\w-]+\.(?:contract|csv))`[^`]*:$", block.before)
    return named.group(1) if named and block.kind in ("contract", "csv") else None
