"""What `thitthang doctor` looks at, each as one small record."""

from __future__ import annotations

import platform
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from typing import Literal

from flows.settings import VARIABLES, Settings
from schemas.errors import ThitthangError

_LIBRARIES = ("thitthang", "duckdb", "lxml", "prefect", "pyarrow", "pythainlp", "rapidfuzz", "urllib3")


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at: there, absent but not needed by every run, or broken."""

    name: str
    state: Literal["ok", "absent", "broken"]
    detail: str

    def as_json(self) -> dict[str, str]:
        """The check as plain values."""
        return asdict(self)


def checkup(settings: Settings) -> list[Check]:
    """All checks, in the order they are shown."""
    return [
        Check("python", "ok", f"{platform.python_version()} at {sys.executable}"),
        *_libraries(),
        _folder("raw", settings.raw),
        _folder("curated", settings.curated),
        _release(settings),
        _prefect(),
        *_programs(),
        _terminal(),
        *_variables(),
    ]


def _libraries() -> Iterator[Check]:
    for name in _LIBRARIES:
        try:
            yield Check(name, "ok", version(name))
        except PackageNotFoundError:
            yield Check(name, "broken", "not installed; run `make setup`")


def _folder(name: str, address: str) -> Check:
    """Whether a root can be written, or made: no folder is created to find out."""
    from pathlib import Path

    from stores.roots import is_object_store, open_root

    try:
        if is_object_store(address):
            open_root(address).check_writable()
            return Check(name, "ok", address)
        place = Path(address).resolve()
        nearest = next(folder for folder in (place, *place.parents) if folder.exists())
        if nearest != place and nearest.is_dir():
            open_root(str(nearest)).check_writable()
            return Check(name, "ok", f"{place} (will be made)")
        open_root(address).check_writable()
    except ThitthangError as error:
        return Check(name, "broken", str(error))
    return Check(name, "ok", str(place))


def _release(settings: Settings) -> Check:
    from stores.curated.release import open_release

    try:
        release = open_release(settings.curated)
    except ThitthangError as error:
        return Check("release", "absent", error.cause)
    return Check("release", "ok", release.release_id)


def _prefect() -> Check:
    """Whether Prefect could be imported; importing it takes seconds, so it is only looked for."""
    if find_spec("prefect") is None:
        return Check("prefect (flows)", "absent", "not installed; load, ingest and rebuild run without it")
    return Check("prefect (flows)", "ok", "importable")


def _programs() -> Iterator[Check]:
    from engines.available import engines

    for engine in engines():
        if engine.is_there:
            yield Check(engine.name, "ok", f"{engine.version or 'unknown version'}; {engine.path}")
        else:
            yield Check(engine.name, "absent", f"for {engine.purpose}: {engine.remedy}")


def _terminal() -> Check:
    encoding = (sys.stdout.encoding or "").lower()
    try:
        "วิสัยทัศน์".encode(encoding or "ascii")
    except (LookupError, UnicodeEncodeError):
        hint = "cannot show Thai; set LC_ALL=C.UTF-8"
        return Check("terminal", "absent", f"{encoding or 'no encoding'} {hint}")
    return Check("terminal", "ok", f"{encoding}, shows Thai")


def _variables() -> Iterator[Check]:
    import os

    for name in VARIABLES:
        if value := os.environ.get(name):
            yield Check(name, "ok", value)
