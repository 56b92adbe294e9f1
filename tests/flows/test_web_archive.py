"""Web archives loaded: pages become captures of the day when a crawler kept them."""

import gzip
import json
import uuid
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from flows.demo import archived_pages
from flows.settings import Settings
from flows.steps import ingest, load
from schemas.codes import FindingCode, OutcomeStatus
from sources.web_archive import is_web_archive
from stores.curated.release import open_release
from stores.journal import Journal
from stores.raw import RawArchive
from stores.roots import open_root
from tests.network.sites import Reply, mapping, ordinary
from tests.network.sites import settings as site_settings
from tests.pages import LOEI, TRAT, html_page, office_file, serve

FIRST, SECOND = "2025-03-01T04:05:06Z", "2025-09-01T04:05:06Z"


@pytest.fixture
def settings(tmp_path):
    return Settings(raw=str(tmp_path / "raw"), curated=str(tmp_path / "curated"), workers=1)


def warc(*records, packed=True):
    """The bytes of an archive, written by the book; a record is address, day, body, what else is said."""
    parts = [record("warcinfo", "crawl.warc", FIRST, b"software: test\r\n", "application/warc-fields", {})]
    for uri, day, body, more in records:
        kind = more.get("kind", "text/html; charset=utf-8")
        lines = [f"HTTP/1.1 {more.get('status', '200 OK')}", f"Content-Type: {kind}", 'ETag: "1"']
        if more.get("gzip"):
            lines.append("Content-Encoding: gzip")
        sent = gzip.compress(body) if more.get("gzip") else body
        http = "\r\n".join([*lines, "", ""]).encode() + sent
        form = "application/http; msgtype=response"
        parts.append(record("response", uri, day, http, form, more.get("warc", {})))
    return b"".join(gzip.compress(part) if packed else part for part in parts)


def record(kind, uri, day, block, form, more):
    fields = {
        "WARC-Type": kind,
        "WARC-Record-ID": f"<urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, uri + day)}>",
        "WARC-Date": day,
        "WARC-Target-URI": uri,
        "Content-Type": form,
        "Content-Length": str(len(block)),
    }
    lines = [f"{name}: {value}" for name, value in (fields | more).items()]
    return "\r\n".join(["WARC/1.0", *lines, "", ""]).encode() + block + b"\r\n\r\n"


def page(uri, day=FIRST, body=None, **more):
    return uri, day, html_page(LOEI) if body is None else body, more


def rows(settings, table, **equal):
    found = open_release(settings.curated).table(table).to_pylist()
    return [row for row in found if all(row[name] == value for name, value in equal.items())]


@pytest.mark.parametrize("packed", [True, False])
def test_pages_have_their_address_and_their_day(settings, tmp_path, packed):
    archive = tmp_path / "crawl.warc.gz"
    archive.write_bytes(
        warc(
            page("https://www.a.go.th/vision"),
            page("https://www.b.go.th/วิสัยทัศน์", body=html_page(TRAT), gzip=True),
            packed=packed,
        )
    )
    report = load([archive], settings)
    assert report.exit_code == 0
    found = {row["office_id"]: row for row in rows(settings, "documents")}
    assert found["esa-p-loei-2"]["source_uri"] == "https://www.a.go.th/vision"
    assert found["esa-p-loei-2"]["captured_at"] == datetime(2025, 3, 1, 4, 5, 6, tzinfo=UTC)
    assert found["esa-p-trat"]["publisher_host"] == "www.b.go.th"
    again = load([archive], settings)
    assert {outcome.status for outcome in again.outcomes} == {OutcomeStatus.UNCHANGED}
    assert not again.published


def test_what_is_no_document_is_left_out_and_counted(settings, tmp_path):
    archive = tmp_path / "crawl.warc.gz"
    archive.write_bytes(
        warc(
            page("https://www.a.go.th/vision"),
            page("https://www.a.go.th/old", status="404 Not Found"),
            page("https://www.a.go.th/logo.png", body=b"\x89PNG", kind="image/png"),
            page("https://www.a.go.th/style.css", body=b"a{}", kind="text/css"),
            page("dns:www.a.go.th", body=b"1.2.3.4", kind="text/html"),
        )
    )
    report = load([archive], settings)
    assert [outcome.what for outcome in report.outcomes] == ["https://www.a.go.th/vision"]
    (note,) = report.notes
    assert note.endswith("left out: 3 no documents, 1 status 404")


def test_two_days_of_a_page_are_two_versions(settings, tmp_path):
    archive = tmp_path / "crawl.warc.gz"
    newer = html_page(LOEI, vision="องค์กรแห่งการเรียนรู้ มุ่งสู่คุณภาพการศึกษาที่ยั่งยืน")
    archive.write_bytes(
        warc(page("https://www.a.go.th/vision"), page("https://www.a.go.th/vision", SECOND, newer))
    )
    load([archive], settings)
    assert [row["is_current"] for row in rows(settings, "documents")] == [False, True]
    history = rows(settings, "statement_history", kind="vision")
    assert [(row["change"], row["valid_from"].month) for row in history] == [("added", 3), ("reworded", 9)]


@pytest.fixture(scope="module")
def in_turn(tmp_path_factory):
    """What both archives of the demo's page come to, loaded in their order."""
    settings = _settings(tmp_path_factory.mktemp("in_turn"))
    for archive in archived_pages():
        load([archive], settings)
    return settings, _facts(settings)


def _settings(folder):
    return Settings(raw=str(folder / "raw"), curated=str(folder / "curated"), workers=1)


def _facts(settings):
    return {table: rows(settings, table) for table in ("documents", "direction", "statement_history")}


def test_archives_that_are_loaded_again_say_nothing_new(in_turn):
    settings, before = in_turn
    release = open_release(settings.curated).release_id
    for archive in (*archived_pages(), *reversed(archived_pages())):
        report = load([archive], settings)
        assert {outcome.status for outcome in report.outcomes} == {OutcomeStatus.UNCHANGED}
        assert not report.published
    assert open_release(settings.curated).release_id == release
    assert _facts(settings) == before


def test_archives_may_be_loaded_in_any_order(in_turn, settings):
    for archive in reversed(archived_pages()):
        assert load([archive], settings).published
    assert _facts(settings) == in_turn[1]
    changes = {row["change"] for row in rows(settings, "statement_history")}
    assert {"added", "reworded"} <= changes


def test_an_older_archive_leaves_what_was_fetched_current(settings, tmp_path, monkeypatch):
    monkeypatch.setenv("THITTHANG_TEST_LOOPBACK", "1")
    with serve() as site:
        office_file(tmp_path / "sources", "esa-p-loei-2", site.url("loei"))
        settings = replace(settings, sources=tmp_path / "sources", contact="nobody@example.org")
        site.pages = {"loei": html_page(LOEI)}
        ingest(["esa-p-loei-2"], settings)
        looked = Journal(open_root(settings.curated)).clocks()["esa-p-loei-2"]
        archive = tmp_path / "crawl.warc"
        older = html_page(LOEI, vision="องค์กรแห่งการเรียนรู้ มุ่งสู่คุณภาพ")
        archive.write_bytes(warc(page(site.url("loei"), FIRST, older), packed=False))
        assert load([archive], settings).published
        assert [row["is_current"] for row in rows(settings, "documents")] == [False, True]
        old, new = rows(settings, "statement_history", kind="vision")
        assert (old["valid_from"].isoformat(), new["change"]) == ("2025-03-01T04:05:06+00:00", "reworded")
        assert old["valid_to"] == new["valid_from"] == rows(settings, "documents")[1]["captured_at"]
        assert Journal(open_root(settings.curated)).clocks()["esa-p-loei-2"] == looked
        assert not ingest(["esa-p-loei-2"], settings).published
        assert not load([archive], settings).published


def test_a_page_that_an_archive_has_too_is_fetched_and_kept_once(settings, tmp_path, monkeypatch):
    monkeypatch.setenv("THITTHANG_TEST_LOOPBACK", "1")
    with serve() as site:
        office_file(tmp_path / "sources", "esa-p-loei-2", site.url("loei"))
        settings = replace(settings, sources=tmp_path / "sources", contact="nobody@example.org")
        site.pages = {"loei": html_page(LOEI)}
        archive = tmp_path / "crawl.warc"
        archive.write_bytes(warc(page(site.url("loei")), packed=False))
        load([archive], settings)
        clocks = Journal(open_root(settings.curated)).clocks()["esa-p-loei-2"]
        assert clocks.looked_at == datetime(2025, 3, 1, 4, 5, 6, tzinfo=UTC)
        assert clocks.changed_at == clocks.published_at is not None
        for _ in range(2):
            report = ingest(["esa-p-loei-2"], settings)
            assert [outcome.status for outcome in report.outcomes] == [OutcomeStatus.UNCHANGED]
        captures = RawArchive(open_root(settings.raw)).captures()
        assert [capture.archived for capture in captures] == [True, False]
        assert len(rows(settings, "documents")) == 1


def test_a_page_that_an_archive_tells_of_later_is_sent_whole(tmp_path, monkeypatch):
    address = "http://www.a.example/page"
    with ordinary() as site:
        mapping(monkeypatch, {"www.a.example": site.port})
        place = site_settings(tmp_path, {"esa-p-loei-2": [address]})
        site.put("www.a.example", "/page", Reply(html_page(LOEI), headers={"ETag": '"1"'}))
        ingest(["esa-p-loei-2"], place)
        (record,) = (tmp_path / "raw").glob("captures/*/*.json")
        fetched = datetime.now(UTC) - timedelta(days=3)
        fields = json.loads(record.read_text()) | {"captured_at": fetched.isoformat()}
        record.write_text(json.dumps(fields))
        ingest(["esa-p-loei-2"], place)
        archive = tmp_path / "crawl.warc"
        day = (fetched + timedelta(days=1)).strftime("%Y-%m-%dT%H:%M:%SZ")
        other = html_page(LOEI, vision="อีกวิสัยทัศน์หนึ่ง")
        archive.write_bytes(warc(page(address, day, other), packed=False))
        load([archive], place)
        ingest(["esa-p-loei-2"], place)
    conditions = ["if-none-match" in asked.headers for asked in site.asked("www.a.example")]
    assert conditions == [False, True, False]
    history = rows(place, "statement_history", kind="vision")
    assert [row["change"] for row in history] == ["added", "reworded", "reworded"]
    assert history[0]["text"] == history[2]["text"]
    assert [row["is_current"] for row in rows(place, "documents")] == [True, False]


def test_a_page_of_a_day_to_come_is_left_out(settings, tmp_path):
    day = (datetime.now(UTC) + timedelta(days=400)).strftime("%Y-%m-%dT%H:%M:%SZ")
    archive = tmp_path / "crawl.warc"
    archive.write_bytes(warc(page("https://www.a.go.th/vision", day), packed=False))
    report = load([archive], settings)
    assert (report.outcomes, rows(settings, "documents")) == ((), [])
    assert report.notes[0].endswith("left out: 1 dated in the future")


def test_a_page_that_the_crawler_cut_is_kept_and_not_read(settings, tmp_path):
    archive = tmp_path / "crawl.warc.gz"
    archive.write_bytes(warc(page("https://www.a.go.th/vision", warc={"WARC-Truncated": "length"})))
    report = load([archive], settings)
    assert [outcome.status for outcome in report.outcomes] == [OutcomeStatus.HELD]
    assert {finding.code for finding in report.outcomes[0].findings} == {FindingCode.CUT}


PAGES = (page("https://www.a.go.th/vision"), page("https://www.b.go.th/", body=html_page(TRAT)))


def damaged(settings, archive, data):
    """The outcomes of loading it, by the last part of their names."""
    archive.write_bytes(data)
    report = load([archive], settings)
    assert report.exit_code == 1
    found = {outcome.what.rpartition("/")[2]: outcome for outcome in report.outcomes}
    assert {finding.code for finding in found["crawl.warc.gz"].findings} == {FindingCode.UNREADABLE}
    return found


@pytest.mark.parametrize("packed", [True, False])
@pytest.mark.parametrize("share", [0.001, 0.02, 0.2, 0.5, 0.9, 0.999])
def test_an_archive_that_was_cut_gives_what_comes_before(settings, tmp_path, packed, share):
    whole, first = warc(*PAGES, packed=packed), len(warc(PAGES[0], packed=packed))
    cut = first + max(1, int((len(whole) - first) * share))
    found = damaged(settings, tmp_path / "crawl.warc.gz", whole[:cut])
    assert found["vision"].status is OutcomeStatus.PUBLISHED
    assert set(found) <= {"vision", "crawl.warc.gz", ""}
    assert len(rows(settings, "statements", office_id="esa-p-trat")) in (0, 3)


def test_a_spoilt_archive_gives_what_comes_before(settings, tmp_path):
    whole, first = warc(*PAGES), len(warc(PAGES[0]))
    data = whole[: first + 40] + bytes(60) + whole[first + 100 :]
    assert damaged(settings, tmp_path / "crawl.warc.gz", data)["vision"].status is OutcomeStatus.PUBLISHED


@pytest.mark.parametrize(
    "data", [b"", b"WARC", b"\x1f\x8b", gzip.compress(b"x" * 9, mtime=0), b"<html>", b"\x1f\x8b\x08\xff" * 9]
)
def test_other_files_are_no_archives(tmp_path, data):
    file = tmp_path / "file"
    file.write_bytes(data)
    assert not is_web_archive(file)
    assert not is_web_archive(tmp_path / "none")
