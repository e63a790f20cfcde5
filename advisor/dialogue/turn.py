"""One turn under way: what was understood, what is said, and what changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from advisor.dialogue.conversation import Conversation, Place
from advisor.facts import Channel, vocabulary
from advisor.strategy import Assessment, assess
from advisor.understanding.reading import ReadFact, Reading
from advisor.understanding.situation import Asked, Choice, Situation

DEEPEST = 10  # answers that can be taken back, one after the other


@dataclass(frozen=True)
class Say:
    """Something the bot says: the name of a response, the values of its gaps, and buttons below it."""

    response: str
    values: dict[str, Any] = field(default_factory=dict)
    buttons: tuple[str, ...] = ()


@dataclass(frozen=True)
class Change:
    """A fact that was told in this turn; `old` is None where nothing was known."""

    place: Place
    old: Any
    new: Any
    old_words: str = ""


class Turn:
    """Collects what one turn says and changes."""

    def __init__(self, conversation: Conversation, reading: Reading, report_file: str) -> None:
        self.conversation = conversation
        self.reading = reading
        self.report_file = report_file
        self.says: list[Say] = []
        self.removed: list[str] = []  # channels that this message took off the list
        self.lost: list[dict[str, Any]] = []  # ... with their facts, until that is remembered
        self.before = conversation.case
        self.asked_before = conversation.situation.asked
        self.to_keep: Assessment | None = None
        self.feedback: str | None = None
        self.write_report = False
        self.forget = False
        self._answered = False

    @property
    def memory(self) -> Any:
        return self.conversation.memory

    @property
    def case(self) -> Any:
        return self.conversation.case

    @property
    def situation(self) -> Situation:
        return self.conversation.situation

    def say(self, response: str, buttons: Sequence[str] = (), **values: Any) -> None:
        """Says `response` with its gaps filled."""
        self.says.append(Say(response, values, tuple(buttons)))

    def offer(self, response: str, choices: Sequence[Choice], asked: Asked | None = None, **values: Any) -> None:
        """Says `response` with buttons and remembers what they mean and what was asked."""
        self.say(response, [choice.title for choice in choices], **values)
        self.conversation.situation = replace(self.situation, asked=asked, choices=tuple(choices))

    def focus(self, key: str | None) -> None:
        """Makes `key` the channel under discussion."""
        self.conversation.situation = replace(self.situation, channel=key)

    def add_channel(self, key: str) -> bool:
        """Adds the channel `key` unless it is there; tells whether it was new."""
        if self.case.channel(key) is not None:
            return False
        platform, _, name = key.partition("/")
        self.conversation.case = self.case.with_channel(Channel(platform, name or None, {}))
        return True

    def remove_channel(self, key: str) -> None:
        """Removes a channel with its facts; nothing else in this message brings it back."""
        self.removed.append(key)
        self.lost += [
            {"channel": key, "facts": dict(channel.facts), "words": self.conversation.words_of(key)}
            for channel in self.case.channels
            if channel.key == key
        ]
        self.conversation.case = self.case.without_channel(key)
        self.conversation.words = {place: said for place, said in self.conversation.words.items() if place[0] != key}
        memory = self.memory
        memory.skipped = [place for place in memory.skipped if place[0] != key]
        memory.settled_told = [told for told in memory.settled_told if told != key]
        if self.situation.channel == key:
            self.focus(self.conversation.keys[-1] if self.conversation.keys else None)

    def tell(self, fact: ReadFact, channel: str | None) -> Change:
        """Stores one fact with the user's words."""
        return self.put((channel, fact.fact), fact.value, fact.words)

    def put(self, place: Place, value: Any, words: str) -> Change:
        """Stores `value` at `place`; None withdraws it."""
        old, old_words = self.conversation.value(place), self.conversation.words.get(place, "")
        adds = self.reading.choice != "do:told" and not self._replaces_goals()
        if place[1] == "goals" and isinstance(value, list) and isinstance(old, list) and adds:
            first, then = (value, old) if self._puts_goals_first() else (old, value)
            value = [*first, *(goal for goal in then if goal not in first)]
        self.conversation.case = self.case.with_fact(place[0], place[1], value)
        if value is None:
            self.conversation.words.pop(place, None)
        else:
            self.conversation.words[place] = words
        skipped = [place[0], place[1]]
        self.memory.skipped = [one for one in self.memory.skipped if one != skipped]
        return Change(place, old, value, old_words)

    def put_back(self, place: Place, old: Any, words: str) -> None:
        """Gives `place` the value and words it had before; None if it had none."""
        self.conversation.case = self.case.with_fact(place[0], place[1], old)
        self.conversation.words = {one: said for one, said in self.conversation.words.items() if one != place}
        if old is not None:
            self.conversation.words[place] = words

    def _puts_goals_first(self) -> bool:
        return self._says(" first", "above all", " main", "most important", "other way round")

    def _replaces_goals(self) -> bool:
        return self._says(
            " actually", " rather ", " instead", " not ", " sorry", " no,", " changed", " any more", " anymore", " no longer",
        )  # fmt: skip

    def _says(self, *signs: str) -> bool:
        words = f" {self.reading.text.lower()} "
        return any(sign in words for sign in signs)

    def assessment(self) -> Assessment:
        """The assessment of the case as it now stands."""
        return assess(self.conversation.case)

    def skip(self, place: Place) -> None:
        """Leaves a question open for good."""
        entry = [place[0], place[1]]
        if entry not in self.memory.skipped:
            self.memory.skipped.append(entry)

    def skipped(self) -> set[Place]:
        """The places the user does not want to be asked about."""
        return {(key, str(fact)) for key, fact in self.memory.skipped}

    def named_channels(self) -> tuple[str, ...]:
        """Known channels that this message names, else all."""
        return self._named() or self.conversation.keys

    def names_a_channel(self) -> bool:
        """Whether this message names a known channel."""
        return bool(self._named())

    def _named(self) -> tuple[str, ...]:
        from advisor.understanding.spread import channels_named

        return tuple(key for key in channels_named(self.reading.text, self.conversation.keys) if self.case.channel(key))


def is_fact(name: str) -> bool:
    """Whether `name` is a fact of the vocabulary."""
    return name in vocabulary().channel_facts or name in vocabulary().agency_facts


def remember(turn: Turn, changes: Sequence[Change] = (), added: Sequence[str] = (), skipped: bool = False) -> None:
    """Keeps what this turn changed, so that it can be taken back; channels taken off the list with all that was told of them."""
    asked = turn.asked_before
    entry: dict[str, Any] = {
        "told": [
            {"channel": c.place[0], "fact": c.place[1], "old": c.old, "new": c.new, "old_words": c.old_words}
            for c in changes
        ],
        "added": list(added),
        "asked": asdict(asked) if asked and is_fact(asked.fact) else None,
        "skipped": skipped,
        "removed": list(turn.lost),
    }
    turn.lost = []
    turn.memory.undo = [*turn.memory.undo, entry][-DEEPEST:]
