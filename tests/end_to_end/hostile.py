# SPDX-License-Identifier: Apache-2.0
"""What both tests of hostile files hold of a run: its exit code, its words, its time and its peak memory."""
import argparse
import os
import subprocess
import threading
import time


def options(**limits):
    """PROGRAM, and an option for each limit, whole numbers all."""
    parser = argparse.ArgumentParser()
    parser.add_argument('program')
    for name, usual in limits.items():
        parser.add_argument('--' + name.replace('_', '-'), type=int, default=usual)
    return parser.parse_args()


def run(command, seconds):
    """Exit code, everything printed, seconds taken, and the peak memory in MB."""
    started = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    timer = threading.Timer(seconds, process.kill)
    timer.start()
    output = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    timer.cancel()
    process.returncode = os.waitstatus_to_exitcode(status)
    return process.returncode, output.decode('utf-8', 'replace'), time.monotonic() - started, usage.ru_maxrss // 1024


class Cases:
    def __init__(self, seconds, memory_mb):
        self.seconds, self.memory_mb = seconds, memory_mb
        self.passed = self.failed = 0

    def hold(self, name, command, code, words, never=()):
        """The run ends with the code, prints all of the words, and none that it should never print."""
        exit_code, output, seconds, memory = run(command, self.seconds)
        problems = [] if exit_code == code else [f'exit code {exit_code}, not {code}']
        problems += [f'no {text!r} in the output' for text in words if text not in output]
        problems += [f'{text!r} in the output' for text in never if text in output]
        if memory > self.memory_mb:
            problems.append(f'{memory} MB of memory')
        print(f'{"ok    " if not problems else "FAILED"}  {name}  ({seconds:.1f} s, {memory} MB)')
        for problem in problems:
            print(f'        {problem}')
        if problems:
            print('        ' + output[:2000].replace('\n', '\n        '))
        self.passed += not problems
        self.failed += bool(problems)

    def summary(self):
        """The exit code."""
        print(f'{self.passed} passed, {self.failed} failed')
        return 1 if self.failed else 0
