"""The API: answers conform to its own description, name their release, and say plainly what is wrong."""

from urllib.parse import quote

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.specs.openapi.checks import negative_data_rejection, positive_data_acceptance
from starlette.datastructures import State

from explorer.api import make_api
from explorer.directions import read_direction
from explorer.problems import PROBLEM
from schemas.codes import FindingCode
from schemas.tables import TABLES
from tests.explorer.office_desk import MARKUP, served, settings_of, troubled_desk
from tests.stores.factories import LOEI, NAN

API = "/api/v1"
DESCRIBED = make_api(State()).openapi()
SCHEMA = schemathesis.openapi.from_dict(DESCRIBED)
FEW, MANY = 12, 400
"""Requests to each operation: in the plain suite, and where it is proved."""
HOSTILE = (
    "x" * 10_000,
    "' OR 1=1; DROP TABLE statement; --",
    "../../../../etc/passwd",
    "..%2f..%2fetc%2fpasswd",
    "a\0b",
    '"',
    '" OR "',
    "NEAR(a b)",
    "%ed%a0%80",
    "<script>alert(1)</script>",
    "\u202ex",
    "-1",
    "1e999",
    "[]",
)


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    return troubled_desk(tmp_path_factory.mktemp("asked"))


@pytest.fixture(scope="module")
def server(desk):
    with (
        served(settings_of(desk), desk.folder / "indexes") as (address, app),
        httpx.Client(base_url=address) as client,
    ):
        yield client, app.state.current.view().snapshot


@pytest.fixture(scope="module")
def client(server):
    return server[0]


@pytest.fixture(scope="module")
def addresses(server):
    client, _ = server
    statement = client.get(f"{API}/search").json()["hits"][0]["statement_id"]
    return [
        f"{API}/search?q=เด็ก",
        f"{API}/offices",
        f"{API}/offices/{LOEI}",
        f"{API}/offices/{LOEI}/history",
        f"{API}/statements/{statement}",
        f"{API}/compare?office={LOEI}&office={NAN}",
        f"{API}/coverage?by=province",
        f"{API}/releases/current",
        f"{API}/findings",
        f"{API}/findings/{FindingCode.NUMBER_GAP}",
        f"{API}/operator/state",
    ]


def conform(case, client):
    """Ask and check; an empty facet narrows nothing, though the library takes it for a wrong one."""
    unfit = [positive_data_acceptance]
    if case.operation.path == "/v1/search":
        unfit.append(negative_data_rejection)
    case.call_and_validate(base_url=f"{client.base_url}/api", excluded_checks=unfit)


@SCHEMA.parametrize()
@settings(max_examples=FEW, deadline=None, suppress_health_check=list(HealthCheck))
def test_what_the_schema_allows_and_forbids_is_answered_as_it_says(case, client):
    conform(case, client)


@pytest.mark.prove
@SCHEMA.parametrize()
@settings(max_examples=MANY, deadline=None, suppress_health_check=list(HealthCheck))
def test_prove_what_the_schema_allows_and_forbids_is_answered_as_it_says(case, client):
    conform(case, client)


def test_the_schema_that_is_served_is_that_of_the_api_alone(client):
    served_now = client.get("/api/openapi.json").json()
    assert set(served_now["paths"]) == set(DESCRIBED["paths"])
    assert all(path.startswith("/v1/") for path in served_now["paths"])
    assert [one["url"] for one in served_now["servers"]] == ["/api"]
    assert client.get("/en/api/v1/search").status_code == 404


def test_fields_that_are_columns_are_described_by_the_tables():
    fields = DESCRIBED["components"]["schemas"]["StatementModel"]["properties"]
    for column in TABLES["statements"].columns:
        if column.name in fields:
            assert fields[column.name]["description"] == f"{column.en} · {column.th}"


def test_every_answer_names_the_release(addresses, server):
    client, snapshot = server
    for address in addresses:
        answer = client.get(address)
        assert (answer.status_code, answer.json()["release_id"]) == (200, snapshot.release_id), address


def test_an_answer_that_is_known_is_not_sent_again(addresses, client):
    tags = set()
    for address in addresses:
        tag = client.get(address).headers.get("ETag")
        if tag is None:
            assert address.endswith(("/current", "/state"))
            continue
        tags.add(tag)
        again = client.get(address, headers={"If-None-Match": tag})
        assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", tag)
        assert client.get(address, headers={"If-None-Match": '"another"'}).status_code == 200
    assert len(tags) == len(addresses) - 2


def test_a_new_release_has_new_tags(tmp_path):
    desk = troubled_desk(tmp_path)
    with served(settings_of(desk), tmp_path / "indexes") as (address, app):
        before = httpx.get(f"{address}{API}/offices").headers["ETag"]
        desk.publish(registry=type(desk.registry)(desk.registry.offices[:2]), fresh=True)
        app.state.current._looked_at = -1e9
        app.state.current.view()
        app.state.current.wait()
        answer = httpx.get(f"{address}{API}/offices", headers={"If-None-Match": before})
    assert answer.status_code == 200
    assert answer.headers["ETag"] != before


def test_an_office_is_the_tree_of_its_page(server):
    client, snapshot = server
    answer = client.get(f"{API}/offices/{LOEI}").json()
    direction = read_direction(snapshot.index, LOEI)

    def keys(nodes):
        return [(one["key"], keys(one["below"])) for one in nodes]

    def wanted(nodes):
        return [(one.key, wanted(one.below)) for one in nodes]

    assert keys(answer["direction"]) == wanted(direction.roots)
    assert answer["office"]["name_th"].endswith("เลย เขต 2")


def test_findings_are_counted_and_paged(client):
    groups = client.get(f"{API}/findings").json()["groups"]
    (gap,) = [one for one in groups if one["code"] == "NUMBER_GAP"]
    listed = client.get(f"{API}/findings/NUMBER_GAP").json()
    assert listed["total"] == gap["count"] == len(listed["findings"]) > 0
    assert client.get(f"{API}/findings/NUMBER_GAP?page=2").json()["findings"] == []
    assert gap["meaning"]["th"]
    assert gap["remedy"]["en"]


def test_markup_is_text(client):
    texts = [hit["text"] for hit in client.get(f"{API}/search?q=script").json()["hits"]]
    assert texts == [MARKUP]


@pytest.mark.parametrize(
    ("address", "status"),
    [
        (f"{API}/search?page=x", 422),
        (f"{API}/search?q=" + "x" * 10_000, 422),
        (f"{API}/search?q=" + "abc+" * 5 + "+".join(f"w{n}w" for n in range(13)), 400),
        (f"{API}/offices/nobody", 404),
        (f"{API}/statements/../../etc", 404),
        (f"{API}/compare?office={LOEI}", 422),
        (f"{API}/compare?office={LOEI}&office={LOEI}", 400),
        (f"{API}/compare?office={LOEI}&office=nobody", 404),
        (f"{API}/findings/NO_SUCH_CODE", 422),
        (f"{API}/nothing", 404),
        (f"{API}/search?knd=vision", 422),
        (f"{API}/search?kind=vision&kind=goal", 422),
        (f"{API}/offices/%0A", 404),
        ("/api/", 404),
    ],
)
def test_what_is_wrong_is_said_as_a_problem(client, address, status):
    answer = client.get(address)
    assert (answer.status_code, answer.headers["Content-Type"]) == (status, PROBLEM)
    assert answer.json()["status"] == status
    assert len(answer.content) < 2_000


def test_where_nothing_is_published_the_api_says_so(tmp_path):
    desk = type("", (), {"folder": tmp_path, "curated": tmp_path / "curated"})
    with served(settings_of(desk), tmp_path / "indexes") as (address, _):
        answer = httpx.get(f"{address}{API}/search")
        state = httpx.get(f"{address}{API}/operator/state")
    assert (answer.status_code, answer.headers["Content-Type"]) == (503, PROBLEM)
    assert (state.status_code, state.json()["release_id"]) == (200, None)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_parameters_are_answered_below_500(client, text):
    for path, name in (
        ("/search", "q"),
        ("/search", "kind"),
        ("/search", "page"),
        ("/offices", "q"),
        ("/compare", "office"),
        ("/coverage", "by"),
    ):
        assert client.get(API + path, params={name: text}).status_code < 500
    for path in ("/search.csv", "/operator", "/about", "/en/about/dictionary"):
        assert client.get(path, params={"q": text}).status_code < 500
    for path in ("offices", "statements", "findings"):
        named = quote(text, safe="%")[:9_000]
        assert client.get(f"{API}/{path}/{named}").status_code < 500


def test_the_page_shows_every_operation_and_model(client):
    text = client.get("/en/api").text
    for path in DESCRIBED["paths"]:
        assert f"/api{path}" in text
    for model in DESCRIBED["components"]["schemas"]:
        assert f'id="model-{model}"' in text
    assert "<script" not in text
    assert client.get("/api").status_code == 200
