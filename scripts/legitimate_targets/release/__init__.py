"""Builds a release: one module a part of it, and `build`, which puts the parts together and checks the whole."""
