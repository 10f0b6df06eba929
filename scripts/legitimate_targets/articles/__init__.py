"""The articles' texts, for those who hold them: their words, and the spans and hashes in them. Open spans.py first."""
