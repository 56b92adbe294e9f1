"""Where one printed line holds several: items in a row, labels in a row, a heading glued on."""

from __future__ import annotations

import re
from functools import cache

from parsers.heading_scan import ORDINAL, HeadingScan, scan_heading
from parsers.lexicon import lexicon
from parsers.markers import Marker, Style
from schemas.kinds import Kind

MIN_ITEM = 8
"""Characters an item in a row has at least; shorter pieces are figures inside a sentence."""

UNDER_ISSUE = (Kind.GOAL, Kind.OBJECTIVE, Kind.STRATEGY, Kind.APPROACH, Kind.INDICATOR, Kind.PROJECT)

WINDOW = 200
"""Characters before and behind a place that say what it is; keeps the work linear in the line."""

MENTIONED = ("และ", "หรือ", "ถึง", "-", "ของ", "ซึ่ง", ",")
ANY_DIGIT = re.compile(r"\d")
HEADING_NUMBER = re.compile(r"\d{1,2}\s*\.\s*")
FIRST_NUMBER = re.compile(r"\(?1\s*[.)]\s*\D")
_CLOSES = {Style.DOT: r"\s*\.(?!\d)", Style.PAREN: r"\s*\)", Style.BRACKET: r"\s*\)"}


@cache
def _next_item(style: Style, number: str) -> re.Pattern[str]:
    opening = r"\(\s*" if style is Style.BRACKET else ""
    return re.compile(
        rf"(?:(?<=[\s”\"')])|(?<=[\u0e01-\u0e4e])(?=\d)){opening}{re.escape(number)}{_CLOSES[style]}\s*(?=[^\s\d.)])"
    )


@cache
def _next_bare(number: str) -> re.Pattern[str]:
    return re.compile(rf"(?<=\s){number}\s*(?=[ก-ฮเ-ไ])")


@cache
def _next_dotted(number: str) -> re.Pattern[str]:
    return re.compile(rf"(?<=\s){re.escape(number)}\.?\s+(?=[^\s\d.)])")


@cache
def _first_item() -> re.Pattern[str]:
    return re.compile(r"(?<=[\s:：])(?P<open>\(\s*)?1(?P<close>\s*\.(?!\d)|\s*\))\s*(?=[^\s\d.)])")


def _dotted_close(level: int) -> str:
    return r"\.?" if level > 1 else _CLOSES[Style.DOT]


def _successors(values: tuple[int, ...]) -> str:
    return ".".join(str(value) for value in (*values[:-1], values[-1] + 1))


def _chain(text: str, start: int, style: Style, values: tuple[int, ...]) -> list[int]:
    """Places of the items that follow item `values` in the same line, in order."""
    points: list[int] = []
    at = start
    while style in _CLOSES or style is Style.BARE:
        number = _successors(values)
        if len(values) == 1 and text.find(number, at + MIN_ITEM) < 0:
            break
        if style is Style.BARE:
            match = _next_bare(number).search(text, at + MIN_ITEM)
            if match and lexicon().counted.match(text, match.start()):
                break
        elif len(values) > 1:
            match = _next_dotted(number).search(text, at + MIN_ITEM)
            if match is None and len(values) == 2:
                following = (values[0] + 1, 0)
                match = _next_dotted(_successors(following)).search(text, at + MIN_ITEM)
                values = following if match else values
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
    if marker is not None and marker.style is Style.BARE:
        points = _chain(text, marker.end, marker.style, marker.values)
        goes_on = following is not None and following.style is Style.BARE and following.values == (
            marker.values[-1] + len(points) + 1,
        )  # fmt: skip
        return points if goes_on or len(points) > 1 else []
    if marker is not None and marker.values and marker.style in _CLOSES:
        points = _chain(text, marker.end, marker.style, marker.values)
        return [] if _conflicts(points, marker, following) else points
    start = marker.end if marker else 0
    first = _first_item().search(text, start) if "1" in text else None
    if first is None:
        return []
    style = (
        Style.BRACKET if first.group("open") else Style.PAREN if ")" in first.group("close") else Style.DOT
    )
    points = _chain(text, first.end(), style, (1,))
    heading = scan_heading(text, start)
    led_in = lexicon().lead_in_end.search(text[max(0, first.start() - WINDOW) : first.start()]) or (
        heading and heading.end >= first.start()
    )
    continued = following is not None and following.style is style and following.values == (2,)
    if not points and not (led_in and (continued or marker is None)):
        return []
    if marker is not None and marker.values and not led_in:
        return []
    return [first.start(), *points]


@cache
def _label_inside() -> re.Pattern[str]:
    """A label (group 1) and the character before it: a set of those is quick to search for."""
    core = lexicon().core.pattern
    return re.compile(rf"[\s”\"')](?=((?:{core})\s*ที่\s*\d{{1,2}}(?:\.\d{{1,2}})?(?![\d.])\s*[:.)]?))")


def _found_inside(pattern: re.Pattern[str], text: str, start: int) -> list[tuple[int, str]]:
    """Places and texts of what a pattern has in its group 1, from `start` on, never overlapping."""
    places: list[tuple[int, str]] = []
    for found in pattern.finditer(text, max(0, start - 1)):
        if found.start(1) >= start:
            start = found.end(1)
            places.append((found.start(1), found.group(1)))
    return places


def _labels(text: str, marker: Marker | None, series: Marker | None) -> list[int]:
    """Labels with a number inside a line: "เป้าประสงค์ที่ 5 … เป้าประสงค์ที่ 6 …"."""
    points: list[int] = []
    known: dict[str, int] = {}
    last = marker or series
    if last is not None and last.style is Style.KIND:
        known[last.glyph] = last.values[-1]
    if ORDINAL not in text:
        return points
    for place, _ in _found_inside(_label_inside(), text, marker.end if marker else 1):
        scan = scan_heading(text, place)
        if scan is None or scan.number is None or len(text) - scan.end < MIN_ITEM:
            continue
        value = int(scan.number.split(".")[-1])
        before = known.get(scan.kind.value)
        behind = text[scan.end : scan.end + 8]
        above = text[max(0, place - WINDOW) : place].rstrip()
        mention = behind.startswith(MENTIONED) or lexicon().open_end.search(above)
        follows = value == before + 1 if before is not None else value == 1 or marker is not None
        if follows and not mention:
            known[scan.kind.value] = value
            points.append(place)
    return points


@cache
def _heading_inside() -> re.Pattern[str]:
    """A kind phrase with its number (group 1) and the character before it."""
    return re.compile(rf"[\s”\".)’'»](?=((?:\d{{1,2}}\s*\.\s*)?(?:{lexicon().core.pattern})))")


def _headings(text: str, start: int, following_text: str, following: Marker | None) -> list[int]:
    """Headings glued to what stands before them, told by what follows: gloss, colon, list, quote.

    In a line that holds several of them (a page that came as one line) a kind word that stands by
    itself is one too.
    """
    strong: list[int] = []
    weak: list[int] = []
    for place, phrase in _found_inside(_heading_inside(), text, start + 1):
        numbered = HEADING_NUMBER.match(phrase)
        scan = scan_heading(text, place + (numbered.end() if numbered else 0))
        before = text[max(0, place - WINDOW) : place].rstrip()
        if scan is None or scan.number is not None or len(scan.kinds) > 1 or _in_sentence(text, before):
            continue
        if _announced(text, scan, before, following_text, following):
            strong.append(place)
        elif _stands_alone(text, scan):
            weak.append(place)
    glued = _glued_end(text, start, following) if following is not None and start else 0
    if glued:
        strong.append(glued)
    dense = len(text) >= DENSE and len(strong) >= DENSE_HEADINGS
    return sorted({*strong, *weak}) if dense else strong


def _glued_end(text: str, start: int, following: Marker) -> int:
    """Where a heading begins that is glued to the end of an item, told by its first label below; else 0."""
    if following.kind is None or not following.first:
        return 0
    core = lexicon().core_at_end.search(text)
    if (
        core is None
        or core.start() < start + MIN_ITEM
        or lexicon().kind_of_phrase.get(core.group(1)) is not following.kind
    ):
        return 0
    before = text[max(0, core.start() - WINDOW) : core.start()].rstrip()
    return 0 if _in_sentence(text, before) else core.start()


def _stands_alone(text: str, scan: HeadingScan) -> bool:
    """Whether a kind word is a word by itself, followed by neither its sentence nor another kind."""
    if scan.end >= len(text) or not text[scan.end].isspace() or scan.foreign:
        return False
    sentence = lexicon().sentence_follow.match(text, scan.end)
    return sentence is None and scan_heading(text[scan.end : scan.end + WINDOW].lstrip()) is None


DENSE, DENSE_HEADINGS = 150, 2
"""Length of a line, and headings told by what follows in it, from which a page came as one line."""


def _in_sentence(text: str, before: str) -> bool:
    """Whether a kind word goes on with what stands before it: an open end, a count, a title."""
    if before[-1:].isdigit() or before.endswith(("/", ",", "และ")) or lexicon().open_end.search(before):
        return True
    opening = scan_heading(text)
    return len(before) < TITLE and opening is not None and opening.number is None


TITLE = 40


def _announced(
    text: str, scan: HeadingScan, before: str, following_text: str, following: Marker | None
) -> bool:
    """Whether what follows a kind word shows that it is a heading."""
    rest = text[scan.end : scan.end + WINDOW].lstrip(" :")
    listed = FIRST_NUMBER.match(rest) is not None or _own_label(rest, scan)
    quoted = rest[:1] in {"“", '"', "”"} and scan.kind.value in {"vision", "motto", "philosophy"}
    glossed = scan.gloss is not None and (listed or quoted or not rest or len(before) > MIN_ITEM)
    first = following is not None and following.first and (not following.weak or following.values == (1,))
    ends = not rest and (first or following_text[:1] in {"“", '"'})
    named = scan.kind in UNDER_ISSUE or scan.foreign is not None or scan.office is not None
    label = scan.colon is not None and bool(rest) and len(before) > MIN_ITEM and named
    return glossed or listed or quoted or ends or label


def _own_label(rest: str, scan: HeadingScan) -> bool:
    """Whether the first label of the heading's own kind follows ("ยุทธศาสตร์ ยุทธศาสตร์ที่ 1 …")."""
    label = scan_heading(rest)
    return label is not None and label.numbered_by_word and label.kind is scan.kind and label.number == "1"


def split_points(
    text: str,
    marker: Marker | None,
    following_text: str,
    following: Marker | None,
    series: Marker | None = None,
) -> list[int]:
    """Places (ascending, above 0) at which a line is to be cut; empty for an ordinary line.

    `following*` is the next line: it may show that numbers inside belong to a sentence. `series` is the
    last item above, where the line may be the rest of it. Headings are cut off first; the parts are then
    looked at again.
    """
    alike = marker is not None and following is not None and marker.style is Style.BULLET and (
        following.style is Style.BULLET and following.glyph == marker.glyph
    )  # fmt: skip
    below = None if alike else following  # the next bullet of its own list opens none
    headings = _headings(text, marker.end if marker else 0, following_text, below)
    if headings:
        return [point for point in headings if point > 0]
    note = lexicon().inline_note.search(text, MIN_ITEM)
    if note is not None:
        return [note.start()]
    numbers = ANY_DIGIT.search(text) is not None
    if not numbers and (marker is None or marker.style is not Style.LETTER):
        return []
    points: set[int] = set()
    if numbers:
        points.update(_numbered(text, marker, following))
        points.update(_labels(text, marker, series))
        if marker is None and series is not None and not points:
            points.update(_chain(text, 2 - MIN_ITEM, series.style, series.values))
    if marker is not None and marker.style is Style.LETTER:
        points.update(_letters(text, marker))
    return sorted(point for point in points if point > 0)


def _letters(text: str, marker: Marker) -> list[int]:
    """Letters of an acronym in a row: "K - Kindness … / W - Wisdom …"."""
    sign = re.escape(marker.glyph) if marker.glyph else r"[:=\-–]"
    pattern = re.compile(rf"(?<=[\s/,;|])[A-Z0-9]\s*{sign}\s")
    return [match.start() for match in pattern.finditer(text, marker.end)]
