"""Finds who says each quotation of an article, by rules on its sentences and, if it is installed, by a parser.

Open build_reading.py first, which finds sentences, mentions and cues; then attribute_quotations.py, which runs the
rules.
"""
