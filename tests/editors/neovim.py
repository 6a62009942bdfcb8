#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""neovim.py PROGRAM: a session in Neovim with the configuration that docs/editors.md shows."""

import pathlib
import sys

sys.dont_write_bytecode = True  # the sources stay clean
import live

session = live.Session(sys.argv[1])
usual, before = live.blocks("Neovim")
session.write("config/nvim/init.lua", before + usual)
script = pathlib.Path(__file__).with_suffix(".lua")
session.finish(*session.run(["nvim", "--headless", str(session.contract), "-c", f"luafile {script}"]))
