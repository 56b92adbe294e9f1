"""Writes docs/pictures/architecture.svg: python -m docs.making.architecture."""

from __future__ import annotations

from pathlib import Path

from docs.making.architecture_drawing import drawing
from docs.making.import_graph import ROOT, import_graph

PICTURE = ROOT / "docs" / "pictures" / "architecture.svg"


def write(picture: Path = PICTURE) -> None:
    """Draw the packages as they are now."""
    picture.write_text(drawing(import_graph()), "utf-8", newline="\n")


if __name__ == "__main__":
    write()
