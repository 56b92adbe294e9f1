"""Vocabulary lives in YAML: no Thai text longer than 12 letters stands in the parsers' code."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PARSERS = sorted((ROOT / "parsers").rglob("*.py"))
LONGEST = 12
TOO_LONG = re.compile(rf"[\u0e01-\u0e5b]{{{LONGEST + 1},}}")


def docstrings(tree: ast.Module) -> set[ast.AST]:
    """The string nodes that are docstrings."""
    places = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    return {
        node.body[0].value
        for node in ast.walk(tree)
        if isinstance(node, places) and node.body and isinstance(node.body[0], ast.Expr)
    }


def long_thai(code: str) -> Iterator[str]:
    """Each run of more than 12 Thai letters in a literal; adjacent pieces count as one, comments do not."""
    tree = ast.parse(code)
    exempt = docstrings(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in exempt:
            yield from (f"line {node.lineno}: {run}" for run in TOO_LONG.findall(node.value))


def test_parsers_are_scanned():
    assert ROOT / "parsers" / "__init__.py" in PARSERS


@pytest.mark.parametrize("path", PARSERS, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_long_thai_literal(path):
    assert list(long_thai(path.read_text("utf-8"))) == []


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ('word = "ประเด็นยุทธศาสตร์"', True),
        ('word = "ประเด็น" "ยุทธศาสตร์"', True),
        ('word = f"{number} ประเด็นยุทธศาสตร์"', True),
        ('WORDS = re.compile(r"^(?:ประเด็นยุทธศาสตร์)")', True),
        ('def f():\n    """The document."""\n    "ประเด็นยุทธศาสตร์"', True),
        ('word = "ยุทธศาสตร์"', False),
        ('words = ["พันธกิจ", "เป้าประสงค์", "กลยุทธ์ กลยุทธ์"]', False),
        ('"""ประเด็นยุทธศาสตร์"""', False),
        ('def f():\n    """Reads ประเด็นยุทธศาสตร์."""', False),
        ("x = 1  # ประเด็นยุทธศาสตร์", False),
    ],
)
def test_long_literals_are_told_apart(code, found):
    assert bool(list(long_thai(code))) is found
