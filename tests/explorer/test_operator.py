"""The operator's page: what failed, why, what to do; a damaged part does not take the others with it."""

from datetime import UTC, datetime, timedelta
from html import unescape

import httpx
import pytest

from explorer.diary import READ_AGAIN, Diary
from explorer.operation import MOST_HOSTS, MOST_OFFICES, Operation, read_operation
from explorer.watch import LEAST_SECONDS, SHARE, Watch
from flows.printing.host_table import host_totals
from flows.remedies import remedy
from flows.settings import Settings
from schemas.codes import CheckStatus, FindingCode, OutcomeStatus
from schemas.records import CheckState, HostCourtesy
from schemas.vocabulary import Language, meaning
from stores.curated.catalogue import ReleaseState
from stores.journal import Journal
from stores.journal_lines import ClockNote
from tests.explorer.office_desk import MORNING, pinned, served, settings_of, troubled_desk
from tests.stores.factories import LOEI, Desk


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    return troubled_desk(tmp_path_factory.mktemp("operated"))


@pytest.fixture(scope="module")
def pages(desk):
    with (
        served(settings_of(desk), desk.folder / "indexes") as (address, _),
        httpx.Client(base_url=address) as client,
    ):
        yield client


@pytest.fixture(scope="module")
def thai(pages):
    return unescape(pages.get("/operator").text)


@pytest.fixture(scope="module")
def english(pages):
    return unescape(pages.get("/en/operator").text)


def test_the_reading_has_what_journal_and_archive_have(desk):
    now = read_operation(settings_of(desk))
    killed, failed = now.runs.entries
    assert (killed.command, killed.ended_at, killed.exit_code) == ("rebuild", None, None)
    assert (failed.exit_code, failed.outcomes) == (1, {OutcomeStatus.FAILED: 1})
    assert [one.reason for one in failed.wrong.entries] == ["TLS: the certificate ended"]
    (office,) = now.offices.entries
    assert (office.office_id, office.check.since, office.clocks.looked_at) == (LOEI, MORNING, MORNING)
    assert (now.looks.failing, now.looks.stale) == (1, 1)
    (host,) = now.hosts.entries
    assert (host.courtesy.host, host.courtesy.requests, host.courtesy.refused) == ("a.go.th", 12, 1)
    assert now.releases.entries[0].state is ReleaseState.LATEST
    assert [one.uri for one in now.removals.entries] == ["https://a.go.th/old.pdf"]
    assert now.troubles == ()


def test_lists_are_cut_and_say_how_many_more(tmp_path):
    desk = Desk(tmp_path)
    run = Journal(desk.root).start("ingest", MORNING)
    run.courtesy(*(HostCourtesy(f"{number}.go.th", number) for number in range(MOST_HOSTS + 3)))
    run.end(MORNING, 0)
    for number in range(MOST_OFFICES + 2):
        desk.archive.set_check(f"x-{number:010x}", CheckState(CheckStatus.GONE, MORNING))
    now = read_operation(settings_of(desk))
    assert (len(now.hosts.entries), now.hosts.more) == (MOST_HOSTS, 3)
    assert (len(now.offices.entries), now.offices.more) == (MOST_OFFICES, 2)
    with served(settings_of(desk), tmp_path / "indexes") as (address, _):
        text = httpx.get(f"{address}/en/operator").text
    assert "and 3 more hosts" in text
    assert "and 2 more offices" in text


def test_where_nothing_was_ever_done_the_page_is_there(tmp_path):
    settings = Settings(raw=str(tmp_path / "raw"), curated=str(tmp_path / "curated"))
    with served(settings, tmp_path / "indexes") as (address, _):
        answer = httpx.get(f"{address}/operator")
    assert answer.status_code == 200
    assert "ยังไม่มีรุ่นข้อมูลให้ดู" in answer.text


@pytest.mark.parametrize("anchor", ["runs", "stale", "held", "findings", "hosts", "releases", "versions"])
def test_every_part_can_be_linked_to(thai, anchor):
    assert f'id="{anchor}"' in thai
    assert f'href="#{anchor}"' in thai


def test_codes_come_with_their_meaning_and_what_to_do(thai, english):
    code = FindingCode.NUMBER_GAP
    assert meaning(code).th in thai
    assert remedy(code, Language.TH).split("`")[0] in thai
    assert meaning(code).en in english
    assert remedy(code, Language.EN).split("`")[0] in english
    assert FindingCode.DAMAGED.value in thai


def test_the_page_names_what_failed_and_why(english):
    for said in ("ingest --all", "goes on, or was killed", "something was held or failed", "unreachable"):
        assert said in english
    assert "TLS: the certificate ended" in english
    assert "https://c.go.th/held.pdf" in english
    assert "asked by the office" in english


def test_each_language_stands_alone(thai, english):
    assert "What to do" not in thai
    assert "ควรทำ" not in english


def test_a_rollback_is_told_until_it_is_resumed(tmp_path):
    desk = troubled_desk(tmp_path)
    first = next(one.release_id for one in Journal(desk.root).releases())
    pinned(desk, first)
    with served(settings_of(desk), tmp_path / "indexes") as (address, _):
        text = httpx.get(f"{address}/en/operator").text
    assert "Pinned to release" in text
    assert "the goals are those of another office" in text
    assert "thitthang rollback --resume" in text


def test_a_damaged_journal_is_told_and_the_rest_is_shown(tmp_path):
    desk = troubled_desk(tmp_path)
    (first, *_) = sorted((desk.curated / "journal" / "runs").iterdir())
    first.write_bytes(b'{"note": "start"}\n')
    now = read_operation(settings_of(desk))
    assert any(first.name in one.what for one in now.troubles)
    assert now.runs.total == 0
    assert now.looks.failing == 1
    with served(settings_of(desk), tmp_path / "indexes") as (address, _):
        answer = httpx.get(f"{address}/en/operator")
        state = httpx.get(f"{address}/api/v1/operator/state").json()
    assert answer.status_code == 200
    assert "Cannot be read" in answer.text
    assert first.name in answer.text
    assert "NUMBER_GAP" in answer.text
    assert first.name in state["troubles"][0]["what"]


def nights(desk, first, count, *, ended=True):
    """Runs of so many nights: each looks at one office more, and asks one host three times."""
    for number in range(first, first + count):
        at = MORNING + timedelta(days=number)
        run = Journal(desk.root).start("ingest", at)
        run.clocks(ClockNote(f"x-{number:010x}", at), ClockNote(LOEI, at, None, None, f"night {number}"))
        run.courtesy(HostCourtesy("a.go.th", 3, least_delay=float(number + 1)))
        if ended:
            run.end(at, 0)


def test_a_diary_read_bit_by_bit_is_the_journal_read_at_once(tmp_path):
    desk, diary = Desk(tmp_path), Diary()
    journal = Journal(desk.root)
    open_run = None
    for first, count in ((0, 4), (4, 25), (29, 0), (29, READ_AGAIN + 3)):
        nights(desk, first, count)
        if first == 4:
            open_run = journal.start("rebuild", datetime.now(UTC))
        known = diary.read(journal)
        records = journal.runs()
        assert known.newest == records[-READ_AGAIN:]
        assert known.total == len(records)
        assert known.clocks == journal.clocks()
        assert known.hosts == host_totals(records)
    open_run.clocks(ClockNote("x-late", MORNING))
    open_run.end(datetime.now(UTC), 0)
    assert diary.read(journal).clocks == journal.clocks()


def test_what_is_over_is_not_read_again(tmp_path):
    desk, diary = Desk(tmp_path), Diary()
    nights(desk, 0, 30)
    read = diary.read(Journal(desk.root))
    for old in sorted((desk.curated / "journal" / "runs").iterdir())[: 30 - READ_AGAIN]:
        old.write_bytes(b"no longer a note\n")
    assert diary.read(Journal(desk.root)) == read


class Clock:
    now = 0.0

    def __call__(self):
        return self.now


class Reader:
    """Readings that take as long as they are told."""

    def __init__(self, clock, seconds):
        self.clock, self.seconds, self.count = clock, seconds, 0

    def __call__(self, _settings, _diary):
        self.count += 1
        self.clock.now += self.seconds
        return Operation(datetime(2026, 1, self.count, tzinfo=UTC))


def shown(watch):
    day = watch.operation().read_at.day
    watch.wait()
    return day


def test_a_reading_is_shared_and_renewed_in_the_background():
    clock = Clock()
    reader = Reader(clock, 0.0)
    watch = Watch(Settings(), clock, reader)
    assert [shown(watch), shown(watch)] == [1, 1]
    clock.now += LEAST_SECONDS
    assert [shown(watch), shown(watch)] == [1, 2]
    assert reader.count == 2


def test_a_slow_reading_is_kept_the_longer():
    clock = Clock()
    reader = Reader(clock, 3.0)
    watch = Watch(Settings(), clock, reader)
    shown(watch)
    clock.now += 3.0 * SHARE - 0.1
    shown(watch)
    assert reader.count == 1
    clock.now += 0.2
    shown(watch)
    assert reader.count == 2
