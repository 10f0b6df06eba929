"""One table: its schema as values, its bytes through the gate, its cells as text and typed. Open `model` first."""
