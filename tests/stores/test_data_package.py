"""What describes a release, judged by the library of the form it is in, and held against the tables."""

import json

import pytest
import yaml
from frictionless import Package

from schemas.kinds import Kind
from schemas.tables import TABLES
from stores.curated import open_release
from stores.curated.describe import CITATION_NAME, DICTIONARY_NAME, LICENCE_NAME, PACKAGE_NAME
from stores.exports.csv_files import write_csv
from tests.stores.factories import NAN, Desk, parsed


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    desk = Desk(tmp_path_factory.mktemp("described"))
    desk.load(
        "a.html", parsed((Kind.VISION, "น่าอยู่"), (Kind.GOAL, "สุขใจ"), (Kind.GOAL, "สุขใจ"), plan=(2566, 2570))
    )
    desk.load("b.html", parsed((Kind.VISION, "เด็กดี"), office=NAN, fiscal=2569))
    return desk


def flat(values):
    """A row as JSON has it: moments as text, maps as objects."""
    return {
        name: value.isoformat()
        if hasattr(value, "isoformat")
        else dict(value)
        if name == "repairs"
        else value
        for name, value in values.items()
    }


def package_of(desk):
    return json.loads((desk.curated / "latest" / PACKAGE_NAME).read_text("utf-8"))


def faults(report):
    return report.flatten(["title", "rowNumber", "fieldName", "note"])


def test_the_package_names_every_table_file_and_column(desk):
    release = open_release(desk.curated)
    package = package_of(desk)
    assert package["version"] == release.release_id
    assert [resource["name"] for resource in package["resources"]] == list(TABLES)
    for resource in package["resources"]:
        paths = resource["path"] if isinstance(resource["path"], list) else [resource["path"]]
        assert paths == [part.path for part in release.manifest.table(resource["name"]).parts]
        assert [field["name"] for field in resource["schema"]["fields"]] == list(
            release.table(resource["name"]).column_names
        )


def test_frictionless_takes_the_package_as_it_stands(desk):
    package = Package(str(desk.curated / "latest" / PACKAGE_NAME))
    assert package.resource_names == list(TABLES)
    assert package.licenses[0]["name"] == "CC-BY-4.0"


def test_frictionless_finds_the_files_of_a_release_valid_as_they_stand(desk):
    package = Package(str(desk.curated / "latest" / PACKAGE_NAME))
    assert None in open_release(desk.curated).table("offices")["area_no"].to_pylist()
    assert faults(package.validate()) == []


def test_frictionless_finds_every_row_true_to_the_package_with_keys_and_references(desk):
    package, release = package_of(desk), open_release(desk.curated)
    for resource in package["resources"]:
        for field in ("path", "format", "mediatype"):
            del resource[field]
        resource["data"] = [flat(row) for row in release.table(resource["name"]).to_pylist()]
        resource["data"] = resource["data"] or [[field["name"] for field in resource["schema"]["fields"]]]
    assert faults(Package.from_descriptor(package).validate()) == []


def test_frictionless_sees_a_reference_to_nothing(desk):
    package, release = package_of(desk), open_release(desk.curated)
    wanted = {"direction", "offices"}
    package["resources"] = [resource for resource in package["resources"] if resource["name"] in wanted]
    for resource in package["resources"]:
        del resource["path"], resource["format"], resource["mediatype"]
        resource["schema"]["foreignKeys"] = [
            key for key in resource["schema"].get("foreignKeys", []) if key["reference"]["resource"] in wanted
        ]
        resource["data"] = [flat(row) for row in release.table(resource["name"]).to_pylist()]
    package["resources"][0]["data"][0]["office_id"] = "x-0000000000"
    assert [title for title, *_ in faults(Package.from_descriptor(package).validate())] == [
        "ForeignKey Error"
    ]


@pytest.mark.parametrize("tables", [(), ("direction", "offices")], ids=["all", "two"])
def test_frictionless_finds_the_csv_files_true_to_theirs(desk, tmp_path, tables):
    folder = write_csv(open_release(desk.curated), tmp_path / "out", tables)
    package = Package(str(folder / PACKAGE_NAME))
    assert package.resource_names == list(tables or TABLES)
    assert faults(package.validate()) == []


def test_every_copy_says_what_may_be_done_with_it_and_how_it_is_cited(desk, tmp_path):
    release = open_release(desk.curated)
    for folder in (desk.curated / "latest", write_csv(release, tmp_path / "out", ["offices"])):
        citation = yaml.safe_load((folder / CITATION_NAME).read_text("utf-8"))
        assert citation["cff-version"] == "1.2.0"
        assert citation["version"] == release.release_id
        assert citation["date-released"] == str(
            max(seen.captured_at for seen in release.manifest.captures).date()
        )
        assert {"message", "title", "authors", "license", "type"} <= citation.keys()
        terms = (folder / LICENCE_NAME).read_text("utf-8")
        assert citation["license"] in terms
        assert "มาตรา 7" in terms
        assert "# Data dictionary" in (folder / DICTIONARY_NAME).read_text("utf-8")
