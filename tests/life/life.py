"""The script lived through: a site that changes, a run every night, a clock that stands where it is put."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

import flows.accepting
import flows.capture
import flows.diary
import flows.publishing
import flows.visits
from flows.accepting import accept
from flows.report import RunReport
from flows.settings import Settings
from flows.steps import ingest
from sources.fetched import FetchLimits
from stores.curated.release import OpenRelease, open_release
from stores.journal import Clocks, Journal
from stores.roots import open_root
from tests.life.script import NIGHTS, Script
from tests.pages import Site, office_file, serve

LIMITS = FetchLimits(total_seconds=20, wait_seconds=10, pause_seconds=0)
_EVENING = datetime(2025, 12, 31, 18, tzinfo=UTC)
_TELL_TIME = (flows.accepting, flows.capture, flows.diary, flows.publishing, flows.visits)


@dataclass(frozen=True, slots=True)
class Night:
    """How things stood in the morning: what the run said, the release, and every office's clocks."""

    number: int
    report: RunReport
    release: OpenRelease
    clocks: dict[str, Clocks]


@dataclass(frozen=True, slots=True)
class Lived:
    """All nights; `settings` say where everything is kept."""

    script: Script
    settings: Settings
    nights: tuple[Night, ...]


def live(script: Script, folder: Path) -> Lived:
    """Live through all nights of a script in an empty folder."""
    with serve() as site:
        settings = _settings(script, site, folder)
        with standing_clock() as clock:
            nights = tuple(_night(number, script, site, settings, clock) for number in NIGHTS)
        return Lived(script, settings, nights)


class Clock:
    """The moment that every run takes for now."""

    def __init__(self) -> None:
        self.moment = _EVENING


@contextmanager
def standing_clock() -> Iterator[Clock]:
    """A clock that moves only when it is set."""
    clock = Clock()

    class Standing(datetime):
        @classmethod
        def now(cls, tz=None):
            assert tz is UTC
            return clock.moment

    with pytest.MonkeyPatch.context() as patch:
        for module in _TELL_TIME:
            patch.setattr(module, "datetime", Standing)
        yield clock


def _settings(script: Script, site: Site, folder: Path) -> Settings:
    for office_id, addresses in script.addresses.items():
        office_file(folder / "sources", office_id, *map(site.url, addresses))
    return Settings(
        raw=str(folder / "raw"),
        curated=str(folder / "curated"),
        sources=folder / "sources",
        workers=1,
        contact="nobody@example.org",
    )


def _night(number: int, script: Script, site: Site, settings: Settings, clock: Clock) -> Night:
    evening = _EVENING + timedelta(days=number)
    if offices := script.accepted.get(number):
        clock.moment = evening - timedelta(hours=12)
        assert accept(offices, settings).exit_code == 0
    clock.moment = evening
    site.pages = dict(script.answers[number])
    report = ingest(tuple(script.addresses), settings, limits=LIMITS)
    clocks = Journal(open_root(settings.curated)).clocks()
    return Night(number, report, open_release(settings.curated), clocks)
