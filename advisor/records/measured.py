"""What an export says of one fact of one channel, as it is kept with a conversation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Measured:
    """A measured fact. `values` are those the export leaves possible; one value is a verdict.

    `says` is the sentence about the fact, `figure` the sentence about the measure behind it with its file, window and
    count; `files`, `window` (two days, YYYY-MM-DD) and `posts` name what was measured.
    """

    platform: str
    name: str | None
    fact: str
    values: tuple[str, ...]
    says: str
    figure: str
    files: tuple[str, ...]
    window: tuple[str, str]
    posts: int

    @property
    def value(self) -> str | None:
        """The value, when only one remains."""
        return self.values[0] if len(self.values) == 1 else None

    def as_json(self) -> dict[str, Any]:
        """Plain values for storing; `from_json` reads them back."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Measured:
        """What `as_json` gave."""
        lists = {name: tuple(data[name]) for name in ("values", "files", "window")}
        return cls(**{**data, **lists})


def measured_in(evidence: Mapping[str, Any], values: Mapping[str, int]) -> Iterable[Measured]:
    """The facts that `evidence` (the JSON of `advisor evidence`) narrows down.

    `values` maps each fact to the number of its values: a fact for which all of them remain says nothing.
    """
    for channel in evidence["channels"]:
        sentences = {one["measure"]: one["says"] for one in channel["measures"]}
        for found in channel["facts"]:
            if len(found["values"]) < values[found["fact"]]:
                yield Measured(
                    platform=channel["platform"],
                    name=channel["name"],
                    fact=found["fact"],
                    values=tuple(found["values"]),
                    says=found["says"],
                    figure=next((sentences[one] for one in found["measures"] if sentences.get(one)), found["says"]),
                    files=tuple(channel["files"]),
                    window=(channel["window"][0], channel["window"][1]),
                    posts=channel["posts"],
                )
