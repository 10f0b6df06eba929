"""The explorer: one self-contained page, and two pictures, made from the tables alone."""
