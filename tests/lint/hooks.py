#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The hooks for pre-commit: the file holds a list of the plain form below, and each command runs on a sound contract and
fails on one that is not. hooks.py PROGRAM PROJECT"""

import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

SOUND = pathlib.Path(__file__).with_name("frame.contract").read_text(encoding="utf-8").rstrip() + "\n}\n"
UNSOUND = {
    "quarterday-fmt": SOUND.replace("  party icb", "      party icb"),
    "quarterday-check": SOUND.replace("£1,000,000\n", "1\n", 1),
    "quarterday-lint": SOUND.replace("  scenario", "  unit days, each a day\n\n  scenario", 1),
}


def hooks(text):
    """Of a list of maps from words to plain text, which is all of YAML that the file may use."""
    found = []
    for line in text.splitlines():
        entry = re.fullmatch(r"(- |  )(\w+): (\S.*)", line)
        if not entry:
            assert line.startswith("#") or not line, f"neither a remark nor `word: text`: {line}"
            continue
        if entry.group(1) == "- ":
            found.append({})
        assert ": " not in entry.group(3) and " #" not in entry.group(3), f"needs quotation marks: {line}"
        found[-1][entry.group(2)] = entry.group(3)
    return found


def run(program, hook, text):
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder, "frame.contract")
        path.write_text(text, encoding="utf-8")
        assert re.search(hook["files"], str(path)), "the hook does not look at contracts"
        code = subprocess.run([program, *hook["entry"].split()[1:], str(path)], capture_output=True, check=False).returncode
        # pre-commit also counts a file that was changed as a failure.
        return code != 0 or path.read_text(encoding="utf-8") != text


def main():
    program, project = sys.argv[1:]
    found = hooks(pathlib.Path(project, ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    complaints = [] if [hook["id"] for hook in found] == list(UNSOUND) else [f"other hooks: {found}"]
    for hook in found:
        missing = {"id", "name", "description", "entry", "language", "files"} - hook.keys()
        complaints += [f"{hook['id']}: no {word}" for word in sorted(missing)]
        if run(program, hook, SOUND):
            complaints.append(f"{hook['id']} fails on a sound contract")
        if not run(program, hook, UNSOUND[hook["id"]]):
            complaints.append(f"{hook['id']} passes an unsound contract")
    for complaint in complaints:
        print(complaint)
    assert shutil.which(program), "the program is there"
    return 1 if complaints else 0


sys.exit(main())
