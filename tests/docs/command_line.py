#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Whether docs/command-line.md speaks of every command and option that the program has, and of no other option.

usage: command_line.py PROGRAM PAGE
"""
import re
import subprocess
import sys

# Of each program, or of the compiler's own tools.
COMMON = {"--help", "--version"}


def help_of(program, *command):
    return subprocess.run([program, *command, "--help"], capture_output=True, text=True, check=True).stdout


def main(program, page):
    with open(page, encoding="utf-8") as file:
        text = file.read()
    listed = help_of(program).split("Subcommands:")[1].split("Examples:")[0]
    commands = re.findall(r"^  ([a-z][a-z-]*) ", listed, re.MULTILINE)
    problems = [] if commands else ["the help of the program lists no command"]
    known = set(COMMON)
    for command in commands:
        if not re.search(rf"^    quarterday {command} ", text, re.MULTILINE):
            problems.append(f"the command {command} is missing from the table at the top")
        if not re.search(rf"^## {command}$", text, re.MULTILINE):
            problems.append(f"the command {command} has no section")
        options = help_of(program, command).split("Examples:")[0]
        for option in re.findall(r"^  (?:-[a-z],)?(--[a-z-]+)", options, re.MULTILINE):
            known.add(option)
            if option not in COMMON and not re.search(rf"{option}(?![a-z-])", text):
                problems.append(f"the option {option} of {command} is missing")
    for option in sorted(set(re.findall(r"(?<![a-z-])--[a-z][a-z-]*", text)) - known):
        problems.append(f"no command has the option {option}")
    print("\n".join(problems))
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
