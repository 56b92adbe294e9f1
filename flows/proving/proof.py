"""Proving a release: files, raw bytes, and every quote in an independent reading. Nothing is written."""

from __future__ import annotations

import dataclasses
import time
from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING

from engines.guard import guarded, stop_guards
from flows.history.release_choice import LATEST, choose_release
from flows.history.release_office import office_in
from flows.known_offices import known_registry
from flows.progress import Progress, Unwatched
from flows.proving.captures import Captures
from flows.proving.copies import prove_copies
from flows.proving.document import prove_document, unproved
from flows.proving.parts import manifest_changed, prove_manifest, prove_range, range_count
from flows.proving.records import Count, DocumentTask, Failure, ProofReport, Proofs, Subject
from parsers import PARSER_VERSION
from parsers.lexicon import lexicon
from schemas.codes import FindingCode, Verdict
from schemas.engines import Stopped, engines_told
from schemas.errors import StoreError
from stores.curated.pointer import read_pointer
from stores.curated.records import DocumentRow, FindingRow, SectionRow, StatementRow
from stores.raw import RawArchive
from stores.roots import open_root

if TYPE_CHECKING:
    from flows.proving.parts import Range
    from flows.settings import Settings
    from stores.curated.release import OpenRelease

_AHEAD = 3
"""Documents under way for each process: their bytes are in memory."""


def verify(
    settings: Settings,
    *,
    release: str | None = None,
    office: str | None = None,
    progress: Progress | None = None,
) -> ProofReport:
    """Prove the latest release or another one, all of it or what it says of one office. Uses no network.

    Raises UnknownOfficeError, QueryError for a release that is not there, StoreError where nothing was
    published; whatever does not fit comes back in the report.
    """
    began = time.monotonic()
    root = open_root(settings.curated)
    try:
        chosen = choose_release(root, release or LATEST)
    except StoreError as error:
        pointer = read_pointer(root)
        if pointer is None:
            raise
        proofs = manifest_changed(pointer.release_id, pointer.release_id, str(error))
        return _report(pointer.release_id, None, [proofs], began)
    office_id = office_in([chosen], known_registry(settings), office) if office else None
    run = _Run(chosen, settings, office_id, progress or Unwatched())
    return _report(chosen.release_id, office_id, run.proofs(), began)


class _Run:
    def __init__(
        self, release: OpenRelease, settings: Settings, office_id: str | None, watcher: Progress
    ) -> None:
        self._release = release
        self._processes = settings.processes
        self._office_id = office_id
        self._watcher = watcher
        self._captures = Captures(RawArchive(open_root(settings.raw)), release.manifest.captures)
        self._sources: set[str] = set()
        self._documents: set[str] = set()
        self._maker = (PARSER_VERSION, lexicon().version)

    def proofs(self) -> Iterator[Proofs]:
        """Proofs of the manifest, of each range of offices with its documents, of the raw bytes."""
        yield prove_manifest(self._release)
        documents = self._release.manifest.table("documents").rows
        self._watcher.begin("documents", documents)
        for number in range(range_count(self._release)):
            tables, files = prove_range(self._release, number)
            yield files
            yield prove_copies(tables, self._office_id)
            yield from self._prove(self._tasks(tables))
        yield self._captures.proofs(None if self._office_id is None else self._sources)
        if self._office_id is None:
            yield self._lost_documents()

    def _tasks(self, tables: Range) -> Iterator[DocumentTask | Proofs]:
        """The documents of a range of offices with their rows and bytes, or what came of them already."""
        try:
            rows = _Rows(tables)
        except (KeyError, ValueError, TypeError) as error:
            yield _unreadable(error)
            return
        for document in rows.documents:
            if self._office_id is None or document.office_id == self._office_id:
                self._sources.add(document.source_id)
                self._documents.add(document.document_id)
                yield self._task(document, rows)
            else:
                self._watcher.advance()

    def _task(self, document: DocumentRow, rows: _Rows) -> DocumentTask | Proofs:
        own = document.document_id
        sections, statements = tuple(rows.sections[own]), tuple(rows.statements[own])
        try:
            capture = self._captures.of(document.source_id, document.content_sha256)
            data = self._captures.read(capture)
        except StoreError as error:
            return unproved(document, sections, statements, Verdict.RAW_CHANGED, error.cause)
        same_parser = self._maker == (document.parser_version, self._release.manifest.versions.headings)
        return DocumentTask(
            capture, data, document, sections, statements, frozenset(rows.read_by[own]), same_parser
        )

    def _prove(self, tasks: Iterable[DocumentTask | Proofs]) -> Iterator[Proofs]:
        """Prove documents, each in a guarded process, a few more under way than are done."""
        under_way: deque[Future[Proofs] | Proofs] = deque()
        pool = ThreadPoolExecutor(self._processes, thread_name_prefix="prove")
        try:
            for task in tasks:
                under_way.append(task if isinstance(task, Proofs) else pool.submit(_guarded, task))
                if len(under_way) >= _AHEAD * self._processes:
                    yield self._done(under_way.popleft())
            while under_way:
                yield self._done(under_way.popleft())
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            stop_guards()
            raise
        finally:
            pool.shutdown()

    def _done(self, made: Future[Proofs] | Proofs) -> Proofs:
        proofs = made if isinstance(made, Proofs) else made.result()
        self._watcher.advance()
        return proofs

    def _lost_documents(self) -> Proofs:
        """Captures whose document is in no table."""
        seen = {one.document_id: one for one in self._release.manifest.captures}
        failures = tuple(
            Failure(Subject.DOCUMENT, Verdict.ROW_DIFFERS, key, "no such row", one.content_sha256)
            for key, one in seen.items()
            if key not in self._documents
        )
        counts = (Count(Subject.DOCUMENT, Verdict.ROW_DIFFERS, len(failures)),) if failures else ()
        return Proofs(counts, failures)


class _Rows:
    """The rows of a range of offices by the document that they are of."""

    def __init__(self, tables: Range) -> None:
        self.documents = tables.rows("documents", DocumentRow)
        self.sections: defaultdict[str, list[SectionRow]] = defaultdict(list)
        self.statements: defaultdict[str, list[StatementRow]] = defaultdict(list)
        self.read_by: defaultdict[str, set[str]] = defaultdict(set)
        for section in tables.rows("sections", SectionRow):
            self.sections[section.document_id].append(section)
        for stated in tables.rows("statements", StatementRow):
            self.statements[stated.document_id].append(stated)
        for finding in tables.rows("findings", FindingRow):
            if finding.code is FindingCode.OCR_TEXT:
                self.read_by[finding.document_id] |= engines_told(finding.message)


def _guarded(task: DocumentTask) -> Proofs:
    made = guarded(prove_document, task)
    if not isinstance(made, Stopped):
        return made
    rows = (task.document, task.sections, task.statements)
    return unproved(*rows, Verdict.NOT_PROVABLE_HERE, f"{made.code.value}: {made.message}")


def _unreadable(error: Exception) -> Proofs:
    """Rows with values that no record of ours can hold."""
    found = f"{type(error).__name__}: {error}"
    failure = Failure(Subject.ROW, Verdict.ROW_DIFFERS, "documents, sections or statements", "", found)
    return Proofs((Count(Subject.ROW, Verdict.ROW_DIFFERS, 1),), (failure,))


def _report(
    release_id: str, office_id: str | None, all_proofs: Iterable[Proofs], began: float
) -> ProofReport:
    numbers: Counter[Count] = Counter()
    failures: list[Failure] = []
    for proofs in all_proofs:
        failures += proofs.failures
        for count in proofs.counts:
            numbers[dataclasses.replace(count, number=1)] += count.number
    counts = tuple(dataclasses.replace(count, number=number) for count, number in numbers.items())
    return ProofReport(release_id, office_id, counts, tuple(failures), time.monotonic() - began)
