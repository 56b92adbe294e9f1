"""Absolutely placed lines, as in PDF turned into HTML: boxes, and hanging markers joined."""

from __future__ import annotations

from parsers.readers.html_lines import Line
from schemas.records import Box

_POINTS = 0.75
_SAME_ROW = 3.0
_MARKER_LENGTH = 6


def join_markers(lines: list[Line]) -> list[Line]:
    """Join a short marker ("1.", "•") with the text that stands right of it on the same row.

    Order is kept as written: converters write columns one after the other, and sorting by place
    would mix them.
    """
    joined: list[Line] = []
    for line in lines:
        if joined and _is_marker_of(joined[-1], line):
            marker = joined[-1]
            marker.text = f"{marker.text} {line.text}"
            marker.look = line.look
        else:
            joined.append(line)
    return joined


def boxes(lines: list[Line]) -> list[Box | None]:
    """Left and top of each placed line in points (its right and bottom are not known: the same).

    Where only the distance to the bottom is given, the page is taken to end at the highest line.
    """
    highest: dict[int | None, float] = {}
    for line in lines:
        place = line.context.place
        if place is not None and place.bottom is not None:
            page = line.context.page
            highest[page] = max(highest.get(page, 0.0), place.bottom)
    return [_box(line, highest) for line in lines]


def _box(line: Line, highest: dict[int | None, float]) -> Box | None:
    place = line.context.place
    if place is None:
        return None
    end = highest.get(line.context.page, 0.0)
    top = end - (place.bottom or 0.0) if place.top is None else place.top
    left, top = round(place.left * _POINTS, 2), round(top * _POINTS, 2)
    return (left, top, left, top)


def _is_marker_of(marker: Line, line: Line) -> bool:
    """Whether two lines stand on one row, the first short and to the left."""
    first, second = marker.context.place, line.context.place
    if first is None or second is None or first is second:
        return False
    if marker.context.page != line.context.page or len(marker.text) > _MARKER_LENGTH:
        return False
    if first.top is not None and second.top is not None:
        apart = abs(first.top - second.top)
    elif first.bottom is not None and second.bottom is not None:
        apart = abs(first.bottom - second.bottom)
    else:
        return False
    return apart <= _SAME_ROW and first.left < second.left
