"""Places with a release to prove: a small one to be changed, and one for each set of documents."""

import pytest

from flows.proving.proof import verify
from flows.settings import Settings
from flows.steps import load
from tests.pages import LOEI, TRAT, html_page, text_page
from tests.verify.forging import Place


def settings_of(place, workers=1):
    return Settings(raw=str(place.raw), curated=str(place.curated), workers=workers, lock_seconds=5)


def loaded(folder, *paths, workers=1):
    """Documents in a raw and a curated folder."""
    place = Place(folder)
    load(paths, settings_of(place, workers))
    return place


def proved(place, *, workers=1, **options):
    return verify(settings_of(place, workers), **options)


def verdicts(report):
    """What was not proved, as (subject, verdict) pairs."""
    return {(failure.subject.value, failure.verdict.value) for failure in report.failures}


def numbers(report, subject):
    """How many of a subject have each verdict."""
    found = {}
    for count in report.counts:
        if count.subject.value == subject:
            found[count.verdict.value] = found.get(count.verdict.value, 0) + count.number
    return found


@pytest.fixture(scope="session")
def _small(tmp_path_factory):
    folder = tmp_path_factory.mktemp("small")
    pages = folder / "pages"
    pages.mkdir()
    (pages / "loei.txt").write_bytes(text_page(LOEI))
    (pages / "trat.html").write_bytes(html_page(TRAT, vision="ตราดเมืองแห่งการเรียนรู้ชายฝั่งทะเลตะวันออก"))
    return loaded(folder / "place", pages)


@pytest.fixture
def small(_small, tmp_path):
    """Two offices with a vision and two missions each; the test's own copy."""
    return _small.copy(tmp_path / "place")
