"""Thai paths, Thai host names and hostile headers: what goes over the wire, and what stays data."""

import pytest

from flows.steps import ingest
from schemas.codes import OutcomeStatus
from sources.addresses import next_hop, site_of
from sources.fetched import FetchLimits
from sources.loopback import read_loopback
from sources.network import Network
from sources.office_site import OfficeSite
from stores.raw import RawArchive
from stores.roots import open_root
from tests.network.sites import Reply, mapping, ordinary, settings
from tests.pages import TRAT, html_page

QUICK = FetchLimits(total_seconds=3, wait_seconds=1, pause_seconds=0, attempts=1)
VISION = "วิสัยทัศน์"
VISION_QUOTED = "%E0%B8%A7%E0%B8%B4%E0%B8%AA%E0%B8%B1%E0%B8%A2%E0%B8%97%E0%B8%B1%E0%B8%A8%E0%B8%99%E0%B9%8C"
THAI_HOST = "xn--o3cw4h.example"


@pytest.fixture
def site():
    with ordinary() as site:
        yield site


@pytest.fixture
def fetch(site):
    return OfficeSite("t/0", QUICK, Network(read_loopback(f"*=127.0.0.1:{site.port}"))).fetch


def test_a_thai_path_and_a_thai_host_are_asked_for_in_ascii(site, fetch):
    site.put(THAI_HOST, f"/{VISION_QUOTED}?q=%E0%B8%81", Reply(b"page"))
    page = fetch(f"http://ไทย.example/{VISION}?q=ก")
    assert page.data == b"page"
    assert page.uri == f"http://{THAI_HOST}/{VISION_QUOTED}?q=%E0%B8%81"


@pytest.mark.parametrize(
    "location",
    [
        f"/{VISION}".encode().decode("latin-1"),
        f"/{VISION_QUOTED}",
        f"/{VISION_QUOTED.lower()}",
        f"http://ไทย.example/{VISION}".encode().decode("latin-1"),
        f"//ไทย.example/{VISION}#top".encode().decode("latin-1"),
    ],
)
def test_a_redirect_to_them_is_followed_in_any_spelling(site, fetch, location):
    site.put(THAI_HOST, "/", Reply(b"", 302, {"Location": location}))
    site.put(THAI_HOST, f"/{VISION_QUOTED}", Reply(b"page"))
    page = fetch(f"http://{THAI_HOST}/")
    assert page.final_uri == f"http://{THAI_HOST}/{VISION_QUOTED}"
    assert page.redirects == (f"http://{THAI_HOST}/",)


def test_a_redirect_in_windows_874_keeps_its_bytes(site, fetch):
    location = "/" + "วิสัย".encode("cp874").decode("latin-1")
    site.put(THAI_HOST, "/", Reply(b"", 302, {"Location": location}))
    site.put(THAI_HOST, "/%C7%D4%CA%D1%C2", Reply(b"page"))
    assert fetch(f"http://{THAI_HOST}/").data == b"page"


def test_hops_that_python_already_holds_as_text():
    assert next_hop("http://a.example/x", f"/{VISION}") == f"http://a.example/{VISION_QUOTED}"
    assert site_of("https://a.example:8443/x?y") == "https://a.example:8443"


def test_a_file_name_in_a_header_is_kept_and_never_used(site, tmp_path, monkeypatch):
    mapping(monkeypatch, {"www.a.example": site.port})
    name = 'attachment; filename="../../../escaped.html"'
    site.put("www.a.example", "/page", Reply(html_page(TRAT), headers={"Content-Disposition": name}))
    place = settings(tmp_path, {"esa-p-trat": ["http://www.a.example/page"]})
    (outcome,) = ingest(["esa-p-trat"], place, limits=QUICK).outcomes
    assert outcome.status is OutcomeStatus.PUBLISHED
    (capture,) = RawArchive(open_root(place.raw)).captures()
    assert dict(capture.headers)["content-disposition"] == name
    assert not [path for path in tmp_path.parent.rglob("*escaped*") if path.is_file()]
