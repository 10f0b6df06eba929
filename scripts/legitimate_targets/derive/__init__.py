"""Derives tables from other tables, from the texts or from the codings, each by named rules.

Open compare.py first, which lists every derived table. Each discrepancy rule is one function in rules.py, except the
longest, which has a file of its own, rendering.py.
"""
