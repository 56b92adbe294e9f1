"""Nothing in the explorer writes, and every kind of answer forbids scripts."""

import re
from collections.abc import Iterator

import httpx
import pytest
from fastapi.routing import APIRoute
from starlette.routing import Mount, Route

from explorer.app import make_app
from tests.explorer.office_desk import served, settings_of, troubled_desk
from tests.stores.factories import LOEI, NAN

READING = {"GET", "HEAD"}
WRITING = ("POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE")


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    return troubled_desk(tmp_path_factory.mktemp("read-only"))


@pytest.fixture(scope="module")
def client(desk):
    with (
        served(settings_of(desk), desk.folder / "indexes") as (address, _),
        httpx.Client(base_url=address) as client,
    ):
        yield client


def routes(app, before="") -> Iterator[tuple[str, Route | APIRoute]]:
    for route in app.routes:
        if isinstance(route, Mount):
            if hasattr(route.app, "routes"):
                yield from routes(route.app, before + route.path)
        elif hasattr(route, "methods"):
            yield before + route.path, route
        else:
            yield from routes(route.original_router, before + route.include_context.prefix)


def addresses(desk):
    app = make_app(settings_of(desk), desk.folder / "indexes")
    found = dict(routes(app))
    assert {"/", "/en/search", "/operator", "/api/v1/search", "/api/openapi.json"} <= set(found)
    return found


def test_every_route_reads_and_none_writes(desk):
    for path, route in addresses(desk).items():
        assert set(route.methods) <= READING, path


def test_other_methods_are_refused(desk, client):
    for path in addresses(desk):
        address = re.sub(r"\{[^}]*\}", "x", path)
        for method in WRITING:
            assert client.request(method, address).status_code == 405, (method, address)
    assert client.post("/static/explorer.css").status_code == 405
    assert client.post("/").headers["Allow"] == "GET"


@pytest.mark.parametrize("address", ["/en//evil.example/x", "/en/%2f%2fevil.example"])
def test_the_other_language_of_a_page_is_never_on_another_host(client, address):
    answer = client.get(address)
    assert answer.status_code == 404
    assert 'href="//' not in answer.text


KINDS = {
    "page": ("/", 200),
    "english page": ("/en/operator", 200),
    "dictionary": ("/about/dictionary", 200),
    "style": ("/static/operator.css", 200),
    "shared style": ("/static/report.css", 200),
    "not there": ("/nothing", 404),
    "no such office": ("/offices/nobody", 404),
    "not understood": ("/search?year=no", 422),
    "too long": ("/search?q=" + "x" * 400, 422),
    "csv": ("/search.csv", 200),
    "xlsx": ("/search.xlsx", 200),
    "citation": ("/about/citation.cff", 200),
    "licence": ("/about/licence.md", 200),
    "api": ("/api/v1/search", 200),
    "api problem": ("/api/v1/nothing", 404),
    "api compared": (f"/api/v1/compare?office={LOEI}&office={NAN}", 200),
    "openapi": ("/api/openapi.json", 200),
    "about the api": ("/api", 200),
}


@pytest.mark.parametrize(("address", "status"), KINDS.values(), ids=KINDS)
def test_every_kind_of_answer_forbids_scripts_and_what_is_elsewhere(client, address, status):
    answer = client.get(address)
    assert answer.status_code == status
    policy = dict(
        part.strip().partition(" ")[::2] for part in answer.headers["Content-Security-Policy"].split(";")
    )
    assert policy["default-src"] == "'none'"
    assert "script-src" not in policy
    assert not [value for value in policy.values() if "unsafe" in value or "*" in value or "http" in value]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "Access-Control-Allow-Origin" not in answer.headers


def test_an_answer_in_trouble_forbids_scripts_too(client, monkeypatch):
    def broken(_):
        raise RuntimeError("not expected")

    monkeypatch.setattr("explorer.routes.operating.findings_of", broken)
    monkeypatch.setattr("explorer.routes.api.findings_of", broken)
    for address in ("/operator", "/api/v1/operator/state"):
        answer = httpx.get(f"{client.base_url}{address}")  # the server hangs up after an error
        assert answer.status_code == 500
        assert "Traceback" not in answer.text
        assert "not expected" not in answer.text
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


def test_pages_have_no_script_no_inline_style_and_nothing_from_elsewhere(client):
    for address in (
        "/",
        "/en/operator",
        "/about",
        "/about/dictionary",
        "/api",
        "/search",
        f"/offices/{LOEI}",
    ):
        text = client.get(address).text
        assert "<script" not in text, address
        assert not re.search(r"<[^>]* style=", text), address
        assert not re.search(r"<[^>]* on\w+=", text), address
        assert not re.search(r"""<(?:link|img|source|iframe)[^>]*(?:href|src)=["']?(?:https?:)?//""", text), (
            address
        )


def test_reading_leaves_both_roots_as_they_were(desk, client):
    def state(folder):
        return {path: path.stat().st_mtime_ns for path in sorted(folder.rglob("*")) if path.is_file()}

    before = state(desk.folder / "raw"), state(desk.curated)
    for address, _ in KINDS.values():
        client.get(address)
    assert (state(desk.folder / "raw"), state(desk.curated)) == before


def test_a_request_to_another_name_is_refused(desk):
    settings = settings_of(desk)
    with served(settings, desk.folder / "indexes", ("127.0.0.1",)) as (address, _):
        assert httpx.get(f"{address}/about").status_code == httpx.codes.OK
        other = httpx.get(f"{address}/about", headers={"Host": "elsewhere.example"})
        assert other.status_code == httpx.codes.BAD_REQUEST
