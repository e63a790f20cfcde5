"""What an export says, beside what was told: kept, told once, noted or asked about."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timezone
from typing import Any

from advisor.dialogue.respond import Outcome, respond
from advisor.facts import Case, Channel
from advisor.records import Kept, Measured, Records, measured_in
from advisor.understanding import Reading

FEW_LINKS = Measured(
    "x", None, "own_site_links", ("few",), "Links to own website: few posts link to the website.",
    "In tweets.js, 12 % of 4,018 posts link to your website.", ("tweets.js",), ("2017-01-20", "2025-01-20"), 4018,
)  # fmt: skip
GIVEN = Reading("My export: tweets.js", "inform", 1.0, choice="do:measured")
NOW = datetime.now(timezone.utc)


def kept(measured: Measured, **facts: str) -> Kept:
    return Kept(Case({}, (Channel("x", None, facts),)), measured=(measured,))


def answered(before: Kept, reading: Reading = GIVEN) -> Outcome:
    return respond("a", before, reading, NOW, "report.html")


def said(outcome: Outcome) -> list[str]:
    return [say.response for say in outcome.says]


def values(outcome: Outcome, response: str) -> dict[str, Any]:
    return next(say.values for say in outcome.says if say.response == response)


def test_a_measured_fact_that_nobody_told_is_noted_with_its_figure() -> None:
    outcome = answered(kept(FEW_LINKS))
    assert outcome.kept.case.channels[0].facts == {"own_site_links": "few"}
    assert "12 % of 4,018 posts" in outcome.kept.words[("x", "own_site_links")]
    assert values(outcome, "utter_measured")["files"] == "tweets.js"


def test_a_contradiction_is_asked_about_and_nothing_is_changed_meanwhile() -> None:
    outcome = answered(kept(FEW_LINKS, own_site_links="most"))
    assert outcome.kept.case.channels[0].facts == {"own_site_links": "most"}
    assert "12 %" in values(outcome, "utter_disputed")["figure"]
    question = next(say for say in outcome.says if say.response == "utter_disputed")
    assert len(question.buttons) == 2


def test_what_agrees_is_only_told() -> None:
    assert "utter_disputed" not in said(answered(kept(FEW_LINKS, own_site_links="few")))


def test_a_range_decides_nothing_by_itself() -> None:
    outcome = answered(kept(replace(FEW_LINKS, values=("few", "some"))))
    assert outcome.kept.case.channels[0].facts == {}


def test_it_is_told_once() -> None:
    first = answered(kept(FEW_LINKS))
    again = answered(first.kept, Reading("hello", "greet", 1.0))
    assert "utter_measured" not in said(again)


def test_a_measured_channel_that_was_not_named_is_added() -> None:
    outcome = answered(Kept(measured=(FEW_LINKS,)))
    assert [channel.key for channel in outcome.kept.case.channels] == ["x"]


def test_who_does_not_know_is_offered_to_measure_once() -> None:
    from advisor.understanding import Asked, ReadFact, Situation

    unknown = Reading(
        "no idea", "inform", 1.0, (ReadFact("channel", "x", "own_site_links", "unknown", 1.0, "no idea"),)
    )
    start = Kept(Case({}, (Channel("x"),)), state={"situation": Situation(Asked("own_site_links", ("x",))).as_json()})
    first = answered(start, unknown)
    assert "utter_offer_export" in said(first)
    assert "utter_offer_export" not in said(answered(first.kept, unknown))


def test_it_is_kept_exported_and_forgotten_with_the_conversation(store: Records) -> None:
    store.save("a", Kept(Case({}, (Channel("x"),))))
    store.keep_measured("a", [FEW_LINKS])
    store.keep_measured("a", [replace(FEW_LINKS, posts=5000)])
    assert [one.posts for one in store.load("a").measured] == [5000]
    assert store.export("a")["measured"]
    store.forget("a")
    assert store.load("a").measured == ()


def test_only_facts_that_were_narrowed_down_are_taken_from_an_export() -> None:
    fact = {"measures": ["m"], "says": "Few.", "why": "", "source": ""}
    evidence = {
        "channels": [
            {
                "platform": "x", "name": None, "files": ["f"], "posts": 9, "window": ["2020-01-01", "2020-02-01"],
                "measures": [{"measure": "m", "says": "In f, 1 %."}],
                "facts": [{"fact": "own_site_links", "values": ["few"], **fact}, {"fact": "answers_given", "values": ["a", "b"], **fact}],
            }
        ]
    }  # fmt: skip
    found = list(measured_in(evidence, {"own_site_links": 4, "answers_given": 2}))
    assert [(one.fact, one.figure) for one in found] == [("own_site_links", "In f, 1 %.")]


def test_what_is_told_after_the_export_was_read_is_asked_about_once() -> None:
    from advisor.understanding import ReadFact

    first = answered(kept(FEW_LINKS))
    most = Reading("most do", "inform", 1.0, (ReadFact("channel", "x", "own_site_links", "most", 1.0, "most do"),))
    second = answered(first.kept, most)
    assert "utter_disputed" in said(second)
    assert "utter_disputed" not in said(answered(second.kept, most))
