"""Published tables: how rows are made, written, checked, pointed at and opened.

`publish` is in stores.curated.publish: it needs pyarrow and pythainlp, which take a third of a second.
"""

from stores.curated.release import OpenRelease, find_release, open_release, unpublished

__all__ = ["OpenRelease", "find_release", "open_release", "unpublished"]
