"""The invented sample: small dated pages, made into a release by the steps that every run takes."""

from __future__ import annotations

import shutil
import uuid
from collections.abc import Iterable
from pathlib import Path

from flows.settings import Settings
from flows.steps import load

HERE = Path(__file__).parent
NAMED = HERE / "named"
"""Pages that say whose they are: host, page and the day on which a crawler kept it."""
GIVEN = HERE / "given"
"""Pages that do not, under the id of the office that they were fetched for."""
_TYPES = {".html": "text/html; charset=utf-8", ".txt": "text/plain; charset=utf-8", ".pdf": "application/pdf"}


def make_sample(folder: Path) -> Settings:
    """Load the sample into `folder`/raw and `folder`/curated; the settings that say so.

    The same tables come out every time: pages are captures of the day in their name, never of today.
    """
    work = folder / "sample"
    work.mkdir()
    for name in ("offices.yaml", "pupils.csv"):
        shutil.copyfile(HERE / name, work / name)
    settings = Settings(str(folder / "raw"), str(folder / "curated"), workers=1, sources=work)
    archive = work / "pages.warc"
    archive.write_bytes(_archive(NAMED))
    _load(archive, settings, None)
    for office in sorted(GIVEN.iterdir()):
        archive = work / f"{office.name}.warc"
        archive.write_bytes(_archive(office))
        _load(archive, settings, office.name)
    return settings


def _load(archive: Path, settings: Settings, office: str | None) -> None:
    report = load([archive], settings, office=office)
    if not report.published:
        raise SystemExit(f"{archive.name}: nothing was published")


def _archive(folder: Path) -> bytes:
    pages = sorted(folder.glob("*/*/*.*"), key=lambda page: (page.stem, page.parts))
    return b"".join(_records(folder, pages))


def _records(folder: Path, pages: Iterable[Path]) -> Iterable[bytes]:
    for page in pages:
        host, name, _ = page.relative_to(folder).parts
        body = page.read_bytes()
        http = f"HTTP/1.1 200 OK\r\nContent-Type: {_TYPES[page.suffix]}\r\n\r\n".encode() + body
        yield _record(f"https://{host}/{name}", f"{page.stem}T02:00:00Z", http)


def _record(address: str, day: str, block: bytes) -> bytes:
    fields = (
        "WARC/1.0",
        "WARC-Type: response",
        f"WARC-Record-ID: <urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, address + day)}>",
        f"WARC-Date: {day}",
        f"WARC-Target-URI: {address}",
        "Content-Type: application/http; msgtype=response",
        f"Content-Length: {len(block)}",
    )
    return "\r\n".join((*fields, "", "")).encode() + block + b"\r\n\r\n"
