# SPDX-License-Identifier: Apache-2.0
"""Mistakes that a page shows: declarations put in the place of those of its contract, and what the program says of it."""

import re

HEADER = {"source", "currency", "term", "settled", "refusals"}


def contract(whole, mistake):
    """The page's contract with the declarations of the mistake instead of its own, and without its scenarios."""
    parts = [part for part in declarations(whole) if subject(part)[:1] != ("scenario",)]
    for text in declarations(mistake):
        place = next((at for at, part in enumerate(parts) if subject(part) == subject(text)), None)
        if place is None:
            parts.insert(len(parts) - 1, text)
        else:
            parts[place] = text
    return "".join(parts)


def declarations(text):
    """The text cut where a line begins as far to the left as the least indented one inside the braces."""
    lines = text.splitlines(keepends=True)
    indents = [len(line) - len(line.lstrip()) for line in lines if line.strip()]
    least = min(indent for indent in indents if indent > 0 or not text.startswith("contract ")) if indents else 0
    parts = []
    for line in lines:
        starts = line.strip() and len(line) - len(line.lstrip()) <= least and not line.lstrip().startswith("}")
        closes_contract = line.startswith("}") and text.startswith("contract ")
        if starts or closes_contract or not parts:
            parts.append("")
        parts[-1] += line
    return parts


def subject(text):
    """('payment', 'fee'), ('scenario', 'half way'); a line of the header by its word alone."""
    words = re.findall(r'"[^"]*"|\w+', text)[:2]
    return tuple(words[:1]) if words and words[0] in HEADER else tuple(words)


def said(printed):
    """Of what the program prints: the messages and what it says to do, without the places."""
    return [line for line in printed.splitlines() if re.match(r"(error|warning)\[QD\d{4}\]: |help: ", line)]
