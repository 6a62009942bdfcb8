# SPDX-License-Identifier: Apache-2.0
"""What docs/semantics.md says, evaluated in Python, and random contracts to try it on.

A case is a contract with one scenario that expects what the equations of the page give.
"""
