"""docs/analysts.md taken apart: its questions, their blocks of code, the answers printed under them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

PAGE = Path(__file__).resolve().parents[2] / "docs" / "analysts.md"
_HEADING = re.compile(r"^## (.+)$", re.MULTILINE)
_NUMBER = re.compile(r"(\d+)\. ")
_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_MARK = re.compile(r"^(?:#|--) ([\w ]+?)(?:,.*)?$")
_ANSWER = re.compile(r"(<!-- answer -->\n)(.*?)(<!-- /answer -->)", re.DOTALL)
_CONTENTS = re.compile(r"(<!-- contents -->\n)(.*?)(<!-- /contents -->)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Block:
    """A block of code; `mark` is what its first line says it is for, in small letters."""

    language: str
    mark: str
    code: str


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the page; `number` is None where it is no question, `answer` where none is printed."""

    title: str
    number: int | None
    blocks: tuple[Block, ...]
    answer: str | None

    def block(self, language: str, mark: str = "") -> Block:
        """The one block in a language for something."""
        (found,) = (one for one in self.blocks if (one.language, one.mark) == (language, mark))
        return found


def read_page(text: str) -> tuple[Section, ...]:
    """The sections of the page, in order."""
    _, *parts = _HEADING.split(text)
    return tuple(map(_section, parts[::2], parts[1::2]))


def _section(title: str, body: str) -> Section:
    number = _NUMBER.match(title)
    answer = _ANSWER.search(body)
    return Section(
        title,
        int(number[1]) if number else None,
        tuple(_block(*found.groups()) for found in _BLOCK.finditer(body)),
        answer[2].strip() if answer else None,
    )


def _block(language: str, code: str) -> Block:
    mark = _MARK.match(code.split("\n", 1)[0])
    return Block(language, mark[1].lower() if mark else "", code)


def written_anew(text: str, answers: Callable[[Section], str]) -> str:
    """The page with every answer and its contents written anew."""
    asked = iter([section for section in read_page(text) if section.number])
    text = _ANSWER.sub(lambda found: f"{found[1]}{answers(next(asked))}\n{found[3]}", text)
    return _CONTENTS.sub(lambda found: f"{found[1]}{_contents(text)}\n{found[3]}", text)


def _contents(text: str) -> str:
    """The list of sections with their anchors, as GitHub and Sphinx make them."""
    titles = [section.title for section in read_page(text) if section.title != "Contents"]
    return "\n".join(f"- [{title}](#{_anchor(title)})" for title in titles)


def _anchor(title: str) -> str:
    """The anchor of a heading."""
    return re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-")
