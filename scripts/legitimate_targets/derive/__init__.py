"""What follows from the tables by named rules: one module a rule of discrepancy and one a derived table."""
