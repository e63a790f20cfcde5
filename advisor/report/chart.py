"""Charts as inline SVG: the bar of a channel's shares, the ternary plot of all channels, the bars of a distribution.

Colours come from the style sheet around a drawing; shapes and patterns tell everything apart without colour too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup

from advisor.report.judged import Share
from advisor.report.mix import Mix
from advisor.report.phrasing import phrase
from advisor.report.ternary import COLUMN, LINE, MARK, WIDTH, Placed, Plot, Spot, plot

_WIDTH, _HEIGHT = 600, 32  # units of a bar
_PATTERNS = Markup(
    '<defs><pattern id="{id}-pull" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<rect class="pull" width="8" height="8"/><line class="mark" x1="0" y1="0" x2="0" y2="8"/></pattern>'
    '<pattern id="{id}-networking" width="10" height="10" patternUnits="userSpaceOnUse">'
    '<rect class="networking" width="10" height="10"/><circle class="mark" cx="5" cy="5" r="2"/></pattern></defs>'
)
_PART = Markup('<rect class="part {kind}" x="{x}" y="1" width="{width}" height="{height}" fill="{fill}"/>')
_WHOLE = Markup(
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" aria-labelledby="{id}-title {id}-desc" '
    'focusable="false"><title id="{id}-title">{title}</title><desc id="{id}-desc">{desc}</desc>{style}{body}</svg>'
)
_BAR = Markup('<rect class="bar" x="{x}" y="{y}" width="{width}" height="22"/>')
_BAR_TOP, _BAR_STEP, _BAR_LEFT, _BAR_ROOM = 30, 30, 120, 90
_LINE = Markup('<line class="{kind}" x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}"/>')
_TEXT = Markup('<text class="{kind}" x="{x}" y="{y}" text-anchor="{anchor}">{text}</text>')
_AT = Markup('<g class="glyph{hollow}" transform="translate({x} {y})">{shape}</g>')
_SHAPES = tuple(
    Markup(shape)
    for shape in (
        '<circle r="6"/>',
        '<rect x="-5.5" y="-5.5" width="11" height="11"/>',
        '<path d="M0-7 6.5 5H-6.5Z"/>',
        '<path d="M0-7 7 0 0 7-7 0Z"/>',
        '<path d="M0 7 6.5-5H-6.5Z"/>',
        '<path d="M-2.2-6.5h4.4v4.3h4.3v4.4h-4.3v4.3h-4.4v-4.3h-4.3v-4.4h4.3Z"/>',
        '<path d="M-6.5 0-3.2-6H3.2L6.5 0 3.2 6H-3.2Z"/>',
        '<path d="M0-7 2-2.3 7-2 3 1.3 4.4 6.5 0 3.6-4.4 6.5-3 1.3-7-2-2-2.3Z"/>',
    )
)
"""The marks, all within `MARK` of their centre; after the last they come again, hollow."""


@dataclass(frozen=True)
class Distribution:
    """How many of something follow each strategy: a label, and (name, count) for each bar."""

    label: str
    bars: tuple[tuple[str, int], ...]


def chart(shares: Sequence[Share], channel: str, id: str) -> Markup:
    """The bar for `channel`. Plain, striped and dotted parts tell the strategies apart without colour.

    `id` is the prefix of the drawing's ids and must be the only one of its kind on the page.
    """
    parts, x = [_PATTERNS.format(id=id)], 1.0
    for share in shares:
        width = round((_WIDTH - 2) * share.percent / 100, 1)
        fill = f"url(#{id}-{share.strategy})" if share.strategy != "push" else ""
        if width:
            parts.append(_PART.format(kind=share.strategy, x=round(x, 1), width=width, height=_HEIGHT - 2, fill=fill))
        x += width
    told = ", ".join(f"{share.label} {share.percent} %" for share in shares)
    title, desc = phrase("chart.title", channel=channel), phrase("chart.desc", shares=told)
    return _drawing(id, _WIDTH, _HEIGHT, title, desc, parts)


def ternary(mix: Mix, id: str, style: str = "") -> Markup:
    """The ternary plot of all channels that any evidence speaks of; `id` as for `chart`.

    `style` is a style sheet to put into the drawing, for use outside a page that has one.
    """
    shown = [row for row in mix.rows if row.exact]
    drawn = plot([(row.number, row.label, row.exact) for row in shown])
    parts = [*_triangle(drawn)]
    for placed, row in zip(drawn.placed, shown, strict=True):
        parts += _channel(placed, row.number - 1)
    return _drawing(id, WIDTH, drawn.height, phrase("mix.title"), described(mix), parts, style)


def described(mix: Mix) -> str:
    """The ternary plot in words, for those who cannot see it."""
    shown = [row for row in mix.rows if row.exact]
    told = "; ".join(phrase("mix.one", number=r.number, channel=r.label, shares=r.in_words) for r in shown)
    return phrase("mix.desc", channels=told)


def distribution(one: Distribution, id: str) -> Markup:
    """Bars of a distribution, each with its name and count; `id` as for `chart`."""
    most = max([count for _, count in one.bars], default=0) or 1
    parts = [_text("corner", (0, 18), "start", one.label)]
    for index, (name, count) in enumerate(one.bars):
        y = _BAR_TOP + index * _BAR_STEP
        length = round((_WIDTH - _BAR_LEFT - _BAR_ROOM) * count / most, 1)
        parts.append(_text("label", (_BAR_LEFT - 8, y + 16), "end", name))
        parts.append(_BAR.format(x=_BAR_LEFT, y=y, width=max(length, 0.5)))
        parts.append(_text("label", (_BAR_LEFT + length + 8, y + 16), "start", f"{count:,}"))
    told = ", ".join(phrase("audit.bar", name=name, count=f"{count:,}") for name, count in one.bars)
    title, desc = phrase("audit.chart_title", label=one.label), phrase("audit.chart_desc", counts=told)
    return _drawing(id, _WIDTH, _BAR_TOP + len(one.bars) * _BAR_STEP, title, desc, parts)


def standalone_style() -> str:
    """The style sheet of a drawing outside a page: dark on white, in a font that the PDF brings along."""
    return Path(__file__).with_name("drawing.css").read_text(encoding="utf-8")


def _drawing(
    id: str, width: float, height: float, title: str, desc: str, parts: Sequence[Markup], style: str = ""
) -> Markup:
    return _WHOLE.format(
        id=id,
        width=f"{width:g}",
        height=f"{height:g}",
        title=title,
        desc=desc,
        style=Markup("<style>{}</style>").format(Markup(style)) if style else "",
        body=Markup("").join(parts),
    )


def _triangle(drawn: Plot) -> list[Markup]:
    push, pull, top = drawn.corners["push"], drawn.corners["pull"], drawn.corners["networking"]
    centre = ((push[0] + pull[0] + top[0]) / 3, (push[1] + pull[1] + top[1]) / 3)
    outline = Markup('<path class="edge" d="M{} {} {} {} {} {}Z"/>').format(*push, *pull, *top)
    return [
        outline,
        *(_line("guide", centre, _middle(a, b)) for a, b in ((push, pull), (pull, top), (top, push))),
        *(
            _text("corner", (x, y + 5), "middle", phrase(f"strategy_names.{name}"))
            for name, (x, y) in drawn.names.items()
        ),
    ]


def _channel(placed: Placed, index: int) -> list[Markup]:
    x, y = placed.anchor
    glyph = (COLUMN - MARK - 4, y) if placed.side == "left" else (WIDTH - COLUMN + MARK + 4, y)
    end = (COLUMN, y) if placed.side == "left" else (WIDTH - COLUMN, y)
    tie = [_line("tie", placed.spot, placed.mark)] if placed.moved else []
    dot = [Markup('<circle class="spot" cx="{}" cy="{}" r="2"/>').format(*placed.spot)] if placed.moved else []
    anchor = "end" if placed.side == "left" else "start"
    return [
        _line("leader", placed.mark, end),
        *tie,
        *dot,
        _glyph(placed.mark, index),
        _glyph(glyph, index),
        *(_text("label", (x, y + 4.5 + shift), anchor, line) for shift, line in _shifted(placed.lines)),
    ]


def _shifted(lines: Sequence[str]) -> list[tuple[float, str]]:
    """The lines of a label, each with its distance from the middle."""
    return [(LINE * (index - (len(lines) - 1) / 2), line) for index, line in enumerate(lines)]


def _glyph(at: Spot, index: int) -> Markup:
    hollow = " hollow" if index // len(_SHAPES) % 2 else ""
    return _AT.format(x=at[0], y=at[1], shape=_SHAPES[index % len(_SHAPES)], hollow=hollow)


def _line(kind: str, start: Spot, end: Spot) -> Markup:
    return _LINE.format(
        kind=kind, x1=round(start[0], 1), y1=round(start[1], 1), x2=round(end[0], 1), y2=round(end[1], 1)
    )


def _text(kind: str, at: Spot, anchor: str, text: str) -> Markup:
    return _TEXT.format(kind=kind, x=at[0], y=round(at[1], 1), anchor=anchor, text=text)


def _middle(a: Spot, b: Spot) -> Spot:
    return (a[0] + b[0]) / 2, (a[1] + b[1]) / 2
