# SPDX-License-Identifier: Apache-2.0
"""Files of records, as the terms speak of them: rows of texts in the order of the file."""

import csv
import pathlib


def rows(folder, name):
    with open(pathlib.Path(folder, name), newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))
