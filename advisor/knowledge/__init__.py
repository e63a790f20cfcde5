"""What is known of the subject beside the facts: goals, trade-offs, prices of changes, warnings, phrases. All in YAML."""

from advisor.knowledge.library import Goal, Knowledge, Price, Tradeoff, Warning, knowledge

__all__ = ["Goal", "Knowledge", "Price", "Tradeoff", "Warning", "knowledge"]
