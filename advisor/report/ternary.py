"""Where everything of the ternary plot goes: the triangle, each channel's mark, and labels that never overlap.

Pure geometry in units of the drawing, x to the right and y down. The corners are push (lower left), pull (lower right)
and networking (top). A channel's spot is its shares' weighted mean of the corners. Marks that would cover each other
move aside, tied to their spot by a line; labels stand in two columns beside the triangle.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

Spot = tuple[float, float]
Box = tuple[float, float, float, float]  # left, top, right, bottom

COLUMN, PAD, SIDE, RISE = 204.0, 54.0, 290.0, 251.0
WIDTH = 2 * COLUMN + 2 * PAD + SIDE
ROW = 36.0
"""Height of a label's row, room for two lines."""
LINE = 15.0
"""Distance of a label's two lines."""
MARK = 7.0
"""Half the width of a mark."""
TEXT = 13.0
"""Size of the letters."""
_WIDE, _UPPER, _OTHER, _FULL = 1.0, 0.76, 0.6, 1.1
"""Widths of letters in parts of their size, rather too wide than too narrow for common sans-serif fonts."""


@dataclass(frozen=True)
class Placed:
    """One channel in the drawing: its true `spot`, its mark's centre, and its label with the anchor of the text.

    `lines`: the label in one line or two. `side` is "left" or "right"; a label on the left ends at its anchor, one on the right starts there.
    """

    number: int
    lines: tuple[str, ...]
    spot: Spot
    mark: Spot
    anchor: Spot
    side: str

    @property
    def label_box(self) -> Box:
        """The rectangle that the label needs."""
        x, y = self.anchor
        wide = max(text_width(line) for line in self.lines)
        left = x - wide if self.side == "left" else x
        return left, y - ROW / 2, left + wide, y + ROW / 2

    @property
    def mark_box(self) -> Box:
        """The rectangle that the mark needs."""
        x, y = self.mark
        return x - MARK, y - MARK, x + MARK, y + MARK

    @property
    def moved(self) -> bool:
        """Whether the mark stands beside its spot."""
        return self.mark != self.spot


@dataclass(frozen=True)
class Plot:
    """The whole drawing: its height, by strategy the corners and where the middle of their names stands, the channels."""

    height: float
    corners: Mapping[str, Spot]
    names: Mapping[str, Spot]
    placed: tuple[Placed, ...]


def plot(channels: Sequence[tuple[int, str, Mapping[str, float]]]) -> Plot:
    """Places channels given as (number, label, shares that add up to 1)."""
    rows = (len(channels) + 1) // 2
    height = max(RISE + 2 * PAD, rows * ROW)
    top = (height - RISE) / 2
    left = COLUMN + PAD
    corners = {
        "push": (left, top + RISE),
        "pull": (left + SIDE, top + RISE),
        "networking": (left + SIDE / 2, top),
    }
    names = {name: (x, y - 28 if name == "networking" else y + 28) for name, (x, y) in corners.items()}
    reserved = [name_box(spot) for spot in names.values()]
    placed: list[Placed] = []
    for number, label, shares in channels:
        spot = spot_of(shares, corners)
        mark = _free(spot, [*reserved, *(one.mark_box for one in placed)], height)
        placed.append(Placed(number, _lines(f"{number} {label}"), spot, mark, spot, ""))
    return Plot(height, corners, names, tuple(sorted(_labelled(placed, rows, height), key=lambda one: one.number)))


def spot_of(shares: Mapping[str, float], corners: Mapping[str, Spot]) -> Spot:
    """The mean of the corners, weighted by the shares."""
    return (
        round(sum(shares[name] * x for name, (x, _) in corners.items()), 1),
        round(sum(shares[name] * y for name, (_, y) in corners.items()), 1),
    )


def text_width(text: str) -> float:
    """How wide `text` can get at most in a common font."""
    return TEXT * sum(_letter(c) for c in text)


def _letter(letter: str) -> float:
    if unicodedata.east_asian_width(letter) in "WF" or ord(letter) > 0x2E7F:
        return _FULL
    if letter in "MWmw@%—…":
        return _WIDE
    return _UPPER if letter.isupper() else _OTHER


def name_box(middle: Spot) -> Box:
    """The rectangle that the name of a corner needs."""
    x, y = middle
    return x - 50, y - 10, x + 50, y + 10


def _lines(label: str) -> tuple[str, ...]:
    """The label in one line or two, the last one cut if need be."""
    first = _fitting(label)
    rest = label[len(first) :].strip()
    if not rest:
        return (first,)
    broken = first[: first.rindex(" ")] if " " in first.strip() and label[len(first)] != " " else first
    if broken.strip() == label.split()[0] and len(label.split()[0]) < 4:
        broken = first
    second = label[len(broken) :].strip()
    shown = _fitting(second)
    return broken.strip(), shown if shown == second else _fitting(shown[:-2]).rstrip() + "…"


def _fitting(text: str) -> str:
    """The longest beginning of `text` that fits a column."""
    room = COLUMN - 2 * MARK - 14
    while text_width(text) > room:
        text = text[:-1]
    return text


def _free(spot: Spot, taken: Sequence[Box], height: float) -> Spot:
    """The nearest place to `spot` where a mark covers nothing; `spot` itself if the plot is full."""
    for x, y in _around(spot):
        inside = COLUMN + MARK <= x <= WIDTH - COLUMN - MARK and MARK <= y <= height - MARK
        if inside and not any(_near(x, y, box) for box in taken):
            return round(x, 1), round(y, 1)
    return spot


def _near(x: float, y: float, box: Box) -> bool:
    left, top, right, bottom = box
    return left - MARK - 1 < x < right + MARK + 1 and top - MARK - 1 < y < bottom + MARK + 1


def _around(spot: Spot) -> Iterator[Spot]:
    """`spot`, then places around it, the nearest first."""
    for dx, dy in _grid():
        yield spot[0] + dx, spot[1] + dy


@lru_cache(maxsize=1)
def _grid(rings: int = 24) -> tuple[Spot, ...]:
    step = 2 * MARK + 2
    grid = [(dx * step, dy * step) for dx in range(-rings, rings + 1) for dy in range(-rings, rings + 1)]
    return tuple(sorted(grid, key=lambda one: (one[0] ** 2 + one[1] ** 2, -one[1], one[0])))


def _labelled(placed: Sequence[Placed], rows: int, height: float) -> Iterator[Placed]:
    """The channels with their labels: the left half of the marks on the left, in the order of their height."""
    middle = WIDTH / 2
    across = sorted(placed, key=lambda one: (one.mark[0], one.mark[1]))
    left = [one for one in across if one.mark[0] < middle]
    cut = min(max(len(left), len(across) - rows), rows)
    for side, column in (("left", across[:cut]), ("right", across[cut:])):
        x = COLUMN - 2 * MARK - 8 if side == "left" else WIDTH - COLUMN + 2 * MARK + 8
        ordered = sorted(column, key=lambda one: one.mark[1])
        for one, y in zip(ordered, _spread([one.mark[1] for one in ordered], height), strict=True):
            yield replace(one, anchor=(x, y), side=side)


def _spread(wanted: Sequence[float], height: float) -> list[float]:
    """Heights close to those `wanted` (in rising order), at least a row apart and inside the drawing."""
    spread: list[float] = []
    for y in wanted:
        spread.append(max(y, spread[-1] + ROW if spread else ROW / 2))
    limit = height - ROW / 2
    for index in range(len(spread) - 1, -1, -1):
        spread[index] = min(spread[index], limit)
        limit = spread[index] - ROW
    return [round(y, 1) for y in spread]
