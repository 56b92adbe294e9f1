from datetime import timedelta

import pytest

from schemas.codes import FindingCode, OutcomeStatus, Severity
from schemas.errors import StoreError
from schemas.records import Finding, Outcome
from stores.journal import Clocks, Journal
from stores.journal_lines import ClockNote, OfficeNote
from stores.journal_releases import OfficeChanges, ReleaseRecord
from stores.roots import LocalRoot
from tests.stores.factories import LOEI, NAN, START

LATER = START + timedelta(hours=1)
FINDING = Finding(FindingCode.FETCH_FAILED, Severity.ERROR, "timed out after 30 s", "GET /")


@pytest.fixture
def journal(tmp_path):
    return Journal(LocalRoot(tmp_path / "curated"))


def test_a_run_reads_back(journal):
    run = journal.start("ingest --all", START)
    outcome = Outcome(OutcomeStatus.HELD, "https://a.go.th", LOEI, "DAMAGED", 0, (FINDING,))
    run.outcome(outcome, Outcome(OutcomeStatus.PUBLISHED, "b.html", NAN, statements=3))
    run.finding("https://c.go.th", None, FINDING)
    run.end(LATER, 1, "000001-00000000")
    (record,) = journal.runs()
    assert (record.run_id, record.command, record.started_at) == ("000001", "ingest --all", START)
    assert (record.ended_at, record.exit_code, record.release_id) == (LATER, 1, "000001-00000000")
    assert record.outcomes[0] == outcome
    assert record.findings == (OfficeNote("https://c.go.th", None, FINDING),)


def test_runs_side_by_side_have_files_of_their_own(journal):
    first, second = journal.start("one", START), journal.start("two", START)
    second.end(LATER, 0)
    first.end(LATER, 0)
    assert [record.command for record in journal.runs()] == ["one", "two"]
    assert first.run_id != second.run_id


def test_a_killed_run_is_one_without_an_end(journal):
    run = journal.start("load", START)
    run.outcome(Outcome(OutcomeStatus.PUBLISHED, "a.html"))
    path = next(journal._root.folder.glob("journal/runs/*.jsonl"))
    whole = path.read_bytes()
    for cut in range(1, 40):
        path.write_bytes(whole + b'{"note": "end", "at": "2026-01-05T02:30:00+00:00"}'[:cut])
        (record,) = journal.runs()
        assert (record.ended_at, len(record.outcomes)) == (None, 1)
    assert journal.start("next", LATER).run_id == "000002"


def test_a_damaged_line_is_named(journal):
    run = journal.start("load", START)
    path = next(journal._root.folder.glob("journal/runs/*.jsonl"))
    path.write_bytes(b'{"note": "odd"}\n' + path.read_bytes())
    run.end(LATER, 0)
    with pytest.raises(StoreError, match=r"000001\.jsonl:1"):
        journal.runs()


def test_each_clock_moves_on_its_own(journal):
    journal.start("one", START).clocks(ClockNote(LOEI, START, START, START), ClockNote(NAN, START))
    journal.start("two", LATER).clocks(ClockNote(LOEI, LATER, stale="timed out"))
    assert journal.clocks() == {
        LOEI: Clocks(LOEI, LATER, START, START, "timed out"),
        NAN: Clocks(NAN, START),
    }
    journal.start("three", LATER).clocks(ClockNote(LOEI, LATER, stale=""))
    assert journal.clocks()[LOEI].stale == ""


def test_a_release_reads_back(journal):
    changes = OfficeChanges(LOEI, ("a",), ("b",), (("c", "d"),), (("e", "f"),))
    record = ReleaseRecord("000002-aaaaaaaa", "000001-bbbbbbbb", START, ("broken",), (changes,))
    journal.write_release(record)
    assert journal.releases() == (record,)
    assert journal.release("000002-aaaaaaaa") == record
    assert journal.release("000009-aaaaaaaa") is None


def test_nothing_is_noted_where_nothing_happened(journal):
    assert journal.runs() == ()
    assert journal.clocks() == {}
    assert journal.releases() == ()


def test_names_of_persons_are_masked_here_too(journal):
    name = "นายวิสูตร เจริญวงษ์"
    run = journal.start("load", START)
    run.outcome(Outcome(OutcomeStatus.FAILED, "a.html", reason=f"said {name}"))
    run.finding("a.html", None, Finding(FindingCode.NO_SECTION, Severity.INFO, name, name))
    assert "วิสูตร" not in repr(journal.runs())
