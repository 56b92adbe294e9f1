"""What a site said of a page the last time, so that it can say "not modified"; and how far to believe it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from schemas.records import Capture

AUDIT_DAYS = 11
"""On every so manyth day after a capture its page is asked for without conditions. It has no divisor in
common with a week, so that a weekly run comes to it too."""
_CONDITIONS = {"etag": "If-None-Match", "last-modified": "If-Modified-Since"}


@dataclass(frozen=True, slots=True)
class Validators:
    """The newest whole capture of a page, and the conditions that hold while the page is as it was.

    They hold at `final_uri` only: after another redirect another page is asked for.
    """

    capture: Capture
    final_uri: str
    conditions: tuple[tuple[str, str], ...]


def validators(captures: Sequence[Capture], now: datetime) -> Validators | None:
    """What to ask a page's site with, from all captures of the page for one office, oldest first.

    A validator under which the site gave other bytes before is not believed. None where nothing is known
    or believed, and on the days when validators are audited.
    """
    whole = [capture for capture in captures if capture.cut is None]
    if not whole:
        return None
    newest = whole[-1]
    if newest.final_uri is None or is_audit_due(newest, now):
        return None
    others = [older for older in whole if older.content_sha256 != newest.content_sha256]
    lies = {condition for older in others for condition in _conditions(older)}
    believed = tuple(condition for condition in _conditions(newest) if condition not in lies)
    return Validators(newest, newest.final_uri, believed) if believed else None


def is_audit_due(capture: Capture, now: datetime) -> bool:
    """Whether a page is to be asked for without conditions today; never on the day it was captured."""
    days = (now - capture.captured_at).days
    offset = int(capture.source.source_id[:8], 36) if capture.source.source_id[:8].isalnum() else 0
    return days > 0 and (days + offset) % AUDIT_DAYS == 0


def _conditions(capture: Capture) -> tuple[tuple[str, str], ...]:
    kept = {name.lower(): value for name, value in capture.headers}
    return tuple(
        (condition, value)
        for header, condition in _CONDITIONS.items()
        if (value := kept.get(header, "").strip()) and value.isascii() and value.isprintable()
    )
