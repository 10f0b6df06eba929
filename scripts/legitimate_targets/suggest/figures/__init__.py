"""Finds the figures of an article: numbers that count or measure something.

Open find.py first.
"""
