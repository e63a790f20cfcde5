"""The agency's name where no usual words introduce it: weighed word by word."""

from __future__ import annotations

import pytest

from advisor.understanding import Reader
from advisor.understanding.own_name import may_name


def name(reader: Reader, text: str) -> object:
    return next((fact.value for fact in reader.read(text).facts if fact.fact == "name"), None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I'm the PIO for Tamarind Ridge Fire District", "Tamarind Ridge Fire District"),
        ("helo i am new here, Pensions Bureau of Lindavo", "Pensions Bureau of Lindavo"),
        ("Just joined the Tourism Board of Saltmere from agency-land, super pumped", "Tourism Board of Saltmere"),
        ("sysadmin, accidentally in charge of social media at the Waterways Office of Hestrand", "Waterways Office of Hestrand"),
        ("The Harbour Authority of St. Oswin has X and a newsletter.", "Harbour Authority of St. Oswin"),
    ],
)  # fmt: skip
def test_a_name_is_found_wherever_it_stands(reader: Reader, text: str, expected: str) -> None:
    assert name(reader, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The Norlund Police Department told us to close the comments",
        "we are a small fire department, three people",
        "my cousin works at the Ministry of Works in Oldmere",
        "on Facebook people can comment and we answer most of them",
        "Borough council in London here, we do Nextdoor and X",
        "texas, county level, three people",
        "First trust, then finding nurses",
        "It was Mayor Brockhurst who closed the comments",
        "The county answers complaints, I believe, but that is the county",
        "Fire Dept here, city of 40k in Iowa",
        "We'd love to be like the Norlund Museums, they let residents write",
    ],
)
def test_others_and_kinds_of_agencies_are_no_name(reader: Reader, text: str) -> None:
    assert name(reader, text) is None


def test_plain_messages_are_not_searched_for_names() -> None:
    assert not may_name("we post about twice a week on Facebook and nobody answers")
    assert may_name("it's the waterschap, as ever")
