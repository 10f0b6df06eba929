"""Turns schemas into a list of checks, and runs it on polars or Pandera (SQLite: publish/, Spark: spark/).

Open check.py, plan.py and run.py first.
"""
