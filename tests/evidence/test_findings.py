"""The facts that follow from figures, or do not, and where they contradict what was told."""

from __future__ import annotations

import json

import exports as ex
import pytest
from exports import ANSWER, OWN, SITE, archive, channel

from advisor.evidence import EvidenceError, compare, disagreements
from advisor.evidence.data import table
from advisor.evidence.findings import bands_touched
from advisor.facts import Case, Channel, parse_fact_text, vocabulary


def test_own_site_links_are_few_some_or_most_only_when_the_range_fits() -> None:
    assert ex.values(archive(plain=145, linking=5), "own_site_links", **SITE) == ("few",)
    assert ex.values(archive(plain=100, linking=50), "own_site_links", **SITE) == ("some",)
    assert ex.values(archive(plain=20, linking=130), "own_site_links", **SITE) == ("most",)
    assert ex.values(archive(plain=75, linking=75), "own_site_links", **SITE) == ("some", "most")


def test_exactly_a_fifth_and_exactly_half_belong_to_the_middle() -> None:
    bands = table("measures")["facts"]["own_site_links"][0]["bands"]
    assert [bands_touched(bands, at, at)[0]["values"] for at in (0.19999, 0.2, 0.5, 0.50001, 1)] == [
        ["few"], ["some"], ["some"], ["most"], ["most"],
    ]  # fmt: skip
    assert all(len(bands_touched(bands, at, at)) == 1 for at in (0, 0.2, 0.5, 1))


def test_under_a_hundred_posts_there_is_no_verdict() -> None:
    found = channel(archive(linking=99), **SITE).finding("own_site_links")
    assert found is not None
    assert found.value is None
    assert "too few for a verdict: 99 of at least 100" in found.says
    assert ex.values(archive(linking=100), "own_site_links", **SITE) == ("most",)


def test_reposts_do_not_help_over_the_floor() -> None:
    assert len(ex.values(archive(linking=60, reposts=90), "own_site_links", **SITE)) == 3


def test_no_answer_at_all_means_never_or_nobody_asks() -> None:
    assert ex.values(archive(plain=150), "answers_given") == ("never", "nobody_asks")
    assert ex.values(archive(plain=150), "answer_style") == ("none",)


def test_a_share_of_answers_never_says_how_many_questions_are_answered() -> None:
    every = vocabulary().fact("answers_given").values
    assert ex.values(archive(plain=1990, answers=10), "answers_given") == every
    assert ex.values(archive(plain=60, answers=90), "answers_given") == ("rarely", "sometimes", "usually")
    supports = ex.figure(archive(plain=60, answers=90), "replies_to_others").supports
    assert supports.endswith("not which share of questions is answered.")


def test_answers_that_mostly_link_to_the_website_show_the_style() -> None:
    linked = ex.old_x(60, *[{**ANSWER, "expanded_urls": OWN}] * 110)
    assert ex.values(linked, "answer_style", **SITE) == ("sends_to_website",)
    assert "sends_to_website" not in ex.values(archive(plain=60, answers=110), "answer_style", **SITE)


def test_shared_posts_are_never_or_somebodys() -> None:
    assert ex.values(archive(plain=1500), "shares_others") == ("never",)
    assert ex.values(archive(plain=100, reposts=50), "shares_others") == ("own_government", "partners", "public")


def test_accounts_of_the_own_government_are_told_apart_when_named() -> None:
    def shared(*names: str) -> tuple[str, ...]:
        tweets = [ex.tweet(1000 + 10 * n + i, f"RT @{name}: x") for n in range(40) for i, name in enumerate(names)]
        return ex.values(ex.tweets_js(*tweets, posts=400), "shares_others", own_accounts=["@stategov"])

    assert shared("StateGov") == ("own_government",)
    assert shared("StateGov", "ann") == ("partners", "public")


def test_posts_of_copying_programs_are_press_releases_but_planning_tools_are_not() -> None:
    feed = '<a href="http://twitterfeed.com" rel="nofollow">twitterfeed</a>'
    tool = '<a href="https://about.twitter.com/products/tweetdeck" rel="nofollow">TweetDeck</a>'
    assert ex.values(archive(plain=150, source=feed), "content_origin") == ("press_releases",)
    assert len(ex.values(archive(plain=150, source=tool), "content_origin")) == 3


def test_question_marks_decide_nothing() -> None:
    found = channel(archive(plain=150, text="What do you think?"))
    assert found.measure("questions").value == 1
    assert found.finding("asks_public") is None


def test_likes_and_views_are_no_measure() -> None:
    def judged(views: str) -> ex.ChannelEvidence:
        rows = [
            {"Post ID": n, "Publish time": "01/31/2025 09:15", "Views": views, "Reactions": views} for n in range(120)
        ]
        return channel(ex.table(ex.FACEBOOK, rows))

    assert judged("0") == judged("90,000")


@pytest.mark.parametrize(
    ("every_days", "posts", "value"),
    [(0.3, 500, "several_daily"), (1, 150, "daily"), (4, 40, "weekly"), (30, 6, "monthly")],
)
def test_pace_is_that_of_the_last_three_months(every_days: float, posts: int, value: str) -> None:
    rows = [
        {
            "tweet_id": n + 1,
            "timestamp": (ex.TODAY - ex.timedelta(days=int(n * every_days))).isoformat() + " 10:00:00 +0000",
        }
        for n in range(posts)
    ]
    assert ex.values(ex.table(ex.OLD_X, rows), "posting_frequency") == (value,)


def test_silence_of_three_months_before_the_export_is_inactive() -> None:
    content = ex.old_x(150)
    assert ex.values(content, "posting_frequency", made=ex.date(2025, 5, 30)) == ("daily",)
    assert ex.values(content, "posting_frequency", made=ex.date(2025, 9, 1)) == ("inactive",)


def test_an_old_file_of_unknown_age_is_perhaps_inactive() -> None:
    found = channel(ex.old_x(150), today=ex.date(2030, 1, 1)).finding("posting_frequency")
    assert found is not None
    assert found.values == ("daily", "inactive")
    assert "say when it was made" in found.says


def test_halves_that_differ_are_told_and_widen_the_verdict() -> None:
    rows = [
        {"tweet_id": n + 1, "timestamp": ex.when(n), "text": "x", "expanded_urls": OWN if n < 150 else ""}
        for n in range(300)
    ]
    content = ex.table(ex.OLD_X, rows)
    found = ex.figure(content, "own_site_links", own_sites=["springfield.gov"], today=ex.date(2025, 12, 1))
    assert found.halves_differ
    assert "The two halves differ: 100 % until 30 May 2025, 0 % after that" in found.says
    assert ex.values(content, "own_site_links", **SITE, today=ex.date(2025, 12, 1)) == ("few", "some", "most")


def test_facts_use_the_vocabulary_and_every_fact_is_decided_or_explained() -> None:
    rules = table("measures")
    decided = {**rules["facts"], rules["frequency"]["fact"]: []}
    assert {*decided, *rules["cannot"]} == set(vocabulary().channel_facts)
    assert not set(decided) & set(rules["cannot"])
    for fact, listed in rules["facts"].items():
        for rule in listed:
            assert rule["measure"] in rules["measures"]
            assert rule["why"]
            assert rule["source"]
            named = [value for band in rule["bands"] if band["values"] != "all" for value in band["values"]]
            assert {*named, *rule.get("none", [])} <= set(vocabulary().fact(fact).values)
    assert set(table("words")["measures"]) == {*rules["measures"], "frequency"}


def test_the_fact_file_holds_single_values_and_remarks_on_the_rest() -> None:
    evidence = ex.measured(archive(plain=145, linking=5, reposts=60), name='Fire "A"', **SITE)
    text = evidence.as_fact_file()
    (found,) = parse_fact_text(text, "evidence.yml").channels
    assert found == evidence.case.channels[0]
    assert found.name == 'Fire "A"'
    assert found.facts["own_site_links"] == "few"
    assert "shares_others" not in found.facts
    assert "# shares_others: own_government or partners or public." in text


def test_the_json_is_plain() -> None:
    shape = ex.measured(archive(plain=145, linking=5), **SITE).as_json()
    assert json.loads(json.dumps(shape)) == shape
    assert shape["channels"][0]["facts"][0] == {
        "fact": "own_site_links", "value": "few", "values": ["few"], "measures": ["own_site_links"],
        "says": "Links to own website: few posts link to the website.",
        "why": table("measures")["facts"]["own_site_links"][0]["why"],
        "source": "vocabulary (few under 20 %, most over 50 %)",
    }  # fmt: skip


def test_what_was_told_and_measured_otherwise_is_a_disagreement() -> None:
    told = Channel(
        "x",
        None,
        {"own_site_links": "most", "answers_given": "usually", "shares_others": "unknown", "purpose": "discuss"},
    )
    found = disagreements(channel(archive(plain=132, linking=18), **SITE), told)
    assert [(one.fact, one.told, one.measured) for one in found] == [
        ("own_site_links", "most", ("few",)),
        ("answers_given", "usually", ("never", "nobody_asks")),
    ]
    assert found[0].says == (
        "You said most posts link to the website; in export 12 % of 150 posts link to your website (Jan 2025 – May 2025)."
    )
    assert found[1].says == (
        "You said you answer most people; in export 0 % of 150 posts of its own are answers to somebody else (Jan 2025 – May 2025)."
    )


def test_a_channel_said_to_be_busy_that_fell_silent_is_told_so() -> None:
    measured = channel(ex.old_x(150), made=ex.date(2026, 1, 1))
    (found,) = disagreements(measured, Channel("x", None, {"posting_frequency": "daily"}))
    assert found.says == "You said you post about daily; in export the last post is of 30 May 2025."


def test_what_is_within_the_range_is_no_disagreement() -> None:
    told = Channel("x", None, {"own_site_links": "some"})
    assert disagreements(channel(archive(plain=75, linking=75), **SITE), told) == ()


def test_two_exports_of_one_channel_complete_each_other() -> None:
    analytics = ex.table(
        ex.X_2025,
        [{"Post id": 7, "Date": "Mon Feb 03 2025", "Post text": "Hi", "Link": "https://x.com/springfield/status/7"}],
    )
    (found,) = ex.measured(analytics, archive(plain=150), **SITE).channels
    assert found.measure("reposts").state == "measured"
    assert found.measure("own_site_links").files == ("export1",)


def test_files_that_can_be_named_by_one_name_only_once() -> None:
    rows = [{"Post ID": n, "Page name": f"Page {n}", "Publish time": "01/31/2025 09:15"} for n in range(2)]
    with pytest.raises(EvidenceError, match="leave --channel out"):
        ex.measured(ex.table(ex.FACEBOOK, rows), name="Fire")


def test_every_measure_has_its_words() -> None:
    for name, entry in table("words")["measures"].items():
        assert {"label", "finding"} <= set(entry), name


def test_a_case_is_compared_channel_by_channel() -> None:
    evidence = ex.measured(archive(plain=150), **SITE)
    most = {"own_site_links": "most"}
    assert [
        one.channel
        for one in compare(evidence, Case(channels=(Channel("x", "City", most), Channel("facebook", None, most))))
    ] == ["x/City"]
    assert compare(evidence, Case(channels=(Channel("x", "City", most), Channel("x", "Zoo", most)))) == ()
    assert [
        one.channel for one in compare(evidence, Case(channels=(Channel("x", "City", most), Channel("x", None, most))))
    ] == ["x"]
