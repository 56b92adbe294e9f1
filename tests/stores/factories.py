"""Captures and readings made by hand, and a place to load them into."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from schemas.codes import FindingCode, MediaType, OwnerEvidence, Severity
from schemas.ids import source_id
from schemas.kinds import Kind
from schemas.records import Block, Capture, Document, Finding, Owner, Parsed, Section, Source, Span, Statement
from schemas.registry import registry
from stores.curated.manifest import Versions
from stores.curated.publish import PublishResult, publish
from stores.raw import RawArchive
from stores.roots import LocalRoot

START = datetime(2026, 1, 5, 1, 30, tzinfo=UTC)
VERSIONS = Versions(code="0.1.0", parser="1", headings="h1")
LOEI = "esa-p-loei-2"
NAN = "esa-p-nan-2"


def stated(text, kind=Kind.VISION, *, number=None, path=None, parent=None, section=0, block=0):
    return Statement(
        kind=kind,
        text=text,
        label=number and f"{number}.",
        number=number,
        number_path=path or number,
        section=section,
        parent=parent,
        depth=0 if parent is None else 1,
        gloss_en=None,
        quote=text,
        spans=(Span(block, 0, len(text), None, None),),
        node_path=f"/p[{block}]",
        confidence=0.9,
    )


def parsed(*items, office=LOEI, name=None, plan=None, fiscal=None, findings=(), title=None, **more):
    """A reading with a section for each kind; items are (kind, text) or statements."""
    statements = [
        item if isinstance(item, Statement) else stated(item[1], item[0], block=n, number=str(n + 1))
        for n, item in enumerate(items)
    ]
    kinds = list(dict.fromkeys(item.kind for item in statements))
    sections = tuple(
        Section(kind, kind.value, None, None, None, None, 0, 1.0, (Span(100 + n, 0, 3),))
        for n, kind in enumerate(kinds)
    )
    placed = tuple(
        Statement(**{**_fields(item), "section": kinds.index(item.kind)}) for item in statements
    )
    evidence = OwnerEvidence.NONE if office is None and name is None else OwnerEvidence.HEADING
    return Parsed(
        document=Document(MediaType.HTML, (Block("x"),), charset="utf-8", title=title, repairs=(("D4", 2),)),
        owner=Owner(office, name, evidence),
        sections=more.pop("sections", sections),
        statements=placed,
        findings=tuple(findings),
        plan_start_be=plan and plan[0],
        plan_end_be=plan and plan[1],
        fiscal_year_be=fiscal,
        text_sha256="t" * 64,
        parser_version="1",
        **more,
    )


def held(code=FindingCode.DAMAGED):
    finding = Finding(code, Severity.ERROR, "cannot be read")
    return Parsed(Document(MediaType.PDF, ()), Owner(None, None, OwnerEvidence.NONE), findings=(finding,), parser_version="1")


def _fields(record):
    return {name: getattr(record, name) for name in record.__dataclass_fields__}


@dataclass
class Desk:
    """A raw and a curated folder with a clock that moves a day at each capture."""

    folder: Path
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

    def capture(self, uri, reading, *, data=None, asked=None, given=False, at=None, cut=None) -> Capture:
        """Keep a reading's bytes (its own repr, unless given) as a capture of a source."""
        self.days += 1
        source = Source(source_id(uri), uri, asked)
        capture, _ = self.archive.store(
            source,
            data or repr(reading).encode(),
            captured_at=at or START + timedelta(days=self.days),
            sniffed_type=reading.document.media_type,
            given_office=given,
            cut=cut,
        )
        self.handed.append((capture, reading))
        return capture

    def publish(self, *changes, **more) -> PublishResult:
        return publish(
            self.root,
            changes,
            archive=self.archive,
            registry=more.pop("registry", registry()),
            versions=more.pop("versions", VERSIONS),
            at=START,
            **more,
        )

    def load(self, uri, reading, **more) -> PublishResult:
        """Capture and publish one reading."""
        return self.publish((self.capture(uri, reading, **more), reading))

    def rebuild(self, name="rebuilt") -> Desk:
        """Everything handed in so far, published at once on another path from the same raw folder."""
        other = Desk(self.folder / name)
        publish(
            other.root, self.handed, archive=self.archive, registry=registry(), versions=VERSIONS, at=START, fresh=True
        )
        return other

    def table(self, name):
        from stores.curated import open_release

        return open_release(self.curated).table(name).to_pylist()

    def parts(self):
        """The bytes of every Parquet file of the release that is pointed at."""
        latest = self.curated / "latest"
        return {p.relative_to(latest).as_posix(): p.read_bytes() for p in sorted(latest.glob("*/*.parquet"))}
