"""Who imports whom, counted in the packages themselves."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

import grimp

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Part:
    """A package within a package and how many modules it has."""

    name: str
    modules: int


@dataclass(frozen=True, slots=True)
class Package:
    """A top-level package: all its modules, those of its sub-packages, those that import Prefect."""

    name: str
    modules: int
    parts: tuple[Part, ...]
    of_prefect: int


@dataclass(frozen=True, slots=True)
class Edge:
    """How many modules of one package import something of another."""

    importer: str
    imported: str
    modules: int


@dataclass(frozen=True, slots=True)
class ImportGraph:
    """The packages that are shipped, by name, and the imports between them."""

    packages: tuple[Package, ...]
    edges: tuple[Edge, ...]


def shipped() -> list[str]:
    """The top-level packages that pyproject.toml puts into the wheel, sorted."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    return sorted(settings["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"])


def import_graph() -> ImportGraph:
    """Read the sources of all shipped packages; nothing is imported or run."""
    names = shipped()
    graph = grimp.build_graph(names[0], *names[1:], include_external_packages=True, cache_dir=None)
    packages = tuple(_package(graph, name) for name in names)
    edges = (
        Edge(importer, imported, _importing(graph, importer, imported))
        for importer in names
        for imported in names
        if importer != imported
    )
    return ImportGraph(packages, tuple(edge for edge in edges if edge.modules))


def _package(graph: grimp.ImportGraph, name: str) -> Package:
    parts = (child.removeprefix(f"{name}.") for child in sorted(graph.find_children(name)))
    counted = (Part(part, len(_within(graph, f"{name}.{part}"))) for part in parts)
    return Package(
        name,
        len(_within(graph, name)),
        tuple(part for part in counted if part.modules > 1),
        _importing(graph, name, "prefect"),
    )


def _within(graph: grimp.ImportGraph, package: str) -> set[str]:
    return {package, *graph.find_descendants(package)}


def _importing(graph: grimp.ImportGraph, importer: str, imported: str) -> int:
    return sum(
        any(
            target.partition(".")[0] == imported for target in graph.find_modules_directly_imported_by(module)
        )
        for module in _within(graph, importer)
    )
