"""Where an office's name begins in a text, and what was read there."""

from __future__ import annotations

import re
from dataclasses import dataclass

from schemas.office_index import Codes, OfficeIndex, Offices
from schemas.offices import Level, NameForm


@dataclass(frozen=True, slots=True)
class Reading:
    """A name read from `start` to `end`; `offices` are all that it can mean (one, several or none)."""

    start: int
    end: int
    form: NameForm
    offices: Offices


_TRIGGER = re.compile(  # literal beginnings only, so that a search skips what begins otherwise
    "สพ|ส\\.พ|สำนักงาน|สนง|เขต|ประถมศึกษา|มัธยมศึกษา|E[dDsS]|e[dDsS]|P[rReE]|p[rReE]|S[eE]|s[eE]"
)
_HEAD = re.compile(  # every repetition is bounded, so that each try takes a bounded time
    r"""
    (?P<short> (?: สนง\.?\s?)? ส\.?พ\.?(?P<letter>[ปมท])(?![ะ-ฺ็-๎])\.? )
    | (?P<full>
        (?: (?:สำนักงาน|สนง\.?) \s{0,20} )?
        เขต\s{0,3}พื้นที่\s{0,3}การ\s{0,3}ศึกษา
        (?P<levels> (?: \s{0,20} (?:ประถม|มัธยม)\s?ศึกษา ){0,3} )
        (?: \s{0,3} \(\s?สพ[ปม]\.?\s?\) )?
      )
    | (?P<bare> (?:ประถม|มัธยม)ศึกษา )
    | (?P<english>
        (?: (?P<kind>(?i:primary|secondary)) \s{1,5} )?
        (?i: education(?:al)? \s{1,5} service \s{1,5} areas? (?: \s{1,5} offices? )? )
        | (?<![A-Za-z]) (?i: (?P<initial>[ps]?)esao? ) (?![A-Za-z])
      )
    """,
    re.VERBOSE,
)


def next_head(text: str, position: int) -> re.Match[str] | None:
    """The next place, from a position on, where a name may begin (or, in English, have its middle)."""
    while trigger := _TRIGGER.search(text, position):
        head = _HEAD.match(text, trigger.start())
        if head:
            return head
        position = trigger.start() + 1
    return None


def head_level(head: re.Match[str]) -> Level | None:
    """The level that a head says, None if it says none or both."""
    said = head["letter"] or head["levels"] or head["bare"] or head["kind"] or head["initial"] or ""
    primary = said[:1] in {*"ปPp"} or "ประถม" in said
    secondary = said[:1] in {*"มSs"} or "มัธยม" in said
    if primary == secondary:
        return None
    return Level.PRIMARY if primary else Level.SECONDARY


def settle(index: OfficeIndex, level: Level | None, codes: Codes, digits: str) -> tuple[Offices, int]:
    """The offices that printed digits mean and how many of the digits are the number.

    A footnote's digit or a year may be glued to the number ("เขต 21" where there are only areas 1 and
    2): then the longest beginning that some office has is the number. No offices and all digits if
    none fits.
    """
    offices = index.resolve(level, codes, int(digits))
    if offices:
        return offices, len(digits)
    for length in (2, 1):
        if len(digits) - length in {1, 2, 4}:
            offices = index.resolve(level, codes, int(digits[:length]))
            if offices:
                return offices, length
    return (), len(digits)
