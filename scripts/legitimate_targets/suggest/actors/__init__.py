"""Decides which actor each mention of an article means, one that the package knows or a new one.

Open resolve.py first.
"""
