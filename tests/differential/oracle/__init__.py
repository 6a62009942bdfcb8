# SPDX-License-Identifier: Apache-2.0
"""Five payment systems computed a second time, straight from their terms, with nothing of the language in between.

Each module has PERIODS, every period that can be settled in the order of the calendar, and settle(data, period), which
returns the lines as tuples (payment, from, to, amount) or raises conventions.Refused. Not here: contracts, the program.
"""
