"""Figures and their uncertainty."""

from __future__ import annotations

import json

import exports as ex
import pytest
from exports import SITE, archive

from advisor.evidence.uncertainty import poisson, wilson


def test_the_interval_is_wilsons() -> None:
    assert wilson(16, 100) == pytest.approx((0.1009, 0.2442), abs=1e-4)
    assert wilson(0, 100)[0] == 0
    assert wilson(100, 100)[1] == 1
    assert wilson(0, 0) == (0, 1)


def test_the_interval_of_a_count_is_garwoods() -> None:
    assert poisson(10) == pytest.approx((4.795, 18.39), abs=0.05)
    assert poisson(0) == pytest.approx((0, 3.69), abs=0.05)


def test_a_measure_has_a_sentence_with_file_window_and_range() -> None:
    found = ex.figure(archive(plain=132, linking=18), "own_site_links", **SITE)
    assert (
        found.says
        == "In export, 12 % of 150 posts link to your website (Jan 2025 – May 2025; 95 % range 7.7 % to 18 %)."
    )
    assert (found.state, found.count, found.of) == ("measured", 18, 150)


def test_many_short_addresses_cannot_be_told_and_the_users_own_is_asked_for() -> None:
    found = ex.figure(archive(plain=60, linking=40, short=50), "own_site_links", **SITE)
    assert (found.state, found.value) == ("hidden", None)
    assert "name it as an own site" in found.says
    assert ex.values(archive(plain=60, linking=40, short=50), "own_site_links", **SITE) == ("some", "most")
    own = {"own_sites": ["springfield.gov", "bit.ly"]}
    assert ex.counts(archive(plain=60, linking=40, short=50), "own_site_links", **own) == (90, 150)


def test_a_hidden_measure_still_settles_a_fact_when_both_ends_agree() -> None:
    assert ex.values(archive(plain=20, linking=110, short=30), "own_site_links", **SITE) == ("most",)
    assert ex.values(archive(plain=150, short=10), "own_site_links", **SITE) == ("few",)


def test_without_an_own_site_the_hosts_are_suggested() -> None:
    found = ex.figure(archive(plain=60, linking=90), "own_site_links")
    assert found.state == "hidden"
    assert "Links lead most often to: springfield.gov (90)." in found.says


def test_a_host_met_now_and_then_is_not_suggested() -> None:
    row = {"text": "Our friend Ann", "expanded_urls": "https://ann-example.blog/me"}
    assert "ann-example" not in json.dumps(ex.measured(ex.old_x(150, row)).as_json())


def test_own_sites_are_compared_by_suffix_and_path() -> None:
    urls = [
        "https://www.springfield.gov/a",
        "http://parks.springfield.gov",
        "https://notspringfield.gov",
        "https://springfield.gov.evil.example",
        "https://x.example/springfield.gov",
    ]
    content = ex.old_x(0, *[{"expanded_urls": url} for url in urls])
    assert ex.counts(content, "own_site_links", own_sites=["https://www.springfield.gov/"]) == (2, 5)
    paths = [
        "https://www.gov.uk/government/organisations/hm-treasury/about",
        "https://www.gov.uk/vat",
        "https://www.gov.uk/government/organisations/hm-treasury-2",
    ]
    content = ex.old_x(0, *[{"expanded_urls": url} for url in paths])
    assert ex.counts(content, "own_site_links", own_sites=["gov.uk/government/organisations/hm-treasury"]) == (1, 3)


@pytest.mark.parametrize("site", ["", "springfield", "spring field.gov", "http://", "@springfield", "*.gov"])
def test_what_is_no_site_is_refused_with_an_example(site: str) -> None:
    assert ex.complaint(ex.old_x(1), own_sites=[site]).endswith(
        "must be a host such as springfield.gov, with or without a path."
    )


def test_links_to_the_platform_itself_lead_nowhere() -> None:
    content = ex.old_x(
        2,
        {"expanded_urls": "https://twitter.com/springfield/status/1/photo/1"},
        {"expanded_urls": "https://youtu.be/1"},
    )
    assert ex.counts(content, "outside_links") == (1, 4)


def test_progress_is_told_in_bytes_up_to_the_end() -> None:
    content, told = ex.old_x(9000), []
    ex.measured(content, progress=lambda name, done, size: told.append((name, done, size)))
    assert [done for _, done, _ in told] == sorted(done for _, done, _ in told)
    assert told[-1] == ("export", len(content), len(content))
