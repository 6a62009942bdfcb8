#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Contracts and data come by e-mail: files made to hurt get a clear answer, in bounded time and memory.

usage: hostile_input.py PROGRAM [--rows N] [--memory-mb N] [--seconds N]

Each case writes a file, runs the program on it, and holds exit code, diagnostic and peak memory against what is
expected. The program must never die of a signal.
"""
import os
import sys
import tempfile

sys.dont_write_bytecode = True
import hostile

HEADER = 'contract hostile "Hostile" {\n  currency GBP\n  term 2024/25 to 2026/27\n  settled each year\n'
PARTIES = '  party payer_side\n  party paid_side\n'
PAYMENT = '  payment line from payer_side to paid_side, each year = {}\n}}\n'
COLUMNS = 'name,period,party,segment,value,numerator,denominator\n'


def contract(body, payment='£1'):
    return (HEADER + PARTIES + body + PAYMENT.format(payment)).encode()


def contract_cases():
    yield 'ten thousand nested parentheses', contract('  define x each year : money = ' + '(' * 10_000 + '£1' + ')' * 10_000 + '\n'), 1, 'QD1004'
    yield 'ten thousand times not', contract('  define x each year : yes/no = ' + 'not ' * 10_000 + 'yes\n'), 1, 'QD1004'
    yield 'a line of 50 MB', contract('# ' + 'x' * 50_000_000 + '\n'), 1, 'QD1003'
    yield 'a NUL byte', contract('  define x each year : money = £1\0\n'), 1, 'QD1002'
    yield 'invalid UTF-8', contract('').replace(b'"Hostile"', b'"Host\xff\xfe"'), 1, 'QD1001'
    yield 'UTF-16', contract('').decode().encode('utf-16'), 1, 'QD1001'
    yield 'a Windows file', b'\xef\xbb\xbf' + contract('').replace(b'\n', b'\r\n'), 0, 'ok'
    yield 'a number of a million digits', contract('  define x each year : money = £' + '9' * 1_000_000 + '\n'), 1, 'QD1005'
    yield 'an empty file', b'', 1, 'QD1107'
    yield 'a chain of 20,000 definitions', contract(
        ''.join(f'  define d{i} each year : money = d{i - 1} + £1\n' for i in range(1, 20_000)) + '  define d0 each year : money = £1\n'), 0, 'ok'
    yield 'a circle of 5,000 definitions', contract(
        ''.join(f'  define d{i} each year : money = d{(i + 1) % 5_000}\n' for i in range(5_000))), 1, 'QD2010'
    yield 'a thousand mistakes', contract(''.join(f'  define d{i} each year : money = nothing{i}\n' for i in range(1_000))), 1, 'QD1106'


def settle_cases():
    """A contract, its data, and what settling 2026/27 gives."""
    squared = '  define x each year : number = first 3, then x last year * x last year\n'
    long_term = contract(squared, '£1 * x').replace(b'2024/25 to 2026/27', b'1950/51 to 2026/27')
    yield 'a square of the square of ... over 77 years', long_term, b'', 1, 'QD8104'
    growing = contract('  define x each year : money = £1 growing 100,000,000% a year\n', 'x')
    yield 'growth by a million times a year', growing, b'', 0, '1000002000001'
    members = ', '.join(f'm{i}' for i in range(200))
    nested = '1'
    for depth in range(8):
        nested = f'sum over ms as v{depth} of ' + nested
    yield 'sums of sums of sums', contract(f'  dimension ms, each a m: {members}\n  define x each year : number = {nested}\n', '£1 * x'), b'', 1, 'QD8105'
    yield 'a division by zero', contract('  define x each year : number = 1 / (1 - 1)\n', '£1 * x'), b'', 1, 'QD8103'
    figure = '  input cost each year : money\n    not reported: £0\n'
    for name, cell, code in (('a million digits', '9' * 1_000_000, 'QD80'), ('a formula', '=1+1', 'QD8017'), ('a NUL byte', '1\0', 'QD8015'),
                             ('an exponent', '1e9', 'QD8009'), ('not a number', 'nan', 'QD8009')):
        yield f'{name} in the data', contract(figure, 'cost'), (COLUMNS + f'cost,2026/27,,,{cell},,\n').encode(), 1, code
    yield 'a line of 50 MB in the data', contract(figure, 'cost'), (COLUMNS + 'cost,2026/27,' + 'x' * 50_000_000).encode(), 1, 'QD8016'
    yield 'a Windows file of data', contract(figure, 'cost'), b'\xef\xbb\xbf' + (COLUMNS + 'cost,2026/27,,,12.345,,\n').replace('\n', '\r\n').encode(), 0, '12.35'


def many_rows(path, count):
    bad = count // 2
    with open(path, 'w', encoding='ascii') as data:
        data.write(COLUMNS)
        for block in range(0, count, 100_000):
            rows = [f'count,2026/27,,s{i % 1000},{i},,' for i in range(block, block + 100_000)]
            if block <= bad < block + 100_000:
                rows[bad - block] = 'count,2026/27,,s0,twelve,,'
            data.write('\n'.join(rows) + '\n')
    return bad + 2


def main():
    options = hostile.options(rows=5_000_000, memory_mb=700, seconds=60)
    cases = hostile.Cases(options.seconds, options.memory_mb)
    with tempfile.TemporaryDirectory() as folder:
        contract_path = os.path.join(folder, 'hostile.contract')
        data_path = os.path.join(folder, 'hostile.csv')

        def write(path, content):
            with open(path, 'wb') as file:
                file.write(content)

        for name, text, code, words in contract_cases():
            write(contract_path, text)
            cases.hold(name, [options.program, 'check', contract_path], code, (words,))
        settle = [options.program, 'settle', contract_path, '--data', data_path, '--period', '2026/27', '--format', 'json']
        for name, text, data, code, words in settle_cases():
            write(contract_path, text)
            write(data_path, data or COLUMNS.encode())
            cases.hold(name, settle, code, (words,))
        segments = ', '.join(f's{i}' for i in range(1000))
        write(contract_path, contract(f'  dimension segments, each a segment: {segments}\n  input count for each segment, each year : number\n    not reported: 0\n'))
        line = many_rows(data_path, options.rows)
        # Every second row of a segment is a duplicate too: the first hundred problems are told, in bounded memory.
        cases.hold(f'{options.rows} rows, most of them duplicates', settle, 1, ('QD8008',))
        with open(data_path, encoding='ascii') as data:
            rows = data.readlines()
        with open(data_path, 'w', encoding='ascii') as data:
            data.write(rows[0].replace('denominator', 'denominator,reported'))
            for i, row in enumerate(rows[1:]):
                data.write(f'{row[:-1]},{1000 + i // 1_000 // 28 // 12 % 8000:04}-{i // 1_000 // 28 % 12 + 1:02}-{i // 1_000 % 28 + 1:02}\n')
        cases.hold(f'{options.rows} rows, one bad in the middle', settle, 1, ('QD8009', f'hostile.csv:{line}:', 'twelve'))
    return cases.summary()


if __name__ == '__main__':
    sys.exit(main())
