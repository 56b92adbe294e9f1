"""Markdown that reads well on GitHub and in the manual: headings with anchors, tables, commands in prose."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

_CODE_OR_OPTION = re.compile(r"(?P<code>`[^`]*`)|(?<![\w-])(?P<option>--[a-z][a-z-]*)")
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
_NO_WORD = re.compile(r"[^a-z0-9]+")


def anchor(*names: str) -> str:
    """The name by which a thing is linked to: `anchor("code", "NEEDS_OCR")` is `code-needs-ocr`."""
    return "-".join(_NO_WORD.sub("-", _HUMP.sub("-", name).lower()).strip("-") for name in names)


def heading(level: int, text: str, *names: str) -> list[str]:
    """A heading of that level, below its anchor, between blank lines."""
    return ["", f"({anchor(*names)})=", "#" * level + f" {text}", ""]


def marked(*names: str) -> str:
    """An anchor inside a line, which shows nothing."""
    return f'<a id="{anchor(*names)}"></a>'


def prose(text: str) -> str:
    """Plain text as Markdown: options set as code, since two hyphens would become a dash."""
    return _CODE_OR_OPTION.sub(lambda found: found["code"] or code(found["option"]), text)


def code(text: str) -> str:
    """Text set as code; nothing for nothing."""
    return f"`{text}`" if text else ""


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """A table's lines; `|` and line ends in cells are taken care of."""
    return [_line(head), "|" + "---|" * len(head), *(_line(row) for row in rows)]


def page(lines: Iterable[str]) -> str:
    """Lines as the text of a file, one blank line at most between them."""
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n") + "\n"


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(' '.join(cell.split()).replace('|', chr(92) + '|') for cell in cells)} |"
