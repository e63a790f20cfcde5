"""Playing one scenario: saying its lines, pressing its buttons, answering its questions."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from advisor.dialogue.wording import channel_label
from advisor.facts import Case, vocabulary
from advisor.records import Records
from advisor.rehearsal.expectations import reply_failures, state_failures
from advisor.rehearsal.scenario import Scenario, time_in
from advisor.understanding.situation import Situation

MOST_TURNS = 80
_numbers = itertools.count(1)


class Talks(Protocol):
    """Something that answers messages of a conversation."""

    async def say(self, text: str, conversation: str) -> list[dict[str, Any]]: ...


@dataclass
class Played:
    """How a scenario went. `transcript`: pairs of speaker ("user" or "bot") and text."""

    scenario: str
    turns: int = 0
    failures: list[str] = field(default_factory=list)
    transcript: list[tuple[str, str]] = field(default_factory=list)

    @property
    def passed(self) -> bool:
        return not self.failures

    def as_json(self) -> dict[str, Any]:
        """The shape that `advisor rehearse --format json` prints."""
        return {"scenario": self.scenario, "passed": self.passed, "turns": self.turns, "failures": self.failures, "transcript": [list(pair) for pair in self.transcript]}  # fmt: skip


class _Player:
    def __init__(self, scenario: Scenario, bot: Talks, store: Records) -> None:
        self.scenario = scenario
        self.bot = bot
        self.store = store
        self.id = f"rehearsal-{next(_numbers)}"
        self.played = Played(scenario.name)
        self.replies: dict[int, str] = {}
        self.results = 0
        self.result: str | None = None
        self.result_turn: int | None = None
        self.buttons: list[dict[str, str]] = []

    @property
    def situation(self) -> Situation:
        return self.store.situation(self.id)

    @property
    def case(self) -> Case:
        return self.store.load(self.id).case

    async def play(self) -> Played:
        for number, step in enumerate(self.scenario.say, 1):
            await self._step(number, step)
            if self.played.turns > MOST_TURNS:
                break
        expect = self.scenario.expect
        self.played.failures += state_failures(expect, self.case)
        self.played.failures += reply_failures(expect, self.replies, self.result)
        most = expect.get("max_turns_to_result")
        if most is not None and (self.result_turn is None or self.result_turn > most):
            self.played.failures.append(
                f"result: expected within {most} turns, shown after {self.result_turn or 'none'}"
            )
        return self.played

    async def _step(self, number: int, step: Any) -> None:
        if not isinstance(step, dict):
            self.replies[number] = await self._say(str(step))
        elif "choose" in step:
            await self._choose(number, str(step["choose"]))
        elif "answer_from" in step:
            await self._answer_all(number)
        elif "check" in step:
            self.played.failures += (f"check at {number}: {one}" for one in state_failures(step["check"], self.case))
        else:
            self.store.age(self.id, time_in(step["later"]))

    async def _say(self, text: str) -> str:
        self.played.turns += 1
        self.played.transcript.append(("user", text))
        messages = await self.bot.say(text, self.id)
        self.buttons = [button for message in messages for button in message.get("buttons") or []]
        reply = "\n".join(_words_of(message) for message in messages)
        self.played.transcript.append(("bot", reply))
        results = self._results()
        if results > self.results and self.result_turn is None:
            self.result, self.result_turn = reply, self.played.turns
        self.results = results
        return reply

    def _results(self) -> int:
        return int(self.store.load(self.id).state.get("memory", {}).get("results", 0))

    async def _choose(self, number: int, words: str) -> None:
        for button in self.buttons:
            if words.lower() in button["title"].lower():
                self.replies[number] = await self._say(button["payload"])
                return
        titles = ", ".join(button["title"] for button in self.buttons) or "none"
        self.played.failures.append(f"say {number}: no button with {words!r}; on offer: {titles}")

    async def _answer_all(self, number: int) -> None:
        said: list[str] = []
        start = self.played.turns
        while self.result_turn is None:
            if self.played.turns - start >= MOST_TURNS:
                self.played.failures.append(f"say {number}: no result after {MOST_TURNS} turns")
                break
            said.append(await self._say(self._answer()))
        self.replies[number] = "\n".join(said)

    def _answer(self) -> str:
        facts, situation = self.scenario.facts, self.situation
        assert facts is not None
        if any(button["title"] == "Show the result" for button in self.buttons):
            return "yes"
        asked = situation.asked
        if asked is None or asked.fact == "channels":
            missing = [channel for channel in facts.channels if self.case.channel(channel.key) is None]
            if missing:
                labels = [
                    vocabulary().platforms[c.platform].label
                    if not c.name
                    else f"{vocabulary().platforms[c.platform].label} page called {c.name}"
                    for c in missing
                ]
                return f"we have {' and '.join(labels)}"
            return "no more channels, show me the result" if asked is None else "I don't know"
        if not asked.channels:
            return self._in_words(asked.fact, facts.agency.get(asked.fact))
        values = [_value(facts, key, asked.fact) for key in asked.channels]
        if len({str(value) for value in values}) == 1:
            return self._in_words(asked.fact, values[0])
        pairs = zip(asked.channels, values)
        return ". ".join(f"On {channel_label(key)}: {self._in_words(asked.fact, value)}" for key, value in pairs)

    def _in_words(self, fact: str, value: Any) -> str:
        if value is None or value == "unknown":
            return "I don't know"
        kind = vocabulary().fact(fact)
        if kind.type == "list":
            return " and ".join(kind.choices[one] for one in value)
        return kind.choices[value] if kind.type == "choice" else str(value)


def _value(facts: Case, key: str, fact: str) -> Any:
    channel = facts.channel(key)
    return channel.facts.get(fact) if channel else None


def _words_of(message: dict[str, Any]) -> str:
    titles = [f"[{button['title']}]" for button in message.get("buttons") or []]
    return "\n".join([message.get("text") or "", *([" ".join(titles)] if titles else [])]).strip()


async def play(scenario: Scenario, bot: Talks, store: Records) -> Played:
    """Plays `scenario` with `bot`, whose records are `store`."""
    return await _Player(scenario, bot, store).play()


async def rehearse(scenarios: Sequence[Scenario], model: Path, folder: Path) -> list[Played]:
    """Plays all scenarios with the assistant of `model`, with stores in `folder`."""
    from advisor.rasa_parts.assistant import Assistant
    from advisor.records import records

    bot = await Assistant.load(model, folder)
    return [await play(scenario, bot, records()) for scenario in scenarios]
