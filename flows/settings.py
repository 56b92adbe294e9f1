"""Where a run reads and writes and how it works: one record, made at the border from the environment."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from schemas.errors import ThitthangError

NO_CONTACT = "no contact given"
SOURCES = "sources.d"
VARIABLES = {
    "THITTHANG_RAW": "folder of captured documents (./raw)",
    "THITTHANG_CURATED": "folder of published tables (./curated)",
    "THITTHANG_HOME": "folder that runs on a Prefect worker start in",
    "THITTHANG_SOURCES": "folder with one YAML file an office that says where to look (./sources.d)",
    "THITTHANG_CONTACT": "who site owners can write to; stands in the User-Agent",
    "THITTHANG_LOCK_SECONDS": "how long to wait for another run that is publishing (60)",
    "THITTHANG_KEEP_RELEASES": "how many releases are kept at least (10)",
    "THITTHANG_KEEP_DAYS": "how many days a release is kept at least after the next one (30)",
    "THITTHANG_TEST_LOOPBACK": "for tests: sites on this machine may be fetched (off)",
    "PREFECT_API_URL": "a Prefect server; load, ingest and rebuild then run as flows on it",
}
"""The environment variables that are read, and what each is for."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What holds for a whole run.

    `workers` is the number of parsing processes (0: as many as there are processors);
    `sources` a folder of office files, `contact` what sites are told about who asks,
    `lock_seconds` how long to wait for another writer. A release goes when it is neither among the
    newest `keep_releases` nor was the latest in the last `keep_days`.
    """

    raw: str = "raw"
    curated: str = "curated"
    workers: int = 0
    sources: Path | None = None
    contact: str = NO_CONTACT
    lock_seconds: float = 60.0
    keep_releases: int = 10
    keep_days: float = 30.0

    @property
    def processes(self) -> int:
        """How many processes may parse at once."""
        return self.workers or len(os.sched_getaffinity(0))


def settings_from(
    environment: Mapping[str, str],
    *,
    raw: str | None = None,
    curated: str | None = None,
    workers: int = 0,
) -> Settings:
    """Settings from what was asked for, else from the environment, else the defaults.

    Raises ThitthangError for a variable that cannot be read.
    """
    sources = environment.get("THITTHANG_SOURCES")
    return Settings(
        raw=raw or environment.get("THITTHANG_RAW") or "raw",
        curated=curated or environment.get("THITTHANG_CURATED") or "curated",
        workers=workers,
        sources=Path(sources or SOURCES),
        contact=environment.get("THITTHANG_CONTACT") or NO_CONTACT,
        lock_seconds=_number(environment, "THITTHANG_LOCK_SECONDS", 60.0),
        keep_releases=int(_number(environment, "THITTHANG_KEEP_RELEASES", 10)),
        keep_days=_number(environment, "THITTHANG_KEEP_DAYS", 30.0),
    )


def _number(environment: Mapping[str, str], name: str, default: float) -> float:
    text = environment.get(name)
    try:
        return max(0.0, float(text)) if text else default
    except ValueError as error:
        cause = f"{(text or '')[:40]!r} is no number"
        raise ThitthangError(name, cause, f"set it to a number such as {default:g}") from error


def program_version() -> str:
    """The version of the installed program."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("thitthang")
    except PackageNotFoundError:
        return "0"


def user_agent(settings: Settings) -> str:
    """The name that sites see: the program, its version, and who to write to."""
    purpose = "reads vision and strategy pages of public offices"
    return f"thitthang/{program_version()} ({purpose}; {settings.contact})"
