"""Room speakers."""
