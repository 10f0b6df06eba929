"""Validates and drafts archives that outgrow one machine: the same plan and the same rules, run on Apache Spark.

Open validate.py first; it needs the extra `scale`.
"""
