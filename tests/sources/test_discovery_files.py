"""Sources kept as files: what a person wrote stays, what is added is there, what is wrong is refused."""

from datetime import date

import pytest
import yaml

from flows.added_owner import owned_by_added
from parsers.parse import parse
from schemas.codes import FindingCode, OwnerEvidence
from schemas.errors import ThitthangError
from schemas.registry import registry
from sources.added_offices import read_added_offices
from sources.file_edits import with_entries, with_rows
from sources.kept_sources import KnownSource, keep_office, keep_sources
from sources.office_files import read_office_file
from tests.pages import html_page

ENTRY = {"url": "http://a.example/ก: #1", "found": date(2026, 11, 22), "by": "discover"}
TODAY = date(2026, 11, 22)
ROW = {"office_id": "mun-a", "name_th": "เทศบาลตำบลทุ่งดาวเรือง", "province_th": "น่าน"}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# a note\n",
        "home: x",
        "addresses:\n  - a # one\n  # below\nexpect:\n  vision: 1\n  reason: x\n",
        "addresses:\n- a\n- url: b\n  found: 2025-01-01  # seen\n\n# the end\n",
        "addresses: []\n",
        'addresses: [a, "b"] # c\n',
        "addresses:\nexpect: {vision: 1, reason: x}",
        "addresses: null # why\nhome: h\n",
        "addresses:\r\n  - a\r\nhome: b\r\n",
        "addresses:\n  - >-\n    a\n    b\nhome: x\n",
        "addresses:\n    - 'a'\n    - {url: b}\n",
        "addresses:\n  - a",
        "addresses: [\n  a,\n  b,\n]\nhome: x\n",
    ],
)
def test_an_entry_is_added_and_every_written_line_stays(text):
    new = with_entries("x.yaml", text, "addresses", [ENTRY])
    before = yaml.safe_load(text) or {}
    assert yaml.safe_load(new) == {**before, "addresses": [*(before.get("addresses") or []), ENTRY]}
    lines = new.splitlines()
    for line in text.splitlines():
        if "null" not in line and line != "]" and not line.startswith("addresses: ["):
            assert line in lines
    comments = [line.partition("#")[2] for line in text.splitlines() if "#" in line]
    assert all(comment in new for comment in comments)
    assert ("\r\n" in new) is ("\r\n" in text)


def test_what_cannot_be_added_to_is_refused():
    for text in ("- a\n", "a: [", "addresses: text\n", "x: &a [1]\naddresses: *a\n"):
        with pytest.raises(ThitthangError):
            with_entries("x.yaml", text, "addresses", [ENTRY])
    with pytest.raises(ThitthangError, match="no list"):
        with_rows("offices.yaml", "a: 1\n", [ROW])


def kept(tmp_path, *addresses, registered=()):
    sources = [KnownSource(address, TODAY, "source add", "seen") for address in addresses]
    return [one.address for one in keep_sources(tmp_path, "esa-p-trat", sources, registered)]


def test_a_new_file_begins_with_what_the_registry_knows(tmp_path):
    assert kept(tmp_path, "http://a.example/x", registered=["http://a.example/old"]) == ["http://a.example/x"]
    own = read_office_file(tmp_path, "esa-p-trat")
    assert own.addresses == ("http://a.example/old", "http://a.example/x")


def test_a_known_page_is_not_added_again(tmp_path):
    (tmp_path / "esa-p-trat.yaml").write_text("addresses:\n  - https://www.a.example/x/ # mine\n")
    assert kept(tmp_path, "http://a.example/x", registered=["http://b.example/"]) == []
    assert kept(tmp_path, "http://a.example/y", "http://a.example/y#top") == ["http://a.example/y"]
    text = (tmp_path / "esa-p-trat.yaml").read_text()
    assert text.startswith("addresses:\n  - https://www.a.example/x/ # mine\n  - url: http://a.example/y\n")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["esa-p-trat.yaml"]


def test_a_file_that_is_wrong_is_left_as_it_is(tmp_path):
    path = tmp_path / "esa-p-trat.yaml"
    path.write_text("addresses: {a: 1}\n")
    with pytest.raises(ThitthangError):
        kept(tmp_path, "http://a.example/x")
    assert path.read_text() == "addresses: {a: 1}\n"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("addresses:\n  - url: a\n    colour: red\n", "no text and no map"),
        ("addresses:\n  - found: 2025-01-01\n", "no text and no map"),
        ("home: [a]\n", "'home' is no text"),
    ],
)
def test_entries_of_another_form_are_told(tmp_path, text, message):
    (tmp_path / "esa-p-trat.yaml").write_text(text)
    with pytest.raises(ThitthangError, match=message):
        read_office_file(tmp_path, "esa-p-trat")


def offices(tmp_path, *rows):
    (tmp_path / "offices.yaml").write_text(yaml.safe_dump(list(rows), allow_unicode=True))
    return read_added_offices(tmp_path, registry().provinces, ["esa-p-trat"])


def test_an_added_office_is_found_and_owns_what_names_it(tmp_path):
    (office,) = offices(
        tmp_path, {**ROW, "short_name_th": "ทต.ทุ่งดาวเรือง", "website": "http://www.mun-a.example"}
    )
    known = registry((office,))
    assert (office.province_code, office.region) == ("TH-55", "north")
    assert known.lookup("ทต.ทุ่งดาวเรือง") is known.get("mun-a") is office
    assert len(known.offices) == len(registry().offices) + 1
    assert registry().get("mun-a") is None
    parsed = parse(html_page("ทต.ทุ่งดาวเรือง อำเภอเมือง"), registry=registry())
    assert owned_by_added(parsed, "http://elsewhere.example/", known).owner.office_id == "mun-a"
    other = parse(html_page("เทศบาลตำบลทุ่งดาวเรืองใหม่"), registry=registry())
    assert owned_by_added(other, "http://www.mun-a.example/x", known).owner.office_id is None


def test_a_page_that_names_nobody_is_of_the_office_whose_host_it_is_on(tmp_path):
    (office,) = offices(tmp_path, {**ROW, "website": "http://www.mun-a.example"})
    known = registry((office,))
    parsed = parse(html_page("ยินดีต้อนรับ"), registry=registry())
    assert FindingCode.OWNER_UNKNOWN in {finding.code for finding in parsed.findings}
    owned = owned_by_added(parsed, "https://mun-a.example/vision", known)
    assert (owned.owner.office_id, owned.owner.evidence) == ("mun-a", OwnerEvidence.HOST)
    assert FindingCode.OWNER_UNKNOWN not in {finding.code for finding in owned.findings}
    assert owned_by_added(parsed, "https://x.example/", known) is parsed
    assert owned_by_added(parsed, "pages/a.html", known) is parsed


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([{**ROW, "office_id": "esa-p-trat"}], "stands twice"),
        ([ROW, ROW], "stands twice"),
        ([{**ROW, "office_id": "A b"}], "is no id"),
        ([{**ROW, "office_id": "x/../y"}], "is no id"),
        ([{**ROW, "province_th": "แดนไกล"}], "no province"),
        ([{"office_id": "a"}], "has no name_th and no province_th"),
        ([{**ROW, "colour": "red"}], "not colour"),
        ([{**ROW, "website": "ftp://a"}], "only http"),
        ([{**ROW, "former_names": "x"}], "no list of texts"),
        (["text"], "no list of offices"),
    ],
)
def test_rows_that_are_wrong_are_told(tmp_path, rows, message):
    with pytest.raises(ThitthangError, match=message):
        offices(tmp_path, *rows)


def test_a_row_is_added_behind_what_is_there(tmp_path):
    (tmp_path / "offices.yaml").write_text("# ours\n- {office_id: a, name_th: ก, province_th: เลย}\n")
    keep_office(tmp_path, ROW)
    assert (tmp_path / "offices.yaml").read_text().startswith("# ours\n- {office_id: a, name_th: ก")
    assert [one.office_id for one in read_added_offices(tmp_path, registry().provinces, ())] == ["a", "mun-a"]


def test_without_a_file_no_office_is_added(tmp_path):
    assert read_added_offices(tmp_path, registry().provinces, ()) == ()
