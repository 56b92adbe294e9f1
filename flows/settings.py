"""Where a run reads and writes and how it works: one record, made at the border from the environment."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from schemas.errors import ThitthangError

NO_CONTACT = "no contact given"
SOURCES = "sources.d"
VARIABLES = {
    "THITTHANG_RAW": "captured documents: a folder, or s3://bucket/prefix (./raw)",
    "THITTHANG_CURATED": "published tables: a folder, or s3://bucket/prefix (./curated)",
    "THITTHANG_HOME": "folder that runs on a Prefect worker start in",
    "THITTHANG_INBOX": "folder that the deployment load-folder loads (inbox in the home folder)",
    "THITTHANG_SOURCES": "folder with one YAML file an office that says where to look (./sources.d)",
    "THITTHANG_WORKERS": "parsing processes, or dask://HOST:PORT (one a processor)",
    "THITTHANG_OCR": "off: scans are held for later instead of read (on)",
    "THITTHANG_CONTACT": "who site owners can write to; stands in the User-Agent",
    "THITTHANG_LOCK_SECONDS": "how long to wait for another run that is publishing (60)",
    "THITTHANG_KEEP_RELEASES": "how many releases are kept at least (10)",
    "THITTHANG_KEEP_DAYS": "how many days a release is kept at least after the next one (30)",
    "THITTHANG_TEST_LOOPBACK": "for tests: sites on this machine may be fetched (off)",
    "PREFECT_API_URL": "a Prefect server; load, ingest and rebuild then run as flows on it",
}
"""The environment variables that are read, and what each is for."""

MOST_WORKERS = 512
WORKERS_ALLOWED = f"a number from 0 to {MOST_WORKERS}, or dask://HOST:PORT"
_CLUSTER = re.compile(r"dask://(?:\[[0-9A-Fa-f:.]+\]|[\w.-]+):([0-9]{1,5})/?", re.ASCII)
_LAST_PORT = 65_535


@dataclass(frozen=True, slots=True)
class Settings:
    """What holds for a whole run.

    `workers` is the number of parsing processes (0: as many as there are processors) or the address of
    a Dask cluster (`dask://HOST:PORT`), as `chosen_workers` gives them;
    `sources` a folder of office files, `contact` what sites are told about who asks,
    `lock_seconds` how long to wait for another writer. A release goes when it is neither among the
    newest `keep_releases` nor was the latest in the last `keep_days`. `ocr` says whether scans are read.
    """

    raw: str = "raw"
    curated: str = "curated"
    workers: int | str = 0
    sources: Path | None = None
    contact: str = NO_CONTACT
    lock_seconds: float = 60.0
    keep_releases: int = 10
    keep_days: float = 30.0
    ocr: bool = True

    @property
    def processes(self) -> int:
        """How many processes of this machine may parse at once."""
        chosen = self.workers if isinstance(self.workers, int) else 0
        return chosen or len(os.sched_getaffinity(0))

    @property
    def cluster(self) -> str | None:
        """`HOST:PORT` of the Dask cluster that parses, None where processes of this machine do."""
        return None if isinstance(self.workers, int) else self.workers.removeprefix("dask://").rstrip("/")


def settings_from(
    environment: Mapping[str, str],
    *,
    raw: str | None = None,
    curated: str | None = None,
    workers: int | str | None = None,
) -> Settings:
    """Settings from what was asked for, else from the environment, else the defaults.

    Raises ThitthangError for workers or a variable that cannot be read.
    """
    sources = environment.get("THITTHANG_SOURCES")
    return Settings(
        raw=raw or environment.get("THITTHANG_RAW") or "raw",
        curated=curated or environment.get("THITTHANG_CURATED") or "curated",
        workers=_workers(environment, workers),
        sources=Path(sources or SOURCES),
        contact=environment.get("THITTHANG_CONTACT") or NO_CONTACT,
        lock_seconds=_number(environment, "THITTHANG_LOCK_SECONDS", 60.0),
        keep_releases=int(_number(environment, "THITTHANG_KEEP_RELEASES", 10)),
        keep_days=_number(environment, "THITTHANG_KEEP_DAYS", 30.0),
        ocr=_switch(environment, "THITTHANG_OCR"),
    )


def chosen_workers(value: int | str) -> int | str:
    """Workers as they are typed: a number, or the address of a Dask cluster. Raises ValueError."""
    text = str(value).strip()
    if text.isascii() and text.isdigit() and int(text) <= MOST_WORKERS:
        return int(text)
    cluster = _CLUSTER.fullmatch(text)
    if cluster is None or not 0 < int(cluster.group(1)) <= _LAST_PORT:
        raise ValueError(f"{text[:100]!r} is not {WORKERS_ALLOWED}")
    return text


def _workers(environment: Mapping[str, str], asked: int | str | None) -> int | str:
    name = "THITTHANG_WORKERS" if asked is None else "workers"
    try:
        return chosen_workers((environment.get(name) or 0) if asked is None else asked)
    except ValueError as error:
        raise ThitthangError(name, str(error), f"set it to {WORKERS_ALLOWED}") from error


def _switch(environment: Mapping[str, str], name: str) -> bool:
    text = environment.get(name, "").strip().casefold()
    if text in {"", "on"}:
        return True
    if text == "off":
        return False
    raise ThitthangError(name, f"{text[:40]!r} is neither on nor off", "set it to on or off")


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
