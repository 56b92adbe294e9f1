"""discover, source add, office add and offices --without-source, on sites of the town."""

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest
import yaml

from flows.discovery.site_search import discover, save_proven
from flows.discovery.source_adding import add_office, add_source
from flows.office_list import list_offices
from flows.printing.discovery_json import discovery_as_json
from flows.targets import targets
from schemas.codes import CandidateStatus
from schemas.errors import FetchError, ThitthangError, UnknownOfficeError
from sources.discovery import DiscoveryLimits
from sources.office_files import read_office_file
from tests.cli.conftest import thitthang
from tests.town.people import residents
from tests.town.searching import LIMITS

WHO = residents()
FRONTPAGE, MUNICIPALITY, SHELF = WHO[0], WHO[3], WHO[8]


@pytest.fixture(autouse=True)
def opened(first_town, monkeypatch):
    monkeypatch.setenv("THITTHANG_TEST_LOOPBACK", first_town.loopback)
    first_town.log.clear()


def test_only_proven_pages_are_saved_and_then_known(settings):
    found = discover(SHELF.office_id, settings, start=SHELF.home, fetch_limits=LIMITS)
    saved = save_proven(found, settings)
    assert {address.rpartition("/")[2] for address in saved} == {"2566-a.pdf", "kz.pdf"}
    assert save_proven(found, settings) == ()
    own = read_office_file(settings.sources, SHELF.office_id)
    assert set(saved) <= set(own.addresses)
    entries = yaml.safe_load((settings.sources / f"{SHELF.office_id}.yaml").read_text())["addresses"]
    noted = [entry for entry in entries if isinstance(entry, dict)]
    assert {entry["found"] for entry in noted} == {datetime.now(UTC).date()}
    (target,) = targets([SHELF.office_id], settings)
    assert set(saved) <= set(target.addresses)
    again = discover(SHELF.office_id, settings, start=SHELF.home, fetch_limits=LIMITS)
    assert {one.address for one in again.of(CandidateStatus.PROVEN) if one.lead.known} == set(saved)


def test_an_added_office_is_searched_from_its_website(settings):
    found = discover("อบต.หนองฝ้ายคำ", settings, fetch_limits=LIMITS)
    assert found.starts == (MUNICIPALITY.home,)
    assert len(found.of(CandidateStatus.PROVEN)) == 2


def test_a_search_keeps_its_limit(settings, first_town):
    limits = DiscoveryLimits(requests=5)
    found = discover(FRONTPAGE.office_id, settings, start=FRONTPAGE.home, limits=limits, fetch_limits=LIMITS)
    assert len(first_town.log) == found.requests == 5
    assert found.waiting
    told = discovery_as_json(found)
    assert told == json.loads(json.dumps(told))
    assert (told["requests"], len(told["not_followed"])) == (5, len(found.waiting))
    assert told["candidates"][0]["reasons"] == ["start of the site"]


def test_a_home_page_in_the_office_file_is_the_start(settings):
    (settings.sources / f"{FRONTPAGE.office_id}.yaml").write_text(f"home: {FRONTPAGE.home}\n")
    limits = DiscoveryLimits(requests=2)
    assert discover(FRONTPAGE.office_id, settings, limits=limits, fetch_limits=LIMITS).starts == (
        FRONTPAGE.home,
    )


def test_without_a_home_page_there_is_a_remedy(settings):
    with pytest.raises(ThitthangError, match="--start"):
        discover("esa-p-bangkok", settings)
    with pytest.raises(UnknownOfficeError):
        discover("no such office", settings)


def test_a_site_that_does_not_answer_is_silent(settings):
    start = "http://www.nowhere.example/"
    found = discover("esa-p-bangkok", settings, start=start, fetch_limits=replace(LIMITS, attempts=1))
    assert found.is_silent
    assert not found.of(CandidateStatus.PROVEN)


def test_a_page_with_statements_is_added(settings):
    address = f"{MUNICIPALITY.home}page.php?id=12"
    added = add_source(MUNICIPALITY.office_id, address, settings, reason="told by the office", limits=LIMITS)
    assert (added.refusal, added.is_new) == ("", True)
    assert not add_source(MUNICIPALITY.office_id, f"{address}#x", settings, limits=LIMITS).is_new
    (entry,) = yaml.safe_load((settings.sources / f"{MUNICIPALITY.office_id}.yaml").read_text())["addresses"]
    assert (entry["url"], entry["by"], entry["reason"]) == (address, "source add", "told by the office")


@pytest.mark.parametrize(
    ("page", "reason"), [("page.php?id=11", "no section"), ("read.php?nid=1", "no section")]
)
def test_a_page_without_statements_is_refused_unless_forced(settings, page, reason):
    address = f"{MUNICIPALITY.home}{page}"
    path = settings.sources / f"{MUNICIPALITY.office_id}.yaml"
    assert reason in add_source(MUNICIPALITY.office_id, address, settings, limits=LIMITS).refusal
    assert not path.exists()
    assert add_source(MUNICIPALITY.office_id, address, settings, force=True, limits=LIMITS).is_new
    assert path.exists()


def test_a_page_of_another_office_is_refused(settings):
    added = add_source(FRONTPAGE.office_id, f"{FRONTPAGE.home}other.htm", settings, limits=LIMITS)
    assert "names another office" in added.refusal


def test_a_page_that_does_not_come_is_an_error(settings):
    with pytest.raises(FetchError, match="GONE"):
        add_source(FRONTPAGE.office_id, f"{FRONTPAGE.home}nothing.htm", settings, force=True, limits=LIMITS)


def test_offices_without_a_source(settings):
    before = {office.office_id for office in list_offices(None, settings, without_source=True)}
    assert {"esa-p-bangkok", MUNICIPALITY.office_id} <= before
    assert "esa-p-loei-2" not in before
    (settings.sources / "esa-p-bangkok.yaml").write_text("addresses: [http://a.example/]\n")
    after = {office.office_id for office in list_offices(None, settings, without_source=True)}
    assert before - after == {"esa-p-bangkok"}


def test_an_office_is_added_once(settings):
    row = {"office_id": "school-b", "name_th": "โรงเรียนบ้านทุ่งใหม่", "province_th": "เลย"}
    add_office(row, settings)
    with pytest.raises(ThitthangError, match="has this id"):
        add_office(row, settings)
    assert [office.office_id for office in list_offices("โรงเรียนบ้านทุ่งใหม่", settings)] == ["school-b"]


def test_the_command_lines(tmp_path, first_town):
    more = {"cwd": tmp_path, "THITTHANG_TEST_LOOPBACK": first_town.loopback}
    done = thitthang(
        "office", "add", "tao-nong-fai", "--name", MUNICIPALITY.name, "--province", "น่าน", **more
    )
    assert (done.code, done.err) == (0, "")
    assert "sources.d/offices.yaml" in done.out
    page = f"{MUNICIPALITY.home}page.php?id=12"
    done = thitthang("source", "add", "tao-nong-fai", page, **more)
    assert done.code == 0
    assert "1 vision, 4 mission, 4 strategy" in done.out
    done = thitthang(
        "discover", "tao-nong-fai", "--start", page, "--limit", "2", "--explain", "--save", **more
    )
    assert done.code == 0
    assert "1 proven of" in done.out
    assert "known before" in done.out
    done = thitthang("offices", "--without-source", "--json", cwd=tmp_path)
    assert "tao-nong-fai" not in {office["office_id"] for office in json.loads(done.out)}
