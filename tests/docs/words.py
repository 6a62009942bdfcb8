# SPDX-License-Identifier: Apache-2.0
"""The words of the language as the grammar has them, and whether a page writes about them."""

import re

# Words of forms that are read and not settled yet.
WAITING = set()


def of_grammar(lexer):
    """'rounded', 'not reported' ...: every token that is a fixed word, or several in a row."""
    rules = re.sub(r"//.*", "", lexer.read_text(encoding="utf-8"))
    for rule in re.findall(r"\b[A-Z_]+\s*:((?:\s*'[a-z/-]+'|\s+GAP)+)\s*;", rules):
        yield " ".join(re.findall(r"'([^']+)'", rule))


def not_written_about(page, words):
    """Those that occur in no code of the page, inline or fenced."""
    text = page.read_text(encoding="utf-8")
    code = " ".join(re.findall(r"```.*?```|`[^`]+`", text, re.DOTALL))
    code = " ".join(re.findall(r"[\w/-]+", code))
    return [word for word in words if not re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", code)]
