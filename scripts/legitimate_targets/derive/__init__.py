"""Derives tables from other tables, from the texts or from the codings, each by named rules.

Open compare.py first, which lists every derived table. Each rule of discrepancy is one function of rules.py, but for
the longest, which has the file rendering.py.
"""
