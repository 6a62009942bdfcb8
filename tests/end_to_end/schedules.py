#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""schedules.py PROGRAM: every contract of the examples and of tests/language can be read as a schedule.

Of each, as Markdown and as a page: it is rendered, twice alike, and both say the same. The page is well-formed XML without
scripts and without anything from outside; its ids are unique, its links lead somewhere, those to the contract to a line
that is there. Every party, member, term, input, definition, payment and balance is named, and no name is left in a
sentence as the contract writes it. A contract with a mistake, and a file that may not be written, leave nothing behind.
"""
import pathlib
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree

ROOT = pathlib.Path(__file__).resolve().parents[2]
NAMED = re.compile(r'^\s*(?:party|group|dimension|parameter|input|metric|define|payment|balance|records|rows)\s+(.*)')
SVG = '{http://www.w3.org/2000/svg}'


def contracts():
    files = [*ROOT.glob('examples/**/*.contract'), *ROOT.glob('tests/language/*.contract')]
    return sorted(file for file in files if not file.read_text(encoding='utf-8').lstrip().startswith('shared'))


def declared(text):
    """The names of a contract's own declarations."""
    names = set()
    for line in text.splitlines():
        found = NAMED.match(line)
        if not found:
            continue
        names.add(re.match(r'[a-z][a-z0-9_]*', found.group(1)).group())
        if re.match(r'\s*(input|metric)', line):
            listed = re.sub(r'"[^"]*"', '', found.group(1)).split(' each ')[0].split(' for ')[0].split(':')[0]
            listed = re.sub(r'named \S+', '', listed.split(' clause ')[0])
            names.update(name.strip() for name in listed.split(',') if re.fullmatch(r'[a-z][a-z0-9_]*', name.strip()))
    return names


def words_of(element):
    """The text of the page, its names in the contract apart."""
    said, names = [], set()
    for part in element.iter():
        if part.tag in ('style', 'title'):
            continue
        if part.tag == 'code':
            names.add(part.text)
        elif part.text:
            said.append(part.text)
        if part.tail:
            said.append(part.tail)
    return ' '.join(said), names


def letters(words):
    """Without blanks and the signs that set them."""
    return re.sub(r'[\s*`|>#-]+', '', words)


def letters_of_markdown(text):
    text = re.sub(r'<sub>.*?</sub>', '', text)
    text = re.sub(r'<[^>]*>', '', text)
    text = re.sub(r'\\([^A-Za-z0-9\s])', r'\1', text)
    return letters(text.replace('&lt;', '<').replace('&gt;', '>').replace('&amp;', '&'))


class Check:
    def __init__(self, program):
        self.program = str(pathlib.Path(program).resolve())
        self.problems = []

    def problem(self, file, text):
        self.problems.append(f'{file.relative_to(ROOT) if file.is_absolute() else file}: {text}')

    def run(self, *arguments, folder=ROOT, text=None):
        return subprocess.run([self.program, *arguments], cwd=folder, input=text, capture_output=True, text=True, timeout=120)

    def rendered(self, file, form):
        first, again = (self.run('doc', file.name, '--format', form, folder=file.parent) for _ in range(2))
        if first.returncode != 0:
            self.problem(file, f'{form} ends with {first.returncode}: {first.stderr}')
            return None
        if first.stdout != again.stdout:
            self.problem(file, f'{form} is not the same twice')
        return first.stdout

    def contract(self, file):
        page, text = self.rendered(file, 'html'), self.rendered(file, 'markdown')
        if not page or not text:
            return
        try:
            tree = ElementTree.fromstring(page)
        except ElementTree.ParseError as error:
            self.problem(file, f'the page is no XML: {error}')
            return
        said, names = words_of(tree)
        self.names(file, names, said, text)
        self.links(file, tree)
        if {part.tag.replace(SVG, '') for part in tree.iter()} & {'script', 'iframe', 'img', 'link', 'object', 'form', 'base'}:
            self.problem(file, 'the page holds something that runs or is fetched')
        self.alike(file, tree, text)

    def names(self, file, names, said, text):
        for name in sorted(declared(file.read_text(encoding='utf-8'))):
            spaced = name.replace('_', ' ')
            if name not in names and spaced not in said:
                self.problem(file, f"'{name}' is not named in the page")
            if f'`{name}`' not in text and spaced not in text:
                self.problem(file, f"'{name}' is not named in the Markdown")
        for left in sorted(set(re.findall(r'\b[a-z0-9]+_[a-z0-9_]+\b', re.sub(r'“[^”]*”', '', said)))):
            self.problem(file, f"'{left}' stands in a sentence as the contract writes it")

    def links(self, file, tree):
        ids = [part.get('id') for part in tree.iter() if part.get('id')]
        if len(ids) != len(set(ids)):
            self.problem(file, 'an id stands twice')
        lines = {}
        for target in (part.get('href') for part in tree.iter() if part.get('href')):
            path, _, fragment = target.partition('#')
            if not path:
                if fragment not in ids:
                    self.problem(file, f'nothing is at #{fragment}')
                continue
            if path not in lines:
                linked = file.parent / path
                lines[path] = len(linked.read_text(encoding='utf-8').splitlines()) if linked.is_file() else 0
            if not re.fullmatch(r'L\d+', fragment) or int(fragment[1:]) > lines[path]:
                self.problem(file, f'{target} leads nowhere')

    def alike(self, file, tree, text):
        """Every paragraph and cell of the page stands in the Markdown."""
        whole = letters_of_markdown(text)
        for part in tree.iter():
            if part.tag not in ('p', 'td', 'li', 'h2', 'h3') or part.tag == 'li' and part.find('span') is None:
                continue
            words = ''.join(self.own_text(part))
            if letters(words) not in whole:
                self.problem(file, f'the Markdown does not say: {words[:80]}')

    def own_text(self, part):
        """Without links to lines, contents and what stands in sub-paragraphs of its own."""
        if part.text:
            yield part.text
        for child in part:
            if child.get('class') != 'src' and child.tag != 'ol':
                yield from self.own_text(child)
            if child.tail:
                yield child.tail

    def files(self):
        """What is written, where, and what is not."""
        source = ROOT / 'tests/golden/schedule/hostile.contract'
        broken = ROOT / 'tests/golden/schedule/broken.contract'
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            target = folder / 'schedule.md'
            failed = self.run('doc', str(broken), '--output', str(target))
            if failed.returncode != 1 or failed.stdout or target.exists():
                self.problem(broken, 'a contract with a mistake leaves something behind')
            own = folder / 'own.contract'
            own.write_bytes(source.read_bytes())
            refused = self.run('doc', str(own), '-o', str(own))
            if refused.returncode != 2 or own.read_bytes() != source.read_bytes():
                self.problem(source, 'the contract is written over')
            (folder / 'deep').mkdir()
            page = folder / 'deep' / 'page.html'
            written = self.run('doc', str(own), '--format', 'html', '-o', str(page))
            if written.returncode != 0 or written.stdout or 'href="../own.contract#L' not in page.read_text(encoding='utf-8'):
                self.problem(source, 'a page elsewhere does not point back to the contract')
        piped = self.run('doc', '-', text=source.read_text(encoding='utf-8'))
        if piped.returncode != 0 or '#L' in piped.stdout or '<sub>l. ' not in piped.stdout:
            self.problem(source, 'from standard input there is nothing to point to')


def main():
    check = Check(sys.argv[1])
    files = contracts()
    for file in files:
        check.contract(file)
    for name in ('hostile', 'rules'):
        check.contract(ROOT / f'tests/golden/schedule/{name}.contract')
    check.files()
    for problem in check.problems:
        print(problem)
    if len(files) < 30 or check.problems:
        sys.exit(f'{len(files)} contracts, {len(check.problems)} problems')
    print(f'{len(files)} contracts can be read')


if __name__ == '__main__':
    main()
