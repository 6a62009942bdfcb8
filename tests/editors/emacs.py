#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""emacs.py PROGRAM: a session in Emacs, by eglot, with the configuration that docs/editors.md shows."""

import pathlib
import sys

sys.dont_write_bytecode = True  # the sources stay clean
import live

session = live.Session(sys.argv[1])
(usual,) = live.blocks("Emacs")
init = session.write(".emacs.d/init.el", usual)
script = str(pathlib.Path(__file__).with_suffix(".el"))
# In batch mode Emacs reads no init file, nor what comes before it.
session.finish(*session.run(["emacs", "--batch", "--eval", "(package-initialize)", "-l", init, "-l", script, str(session.contract)]))
