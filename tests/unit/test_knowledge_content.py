"""The answers to questions, the ways people ask them and the words about strategies, checked as data."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
ANSWER_FILES = sorted((ROOT / "data" / "responses").glob("questions_*.yml"))
PARAPHRASE_FILES = sorted((ROOT / "data" / "nlu" / "questions").glob("*.yml"))
STRATEGIES_FILE = ROOT / "advisor" / "knowledge" / "strategies.yml"

ANSWER_PREFIX = "utter_question/"
INTENT_PREFIX = "question/"
MIN_PARAPHRASES = 12
MAX_SENTENCES = 6
"""Without the disclaimer and the items of lists."""
MAX_PARAGRAPH = 450
"""Characters; about six lines of an 80-column terminal."""
MAX_STRATEGY_LINE = 120
"""Characters of one sentence about a strategy, so that it fits in a table cell."""
DISCLAIMER = "General information, not legal advice."
AS_OF = "as of 2026."

LAW_TOPICS_ELSEWHERE = {
    "may_we_switch_comments_off",
    "must_we_answer",
    "deleting_comments",
    "hiding_or_deleting",
}
SILENT_ON = re.compile(
    r"\barticle (?:says|warns|names|sees|calls|asks)\b[^.]*"
    r"\b(?:staff|hours|law|records?|accessib\w+|privacy|moderat\w+|metrics?|response times?)\b",
    re.IGNORECASE,
)
ARTICLE_SOURCE = re.compile(r"^article, (?:title|paragraph [1-6])$")
EXPECTED_STRATEGIES = {"push", "pull", "networking", "service", "mixed", "undetermined"}


def load(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def read_answers() -> dict[str, dict[str, Any]]:
    """Topic to its only variant, over all answer files."""
    answers: dict[str, dict[str, Any]] = {}
    for path in ANSWER_FILES:
        for name, variants in load(path)["responses"].items():
            topic = name.removeprefix(ANSWER_PREFIX)
            assert name.startswith(ANSWER_PREFIX), f"{path.name}: {name}"
            assert topic not in answers, f"{path.name}: {topic} is answered twice"
            variants = [one for one in variants if "channel" not in one]
            assert len(variants) == 1, f"{path.name}: {topic} has several variants"
            answers[topic] = variants[0]
    return answers


def read_paraphrases() -> dict[str, list[str]]:
    """Topic to the ways people ask for it, over all paraphrase files."""
    paraphrases: dict[str, list[str]] = {}
    for path in PARAPHRASE_FILES:
        for block in load(path)["nlu"]:
            topic = block["intent"].removeprefix(INTENT_PREFIX)
            assert block["intent"].startswith(INTENT_PREFIX), f"{path.name}: {block['intent']}"
            assert topic not in paraphrases, f"{path.name}: {topic} stands in two places"
            paraphrases[topic] = [line.removeprefix("- ") for line in block["examples"].splitlines()]
    return paraphrases


def folded(line: str) -> str:
    """The line without case and punctuation."""
    return re.sub(r"\W+", " ", line.casefold()).strip()


def sentences(text: str) -> int:
    """How many sentences of an answer are its own: no disclaimer, no list items."""
    lines = [line for line in text.splitlines() if not line.startswith(("- ", DISCLAIMER))]
    return sum(len(re.findall(r"[.?!](?=\s|$)", line)) for line in lines)


ANSWERS = read_answers()
PARAPHRASES = read_paraphrases()
STRATEGIES: dict[str, dict[str, Any]] = load(STRATEGIES_FILE)
LAW_TOPICS = LAW_TOPICS_ELSEWHERE | {
    name.removeprefix(ANSWER_PREFIX) for name in load(ROOT / "data/responses/questions_law.yml")["responses"]
}

each_answer = pytest.mark.parametrize("topic", sorted(ANSWERS))
each_topic_asked = pytest.mark.parametrize("topic", sorted(PARAPHRASES))
each_strategy = pytest.mark.parametrize("name", sorted(STRATEGIES))


def test_every_topic_that_can_be_asked_has_an_answer_and_the_other_way_round() -> None:
    assert set(ANSWERS) == set(PARAPHRASES)


@each_answer
def test_an_answer_names_its_sources(topic: str) -> None:
    sources = ANSWERS[topic]["metadata"]["sources"]
    assert sources
    assert all(isinstance(source, str) and source.strip() for source in sources)
    assert len(sources) == len(set(sources))


@each_answer
def test_a_cited_place_in_the_article_exists(topic: str) -> None:
    cited = [source for source in ANSWERS[topic]["metadata"]["sources"] if source.startswith("article")]
    assert all(ARTICLE_SOURCE.match(source) for source in cited), cited


@each_answer
def test_an_answer_is_short(topic: str) -> None:
    text = ANSWERS[topic]["text"]
    assert 2 <= sentences(text) <= MAX_SENTENCES, sentences(text)
    assert max(len(paragraph) for paragraph in text.splitlines()) <= MAX_PARAGRAPH


@each_answer
def test_an_answer_is_plain_text_with_at_most_lists(topic: str) -> None:
    text = ANSWERS[topic]["text"]
    assert not set("{}*_`#|[]<>\t") & set(text)
    assert text == text.strip() + "\n"


@each_answer
def test_nothing_is_put_into_the_mouth_of_the_article(topic: str) -> None:
    assert not SILENT_ON.search(ANSWERS[topic]["text"])


@pytest.mark.parametrize("topic", sorted(LAW_TOPICS))
def test_a_law_answer_ends_with_the_disclaimer_and_its_date(topic: str) -> None:
    last_paragraph = ANSWERS[topic]["text"].strip().splitlines()[-1]
    assert last_paragraph.startswith(DISCLAIMER)
    assert last_paragraph.endswith(AS_OF)


def test_only_law_answers_carry_the_disclaimer() -> None:
    assert {topic for topic, answer in ANSWERS.items() if DISCLAIMER in answer["text"]} == LAW_TOPICS


@each_topic_asked
def test_a_topic_is_asked_in_many_ways(topic: str) -> None:
    assert len(PARAPHRASES[topic]) >= MIN_PARAPHRASES


@each_topic_asked
def test_a_paraphrase_is_plain_text(topic: str) -> None:
    assert all(line == line.strip() and line for line in PARAPHRASES[topic])
    assert not any(set("{}[]") & set(line) for line in PARAPHRASES[topic])


def test_no_two_paraphrases_are_the_same() -> None:
    seen: dict[str, str] = {}
    repeated: list[tuple[str, str, str]] = []
    for topic, lines in PARAPHRASES.items():
        for line in lines:
            if folded(line) in seen:
                repeated.append((line, seen[folded(line)], topic))
            seen[folded(line)] = topic
    assert not repeated


def statements(name: str) -> Iterator[tuple[str, dict[str, str]]]:
    for side in ("article_says", "others_say"):
        for statement in STRATEGIES[name][side]:
            yield side, statement


def test_every_result_of_the_judgement_is_described() -> None:
    assert set(STRATEGIES) == EXPECTED_STRATEGIES


@each_strategy
def test_a_strategy_is_described_in_full(name: str) -> None:
    assert set(STRATEGIES[name]) == {"label", "one_line", "in_practice", "article_says", "others_say"}
    assert all(STRATEGIES[name][key].strip() for key in ("label", "one_line", "in_practice"))
    assert STRATEGIES[name]["others_say"]
    assert "{" not in yaml.safe_dump(STRATEGIES[name]["others_say"], default_flow_style=False)


@each_strategy
def test_what_the_article_says_and_what_others_say_is_kept_apart(name: str) -> None:
    for side, statement in statements(name):
        assert set(statement) == {"text", "source"}
        assert bool(ARTICLE_SOURCE.match(statement["source"])) == (side == "article_says")
        assert len(statement["text"]) <= MAX_STRATEGY_LINE
