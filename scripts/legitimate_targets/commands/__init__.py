"""The commands, one module each: options, printing and exit code, no logic. Open validate.py first."""

VERBOSE = f"{__name__}.verbose"
"""The key in a click context's `meta` that is true if the causes of an error are to be shown."""
