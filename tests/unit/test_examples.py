"""The training examples: enough of them, and no text with two labels."""

from __future__ import annotations

from collections import Counter, defaultdict
from pathlib import Path

import pytest
import yaml

from advisor.facts import vocabulary
from advisor.understanding.examples import FactExamples, fact_examples, labelled, told_clauses
from advisor.understanding.text import plain

DATA = Path("data")
FACTS = {fact.fact: fact for fact in fact_examples(DATA / "facts")}
MOODS = {"statement", "question", "hypothesis", "plan", "past", "others"}
NOT_BY_EXAMPLE = {"name", "staff_hours"}  # read by form, and by a grammar of quantities


@pytest.mark.parametrize("fact", sorted({*vocabulary().channel_facts, *vocabulary().agency_facts} - NOT_BY_EXAMPLE))
def test_every_value_has_sixty_wordings_and_every_fact_sixty_replies(fact: str) -> None:
    counts = Counter(example.label for example in FACTS[fact].statements)
    for value in vocabulary().fact(fact).values:
        assert value == "unknown" or counts[value] >= 60, f"{fact}: {value}"
    assert len(FACTS[fact].replies) >= 60


def test_every_act_has_eighty_examples_and_out_of_scope_four_hundred() -> None:
    for path in (DATA / "nlu" / "acts").glob("*.yml"):
        for entry in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]:
            if entry["intent"] != "inform":  # the statements of facts teach that one
                least = 400 if entry["intent"] == "out_of_scope" else 80
                assert len(entry["examples"].splitlines()) >= least, entry["intent"]


@pytest.mark.parametrize("fact", FACTS.values(), ids=lambda fact: fact.fact)
def test_no_reply_has_two_values(fact: FactExamples) -> None:
    values = defaultdict(set)
    for example in fact.replies:
        values[plain(example.text)].add(example.label)
    assert {text: found for text, found in values.items() if len(found) > 1} == {}


def test_no_statement_tells_two_values_of_one_fact() -> None:
    values = defaultdict(set)
    for fact in FACTS.values():
        for example in fact.statements:
            values[fact.fact, plain(example.text)].add(example.label)
    assert {text: found for text, found in values.items() if len(found) > 1} == {}


def test_no_clause_has_two_moods() -> None:
    moods = defaultdict(set)
    for example in labelled(DATA / "moods.yml"):
        moods[plain(example.text)].add(example.label)
        assert example.label in MOODS
    assert {text: found for text, found in moods.items() if len(found) > 1} == {}


def test_whole_messages_tell_only_facts_and_values_of_the_vocabulary() -> None:
    for clause in told_clauses(DATA / "messages"):
        assert clause.mood is None or clause.mood in MOODS, clause
        for name, values in clause.facts.items():
            fact = vocabulary().fact(name)
            if fact.type not in {"number", "text"}:
                assert {*values} <= {*fact.values, "unknown"}, clause
