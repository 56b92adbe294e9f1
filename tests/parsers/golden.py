"""Golden cases: a folder with an input and what is to be read from it, compared to the letter.

Expectations are written by `pytest --update-golden` and by nothing else; whoever does so reads the
difference before it is committed.
"""

from __future__ import annotations

import difflib
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from parsers.parse import parse
from schemas.records import Parsed, Section, Statement
from schemas.registry import registry
from tests.parsers.readings import Branch, tree

EXPECTED = "expected.json"


def compare(folder: Path, *, update: bool, environment: Mapping[str, str]) -> None:
    """Hold a case's input against its expectation, or write the expectation; fails the test otherwise."""
    if update and environment.get("CI", "").lower() not in ("", "0", "false"):
        pytest.fail("--update-golden is for people: in CI expectations are compared, never written")
    (source,) = folder.glob("input.*")
    expectation = folder / EXPECTED
    found = as_text(parse(source.read_bytes(), name=source.name, registry=registry()))
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
