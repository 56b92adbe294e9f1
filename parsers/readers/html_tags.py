"""What the walker does with each HTML tag, as data."""

from __future__ import annotations

import re
from collections.abc import Mapping

BLOCK_TAGS = frozenset(
    """address article aside blockquote button caption center dd details dialog dir div dl dt
    fieldset figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 header hgroup isindex
    legend li listing main marquee menu multicol nav noscript ol optgroup p plaintext pre search
    section summary table tbody td tfoot th thead title tr ul xmp""".split()  # noqa: SIM905
)
"""A line never goes over the border of one of these."""

SKIPPED_TAGS = frozenset(
    """script style template select datalist textarea svg xml iframe noembed noframes
    audio video canvas""".split()  # noqa: SIM905
)
"""Their text is not drawn on the page as text; letters lost in them are counted."""
CODE_TAGS = frozenset({"script", "style", "xml"})
"""What they hold is no text of the document."""

DAMAGED_TAG = "damaged tag"
"""Stands for a tag in counts of text that is in no block."""
EMBEDDED_TAGS = {"iframe": "src", "frame": "src", "embed": "src", "object": "data"}
LIST_TAGS = frozenset({"ul", "ol", "dir", "menu"})
HEADING_TAGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
PRE_TAGS = frozenset({"pre", "listing", "xmp", "plaintext"})
BOLD_TAGS = frozenset({"b", "strong"})
INDENT = 40.0
"""Pixels that browsers indent lists, block quotes and definitions."""

TOGGLES = ("aria-expanded", "aria-controls", "data-toggle", "data-bs-toggle")
"""A button with one of these opens a panel: its text is the panel's heading."""
PAGE_ATTRIBUTES = ("data-page-no", "data-page-number", "data-page", "data-p")

_PAGE_DIGITS = 6
_FILE_NAME = re.compile(r"\.(?:jpe?g|png|gif|webp|bmp|svg|tiff?)$", re.IGNORECASE)
_LETTERS = re.compile("[\u0e01-\u0e2e]|[A-Za-z]{2}")
_EMPTY_ALT = re.compile(
    r"(?:img|image|images|dsc|photo|picture|pic|logo|banner|icon|spacer|blank|bullet|arrow|line|"
    r"back|next|top|new|pdf|rss|print|email)?[\s_\-.\d]*",
    re.IGNORECASE,
)


def alt_text(alt: str | None) -> str | None:
    """The alternative text of an image if it says something: letters, and no file name."""
    if not alt:
        return None
    text = " ".join(alt.replace("\u00a0", " ").split())
    if not _LETTERS.search(text) or _FILE_NAME.search(text) or _EMPTY_ALT.fullmatch(text):
        return None
    return text


def is_damaged(attribute: str) -> bool:
    """Whether an attribute is rather text that ran into a tag whose end was lost."""
    return not attribute.isascii() or "&" in attribute


def page_number(attributes: Mapping[str, str]) -> int | None:
    """The page that an element of a converted PDF stands for, or None."""
    for name in PAGE_ATTRIBUTES:
        value = attributes.get(name, "")
        if value.isascii() and value.isdigit() and len(value) <= _PAGE_DIGITS:
            return int(value)
    return None
