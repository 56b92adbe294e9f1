"""Where one printed line holds several: items in a row, labels in a row, a heading glued on."""

from __future__ import annotations

import re
from functools import cache

from parsers.heading_scan import scan_heading
from parsers.lexicon import lexicon
from parsers.markers import Marker, Style
from schemas.kinds import Kind

MIN_ITEM = 8
"""Characters an item in a row has at least; shorter pieces are figures inside a sentence."""

UNDER_ISSUE = (Kind.GOAL, Kind.OBJECTIVE, Kind.STRATEGY, Kind.APPROACH, Kind.INDICATOR, Kind.PROJECT)

_CLOSES = {Style.DOT: r"\s?\.(?!\d)", Style.PAREN: r"\s?\)", Style.BRACKET: r"\s?\)"}


@cache
def _next_item(style: Style, number: str) -> re.Pattern[str]:
    opening = r"\(\s?" if style is Style.BRACKET else ""
    return re.compile(rf"(?:(?<=[\s”\"')])|(?<=[\u0e01-\u0e4e])(?=\d)){opening}{re.escape(number)}{_CLOSES[style]}\s*(?=[^\s\d.)])")


@cache
def _first_item() -> re.Pattern[str]:
    return re.compile(r"(?<=[\s:：])(?P<open>\(\s?)?1(?P<close>\s?\.(?!\d)|\s?\))\s*(?=[^\s\d.)])")  # noqa: RUF001


def _dotted_close(level: int) -> str:
    return r"\.?" if level > 1 else _CLOSES[Style.DOT]


def _successors(values: tuple[int, ...]) -> str:
    return ".".join(str(value) for value in (*values[:-1], values[-1] + 1))


def _chain(text: str, start: int, style: Style, values: tuple[int, ...]) -> list[int]:
    """Places of the items that follow item `values` in the same line, in order."""
    points: list[int] = []
    at = start
    while style in _CLOSES:
        number = _successors(values)
        if len(values) > 1:
            match = re.compile(rf"(?<=\s){re.escape(number)}\.?\s+(?=[^\s\d.)])").search(text, at + MIN_ITEM)
        else:
            match = _next_item(style, number).search(text, at + MIN_ITEM)
        if match is None or len(text) - match.end() < MIN_ITEM // 2:
            break
        points.append(match.start())
        at = match.end()
        values = (*values[:-1], values[-1] + 1)
    return points


def _conflicts(points: list[int], marker: Marker, following: Marker | None) -> bool:
    """Whether the next line shows that the numbers inside were not of the line's own series."""
    if following is None or following.style is not marker.style or not following.values:
        return False
    last = marker.values[-1] + len(points)
    return following.level == marker.level and following.values[-1] <= last and following.values[-1] != 1


def _numbered(text: str, marker: Marker | None, following: Marker | None) -> list[int]:
    if marker is not None and marker.values and marker.style in _CLOSES:
        points = _chain(text, marker.end, marker.style, marker.values)
        return [] if _conflicts(points, marker, following) else points
    start = marker.end if marker else 0
    first = _first_item().search(text, start)
    if first is None:
        return []
    style = Style.BRACKET if first.group("open") else Style.PAREN if ")" in first.group("close") else Style.DOT
    points = _chain(text, first.end(), style, (1,))
    heading = scan_heading(text, start)
    led_in = lexicon().lead_in_end.search(text[:first.start()]) or (heading and heading.end >= first.start())
    continued = following is not None and following.style is style and following.values == (2,)
    if not points and not (led_in and (continued or marker is None)):
        return []
    if marker is not None and marker.values and not led_in:
        return []
    return [first.start(), *points]


@cache
def _label_inside() -> re.Pattern[str]:
    core = lexicon().core.pattern
    return re.compile(rf"(?<=[\s”\"')])(?:{core})\s*ที่\s*\d{{1,2}}(?:\.\d{{1,2}})?(?![\d.])\s*[:.)]?")


def _labels(text: str, marker: Marker | None) -> list[int]:
    """Labels with a number inside a line: "เป้าประสงค์ที่ 5 … เป้าประสงค์ที่ 6 …"."""
    points: list[int] = []
    known: dict[str, int] = {}
    if marker is not None and marker.style is Style.KIND:
        known[marker.glyph] = marker.values[-1]
    for match in _label_inside().finditer(text, marker.end if marker else 1):
        scan = scan_heading(text, match.start())
        if scan is None or scan.number is None or len(text) - scan.end < MIN_ITEM:
            continue
        value = int(scan.number.split(".")[-1])
        before = known.get(scan.kind.value)
        behind = text[scan.end : scan.end + 8]
        mention = behind.startswith(("และ", "หรือ", "ถึง", "-", "ของ", "ซึ่ง", ",")) or lexicon().open_end.search(
            text[: match.start()].rstrip()
        )
        follows = value == before + 1 if before is not None else value == 1 or marker is not None
        if follows and not mention:
            known[scan.kind.value] = value
            points.append(match.start())
    return points


@cache
def _heading_inside() -> re.Pattern[str]:
    return re.compile(rf"(?<=[\s”\".)])(?:\d{{1,2}}\s?\.\s?)?(?:{lexicon().core.pattern})")


def _headings(text: str, start: int, following_text: str, following: Marker | None) -> list[int]:
    """Headings glued to what stands before them, told by what follows: gloss, colon, list, quote."""
    points: list[int] = []
    for match in _heading_inside().finditer(text, start + 1):
        numbered = re.match(r"\d{1,2}\s?\.\s?", match.group())
        start = match.start() + (numbered.end() if numbered else 0)
        scan = scan_heading(text, start)
        if scan is None or scan.number is not None or len(scan.kinds) > 1:
            continue
        before = text[: match.start()].rstrip()
        counted = before[-1:].isdigit()
        if counted or lexicon().open_end.search(before) or scan_heading(text) is not None and len(before) < 40:  # noqa: PLR2004
            continue
        rest = text[scan.end :].lstrip(" :")
        listed = re.match(r"\(?1\s?[.)]\s*\D", rest) is not None
        quoted = rest[:1] in {"“", '"', "”"} and scan.kind.value in {"vision", "motto", "philosophy"}
        glossed = scan.gloss is not None and (listed or quoted or not rest or len(before) > MIN_ITEM)
        ends = not rest and (
            following is not None and following.first and not following.weak or following_text[:1] in {"“", '"'}
        )
        label = scan.colon is not None and rest and len(before) > MIN_ITEM and scan.kind in UNDER_ISSUE
        if glossed or listed or quoted or ends or label:
            points.append(match.start())
    return points


def split_points(text: str, marker: Marker | None, following_text: str, following: Marker | None) -> list[int]:
    """Places (ascending, above 0) at which a line is to be cut; empty for an ordinary line.

    `following*` is the next line: it may show that numbers inside belong to a sentence.
    """
    points: set[int] = set()
    if any(char.isdigit() for char in text):
        points.update(_numbered(text, marker, following))
        points.update(_labels(text, marker))
    points.update(_headings(text, marker.end if marker else 0, following_text, following))
    return sorted(point for point in points if point > 0)
