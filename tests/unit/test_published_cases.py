"""No result may contradict what has been published about a case."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from advisor.facts import read_case
from advisor.strategy import assess

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "published.yml").read_text(encoding="utf-8"))
RESULTS = {"push", "pull", "networking", "mixed", "undetermined"}

each_case = pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])


def judged(case: dict[str, Any]) -> dict[str, Any]:
    channel = {"platform": case["platform"], "name": case["id"], "facts": case["facts"]}
    result: dict[str, Any] = assess(read_case({"agency": case["agency"], "channels": [channel]})).as_json()
    return result["channels"][0]


@each_case
def test_the_result_agrees_with_the_source(case: dict[str, Any]) -> None:
    channel = judged(case)
    assert channel["strategy"] in case["accept"]
    assert channel["strategy"] not in case["reject"]
    if channel["strategy"] == "mixed" and "mixed_of" in case:
        assert set(channel["mixed_of"]) == set(case["mixed_of"])
    if channel["strategy"] == "pull" and "variant" in case:
        assert channel["variant"] == case["variant"]


@each_case
def test_a_case_names_its_source_and_sorts_results_into_one_list_each(case: dict[str, Any]) -> None:
    assert case["says"].strip()
    assert case["source"].strip()
    assert set(case["accept"]) | set(case["reject"]) <= RESULTS
    assert not set(case["accept"]) & set(case["reject"])


def test_no_case_stands_there_twice() -> None:
    ids = [case["id"] for case in CASES]
    assert len(ids) == len(set(ids))
