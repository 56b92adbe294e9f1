"""Captures and readings made by hand, and a place to load them into."""

import dataclasses
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from schemas.codes import FindingCode, MediaType, OwnerEvidence, Severity
from schemas.ids import source_id
from schemas.kinds import Kind
from schemas.offices import Office
from schemas.records import (
    Block,
    Capture,
    Document,
    Finding,
    Owner,
    Parsed,
    Period,
    Section,
    Source,
    Span,
    Statement,
)
from schemas.registry import registry
from stores.curated import open_release
from stores.curated.handed import hand_in
from stores.curated.manifest import Versions
from stores.curated.publish import PublishResult, publish
from stores.decisions import Acceptance
from stores.raw import RawArchive
from stores.roots import LocalRoot

START = datetime(2026, 1, 5, 1, 30, tzinfo=UTC)
VERSIONS = Versions(code="0.1.0", parser="1", headings="h1")
LOEI = "esa-p-loei-2"
NAN = "esa-p-nan-2"
TRAT = "esa-p-trat"


@dataclass(frozen=True)
class Offices:
    """A registry of a few offices."""

    offices: tuple[Office, ...]
    added: tuple[Office, ...] = ()


FEW = Offices(tuple(office for office in registry().offices if office.office_id in (LOEI, NAN, TRAT)))


def stated(text, kind=Kind.VISION, *, number=None, path=None, parent=None, section=0, block=0):
    return Statement(
        kind=kind,
        text=text,
        label=f"{number}." if number else None,
        number=number,
        number_path=path or number,
        section=section,
        parent=parent,
        depth=0 if parent is None else 1,
        gloss_en=None,
        quote=text,
        spans=(Span(block, 0, len(text), 1, (0.0, 1.0, 2.5, 3.0)),),
        node_path=f"/p[{block}]",
        confidence=0.9,
    )


def parsed(*items, office=LOEI, name=None, plan=None, fiscal=None, findings=(), title=None):
    """A reading with a section for each kind; items are (kind, text) or statements."""
    made = [
        item if isinstance(item, Statement) else stated(item[1], item[0], block=n, number=str(n + 1))
        for n, item in enumerate(items)
    ]
    kinds = list(dict.fromkeys(item.kind for item in made))
    return Parsed(
        document=Document(
            MediaType.HTML, (Block("x"),), charset="utf-8", title=title, repairs=(("D5", 1), ("D4", 2))
        ),
        owner=Owner(office, name, OwnerEvidence.HEADING if office or name else OwnerEvidence.NONE),
        sections=tuple(
            Section(kind, kind.value, None, None, None, None, 0, 1.0, (Span(100 + n, 0, 3),))
            for n, kind in enumerate(kinds)
        ),
        statements=tuple(dataclasses.replace(item, section=kinds.index(item.kind)) for item in made),
        periods=(Period("plan", *plan, "พ.ศ.", None),) if plan else (),
        findings=tuple(findings),
        plan_start_be=plan[0] if plan else None,
        plan_end_be=plan[1] if plan else None,
        fiscal_year_be=fiscal,
        text_sha256="7" * 64,
        parser_version="1",
    )


def unreadable(code=FindingCode.DAMAGED, message="cannot be read"):
    """A reading of a document that is held."""
    return Parsed(
        Document(MediaType.PDF, ()),
        Owner(None, None, OwnerEvidence.NONE),
        findings=(Finding(code, Severity.ERROR, message),),
        parser_version="1",
    )


@dataclass
class Desk:
    """A raw and a curated folder, and a clock that moves a day at each capture."""

    folder: Path
    registry: Offices = FEW
    days: int = 0
    handed: list = field(default_factory=list)

    @property
    def archive(self) -> RawArchive:
        return RawArchive(LocalRoot(self.folder / "raw"))

    @property
    def root(self) -> LocalRoot:
        return LocalRoot(self.folder / "curated")

    @property
    def curated(self) -> Path:
        return self.folder / "curated"

    def capture(
        self, uri, reading, *, data=None, asked=None, given=False, at=None, cut=None, archived=False
    ) -> Capture:
        """Keep a reading's bytes (its own repr, unless given) as a capture of a source."""
        self.days += 1
        capture, _ = self.archive.store(
            Source(source_id(uri), uri, asked),
            data or repr(reading).encode(),
            captured_at=at or START + timedelta(days=self.days),
            sniffed_type=reading.document.media_type,
            given_office=given,
            cut=cut,
            archived=archived,
        )
        self.handed.append((capture, reading))
        return capture

    def publish(self, *changes, **more) -> PublishResult:
        settings = {"registry": self.registry, "versions": VERSIONS, "at": START, "archive": self.archive}
        return publish(self.root, [hand_in(*change) for change in changes], **(settings | more))

    def load(self, uri, reading, *, accepted=False, **more) -> PublishResult:
        """Capture and publish one reading; `accepted`, however much is missing in it."""
        capture = self.capture(uri, reading, **more)
        if accepted:
            self.accept(capture)
        return self.publish((capture, reading))

    def accept(self, capture) -> None:
        """Let a version take the place of the one before, however much is missing in it."""
        acceptance = Acceptance(capture.source.source_id, capture.content_sha256, START)
        self.archive.decisions.accept(acceptance)

    def rebuild(self, name="rebuilt", **more) -> "Desk":
        """Everything handed in so far, published at once on another path from the same raw folder."""
        other = Desk(self.folder / name, self.registry)
        other.publish(*self.handed, archive=self.archive, fresh=True, **more)
        return other

    def rows(self, table, **wanted):
        """The rows of a table whose columns have the wanted values."""
        found = open_release(self.curated).table(table).to_pylist()
        return [row for row in found if all(row[key] == value for key, value in wanted.items())]

    def parts(self) -> dict[str, bytes]:
        """Every Parquet file of the release that is pointed at."""
        latest = self.curated / "latest"
        return {
            path.relative_to(latest).as_posix(): path.read_bytes()
            for path in sorted(latest.glob("*/*.parquet"))
        }
