"""Our visits to 10,000 unchanged pages, run as a command: `fill FOLDER PORT` first, then `visit FOLDER`."""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType

from benchmarks.fetching_server import BODY, HOSTS, addresses
from flows.settings import Settings, user_agent
from flows.standing import Standing, StandingDocument
from flows.targets import choose_offices
from flows.visits import Visitor, visit_in_threads
from flows.workplace import open_workplace
from schemas.codes import MediaType
from schemas.ids import document_id, source_id
from schemas.records import Source
from sources.fetched import FetchLimits
from sources.office_site import OfficeSite
from stores.raw import RawArchive
from stores.roots import open_root


def fill(folder: Path, port: int) -> None:
    """Put every page into an archive, as an earlier look would have."""
    archive = RawArchive(open_root(str(folder / "raw")))
    (folder / "sources").mkdir()
    settings = _settings(folder)
    for office, host in zip(choose_offices([], settings), HOSTS, strict=False):
        pages = addresses(host, port)
        lines = "".join(f"  - {page}\n" for page in pages)
        (folder / "sources" / f"{office}.yaml").write_text(f"addresses:\n{lines}")
        for page in pages:
            archive.store(
                Source(source_id(page), page, office),
                BODY,
                captured_at=datetime.now(UTC),
                sniffed_type=MediaType.HTML,
                final_uri=page,
                status=200,
                headers=(("etag", '"1"'),),
            )


def ours(folder: Path) -> None:
    """Visit the offices as `ingest` does; a release that has all their pages is pretended."""
    os.environ["THITTHANG_TEST_LOOPBACK"] = "1"
    settings = _settings(folder)
    place = open_workplace(settings)
    captures = place.archive.captures()
    documents = {
        document_id(one.source.source_id, one.content_sha256): StandingDocument("x", 0, "0")
        for one in captures
    }
    held = frozenset((one.source.source_id, one.sequence) for one in captures)
    standing = Standing("000001", MappingProxyType(documents), held)
    visitor = Visitor(place, OfficeSite(user_agent(settings), FetchLimits(pause_seconds=0)), standing)
    offices = choose_offices([], settings)[: len(HOSTS)]
    for visit in visit_in_threads(visitor.visit, visitor.turns(offices)):
        if visit.is_failed or visit.taken:
            raise SystemExit(f"{visit.office_id}: {visit.findings}")


def _settings(folder: Path) -> Settings:
    return Settings(raw=str(folder / "raw"), curated=str(folder / "curated"), sources=folder / "sources")


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["fill", place, port]:
            fill(Path(place), int(port))
        case ["visit", place]:
            ours(Path(place))
