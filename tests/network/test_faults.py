"""Every fault of a network in one run: each office gets its code, and all the others finish.

First every site is well and its page is published; then the sites fail, each in its own way; what was
published stays.
"""

import gzip
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from flows.steps import ingest
from schemas.codes import FindingCode, OutcomeStatus
from schemas.registry import registry
from sources.fetched import FetchLimits
from stores.curated.release import open_release
from stores.journal import Journal
from stores.raw import RawArchive
from stores.roots import open_root
from tests.network.sites import (
    HEAD,
    Reply,
    broken,
    drip,
    endless,
    guarded,
    hang_up,
    mapping,
    ordinary,
    reset,
    sent,
    settings,
    short,
    silent,
    whole,
)
from tests.pages import html_page

LIMITS = FetchLimits(
    total_seconds=2.0,
    wait_seconds=1.0,
    wire_bytes=300_000,
    body_bytes=600_000,
    pause_seconds=0.01,
    attempts=3,
    retry_seconds=0.02,
    patience_seconds=1.5,
)
OFFICES = registry().offices
PACKED = HEAD + b"Content-Encoding: gzip\r\n\r\n"
CHUNKED = HEAD + b"Transfer-Encoding: chunked\r\n\r\n"
PART = html_page("สพป.ตราด")
BOMB = gzip.compress(b"0" * 5_000_000)
CLOSED = b"User-agent: *\nDisallow: /page\n"


def date(**ahead):
    return format_datetime(datetime.now(UTC) + timedelta(**ahead), usegmt=True)


@dataclass(frozen=True)
class Fault:
    """What a site does once it fails; `cut` says that a part of the page is kept."""

    name: str
    code: FindingCode | None
    does: object
    cut: bool = False
    asked: int | None = None
    robots: Reply | None = None
    tells: str = ""


def to(location, status=302):
    return Reply(b"", status, {"Location": location})


def after(value, status=503, times=99):
    """Ask to be left alone so many times, then answer again as before."""
    seen = []

    def reply(request):
        seen.append(request)
        return Reply(b"", status, {"Retry-After": value}) if len(seen) <= times else None

    return reply


C = FindingCode
ORDINARY = [
    Fault("loop", C.REDIRECT_LIMIT, to("/page"), asked=6),
    Fault("to-file", C.ADDRESS_REFUSED, to("file:///etc/passwd"), asked=1),
    Fault("to-loopback", C.ADDRESS_REFUSED, to("http://127.0.0.1:{guarded}/"), asked=1),
    Fault("to-decimal", C.ADDRESS_REFUSED, to("http://2130706433:{guarded}/"), asked=1),
    Fault("to-localhost", C.ADDRESS_REFUSED, to("http://localhost:{guarded}/"), asked=1),
    Fault("to-private", C.ADDRESS_REFUSED, to("http://10.0.0.1/"), asked=1),
    Fault("to-metadata", C.ADDRESS_REFUSED, to("http://169.254.169.254/latest/meta-data/"), asked=1),
    Fault("too-many-requests", C.RETRY_LATER, Reply(b"", 429), asked=3),
    Fault("later-seconds", C.RETRY_LATER, after("3600"), asked=1, tells="to be asked again after"),
    Fault("later-date", C.RETRY_LATER, after(date(hours=2), 429), asked=1),
    Fault("later-absurd", C.RETRY_LATER, after("9" * 400), asked=1),
    Fault("soon", None, after("1", times=1), asked=2),
    Fault("soon-by-past-date", None, after(date(days=-3), 429, times=2), asked=3),
    Fault("soon-by-nonsense", None, after("when I like", times=1), asked=2),
    Fault("error", C.FETCH_FAILED, Reply(b"oops", 500), asked=3, tells="HTTP 500"),
    Fault("forbidden", C.FETCH_FAILED, Reply(b"", 403), asked=1),
    Fault("gzip-bomb", C.SIZE_LIMIT, Reply(BOMB, 200, {"Content-Encoding": "gzip"}), cut=True, asked=1),
    Fault("not-asked-304", C.FETCH_FAILED, Reply(b"", 304), asked=1, tells="not asked for"),
    Fault("disallowed", C.ROBOTS, None, asked=0, robots=Reply(CLOSED), tells="disallows"),
    Fault("robots-error", C.ROBOTS, None, asked=0, robots=Reply(b"", 500)),
    Fault("robots-unavailable", C.ROBOTS, None, asked=0, robots=Reply(b"", 503)),
    Fault("robots-forbidden", None, None, asked=1, robots=Reply(b"", 403)),
    Fault("robots-huge", None, None, asked=1, robots=Reply(b"# much ado\n" * 1_000_000 + CLOSED)),
    Fault("missing", C.GONE, Reply(b"", 404), asked=1),
    Fault("gone", C.GONE, Reply(b"", 410), asked=1),
]  # fmt: skip
RAW = [
    Fault("slow-head", C.TOTAL_TIMEOUT, drip(b"HTTP/1.1 200 OK\r\n", b"X: y\r\n")),
    Fault("slow-body", C.TOTAL_TIMEOUT, drip(HEAD + b"\r\n<h1>", b"x"), cut=True),
    Fault("silent-body", C.FETCH_FAILED, silent(HEAD + b"\r\n<h1>"), cut=True, asked=1, tells="timed out"),
    Fault("reset", C.FETCH_FAILED, reset, asked=3),
    Fault("hang-up", C.FETCH_FAILED, hang_up, asked=3),
    Fault("short-body", C.FETCH_FAILED, short(PART), cut=True, asked=3),
    Fault("cut-gzip", C.FETCH_FAILED, sent(PACKED + gzip.compress(PART)[:-9]), cut=True, asked=3),
    Fault("damaged-gzip", C.FETCH_FAILED, sent(PACKED + b"\x1f\x8b\x08" + b"\xff" * 90), cut=True, asked=3),
    Fault("cut-chunks", C.FETCH_FAILED, sent(CHUNKED + b"5\r\n<h1>x\r\n40\r\nabc"), cut=True, asked=3),
    Fault("endless", C.SIZE_LIMIT, endless, cut=True, asked=1),
    Fault("no-http", C.FETCH_FAILED, sent(b"SSH-2.0-OpenSSH_9.2\r\n")),
]  # fmt: skip
BY_NAME = {fault.name: fault for fault in ORDINARY + RAW}
OFFICE = {name: OFFICES[place].office_id for place, name in enumerate(BY_NAME)}
HEALTHY, REFUSED, UNKNOWN = (office.office_id for office in OFFICES[-3:])


def page_of(office_id):
    return html_page(registry().get(office_id).name_th)


class Faults:
    """Both runs: what the second said, and what the servers saw of it."""


@pytest.fixture(scope="module")
def faults(tmp_path_factory):
    folder = tmp_path_factory.mktemp("faults")
    found = Faults()
    with pytest.MonkeyPatch.context() as patch, ordinary() as site, broken() as raw, guarded() as closed:
        ports = {fault.name: site.port for fault in ORDINARY} | {fault.name: raw.port for fault in RAW}
        hosts = {f"{name}.example": port for name, port in ports.items()}
        mapping(patch, hosts | {"well.example": site.port, "refused.example": 1})
        offices = {OFFICE[name]: [f"http://{name}.example/page"] for name in BY_NAME}
        offices[HEALTHY] = ["http://well.example/page"]
        offices[REFUSED] = ["http://refused.example/page"]
        offices[UNKNOWN] = ["http://no-such-host.invalid/page"]
        place = settings(folder, offices)
        for name in BY_NAME:
            site.put(f"{name}.example", "/page", Reply(page_of(OFFICE[name])))
            raw.behaviours[f"{name}.example"] = whole(page_of(OFFICE[name]))
        site.put("well.example", "/page", Reply(page_of(HEALTHY)))
        found.first = ingest([*OFFICE.values(), HEALTHY], place, limits=LIMITS)
        found.before = rows(place)

        site.log.clear()
        raw.log.clear()
        for fault in ORDINARY:
            _fail(site, f"{fault.name}.example", fault, closed.port)
        for fault in RAW:
            raw.behaviours[f"{fault.name}.example"] = fault.does
        site.put("well.example", "/page", Reply(html_page(registry().get(HEALTHY).name_th, vision="เป็นเลิศ")))
        found.report = ingest([*OFFICE.values(), HEALTHY, REFUSED, UNKNOWN], place, limits=LIMITS)
        found.after = rows(place)
        found.asked = {name: len(site.asked(f"{name}.example")) for name in BY_NAME} | {
            fault.name: raw.log.count((f"{fault.name}.example", "/page")) for fault in RAW
        }
        found.outcomes = {outcome.office_id: outcome for outcome in found.report.outcomes}
        found.captures = RawArchive(open_root(place.raw)).captures()
        found.run = Journal(open_root(place.curated)).runs()[-1]
        found.intruders = closed.connections()
    return found


def _fail(site, host, fault, guarded_port):
    if fault.robots is not None:
        site.put(host, "/robots.txt", fault.robots)
    if isinstance(fault.does, Reply):
        location = {name: value.format(guarded=guarded_port) for name, value in fault.does.headers.items()}
        site.put(host, "/page", Reply(fault.does.body, fault.does.status, location))
    elif fault.does is not None:
        well = site.replies[host, "/page"]
        site.put(host, "/page", lambda request: fault.does(request) or well)


def rows(place):
    table = open_release(place.curated).table("direction").to_pylist()
    return {office: [row for row in table if row["office_id"] == office] for office in OFFICE.values()}


def test_every_site_was_well_at_first(faults):
    assert faults.first.exit_code == 0
    assert all(faults.before.values())


@pytest.mark.parametrize("name", BY_NAME)
def test_a_fault_has_its_code_and_leaves_what_was_published(faults, name):
    fault, office = BY_NAME[name], OFFICE[name]
    outcome = faults.outcomes[office]
    wanted = OutcomeStatus.UNCHANGED if fault.code is None else OutcomeStatus.FAILED
    codes = {finding.code for finding in outcome.findings} - {FindingCode.CUT}
    assert (outcome.status, codes) == (wanted, set() if fault.code is None else {fault.code}), outcome.reason
    assert fault.tells in outcome.reason
    assert faults.after[office] == faults.before[office]
    if fault.asked is not None:
        assert faults.asked[name] == fault.asked
    kept = [capture for capture in faults.captures if capture.source.office_id == office]
    assert [capture.cut is not None for capture in kept] == [False, True][: 1 + fault.cut]
    assert all(capture.content_sha256 in outcome.reason for capture in kept[1:])


def test_the_other_offices_of_the_run_finish(faults):
    assert faults.outcomes[HEALTHY].status is OutcomeStatus.PUBLISHED
    assert faults.run.ended_at is not None
    assert faults.run.exit_code == 1


@pytest.mark.parametrize(("office", "word"), [(REFUSED, "refused"), (UNKNOWN, "name is not known")])
def test_a_host_that_is_not_there(faults, office, word):
    assert {finding.code for finding in faults.outcomes[office].findings} == {FindingCode.FETCH_FAILED}
    assert word in faults.outcomes[office].reason


def test_what_is_of_this_machine_is_not_even_connected_to(faults):
    assert faults.intruders == 0


def test_every_failure_is_told_once_in_the_journal(faults):
    told = [note.office_id for note in faults.run.findings]
    failed = {OFFICE[fault.name] for fault in BY_NAME.values() if fault.code is not None}
    assert sorted(told) == sorted(failed | {REFUSED, UNKNOWN})


def test_retries_and_refusals_stand_in_the_ledger(faults):
    hosts = {host.host: host for host in faults.run.hosts}
    assert hosts["error.example"].retries == 2
    assert hosts["error.example"].requests == 4
    assert hosts["robots-unavailable.example"].requests == 3
    assert hosts["disallowed.example"].refused == 1
    assert (hosts["robots-huge.example"].allowed, hosts["robots-huge.example"].robots) == (
        1,
        "robots.txt, cut: over 0.488 MiB",
    )
    assert hosts["robots-huge.example"].byte_count < 600_000
    assert "to-metadata.example" in hosts
    assert not {"169.254.169.254", "127.0.0.1", "10.0.0.1"} & {
        name for name, host in hosts.items() if host.requests
    }
