"""Room datapackage."""
