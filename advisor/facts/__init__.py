"""Facts: the vocabulary, the values of a case, and the one parser that lets anything in."""

from advisor.facts.case import Case, Channel
from advisor.facts.parser import FactError, parse_fact_text, parse_value, read_case, read_fact_file
from advisor.facts.vocabulary import FactType, Platform, Vocabulary, vocabulary

__all__ = [
    "Case",
    "Channel",
    "FactError",
    "FactType",
    "Platform",
    "Vocabulary",
    "parse_fact_text",
    "parse_value",
    "read_case",
    "read_fact_file",
    "vocabulary",
]
