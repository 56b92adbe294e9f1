"""Fetching one page: what a server may do, and what we make of it."""

import gzip
import http.server
import threading
import time
from functools import partial

import pytest

from schemas.codes import FindingCode
from schemas.errors import FetchError
from sources.addresses import canonical, next_hop
from sources.fetched import Fetched, FetchLimits, NotFetched
from sources.office_site import OfficeSite
from sources.page_host import host_of

LIMITS = FetchLimits(
    total_seconds=0.8, wait_seconds=0.5, wire_bytes=200_000, body_bytes=400_000, pause_seconds=0
)
PAGE = "<h1>วิสัยทัศน์</h1>".encode("cp874")


class Handler(http.server.BaseHTTPRequestHandler):
    """Each path is one behaviour of a server."""

    def __init__(self, seen, *arguments):
        self.seen = seen
        super().__init__(*arguments)

    def log_message(self, *_arguments):
        pass

    def do_GET(self):
        self.seen.append((self.path, dict(self.headers)))
        getattr(self, "get_" + self.path.strip("/").partition("?")[0], self.get_missing)()

    def answer(self, body, status=200, length=None, **headers):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        if length is not False:
            self.send_header("Content-Length", str(len(body) if length is None else length))
        self.end_headers()
        self.wfile.write(body)

    def drip(self, byte):
        self.server.dripping.set()
        try:
            for _ in range(60):
                self.wfile.write(byte)
                self.wfile.flush()
                time.sleep(0.05)
        except OSError:
            pass

    def get_page(self):
        self.answer(PAGE, Content_Type="text/html; charset=TIS-620", ETag='"1"', Set_Cookie="id=1")

    def get_packed(self):
        self.answer(gzip.compress(PAGE), Content_Encoding="gzip")

    def get_lying(self):
        self.answer(PAGE, Content_Encoding="gzip")

    def get_brotli(self):
        self.answer(PAGE, Content_Encoding="br")

    def get_packed_cut(self):
        self.answer(gzip.compress(PAGE * 50)[:-9], Content_Encoding="gzip")

    def get_bomb(self):
        self.answer(gzip.compress(b"0" * 5_000_000), Content_Encoding="gzip")

    def get_endless(self):
        self.send_response(200)
        self.end_headers()
        try:
            for _ in range(10_000):
                self.wfile.write(b"0" * 1_000)
        except OSError:
            pass

    def get_short(self):
        self.answer(PAGE, length=1_000)

    def get_slow_body(self):
        self.send_response(200)
        self.end_headers()
        self.drip(b"x")

    def get_slow_head(self):
        self.drip(b"H")

    def get_silent(self):
        time.sleep(1.5)

    def get_gone(self):
        self.answer(b"", 410)

    def get_error(self):
        self.answer(b"oops", 500)

    def get_empty(self):
        self.answer(b"")

    def get_not_modified(self):
        self.answer(b"", 304)

    def get_moved(self):
        self.answer(b"", 301, Location="page?a=1#top")

    def get_moved_nowhere(self):
        self.answer(b"", 302)

    def get_loop(self):
        self.answer(b"", 302, Location="/loop")

    def get_to_file(self):
        self.answer(b"", 302, Location="file:///etc/passwd")

    def get_thai(self):
        self.answer(b"", 302, Location="/วิสัยทัศน์".encode().decode("latin-1"))

    def get_missing(self):
        self.answer(b"", 404)


@pytest.fixture(scope="module")
def server():
    seen = []
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, seen)) as listener:
        threading.Thread(target=listener.serve_forever, daemon=True).start()
        listener.seen = seen
        listener.dripping = threading.Event()
        listener.base = f"http://127.0.0.1:{listener.server_port}"
        yield listener
        listener.shutdown()


@pytest.fixture
def fetch(server):
    site = OfficeSite("thitthang/0 (test; nobody@example.org)", LIMITS)
    return lambda path: site.fetch(f"{server.base}/{path}")


def test_a_page_comes_with_its_provenance(server, fetch):
    page = fetch("page")
    assert isinstance(page, Fetched)
    assert (page.data, page.status, page.cut) == (PAGE, 200, None)
    assert (page.declared_type, page.declared_charset) == ("text/html", "tis-620")
    assert [name for name, _ in page.headers] == ["content-length", "content-type", "date", "etag"]
    assert server.seen[-1][1]["User-Agent"] == "thitthang/0 (test; nobody@example.org)"
    assert "Cookie" not in server.seen[-1][1]


def test_redirects_are_followed_and_remembered(server, fetch):
    page = fetch("moved")
    assert page.final_uri == f"{server.base}/page?a=1"
    assert page.uri == f"{server.base}/moved"
    assert page.redirects == (f"{server.base}/moved",)


@pytest.mark.parametrize("path", ["packed", "lying"])
def test_a_packed_body_is_unpacked_and_one_that_only_says_so_is_taken(fetch, path):
    assert (fetch(path).data, fetch(path).cut) == (PAGE, None)


@pytest.mark.parametrize(
    ("path", "cut"),
    [
        ("short", FindingCode.FETCH_FAILED),
        ("packed_cut", FindingCode.FETCH_FAILED),
        ("brotli", FindingCode.FETCH_FAILED),
        ("bomb", FindingCode.SIZE_LIMIT),
        ("endless", FindingCode.SIZE_LIMIT),
        ("slow_body", FindingCode.TOTAL_TIMEOUT),
    ],
)
def test_a_part_is_kept_and_marked_as_cut(fetch, path, cut):
    page = fetch(path)
    assert isinstance(page, Fetched)
    assert page.cut is cut
    assert page.reason
    assert 0 < len(page.data) <= LIMITS.body_bytes


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("missing", FindingCode.GONE),
        ("gone", FindingCode.GONE),
        ("error", FindingCode.FETCH_FAILED),
        ("not_modified", FindingCode.FETCH_FAILED),
        ("moved_nowhere", FindingCode.FETCH_FAILED),
        ("thai", FindingCode.GONE),
        ("loop", FindingCode.REDIRECT_LIMIT),
        ("to_file", FindingCode.ADDRESS_REFUSED),
        ("slow_head", FindingCode.TOTAL_TIMEOUT),
        ("silent", FindingCode.FETCH_FAILED),
    ],
)
def test_what_gives_nothing_says_why(fetch, path, code):
    page = fetch(path)
    assert isinstance(page, NotFetched)
    assert page.code is code
    assert page.reason


def test_a_thai_location_is_asked_for_percent_encoded(server, fetch):
    fetch("thai")
    assert server.seen[-1][0].startswith("/%E0%B8%A7")


def test_at_most_five_redirects(server, fetch):
    fetch("page")
    before = len(server.seen)
    fetch("loop")
    assert len(server.seen) - before == 6


def test_an_empty_body_is_a_body(fetch):
    assert (fetch("empty").data, fetch("empty").cut) == (b"", None)


def test_hosts_that_are_not_there(unused_port):
    site = OfficeSite("thitthang/0", LIMITS)
    for address in (f"http://127.0.0.1:{unused_port}/", "http://no-such-host.invalid/"):
        assert site.fetch(address).code is FindingCode.FETCH_FAILED


def test_plain_http_where_tls_was_asked_for(server):
    site = OfficeSite("thitthang/0", LIMITS)
    assert site.fetch(server.base.replace("http:", "https:") + "/page").code is FindingCode.TLS


def test_a_stop_ends_what_is_under_way_and_what_follows(server):
    site = OfficeSite("thitthang/0", FetchLimits(total_seconds=30, pause_seconds=0))
    answers = []
    threads = [
        threading.Thread(target=lambda: answers.append(site.fetch(f"{server.base}/slow_head")))
        for _ in range(3)
    ]
    server.dripping.clear()
    for thread in threads:
        thread.start()
    assert server.dripping.wait(5)
    site.stop()
    for thread in threads:
        thread.join(5)
    assert sorted(answer.code for answer in answers) == ["FETCH_FAILED", "FETCH_FAILED", "TOTAL_TIMEOUT"]
    assert {answer.reason for answer in answers} == {"the run was stopped"}
    assert isinstance(site.fetch(f"{server.base}/page"), NotFetched)


@pytest.fixture
def unused_port():
    import socket

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd",
        "ftp://example.org/",
        "javascript:alert(1)",
        "//example.org/",
        "example.org",
        "",
        "http://",
        "http:///page",
        "http://user:secret@example.org/",
        "http://example.org:99999/",
        "http://example.org/" + "a" * 5000,
    ],
)
def test_what_is_no_page_is_refused(address):
    with pytest.raises(FetchError):
        canonical(address)
    page = OfficeSite("thitthang/0", LIMITS).fetch(address)
    assert page.code is FindingCode.ADDRESS_REFUSED
    assert "secret" not in page.reason


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("HTTP://WWW.Example.ORG:80", "http://www.example.org/"),
        ("https://example.org:443/a#b", "https://example.org/a"),
        ("https://example.org:8443/a?b=ก", "https://example.org:8443/a?b=%E0%B8%81"),
        ("http://example.org/a/../ข", "http://example.org/%E0%B8%82"),
        ("http://example.org/a b\r\nX: y", "http://example.org/a%20b%0D%0AX:%20y"),
        ("http://ไทย.ไทย/", "http://xn--o3cw4h.xn--o3cw4h/"),
        ("http://[::1]:80/x", "http://[::1]/x"),
    ],
)
def test_one_spelling_of_an_address(address, expected):
    assert canonical(address) == expected
    assert canonical(expected) == expected


def test_hosts_and_hops():
    assert host_of("https://Example.org/a") == "example.org"
    assert host_of("pages/a.html") is None
    assert next_hop("http://a.org/x/y", "../z") == "http://a.org/z"
    with pytest.raises(FetchError):
        next_hop("http://a.org/", "data:text/html,x")
