"""Hunting for input that breaks a reader: the targets, the hunt (`make fuzz`), and what the hunt has found."""
