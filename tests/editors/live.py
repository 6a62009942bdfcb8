# SPDX-License-Identifier: Apache-2.0
"""A session with an editor: a contract with a mistake, in a folder of its own, and what must become of it."""

import os
import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "editors.md"

# Accents and a currency sign stand before what is edited: an editor that counts otherwise than the server would miss it.
HEAD = """contract fees "Überprüfte Gebühren" {
  currency GBP
  term     2025/26 to 2026/27
  settled  each quarter, each year
  party payer "Payer"
  party clinic "Café clinic 🙂"
"""
WRITTEN = (
    HEAD
    + """  metric rate each quarter : percent
    not reported: 0%
  payment fee "£ à la fin 🙂" from payer to clinic, each quarter = £100 * rat
  scenario "half" in 2025/26-Q1 {
    given rate = 50%
    expect fee = £50
  }
}
"""
)
# The misspelt name put right by the code action, the metric called otherwise, and the whole laid out.
EXPECTED = re.sub(r"\brate?\b", "success", WRITTEN).replace("payer \"", "payer  \"").replace("given ", "given  ")


def blocks(section, page=PAGE):
    """The indented blocks of code below that heading."""
    below = re.search(rf"^## {re.escape(section)}\n(.*?)(?=^## |\Z)", page.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
    if not below:
        sys.exit(f"{page.name} has no section {section}")
    found = re.findall(r"(?:^(?: {4}.*)?\n)*^ {4}.*\n", below[1], re.MULTILINE)
    return [re.sub(r"^ {4}", "", block, flags=re.MULTILINE).strip("\n") + "\n" for block in found]


class Session:
    """A home and a folder with the contract; `quarterday` is on the path under its own name."""

    def __init__(self, program):
        self.kept = tempfile.TemporaryDirectory(prefix="quarterday-editor-")
        self.home = pathlib.Path(self.kept.name)
        self.program = str(pathlib.Path(program).resolve())
        (self.home / "bin").mkdir()
        (self.home / "bin" / "quarterday").symlink_to(self.program)
        folder = self.home / "the contracts"
        folder.mkdir()
        (folder / "quarterday.project").touch()
        self.contract = folder / "the fees.contract"
        self.contract.write_text(WRITTEN, encoding="utf-8")

    def write(self, name, text):
        path = self.home / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return str(path)

    def run(self, command):
        environment = {**os.environ, "HOME": str(self.home), "PATH": f"{self.home / 'bin'}:{os.environ['PATH']}", "LC_ALL": "C.UTF-8"}
        environment.update({f"XDG_{kind}_HOME": str(self.home / kind.lower()) for kind in ("CONFIG", "DATA", "STATE", "CACHE")})
        ran = subprocess.run(command, cwd=self.home, env=environment, capture_output=True, text=True, timeout=120, check=False)
        return ran.returncode, ran.stdout + ran.stderr

    def finish(self, code, told):
        """The session went well, the contract is what it must be, and `check` has nothing to say of it."""
        if code != 0:
            sys.exit(f"the session ended with {code}:\n{told}")
        text = self.contract.read_text(encoding="utf-8")
        if text != EXPECTED:
            sys.exit(f"the contract is not as expected:\n{text}\n{told}")
        check = subprocess.run([self.program, "check", str(self.contract)], capture_output=True, text=True, check=False)
        if check.returncode != 0 or check.stdout != f"{self.contract}: ok\n" or check.stderr:
            sys.exit(f"check says:\n{check.stdout}{check.stderr}")
        print(told)
