"""What people decide: accepting a lean version, consenting to a rebuild, taking a source out."""

import json
from pathlib import Path

import pytest

from flows.accepting import accept, kept_back
from flows.forgetting import forget, forgotten, remember
from flows.publishing import Consent
from flows.releases import go_back, go_on, read_releases
from flows.settings import Settings
from flows.state import read_state
from flows.steps import load, rebuild
from schemas.codes import FindingCode, OutcomeStatus
from schemas.errors import PinnedError, QueryError, StoreError, ThitthangError, UnknownOfficeError
from stores.curated.catalogue import ReleaseState
from stores.curated.release import open_release
from stores.journal import Journal
from stores.raw import RawArchive
from stores.roots import open_root
from tests.pages import LOEI, MISSIONS, TRAT, html_page, text_page

LOEI_ID, TRAT_ID = "esa-p-loei-2", "esa-p-trat"
MANY = (*MISSIONS, "จัดการศึกษาให้ทั่วถึงและเสมอภาค", "สร้างเครือข่ายความร่วมมือทุกภาคส่วน")


@pytest.fixture
def settings(tmp_path):
    return Settings(raw=str(tmp_path / "raw"), curated=str(tmp_path / "curated"), workers=1, lock_seconds=0.2)


@pytest.fixture
def pages(tmp_path):
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "loei.txt").write_bytes(text_page(LOEI, missions=MANY))
    (folder / "trat.html").write_bytes(html_page(TRAT))
    return folder


@pytest.fixture
def lean(settings, pages):
    """Pages of which one has lost three of five statements since the last load; the report of that load."""
    load([pages], settings)
    (pages / "loei.txt").write_bytes(text_page(LOEI, missions=MISSIONS[:1]))
    return load([pages], settings)


def rows(settings, table, **equal):
    found = open_release(settings.curated).table(table).to_pylist()
    return [row for row in found if all(row[name] == value for name, value in equal.items())]


def test_a_lean_version_is_held_and_told(settings, lean):
    (held,) = [outcome for outcome in lean.outcomes if outcome.status is OutcomeStatus.HELD]
    assert held.office_id == LOEI_ID
    assert {finding.code for finding in held.findings} == {FindingCode.DRIFT}
    assert lean.exit_code == 1
    assert len(rows(settings, "direction", office_id=LOEI_ID)) == 5
    state = read_state(settings)
    assert [(one.uri, one.office_id) for one in state.held] == [("pages/loei.txt", LOEI_ID)]
    (clocks,) = [one for one in state.clocks if one.office_id == LOEI_ID]
    assert "thitthang accept" in clocks.stale


@pytest.mark.usefixtures("lean")
def test_it_is_told_again_by_the_next_run(settings, pages):
    again = load([pages], settings)
    assert [o.status for o in again.outcomes] == [OutcomeStatus.HELD, OutcomeStatus.UNCHANGED]
    assert not again.published


@pytest.mark.usefixtures("lean")
def test_accepting_publishes_it_and_ends_the_wait(settings):
    (waiting,) = kept_back(settings)
    assert waiting.message.startswith("2 statements where the version before has 5")
    report = accept([LOEI], settings)
    assert (report.exit_code, report.published) == (0, True)
    assert [outcome.status for outcome in report.outcomes] == [OutcomeStatus.PUBLISHED]
    assert len(rows(settings, "direction", office_id=LOEI_ID)) == 2
    assert kept_back(settings) == ()
    state = read_state(settings)
    assert state.held == ()
    assert {clocks.office_id: clocks.stale for clocks in state.clocks} == {LOEI_ID: "", TRAT_ID: ""}


@pytest.mark.usefixtures("lean")
def test_only_what_waits_can_be_accepted(settings):
    with pytest.raises(ThitthangError, match="no page of it waits"):
        accept([TRAT], settings)
    with pytest.raises(UnknownOfficeError):
        accept(["ไม่มีสำนักงานนี้"], settings)
    assert len(rows(settings, "direction", office_id=LOEI_ID)) == 5


def test_a_rebuild_that_takes_much_away_asks_first(settings, pages, monkeypatch):
    load([pages], settings)
    release = open_release(settings.curated).release_id
    monkeypatch.setattr("flows.taking.read_document", _reading_no_missions)
    monkeypatch.setattr("flows.taking.apart", lambda function, *args: function(*args))
    looked = rebuild(settings, consent=Consent.REFUSED)
    assert (looked.exit_code, looked.published) == (0, False)
    refused = rebuild(settings)
    assert (refused.exit_code, refused.published) == (1, False)
    assert [office.office_id for office in refused.losing] == [LOEI_ID, TRAT_ID]
    assert {kind.kind.value: kind.counts.removed for kind in refused.review.kinds} == {"mission": 6}
    assert open_release(settings.curated).release_id == release
    last = Journal(open_root(settings.curated)).runs()[-1]
    assert {note.office_id for note in last.findings} == {LOEI_ID, TRAT_ID}
    agreed = rebuild(settings, consent=Consent.GIVEN)
    assert agreed.published
    assert rows(settings, "direction", kind="mission") == []


def _reading_no_missions(job):
    import dataclasses

    from flows.documents import Reading, _parse

    parsed = _parse(job)
    kept = tuple(one for one in parsed.statements if one.kind.value != "mission")
    return Reading(job.capture, dataclasses.replace(parsed, statements=kept))


def everything(folder):
    """All bytes of a folder but the record of the removal."""
    return b"".join(
        path.read_bytes()
        for path in sorted(Path(folder).rglob("*"))
        if path.is_file() and "forgotten" not in path.parts
    )


def test_a_source_that_is_taken_out_leaves_nothing_of_its_text(settings, pages):
    gone_text = "พันธกิจที่ต้องไม่เหลืออยู่"
    (pages / "loei.txt").write_bytes(text_page(LOEI, missions=(*MANY, gone_text)))
    load([pages], settings)
    (pages / "more.txt").write_bytes(text_page("สพป.ชลบุรี เขต 1"))
    load([pages], settings)
    report = forget("pages/loei.txt", settings, reason="asked for")
    assert (report.exit_code, report.published) == (0, True)
    assert {row["office_id"] for row in rows(settings, "documents")} == {TRAT_ID, "esa-p-chonburi-1"}
    assert rows(settings, "statement_history", office_id=LOEI_ID) == []
    assert gone_text.encode() not in everything(settings.raw)
    assert len(list((Path(settings.curated) / "releases").iterdir())) == 1
    tables = open_release(settings.curated)
    for name in ("statements", "terms", "sections", "findings"):
        assert gone_text not in json.dumps(tables.table(name).to_pylist(), ensure_ascii=False, default=str)
    states = [entry.state for entry in read_releases(settings).entries]
    assert states == [ReleaseState.FORGOTTEN, ReleaseState.FORGOTTEN, ReleaseState.LATEST]
    (removal,) = forgotten(settings)
    assert (removal.uri, removal.reason, removal.done) == ("pages/loei.txt", "asked for", True)


def test_what_was_taken_out_does_not_come_back_until_it_may(settings, pages):
    load([pages], settings)
    forget("pages/loei.txt", settings)
    report = load([pages], settings)
    (failed,) = [outcome for outcome in report.outcomes if outcome.status is OutcomeStatus.FAILED]
    assert {finding.code for finding in failed.findings} == {FindingCode.FORGOTTEN}
    assert not rebuild(settings).published
    remember("pages/loei.txt", settings)
    assert load([pages], settings).exit_code == 0
    assert rows(settings, "direction", office_id=LOEI_ID)


def test_bytes_that_another_source_has_too_stay(settings, pages):
    (pages / "copy.txt").write_bytes((pages / "loei.txt").read_bytes())
    load([pages], settings)
    forget("pages/loei.txt", settings)
    assert not rebuild(settings).published
    assert rows(settings, "documents", office_id=LOEI_ID)[0]["source_uri"] == "pages/copy.txt"


@pytest.mark.parametrize("step", ["publish_taken", "_remove_releases", "Journal"])
def test_a_removal_that_was_broken_off_is_finished_by_doing_it_again(settings, pages, monkeypatch, step):
    load([pages], settings)
    with monkeypatch.context() as patched:
        patched.setattr(f"flows.forgetting.{step}", lambda *_, **__: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            forget("pages/loei.txt", settings)
    assert [removal.done for removal in forgotten(settings)] == [False]
    with pytest.raises(StoreError, match="broken off"):
        remember("pages/loei.txt", settings)
    load([pages], settings)
    assert rows(settings, "documents", office_id=LOEI_ID) == []
    forget("pages/loei.txt", settings)
    assert [removal.done for removal in forgotten(settings)] == [True]
    sources = {capture.source.uri for capture in RawArchive(open_root(settings.raw)).captures()}
    assert sources == {"pages/trat.html"}
    assert [entry.can_be_read for entry in read_releases(settings).entries] == [False, True]


def test_nothing_that_was_never_captured_can_be_taken_out(settings, pages):
    load([pages], settings)
    with pytest.raises(QueryError, match="no such source"):
        forget("pages/none.txt", settings)
    assert forgotten(settings) == ()


def test_while_rolled_back_documents_are_captured_but_not_published(settings, pages):
    load([pages], settings)
    first = open_release(settings.curated).release_id
    (pages / "more.txt").write_bytes(text_page("สพป.ชลบุรี เขต 1"))
    load([pages], settings)
    assert go_back(settings, None, "goals are gone")[1] == first
    (pages / "newer.txt").write_bytes(text_page("สพป.น่าน เขต 2"))
    with pytest.raises(PinnedError, match="goals are gone"):
        load([pages], settings)
    assert open_release(settings.curated).release_id == first
    assert read_releases(settings).pinned == "goals are gone"
    assert go_on(settings)
    assert load([pages], settings).exit_code == 0
    assert len(rows(settings, "documents")) == 4
