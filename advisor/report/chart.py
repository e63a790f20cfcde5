"""The bar of the three shares, as inline SVG."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from advisor.report.judged import Share
from advisor.report.phrasing import phrase

_WIDTH, _HEIGHT = 600, 44  # units of the drawing
_PATTERNS = Markup(
    '<defs><pattern id="{id}-pull" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<rect class="pull" width="8" height="8"/><line class="mark" x1="0" y1="0" x2="0" y2="8"/></pattern>'
    '<pattern id="{id}-networking" width="10" height="10" patternUnits="userSpaceOnUse">'
    '<rect class="networking" width="10" height="10"/><circle class="mark" cx="5" cy="5" r="2"/></pattern></defs>'
)
_PART = Markup('<rect class="part {kind}" x="{x}" y="1" width="{width}" height="{height}" fill="{fill}"/>')
_WHOLE = Markup(
    '<svg viewBox="0 0 {width} {height}" role="img" aria-labelledby="{id}-title {id}-desc" focusable="false">'
    '<title id="{id}-title">{title}</title><desc id="{id}-desc">{desc}</desc>{patterns}{parts}</svg>'
)


def chart(shares: Sequence[Share], channel: str, id: str) -> Markup:
    """The bar for `channel`. Plain, striped and dotted parts tell the strategies apart without colour.

    `id` is the prefix of the drawing's ids and must be the only one of its kind on the page.
    """
    parts, x = [], 1.0
    for share in shares:
        width = round((_WIDTH - 2) * share.percent / 100, 1)
        fill = f"url(#{id}-{share.strategy})" if share.strategy != "push" else ""
        if width:
            parts.append(_PART.format(kind=share.strategy, x=round(x, 1), width=width, height=_HEIGHT - 2, fill=fill))
        x += width
    told = ", ".join(f"{share.label} {share.percent} %" for share in shares)
    return _WHOLE.format(
        id=id,
        width=_WIDTH,
        height=_HEIGHT,
        title=phrase("chart.title", channel=channel),
        desc=phrase("chart.desc", shares=told),
        patterns=_PATTERNS.format(id=id),
        parts=Markup("").join(parts),
    )
