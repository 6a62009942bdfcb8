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


def run(program, fmt, path):
    return subprocess.run([program, "lint", "--format", fmt, str(path)], capture_output=True, text=True, check=False)


def check_region(region, path):
    lines = path.read_text(encoding="utf-8").split("\n")
    assert 1 <= region["startLine"] <= region["endLine"] <= len(lines)
    assert 1 <= region["startColumn"] <= len(lines[region["startLine"] - 1]) + 1
    assert region["endColumn"] > region["startColumn"] or region["endLine"] > region["startLine"]


def check_sarif(program, path):
    result = run(program, "sarif", path)
    document = json.loads(result.stdout)
    assert document["version"] == "2.1.0" and document["$schema"].endswith("sarif-2.1.0.json")
    (one,) = document["runs"]
    driver = one["tool"]["driver"]
    assert driver["name"] == "quarterday" and driver["version"]
    ids = [rule["id"] for rule in driver["rules"]]
    assert len(ids) == len(set(ids)) and sum(id.startswith("QD6") for id in ids) >= 40
    for rule in driver["rules"]:
        assert rule["name"] and rule["shortDescription"]["text"] and rule["fullDescription"]["text"] and rule["help"]["text"]
        assert rule["defaultConfiguration"]["level"] in {"none", "note", "warning", "error"}
    for found in one["results"]:
        assert driver["rules"][found["ruleIndex"]]["id"] == found["ruleId"] and found["message"]["text"]
        for location in found["locations"]:
            place = location["physicalLocation"]
            assert re.fullmatch(r"[A-Za-z0-9/._~%:-]+", place["artifactLocation"]["uri"]), place
            check_region(place["region"], path)
        for suppression in found.get("suppressions", []):
            assert suppression["kind"] == "inSource" and suppression["justification"]
    return one["results"], result.returncode


def main():
    program, examples = sys.argv[1:]
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder, "odd, it's 100%.contract")
        path.write_text(CONTRACT, encoding="utf-8")
        results, code = check_sarif(program, path)
        assert code == 1
        standing = [one["ruleId"] for one in results if "suppressions" not in one]
        allowed = [one["suppressions"][0]["justification"] for one in results if "suppressions" in one]
        assert standing == ["QD6101"] and allowed == ["clause 4: \\ 100% or nothing"], results

        (line,) = run(program, "github", path).stdout.splitlines()
        match = re.fullmatch(r"::warning file=(\S.*?),line=(\d+),endLine=\d+,col=(\d+),endColumn=\d+,title=(.*?)::(.*)", line)
        assert match, line
        assert "odd%2C it's 100%25.contract" in match.group(1) and "," not in match.group(1) and ":" not in match.group(1)
        assert match.group(4) == "QD6101 pays_for_silence" and "%0Ahelp: " in match.group(5), line

        document = json.loads(run(program, "json", path).stdout)
        assert [one["rule"] for one in document["diagnostics"]] == ["pays_for_silence"]
        assert [one["because"] for one in document["allowed"]] == ["clause 4: \\ 100% or nothing"]
        assert document["diagnostics"][0]["line"] == int(match.group(2))

    example = pathlib.Path(examples, "bedfordshire-msk", "bedfordshire-msk.contract")
    results, code = check_sarif(program, example)
    assert code == 0 and results and all("suppressions" in one for one in results)
    return 0


sys.exit(main())
