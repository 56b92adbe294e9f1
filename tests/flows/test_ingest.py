"""Fetching offices' pages: what comes, what fails, and that the one never stops the other."""

import contextlib
from dataclasses import replace
from itertools import pairwise

import pytest

from flows.forgetting import forget
from flows.settings import Settings
from flows.steps import ingest, load
from flows.targets import choose_offices, targets
from schemas.codes import CheckStatus, FindingCode, OutcomeStatus
from schemas.errors import ThitthangError, UnknownOfficeError
from sources.fetched import FetchLimits
from stores.curated.release import open_release
from stores.journal import Journal
from stores.raw import RawArchive
from stores.roots import open_root
from tests.pages import LOEI, TRAT, html_page, office_file, serve

QUICK = FetchLimits(total_seconds=2, wait_seconds=0.5, pause_seconds=0)
OFFICES = ("esa-p-loei-2", "esa-p-trat")


@pytest.fixture
def site():
    with serve() as site:
        site.pages = {"loei": html_page(LOEI), "trat": html_page(TRAT)}
        yield site


@pytest.fixture
def settings(tmp_path, site):
    office_file(tmp_path / "sources", "esa-p-loei-2", site.url("loei"))
    office_file(tmp_path / "sources", "esa-p-trat", site.url("trat"))
    return Settings(
        raw=str(tmp_path / "raw"),
        curated=str(tmp_path / "curated"),
        sources=tmp_path / "sources",
        workers=1,
        contact="nobody@example.org",
    )


def rows(settings, table, **equal):
    found = open_release(settings.curated).table(table).to_pylist()
    return [row for row in found if all(row[name] == value for name, value in equal.items())]


def coverage(settings, office_id):
    found = rows(settings, "coverage", office_id=office_id)
    return {row["kind"]: (row["status"], row["reason"]) for row in found}


def outcome_of(report, office_id):
    (outcome,) = (outcome for outcome in report.outcomes if outcome.office_id == office_id)
    return outcome


def test_pages_become_rows_with_their_provenance(settings, site):
    report = ingest(OFFICES, settings, limits=QUICK)
    assert (report.exit_code, report.message) == (0, "2/2 offices")
    assert {row["office_id"] for row in rows(settings, "direction")} == set(OFFICES)
    (capture,) = RawArchive(open_root(settings.raw)).captures_of(
        rows(settings, "documents", office_id="esa-p-trat")[0]["source_id"]
    )
    assert (capture.source.uri, capture.status) == (site.url("trat"), 200)
    assert {agent for _, agent in site.asked} == {site.asked[0][1]}
    assert site.asked[0][1].startswith("thitthang/")
    assert "nobody@example.org" in site.asked[0][1]


def test_a_night_without_change_writes_only_the_journal(settings):
    first = ingest(OFFICES, settings, limits=QUICK)
    second = ingest(OFFICES, settings, limits=QUICK)
    assert {outcome.status for outcome in second.outcomes} == {OutcomeStatus.UNCHANGED}
    assert (second.published, second.release_id) == (False, first.release_id)
    clocks = Journal(open_root(settings.curated)).clocks()["esa-p-trat"]
    assert clocks.looked_at > clocks.changed_at


@pytest.mark.parametrize(
    ("page", "code", "check", "word"),
    [
        (404, FindingCode.GONE, CheckStatus.GONE, "gone"),
        (500, FindingCode.FETCH_FAILED, CheckStatus.UNREACHABLE, "unreachable"),
        ((3, b"late"), FindingCode.FETCH_FAILED, CheckStatus.UNREACHABLE, "unreachable"),
    ],
)
def test_a_failing_office_keeps_its_rows_and_stops_nobody(settings, site, page, code, check, word):
    ingest(OFFICES, settings, limits=QUICK)
    before = rows(settings, "direction", office_id="esa-p-loei-2")
    site.pages["loei"] = page
    site.pages["trat"] = html_page(TRAT, vision="องค์กรใหม่ที่เปลี่ยนไปแล้ว")
    report = ingest(OFFICES, settings, limits=QUICK)
    assert report.exit_code == 1
    assert report.message == f"1/2 offices, 1 {word}"
    assert {finding.code for finding in outcome_of(report, "esa-p-loei-2").findings} == {code}
    assert outcome_of(report, "esa-p-trat").status is OutcomeStatus.PUBLISHED
    assert before
    assert rows(settings, "direction", office_id="esa-p-loei-2") == before
    assert RawArchive(open_root(settings.raw)).checks()["esa-p-loei-2"].status is check
    assert Journal(open_root(settings.curated)).clocks()["esa-p-loei-2"].stale.startswith(code.value)
    site.pages["loei"] = html_page(LOEI)
    assert ingest(OFFICES, settings, limits=QUICK).exit_code == 0
    assert Journal(open_root(settings.curated)).clocks()["esa-p-loei-2"].stale == ""


def test_an_office_never_reached_says_so_in_coverage(settings, site):
    site.pages["loei"] = 404
    site.pages["trat"] = 503
    report = ingest((*OFFICES, "esa-p-loei-1"), replace(settings), limits=QUICK)
    assert report.message == "0/3 offices, 1 gone, 1 unreachable, 1 without a known address"
    assert set(coverage(settings, "esa-p-loei-2").values()) == {("gone", "ADDRESS_GONE")}
    assert set(coverage(settings, "esa-p-trat").values()) == {("unreachable", "FETCH_FAILED")}
    assert set(coverage(settings, "esa-p-loei-1").values()) == {("no_source", "NO_KNOWN_ADDRESS")}
    assert set(coverage(settings, "esa-p-loei-3").values()) == {("not_checked", "NEVER_LOOKED")}


def test_among_all_offices_one_without_an_address_is_no_failure(settings):
    offices = (*OFFICES, "esa-p-loei-1")
    assert ingest(offices, settings, limits=QUICK, everything=True).exit_code == 0
    assert ingest(offices, settings, limits=QUICK).exit_code == 1


def test_a_page_of_another_office_is_that_offices(settings, site):
    site.pages["loei"] = html_page(TRAT)
    report = ingest(["esa-p-loei-2"], settings, limits=QUICK)
    assert {row["office_id"] for row in rows(settings, "direction")} == {"esa-p-trat"}
    assert set(coverage(settings, "esa-p-loei-2").values()) == {("other_owner", "PAGE_NAMES_ANOTHER_OFFICE")}
    assert "esa-p-trat" in outcome_of(report, "esa-p-loei-2").reason


def test_a_part_of_a_page_is_kept_but_never_replaces_the_whole(settings, site):
    ingest(OFFICES, settings, limits=QUICK)
    before = rows(settings, "direction")
    site.pages["loei"] = html_page(LOEI, vision="ก" * 200_000)
    small = replace(QUICK, wire_bytes=20_000)
    report = ingest(["esa-p-loei-2"], settings, limits=small)
    assert report.exit_code == 1
    assert rows(settings, "direction") == before
    cuts = [capture.cut for capture in RawArchive(open_root(settings.raw)).captures() if capture.cut]
    assert len(cuts) == 1
    assert cuts[0].startswith("SIZE_LIMIT")


def test_one_page_at_a_time_a_host_many_hosts_at_once(tmp_path):
    """Eight offices on four hosts; every host notes how many are inside at once."""
    with contextlib.ExitStack() as stack:
        sites = [stack.enter_context(serve(f"127.0.0.{number}")) for number in range(1, 5)]
        offices = [office.office_id for office in targets_of_registry(8)]
        for number, office_id in enumerate(offices):
            site = sites[number % 4]
            site.pages[office_id] = (0.2, html_page(LOEI))
            office_file(tmp_path / "sources", office_id, site.url(office_id))
        settings = Settings(
            raw=str(tmp_path / "raw"), curated=str(tmp_path / "curated"), sources=tmp_path / "sources"
        )
        import time

        began = time.monotonic()
        ingest(offices, settings, limits=replace(QUICK, pause_seconds=0.2))
        seconds = time.monotonic() - began
        assert [site.most_inside for site in sites] == [1, 1, 1, 1]
        assert [len(site.asked) for site in sites] == [3, 3, 3, 3]  # robots.txt and two pages
        assert seconds >= 0.6


def targets_of_registry(count):
    from schemas.registry import registry

    return registry().offices[:count]


def test_a_fault_in_a_visit_is_one_offices(settings, monkeypatch):
    import flows.visits

    real = flows.visits.known_addresses

    def failing(registry, office_id, settings):
        if office_id == "esa-p-loei-2":
            raise ZeroDivisionError("deep inside")
        return real(registry, office_id, settings)

    monkeypatch.setattr(flows.visits, "known_addresses", failing)
    report = ingest(OFFICES, settings, limits=QUICK)
    assert outcome_of(report, "esa-p-loei-2").status is OutcomeStatus.FAILED
    assert outcome_of(report, "esa-p-trat").status is OutcomeStatus.PUBLISHED
    (run,) = Journal(open_root(settings.curated)).runs()
    assert any("deep inside" in note.finding.message for note in run.findings)


@pytest.mark.parametrize("content", ["adresses: [x]", "- x", "addresses: x", "addresses: [1]", "{", "\x00"])
def test_a_broken_office_file_is_told(settings, tmp_path, content):
    (tmp_path / "sources" / "esa-p-loei-2.yaml").write_text(content)
    report = ingest(OFFICES, settings, limits=QUICK)
    assert outcome_of(report, "esa-p-loei-2").status is OutcomeStatus.FAILED
    assert "esa-p-loei-2.yaml" in outcome_of(report, "esa-p-loei-2").reason
    assert outcome_of(report, "esa-p-trat").status is OutcomeStatus.PUBLISHED
    (target,) = targets(["esa-p-loei-2"], settings)
    assert target.trouble


def test_offices_are_chosen_by_any_name(settings):
    assert choose_offices(["สพป.ตราด", "esa-p-trat", "สพป.เลย เขต 2"], settings) == (
        "esa-p-trat",
        "esa-p-loei-2",
    )
    assert len(choose_offices([], settings)) == 245
    with pytest.raises(UnknownOfficeError):
        choose_offices(["สพป.ไม่มีจริง"], settings)


def test_a_sample_is_of_offices_with_an_address_and_always_the_same(settings):
    some = choose_offices([], settings, sample=5)
    assert some == choose_offices([], settings, sample=5)
    assert len(set(some)) == 5
    assert all(target.addresses for target in targets(some, settings))
    assert all(before < after for before, after in pairwise(sorted(some)))


def test_loads_and_fetches_live_side_by_side(settings, tmp_path):
    ingest(["esa-p-trat"], settings, limits=QUICK)
    page = tmp_path / "pages"
    page.mkdir()
    (page / "loei.html").write_bytes(html_page(LOEI))
    load([page], settings)
    assert {row["office_id"] for row in rows(settings, "direction")} == set(OFFICES)
    with pytest.raises(ThitthangError):
        open_release(tmp_path / "nowhere")


def expect(settings, office_id, text):
    path = settings.sources / f"{office_id}.yaml"
    path.write_text(f"{path.read_text()}expect:\n{text}")


def test_fewer_statements_than_expected_are_a_warning_of_that_office(settings):
    expect(settings, "esa-p-trat", "  vision: 1\n  mission: 3\n  reason: the page had three missions\n")
    expect(settings, "esa-p-loei-2", "  mission: 2\n  reason: seen in October\n")
    report = ingest(OFFICES, settings, limits=QUICK)
    outcome = outcome_of(report, "esa-p-trat")
    assert outcome.status is OutcomeStatus.PUBLISHED
    assert [finding.code for finding in outcome.findings] == [FindingCode.EXPECTATION]
    assert "2 statements of kind mission, at least 3 expected (the page had three missions)" in outcome.reason
    assert outcome_of(report, "esa-p-loei-2").reason == ""


@pytest.mark.parametrize(
    "text", ["  mission: 3\n", "  wishes: 1\n  reason: x\n", "  mission: none\n  reason: x\n", "  - 3\n"]
)
def test_an_expectation_that_cannot_be_understood_is_that_offices_fault_alone(settings, text):
    expect(settings, "esa-p-trat", text)
    report = ingest(OFFICES, settings, limits=QUICK)
    outcome = outcome_of(report, "esa-p-trat")
    assert outcome.status is OutcomeStatus.FAILED
    assert "docs/sources.md" in outcome.reason
    assert outcome_of(report, "esa-p-loei-2").status is OutcomeStatus.PUBLISHED


def test_a_page_that_was_taken_out_is_not_asked_for_again(settings, site):
    ingest(OFFICES[:1], settings, limits=QUICK)
    asked = len(site.asked)
    forget(site.url("loei"), settings)
    report = ingest(OFFICES[:1], settings, everything=True, limits=QUICK)
    assert report.exit_code == 0
    (outcome,) = report.outcomes
    assert {finding.code for finding in outcome.findings} == {FindingCode.NO_SOURCE}
    assert len(site.asked) == asked
    assert rows(settings, "documents", office_id=OFFICES[0]) == []
