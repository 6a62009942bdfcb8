# SPDX-License-Identifier: Apache-2.0
"""docs/coverage.md: what its table says of a contract stands in that contract."""

import re


def problems(page):
    """(line, problem) of every row whose clause or construct its contract does not have."""
    text, clauses = "", set()
    for number, line in enumerate(page.read_text(encoding="utf-8").splitlines(), 1):
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if not line.startswith("|") or len(cells) != 4 or set(line) <= set("|- ") or cells[0] == "system":
            continue
        link = re.search(r"\]\(([^)]+)\)", cells[0])
        if link:
            text, clauses = read(page.parent / link.group(1))
        for clause in cells[3].split(", "):
            if clause not in clauses:
                yield number, f"the contract has no clause {clause}"
        for construct in re.findall(r"`([^`]+)`", cells[2]):
            for words in construct.split("..."):
                if " ".join(words.split()) not in text:
                    yield number, f"the contract does not say `{words.strip()}`"


def read(contract):
    """A contract as one line, and the clauses it names."""
    if not contract.is_file():
        return "", set()  # a link that leads nowhere is reported as such
    text = contract.read_text(encoding="utf-8")
    clauses = re.findall(r"\bclause ((?:[A-Z]?\d[\w.()]*(?:, )?)+)", text)
    return " ".join(text.split()), {clause for group in clauses for clause in group.split(", ")}
