"""The ternary plot: points where they belong, labels that never overlap."""

from __future__ import annotations

import itertools
import re
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from report_cases import CASES

from advisor.report.chart import ternary
from advisor.report.mix import mix_of
from advisor.report.ternary import WIDTH, Box, name_box, plot
from advisor.strategy import assess

STRATEGIES = ("push", "pull", "networking")
SVG = "{http://www.w3.org/2000/svg}"


@st.composite
def shares(draw: st.DrawFn) -> dict[str, float]:
    """Three shares that add up to 1, often at a corner or alike."""
    parts = draw(st.tuples(*[st.sampled_from([0, 0, 1, 2, 5, 100]) | st.integers(0, 1000)] * 3))
    total = sum(parts)
    return {name: part / total if total else 1 / 3 for name, part in zip(STRATEGIES, parts, strict=True)}


labels = st.text(max_size=120) | st.sampled_from(
    ["Facebook", "W" * 60, "水道局" * 20, "Parks and Recreation of Larkfield (X)"]
)
channels = st.lists(st.tuples(labels, shares()), max_size=36)


def overlap(one: Box, other: Box) -> bool:
    """Whether two rectangles cover common ground, more than rounding makes."""
    return min(one[2], other[2]) - max(one[0], other[0]) > 0.01 < min(one[3], other[3]) - max(one[1], other[1])


@settings(deadline=None, max_examples=200, derandomize=True)
@given(channels)
def test_labels_marks_and_corner_names_never_overlap_and_stay_inside(drawn: list[tuple[str, dict[str, float]]]) -> None:
    made = plot([(number, label, share) for number, (label, share) in enumerate(drawn, 1)])
    boxes = [name_box(spot) for spot in made.names.values()]
    boxes += [one.label_box for one in made.placed] + [one.mark_box for one in made.placed]
    for one, other in itertools.combinations(boxes, 2):
        assert not overlap(one, other)
    for left, top, right, bottom in boxes:
        assert left >= 0
        assert top >= -0.01
        assert right <= WIDTH
        assert bottom <= made.height + 0.01


@settings(deadline=None, max_examples=200, derandomize=True)
@given(channels)
def test_every_channel_is_there_with_its_number_first_in_its_label(drawn: list[tuple[str, dict[str, float]]]) -> None:
    made = plot([(number, label, share) for number, (label, share) in enumerate(drawn, 1)])
    assert [one.number for one in made.placed] == list(range(1, len(drawn) + 1))
    assert all(one.lines[0].startswith(str(one.number)) for one in made.placed)
    assert all(1 <= len(one.lines) <= 2 for one in made.placed)


@pytest.mark.parametrize("strategy", STRATEGIES)
def test_a_pure_channel_stands_in_its_corner(strategy: str) -> None:
    made = plot([(1, "Facebook", {name: float(name == strategy) for name in STRATEGIES})])
    assert made.placed[0].spot == pytest.approx(made.corners[strategy])


def test_a_channel_between_two_strategies_stands_halfway_on_their_edge() -> None:
    made = plot([(1, "X", {"push": 0.5, "pull": 0.5, "networking": 0.0})])
    x, y = made.placed[0].spot
    assert x == pytest.approx((made.corners["push"][0] + made.corners["pull"][0]) / 2)
    assert y == pytest.approx(made.corners["push"][1])


def test_networking_is_on_top_push_on_the_left_and_pull_on_the_right() -> None:
    corners = plot([]).corners
    assert corners["networking"][1] < corners["push"][1] == corners["pull"][1]
    assert corners["push"][0] < corners["networking"][0] < corners["pull"][0]


def test_channels_on_one_spot_are_tied_to_it() -> None:
    made = plot([(n, f"Channel {n}", {"push": 1.0, "pull": 0.0, "networking": 0.0}) for n in (1, 2, 3)])
    assert {one.spot for one in made.placed} == {made.corners["push"]}
    assert len({one.mark for one in made.placed}) == 3
    assert [one.moved for one in made.placed] == [False, True, True]


def test_the_drawing_can_be_read_aloud_and_marks_differ_in_shape() -> None:
    mix = mix_of(assess(CASES["five channels"]))
    drawing = ElementTree.fromstring(str(ternary(mix, "t")))
    assert drawing.get("role") == "img"
    assert drawing.get("aria-labelledby") == "t-title t-desc"
    description = drawing.findtext(f"{SVG}desc") or ""
    for row in mix.rows:
        if row.exact:
            assert f"{row.number}, {row.label}: {row.in_words}" in description
    glyphs = [ElementTree.tostring(next(iter(group))) for group in drawing.iter(f"{SVG}g")]
    assert len(set(glyphs)) == len(glyphs) / 2, "each shape stands at its spot and beside its label"


def test_labels_from_outside_stay_text_in_the_drawing() -> None:
    from report_cases import hostile

    drawing = ElementTree.fromstring(str(ternary(mix_of(assess(hostile().case)), "t")))
    assert not list(drawing.iter("script")) + list(drawing.iter(f"{SVG}script"))
    assert re.search(r"<script>", "".join(drawing.itertext()))
