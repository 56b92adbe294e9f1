"""One host is never asked faster than it allows, and a slow host holds up only its own offices."""

import subprocess
import sys
import threading
from collections import Counter
from itertools import pairwise
from pathlib import Path

from flows.hosts import Errand, FreeHosts, HostTurns
from flows.printing.host_table import read_hosts
from flows.visits import THREADS, Visit, visit_in_threads
from schemas.registry import registry
from sources.loopback import VARIABLE
from tests.network.sites import Reply, ordinary, settings
from tests.pages import html_page

ROOT = Path(__file__).parents[2]
OFFICES = registry().offices


def test_a_host_that_allows_one_request_a_second_gets_no_two_closer(tmp_path):
    """`ingest --all` with 8 workers; robots.txt, redirects and retries count, by the server's own log."""
    shared, alone = OFFICES[:3], OFFICES[3:9]
    with ordinary() as site:
        offices = {office.office_id: [] for office in OFFICES}
        for number, office in enumerate(shared):
            offices[office.office_id] = [f"http://shared.example/{number}"]
            site.put("shared.example", f"/{number}", Reply(html_page(office.name_th)))
        site.put("shared.example", "/0", Reply(b"", 302, {"Location": "/00"}))
        site.put("shared.example", "/00", Reply(html_page(shared[0].name_th)))
        answers = iter([Reply(b"", 500), Reply(html_page(shared[1].name_th))])
        site.put("shared.example", "/1", lambda _: next(answers))
        for number, office in enumerate(alone):
            offices[office.office_id] = [f"http://alone-{number}.example/page"]
            site.put(f"alone-{number}.example", "/page", Reply(html_page(office.name_th)))
        place = settings(tmp_path, offices)
        done = subprocess.run(
            [sys.executable, "-c", "from flows.cli import main; main()", "ingest", "--all", "--workers", "8"],
            cwd=tmp_path,
            env={
                "PATH": "",
                "PYTHONPATH": str(ROOT),
                "THITTHANG_SOURCES": "sources",
                VARIABLE: f"*=127.0.0.1:{site.port}",
            },
            capture_output=True,
            text=True,
            check=False,
            timeout=100,
        )
    told = {total.courtesy.host: total.courtesy for total in read_hosts(place)}
    assert told["shared.example"].least_delay >= 1.0
    assert told["shared.example"].requests == 6
    assert "9/245 offices" in done.stdout, done.stdout + done.stderr
    times = [request.at for request in site.log if request.host == "shared.example"]
    assert len(times) == 1 + 3 + 1 + 1
    assert min(later - earlier for earlier, later in pairwise(times)) >= 1.0
    others = [request.at for request in site.log if request.host != "shared.example"]
    assert len(others) == 12
    assert max(others) < max(times)


def test_offices_of_one_host_take_one_thread_and_leave_the_others_to_other_hosts():
    """Every visit to the shared host waits until all others are done: they must be able to finish."""
    shared = [Errand(f"shared-{number}", frozenset({"shared"})) for number in range(3 * THREADS)]
    others = [Errand(f"other-{number}", frozenset({f"host-{number}"})) for number in range(2 * THREADS)]
    others_done = threading.Semaphore(0)
    inside = Counter()
    most = Counter()
    lock = threading.Lock()

    def visit(office_id):
        host = "shared" if office_id.startswith("shared") else office_id
        with lock:
            inside[host] += 1
            most[host] = max(most[host], inside[host])
        if office_id == first:
            for _ in others:
                assert others_done.acquire(timeout=20)
        elif host != "shared":
            others_done.release()
        with lock:
            inside[host] -= 1
        return Visit(office_id)

    turns = HostTurns(shared + others)
    first = turns[0]
    visited = [visit.office_id for visit in visit_in_threads(visit, turns)]
    assert first.startswith("shared")
    assert sorted(visited) == sorted(turns)
    assert most["shared"] == 1


def test_an_office_with_two_hosts_waits_for_both():
    free = FreeHosts([Errand("x", frozenset("ab")), Errand("y", frozenset("b")), Errand("z", frozenset("c"))])
    first, second = free.take(), free.take()
    assert {first.office_id, second.office_id} == {"x", "z"}
    waiting = []
    thread = threading.Thread(target=lambda: waiting.append(free.take()))
    thread.start()
    free.give_back(second)
    assert waiting == []
    free.give_back(first)
    thread.join(5)
    assert waiting[0].office_id == "y"
    free.end()
    assert free.take() is None


def test_offices_that_share_a_host_are_spread_over_the_order():
    errands = [Errand(f"{host}{number}", frozenset(host)) for host in "aab" for number in range(3)]
    order = list(HostTurns([*errands[:3], *errands[6:], Errand("none")]))
    assert order == ["a0", "b0", "none", "a1", "b1", "a2", "b2"]


def test_a_fault_in_a_visit_ends_the_run_where_it_is_awaited():
    def visit(_office_id):
        raise ZeroDivisionError

    import pytest

    with pytest.raises(ZeroDivisionError):
        list(visit_in_threads(visit, HostTurns([Errand("x")])))
