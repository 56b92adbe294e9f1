"""Addresses that scripts of a page lead to: `location = "…"` and menus kept as lists. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

_CALL = re.compile(
    r"(?:location(?:\.href)?\s*=|location\.(?:assign|replace)\s*\(|window\.open\s*\(|\bopen\s*\()"
    r"\s*[\"']([^\"'<>]{1,500})[\"']",
    re.IGNORECASE,
)
_PAGE = re.compile(
    r"(?<![\w.%/:-])((?:https?://|\.{0,2}/)?[^\s\"'<>(){}=;,|]{1,300}"
    r"\.(?:html?|php|aspx?|jsp|pdf|docx?)(?:\?[^\s\"'<>;|]{0,300})?)(?=[\s\"'<>;|),]|$)",
    re.IGNORECASE,
)
_CODE = re.compile(r"[^\u0e00-\u0e7fA-Za-z0-9 .]+")
_AROUND = 80
_LONGEST = 300_000
_CALL_LETTERS = 1_000
_NO_WORDS = re.compile(
    r"\b(?:text|url|href|var|let|const|new|add|item|menu|target|null|true|false|function|return|window|document"
    r"|location|open|load|write|self|top|parent|if|else|li|ul|div|td|tr|span|class|[a-zA-Z]{1,2}|[\d.]+)\b|\."
)


def addresses_in_call(code: str) -> list[str]:
    """What an `onclick` or a `javascript:` address leads to: where it sends the reader, pages it names."""
    code = code[:_CALL_LETTERS]
    return list(dict.fromkeys((*_CALL.findall(code), *_PAGE.findall(code))))


def addresses_in_script(code: str) -> Iterator[tuple[str, str]]:
    """Addresses that a script names, each with the words beside it on its line."""
    code = code[:_LONGEST]
    for match in _CALL.finditer(code):
        yield match.group(1), ""
    for match in _PAGE.finditer(code):
        start = max(code.rfind("\n", 0, match.start()) + 1, match.start() - _AROUND)
        end = code.find("\n", match.end())
        end = min(len(code) if end < 0 else end, match.end() + _AROUND)
        around = f"{_since_last(code[start : match.start()])} {_until_next(code[match.end() : end])}"
        words = _NO_WORDS.sub(" ", _CODE.sub(" ", around))
        yield match.group(1), " ".join(words.split())


def _since_last(before: str) -> str:
    """What stands before an address, from the last other address on."""
    found = list(_PAGE.finditer(before))
    return before[found[-1].end() :] if found else before


def _until_next(after: str) -> str:
    found = _PAGE.search(after)
    return after[: found.start()] if found else after
