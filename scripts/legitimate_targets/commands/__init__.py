"""The commands, one module each: options, printing and exit code, no logic."""
