"""robots.txt: what it allows, how often it is asked for, what its absence and its failure mean."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from flows.steps import ingest
from schemas.codes import FindingCode
from schemas.errors import ThitthangError
from sources.exemptions import Exemption, Exemptions, read_exemption
from sources.fetched import Fetched, FetchLimits
from sources.loopback import read_loopback
from sources.network import Network
from sources.office_site import OfficeSite
from sources.robots import MOST_BYTES, read_rules, robot_name
from stores.journal import Journal
from stores.raw import RawArchive
from stores.roots import open_root
from tests.network.sites import Reply, mapping, ordinary, settings
from tests.pages import TRAT, html_page

QUICK = FetchLimits(total_seconds=3, wait_seconds=1, pause_seconds=0, attempts=2, retry_seconds=0.01)
HOST = "www.a.example"
TODAY = date.today()  # noqa: DTZ011  (a day more or less does not matter here)


@pytest.fixture
def site():
    with ordinary() as site:
        site.put(HOST, "/page", Reply(b"page"))
        site.put(HOST, "/private/page", Reply(b"private"))
        yield site


@pytest.fixture
def client(site):
    return OfficeSite(
        "thitthang/0 (reads plans; Googlebot is another)",
        QUICK,
        Network(read_loopback(f"*=127.0.0.1:{site.port}")),
    )


def rules(site, text, status=200, **headers):
    site.put(HOST, "/robots.txt", Reply(text.encode(), status, headers))


@pytest.mark.parametrize(
    ("text", "allowed"),
    [
        ("User-agent: *\nDisallow: /private", False),
        ("User-agent: *\nDisallow: /private\nAllow: /private/page", True),
        ("User-agent: thitthang\nDisallow: /\n\nUser-agent: *\nDisallow:", False),
        ("User-agent: Thitthang\nAllow: /\n\nUser-agent: *\nDisallow: /", True),
        ("User-agent: googlebot\nDisallow: /", True),
        ("User-agent: plans\nDisallow: /", True),
        ("\ufeffUser-agent: *\r\nDisallow: /*/page$", False),
        ("<html><body>ไม่พบหน้า</body></html>", True),
        ("", True),
    ],
)
def test_the_rules_decide(site, client, text, allowed):
    rules(site, text)
    page = client.fetch(f"http://{HOST}/private/page")
    assert isinstance(page, Fetched) is allowed
    assert len(site.asked(HOST)) == allowed
    assert (page.robots == "allowed (robots.txt)") if allowed else (page.code is FindingCode.ROBOTS)


def test_thai_paths_are_compared_as_what_they_mean(site, client):
    rules(site, "User-agent: *\nDisallow: /วิสัยทัศน์\nDisallow: /%e0%b8%81")
    assert (
        client.fetch(
            f"http://{HOST}/%E0%B8%A7%E0%B8%B4%E0%B8%AA%E0%B8%B1%E0%B8%A2%E0%B8%97%E0%B8%B1%E0%B8%A8%E0%B8%99%E0%B9%8C/1"
        ).code
        is FindingCode.ROBOTS
    )
    assert client.fetch(f"http://{HOST}/ก").code is FindingCode.ROBOTS


def test_it_is_asked_for_once_a_host_and_run(site, client):
    for path in ("page", "private/page", "page"):
        client.fetch(f"http://{HOST}/{path}")
    assert [request.path for request in site.log] == ["/robots.txt", "/page", "/private/page", "/page"]


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410])
def test_a_client_error_allows_all(site, client, status):
    rules(site, "User-agent: *\nDisallow: /", status)
    page = client.fetch(f"http://{HOST}/page")
    assert page.robots.startswith("allowed (no robots.txt: HTTP")


@pytest.mark.parametrize("status", [500, 502, 503, 599])
def test_a_server_error_allows_nothing(site, client, status):
    rules(site, "", status)
    page = client.fetch(f"http://{HOST}/page")
    assert page.code is FindingCode.ROBOTS
    assert f"HTTP {status}" in page.reason
    assert site.asked(HOST) == []


def test_a_host_that_cannot_be_reached_has_the_code_of_that():
    nowhere = OfficeSite("t/0", QUICK, Network(read_loopback("*=127.0.0.1:1")))
    page = nowhere.fetch(f"http://{HOST}/page")
    assert page.code is FindingCode.FETCH_FAILED
    assert page.reason.startswith("robots.txt: ")


def test_redirects_are_followed_to_another_host_and_not_for_ever(site, client):
    site.put(HOST, "/robots.txt", Reply(b"", 301, {"Location": "http://other.example/r.txt"}))
    site.put("other.example", "/r.txt", Reply(b"User-agent: *\nDisallow: /page"))
    assert client.fetch(f"http://{HOST}/page").code is FindingCode.ROBOTS
    site.put("loop.example", "/robots.txt", Reply(b"", 302, {"Location": "/robots.txt"}))
    site.put("loop.example", "/page", Reply(b"x"))
    assert client.fetch("http://loop.example/page").robots.startswith("allowed (no robots.txt: HTTP 302")
    assert len(site.asked("loop.example", robots=True)) == 7


def test_every_hop_of_a_redirect_is_asked_about(site, client):
    site.put(HOST, "/moved", Reply(b"", 302, {"Location": "http://other.example/page"}))
    site.put("other.example", "/robots.txt", Reply(b"User-agent: *\nDisallow: /"))
    assert client.fetch(f"http://{HOST}/moved").code is FindingCode.ROBOTS
    assert [request.path for request in site.log if request.host == "other.example"] == ["/robots.txt"]


def test_at_most_500_kib_count_and_a_half_line_does_not():
    start = b"User-agent: *\n" + b"# filler\n" * (MOST_BYTES // 9)
    long = start[: MOST_BYTES - 12] + b"\nDisallow: /page\nDisallow: /other\n"
    assert long[:MOST_BYTES].endswith(b"Disallow: /")
    assert read_rules(long, whole=True).can_fetch("http://a.example/anything", "thitthang")
    short = b"User-agent: *\nDisallow: /a\nDisallow: /"
    assert read_rules(short, whole=False).can_fetch("http://a.example/b", "thitthang")
    assert not read_rules(short, whole=False).can_fetch("http://a.example/a", "thitthang")
    assert not read_rules(short, whole=True).can_fetch("http://a.example/b", "thitthang")


def test_a_delay_is_kept_within_its_bound(site):
    network = Network(read_loopback(f"*=127.0.0.1:{site.port}"))
    rules(site, "User-agent: *\nCrawl-delay: 0.15")
    site.put("slow.example", "/robots.txt", Reply(b"User-agent: *\nCrawl-delay: 86400"))
    site.put("rate.example", "/robots.txt", Reply(b"User-agent: *\nRequest-rate: 1/3600"))
    limits = FetchLimits(total_seconds=3, wait_seconds=1, pause_seconds=0, crawl_delay_seconds=0.2)
    client = OfficeSite("t/0", limits, network)
    for host, least in ((HOST, 0.15), ("slow.example", 0.2), ("rate.example", 0.2)):
        for _ in range(2):
            client.fetch(f"http://{host}/page")
        times = [request.at for request in site.log if request.host == host]
        assert len(times) == 3
        assert min(later - earlier for earlier, later in pairwise(times)) >= least


def test_a_name_for_rules_is_the_first_word_of_the_user_agent():
    assert robot_name("thitthang/0.1 (reads pages; nobody@example.org)") == "thitthang"
    assert robot_name("") == "*"


@pytest.mark.parametrize(("ahead", "fetched"), [(1, True), (0, True), (-2, False)])
def test_an_exemption_holds_until_its_day_and_is_recorded(site, client, ahead, fetched):
    rules(site, "User-agent: *\nDisallow: /")
    exemption = Exemption("letter of the office", TODAY + timedelta(ahead))
    page = client.fetch(f"http://{HOST}/page", Exemptions(robots=exemption))
    if fetched:
        assert page.robots == f"exempt until {exemption.until}: letter of the office (robots.txt)"
        assert client.ledger.entries()[0].exempted == 1
    else:
        assert page.code is FindingCode.ROBOTS
        assert "the exemption ended" in page.reason


def test_an_exemption_holds_at_the_offices_own_host_only(site, client):
    site.put(HOST, "/moved", Reply(b"", 302, {"Location": "http://other.example/page"}))
    site.put("other.example", "/robots.txt", Reply(b"User-agent: *\nDisallow: /"))
    exempt = Exemptions(robots=Exemption("letter", TODAY + timedelta(9)))
    assert client.fetch(f"http://{HOST}/moved", exempt).code is FindingCode.ROBOTS


@pytest.mark.parametrize(
    "given", ["always", {"reason": "x"}, {"reason": "", "until": TODAY}, {"reason": "x", "until": "soon"}]
)
def test_an_exemption_needs_a_reason_and_a_day(given):
    with pytest.raises(ThitthangError, match="robots"):
        read_exemption("esa-p-trat.yaml", "robots", given)


def test_an_office_file_exempts_its_office_and_the_capture_says_so(site, tmp_path, monkeypatch):
    rules(site, "User-agent: *\nDisallow: /")
    site.put(HOST, "/page", Reply(html_page(TRAT)))
    mapping(monkeypatch, {HOST: site.port})
    place = settings(
        tmp_path, {"esa-p-trat": [f"http://{HOST}/page"], "esa-p-loei-2": [f"http://{HOST}/page"]}
    )
    path = tmp_path / "sources" / "esa-p-trat.yaml"
    path.write_text(f"{path.read_text()}robots:\n  reason: letter of 3 March\n  until: 2999-12-31\n")
    report = ingest(["esa-p-trat", "esa-p-loei-2"], place, limits=QUICK)
    assert {finding.code for outcome in report.outcomes for finding in outcome.findings} == {
        FindingCode.ROBOTS
    }
    (capture,) = RawArchive(open_root(place.raw)).captures()
    assert capture.source.office_id == "esa-p-trat"
    assert capture.robots == "exempt until 2999-12-31: letter of 3 March (robots.txt)"
    (host,) = Journal(open_root(place.curated)).runs()[-1].hosts
    assert (host.exempted, host.refused, host.requests) == (1, 1, 2)
