"""Whatever bytes come in, a reader reads them or refuses them in one line; and what a hunt once found stays mended."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fuzz.targets import HERE, TARGETS, Target

FOUND = sorted((HERE / "found").glob("*/*"))
SIGNS = st.binary(max_size=12) | st.sampled_from(
    [b"\0", b"\xff\xfe", b"\n", b"- ", b": ", b"{", b"}", b"[", b"\\", b"&a", b"*a", b"NaN", b"1e999", b"9" * 400]
)


def damaged(target: Target) -> st.SearchStrategy[bytes]:
    """A good input with a few stretches replaced."""

    def damage(drawn: tuple[bytes, list[tuple[float, int, bytes]]]) -> bytes:
        content, wounds = drawn
        for place, length, put in wounds:
            start = int(place * len(content))
            content = content[:start] + put + content[start + length :]
        return content

    wounds = st.lists(st.tuples(st.floats(0, 1), st.integers(0, 40), SIGNS), min_size=1, max_size=4)
    return st.tuples(st.sampled_from(target.seeds), wounds).map(damage) | st.binary(max_size=300)


@pytest.mark.parametrize("name", sorted(TARGETS))
def test_good_input_is_read(name: str) -> None:
    for seed in TARGETS[name].seeds:
        TARGETS[name].run(seed)


@pytest.mark.parametrize("name", sorted(TARGETS))
def test_damaged_input_is_read_or_refused_in_one_line(name: str) -> None:
    target = TARGETS[name]

    @settings(max_examples=250, deadline=None, suppress_health_check=list(HealthCheck))
    @given(damaged(target))
    def run(content: bytes) -> None:
        target.run(content)

    run()


@pytest.mark.parametrize("file", FOUND, ids=lambda file: f"{file.parent.name}/{file.name}")
def test_what_a_hunt_found_stays_mended(file: pytest.FixtureRequest) -> None:
    TARGETS[file.parent.name].run(file.read_bytes())
