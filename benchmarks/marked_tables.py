"""Tables in the documentation that a command writes: all that stands between two marker comments."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

from benchmarks.pages import ROOT

ACCURACY: Final = ROOT / "docs" / "accuracy.md"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table."""
    first, *others = (f"| {' | '.join(cells)} |" for cells in (head, *rows))
    return "\n".join((first, "|" + "---|" * len(head), *others))


def share(value: float) -> str:
    """A share of one to three places, as the tables write it: 1.000, .984."""
    return f"{value:.3f}".removeprefix("0")


def marked(name: str, path: Path = ACCURACY) -> str:
    """What stands between the markers of a name. Raises ValueError where there are none."""
    return _find(name, path.read_text("utf-8"), path)["inside"].strip()


def write_marked(name: str, text: str, path: Path = ACCURACY) -> None:
    """Put a text between the markers of a name; the rest of the file stays."""
    whole = path.read_text("utf-8")
    found = _find(name, whole, path)
    path.write_text(f"{whole[: found.start('inside')]}\n{text}\n{whole[found.end('inside') :]}", "utf-8")


def _find(name: str, text: str, path: Path) -> re.Match[str]:
    begin, end = (re.escape(f"<!-- {name}: {word} -->") for word in ("begin", "end"))
    found = re.search(f"{begin}(?P<inside>.*?){end}", text, re.DOTALL)
    if found is None:
        raise ValueError(f"{path.name} has no markers for {name!r}")
    return found
