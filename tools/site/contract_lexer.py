# SPDX-License-Identifier: Apache-2.0
"""The words of a contract for Pygments, as the grammar has them."""

import pathlib
import re

from pygments.lexer import RegexLexer, bygroups, words
from pygments.token import Comment, Generic, Keyword, Name, Number, Operator, Punctuation, String, Text

__all__ = ["ContractLexer"]  # for Pygments, which loads a lexer by it

GRAMMAR = pathlib.Path(__file__).resolve().parents[2] / "grammar" / "ContractLexer.g4"


def fixed_words():
    """Every word that some token of the grammar consists of: declarations, joining words and words of time."""
    rules = re.sub(r"//.*", "", GRAMMAR.read_text(encoding="utf-8"))
    return sorted({word for word in re.findall(r"'([A-Za-z][a-z/-]*)'", rules) if len(word) > 1 or word == "a"})


class ContractLexer(RegexLexer):
    name = "Contract"
    aliases = ["contract", "contract-part", "contract-mistake", "quarterday"]
    figure = r"\d[\d,]*(?:\.\d+)?"
    tokens = {
        "root": [
            (r"(\s*)(##.*)", bygroups(Text, Generic.Subheading)),
            (r"#.*", Comment),
            (r'"[^"\n]*"', String),
            (r"\bclause [A-Z]?\d[\w.()]*(?:, *[A-Z]?\d[\w.()]*)*", Comment.Special),
            (r"\d{4}-\d{2}-\d{2}|\d{4}(?:/\d{2})?(?:-Q[1-4]|-\d{2})?\b(?![.,]\d)|\bQ[1-4]\b", Number.Other),
            (rf"(?:[£€$]|\b[A-Z]{{3}} +){figure}(?:k|m|bn)?", Number),
            (rf"{figure}%?", Number),
            (words(fixed_words(), prefix=r"(?<![\w-])", suffix=r"(?![\w-])"), Keyword),
            (r"[a-z][a-z0-9_]*", Name),
            (r"[|{}()\[\]:]", Punctuation),
            (r"[-+*/<>=]", Operator),
            (r"\s+", Text),
            (r".", Text),
        ]
    }
