"""Decodes an article's file and divides its text into lines, quotations, sentences and tokens.

Open `article_file` first, then `quotation_marks` and `lines`; `tokens` works on what these two find.
"""
