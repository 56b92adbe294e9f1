"""Certificates are checked; an office whose site's cannot be has an exemption with a reason and a day."""

import contextlib
import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from flows.steps import ingest
from schemas.codes import FindingCode, OutcomeStatus
from schemas.records import Capture, Source
from sources.exemptions import Exemption, Exemptions
from sources.fetched import Fetched, FetchLimits
from sources.loopback import read_loopback
from sources.network import Network
from sources.office_site import OfficeSite
from stores.captures import decode_capture, encode_capture
from stores.raw import RawArchive
from stores.roots import open_root
from tests.network.certificates import Authority
from tests.network.sites import Reply, mapping, ordinary, settings
from tests.pages import LOEI, TRAT, html_page

QUICK = FetchLimits(total_seconds=3, wait_seconds=1, pause_seconds=0, attempts=2, retry_seconds=0.01)
HOST = "www.a.example"
TODAY = date.today()  # noqa: DTZ011  (a day more or less does not matter here)
BAD = {
    "expired": ({"days": -3}, "certificate has expired"),
    "self-signed": ({"self_signed": True}, "self-signed certificate"),
    "wrong-host": ({}, "doesn't match|mismatch"),
}


@pytest.fixture(scope="module")
def authority(tmp_path_factory):
    return Authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture
def serve(authority, monkeypatch):
    """Serve a host over TLS with a certificate; the root is one that the system trusts."""
    monkeypatch.setenv("SSL_CERT_FILE", str(authority.file))
    with contextlib.ExitStack() as stack:

        def start(named=HOST, **certificate):
            site = stack.enter_context(ordinary(authority.side_of(named, **certificate)))
            site.put(HOST, "/page", Reply(html_page(TRAT)))
            return site

        yield start


def client(site):
    return OfficeSite("t/0", QUICK, Network(read_loopback(f"*=127.0.0.1:{site.port}")))


def bad_site(serve, kind):
    return serve("other.example" if kind == "wrong-host" else HOST, **BAD[kind][0])


def test_a_good_certificate_is_accepted_and_nothing_is_said_of_it(serve):
    page = client(serve()).fetch(f"https://{HOST}/page")
    assert isinstance(page, Fetched)
    assert page.tls is None


@pytest.mark.parametrize("kind", BAD)
def test_a_bad_certificate_has_its_code_and_reason_and_no_request_is_made(serve, kind):
    site = bad_site(serve, kind)
    page = client(site).fetch(f"https://{HOST}/page")
    assert page.code is FindingCode.TLS
    assert any(word in page.reason for word in BAD[kind][1].split("|")), page.reason
    assert site.log == []


@pytest.mark.parametrize("kind", BAD)
def test_an_exemption_lets_it_pass_and_is_recorded(serve, kind):
    exemption = Exemption("the office was told", TODAY + timedelta(3))
    page = client(bad_site(serve, kind)).fetch(f"https://{HOST}/page", Exemptions(tls=exemption))
    assert isinstance(page, Fetched)
    assert page.tls == f"exempt until {exemption.until}: the office was told"


def test_an_exemption_that_ended_is_none(serve):
    ended = Exemptions(tls=Exemption("once", TODAY - timedelta(3)))
    page = client(bad_site(serve, "expired")).fetch(f"https://{HOST}/page", ended)
    assert page.code is FindingCode.TLS
    assert f"the exemption ended on {TODAY - timedelta(3)}" in page.reason


def test_an_exemption_does_not_follow_a_redirect_to_another_host(serve):
    site = bad_site(serve, "self-signed")
    site.put(HOST, "/moved", Reply(b"", 302, {"Location": "https://other.example/page"}))
    exempt = Exemptions(tls=Exemption("x", TODAY + timedelta(3)))
    assert client(site).fetch(f"https://{HOST}/moved", exempt).code is FindingCode.TLS
    assert [request.path for request in site.log] == ["/robots.txt", "/moved"]


def test_plain_http_needs_no_exemption_and_records_none():
    with ordinary() as site:
        site.put(HOST, "/page", Reply(b"x"))
        exempt = Exemptions(tls=Exemption("x", TODAY + timedelta(3)))
        assert client(site).fetch(f"http://{HOST}/page", exempt).tls is None


def test_an_office_file_exempts_its_office_alone(serve, tmp_path, monkeypatch):
    site = bad_site(serve, "expired")
    site.put("www.b.example", "/page", Reply(html_page(LOEI)))
    mapping(monkeypatch, {HOST: site.port, "www.b.example": site.port})
    offices = {"esa-p-trat": [f"https://{HOST}/page"], "esa-p-loei-2": ["https://www.b.example/page"]}
    place = settings(tmp_path, offices)
    path = tmp_path / "sources" / "esa-p-trat.yaml"
    path.write_text(f"{path.read_text()}tls:\n  reason: the certificate ended\n  until: 2999-12-31\n")
    exempt, other = ingest(["esa-p-trat", "esa-p-loei-2"], place, limits=QUICK).outcomes
    assert exempt.status is OutcomeStatus.PUBLISHED
    assert {finding.code for finding in other.findings} == {FindingCode.TLS}
    (capture,) = RawArchive(open_root(place.raw)).captures()
    assert capture.tls == "exempt until 2999-12-31: the certificate ended"


def test_a_record_from_before_there_were_exemptions_is_read():
    source = Source("s1", "http://a.example/", "esa-p-trat")
    capture = Capture(
        source, 1, datetime(2026, 1, 1, tzinfo=UTC), "a" * 64, 5, tls="exempt until 2027-01-01: x"
    )
    record = json.loads(encode_capture(capture))
    assert decode_capture(json.dumps(record).encode(), "record") == capture
    del record["tls"]
    assert decode_capture(json.dumps(record).encode(), "record") == replace(capture, tls=None)
