"""Derives tables from the other tables by named rules; open compare.py first, which lists every derived table.

Each rule of discrepancy is one function of rules.py, except for the longest, which is rendering.py.
"""
