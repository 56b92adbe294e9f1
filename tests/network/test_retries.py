"""What may pass is tried again, within bounds; a host that asks to be left alone is."""

import socket
import threading
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from itertools import pairwise

import pytest

from schemas.codes import FindingCode
from sources.fetched import FetchLimits
from sources.loopback import read_loopback
from sources.network import Network
from sources.office_site import OfficeSite
from sources.retries import LONGEST_SECONDS, retry_after
from tests.network.sites import Reply, ordinary

QUICK = FetchLimits(
    total_seconds=5, wait_seconds=1, pause_seconds=0, attempts=3, retry_seconds=0.02, patience_seconds=1.5
)
HOST = "www.a.example"
URL = f"http://{HOST}/page"


@pytest.fixture
def site():
    with ordinary() as site:
        site.put("other.example", "/page", Reply(b"other"))
        yield site


@pytest.fixture
def client(site):
    return OfficeSite("t/0", QUICK, Network(read_loopback(f"*=127.0.0.1:{site.port}")))


def in_turn(*replies):
    left = list(replies)
    return lambda _: left.pop(0) if len(left) > 1 else left[0]


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        (None, None), ("", None), ("soon", None), ("-5", None), ("0", 0), ("120", 120),
        (" 7 ", 7), ("1.5", 1.5),
        ("9" * 400, LONGEST_SECONDS), ("Thu, 01 Jan 1970 00:00:00 GMT", 0),
        ("Sun, 99 Nov 2026 01:00:00 GMT", None),
        ("Fri, 31 Dec 9999 23:59:59 GMT", LONGEST_SECONDS), ("Sun, 22 Nov 1998 01:00:00", 0),
    ],
)  # fmt: skip
def test_a_retry_after_is_seconds_or_a_date_and_bounded(header, seconds):
    assert retry_after(header) == seconds


def test_a_retry_after_date_is_counted_from_now():
    ahead = format_datetime(datetime.now(UTC) + timedelta(minutes=5), usegmt=True)
    assert 290 < retry_after(ahead) <= 300


def test_an_error_that_passes_is_tried_again_and_counted(site, client):
    site.put(HOST, "/page", in_turn(Reply(b"", 502), Reply(b"", 503), Reply(b"page")))
    assert client.fetch(URL).data == b"page"
    assert client.ledger.entries()[0].retries == 2


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 501])
def test_an_answer_that_will_not_pass_is_taken_at_once(site, client, status):
    site.put(HOST, "/page", Reply(b"", status))
    client.fetch(URL)
    assert len(site.asked(HOST)) == 1


def test_no_attempt_begins_that_the_total_time_has_no_room_for(site):
    limits = FetchLimits(total_seconds=2, wait_seconds=1, pause_seconds=0, attempts=9, retry_seconds=5)
    client = OfficeSite("t/0", limits, Network(read_loopback(f"*=127.0.0.1:{site.port}")))
    site.put(HOST, "/page", Reply(b"", 500))
    assert client.fetch(URL).reason == "HTTP 500 Internal Server Error"
    assert len(site.asked(HOST)) == 1


def test_a_short_wait_that_the_host_asks_for_is_kept_by_everybody(site, client):
    site.put(HOST, "/page", in_turn(Reply(b"", 503, {"Retry-After": "1"}), Reply(b"page")))
    site.put(HOST, "/second", Reply(b"second"))
    answers = []
    threads = [
        threading.Thread(target=lambda path=path: answers.append(client.fetch(f"http://{HOST}/{path}")))
        for path in ("page", "second")
    ]
    threads[0].start()
    while not site.asked(HOST):
        threading.Event().wait(0.005)
    threads[1].start()
    for thread in threads:
        thread.join(10)
    assert {answer.data for answer in answers} == {b"page", b"second"}
    times = [request.at for request in site.asked(HOST)]
    assert times[1] - times[0] >= 1.0


def test_a_host_that_asks_for_long_is_left_alone_and_the_others_go_on(site, client):
    site.put(HOST, "/page", Reply(b"", 429, {"Retry-After": "3600"}))
    first, second = client.fetch(URL), client.fetch(f"http://{HOST}/second")
    assert (first.code, second.code) == (FindingCode.RETRY_LATER, FindingCode.RETRY_LATER)
    until = datetime.now(UTC) + timedelta(hours=1)
    assert (
        f"{until:%Y-%m-%d %H}" in second.reason
        or f"{until - timedelta(minutes=1):%Y-%m-%d %H}" in second.reason
    )
    assert len(site.asked(HOST)) == 1
    assert client.fetch("http://other.example/page").data == b"other"


def test_a_robots_file_that_asks_for_later_closes_the_host(site, client):
    site.put(HOST, "/robots.txt", Reply(b"", 503, {"Retry-After": "3600"}))
    assert client.fetch(URL).code is FindingCode.RETRY_LATER
    assert site.asked(HOST) == []


def test_waits_grow_and_differ(site, client):
    site.put(HOST, "/page", Reply(b"", 500))
    gaps = []
    for _ in range(3):
        seen = len(site.asked(HOST))
        client.fetch(URL)
        times = [request.at for request in site.asked(HOST)][seen:]
        gaps.append([later - earlier for earlier, later in pairwise(times)])
    assert all(first >= 0.02 and second >= 0.04 for first, second in gaps)
    assert len({round(first, 4) for first, _ in gaps}) > 1


def test_a_tls_handshake_that_never_ends_does():
    with socket.create_server(("127.0.0.1", 0)) as silent:
        limits = FetchLimits(total_seconds=0.4, wait_seconds=5, pause_seconds=0, attempts=1)
        network = Network(read_loopback(f"*=127.0.0.1:{silent.getsockname()[1]}"))
        assert OfficeSite("t/0", limits, network).fetch(f"https://{HOST}/").code is FindingCode.TOTAL_TIMEOUT
