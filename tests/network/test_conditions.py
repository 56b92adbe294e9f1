"""Conditional requests: what is unchanged is not sent again, and sites that lie about it are found out."""

import dataclasses
import itertools
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from flows.steps import ingest
from schemas.codes import FindingCode, OutcomeStatus
from schemas.ids import sha256, source_id
from schemas.records import Capture, Source
from sources.fetched import FetchLimits
from sources.validators import AUDIT_DAYS, is_audit_due, validators
from stores.curated.release import open_release
from stores.journal import Journal
from stores.raw import RawArchive
from stores.roots import open_root
from tests.network.sites import Reply, mapping, ordinary, settings
from tests.pages import TRAT, html_page

QUICK = FetchLimits(total_seconds=3, wait_seconds=1, pause_seconds=0, attempts=1)
HOST = "www.a.example"
URL = f"http://{HOST}/page"
NOW = datetime(2026, 11, 22, 1, 30, tzinfo=UTC)
BEFORE, AFTER = html_page(TRAT), html_page(TRAT, vision="องค์กรใหม่ที่เปลี่ยนไปแล้ว")


@pytest.fixture
def site():
    with ordinary() as site:
        yield site


@pytest.fixture
def place(site, tmp_path, monkeypatch):
    mapping(monkeypatch, {HOST: site.port, "new.example": site.port})
    return settings(tmp_path, {"esa-p-trat": [URL]})


def look(place):
    (outcome,) = ingest(["esa-p-trat"], place, limits=QUICK).outcomes
    return outcome


def vision(place):
    (row,) = [
        row for row in open_release(place.curated).table("direction").to_pylist() if row["kind"] == "vision"
    ]
    return row["text"]


def files(folder):
    """The files of an archive; whose turn it was at a host is none of it."""
    found = (path for path in Path(folder).rglob("*") if path.is_file())
    return {path: path.read_bytes() for path in found if path.parent.name != ".hosts"}


def captures(place):
    return RawArchive(open_root(place.raw)).captures()


def test_a_page_that_is_as_it_was_is_not_sent_again_and_nothing_is_written(site, place):
    site.put(
        HOST,
        "/page",
        Reply(BEFORE, headers={"ETag": '"1"', "Last-Modified": "Sun, 22 Nov 2026 01:00:00 GMT"}),
    )
    assert look(place).status is OutcomeStatus.PUBLISHED
    raw, release = files(place.raw), open_release(place.curated).release_id
    outcome = look(place)
    assert outcome.status is OutcomeStatus.UNCHANGED
    assert outcome.statements == 3
    asked = site.asked(HOST)[-1].headers
    assert (asked["if-none-match"], asked["if-modified-since"]) == ('"1"', "Sun, 22 Nov 2026 01:00:00 GMT")
    assert files(place.raw) == raw
    assert open_release(place.curated).release_id == release
    (host,) = Journal(open_root(place.curated)).runs()[-1].hosts
    assert (host.not_modified, host.byte_count) == (1, 0)
    clocks = Journal(open_root(place.curated)).clocks()["esa-p-trat"]
    assert clocks.looked_at > clocks.changed_at


def test_the_same_bytes_under_a_new_validator_are_unchanged(site, place):
    for number in range(3):
        site.put(HOST, "/page", Reply(BEFORE, headers={"ETag": f'"{number}"'}))
        status = look(place).status
    assert status is OutcomeStatus.UNCHANGED
    assert len(captures(place)) == 1


def test_new_bytes_under_a_new_validator_are_published(site, place):
    for number, page in enumerate((BEFORE, AFTER)):
        site.put(HOST, "/page", Reply(page, headers={"ETag": f'"{number}"'}))
        assert look(place).status is OutcomeStatus.PUBLISHED
    assert vision(place) == "องค์กรใหม่ที่เปลี่ยนไปแล้ว"


def test_a_304_that_was_not_asked_for_is_a_failure(site, place):
    site.put(HOST, "/page", Reply(b"", 304))
    assert {finding.code for finding in look(place).findings} == {FindingCode.FETCH_FAILED}


def test_what_is_known_of_one_page_is_not_told_to_another(site, place):
    site.put(HOST, "/page", Reply(b"", 302, {"Location": "http://new.example/page"}))
    site.put("new.example", "/page", Reply(BEFORE, headers={"ETag": '"1"'}))
    look(place)
    look(place)
    assert "if-none-match" not in site.asked(HOST)[-1].headers
    assert site.asked("new.example")[-1].headers["if-none-match"] == '"1"'
    site.put(HOST, "/page", Reply(AFTER, headers={"ETag": '"1"'}))
    assert look(place).status is OutcomeStatus.PUBLISHED
    assert "if-none-match" not in site.asked(HOST)[-1].headers


def test_a_site_that_lies_is_found_out_by_an_audit_and_not_believed_after(site, place):
    """It says 304 to any condition, whatever happened to its page."""
    site.put(HOST, "/page", Reply(BEFORE, headers={"ETag": '"1"'}))
    look(place)
    site.put(HOST, "/page", Reply(AFTER, headers={"ETag": '"1"'}))
    assert look(place).status is OutcomeStatus.UNCHANGED
    grow_old(place, day_of_audit(captures(place)[0]))
    assert look(place).status is OutcomeStatus.PUBLISHED
    assert vision(place) == "องค์กรใหม่ที่เปลี่ยนไปแล้ว"
    look(place)
    assert "if-none-match" not in site.asked(HOST)[-1].headers


def day_of_audit(capture):
    days = itertools.count(1)
    return next(day for day in days if is_audit_due(capture, capture.captured_at + timedelta(days=day)))


def grow_old(place, days):
    """Let the only capture's record say that it was made so many days ago."""
    (path,) = Path(place.raw).glob("captures/*/*.json")
    record = json.loads(path.read_text())
    moment = datetime.fromisoformat(record["captured_at"]) - timedelta(days=days)
    path.write_text(json.dumps(record | {"captured_at": moment.isoformat()}))


def test_bytes_that_rotted_are_asked_for_anew(site, place):
    site.put(HOST, "/page", Reply(BEFORE, headers={"ETag": '"1"'}))
    look(place)
    (path,) = Path(place.raw).glob(f"objects/*/{sha256(BEFORE)}")
    path.chmod(0o644)
    path.write_bytes(b"rotten")
    assert look(place).status is OutcomeStatus.UNCHANGED
    assert path.read_bytes() == BEFORE


def test_a_part_is_never_what_is_compared_with(site, place):
    site.put(HOST, "/page", Reply(BEFORE, headers={"ETag": '"1"'}))
    look(place)
    part = Reply(
        AFTER[:90], headers={"ETag": '"2"', "Content-Length": str(len(AFTER)), "Connection": "close"}
    )
    site.put(HOST, "/page", lambda _: part)
    look(place)
    assert captures(place)[-1].cut.startswith("FETCH_FAILED")
    site.put(HOST, "/page", Reply(BEFORE, headers={"ETag": '"1"'}))
    assert look(place).status is OutcomeStatus.UNCHANGED
    assert site.asked(HOST)[-1].headers["if-none-match"] == '"1"'
    assert vision(place) == "องค์กรแห่งการเรียนรู้ มุ่งสู่คุณภาพการศึกษา"


def captured(content="a" * 64, etag='"1"', **more):
    source = Source(source_id(URL), URL, "esa-p-trat")
    made = Capture(source, 1, NOW, content, 5, final_uri=URL, headers=(("etag", etag),))
    return dataclasses.replace(made, **more)


def test_conditions_come_from_the_newest_whole_capture():
    first, cut = captured(), captured("b" * 64, '"2"', cut="SIZE_LIMIT: over")
    assert validators([], NOW) is None
    assert validators([cut], NOW) is None
    assert validators([first, cut], NOW).capture is first
    assert validators([first, cut], NOW).conditions == (("If-None-Match", '"1"'),)
    assert validators([captured(headers=())], NOW) is None
    assert validators([captured(final_uri=None)], NOW) is None
    assert validators([captured(etag="bad\r\nX: y")], NOW) is None


def test_a_validator_that_stayed_while_the_bytes_changed_is_not_believed():
    dated = (("etag", '"1"'), ("last-modified", "yesterday"))
    older = captured("b" * 64, headers=dated)
    assert validators([older, captured(headers=dated)], NOW) is None
    newest = captured(headers=(("etag", '"2"'), ("last-modified", "yesterday")))
    assert validators([older, newest], NOW).conditions == (("If-None-Match", '"2"'),)
    assert validators([captured(headers=dated), captured(headers=dated)], NOW).conditions


@pytest.mark.parametrize("step", [1, 7, 30])
def test_every_page_is_audited_now_and_then_but_never_on_its_first_day(step):
    days = range(step, step * AUDIT_DAYS + 1, step)
    for number in range(20):
        capture = captured(source=Source(source_id(f"http://a.example/{number}"), "http://a.example/", "x"))
        assert not is_audit_due(capture, NOW + timedelta(hours=23))
        assert sum(is_audit_due(capture, NOW + timedelta(days=day)) for day in days) == 1
