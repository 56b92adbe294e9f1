"""Searches through generated sites: what was planted is found, nothing else proven, with few requests."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from schemas.codes import CandidateStatus
from tests.town.people import residents
from tests.town.searching import hosts_of, search

TEMPLATES = 10
EVERY = pytest.mark.prove


def searched(town, residents_of_town):
    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(lambda who: search(town, who, hosts_of(town, who)), residents_of_town))


def hold(town, whom):
    """Must show 1: at least 95 % found, at most 5 % others among the proven, at most 60 requests a site."""
    results = searched(town, whom)
    found = sum(len(result.found) for result in results)
    missed = {page for result in results for page in result.missed}
    others = {page for result in results for page in result.others}
    assert found >= 0.95 * (found + len(missed)), sorted(missed)
    assert len(others) <= 0.05 * (found + len(others)), sorted(others)
    asked = town.requests()
    for who, result in zip(whom, results, strict=True):
        assert result.requests == sum(asked[host] for host in hosts_of(town, who))
        assert result.requests <= 60
    return results


def test_one_site_of_each_template_of_the_first_town(first_town):
    hold(first_town, residents()[:TEMPLATES])


def test_one_site_of_each_template_of_the_second_town(second_town):
    hold(second_town, residents(offset=2)[:TEMPLATES])


def test_one_site_of_each_template_of_the_third_town(third_town):
    hold(third_town, residents(offset=3)[:TEMPLATES])


def test_some_sites_of_the_drawn_town(drawn_town):
    hold(drawn_town, residents(offset=1)[:TEMPLATES])


@EVERY
def test_the_first_town(first_town):
    first_town.log.clear()
    hold(first_town, residents())


@EVERY
def test_the_second_town(second_town):
    second_town.log.clear()
    hold(second_town, residents(offset=2))


@EVERY
def test_the_third_town(third_town):
    third_town.log.clear()
    hold(third_town, residents(offset=3))


@EVERY
def test_the_drawn_town(drawn_town):
    drawn_town.log.clear()
    hold(drawn_town, residents(offset=1))


def result_of(town, who):
    return search(town, who, hosts_of(town, who)).discovery


def test_a_plan_of_another_office_is_listed_apart(first_town):
    found = result_of(first_town, residents()[8])
    (other,) = found.of(CandidateStatus.OTHER_OWNER)
    assert other.address.endswith("/files/ay1.pdf")
    assert other.owner_id == "esa-p-phranakhonsiayutthaya-1"


def test_a_page_of_scripts_is_named(second_town):
    found = result_of(second_town, residents(offset=2)[4])
    assert [one.lead.depth for one in found.of(CandidateStatus.NEEDS_JS)] == [0]
    assert len(found.of(CandidateStatus.PROVEN)) == 2


def test_the_same_page_under_another_address_is_told(first_town):
    found = result_of(first_town, residents()[2])
    (twin,) = found.of(CandidateStatus.REPEATS)
    assert "id=9" in twin.address
    assert twin.repeated in {one.address for one in found.of(CandidateStatus.PROVEN)}


def test_endless_lists_are_not_followed(first_town):
    result_of(first_town, residents()[9])
    result_of(first_town, residents()[3])
    paths = {asked.path for asked in first_town.log}
    assert not {path for path in paths if "month=" in path or "gallery.php" in path}


def test_reasons_are_given(first_town):
    found = result_of(first_town, residents()[1])
    plan = next(one for one in found.of(CandidateStatus.PROVEN) if one.address.endswith(".pdf"))
    assert any("แผนปฏิบัติราชการ" in reason for reason in plan.lead.score.reasons)
    assert plan.lead.found_on
