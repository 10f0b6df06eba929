"""Edits the tables of a package for a person: formats them, finds spans, accepts drafts; open accept.py first."""
