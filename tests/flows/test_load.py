"""A load from files to a release: what is published, what is held, and what stays as it was."""

import hashlib
import json
import os
from pathlib import Path

import pytest

from flows.publishing import Consent
from flows.settings import Settings
from flows.steps import load, rebuild
from schemas.codes import FindingCode, OutcomeStatus
from schemas.errors import BusyError, StoreError, UnknownOfficeError
from stores.curated import spool
from stores.curated.release import open_release
from stores.journal import Journal
from stores.roots import open_root
from tests.pages import LOEI, TRAT, html_page, text_page

PUBLISHED, UNCHANGED, HELD, FAILED = (
    OutcomeStatus.PUBLISHED,
    OutcomeStatus.UNCHANGED,
    OutcomeStatus.HELD,
    OutcomeStatus.FAILED,
)


@pytest.fixture
def settings(tmp_path):
    return Settings(raw=str(tmp_path / "raw"), curated=str(tmp_path / "curated"), workers=1, lock_seconds=0.2)


@pytest.fixture
def pages(tmp_path):
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "loei.txt").write_bytes(text_page(LOEI))
    (folder / "trat.html").write_bytes(html_page(TRAT))
    return folder


def statuses(report):
    return {outcome.what: outcome.status for outcome in report.outcomes}


def codes(report):
    return {outcome.what: {finding.code for finding in outcome.findings} for outcome in report.outcomes}


def rows(settings, table, **equal):
    found = open_release(settings.curated).table(table).to_pylist()
    return [row for row in found if all(row[name] == value for name, value in equal.items())]


def part_hashes(curated):
    latest = Path(curated) / "latest"
    return {
        str(path.relative_to(latest)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(latest.rglob("*.parquet"))
    }


def test_documents_become_rows(settings, pages):
    report = load([pages], settings)
    assert statuses(report) == {"pages/loei.txt": PUBLISHED, "pages/trat.html": PUBLISHED}
    assert (report.exit_code, report.published) == (0, True)
    assert {row["office_id"] for row in rows(settings, "direction")} == {"esa-p-loei-2", "esa-p-trat"}
    assert len(rows(settings, "direction", office_id="esa-p-trat", kind="mission")) == 2
    (vision,) = rows(settings, "coverage", office_id="esa-p-loei-2", kind="vision")
    assert (vision["status"], vision["statement_count"]) == ("found", 1)


def test_a_second_load_publishes_nothing_and_says_so(settings, pages):
    first = load([pages], settings)
    before = part_hashes(settings.curated)
    second = load([pages], settings)
    assert set(statuses(second).values()) == {UNCHANGED}
    assert (second.published, second.release_id, second.exit_code) == (False, first.release_id, 0)
    assert part_hashes(settings.curated) == before
    assert [path.name for path in Path(settings.curated, "releases").iterdir()] == [first.release_id]
    assert [run.exit_code for run in Journal(open_root(settings.curated)).runs()] == [0, 0]


def test_one_offices_load_changes_that_offices_rows_only(settings, pages):
    load([pages], settings)
    tables = ("direction", "documents", "sections", "statements", "coverage", "terms", "statement_history")
    before = {name: rows(settings, name, office_id="esa-p-trat") for name in tables}
    (pages / "loei.txt").write_bytes(text_page(LOEI, vision="เป็นองค์กรใหม่ที่มุ่งสู่ความเป็นเลิศ"))
    report = load([pages / "loei.txt"], settings)
    assert statuses(report) == {"pages/loei.txt": PUBLISHED}
    assert {name: rows(settings, name, office_id="esa-p-trat") for name in tables} == before
    documents = rows(settings, "documents", office_id="esa-p-loei-2")
    assert sorted(row["is_current"] for row in documents) == [False, True]
    (vision,) = rows(settings, "direction", office_id="esa-p-loei-2", kind="vision")
    assert "ใหม่" in vision["text"]


def test_no_id_or_path_is_absolute(settings, pages, tmp_path):
    load([pages], settings)
    written = [path for root in ("raw", "curated") for path in (tmp_path / root).rglob("*") if path.is_file()]
    assert len(written) > 20
    for path in written:
        assert str(tmp_path).encode() not in path.read_bytes(), path
    assert {row["source_uri"] for row in rows(settings, "documents")} == {"pages/loei.txt", "pages/trat.html"}


def test_the_same_folder_elsewhere_gives_the_same_ids(settings, pages, tmp_path):
    load([pages], settings)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    pages.rename(elsewhere / "pages")
    assert set(statuses(load([elsewhere / "pages"], settings)).values()) == {UNCHANGED}


def test_a_person_decides_whose_document_it_is(settings, pages):
    report = load([pages / "loei.txt"], settings, office="สพป.ตราด")
    assert report.outcomes[0].office_id == "esa-p-trat"
    (document,) = rows(settings, "documents")
    assert (document["office_id"], document["owner_evidence"]) == ("esa-p-trat", "given")
    assert rows(settings, "findings", code="OWNER_CONFLICT")
    assert set(statuses(load([pages / "loei.txt"], settings)).values()) == {UNCHANGED}


def test_what_a_person_says_later_counts(settings, pages):
    load([pages / "loei.txt"], settings)
    report = load([pages / "loei.txt"], settings, office="esa-p-trat")
    assert statuses(report) == {"pages/loei.txt": PUBLISHED}
    assert {row["office_id"] for row in rows(settings, "direction")} == {"esa-p-trat"}


BAD = {
    "empty.html": (b"", HELD, "EMPTY"),
    "blank.txt": (b" \n\n ", HELD, "EMPTY"),
    "rubbish.html": (bytes(range(256)) * 40, HELD, None),
    "picture.html": (b"\x89PNG\r\n\x1a\n" + bytes(200), HELD, None),
    "nothing.txt": (f"{LOEI}\nขอเชิญร่วมงานปีใหม่\n".encode(), PUBLISHED, "NO_SECTION"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_document_is_told_and_the_others_are_published(settings, pages, name):
    data, status, code = BAD[name]
    (pages / name).write_bytes(data)
    for again in (False, True):
        report = load([pages], settings)
        assert report.exit_code == 1
        assert statuses(report)[f"pages/{name}"] is (UNCHANGED if again and status is PUBLISHED else status)
        (outcome,) = (o for o in report.outcomes if o.what == f"pages/{name}")
        assert outcome.reason
        assert code is None or code in {finding.code.value for finding in outcome.findings}
        assert {row["office_id"] for row in rows(settings, "direction")} == {"esa-p-loei-2", "esa-p-trat"}


def test_a_document_without_a_section_leaves_coverage_not_found(settings, tmp_path):
    page = tmp_path / "news.txt"
    page.write_bytes(BAD["nothing.txt"][0])
    assert load([page], settings, office="esa-p-loei-2").exit_code == 1
    assert {row["status"] for row in rows(settings, "coverage", office_id="esa-p-loei-2")} == {"not_found"}
    assert rows(settings, "statements") == []


def test_a_file_that_cannot_be_read_is_told(settings, pages):
    os.mkfifo(pages / "pipe.html")
    (pages / "lost.html").symlink_to(pages / "nowhere")
    report = load([pages], settings)
    assert statuses(report)["pages/pipe.html"] is statuses(report)["pages/lost.html"] is FAILED
    assert codes(report)["pages/lost.html"] == {FindingCode.UNREADABLE}
    assert (report.exit_code, report.good) == (1, 2)


def test_two_files_of_one_address_are_not_taken_for_versions(settings, tmp_path):
    for name in ("a", "b"):
        (tmp_path / name / "pages").mkdir(parents=True)
        (tmp_path / name / "pages" / "x.txt").write_bytes(text_page(LOEI, vision=f"องค์กรแห่งการเรียนรู้ {name}"))
    report = load([tmp_path / "a" / "pages", tmp_path / "b" / "pages"], settings)
    assert [outcome.status for outcome in report.outcomes] == [PUBLISHED, FAILED]
    assert len(rows(settings, "documents")) == 1


def test_an_unknown_office_is_refused_before_anything_is_done(settings, pages, tmp_path):
    with pytest.raises(UnknownOfficeError, match="esa-p-loei-2"):
        load([pages], settings, office="สพป.เลยย เขต 2")
    assert not (tmp_path / "raw").exists()


@pytest.mark.parametrize("place", ["raw", "curated"])
def test_a_folder_that_cannot_be_written_is_found_before_work_starts(settings, pages, tmp_path, place):
    (tmp_path / place).write_text("a file, not a folder")
    with pytest.raises(StoreError, match=place) as caught:
        load([pages], settings)
    assert caught.value.cause
    assert caught.value.remedy
    assert not (tmp_path / "raw" / "captures").exists()


def test_another_writer_is_waited_for_and_then_named(settings, pages):
    load([pages], settings)
    (pages / "loei.txt").write_bytes(text_page(LOEI, vision="ถ้อยคำใหม่ที่ยังไม่ได้เผยแพร่"))
    with open_root(settings.curated).lock("curated"), pytest.raises(BusyError):
        load([pages], settings)
    runs = Journal(open_root(settings.curated)).runs()
    assert [run.exit_code for run in runs] == [0, 1]
    report = load([pages], settings)
    assert statuses(report)["pages/loei.txt"] is PUBLISHED


def test_what_a_killed_run_captured_is_published_by_the_next(settings, pages):
    load([pages / "trat.html"], settings)
    with open_root(settings.curated).lock("curated"), pytest.raises(BusyError):
        load([pages / "loei.txt"], settings)
    report = load([pages / "trat.html"], settings)
    assert report.published
    assert report.notes == ("1 document that an earlier run had captured was published too",)
    assert {row["office_id"] for row in rows(settings, "direction")} == {"esa-p-loei-2", "esa-p-trat"}


def test_a_fault_of_the_parser_holds_the_document_and_is_kept_in_the_journal(settings, pages, monkeypatch):
    import parsers.parse

    real = parsers.parse.parse

    def failing(data, **keywords):
        if b"<html>" in data:
            raise ZeroDivisionError("deep inside")
        return real(data, **keywords)

    monkeypatch.setattr(parsers.parse, "parse", failing)
    monkeypatch.setattr("flows.taking.apart", lambda function, *args: function(*args))
    report = load([pages], settings)
    assert statuses(report) == {"pages/loei.txt": PUBLISHED, "pages/trat.html": HELD}
    assert codes(report)["pages/trat.html"] == {FindingCode.PARSER_ERROR}
    assert "deep inside" not in report.outcomes[1].reason
    (run,) = Journal(open_root(settings.curated)).runs()
    assert any("deep inside" in note.finding.message for note in run.findings)
    monkeypatch.undo()
    again = load([pages], settings)
    assert statuses(again) == {"pages/loei.txt": UNCHANGED, "pages/trat.html": PUBLISHED}
    assert again.exit_code == 0


def test_a_rebuild_on_another_path_gives_the_same_bytes(settings, pages, tmp_path):
    load([pages / "loei.txt"], settings)
    load([pages], settings)
    (pages / "loei.txt").write_bytes(text_page(LOEI, missions=("ภารกิจเดียวของสำนักงานเขตพื้นที่",)))
    load([pages], settings)
    other = Settings(raw=settings.raw, curated=str(tmp_path / "other"), workers=1)
    report = rebuild(other)
    assert part_hashes(other.curated) == part_hashes(settings.curated)
    manifests = [open_release(place.curated).manifest for place in (settings, other)]
    assert manifests[0].facts_sha256 == manifests[1].facts_sha256
    assert manifests[0].tables == manifests[1].tables
    assert manifests[0].captures == manifests[1].captures
    assert len(report.outcomes) == 3
    assert rebuild(settings).published is False


def test_a_rebuild_needs_no_readable_release(settings, pages):
    load([pages], settings)
    before = part_hashes(settings.curated)
    for path in (Path(settings.curated) / "latest" / "statements").iterdir():
        path.unlink()
    with pytest.raises(StoreError):
        load([pages], settings)
    assert rebuild(settings).exit_code == 0
    assert part_hashes(settings.curated) == before


def rotten(settings):
    """Spoil the bytes of the first capture; its record."""
    capture = json.loads(next((Path(settings.raw) / "captures").rglob("*.json")).read_text())
    sha = capture["content_sha256"]
    (Path(settings.raw) / "objects" / sha[:2] / sha).write_bytes(b"rotten")
    return capture


def test_a_rebuild_from_bytes_that_rotted_takes_nothing_good_away(settings, pages):
    load([pages], settings)
    before = part_hashes(settings.curated)
    rotten(settings)
    report = rebuild(settings)
    assert (report.exit_code, report.published) == (1, False)
    assert len(report.losing) == 1
    assert part_hashes(settings.curated) == before


def test_bytes_that_rotted_are_held_and_the_rest_is_rebuilt(settings, pages):
    load([pages], settings)
    capture = rotten(settings)
    report = rebuild(settings, consent=Consent.GIVEN)
    assert report.exit_code == 1
    assert codes(report)[capture["uri"]] == {FindingCode.CORRUPT_RAW}
    assert sorted(statuses(report).values()) in ([HELD, PUBLISHED], [HELD, UNCHANGED])


def test_a_rebuild_can_be_bound_to_an_office_or_to_what_was_held(settings, pages):
    (pages / "empty.html").write_bytes(b"")
    load([pages], settings)
    assert statuses(rebuild(settings, office="esa-p-trat")) == {"pages/trat.html": UNCHANGED}
    assert statuses(rebuild(settings, failed=True)) == {"pages/empty.html": HELD}
    assert rebuild(settings, stale=True).outcomes == ()


def test_an_empty_folder_is_no_failure(settings, tmp_path):
    (tmp_path / "empty").mkdir()
    report = load([tmp_path / "empty"], settings)
    assert (report.exit_code, report.outcomes) == (0, ())


def test_the_journal_keeps_three_clocks(settings, pages):
    load([pages], settings)
    first = Journal(open_root(settings.curated)).clocks()["esa-p-loei-2"]
    load([pages], settings)
    second = Journal(open_root(settings.curated)).clocks()["esa-p-loei-2"]
    assert first.looked_at < second.looked_at
    assert (first.changed_at, first.published_at) == (second.changed_at, second.published_at)
    assert first.published_at is not None
    assert second.stale == ""


def test_what_a_killed_load_had_read_is_not_read_again(settings, pages, monkeypatch):
    monkeypatch.setattr(spool, "IN_MEMORY", 0)
    monkeypatch.setattr("flows.publishing.publish", _broken_off)
    with pytest.raises(KeyboardInterrupt):
        load([pages], settings)
    monkeypatch.undo()
    monkeypatch.setattr("flows.taking.apart", _never)
    report = load([pages], settings)
    assert statuses(report) == {"pages/loei.txt": PUBLISHED, "pages/trat.html": PUBLISHED}
    assert list((Path(settings.curated) / ".reading").iterdir()) == []


def _broken_off(root, changes, *, versions, registry, **_more):
    """A publish that ends when everything was read."""
    with spool.spooled(root, spool.made_by(versions, registry), changes):
        raise KeyboardInterrupt


def _never(_function, job, *_more):
    raise AssertionError(job.capture.source.uri)
