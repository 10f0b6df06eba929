"""Mutates rules and data: shows that no rule is a decoration, and which faults of data no validator can see."""
