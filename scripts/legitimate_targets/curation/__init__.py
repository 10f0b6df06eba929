"""Room curation."""
