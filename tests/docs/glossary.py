# SPDX-License-Identifier: Apache-2.0
"""docs/glossary.md: its words are in order, and each word of the field says how it is written and names a listed source."""

import re


def problems(page):
    """(line, problem) of every row and every source that is not as it should be."""
    lines = list(enumerate(page.read_text(encoding="utf-8").splitlines(), 1))
    sources = {name: number for number, line in lines for names in re.findall(r"^- \*\*(.+?)\*\*", line) for name in keys(names)}
    used, before = set(), ""
    for number, line in lines:
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if not line.startswith("|") or set(line) <= set("|- "):
            before = "" if line.startswith("#") else before
            continue
        if cells[0] == "word":
            continue
        if not all(cells):
            yield number, f"a cell of '{cells[0]}' is empty"
        if cells[0].lower() <= before:
            yield number, f"'{cells[0]}' does not stand behind '{before}'"
        before = cells[0].lower()
        for source in re.split(r"; (?:\d\. )?", re.sub(r"^1\. ", "", cells[3])) if len(cells) == 4 else []:
            named = next((name for name in sources if source == name or source.startswith((name + ",", name + " "))), None)
            used.add(named)
            if named is None:
                yield number, f"the source '{source}' is not listed"
    for name in sources.keys() - used:
        yield sources[name], f"no word has the source '{name}'"


def keys(names):
    """'HFMA 2018, 2022' are two."""
    first, *others = names.split(", ")
    return [first, *(f"{first.rsplit(' ', 1)[0]} {year}" for year in others)]
