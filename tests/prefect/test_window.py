"""What Prefect's window shows of a run, and what each code asks of a person."""

import re

import pytest

from flows.inbox import inbox_folder, look_into
from flows.prefect_settings import prepare_service, server_address
from flows.remedies import manual, remedy, remedy_of
from flows.report import RunReport
from flows.settings import Settings
from schemas.codes import CheckStatus, FindingCode, OutcomeStatus, Severity
from schemas.records import Finding, Outcome
from tests.prefect.conftest import ROOT

HOSTILE = "<img src=x onerror=1> | [a](http://x.example) **b** https://www.y.example/?a=1&b=2"


def failed(number, reason="it did not come", code=FindingCode.FETCH_FAILED, status=OutcomeStatus.FAILED):
    finding = Finding(code, Severity.ERROR, reason)
    return Outcome(status, f"สพป. {number}", f"esa-{number}", f"{code.value}: {reason}", 0, (finding,))


def ingested(*outcomes):
    return RunReport("ingest", "office", outcomes, "000007-abc", published=True, rows=(("statements", 12),))


@pytest.mark.prefect
def test_the_summary_tells_what_needs_a_look_and_what_to_do():
    from flows.prefect_summary import markdown

    held = failed(2, "a scan", FindingCode.NEEDS_OCR, OutcomeStatus.HELD)
    good = Outcome(OutcomeStatus.PUBLISHED, "สพป. 3", "esa-3", "", 12, ())
    shown = markdown(ingested(held, good, failed(1)))
    assert "1/3 offices, 1 held, 1 unreachable" in shown.replace("\\", "")
    rows = [line for line in shown.splitlines() if line.startswith(("| failed |", "| held |"))]
    assert [row.split(" | ")[0] for row in rows] == ["| failed", "| held"]
    assert remedy(FindingCode.NEEDS_OCR) in rows[1]
    assert "สพป\\. 3" not in shown
    assert "| rows of statements | 12 |" in shown


@pytest.mark.prefect
def test_nothing_of_a_document_is_active_in_the_window():
    from flows.prefect_summary import markdown, table

    report = ingested(failed(1, HOSTILE))
    shown = markdown(report)
    for active in ("<img", "](", "://", " **b**", "www."):
        assert active not in shown
    (row,) = (line for line in shown.splitlines() if line.startswith("| failed |"))
    assert len(re.findall(r"(?<!\\)\|", row)) == 6
    (told,) = table(report)
    assert told["reason"] == (
        r"FETCH\_FAILED: &lt;img src=x onerror=1\> \| \[a\](x.example) \*\*b\*\* www.y.example/?a=1&amp;b=2"
    )
    assert told["office_id"] == "esa-1"


@pytest.mark.prefect
def test_the_table_is_bounded_and_has_the_worst_first():
    from flows.prefect_summary import markdown, table

    held = failed(0, "a scan", FindingCode.NEEDS_OCR, OutcomeStatus.HELD)
    report = ingested(held, *(failed(number) for number in range(1200)))
    rows = table(report)
    assert len(rows) < 1000
    assert {row["outcome"] for row in rows} == {"failed"}
    assert len(markdown(report)) < 100_000
    assert "and 1151 more" in markdown(report)


@pytest.mark.prefect
def test_a_run_fails_in_the_window_if_nothing_went_well_or_nothing_could_be_published(monkeypatch):
    from flows import prefect_states
    from stores.curated.review import Counts, OfficeReview

    monkeypatch.setattr(prefect_states, "keep_summary", lambda _: None)
    good = Outcome(OutcomeStatus.UNCHANGED, "a", "esa-1", "", 1, ())
    losing = OfficeReview("esa-1", Counts(removed=9), 10, 1)
    types = [
        prefect_states.final_state(report).type.value
        for report in (
            ingested(good, failed(1)),
            ingested(failed(1)),
            ingested(),
            RunReport("rebuild", "document", (good,), "000001-a", losing=(losing,)),
        )
    ]
    assert types == ["COMPLETED", "FAILED", "COMPLETED", "FAILED"]


def test_every_code_has_a_remedy_and_stands_in_the_manual():
    for codes in (FindingCode, OutcomeStatus, CheckStatus):
        assert [code for code in codes if len(remedy(code)) < 8] == []
    assert manual() in (ROOT / "docs" / "operations.md").read_text("utf-8"), (
        "docs/operations.md has other tables than `python -m flows.remedies` prints"
    )


def test_the_gravest_code_says_what_to_do():
    slight = Finding(FindingCode.NO_SECTION, Severity.WARNING, "none")
    grave = Finding(FindingCode.GONE, Severity.ERROR, "404")
    outcome = Outcome(OutcomeStatus.FAILED, "a", None, "", 0, (slight, grave))
    assert remedy_of(outcome) == remedy(FindingCode.GONE)
    assert remedy_of(Outcome(OutcomeStatus.FAILED, "a")) == remedy(OutcomeStatus.FAILED)


def test_an_inbox_is_loaded_when_it_is_not_as_it_was(tmp_path):
    settings = Settings(raw=str(tmp_path / "raw"), curated=str(tmp_path / "curated"))
    folder = inbox_folder({"THITTHANG_INBOX": str(tmp_path / "in")}, None)
    assert folder == tmp_path / "in"
    assert "there is no folder" in look_into(folder, settings, None).why_idle
    folder.mkdir()
    (folder / ".copying").write_text("a")
    assert "is empty" in look_into(folder, settings, None).why_idle

    (folder / "a.txt").write_text("a")
    first = look_into(folder, settings, None)
    assert first.why_idle == ""
    first.remember()
    assert "nothing new" in look_into(folder, settings, None).why_idle
    assert look_into(folder, settings, "esa-p-trat").why_idle == ""
    assert look_into(folder, Settings(raw=str(tmp_path / "other")), None).why_idle == ""
    (folder / "a.txt").rename(folder / "b.txt")
    assert look_into(folder, settings, None).why_idle == ""


def test_an_inbox_that_cannot_be_written_is_loaded_again(tmp_path):
    (tmp_path / "a.txt").write_text("a")
    (tmp_path / ".loaded").mkdir()
    settings = Settings()
    inbox = look_into(tmp_path, settings, None)
    inbox.remember()
    assert look_into(tmp_path, settings, None).why_idle == ""


def test_a_service_keeps_prefects_files_in_its_home(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in ("PREFECT_HOME", "PREFECT_LOGGING_LEVEL", "THITTHANG_HOME", "PREFECT_SERVER_API_PORT"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PREFECT_API_URL", "")
    monkeypatch.setenv("PREFECT_FLOWS_HEARTBEAT_FREQUENCY", "60")
    with monkeypatch.context() as inside:
        environment = {}
        inside.setattr("os.environ", environment | {"PREFECT_FLOWS_HEARTBEAT_FREQUENCY": "60"})
        import os

        assert prepare_service() == tmp_path
        assert os.environ["PREFECT_HOME"] == str(tmp_path / ".prefect")
        assert os.environ["PREFECT_API_URL"] == "http://127.0.0.1:4200/api"
        assert os.environ["DO_NOT_TRACK"] == "1"
        assert os.environ["PREFECT_FLOWS_HEARTBEAT_FREQUENCY"] == "60", "what is set already goes before"


@pytest.mark.parametrize(
    ("host", "port", "address"),
    [
        (None, None, "http://127.0.0.1:4200/api"),
        ("0.0.0.0", "4300", "http://127.0.0.1:4300/api"),  # noqa: S104
        ("192.0.2.1", "4200", "http://192.0.2.1:4200/api"),
    ],
)
def test_the_server_is_found_where_it_listens(monkeypatch, host, port, address):
    for name, value in {"PREFECT_SERVER_API_HOST": host, "PREFECT_SERVER_API_PORT": port}.items():
        monkeypatch.setenv(name, value or "")
    monkeypatch.setenv("PREFECT_API_URL", "")
    assert server_address() == address
