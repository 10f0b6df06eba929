"""One table: its schema as Python values, its bytes and the gate that checks them, its cells as text and as typed
values. Open model.py first.
"""
