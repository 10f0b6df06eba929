"""Proposes the rows of the tables that a new article gives, for a person to check.

Open propose.py first: it calls the subfolders in this order: text, speakers, actors, figures.
"""
