"""Decodes an article's file and divides its text into lines, quotations, sentences and tokens.

Open article_file.py first, then quotation_marks.py and lines.py; tokens.py works on what these two find.
"""
