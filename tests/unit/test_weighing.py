"""The second look at each fact: the trees, and the messages they learn from."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.facts import vocabulary
from advisor.understanding import Reader, Situation
from advisor.understanding.examples import told_clauses
from advisor.understanding.text import plain
from advisor.understanding.weighing import TOLD, Forest, grow, is_told, labelled_messages, load_forest, save_forest

DATA = Path("data")
HELD_OUT = Path("tests/held_out/messages.jsonl")


@pytest.fixture(scope="module")
def forest() -> Forest:
    chance = np.random.default_rng(1)
    seen = chance.random((400, 5))
    return grow(seen.tolist(), (seen[:, 0] + seen[:, 3] > 1).tolist())


@given(st.lists(st.floats(0, 1), min_size=5, max_size=5))
def test_more_evidence_for_a_fact_is_a_probability(forest: Forest, evidence: list[float]) -> None:
    assert 0.0 < forest.probability(evidence) < 1.0


def test_trees_tell_what_speaks_for_a_fact_from_what_speaks_against_it(forest: Forest) -> None:
    assert forest.probability([0.95, 0.5, 0.5, 0.9, 0.5]) > 0.9
    assert forest.probability([0.05, 0.5, 0.5, 0.1, 0.5]) < 0.1


def test_a_stored_forest_weighs_as_before(forest: Forest, tmp_path: Path) -> None:
    save_forest(forest, tmp_path / "forest.npz")
    again = load_forest(tmp_path / "forest.npz")
    for evidence in np.random.default_rng(2).random((50, 5)).tolist():
        assert again.probability(evidence) == pytest.approx(forest.probability(evidence))


def test_messages_to_weigh_by_tell_only_facts_and_values_of_the_vocabulary() -> None:
    free = {"name", "staff_hours"}
    for message in labelled_messages(DATA / "weighing"):
        for _, fact, value in message.told | message.either:
            legal = {*vocabulary().fact(fact).values, "unknown"}
            assert fact in free or set(value.split("+")) <= legal, (message.text, fact, value)


def test_no_message_to_weigh_by_is_trained_on_or_held_out() -> None:
    weighed = {plain(message.text) for message in labelled_messages(DATA / "weighing")}
    held_out = {plain(json.loads(line)["text"]) for line in HELD_OUT.read_text("utf-8").splitlines()}
    trained = {plain(". ".join(c.text for c in clause.where.message)) for clause in told_clauses(DATA / "messages")}
    assert not weighed & held_out
    assert not weighed & trained


def test_a_fact_that_may_be_read_either_way_teaches_nothing(reader: Reader) -> None:
    message = next(one for one in labelled_messages(DATA / "weighing") if one.told and one.channel)
    (channel, fact, value), *_ = message.told
    found = [f for f in reader.read(message.text, Situation(channel=message.channel)).facts if f.fact == fact]
    for one in found:
        assert is_told(one, message) in {True, False, None}
    assert (channel, fact, value) not in message.either


def test_what_is_kept_in_passing_is_likely_told(reader: Reader) -> None:
    reading = reader.read("Reading desk here, lovely morning. On Facebook nobody can comment.", Situation())
    assert {(fact.fact, fact.value) for fact in reading.facts if fact.fact != "name"} == {("who_can_speak", "nobody")}
    assert all(fact.confidence >= TOLD for fact in reading.facts)
