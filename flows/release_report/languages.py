"""In which language a report speaks; statements are always as the offices print them."""

from __future__ import annotations

from enum import StrEnum


class Languages(StrEnum):
    """Thai, English, or Thai with the English beneath."""

    BOTH = "both"
    TH = "th"
    EN = "en"
