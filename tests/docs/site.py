#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""site.py FOLDER: the documents as a site, built into that folder.

- It builds without a warning, and every page stands in the navigation.
- Every link and every anchor of every page leads somewhere, and nothing is fetched from another host.
- No Markdown is left over in what is read.
- The search finds every heading of the reference, and words of its text.
"""
import html.parser
import json
import pathlib
import re
import subprocess
import sys
import urllib.parse

sys.dont_write_bytecode = True  # the sources stay clean
import pages

ROOT = pathlib.Path(__file__).resolve().parents[2]

# Of each of these the reference alone, or hardly another page, speaks.
WORDS = {"largest fractions", "half away from zero", "never rises as", "lapses after", "keep one for each"}


class Page(html.parser.HTMLParser):
    """Of one page: what can be linked to, what it links to, what it loads, and its prose."""

    def __init__(self, text):
        super().__init__()
        self.anchors, self.links, self.loaded, self.prose = set(), [], [], []
        self.inside = []  # of the elements whose text is not prose
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        self.anchors.add(given.get("id"))
        if tag == "a" and "href" in given:
            self.links.append(given["href"])
        if tag in ("script", "img", "iframe") and given.get("src"):
            self.loaded.append(given["src"])
        if tag == "link" and given.get("rel") in ("stylesheet", "icon", "preconnect"):
            self.loaded.append(given["href"])
        if tag in ("code", "pre", "script", "style"):
            self.inside.append(tag)

    def handle_endtag(self, tag):
        if self.inside and self.inside[-1] == tag:
            self.inside.pop()

    def handle_data(self, text):
        if not self.inside:
            self.prose.append(text)


def build(folder):
    built = subprocess.run([ROOT / "tools/site/build", folder], capture_output=True, text=True, check=False)
    said = built.stdout + built.stderr
    if built.returncode != 0:
        yield f"the site does not build\n{said}"
    if "not included in the" in said:
        yield f"a page is not in the navigation\n{said}"


def of_page(site, path, page, all_pages):
    where = path.relative_to(site)
    for target in page.loaded:
        if urllib.parse.urlparse(target).netloc:
            yield f"{where}: loads {target}"
    for target in page.links:
        parts = urllib.parse.urlparse(target)
        if parts.scheme or parts.netloc or where.name == "404.html":
            continue
        to = (path.parent / urllib.parse.unquote(parts.path)).resolve() if parts.path else path
        to = to / "index.html" if to.is_dir() else to
        if not to.is_file():
            yield f"{where}: the link to {target} leads nowhere"
        elif parts.fragment and urllib.parse.unquote(parts.fragment) not in all_pages[to].anchors:
            yield f"{where}: there is no anchor {target}"
    for line in "".join(page.prose).splitlines():
        if re.match(r"\s*(```|[-*] \w|\|.*\|$|#+ \w)|.*(\*\*\w|\]\()", line):
            yield f"{where}: Markdown that was not understood: {line.strip()}"


def search(site):
    found = json.loads((site / "search/search_index.json").read_text(encoding="utf-8"))["docs"]
    of_reference = [entry for entry in found if entry["location"].startswith("docs/language.html")]
    places = {entry["location"].partition("#")[2] for entry in of_reference}
    for heading in sorted(pages.anchors(ROOT / "docs/language.md") - places - {"the-language"}):
        yield f"the search does not know the section {heading} of the reference"
    text = " ".join(" ".join(entry["text"].split()) for entry in of_reference)
    for words in sorted(WORDS):
        if words not in text:
            yield f"the search does not find '{words}' in the reference"


def main(folder):
    site = pathlib.Path(folder).resolve()
    problems = list(build(site))
    if not problems:
        all_pages = {path: Page(path.read_text(encoding="utf-8")) for path in sorted(site.rglob("*.html"))}
        for path, page in all_pages.items():
            problems += of_page(site, path, page, all_pages)
        problems += search(site)
        print(f"{len(all_pages)} pages")
    print("\n".join(problems), end="")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
