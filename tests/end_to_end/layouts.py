#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""layouts.py PROGRAM: `quarterday fmt` rewrites files in their place, and only those that change; links stay links, rights
stay, what cannot be written is left whole. A folder stands for the contracts in it. What `--diff` shows makes the one text
the other."""

import os
import pathlib
import random
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
GOOD = "contract good {\n  currency GBP\n  term     2024/25 to 2024/25\n}\n"
UGLY = "contract ugly {\n currency   GBP\nterm 2024/25 to 2024/25\n}"
UGLY_LAID_OUT = GOOD.replace("good", "ugly")


def fmt(program, *arguments, folder, text=None):
    return subprocess.run([program, "fmt", *arguments], cwd=folder, input=text, capture_output=True, text=True, timeout=60)


def in_place(program, folder):
    """Each thing that should hold, with whether it does."""
    names = ["good.contract", "ugly.contract", "sub/deep/ugly.contract", ".hidden/ugly.contract", "ugly.txt", "real/ugly.contract"]
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(GOOD if "good" in name else UGLY)
    (folder / "link.contract").symlink_to("real/ugly.contract")
    os.chmod(folder / "ugly.contract", 0o640)
    before = (folder / "good.contract").stat()
    checked = fmt(program, "--check", ".", folder=folder)
    yield "--check names them", checked.stdout.split() == [
        "./link.contract", "./real/ugly.contract", "./sub/deep/ugly.contract", "./ugly.contract"] and checked.returncode == 1
    yield "--check changes nothing", all((folder / name).read_text() == UGLY for name in names[1:])
    done = fmt(program, ".", folder=folder)
    told = {line.split(":")[0] for line in done.stdout.splitlines()}
    yield "it tells what it changed", done.returncode == 0 and told == {
        "./link.contract", "./sub/deep/ugly.contract", "./ugly.contract"}
    laid_out = [name for name in names if (folder / name).read_text() == UGLY_LAID_OUT]
    yield "contracts are laid out", laid_out == ["ugly.contract", "sub/deep/ugly.contract", "real/ugly.contract"]
    yield "hidden ones and others are not", all((folder / name).read_text() == UGLY for name in names[3:5])
    after = (folder / "good.contract").stat()
    yield "what is right is not written", (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)
    yield "links stay links", (folder / "link.contract").is_symlink()
    yield "rights stay", (folder / "ugly.contract").stat().st_mode & 0o777 == 0o640
    yield "nothing is left behind", not [path for path in folder.rglob("*") if path.name.count(".") > 1 and path.is_file()]
    (folder / "stdlib").mkdir()
    (folder / "stdlib" / "x.contract").write_text(UGLY)
    called_like_a_command = fmt(program, "--check", "good.contract", "stdlib", folder=folder)
    yield "a folder may be called like a command", called_like_a_command.stdout == "stdlib/x.contract\n"
    fmt(program, "stdlib", folder=folder)
    again = fmt(program, ".", folder=folder)
    yield "a second time there is nothing to do", again.returncode == 0 and again.stdout == again.stderr == ""


def standard_input(program, folder):
    for flag in ("--stdin", "-"):
        done = fmt(program, flag, folder=folder, text=UGLY)
        yield f"{flag} writes to standard output", done.stdout == UGLY_LAID_OUT and done.returncode == 0
    checked = fmt(program, "--stdin", "--check", folder=folder, text=UGLY)
    yield "--stdin --check", checked.stdout == "<standard input>\n" and checked.returncode == 1
    broken = fmt(program, "--stdin", folder=folder, text=UGLY + " {")
    yield "mistakes are told", broken.returncode == 1 and "error[" in broken.stderr and "currency GBP" in broken.stdout


def mistakes(program, folder):
    broken = UGLY.replace("}", "define   x\nparty   icb is   payer\n}\n")
    (folder / "broken.contract").write_text(broken)
    done = fmt(program, "broken.contract", folder=folder)
    text = (folder / "broken.contract").read_text()
    yield "the rest is laid out", done.returncode == 1 and "\ndefine   x\n  party icb is payer\n}\n" in text
    (folder / "latin.contract").write_bytes(UGLY.encode() + b"\xe9")
    done = fmt(program, "latin.contract", folder=folder)
    yield "what is no text is left", done.returncode == 1 and (folder / "latin.contract").read_bytes() == UGLY.encode() + b"\xe9"
    (folder / "large.contract").write_text(UGLY + " " * 3_000_000)
    done = fmt(program, "large.contract", folder=folder)
    grown = GOOD.replace("}\n", "".join(f"unit u{i},each a v{i}\n" for i in range(80_000)) + "}\n")
    (folder / "grown.contract").write_text(grown)
    grew = fmt(program, "grown.contract", folder=folder)
    yield "what would be too large is left", grew.returncode == 1 and (folder / "grown.contract").read_text() == grown
    yield "and that is told", "'grown.contract' would have more than 2 MB" in grew.stderr
    yield "what is too large is left", done.returncode == 1 and (folder / "large.contract").stat().st_size > 3_000_000


def without_rights(program, folder):
    """Nobody keeps root from writing."""
    if os.geteuid() == 0:
        return
    (folder / "closed.contract").write_text(UGLY)
    os.chmod(folder / "closed.contract", 0o444)
    done = fmt(program, "closed.contract", folder=folder)
    yield "what may not be written is left", done.returncode == 2 and (folder / "closed.contract").read_text() == UGLY
    yield "and that is told", "cannot write 'closed.contract'" in done.stderr


def patched(text, diff):
    """The text after a unified diff."""
    lines, out, at = text.splitlines(keepends=True), [], 0
    rest = diff.splitlines(keepends=True)[2:]
    for i, line in enumerate(rest):
        hunk = re.match(r"@@ -(\d+)(?:,(\d+))? ", line)
        if hunk:
            start = int(hunk.group(1)) - (1 if hunk.group(2) != "0" else 0)
            out += lines[at:start]
            at = start
        elif line[0] in " -":
            missing = i + 1 < len(rest) and rest[i + 1].startswith("\\")
            if lines[at] != (line[1:-1] if missing else line[1:]):
                return f"line {at + 1} is not {line}"
            if line[0] == " ":
                out.append(lines[at])
            at += 1
        elif line[0] == "+":
            out.append(line[1:])
    return "".join(out + lines[at:])


def diffs(program, folder):
    chance = random.Random(7)
    for path in sorted((ROOT / "examples").glob("*/*.contract"))[:12]:
        text = path.read_text()
        for spoil in (0.02, 0.5, 1):
            ugly = "".join(line.lstrip(" ") if chance.random() < spoil else line for line in text.splitlines(keepends=True))
            diff = fmt(program, "--diff", "-", folder=folder, text=ugly.rstrip("\n") if chance.random() < 0.3 else ugly).stdout
            yield f"the difference of {path.name}, {spoil}", not diff or patched(ugly.rstrip("\n") if "\\ No" in diff else ugly, diff) == text


def main():
    program = str(pathlib.Path(sys.argv[1]).resolve())
    problems = []
    tried = 0
    for claims in (in_place, standard_input, mistakes, without_rights, diffs):
        with tempfile.TemporaryDirectory() as folder:
            for claim, holds in claims(program, pathlib.Path(folder)):
                tried += 1
                problems += [] if holds else [f"{claims.__name__}: not so: {claim}"]
    print("\n".join(problems) or f"{tried} claims hold")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
