"""Proposes the rows of the tables that a new article gives, for a person to check.

Open `propose` first: it calls the rooms in their order, text, speakers, actors and figures.
"""
