"""Room articles."""
