"""Proposes rows for an article: what a person then edits and `accept` takes over; nothing here writes data/."""
