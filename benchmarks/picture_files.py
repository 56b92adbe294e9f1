"""Pictures for the docs: few colours, so that each stays small."""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image

INTO = Path(__file__).resolve().parents[1] / "docs" / "pictures"
LARGEST = 150_000
COLOURS = 96


def save_picture(taken: bytes, name: str, colours: int = COLOURS) -> Path:
    """Save a picture that a browser took, in so many colours, and say how large it is."""
    INTO.mkdir(exist_ok=True)
    place = INTO / f"{name}.png"
    with Image.open(io.BytesIO(taken)) as image:
        few = image.convert("RGB").quantize(colours, Image.Quantize.MAXCOVERAGE, kmeans=3)
        few.save(place, optimize=True)
    size = place.stat().st_size
    print(f"{place.name}  {size // 1000} kB{'  too large' if size > LARGEST else ''}")
    return place
