#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""check_page.py PROGRAM PAGE: what a page of the documentation says is true.

- ```contract blocks check clean, their scenarios hold, and `lint` finds nothing in them but what teaching.py has a reason for;
  ```contract-part blocks have no mistake of syntax inside a contract. Both are laid out as `quarterday fmt` would, but for a
  file that the page has it lay out: the block after that is what the file then holds.
- ```contract-mistake blocks hold declarations that stand wrongly in the page's contract; the ```text block below has the
  messages that the program gives.
- ```console blocks: each `$ quarterday ...` prints what stands below it, in the folder of the files that the page had
  its reader make, otherwise in that of the example it names.
- ```schedule NAME blocks: each line stands in what `quarterday doc` writes of that example.
- The reference writes about every word of the grammar. The glossary is in order and names its sources. In the coverage, each
  construct stands in the contract it is said of, and so does the clause.
- Links lead somewhere, headings included, and addresses on other hosts are well-formed; paths of the repository exist and
  the architecture names all rooms; codes of diagnostics exist and have the message that is quoted.
- docs/diagnostics.md and docs/library.md are what the program prints, and each example of a mistake has it; the marked parts
  of docs/command-line.md are what its help says.

QUARTERDAY_RERECORD=1 rewrites the transcripts, the layout of contracts, these two and these parts instead of comparing
them.
"""

import difflib
import json
import os
import pathlib
import re
import shlex
import subprocess
import sys
import tempfile
import urllib.parse

sys.dont_write_bytecode = True  # the sources stay clean
import command_line
import coverage_table
import examples
import glossary
import mistakes
import pages
import teaching
import words

ROOT = pathlib.Path(__file__).resolve().parents[2]
RERECORD = bool(os.environ.get("QUARTERDAY_RERECORD"))
HEADER = "currency GBP\nterm 2014/15 to 2026/27\nsettled each month, each quarter, each year\n"


class Check:
    def __init__(self, program, page):
        self.program = str(pathlib.Path(program).resolve())
        self.page = pathlib.Path(page).resolve()
        self.problems = []
        self.messages = self.read_messages()

    def problem(self, line, text):
        self.problems.append(f"{self.page.relative_to(ROOT)}:{line}: {text}")

    def run(self, arguments, folder=ROOT, text=None):
        return subprocess.run([self.program, *arguments], cwd=folder, input=text, capture_output=True, text=True, timeout=60)

    def read_messages(self):
        """The message of each code, an ellipsis in place of what varies."""
        document = self.run(["explain-code", "--all"]).stdout
        return dict(re.findall(r"^### (QD\d{4}): (.*)$", document, re.MULTILINE))

    def diagnostics(self, contract):
        found = self.run(["check", "--format", "json", "-"], text=contract)
        return json.loads(found.stdout)["diagnostics"] if found.returncode in (0, 1) else [{"code": "?", "message": found.stderr}]

    def contract(self, block):
        for found in self.diagnostics(block.text):
            self.problem(block.line + found["line"], f"{found['code']}: {found['message']}")
        tested = self.run(["test", "-"], text=block.text)
        if tested.returncode != 0:
            self.problem(block.line, f"a scenario fails\n{tested.stdout}{tested.stderr}")

    def lint(self, blocks):
        """What is found and not listed, and what is listed and not found."""
        reasons = teaching.FINDINGS.get(self.page.relative_to(ROOT).as_posix(), {})
        found = set()
        for block in blocks:
            if block.kind != "contract":
                continue
            for one in json.loads(self.run(["lint", "--format", "json", "-"], text=block.text).stdout)["diagnostics"]:
                found.add(one.get("rule"))
                if one.get("rule") not in reasons:
                    self.problem(block.line + one["line"], f"lint finds {one.get('rule', one['code'])}: {one['message']}")
        for rule in reasons.keys() - found:
            self.problem(1, f"lint does not find {rule} any more, which tests/docs/teaching.py has a reason for")

    def layout(self, block, page, expected):
        """The page, with the layout of the contract rewritten where that is recorded."""
        if RERECORD:
            return page.replace(f"```{block.kind}\n{block.text}```\n", f"```{block.kind}\n{expected}```\n")
        if expected != block.text:
            self.differs(block.line, block.text, expected)
        return page

    def part_laid_out(self, block):
        """As it would be within a contract, but for the two blanks that this puts before it."""
        whole = self.run(["fmt", "-"], text=f"contract part {{\n{block.text}}}\n").stdout
        return re.sub(r"^  ", "", whole.split("\n", 1)[1].removesuffix("}\n"), flags=re.MULTILINE)

    def contract_part(self, block):
        for found in self.diagnostics(f"contract part {{\n{HEADER}{block.text}}}\n"):
            if found["code"].startswith("QD1"):
                line = block.line + found["line"] - HEADER.count("\n") - 1
                self.problem(line, f"{found['code']}: {found['message']}")

    def schedule(self, block):
        """Each of its lines stands in the schedule of that example, links and anchors apart."""
        name = block.kind.split()[1]
        written = self.run(["doc", f"{name}.contract"], ROOT / "examples" / name)
        lines = {re.sub(r"<a id=[^>]*></a>| <sub>.*</sub>", "", line) for line in written.stdout.splitlines()}
        for number, line in enumerate(block.text.splitlines(), block.line + 1):
            if line not in lines:
                self.problem(number, f"the schedule of {name} does not say this")

    def mistake(self, whole, block):
        """The text block as it should stand there: what the program says of the mistake."""
        contract = mistakes.contract(whole, block.text)
        printed = self.run(["check", "-"], text=contract)
        observed = mistakes.said(printed.stderr + printed.stdout)
        if not any(line.startswith(("error", "warning")) for line in observed):
            self.problem(block.line, "the program finds no mistake here")
        return "".join(line + "\n" for line in observed)

    def mistakes(self, blocks, page):
        """Every mistake against its answer; the page, with the answers rewritten where they are recorded."""
        whole = next((block.text for block in blocks if block.kind == "contract"), "")
        for block, answer in zip(blocks, blocks[1:] + [None]):
            if block.kind != "contract-mistake":
                continue
            if answer is None or answer.kind != "text":
                self.problem(block.line, "what the program says does not stand below this mistake")
                continue
            observed = self.mistake(whole, block)
            if RERECORD:
                both = f"```contract-mistake\n{block.text}```\n"
                at = page.index(both) + len(both)
                old = f"```text\n{answer.text}```\n"
                start = page.index(old, at)
                page = page[:start] + f"```text\n{observed}```\n" + page[start + len(old) :]
            elif observed != answer.text:
                self.differs(answer.line, answer.text, observed)
        return page

    def transcript(self, block, made):
        """The block as it should stand there."""
        observed = ""
        for line in block.text.splitlines():
            if not line.startswith("$ "):
                continue
            program, *arguments = shlex.split(line[2:])
            if program != "quarterday":
                self.problem(block.line, f"a transcript of '{program}'")
                return block.text
            observed += line + "\n" + self.printed(block, arguments, made)
        return observed

    def printed(self, block, arguments, made):
        folder = made
        if not any(made.iterdir()):
            names = [name for name in arguments if (ROOT / "examples" / pathlib.Path(name).stem).is_dir()]
            folder = ROOT / "examples" / pathlib.Path(names[0]).stem if names else ROOT
        result = self.run(arguments, folder)
        if result.returncode not in (0, 1):
            self.problem(block.line, f"'{shlex.join(arguments)}' ends with {result.returncode}")
        return result.stderr + result.stdout

    def blocks(self, blocks):
        page = self.mistakes(blocks, self.page.read_text(encoding="utf-8"))
        laid_out = None
        with tempfile.TemporaryDirectory() as folder:
            for block, following in zip(blocks, blocks[1:] + [None]):
                file = pages.file_of(block)
                if file:
                    (pathlib.Path(folder) / file).write_text(block.text, encoding="utf-8")
                if block.kind == "contract":
                    self.contract(block)
                    if laid_out:
                        page = self.layout(block, page, laid_out.read_text(encoding="utf-8"))
                    if file and following and following.text.startswith(f"$ quarterday fmt {file}\n"):
                        laid_out = pathlib.Path(folder) / file
                    elif not laid_out:
                        page = self.layout(block, page, self.run(["fmt", "-"], text=block.text).stdout)
                    else:
                        laid_out = None
                elif block.kind == "contract-part":
                    self.contract_part(block)
                    page = self.layout(block, page, self.part_laid_out(block))
                elif block.kind.startswith("schedule "):
                    self.schedule(block)
                elif block.kind == "console":
                    observed = self.transcript(block, pathlib.Path(folder))
                    if RERECORD:
                        page = page.replace(f"```console\n{block.text}```\n", f"```console\n{observed}```\n")
                    elif observed != block.text:
                        self.differs(block.line, block.text, observed)
        if page != self.page.read_text(encoding="utf-8"):
            self.page.write_text(page, encoding="utf-8")

    def differs(self, line, kept, observed):
        difference = difflib.unified_diff(kept.splitlines(), observed.splitlines(), "the page", "the program", lineterm="", n=2)
        self.problem(line, "the program prints something else\n" + "\n".join(difference))

    def quoted_messages(self, blocks):
        for block in blocks:
            for code, text in re.findall(r"^(?:error|warning|note)\[(QD\d{4})\]: (.*)$", block.text, re.MULTILINE):
                message = ".+".join(map(re.escape, self.messages.get(code, "").split("…")))
                if not re.fullmatch(message, text):
                    self.problem(block.line, f"{code} does not say '{text}'")

    def codes(self):
        for number, line in enumerate(self.page.read_text(encoding="utf-8").splitlines(), 1):
            for code in re.findall(r"\bQD\d{4}\b", line):
                if code not in self.messages:
                    self.problem(number, f"there is no {code}")

    def links(self, prose):
        for number, line in prose:
            text = re.sub(r"`[^`]*`", "", line)
            for target in re.findall(r"\]\(([^)]*)\)", text):
                if not re.match(r"[a-z]+:", target):
                    self.link(number, target)
            for address in re.findall(r"(?:\]\(|<)([a-z]+:[^)>]*)|(https?:[^\s)>]*)", text):
                self.address("".join(address), number)
            for path in re.findall(r"`([\w./-]+)`", line):
                if (ROOT / path.split("/")[0]).is_dir() and "/" in path and not self.exists(path):
                    self.problem(number, f"there is no {path}")

    def rooms(self):
        """The architecture names every room there is."""
        text = self.page.read_text(encoding="utf-8")
        for wing in ("runtime", "compiler", "tools", "tests"):
            for room in sorted(path for path in (ROOT / wing).iterdir() if path.is_dir()):
                if f"`{wing}/{room.name}`" not in text and f"`{wing}/{room.name}/" not in text:
                    self.problem(1, f"{wing}/{room.name} is not named")

    def words(self):
        known = [word for word in words.of_grammar(ROOT / "grammar" / "ContractLexer.g4") if word not in words.WAITING]
        for word in words.not_written_about(self.page, known):
            self.problem(1, f"'{word}' is a word of the grammar and not written about")

    def coverage(self):
        for line, problem in coverage_table.problems(self.page):
            self.problem(line, problem)

    def glossary(self):
        for line, problem in glossary.problems(self.page):
            self.problem(line, problem)

    def exists(self, path):
        return path.startswith("build/") or (ROOT / path).exists()

    def link(self, number, target):
        path, _, heading = target.partition("#")
        page = (self.page.parent / path) if path else self.page
        if not page.exists():
            self.problem(number, f"the link to {target} leads nowhere")
        elif heading and heading not in pages.anchors(page):
            self.problem(number, f"{page.name} has no heading #{heading}")

    def address(self, address, number):
        """Whether a place on another host could be one; what stands there is not asked."""
        parts = urllib.parse.urlparse(address)
        if parts.scheme != "https" or not re.fullmatch(r"(?:[\w-]+\.)+[a-z]{2,}", parts.netloc) or re.search(r"\s", address):
            self.problem(number, f"{address} is no address")

    def printed_page(self, *arguments):
        document = self.run(arguments).stdout
        kept = self.page.read_text(encoding="utf-8")
        if RERECORD:
            self.page.write_text(document, encoding="utf-8")
        elif kept != document:
            self.differs(1, kept, document)

    def command_line(self):
        kept = self.page.read_text(encoding="utf-8")
        made, problems = command_line.generated(self.program, kept)
        for problem in problems:
            self.problem(1, problem)
        if RERECORD:
            self.page.write_text(made, encoding="utf-8")
        elif kept != made:
            self.differs(1, kept, made)

    def diagnostics_page(self, blocks):
        self.printed_page("explain-code", "--all")
        for code, line, text in examples.find(self.page, blocks):
            found = self.diagnostics(examples.contract(code, text))
            if code not in [one["code"] for one in found]:
                others = "; ".join(f"{one['code']} {one['message']} (line {one.get('line')})" for one in found) or "no mistake"
                self.problem(line, f"the example of {code} has {others}")


def main():
    check = Check(*sys.argv[1:3])
    blocks, prose = pages.read(check.page)
    check.codes()
    check.links(prose)
    check.lint(blocks)
    if check.page.name == "architecture.md":
        check.rooms()
    if check.page.name == "language.md":
        check.words()
    if check.page.name == "command-line.md":
        check.command_line()
    if check.page.name == "coverage.md":
        check.coverage()
    if check.page.name == "glossary.md":
        check.glossary()
    if check.page.name == "diagnostics.md":
        check.diagnostics_page(blocks)
    elif check.page.name == "library.md":
        check.printed_page("stdlib", "--all")
        check.blocks(blocks)
    else:
        check.quoted_messages(blocks)
        check.blocks(blocks)
    print("\n".join(check.problems) or f"{len(blocks)} blocks checked")
    return 1 if check.problems else 0


if __name__ == "__main__":
    sys.exit(main())
