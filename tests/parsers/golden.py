"""Golden cases: a folder with an input and what is to be read from it, compared to the letter.

Expectations are written by `pytest --update-golden` and by nothing else; whoever does so reads the
difference before it is committed. Scans alone are held otherwise: their letters are an OCR program's and
change with its version, so their expectation is written by hand, as the paper has it, and a few letters
may differ.
"""

from __future__ import annotations

import difflib
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from rapidfuzz.distance import Levenshtein

from engines import office, tesseract
from engines.installed import INSTALLED
from parsers.parse import parse
from parsers.sniff import sniff
from schemas.codes import MediaType
from schemas.engines import Engines
from schemas.records import Parsed, Section, Statement
from schemas.registry import registry
from tests.engines.conftest import need
from tests.parsers.readings import Branch, tree

EXPECTED = "expected.json"
SCANS = frozenset({"scan-school-noenkratai"})
"""The cases that are nothing but pictures of pages."""
CHARACTERS = 0.97
"""The share of a scan's letters that must be read rightly."""
_Tree = Mapping[str, Any]


def compare(folder: Path, *, update: bool, environment: Mapping[str, str]) -> None:
    """Hold a case's input against its expectation, or write the expectation; fails the test otherwise."""
    if update and environment.get("CI", "").lower() not in ("", "0", "false"):
        pytest.fail("--update-golden is for people: in CI expectations are compared, never written")
    (source,) = folder.glob("input.*")
    expectation = folder / EXPECTED
    found = as_text(_read(source))
    if update:
        expectation.write_text(found, "utf-8")
        return
    if not expectation.exists():
        pytest.fail(
            f"{folder.name} has no {EXPECTED}: read what is found, then write it with --update-golden"
        )
    wanted = expectation.read_text("utf-8")
    if found != wanted:
        pytest.fail(
            "\n".join(difflib.unified_diff(wanted.split("\n"), found.split("\n"), EXPECTED, "found", n=2))
        )


def compare_scan(folder: Path) -> None:
    """Hold what OCR reads of a case against what its paper says; fails the test where they differ much."""
    need(isinstance(tesseract.find(), str), " ".join(tesseract.PACKAGES))
    (source,) = folder.glob("input.*")
    parsed = parse(source.read_bytes(), name=source.name, registry=registry(), engines=INSTALLED)
    wanted = json.loads((folder / EXPECTED).read_text("utf-8"))
    if trouble := scan_trouble(wanted, json.loads(as_text(parsed))):
        pytest.fail(trouble)


def scan_trouble(wanted: _Tree, found: _Tree) -> str:
    """What is wrong with the reading of a scan, empty where it is right but for a few letters.

    Sections and statements must be as many, of the same kinds, with the same numbers, at the same depths;
    so must the codes of the findings be.
    """
    if set(wanted["findings"]) != set(found["findings"]):
        return f"findings: {wanted['findings']} expected, {found['findings']} found"
    shapes = _shapes(wanted), _shapes(found)
    if shapes[0] != shapes[1]:
        return "\n".join(difflib.unified_diff(shapes[0], shapes[1], EXPECTED, "found", lineterm=""))
    right, read = _letters(wanted), _letters(found)
    share = 1 - Levenshtein.distance(right, read) / len(right)
    return "" if share >= CHARACTERS else f"{share:.3f} of the letters are right\n{right}\n{read}"


def _shapes(page: _Tree) -> list[str]:
    keys = ("section", "statement", "number")
    return [" ".join([" " * depth, *(str(node.get(key)) for key in keys)]) for depth, node in _nodes(page, 0)]


def _letters(page: _Tree) -> str:
    words = [page["owner"]["name"] or ""]
    words += [node.get("heading") or node["text"] for _, node in _nodes(page, 0)]
    return "".join("".join(words).split())


def _nodes(page: _Tree, depth: int) -> Iterator[tuple[int, _Tree]]:
    """Each section and statement, and how deep it stands."""
    for node in page.get("children", ()):
        yield depth, node
        yield from _nodes(node, depth + 1)


def _read(source: Path) -> Parsed:
    """An input as it is read without OCR; an old Word file needs LibreOffice."""
    data = source.read_bytes()
    engines = Engines()
    if sniff(data, name=source.name) is MediaType.DOC:
        need(office.libreoffice(), office.PACKAGE)
        engines = Engines(convert_word=office.to_docx)
    return parse(data, name=source.name, registry=registry(), engines=engines)


def as_text(parsed: Parsed) -> str:
    """What was read as JSON that a person can read: a line for each section and each statement."""
    years = None if parsed.plan_start_be is None else [parsed.plan_start_be, parsed.plan_end_be]
    head = {
        "owner": {
            "office_id": parsed.owner.office_id,
            "name": parsed.owner.name,
            "evidence": parsed.owner.evidence,
        },
        "plan_years_be": years,
        "fiscal_year_be": parsed.fiscal_year_be,
        "findings": dict(sorted(Counter(finding.code.value for finding in parsed.findings).items())),
    }
    lines = ["{"]
    lines += [f" {_json(key)}: {_json(value)}," for key, value in head.items()]
    lines += [' "children": [', *_listed(tree(parsed), 1), " ]", "}", ""]
    return "\n".join(lines)


def _listed(branches: list[Branch], depth: int) -> Iterator[str]:
    pad = " " * (depth + 1)
    for number, branch in enumerate(branches, 1):
        comma = "," if number < len(branches) else ""
        fields = _json(_fields(branch.node))
        if branch.children:
            yield f'{pad}{fields[:-1]}, "children": ['
            yield from _listed(branch.children, depth + 1)
            yield f"{pad}]}}{comma}"
        else:
            yield f"{pad}{fields}{comma}"


def _fields(node: Section | Statement) -> dict[str, str]:
    if isinstance(node, Section):
        said = {"section": node.kind, "number": node.number, "heading": node.heading}
    else:
        said = {"statement": node.kind, "number": node.number, "label": node.label, "text": node.text}
        said["gloss_en"] = node.gloss_en
    return {key: value for key, value in said.items() if value is not None}


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
