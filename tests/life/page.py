"""A page that an office of the script has: what it says, and in which of several layouts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

HEADINGS = {"vision": "วิสัยทัศน์", "mission": "พันธกิจ", "goal": "เป้าประสงค์", "strategy": "กลยุทธ์"}
_TITLE = "ทิศทางการพัฒนาการศึกษา"
_PLAN = "แผนพัฒนาการศึกษา พ.ศ."
_VISITS = "จำนวนผู้เข้าชม"


class Layout(StrEnum):
    """How the same words are laid out."""

    LISTS = "lists"
    LINES = "lines"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class Page:
    """One page: whose name it bears, what it says by kind, the years of its plan, its visitor counter."""

    owner: str
    says: dict[str, tuple[str, ...]]
    plan: tuple[int, int] | None = None
    layout: Layout = Layout.LISTS
    visits: int | None = None

    def html(self) -> bytes:
        years = f"<p>{_PLAN} {self.plan[0]} - {self.plan[1]}</p>" if self.plan else ""
        counter = f"<div id='counter'>{_VISITS} {self.visits} คน</div>" if self.visits is not None else ""
        body = "".join(_DRAWN[self.layout](HEADINGS[kind], texts) for kind, texts in self.says.items())
        return (
            f"<!DOCTYPE html><html lang='th'><head><meta charset='utf-8'><title>{_TITLE}</title></head><body>"
            f"<h1>{_TITLE} {self.owner}</h1>{years}{body}{counter}</body></html>"
        ).encode()


def _lists(heading: str, texts: Sequence[str]) -> str:
    if len(texts) == 1:
        return f"<h2>{heading}</h2><p>{texts[0]}</p>"
    return f"<h2>{heading}</h2><ol>{''.join(f'<li>{text}</li>' for text in texts)}</ol>"


def _lines(heading: str, texts: Sequence[str]) -> str:
    items = "<br>".join(_numbered(texts))
    return f"<div class='block'><b>{heading}</b><br>{items}</div>"


def _table(heading: str, texts: Sequence[str]) -> str:
    items = "".join(f"<p>{text}</p>" for text in _numbered(texts))
    return f"<table border='1'><tr><th>{heading}</th></tr><tr><td>{items}</td></tr></table>"


def _numbered(texts: Sequence[str]) -> list[str]:
    if len(texts) == 1:
        return list(texts)
    return [f"{number}. {text}" for number, text in enumerate(texts, 1)]


_DRAWN: dict[Layout, Callable[[str, Sequence[str]], str]] = {
    Layout.LISTS: _lists,
    Layout.LINES: _lines,
    Layout.TABLE: _table,
}
