"""The views of the SQLite file: one query per file, which names the view."""
