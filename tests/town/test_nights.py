"""Three nights of the whole town: all is new, nothing is new, ten sites are not what they were."""

from dataclasses import replace

import pytest
import yaml

from flows.steps import ingest
from schemas.codes import OutcomeStatus
from sources.fetched import FetchLimits
from stores.curated.release import open_release
from stores.journal import Journal
from stores.roots import open_root
from tests.town import first, pages
from tests.town.pages import Page
from tests.town.people import residents
from tests.town.server import served
from tests.town.words import direction

QUICK = FetchLimits(total_seconds=30, wait_seconds=15, pause_seconds=0, attempts=1)
WHO = residents()
IDS = [who.office_id for who in WHO]
CHANGED, REDESIGNED = (1, 2, 3, 6, 8), 13
ONE_PAGE_GONE, SITE_GONE, LOGIN, OTHER_OWNER = 5, 17, 27, 37
NEW_VISION = "องค์กรที่เขียนวิสัยทัศน์ใหม่ทั้งหมดแล้ว"


@pytest.fixture
def town(settings, monkeypatch):
    """A town of its own, since its sites change; every planted page is known."""
    with served(first.sites()) as town:
        monkeypatch.setenv("THITTHANG_TEST_LOOPBACK", town.loopback)
        for who in WHO:
            planted = [
                f"http://{who.host}{path}" for path, page in town.sites[who.host].items() if page.planted
            ]
            path = settings.sources / f"{who.office_id}.yaml"
            path.write_text(yaml.safe_dump({"addresses": planted}, allow_unicode=True))
        yield town


class Night:
    """What a run did, and what readers see after it."""

    def __init__(self, settings, town):
        before = len(town.log)
        self.report = ingest(IDS, settings, limits=QUICK)
        self.log = [asked for asked in town.log[before:] if asked.path != "/robots.txt"]
        release = open_release(settings.curated)
        self.coverage = {
            (row["office_id"], row["kind"]): (row["status"], row["reason"])
            for row in release.table("coverage").to_pylist()
        }
        self.stated = {
            (row["office_id"], row["kind"], row["text"]) for row in release.table("direction").to_pylist()
        }
        self.clocks = Journal(open_root(settings.curated)).clocks()
        self.status = {outcome.office_id: outcome.status for outcome in self.report.outcomes}

    def of(self, at):
        return {(kind, text) for office_id, kind, text in self.stated if office_id == IDS[at]}


def change(town):
    """Five offices write a new vision, one is redesigned, two go, one is a log-in, one another's."""
    for at in CHANGED:
        stated = replace(direction(IDS[at]), vision=NEW_VISION)
        town.sites[WHO[at].host] = first.TEMPLATES[at % 10](WHO[at], stated, direction(f"other {at}"))
    stated = direction(IDS[REDESIGNED])
    parts = (
        pages.vision(stated, "วิสัยทัศน์"),
        pages.missions(stated, "พันธกิจ", pages.numbered),
        pages.strategies(stated),
    )
    body = f"<div class=top><h1>{WHO[REDESIGNED].name}</h1></div>" + "".join(
        f"<section>{part}</section>" for part in parts
    )
    town.sites[WHO[REDESIGNED].host]["/page.php?id=12"] = Page(pages.html("ทิศทางองค์กร", body).encode())
    del town.sites[WHO[ONE_PAGE_GONE].host]["/page1.php"]
    town.sites[WHO[SITE_GONE].host].clear()
    town.sites[WHO[LOGIN].host]["/"] = Page(pages.html("เข้าสู่ระบบ", pages.login()).encode())
    other = direction("somebody else")
    parts = (pages.vision(other), pages.missions(other), pages.goals(other), pages.values(other))
    body = f"<h1>{pages.OTHER}</h1>{''.join(parts)}"
    town.sites[WHO[OTHER_OWNER].host]["/"] = Page(pages.html(pages.OTHER, body).encode())


def test_three_nights(settings, town):
    new = Night(settings, town)
    assert (new.report.exit_code, new.report.message) == (0, "40/40 offices")
    assert {office_id for office_id, _, _ in new.stated} == set(IDS)

    quiet = Night(settings, town)
    assert not quiet.report.published
    assert set(quiet.status.values()) == {OutcomeStatus.UNCHANGED}
    assert len(quiet.log) == len(new.log)
    assert all(asked.conditional and asked.status == 304 for asked in quiet.log)
    assert all(quiet.clocks[one].looked_at > new.clocks[one].looked_at for one in IDS)
    assert all(quiet.clocks[one].changed_at == new.clocks[one].changed_at for one in IDS)

    change(town)
    late = Night(settings, town)
    assert late.report.exit_code == 1
    _outcomes_are_right(late)
    _rows_are_right(quiet, late)
    _coverage_is_right(quiet, late)
    _clocks_are_right(quiet, late)


def _outcomes_are_right(late):
    published = {IDS[at] for at in (*CHANGED, REDESIGNED, OTHER_OWNER)}
    failed = {IDS[ONE_PAGE_GONE], IDS[SITE_GONE]}
    expected = dict.fromkeys(IDS, OutcomeStatus.UNCHANGED)
    expected |= dict.fromkeys(published, OutcomeStatus.PUBLISHED)
    expected |= dict.fromkeys(failed, OutcomeStatus.FAILED)
    expected[IDS[LOGIN]] = OutcomeStatus.HELD
    assert late.status == expected
    assert all(asked.conditional or asked.status in {200, 404} for asked in late.log)


def _rows_are_right(quiet, late):
    for at in CHANGED:
        assert late.of(at) - quiet.of(at) == {("vision", NEW_VISION)}
        assert {kind for kind, _ in quiet.of(at) - late.of(at)} == {"vision"}
    assert not late.of(OTHER_OWNER)
    changed = {IDS[at] for at in (*CHANGED, OTHER_OWNER)}
    others = {row for row in late.stated if row[0] not in {*changed, "esa-p-phranakhonsiayutthaya-1"}}
    assert others == {row for row in quiet.stated if row[0] not in changed}
    assert ("esa-p-phranakhonsiayutthaya-1", "vision", direction("somebody else").vision) in late.stated


def _coverage_is_right(quiet, late):
    moved = {key[0] for key, value in late.coverage.items() if quiet.coverage.get(key) != value}
    assert moved == {IDS[OTHER_OWNER], "esa-p-phranakhonsiayutthaya-1"}
    asked = {value for key, value in late.coverage.items() if key[0] == IDS[OTHER_OWNER]}
    assert asked == {("other_owner", "PAGE_NAMES_ANOTHER_OFFICE")}


def _clocks_are_right(quiet, late):
    assert all(late.clocks[one].looked_at > quiet.clocks[one].looked_at for one in IDS)
    changed = {one for one in IDS if late.clocks[one].changed_at != quiet.clocks[one].changed_at}
    assert changed == {IDS[at] for at in (*CHANGED, REDESIGNED, LOGIN, OTHER_OWNER)}
    published = {one for one in IDS if late.clocks[one].published_at != quiet.clocks[one].published_at}
    assert published == {IDS[at] for at in (*CHANGED, OTHER_OWNER)}
    stale = {one: late.clocks[one].stale.partition(":")[0] for one in IDS if late.clocks[one].stale}
    assert stale == {IDS[ONE_PAGE_GONE]: "GONE", IDS[SITE_GONE]: "GONE", IDS[LOGIN]: "LOGIN"}
