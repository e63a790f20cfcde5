"""All channels in one triangle: the nearer a point to a corner, the more of the evidence speaks for that strategy."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from advisor.report.phrasing import phrase

SIDE = 360.0  # length of a side, in units of the drawing
LEFT, TOP = 90.0, 40.0  # of the triangle
HEIGHT = SIDE * math.sqrt(3) / 2
RADIUS = 11.0  # of a point; two points whose discs would touch are moved apart
_CORNERS = {"push": (LEFT, TOP + HEIGHT), "pull": (LEFT + SIDE, TOP + HEIGHT), "networking": (LEFT + SIDE / 2, TOP)}
_ROUNDS = 200


@dataclass(frozen=True)
class Point:
    """A channel in the drawing: its number, where it belongs (`x`, `y`), and where its disc is drawn (`at_x`, `at_y`)."""

    number: int
    label: str
    x: float
    y: float
    at_x: float
    at_y: float


def points(shares: Sequence[tuple[str, Mapping[str, float]]]) -> tuple[Point, ...]:
    """A point for each (label, shares); the shares of each add up to anything above zero.

    Discs that would overlap are drawn apart, and a line leads to where each belongs.
    """
    true = [_place(mix) for _, mix in shares]
    drawn = _apart(true)
    return tuple(
        Point(n, label, round(x, 1), round(y, 1), round(at_x, 1), round(at_y, 1))
        for n, ((label, _), (x, y), (at_x, at_y)) in enumerate(zip(shares, true, drawn), 1)
    )


def _place(mix: Mapping[str, float]) -> tuple[float, float]:
    total = sum(mix[name] for name in _CORNERS)
    x, y = (sum(mix[name] * _CORNERS[name][axis] for name in _CORNERS) / total for axis in (0, 1))
    return x, y


def _apart(true: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """Pushes discs apart, a little each round, until none overlaps."""
    discs = [(x + 1e-3 * math.cos(n), y + 1e-3 * math.sin(n)) for n, (x, y) in enumerate(true)]
    for _ in range(_ROUNDS):
        moved = False
        for i in range(len(discs)):
            for j in range(i):
                dx, dy = discs[i][0] - discs[j][0], discs[i][1] - discs[j][1]
                gap = math.hypot(dx, dy)
                lack = 2 * RADIUS + 1 - gap
                if lack > 0:
                    step_x, step_y = dx / gap * lack / 2, dy / gap * lack / 2
                    discs[i] = (discs[i][0] + step_x, discs[i][1] + step_y)
                    discs[j] = (discs[j][0] - step_x, discs[j][1] - step_y)
                    moved = True
        if not moved:
            break
    return discs


def width() -> float:
    """Of the whole drawing."""
    return SIDE + 2 * LEFT


def height() -> float:
    """Of the whole drawing."""
    return HEIGHT + 2 * TOP + 10


_SVG = Markup(
    '<svg class="ternary" viewBox="{box}" role="img" aria-labelledby="ternary-title ternary-desc" focusable="false">'
    '<title id="ternary-title">{title}</title><desc id="ternary-desc">{desc}</desc>{parts}</svg>'
)
_LINE = Markup('<line class="{kind}" x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"/>')
_DISC = Markup(
    '<circle class="disc" cx="{x}" cy="{y}" r="{r}"/><text class="number" x="{x}" y="{y}" dy="0.35em">{number}</text>'
)
_WORD = Markup('<text class="corner" x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{word}</text>')


def ternary(shares: Sequence[tuple[str, Mapping[str, float]]]) -> Markup:
    """The drawing as inline SVG. The numbers stand for the channels in the order given; a table must tell the figures."""
    parts = [*_grid(), *_words()]
    for point in points(shares):
        if math.hypot(point.x - point.at_x, point.y - point.at_y) > 1:
            parts.append(_LINE.format(kind="leader", x1=point.x, y1=point.y, x2=point.at_x, y2=point.at_y))
        parts.append(_DISC.format(x=point.at_x, y=point.at_y, r=RADIUS, number=point.number))
    told = "; ".join(
        f"{n}, {label}: " + ", ".join(f"{name} {mix[name]:.0f} %" for name in _CORNERS)
        for n, (label, mix) in enumerate(shares, 1)
    )
    return _SVG.format(
        box=f"0 0 {width():.0f} {height():.0f}",
        title=phrase("ternary.title"),
        desc=phrase("ternary.desc", channels=told),
        parts=Markup("").join(parts),
    )


def grid() -> list[tuple[str, float, float, float, float]]:
    """Every line of the triangle: its kind (`edge` or `grid`) and its ends."""
    lines = []
    names = list(_CORNERS)
    for part in (0.0, 0.25, 0.5, 0.75):
        for i in range(3):
            one, two, far = names[i], names[(i + 1) % 3], names[(i + 2) % 3]
            a = _place({one: 1 - part, two: 0.0, far: part})
            b = _place({one: 0.0, two: 1 - part, far: part})
            lines.append(("grid" if part else "edge", *a, *b))
    return lines


def _grid() -> list[Markup]:
    return [_LINE.format(kind=kind, x1=x1, y1=y1, x2=x2, y2=y2) for kind, x1, y1, x2, y2 in grid()]


def corners() -> list[tuple[str, float, float, str]]:
    """Each corner's word: the word, where it stands, and which end of it stands there."""
    return [
        (phrase("strategy_names.push"), LEFT - 8, TOP + HEIGHT + 24, "middle"),
        (phrase("strategy_names.pull"), LEFT + SIDE + 8, TOP + HEIGHT + 24, "middle"),
        (phrase("strategy_names.networking"), LEFT + SIDE / 2, TOP - 14, "middle"),
    ]


def _words() -> list[Markup]:
    return [_WORD.format(x=x, y=y, anchor=anchor, word=word) for word, x, y, anchor in corners()]
