"""Read one file by the reader of a media type: the process whose memory is measured."""

from __future__ import annotations

import sys
from pathlib import Path

from parsers.readers import READERS
from schemas.codes import MediaType
from schemas.engines import NO_ENGINES


def main() -> None:
    """The media type and the path are the arguments; an empty file shows what the imports take."""
    media_type, path = sys.argv[1:]
    READERS[MediaType(media_type)](Path(path).read_bytes(), None, NO_ENGINES)


if __name__ == "__main__":
    main()
