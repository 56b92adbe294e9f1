"""Every quote of every set of documents at hand is proved in an independent reading."""

import shutil
from pathlib import Path

import pytest

from engines import office, tesseract
from engines.witness import printed
from schemas.engines import Stopped
from tests.engines.conftest import need
from tests.verify.conftest import loaded, numbers, proved

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
SETS = {
    "samples": (ROOT / "raw" / "samples", 400),
    "seeds": (SHARED / "seeds", 100),
    "corpus": (SHARED / "corpus" / "pages", 1_400),
    "real": (SHARED / "real", 20),
}
"""Folders, and how many statements there are at least: a set of none would prove nothing."""


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=pytest.mark.prove) if name == "real" else name for name in SETS]
)
def test_all_quotes_are_proved(name, tmp_path):
    folder, least = SETS[name]
    if not folder.is_dir():
        pytest.skip(f"needs ../shared/{folder.relative_to(SHARED)}")
    need(shutil.which(printed.NAME), printed.PACKAGE)
    need(office.libreoffice(), office.PACKAGE)
    need(not isinstance(tesseract.find(), Stopped), " ".join(tesseract.PACKAGES))
    report = proved(loaded(tmp_path, folder, workers=2), workers=2)
    assert [failure for failure in report.failures if failure.key] == []
    assert numbers(report, "statement").keys() == {"proved"}
    assert numbers(report, "statement")["proved"] >= least
    assert report.is_proved
