"""Numbers and dates as people read them, in Thai (Buddhist era) and in English."""

from __future__ import annotations

from datetime import UTC, datetime

_BE_BEFORE_CE = 543
_THAI_MONTHS = (
    "มกราคม", "กุมภาพันธ์", "มีนาคม", "เมษายน", "พฤษภาคม", "มิถุนายน",
    "กรกฎาคม", "สิงหาคม", "กันยายน", "ตุลาคม", "พฤศจิกายน", "ธันวาคม",
)  # fmt: skip
_ENGLISH_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def grouped(number: int) -> str:
    """A whole number with a comma before each three digits: 1,234; a minus sign, not a hyphen."""
    return f"{number:,}".replace("-", "\u2212")


def signed(number: int) -> str:
    """A difference: +3, −3, 0."""
    return f"+{grouped(number)}" if number > 0 else grouped(number)


def percent(part: int, whole: int) -> int:
    """The part in whole percent, never 0 or 100 unless it is nothing or all; 0 of nothing is 0."""
    if not part or not whole:
        return 0
    if part >= whole:
        return 100
    return min(99, max(1, round(100 * part / whole)))


def thai_date(moment: datetime) -> str:
    """The day in UTC, its year of the Buddhist era: 22 พฤศจิกายน 2569."""
    day = moment.astimezone(UTC)
    return f"{day.day} {_THAI_MONTHS[day.month - 1]} {day.year + _BE_BEFORE_CE}"


def english_date(moment: datetime) -> str:
    """The day in UTC: 22 November 2026."""
    day = moment.astimezone(UTC)
    return f"{day.day} {_ENGLISH_MONTHS[day.month - 1]} {day.year}"


def span_of_years(start: int, end: int) -> str:
    """Years as a plan is named by them: 2566–2570, or 2569."""
    return str(start) if start == end else f"{start}–{end}"
