"""The parts of a Word package, found by its relationships."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from parsers.readers.package import Package, PackageError, Packed, parse_xml, part_name
from schemas.codes import FindingCode

_EMBEDDED = ("oleObject", "package", "subDocument")


@dataclass(frozen=True, slots=True)
class Relation:
    """A pointer from one part to another; `kind` is the last step of its type."""

    relation_id: str
    kind: str
    target: str


@dataclass(slots=True)
class WordParts:
    """Names of the parts that hold text or say how it is drawn."""

    main: str
    styles: str = ""
    numbering: str = ""
    stories: list[tuple[str, str]] = field(default_factory=list)
    """Kind (header, footer, footnotes, endnotes) and name."""
    unread: list[tuple[str, str]] = field(default_factory=list)
    """Kind (comments, diagramData, chart …) and name of parts with text that is not read."""
    chunks: dict[str, str] = field(default_factory=dict)
    embedded: int = 0
    images: int = 0


_MAX_CACHED = 8 * 1024
_STORIES = ("header", "footer", "footnotes", "endnotes")
_UNREAD = ("comments", "diagramData", "chart", "glossaryDocument")


def word_parts(package: Package) -> WordParts:
    """The parts of a Word package; raises PackageError where there is no main document."""
    roots = relations(package, "")
    main = next((each.target for each in roots if each.kind == "officeDocument"), "word/document.xml")
    if main not in package:
        raise PackageError(FindingCode.DAMAGED, "the package holds no main document")
    parts = WordParts(main)
    found = relations(package, main)
    if not found and _has_company(package, main):
        raise PackageError(FindingCode.DAMAGED, "the relationships of the main document are missing")
    for each in found:
        _file(each, parts)
    for name in (parts.styles, parts.numbering):
        require(package, name)
    return parts


def _has_company(package: Package, main: str) -> bool:
    """Whether other parts stand beside the main one."""
    folder = part_name(main).rpartition("/")[0] + "/"
    return any(name.startswith(folder) and name != part_name(main) for name in package.names())


def _file(relation: Relation, parts: WordParts) -> None:
    """Put one relation where it belongs."""
    kind, target = relation.kind, relation.target
    if kind == "styles":
        parts.styles = target
    elif kind == "numbering":
        parts.numbering = target
    elif kind in _STORIES:
        parts.stories.append((kind, target))
    elif kind in _UNREAD:
        parts.unread.append((kind, target))
    elif kind == "aFChunk":
        parts.chunks[relation.relation_id] = target
    elif kind == "image":
        parts.images += 1
    elif kind in _EMBEDDED:
        parts.embedded += 1


def require(package: Package, name: str) -> None:
    """Raise PackageError where a part that others point to is missing ("" is no part)."""
    if name and name not in package:
        raise PackageError(FindingCode.DAMAGED, f"{name[:80]} is missing from the package")


def relations(package: Package, part: str) -> tuple[Relation, ...]:
    """The relationships of a part ("" is the package itself) to parts inside the package."""
    folder, _, name = part.rpartition("/")
    packed = package.packed(f"{folder}/_rels/{name}.rels")
    if packed is None:
        return ()
    return _cached(packed, folder) if len(packed.data) <= _MAX_CACHED else _parsed(packed, folder)


@lru_cache(maxsize=64)
def _cached(packed: Packed, folder: str) -> tuple[Relation, ...]:
    """A program writes the same relationships into most of its files."""
    return _parsed(packed, folder)


def _parsed(packed: Packed, folder: str) -> tuple[Relation, ...]:
    found: list[Relation] = []
    for item in parse_xml(packed.unpack(), "relationships"):
        if item.get("TargetMode") == "External":
            continue
        kind = item.get("Type", "").rpartition("/")[2]
        found.append(Relation(item.get("Id", ""), kind, _target(folder, item.get("Target", ""))))
    return tuple(found)


def _target(folder: str, target: str) -> str:
    """The part that a target names, seen from a folder of the package."""
    target = target.replace("\\", "/")
    steps = [] if target.startswith("/") else folder.split("/")
    for step in target.split("/"):
        if step == "..":
            steps = steps[:-1]
        elif step not in ("", "."):
            steps.append(step)
    return "/".join(step for step in steps if step)


def core_title(package: Package) -> str | None:
    """The title in the document's properties, if it has one; raises PackageError if they are damaged."""
    kinds = {each.kind: each.target for each in relations(package, "")}
    name = kinds.get("core-properties") or ("docProps/core.xml" if "docProps/core.xml" in package else "")
    require(package, name)
    root = package.xml(name) if name else None
    title = None if root is None else root.findtext("{http://purl.org/dc/elements/1.1/}title")
    return (title or "").strip() or None
