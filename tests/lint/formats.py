#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What lint says to other programs: SARIF as the specification asks for, commands that GitHub reads, JSON; all of the same
findings. formats.py PROGRAM EXAMPLES"""

import json
import pathlib
import re
import subprocess
import sys
import tempfile
import urllib.parse

# A title with what has to be escaped, and a finding of each kind: one that stands, one that is allowed.
CONTRACT = """contract odd {
  currency GBP
  term     2024/25 to 2025/26
  settled  each year

  party icb is commissioner
  party clinic "50% ours" is provider

  metric seen each year : share
    higher is better
    not reported: 100%

  allow cliff_edge because "clause 4: \\ 100% or nothing"
  define earned each year : percent
    = 100% if seen >= 92%, otherwise 0%

  payment bonus from icb to clinic, each year = earned of £20,000

  scenario "a year" in 2024/25 {
    given  seen = 92%
    expect bonus = £20,000
  }
}
"""


LEVELS = {"none", "note", "warning", "error"}
# What the specification allows an object to have, as far as it is written: a word that is misspelt is read by nobody.
ALLOWED = {
    "run": {"tool", "invocations", "columnKind", "results"},
    "driver": {"name", "version", "rules"},
    "rule": {"id", "name", "shortDescription", "fullDescription", "help", "defaultConfiguration"},
    "result": {"ruleId", "ruleIndex", "level", "message", "locations", "relatedLocations", "fixes", "suppressions"},
    "location": {"id", "physicalLocation", "message"},
    "suppression": {"kind", "justification", "location"},
}


def run(program, fmt, *paths, folder=None):
    return subprocess.run([program, "lint", "--format", fmt, *map(str, paths)], capture_output=True, text=True, check=False,
                          cwd=folder)


def has_only(kind, thing):
    assert thing.keys() <= ALLOWED[kind], (kind, thing.keys() - ALLOWED[kind])


class Sarif:
    """One document, held against what the specification says and what GitHub asks of a file that is uploaded."""

    def __init__(self, text, folder):
        self.folder = folder
        document = json.loads(text)
        assert document.keys() == {"$schema", "version", "runs"}
        assert document["version"] == "2.1.0" and document["$schema"].endswith("sarif-2.1.0.json")
        (self.run,) = document["runs"]
        has_only("run", self.run)
        assert self.run["columnKind"] in {"utf16CodeUnits", "unicodeCodePoints"}
        self.rules = self.run["tool"]["driver"]["rules"]
        self.results = self.run["results"]
        (self.invocation,) = self.run["invocations"]
        self.notifications = self.invocation.get("toolExecutionNotifications", [])
        assert isinstance(self.invocation["executionSuccessful"], bool)
        self.check_driver(self.run["tool"]["driver"])
        for result in self.results:
            self.check_result(result)
        for one in self.notifications:
            assert self.rules[one["associatedRule"]["index"]]["id"] == one["associatedRule"]["id"]
            assert one["level"] in LEVELS and one["message"]["text"]

    def check_driver(self, driver):
        has_only("driver", driver)
        assert driver["name"] == "quarterday" and re.fullmatch(r"\d+\.\d+\.\d+.*", driver["version"])
        ids = [rule["id"] for rule in driver["rules"]]
        assert len(ids) == len(set(ids)) and sum(id.startswith("QD6") for id in ids) >= 40
        for rule in driver["rules"]:
            has_only("rule", rule)
            assert 0 < len(rule["name"]) <= 255 and rule["help"]["text"]
            # GitHub cuts off what is longer.
            assert all(0 < len(rule[part]["text"]) <= 1024 for part in ("shortDescription", "fullDescription"))
            assert rule["defaultConfiguration"]["level"] in LEVELS

    def check_result(self, result):
        has_only("result", result)
        assert self.rules[result["ruleIndex"]]["id"] == result["ruleId"] and result["ruleIndex"] >= 0
        assert result["level"] in LEVELS and result["message"]["text"]
        # GitHub refuses the whole file for one result without a place.
        assert len(result["locations"]) == 1, result
        related = result.get("relatedLocations", [])
        for location in [*result["locations"], *related]:
            self.check_location(location)
        assert len({location["id"] for location in related}) == len(related)
        assert all(location["message"]["text"] for location in related if "message" in location)
        for suppression in result.get("suppressions", []):
            has_only("suppression", suppression)
            assert suppression["kind"] == "inSource" and suppression["justification"]
            self.check_location(suppression["location"])
        for fix in result.get("fixes", []):
            assert fix["description"]["text"] and fix["artifactChanges"]
            for change in fix["artifactChanges"]:
                lines = self.lines_of(change["artifactLocation"]["uri"])
                for replacement in change["replacements"]:
                    self.check_region(replacement["deletedRegion"], lines)
                    assert isinstance(replacement["insertedContent"]["text"], str)

    def check_location(self, location):
        has_only("location", location)
        place = location["physicalLocation"]
        self.check_region(place["region"], self.lines_of(place["artifactLocation"]["uri"]))

    def lines_of(self, uri):
        """Of the file, which is found from the folder in which the program ran; a library item has none."""
        assert re.fullmatch(r"(?:[A-Za-z0-9/._~-]|%[0-9A-F]{2})+", uri.removeprefix("file://")), uri
        steps = urllib.parse.unquote(uri.removeprefix("file://")).split("/")
        assert "." not in steps, uri
        path = pathlib.Path(self.folder, *steps) if not uri.startswith("file://") else pathlib.Path("/", *steps)
        return path.read_text(encoding="utf-8", errors="replace").split("\n")

    @staticmethod
    def check_region(region, lines):
        """Columns count characters, from 1, and the last one is behind what is meant."""
        assert region.keys() == {"startLine", "startColumn", "endLine", "endColumn"}
        assert 1 <= region["startLine"] <= region["endLine"] <= len(lines)
        assert 1 <= region["startColumn"] <= len(lines[region["startLine"] - 1]) + 1
        assert 1 <= region["endColumn"] <= len(lines[region["endLine"] - 1]) + 1
        assert region["endColumn"] >= region["startColumn"] or region["endLine"] > region["startLine"]

    def standing(self):
        return [one["ruleId"] for one in self.results if "suppressions" not in one]

    def allowed(self):
        return [one["suppressions"][0]["justification"] for one in self.results if "suppressions" in one]


def check_places(program, folder):
    """Paths as they were given, without steps that lead nowhere; what has no place is said of the run."""
    (folder / "many.contract").write_text("contract many {\n  currency GBP\n  term 2024/25 to 2025/26\n  settled each year\n" + "".join(
        f"  define d{i} each year : money = nothing{i}\n" for i in range(150)) + "}\n", encoding="utf-8")
    sarif = Sarif(run(program, "sarif", "./many.contract", "nowhere.contract", folder=folder).stdout, folder)
    uris = {one["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for one in sarif.results}
    assert uris == {"many.contract"}, uris
    ids = [one["associatedRule"]["id"] for one in sarif.notifications]
    assert len(sarif.results) == 100 and len(ids) == 2 and "QD1106" in ids, ids
    assert sarif.invocation["executionSuccessful"] is False


def main():
    program, examples = sys.argv[1:]
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder, "odd, it's 100%.contract")
        path.write_text(CONTRACT, encoding="utf-8")
        done = run(program, "sarif", path.name, folder=folder)
        sarif = Sarif(done.stdout, folder)
        assert done.returncode == 1 and sarif.invocation["executionSuccessful"] and not sarif.notifications
        assert sarif.standing() == ["QD6101"] and sarif.allowed() == ["clause 4: \\ 100% or nothing"], sarif.results
        assert Sarif(run(program, "sarif", path).stdout, folder).standing() == ["QD6101"]
        check_places(program, pathlib.Path(folder))

        (line,) = run(program, "github", path).stdout.splitlines()
        match = re.fullmatch(r"::warning file=(\S.*?),line=(\d+),endLine=\d+,col=(\d+),endColumn=\d+,title=(.*?)::(.*)", line)
        assert match, line
        assert "odd%2C it's 100%25.contract" in match.group(1) and "," not in match.group(1) and ":" not in match.group(1)
        assert match.group(4) == "QD6101 pays_for_silence" and "%0Ahelp: " in match.group(5), line

        document = json.loads(run(program, "json", path).stdout)
        assert [one["rule"] for one in document["diagnostics"]] == ["pays_for_silence"]
        assert [one["because"] for one in document["allowed"]] == ["clause 4: \\ 100% or nothing"]
        assert document["diagnostics"][0]["line"] == int(match.group(2))

    project = pathlib.Path(examples).parent
    done = run(program, "sarif", "examples", folder=project)
    sarif = Sarif(done.stdout, project)
    assert done.returncode == 0 and sarif.allowed() and not sarif.standing()
    # Mistakes of all kinds with labels and repairs, and files that are broken.
    for cases in ("tests/golden/contracts/cases", "tests/golden/lint"):
        sarif = Sarif(run(program, "sarif", cases, folder=project).stdout, project)
        assert sarif.results, cases
    return 0


sys.exit(main())
