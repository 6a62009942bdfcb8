# SPDX-License-Identifier: Apache-2.0
"""What mkdocs cannot be told in its configuration: headings are named as the usual viewers of Markdown name them, and
contracts have their words coloured and do not crowd the search."""

import json
import pathlib
import re
import sys

from pygments.lexers import LEXERS

sys.path.insert(0, str(pathlib.Path(__file__).parent))
sys.dont_write_bytecode = True
import contract_lexer


def anchor(heading, _separator):
    """The same as `anchors` in tests/docs/pages.py reckons with."""
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


def on_config(config):
    config["mdx_configs"].setdefault("toc", {})["slugify"] = anchor
    lexer = contract_lexer.ContractLexer
    LEXERS[lexer.__name__] = (contract_lexer.__name__, lexer.name, tuple(lexer.aliases), (), ())
    return config


def on_post_build(config):
    """The search finds a contract by its name only: what it says is found in the pages that explain it."""
    index = pathlib.Path(config["site_dir"]) / "search" / "search_index.json"
    found = json.loads(index.read_text(encoding="utf-8"))
    for entry in found["docs"]:
        if entry["location"].partition("#")[0].endswith(".contract.html"):
            entry["text"] = ""
    index.write_text(json.dumps(found, sort_keys=True, separators=(",", ":")), encoding="utf-8")
