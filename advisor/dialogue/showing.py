"""Results, reasons, comparisons and advice as text."""

from __future__ import annotations

import re

from advisor.dialogue.turn import Turn
from advisor.dialogue.wording import (
    channel_label,
    chart_of,
    choice_label,
    listed,
    quoted,
    said,
    strategy_label,
    sureness,
    table,
)
from advisor.facts import vocabulary
from advisor.knowledge import knowledge
from advisor.strategy import ChannelAssessment, Evidence
from advisor.understanding.situation import Choice

AFTER_RESULT = (
    Choice("Why this result?", "act:why_result"),
    Choice("What should we change?", "do:changes"),
    Choice("Pros and cons", "do:tradeoffs"),
    Choice("Check it against our team and rules", "do:team"),
    Choice("Make a report", "act:report"),
)


def show_result(turn: Turn) -> None:
    """Shows what each channel follows, how sure that is, and how it fits the goals."""
    from advisor.dialogue.asking import shown_as

    turn.memory.results += 1
    if not turn.case.channels:
        turn.say("utter_result_no_channels")
        return
    assessment = turn.assessment()
    named = [channel for channel in assessment.channels if channel.key in turn.named_channels()]
    shown = named or list(assessment.channels)
    rows = [
        ("Channel", "Strategy", "How sure"),
        *[(channel_label(c.key), _strategy(c), _sureness(turn, c)) for c in shown],
    ]
    turn.say("utter_result", table=table(rows), rows=rows, chart=[chart_of(c) for c in shown if _any_known([c])])
    for channel in shown:
        _say_why_in_one_line(turn, channel)
    if len(shown) > 1 and _any_known(shown):
        agency = assessment.agency
        turn.say("utter_result_agency", strategy=strategy_label(agency.strategy, agency.mixed_of))
    if _any_known(shown):
        _say_fit(turn, shown)
    turn.to_keep = assessment
    turn.memory.shown = shown_as(turn)
    turn.memory.settled_told = [c.key for c in assessment.channels if c.settled]
    if _any_known(shown):
        turn.offer("utter_after_result", AFTER_RESULT)
    else:
        turn.offer("utter_result_too_little", [Choice("Ask me", "act:start")])


def _any_known(channels: list[ChannelAssessment]) -> bool:
    return any(channel.strategy != "undetermined" for channel in channels)


def _strategy(channel: ChannelAssessment) -> str:
    return strategy_label(channel.strategy, channel.mixed_of, channel.variant)


def _sureness(turn: Turn, channel: ChannelAssessment) -> str:
    return sureness(channel, turn.conversation.value((channel.key, "posting_frequency")) == "inactive")


def _say_why_in_one_line(turn: Turn, channel: ChannelAssessment) -> None:
    known = turn.case.channel(channel.key)
    if known is None:
        return
    if known.facts.get("posting_frequency") == "inactive":
        turn.say("utter_result_inactive", channel=channel_label(channel.key))
    elif channel.strategy != "undetermined":
        reasons = _reasons(
            channel, channel.strategy if channel.strategy != "mixed" else (channel.mixed_of or ("push",))[0]
        )[:2]
        if reasons:
            turn.say(
                "utter_result_because",
                channel=channel_label(channel.key),
                reasons=listed(_fact_said(one) for one in reasons),
            )


def _reasons(channel: ChannelAssessment, strategy: str) -> list[Evidence]:
    """Evidence for `strategy`, the weightiest first."""
    ranked = sorted(channel.evidence, key=lambda one: -_weight(one, strategy))
    return [one for one in ranked if _weight(one, strategy) > 0]


def _weight(evidence: Evidence, strategy: str) -> float:
    own = float(getattr(evidence, strategy))
    others = [float(getattr(evidence, other)) for other in ("push", "pull", "networking") if other != strategy]
    return own - max(others) / 2


def _fact_said(evidence: Evidence) -> str:
    return said(vocabulary().fact(evidence.fact), evidence.value)


def show_fit(turn: Turn) -> None:
    """Says whether the channels named serve the goals."""
    channels = [channel for channel in turn.assessment().channels if channel.key in turn.named_channels()]
    if _any_known(channels):
        _say_fit(turn, channels)
    else:
        show_result(turn)


def _say_fit(turn: Turn, shown: list[ChannelAssessment]) -> None:
    goals = turn.case.agency.get("goals")
    if not isinstance(goals, list) or not goals:
        turn.say("utter_fit_no_goals")
        return
    goal_words = choice_label(vocabulary().fact("goals"), goals[:2])
    fits = [c for c in shown if c.target and c.strategy == c.target]
    misses = [c for c in shown if c.target and c.strategy not in {c.target, "undetermined"}]
    suits = knowledge().goals[goals[0]].suits
    turn.say("utter_fit_goals", goals=goal_words, strategies=listed(strategy_label(one) for one in suits))
    if fits:
        turn.say("utter_fit_good", channels=listed(channel_label(c.key) for c in fits))
    for channel in misses:
        if channel.changes:
            first = channel.changes[0]
            fact = vocabulary().fact(first.fact)
            turn.say(
                "utter_fit_change", channel=channel_label(channel.key), target=strategy_label(channel.target or ""),
                count=_count(len(channel.changes)), label=fact.label, value=choice_label(fact, first.to),
            )  # fmt: skip


def _count(number: int) -> str:
    return "one change" if number == 1 else f"{number} changes"


def show_reasons(turn: Turn) -> None:
    """Says what speaks for and against the strategy of each channel named."""
    assessed = {channel.key: channel for channel in turn.assessment().channels}
    keys = turn.named_channels()
    if not keys:
        turn.say("utter_result_no_channels")
        return
    for key in keys[:4]:
        channel = assessed[key]
        if turn.conversation.value((key, "posting_frequency")) == "inactive":
            turn.say("utter_result_inactive", channel=channel_label(key))
        elif channel.strategy == "undetermined":
            label = vocabulary().fact(channel.decides_next).label if channel.decides_next else "what is still open"
            turn.say("utter_why_undetermined", channel=channel_label(key), label=label)
        if not channel.evidence:
            continue
        strategy = (
            channel.strategy
            if channel.strategy in {"push", "pull", "networking"}
            else (channel.mixed_of or (_leader(channel),))[0]
        )
        fors = _reasons(channel, strategy)[:4]
        againsts = [one for one in channel.evidence if _weight(one, strategy) < 0][:3]
        turn.say(
            "utter_why", channel=channel_label(key), strategy=_strategy(channel),
            reasons="\n".join(_reason_line(turn, key, one) for one in fors) or knowledge().phrases["nothing"],
            against="\n".join(_reason_line(turn, key, one) for one in againsts) or knowledge().phrases["nothing"],
        )  # fmt: skip
        _say_why_not(turn, channel)


_NAMED = {"push": r"\bpush", "pull": r"\bpull", "networking": r"\bnetwork"}


def _say_why_not(turn: Turn, channel: ChannelAssessment) -> None:
    """Answers "why isn't it networking?": what that strategy would need, and what speaks against it here."""
    for strategy, pattern in _NAMED.items():
        if (
            strategy == channel.strategy
            or strategy in (channel.mixed_of or ())
            or not re.search(pattern, turn.reading.text, re.I)
        ):
            continue
        against = [one for one in channel.evidence if _weight(one, strategy) < 0][:3]
        turn.say(
            "utter_why_not", channel=channel_label(channel.key), strategy=strategy_label(strategy),
            one_line=knowledge().strategies[strategy]["one_line"],
            against="\n".join(_reason_line(turn, channel.key, one) for one in against) or knowledge().phrases["nothing"],
        )  # fmt: skip


def _leader(channel: ChannelAssessment) -> str:
    return max(channel.shares, key=lambda strategy: channel.shares[strategy])


def _reason_line(turn: Turn, key: str, evidence: Evidence) -> str:
    words = turn.conversation.words.get((key, evidence.fact), "")
    quote = f" ({quoted(words)})" if words else ""
    return f"- {_fact_said(evidence)}{quote}: {evidence.why} [{evidence.source}]"


def show_tradeoffs(turn: Turn) -> None:
    """Says what each strategy in use or aimed at brings and costs, with sources."""
    assessment = turn.assessment()
    strategies = [
        s
        for c in assessment.channels
        for s in (*(c.mixed_of or (c.strategy,)), c.target)
        if s in {"push", "pull", "networking"}
    ]
    for strategy in dict.fromkeys(strategies or ["push", "pull", "networking"]):
        sides = {"for": [], "against": []}  # type: dict[str, list[str]]
        for one in knowledge().tradeoffs:
            if one.strategy == strategy:
                sides[one.side].append(f"- {one.text} [{one.source}]")
        turn.say(
            "utter_tradeoffs",
            strategy=strategy_label(strategy),
            brings="\n".join(sides["for"][:4]),
            costs="\n".join(sides["against"][:4]),
        )


def show_comparison(turn: Turn) -> None:
    """Shows the channels side by side, fact by fact."""
    keys = turn.named_channels() if len(turn.named_channels()) > 1 else turn.conversation.keys
    if len(keys) < 2:
        turn.say("utter_compare_one")
        return
    assessed = {channel.key: channel for channel in turn.assessment().channels}
    for first in range(0, len(keys), 3):
        group = keys[first : first + 3]
        facts = [
            f
            for f in vocabulary().channel_facts.values()
            if any(turn.conversation.value((k, f.name)) is not None for k in group)
        ]
        rows = [
            ("Channel", *[channel_label(key) for key in group]),
            ("strategy", *[_strategy(assessed[key]) for key in group]),
        ]
        for fact in facts:
            values = [turn.conversation.value((key, fact.name)) for key in group]
            rows.append((fact.label, *["-" if v is None else choice_label(fact, v) for v in values]))
        turn.say("utter_compare", table=_columns(rows), rows=rows)


def _columns(rows: list[tuple[str, ...]]) -> str:
    width = max(14, 76 // len(rows[0]) - 2)
    cut = [[cell if len(cell) <= width else cell[: width - 1] + "…" for cell in row] for row in rows]
    sizes = [max(len(row[i]) for row in cut) for i in range(len(cut[0]))]
    return "\n".join("  ".join(cell.ljust(size) for cell, size in zip(row, sizes)).rstrip() for row in cut)
