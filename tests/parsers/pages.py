"""Pages for tests: the project's own golden pages, the five real seeds where they are at hand."""

from functools import cache
from pathlib import Path

import pytest

from parsers.readers import READERS
from parsers.sniff import sniff

ROOT = Path(__file__).resolve().parents[2]
GOLDEN = ROOT / "tests" / "golden"
SAMPLES = ROOT / "raw" / "samples"
SHARED = ROOT.parent / "shared"
SEEDS = SHARED / "seeds"


@cache
def golden_inputs() -> list[Path]:
    """The input of every golden case whose format has a reader."""
    return [
        path
        for path in sorted(GOLDEN.glob("*/input.*"))
        if sniff(path.read_bytes(), name=path.name) in READERS
    ]


def seeds() -> list[Path]:
    """The five real pages; empty where they are not at hand."""
    return sorted(SEEDS.glob("*.txt"))


def needs_shared(name: str) -> pytest.MarkDecorator:
    """Skip where a folder of the shared material is not at hand."""
    folder = SHARED / name
    return pytest.mark.skipif(not folder.is_dir(), reason=f"{folder} is not at hand: nothing to measure by")
