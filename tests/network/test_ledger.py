"""The courtesy ledger says of each host what the server's own log says."""

import io
import json
from itertools import pairwise

from rich.console import Console

from flows.commands.look import status
from flows.printing.host_table import print_hosts, read_hosts
from flows.steps import ingest
from sources.fetched import FetchLimits
from stores.journal import Journal
from stores.roots import open_root
from tests.network.sites import Reply, mapping, ordinary, settings
from tests.pages import LOEI, TRAT, html_page

LIMITS = FetchLimits(total_seconds=3, wait_seconds=1, pause_seconds=0.1, attempts=2, retry_seconds=0.01)
OFFICES = ("esa-p-trat", "esa-p-loei-2")


def printed(hosts):
    out = Console(width=200, record=True, file=io.StringIO())
    print_hosts(out, hosts)
    return out.export_text()


def test_the_ledger_and_the_servers_log_agree(tmp_path, monkeypatch, capsys):
    with ordinary() as site:
        mapping(monkeypatch, {"www.a.example": site.port, "www.b.example": site.port})
        offices = {"esa-p-trat": ["http://www.a.example/old"], "esa-p-loei-2": ["http://www.b.example/page"]}
        place = settings(tmp_path, offices)
        page = Reply(html_page(TRAT), headers={"ETag": '"1"'})
        site.put("www.a.example", "/old", Reply(b"", 302, {"Location": "/page"}))
        site.put("www.a.example", "/page", page)
        failing = iter([Reply(b"", 502)] + [Reply(html_page(LOEI))] * 9)
        site.put("www.b.example", "/page", lambda _: next(failing))
        site.put("www.b.example", "/robots.txt", Reply(b"User-agent: *\nDisallow: /x\n"))
        for _ in range(2):
            ingest(OFFICES, place, limits=LIMITS)
        first, second = Journal(open_root(place.curated)).runs()
        totals = {total.courtesy.host: total for total in read_hosts(place)}

    for host, total in totals.items():
        times = [request.at for request in site.log if request.host == host]
        assert total.courtesy.requests == len(times)
        longest = max(later - earlier for earlier, later in pairwise(times))
        assert total.courtesy.least_delay >= 0.1
        assert total.courtesy.least_delay <= longest
    (first_a, first_b), (second_a, _) = first.hosts, second.hosts
    assert (first_a.requests, first_a.byte_count, first_a.not_modified) == (3, len(page.body), 0)
    assert (second_a.requests, second_a.byte_count, second_a.not_modified) == (3, 0, 1)
    assert (first_b.requests, first_b.retries, first_b.allowed) == (3, 1, 1)
    assert (first_a.robots, first_b.robots) == ("no robots.txt: HTTP 404 Not Found", "robots.txt")
    assert totals["www.a.example"].courtesy.requests == 6
    assert totals["www.a.example"].runs == 2
    shown = printed(tuple(totals.values()))
    assert "www.b.example" in shown
    status(hosts=True, raw=place.raw, curated=place.curated, as_json=True)
    assert json.loads(capsys.readouterr().out)[0]["not_modified"] == 1


def test_where_nothing_was_asked_it_says_so(tmp_path):
    place = settings(tmp_path, {})
    assert read_hosts(place) == ()
    assert "No site has been asked" in printed(())
