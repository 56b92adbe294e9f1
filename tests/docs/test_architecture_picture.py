"""The picture of the folders says what the code says, counted here without the library that drew it."""

import ast
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from docs.making.architecture import PICTURE
from docs.making.architecture_drawing import drawing
from docs.making.import_graph import Edge, Package, import_graph

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["hatch"]["build"]["targets"][
    "wheel"
]["packages"]
FILES = {package: sorted((ROOT / package).rglob("*.py")) for package in PACKAGES}
STALE = "run `make architecture`"


@pytest.fixture(scope="module")
def groups():
    return [dict(group.attrib) for group in etree.parse(PICTURE).iter("{*}g")]


def imported_packages(path):
    """The top-level packages of which a file imports something, at whatever depth."""
    for node in ast.walk(ast.parse(path.read_bytes())):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module.partition(".")[0]


IMPORTED = {path: set(imported_packages(path)) for files in FILES.values() for path in files}


def importing(package, imported):
    return sum(imported in IMPORTED[path] for path in FILES[package])


def test_the_boxes_are_the_packages_with_their_modules(groups):
    drawn = {group["data-package"]: int(group["data-modules"]) for group in groups if "data-package" in group}
    assert drawn == {package: len(files) for package, files in FILES.items()}, STALE


def test_the_arrows_are_the_imports_with_their_modules(groups):
    drawn = {
        (group["data-from"], group["data-to"]): int(group["data-modules"])
        for group in groups
        if "data-from" in group
    }
    edges = {(one, other): importing(one, other) for one in PACKAGES for other in PACKAGES if one != other}
    assert drawn == {edge: count for edge, count in edges.items() if count}, STALE


def test_the_sub_packages_and_the_files_of_prefect(groups):
    drawn = sorted(
        (group["data-part"], int(group["data-modules"])) for group in groups if "data-part" in group
    )
    parts = [path.parent for path in IMPORTED if path.name == "__init__.py" and path.parent.parent != ROOT]
    counts = [(part.name, len(list(part.rglob("*.py")))) for part in parts if part.parent.parent == ROOT]
    assert drawn == sorted((name, count) for name, count in counts if count > 1), STALE
    assert [group["data-prefect"] for group in groups if "data-prefect" in group] == [
        str(importing("flows", "prefect"))
    ], STALE


def test_the_picture_is_what_is_drawn_now():
    assert PICTURE.read_text("utf-8") == drawing(import_graph()), STALE


def test_an_import_that_the_rules_forbid_has_no_arrow():
    graph = import_graph()
    with pytest.raises(KeyError):
        drawing(replace(graph, edges=(*graph.edges, Edge("schemas", "flows", 1))))


def test_a_package_without_a_place_is_not_left_out():
    graph = import_graph()
    with pytest.raises(KeyError):
        drawing(replace(graph, packages=(*graph.packages, Package("other", 1, (), 0))))


def test_a_package_that_shows_the_tables_has_its_place():
    graph = import_graph()
    if "explorer" not in PACKAGES:
        explorer = Package("explorer", 2, (), 0)
        edges = (Edge("explorer", "flows", 1), Edge("explorer", "stores", 2), Edge("flows", "explorer", 1))
        graph = replace(graph, packages=(*graph.packages, explorer), edges=(*graph.edges, *edges))
    assert 'data-package="explorer"' in drawing(graph)
