"""Only machines of the public internet are connected to, whatever a name, a redirect or a number says."""

import threading

import pytest

from schemas.codes import FindingCode
from schemas.errors import ThitthangError
from sources.fetched import Fetched, FetchLimits
from sources.loopback import VARIABLE, Loopback, read_loopback
from sources.network import AddressRefusedError, Endpoint, Network, chosen_network, is_public
from sources.office_site import OfficeSite
from tests.network.sites import Reply, guarded, ordinary

QUICK = FetchLimits(total_seconds=3, wait_seconds=1, pause_seconds=0, attempts=1)


def site_with(network):
    return OfficeSite("thitthang/0 (test)", QUICK, network)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.8.9.1", "0.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254",
        "100.64.0.1", "192.0.0.8", "198.18.0.1", "203.0.113.5", "224.0.0.1", "240.0.0.1", "255.255.255.255",
        "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "fd12::1", "fec0::1", "ff02::1", "2001:db8::1",
        "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254", "::127.0.0.1",
        "64:ff9b::7f00:1", "64:ff9b:1::1", "2002:7f00:1::1", "2001:0:1::1", "no address",
    ],
)  # fmt: skip
def test_no_address_of_a_closed_network_is_public(address):
    assert not is_public(address)
    with pytest.raises(AddressRefusedError):
        Network(look_up=lambda *_: [address]).endpoints("www.example.go.th", 80, 1)


@pytest.mark.parametrize("address", ["203.150.1.1", "8.8.8.8", "::ffff:8.8.8.8", "2404:6800::1"])
def test_public_addresses_are(address):
    assert is_public(address)


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "127.1", "2130706433", "0x7f000001", "017700000001", "localhost", "0"]
)
def test_this_machine_is_refused_in_every_spelling_before_it_is_connected_to(host):
    with guarded() as closed:
        page = site_with(Network()).fetch(f"http://{host}:{closed.port}/")
        assert page.code is FindingCode.ADDRESS_REFUSED
        assert closed.connections() == 0


def test_ipv6_of_this_machine_is_refused_before_it_is_connected_to():
    with guarded("::1") as closed:
        for host in ("[::1]", "[::ffff:127.0.0.1]"):
            page = site_with(Network()).fetch(f"http://{host}:{closed.port}/")
            assert page.code is FindingCode.ADDRESS_REFUSED
        assert closed.connections() == 0


def test_a_redirect_into_a_closed_network_is_refused_and_https_too():
    with ordinary() as site, guarded() as closed:
        network = Network(read_loopback(f"www.a.example=127.0.0.1:{site.port}"))
        for scheme in ("http", "https"):
            target = f"{scheme}://127.0.0.1:{closed.port}/secret"
            site.put("www.a.example", "/page", Reply(b"", 302, {"Location": target}))
            page = site_with(network).fetch("http://www.a.example/page")
            assert page.code is FindingCode.ADDRESS_REFUSED
            assert "127.0.0.1" in page.reason
        assert closed.connections() == 0


def test_a_robots_file_cannot_lead_into_a_closed_network():
    with ordinary() as site, guarded() as closed:
        target = f"http://127.0.0.1:{closed.port}/robots.txt"
        site.put("www.a.example", "/robots.txt", Reply(b"", 302, {"Location": target}))
        page = site_with(Network(read_loopback(f"*=127.0.0.1:{site.port}"))).fetch(
            "http://www.a.example/page"
        )
        assert page.code is FindingCode.ADDRESS_REFUSED
        assert closed.connections() == 0


def test_a_name_is_looked_up_once_for_each_request_and_that_answer_is_connected_to():
    """The second answer, which would lead to the guarded port's machine, is never asked for."""
    answers = []

    def look_up(host, _port):
        answers.append(host)
        return ["127.0.0.1"] if len(answers) <= 2 else ["10.0.0.1"]

    with ordinary() as site:
        site.put("www.a.example", "/page", Reply(b"page"))
        client = site_with(Network(Loopback(everywhere=True), look_up))
        page = client.fetch(f"http://www.a.example:{site.port}/page")
        assert page.data == b"page"
        assert answers == ["www.a.example"] * 2  # robots.txt and the page
        changed = client.fetch(f"http://www.a.example:{site.port}/page")
        assert changed.code is FindingCode.ADDRESS_REFUSED
        assert len(site.asked("www.a.example")) == 1


def test_of_several_answers_only_public_ones_are_used():
    network = Network(look_up=lambda *_: ["10.0.0.1", "203.150.1.1", "::1"])
    assert network.endpoints("www.example.go.th", 443, 1) == (Endpoint("203.150.1.1", 443),)


def test_a_connection_that_ended_elsewhere_is_refused():
    class Elsewhere:
        def getpeername(self):
            return ("10.0.0.1", 80)

    with pytest.raises(AddressRefusedError):
        Network().check_peer(Elsewhere(), Endpoint("203.150.1.1", 80))


def test_a_resolver_that_does_not_answer_is_not_waited_for_for_ever():
    ended = threading.Event()
    network = Network(look_up=lambda *_: [str(ended.wait(30))])
    client = OfficeSite("t/0", FetchLimits(total_seconds=0.3, wait_seconds=0.2, pause_seconds=0), network)
    assert client.fetch("http://www.example.go.th/").code in {
        FindingCode.FETCH_FAILED,
        FindingCode.TOTAL_TIMEOUT,
    }
    ended.set()


def test_the_exception_for_tests_is_off_by_default_and_for_loopback_only(monkeypatch):
    monkeypatch.delenv(VARIABLE)
    assert not chosen_network().allows("127.0.0.1")
    monkeypatch.setenv(VARIABLE, "1")
    assert chosen_network().allows("127.0.0.1")
    assert chosen_network().allows("::1")
    for closed in ("10.0.0.1", "169.254.169.254", "fe80::1", "0.0.0.1"):
        assert not chosen_network().allows(closed)
    monkeypatch.setenv(VARIABLE, "www.a.example=127.0.0.1:80")
    assert not chosen_network().allows("127.0.0.1")


@pytest.mark.parametrize(
    "text", ["yes", "www.a.example=10.0.0.1", "www.a.example=example.org:80", "a=127.0.0.1:x"]
)
def test_a_setting_for_tests_that_opens_more_is_an_error(text):
    with pytest.raises(ThitthangError, match=VARIABLE):
        read_loopback(text)


def test_names_of_the_setting_stand_for_ports_of_this_machine():
    with ordinary() as site:
        site.put("www.a.example", "/x", Reply(b"a"))
        site.put("xn--o3cw4h.example", "/%E0%B8%81", Reply(b"b"))
        client = site_with(
            Network(read_loopback(f"www.a.example=127.0.0.1:{site.port} *=127.0.0.1:{site.port}"))
        )
        assert client.fetch("http://www.a.example/x").data == b"a"
        assert client.fetch("http://ไทย.example/ก").data == b"b"
        assert isinstance(client.fetch("http://ไทย.example/ก"), Fetched)
