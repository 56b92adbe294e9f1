"""What is shown in a terminal: text from documents is data there, never markup or control codes."""

from __future__ import annotations

import json
import re
import shutil
import sys
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

_ACTIVE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
_PICTURES = 0x2400
_DELETE = 0x7F
_UNBOUNDED = 4000


def plain(text: str) -> str:
    """The text with everything that could move a cursor, hide or reorder letters made visible.

    Line breaks and tabs become one space; other control characters become their pictures (ESC is
    then one letter), direction marks and halves of surrogate pairs a middle dot.
    """
    return _ACTIVE.sub(_picture, text)


def _picture(match: re.Match[str]) -> str:
    character = match.group()
    if character in "\t\n\r\u2028\u2029":
        return " "
    code = ord(character)
    if code < ord(" "):
        return chr(_PICTURES + code)
    return "\u2421" if code == _DELETE else "\u00b7"


def text(value: object, style: str = "") -> Text:
    """A value for the terminal: harmless, and without a meaning as markup."""
    from rich.text import Text

    return Text(plain(str(value)), style=style)


def cut(value: str, width: int) -> str:
    """The value in at most `width` code points, never ending before a combining mark."""
    value = plain(value)
    if len(value) <= width:
        return value
    end = width - 1
    while end > 0 and unicodedata.category(value[end]) == "Mn":
        end -= 1
    return value[:end] + "…"


def console(*, stderr: bool = False) -> Console:
    """A console as wide as the terminal; without one, as wide as any line, so that nothing wraps."""
    from rich.console import Console

    stream = sys.stderr if stderr else sys.stdout
    width = None if stream.isatty() else _UNBOUNDED
    return Console(file=stream, width=width, markup=False, emoji=False, highlight=False)


def shown_path(path: Path) -> str:
    """A path as a person here would type it: from the current folder down where it lies below."""
    here = Path.cwd()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)


def shown_program() -> str:
    """This program as a person here can start it: by its name alone where that is found."""
    started = Path(sys.argv[0])
    found = shutil.which("thitthang")
    if found is not None and (started.name != "thitthang" or Path(found).samefile(started)):
        return "thitthang"
    return shown_path(started.absolute()) if started.name == "thitthang" else "thitthang"


def print_json(value: object) -> None:
    """One JSON value on standard output, indented, UTF-8, with active characters escaped."""
    rendered = json.dumps(value, ensure_ascii=False, indent=2)
    sys.stdout.write(_ACTIVE.sub(_json_escape, rendered) + "\n")


def _json_escape(match: re.Match[str]) -> str:
    character = match.group()
    return character if character == "\n" else f"\\u{ord(character):04x}"


def say_error(what: str, cause: str, remedy: str = "") -> None:
    """An error on standard error: what was worked on, what is wrong, what can be done."""
    sys.stderr.write(f"error: {plain(what)}: {plain(cause)}\n" if what else f"error: {plain(cause)}\n")
    if remedy:
        sys.stderr.write(f"  {plain(remedy)}\n")
    sys.stderr.flush()


def prepare_streams() -> None:
    """Let nothing that is printed fail: letters the terminal cannot show come out as escapes."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")
