"""The samples that come with the program, and what is worth showing of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from flows.flow_call import Flow
from flows.report import RunReport
from flows.settings import Settings
from schemas.codes import FindingCode, OutcomeStatus
from schemas.errors import ThitthangError
from schemas.kinds import THAI_NAMES, Kind

if TYPE_CHECKING:
    from stores.curated.release import OpenRelease

_SHORT = 45
_READ_BY = {FindingCode.NEEDS_OCR: "tesseract", FindingCode.NEEDS_TOOL: "soffice"}


@dataclass(frozen=True, slots=True)
class Held:
    """How many of the samples were held; what to install, if programs are all that they wait for."""

    count: int
    of: int
    packages: tuple[str, ...] = ()


def sample_folder(name: str = "samples") -> Path:
    """A folder of samples: in a checkout below raw, in an installed package beside this file.

    Raises ThitthangError if there is none.
    """
    here = Path(__file__).resolve().parent
    for folder in (here.parent / "raw" / name, here / name):
        if folder.is_dir() and any(folder.iterdir()):
            return folder
    raise ThitthangError(name, "the program came without its samples", "install it again")


def archived_pages() -> tuple[Path, Path]:
    """Two web archives of one page of an invented office, the second kept a year after the first."""
    first, second = sorted(sample_folder("archives").glob("*.warc"))
    return first, second


def load_samples(settings: Settings, home: Path) -> RunReport:
    """Load the samples through the Prefect flow; Prefect's own files go to `home`."""
    from flows.prefect_run import run_flow

    paths = [sample_folder(), archived_pages()[0]]

    def plain() -> RunReport:
        from flows.steps import load

        return load(paths, settings)

    return run_flow(Flow("load_documents", settings, {"paths": [str(path) for path in paths]}, home), plain)


def load_a_year_later(settings: Settings) -> RunReport:
    """Load the archived page as it was a year later, without Prefect."""
    from flows.steps import load

    return load([archived_pages()[1]], settings)


def held_samples(report: RunReport) -> Held:
    """The samples that were captured and not read: an old Word file and a scan need optional programs."""
    held = [outcome for outcome in report.outcomes if outcome.status is OutcomeStatus.HELD]
    programs = [
        next((_READ_BY[finding.code] for finding in outcome.findings if finding.code in _READ_BY), None)
        for outcome in held
    ]
    packages: tuple[str, ...] = ()
    if held and None not in programs:
        from engines.available import engines

        packages = tuple(name for engine in engines() if engine.name in programs for name in engine.packages)
    return Held(len(held), len(report.outcomes), packages)


def kind_counts(release: OpenRelease) -> list[tuple[str, str, int]]:
    """Statements in force by kind: kind, its Thai name, how many."""
    counts = Counter(release.table("direction", ["kind"])["kind"].to_pylist())
    return [(kind.value, THAI_NAMES[kind], counts[kind]) for kind in Kind if counts[kind]]


def telling_office(release: OpenRelease) -> str:
    """The office whose direction shows most kinds and still fits on a screen."""
    kinds: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for row in release.table("direction", ["office_id", "kind"]).to_pylist():
        kinds[row["office_id"]][row["kind"]] += 1
    return min(
        kinds, key=lambda office: (kinds[office].total() > _SHORT, -len(kinds[office]), office), default=""
    )
