"""The numbers of releases: one after the other, none given twice.

    journal/releases/<sequence>.claim   where there are no locks: the number is given

A number that was claimed and never used is a gap.
"""

from __future__ import annotations

from stores.curated.pointer import RELEASES
from stores.journal import RELEASE_RECORDS
from stores.roots import Root


def next_number(root: Root) -> int:
    """One more than that of any release that was ever made or begun here; it is the caller's alone."""
    records = (key.rpartition("/")[2] for key in root.keys(RELEASE_RECORDS))
    heads = (name.removesuffix(".claim").partition("-")[0] for name in (*root.folders(RELEASES), *records))
    number = max((int(head) for head in heads if head.isdecimal()), default=0) + 1
    if not root.has_locks:
        while not root.put_new(f"{RELEASE_RECORDS}/{number:06d}.claim", b""):
            number += 1
    return number
