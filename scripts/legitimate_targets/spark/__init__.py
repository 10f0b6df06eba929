"""Room spark."""
