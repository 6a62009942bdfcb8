#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""test_reports.py PROGRAM: what `test` writes for other programs, and that --watch notices a change."""

import pathlib
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as xml

CONTRACT = """contract clinic "A & B <Clinic>" {
  currency GBP
  term     2024/25 to 2025/26
  settled  each quarter
  party icb
  party trust
  input seen each quarter : number
    not reported: 0
  payment fee from icb to trust, each quarter
    | seen >= 10 | £100 |
    | otherwise  | £0   |
  scenario "ten & more" in 2024/25-Q1 {
    given  seen = 10
    expect fee = £100
  }
  scenario "<nine>" in 2024/25-Q1 {
    given  seen = 9
    expect fee = £FEE
  }
}
"""


class Reports:
    def __init__(self, program, folder):
        self.program, self.folder, self.problems = program, folder, []

    def must(self, holds, what):
        if not holds:
            self.problems.append(what)

    def write(self, fee):
        (self.folder / "clinic.contract").write_text(CONTRACT.replace("£FEE", f"£{fee}"), encoding="utf-8")

    def run(self, *arguments):
        return subprocess.run([self.program, "test", "clinic.contract", *arguments], cwd=self.folder, capture_output=True,
                              text=True, timeout=60)

    def junit(self):
        self.write(1)
        done = self.run("--junit", "junit.xml")
        suite = xml.parse(self.folder / "junit.xml").getroot().find("testsuite")
        cases = suite.findall("testcase")
        self.must(done.returncode == 1, "a failed scenario is no success")
        self.must([case.get("name") for case in cases] == ["ten & more", "<nine>"], "junit: a case for each scenario")
        self.must(suite.get("failures") == "1" and cases[0].find("failure") is None, "junit: counts what failed")
        failure = cases[1].find("failure")
        self.must(failure is not None and "expected £1.00, got £0.00" in failure.get("message"), "junit: says what failed")
        self.must("seen in 2024/25-Q1: 9" in (failure.text or ""), "junit: says where the figure comes from")

    def junit_of_a_broken_contract(self):
        self.write("x")
        done = self.run("--junit", "junit.xml")
        suite = xml.parse(self.folder / "junit.xml").getroot().find("testsuite")
        self.must(done.returncode == 1 and suite.get("errors") == "1", "junit: a contract with a mistake is an error")

    def coverage(self):
        self.write(0)
        done = self.run("--coverage-at-least", "100", "--lcov", "lcov.info", "--html", "page.html")
        lcov = (self.folder / "lcov.info").read_text(encoding="utf-8").splitlines()
        self.must(done.returncode == 1 and "reach 66% of its terms" in done.stderr, f"not enough is reached: {done.stderr}")
        self.must(lcov[1] == "SF:clinic.contract" and "BRF:3" in lcov and "BRH:2" in lcov, f"lcov: {lcov}")
        self.must("DA:8,0" in lcov and "DA:10,1" in lcov, "lcov: the lines of the terms")
        page = xml.fromstring((self.folder / "page.html").read_text(encoding="utf-8").split("\n", 1)[1])
        missing = ["".join(row.itertext()) for row in page.iter("tr") if row.get("class") == "missing"]
        self.must(len(missing) == 1 and "no scenario leaves 'seen' unreported" in missing[0], f"page: {missing}")
        self.must("&" in "".join(page.itertext()) and "A & B <Clinic>" in "".join(page.itertext()), "page: text is text")
        self.must(self.run("--coverage-at-least", "66").returncode == 0, "enough is reached")

    def coverage_of_the_library(self):
        """The page has its text; what reads LCOV would look for files that are nowhere."""
        text = CONTRACT.replace("£FEE", "£0").replace("  party icb\n", "  import scoring\n  party icb\n")
        text = text.replace("    | otherwise  | £0   |\n", "    | otherwise  | £0   |\n  define score each quarter : percent"
                            " = gated of 30% at 25%\n  payment bonus from icb to trust, each quarter = score of £5\n")
        (self.folder / "clinic.contract").write_text(text, encoding="utf-8")
        done = self.run("--coverage", "--lcov", "lcov.info", "--html", "page.html")
        self.must("missing stdlib/scoring.contract:5: " in done.stdout, f"the library's terms count: {done.stdout}")
        lcov = (self.folder / "lcov.info").read_text(encoding="utf-8")
        self.must("SF:clinic.contract\n" in lcov and "stdlib" not in lcov, f"lcov: {lcov}")
        page = (self.folder / "page.html").read_text(encoding="utf-8")
        self.must("<h3>stdlib/scoring.contract</h3>" in page and "phrase gated of score" in page, "page: the library")

    def coverage_of_imported_files(self):
        """Each is a file of its own, by a path that can be opened from where the program ran, and is there once however often it is used."""
        terms = self.folder / "shared" / "terms.contract"
        terms.parent.mkdir()
        (self.folder / "quarterday.project").write_text("", encoding="utf-8")
        terms.write_text("shared {\n  phrase reward of tally : money\n    = £100 if tally >= 10, otherwise £0\n"
                         "  template extra with bound : number {\n    payment extra from icb to trust, each quarter\n"
                         "      | seen >= bound | £50 |\n      | otherwise     | £0  |\n  }\n}\n", encoding="utf-8")
        text = CONTRACT.replace("£FEE", "£0").replace("  party icb\n", "  import \"../shared/terms.contract\"\n  party icb\n")
        text = text.replace("    | otherwise  | £0   |\n", "    | otherwise  | £0   |\n  payment one from icb to trust, each quarter = reward of seen\n"
                            "  use extra as low with bound = 3\n  use extra as high with bound = 9\n")
        text = text.replace("expect fee = £100", "expect fee = £100, one = £100").replace("expect fee = £0", "expect fee = £0, one = £0")
        (self.folder / "sites").mkdir()
        (self.folder / "sites" / "clinic.contract").write_text(text, encoding="utf-8")
        done = subprocess.run([self.program, "test", "sites/clinic.contract", "--lcov", "lcov.info"], cwd=self.folder,
                              capture_output=True, text=True, timeout=60)
        records = (self.folder / "lcov.info").read_text(encoding="utf-8").split("end_of_record\n")
        files = {record.split("SF:")[1].split("\n")[0]: record.splitlines() for record in records[:-1]}
        self.must(done.returncode == 0 and set(files) == {"sites/clinic.contract", "shared/terms.contract"}, f"lcov: {files}")
        self.must(all((self.folder / name).is_file() for name in files), f"lcov: files that are nowhere: {list(files)}")
        record = files.get("shared/terms.contract", [])
        # Nobody expects anything of what the template makes.
        self.must("DA:3,1" in record and "DA:6,0" in record and "BRF:4" in record and "BRH:2" in record, f"lcov: {record}")

    def not_over_the_contract(self):
        self.write(0)
        before = (self.folder / "clinic.contract").read_text(encoding="utf-8")
        done = self.run("--html", "clinic.contract")
        self.must(done.returncode == 2 and "it is a contract" in done.stderr, "a report does not replace a contract")
        self.must((self.folder / "clinic.contract").read_text(encoding="utf-8") == before, "the contract stays")

    def watch(self):
        self.write(1)
        with subprocess.Popen([self.program, "test", "clinic.contract", "--watch"], cwd=self.folder, text=True,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as running:
            first = self.until_waiting(running)
            self.write(0)
            second = self.until_waiting(running)
            running.kill()
        self.must("1 failed" in first, f"watch: first round: {first}")
        self.must("2 scenarios: 2 ok" in second, f"watch: second round: {second}")

    def until_waiting(self, running):
        text, end = "", time.monotonic() + 30
        while "waiting" not in text and time.monotonic() < end:
            text += running.stdout.readline()
        return text


def main():
    with tempfile.TemporaryDirectory() as folder:
        reports = Reports(str(pathlib.Path(sys.argv[1]).resolve()), pathlib.Path(folder))
        for check in (reports.junit, reports.junit_of_a_broken_contract, reports.coverage, reports.coverage_of_the_library,
                      reports.coverage_of_imported_files, reports.not_over_the_contract, reports.watch):
            check()
    for problem in reports.problems:
        print(problem)
    return 1 if reports.problems else 0


sys.exit(main())
