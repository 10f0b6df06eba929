"""Holds the commands, one module each: options, printing and exit code, no logic; open validate.py first."""
