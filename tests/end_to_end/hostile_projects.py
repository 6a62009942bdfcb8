#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Projects made to hurt: what a contract imports never leads out of its project, never hangs, and never costs much.

usage: hostile_projects.py PROGRAM [--memory-mb N] [--seconds N]

Each case is a folder of files and links around a contract. It holds exit code, diagnostic, time and peak memory of
`check` against what is expected, and that nothing of the file outside was printed.
"""
import os
import pathlib
import sys
import tempfile

sys.dont_write_bytecode = True
import hostile

SECRET = 'the words of a file outside'
HEADER = '  currency GBP\n  term 2024/25 to 2026/27\n  settled each year\n'


def contract(body):
    return 'contract hostile "Hostile" {\n' + HEADER + body + '}\n'


def importing(path):
    return contract(f'  import "{path}"\n')


def shared(body=''):
    return 'shared {\n' + body + '}\n'


def bomb(word, opening, inner, closing, count=40):
    return ''.join(f'  {word} b{i} {opening}{inner.format(i - 1)}{closing}\n' for i in range(1, count))


def cases(outside):
    """(name, contract, files by path, links by path, exit code, words)"""
    yield 'a path from the top of the disk', importing('/etc/passwd'), {}, {}, 1, 'QD2031'
    yield 'a path out of the project', importing('../outside/secret.contract'), {}, {}, 1, 'QD2031'
    yield 'out and in again', importing('../project/shared.contract'), {'shared.contract': shared()}, {}, 1, 'QD2031'
    yield 'out through a folder that is there', importing('a/../../outside/secret.contract'), {'a/b': ''}, {}, 1, 'QD2031'
    yield 'a link out of the project', importing('link'), {}, {'link': outside / 'secret.contract'}, 1, 'QD2031'
    yield 'a folder that is a link out of it', importing('link/secret.contract'), {}, {'link': outside}, 1, 'QD2031'
    yield 'a link to a device', importing('link'), {}, {'link': '/dev/zero'}, 1, 'QD2031'
    yield 'a table out of the project', contract('  parameter p each year : money from "../outside/secret.csv"\n'), {}, {}, 1, 'QD2031'
    yield 'a table through a link', contract('  parameter p each year : money from "link"\n'), {}, {'link': outside / 'secret.csv'}, 1, 'QD2031'
    yield 'a link within the project', importing('link'), {'a/shared.contract': shared()}, {'link': 'a/shared.contract'}, 0, 'ok'
    yield 'a file and a link to it are one', contract('  import "link"\n  import "a"\n'), {'a': shared('  unit cases, each a case\n')}, {'link': 'a'}, 0, 'ok'
    yield 'links that go round', importing('one'), {}, {'one': 'two', 'two': 'one'}, 1, 'QD2032'
    yield 'a pipe that nobody writes to', importing('pipe'), {'pipe': None}, {}, 1, 'QD2032'
    yield 'a table that is a pipe', contract('  parameter p each year : money from "pipe"\n'), {'pipe': None}, {}, 1, 'QD2032'
    yield 'a folder', importing('a'), {'a/b': ''}, {}, 1, 'QD2032'
    yield 'no path', importing(''), {}, {}, 1, 'QD2031'
    yield 'the folder itself', importing('.'), {}, {}, 1, 'QD2032'
    yield 'paths of other systems', importing('..\\outside\\\\secret.contract'), {}, {}, 1, 'QD2032'
    yield 'an address', importing('https://example.org/shared.contract'), {}, {}, 1, 'QD2032'
    yield 'a home', importing('~/secret.contract'), {}, {}, 1, 'QD2032'
    yield 'a path of a million letters', importing('x' * 1_000_000), {}, {}, 1, 'QD2032'
    yield 'a path of 100,000 folders', importing('x/' * 100_000 + 'y'), {}, {}, 1, 'QD2032'
    yield 'a file of 3 MB', importing('a'), {'a': shared('# ' + 'x' * 3_000_000 + '\n')}, {}, 1, 'QD1003'
    yield 'bytes that are no text', importing('a'), {'a': 'shared {\0}'}, {}, 1, 'QD1002'
    yield 'the contract itself', importing('hostile.contract'), {}, {}, 1, 'QD2033'
    yield 'a file that imports itself by a link', importing('a'), {'a': shared('  import "b"\n')}, {'b': 'a'}, 1, 'QD2033'
    chain = {f'f{i}': shared(f'  import "f{i + 1}"\n') for i in range(2000)}
    yield 'a chain of 2,000 files', importing('f0'), chain, {}, 1, 'QD2035'
    large = shared('# ' + 'x' * 1_900_000 + '\n')
    yield 'a large file, imported 20,000 times', contract('  import "a"\n' * 20_000), {'a': large}, {}, 0, 'ok'
    yield 'a file that is not there, imported 20,000 times', contract('  import "a"\n' * 20_000), {}, {}, 1, 'QD2032'
    yield 'many large files', contract(''.join(f'  import "f{i}"\n' for i in range(50))), {f'f{i}': large for i in range(50)}, {}, 1, 'QD2035'
    phrases = '  phrase b0 of x : money = x\n' + bomb('phrase', 'of x : money = ', 'b{0} of x + b{0} of x', '')
    yield 'phrases that grow', contract(phrases), {}, {}, 1, 'QD2035'
    templates = '  template b0 with x : money {\n    define v : money = x\n  }\n' + bomb(
        'template', 'with x : money {\n', '    use b{0} as one with x = x\n    use b{0} as two with x = x\n', '  }')
    yield 'templates that grow', contract(templates + '  use b39 with x = £1\n'), {}, {}, 1, 'QD2035'
    deep = '  phrase b0 of x : money = x\n' + bomb('phrase', 'of x : money = ', '(' * 200 + 'b{0} of x' + ')' * 200, '', 200)
    yield 'phrases within phrases', contract(deep), {}, {}, 1, 'QD1004'
    yield 'a phrase used 50,000 times', contract('  phrase b of x : money = x at least £0\n' + ''.join(
        f'  define d{i} : money = b of £{i}\n' for i in range(50_000))), {}, {}, 0, 'ok'
    table = '  dimension rows_, each a row_ from "t.csv"\n'
    rows = 'row_,price : money\n' + ''.join(f'r{i},{i}.5\n' for i in range(100_000))
    yield 'a table of 100,000 members', contract(table), {'t.csv': rows}, {}, 0, 'ok'
    yield 'a table of brackets', contract(table), {'t.csv': 'row_,price\nr1,' + '(' * 100_000 + '\n'}, {}, 1, 'QD1004'
    yield 'a table of 500,000 cells in a row', contract(table), {'t.csv': 'row_' + ',x' * 500_000 + '\n'}, {}, 1, 'QD'
    yield 'a table of nothing but commas', contract(table), {'t.csv': (',' * 1000 + '\n') * 1500}, {}, 1, 'QD'
    yield 'a table of nothing but quotation marks', contract(table), {'t.csv': '"' * 1_500_000}, {}, 1, 'QD2040'


def main():
    options = hostile.options(memory_mb=1000, seconds=60)
    held = hostile.Cases(options.seconds, options.memory_mb)
    with tempfile.TemporaryDirectory() as folder:
        outside = pathlib.Path(folder) / 'outside'
        outside.mkdir()
        (outside / 'secret.contract').write_text(shared(f'# {SECRET}\n'))
        (outside / 'secret.csv').write_text(f'year,{SECRET}\n')
        for number, (name, text, files, links, code, words) in enumerate(cases(outside)):
            project = pathlib.Path(folder) / f'{number}' / 'project'
            project.mkdir(parents=True)
            (project / 'hostile.contract').write_text(text)
            for path, content in files.items():
                (project / path).parent.mkdir(parents=True, exist_ok=True)
                if content is None:
                    os.mkfifo(project / path)
                else:
                    (project / path).write_text(content)
            for path, target in links.items():
                (project / path).symlink_to(target)
            held.hold(name, [options.program, 'check', str(project / 'hostile.contract')], code, (words,), (SECRET,))
    return held.summary()


if __name__ == '__main__':
    sys.exit(main())
