"""The views of the SQLite file, one query each, named by its file."""
