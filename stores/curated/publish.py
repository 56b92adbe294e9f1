"""Publishing: build beside, read back, note it in the journal, rename, point at it last."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime

from schemas.errors import OvertakenError, PinnedError, ReleaseBrokenError, StoreError
from schemas.ids import digest
from schemas.tables import TABLES
from stores.curated.base import Base
from stores.curated.build import BUILDING, Builder, Built, MakeRanges, make_here
from stores.curated.changes import Changes
from stores.curated.check import problems
from stores.curated.contest import contested, refuse_if_overtaken
from stores.curated.dictionary import dictionary
from stores.curated.handed import Handed
from stores.curated.licence import licence
from stores.curated.manifest import Versions
from stores.curated.numbers import next_number
from stores.curated.parquet import WRITER_VERSION
from stores.curated.parts import OFFICES_A_PART
from stores.curated.pointer import (
    POINTER,
    RELEASES,
    Move,
    MoveReason,
    Pointer,
    move_pointer,
    pointer_bytes,
    read_pointer,
    release_key,
)
from stores.curated.release import OpenRelease, find_release
from stores.curated.retention import Keep, is_left_over, prune, take_back
from stores.curated.review import Review, review
from stores.curated.spool import made_by, spooled
from stores.curated.work import Archive, Registry, Work
from stores.journal import Journal
from stores.journal_releases import ReleaseRecord
from stores.roots import LOCK_WAIT_SECONDS, Root
from stores.words import WORDS_VERSION

_SHOWN_PROBLEMS = 3


def _agree(_: Review) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class PublishResult:
    """What a publish came to.

    `release_id` is the release that is pointed at now, None if there never was one; `published` whether
    it was made by this publish. `review` says what it changes, or would: None if nothing does. `rows` are
    the rows of its tables by name; `changes` one an office whose statements in force differ from the
    release before. `trouble` says what went wrong after all was
    published: old releases that could not be cleared away.
    """

    release_id: str | None
    previous: str | None
    published: bool
    rows: tuple[tuple[str, int], ...]
    changes: Changes
    written_parts: int
    linked_parts: int
    review: Review | None = None
    trouble: str = ""


def publish(  # noqa: PLR0913  (what is published, and what it depends on, is all said by the caller)
    root: Root,
    changes: Iterable[Handed],
    *,
    archive: Archive,
    registry: Registry,
    versions: Versions,
    at: datetime,
    fresh: bool = False,
    agrees: Callable[[Review], bool] = _agree,
    keep: Keep | None = None,
    make_ranges: MakeRanges = make_here,
    wait: float = LOCK_WAIT_SECONDS,
) -> PublishResult:
    """Publish what was read from captures; where no fact changes, nothing is published.

    All other documents stay as the last release has them; with `fresh` (a rebuild) only `changes`
    count. What is handed in is put away before the next is asked for. `at` goes into the journal only.
    `make_ranges` makes the rows of offices. `agrees` sees what the release would change before it is
    pointed at; if it does not agree, nothing is published. Releases beyond `keep` are taken away after a
    publish. Another writer is waited for `wait` seconds.

    Raises:
        BusyError: another run is publishing, or others were ahead each time.
        PinnedError: the tables were rolled back, and nothing new is to be published.
        ReleaseBrokenError: what was built does not read back; the last release stays.
        StoreError: the root cannot be written, or the last release cannot be built on.
    """
    root.check_writable()
    name = made_by(versions, registry)
    versions = replace(versions, pyarrow=WRITER_VERSION, pythainlp=WORDS_VERSION)
    basis = _basis(versions, registry)

    with spooled(root, name, changes) as (spool, noted):

        def attempt() -> PublishResult:
            with root.lock("curated", wait):
                expected = pointer_bytes(root)
                _refuse_if_pinned(root)
                _clean_up(root)
                before = _before(root, fresh=fresh)
                redo_all = before is not None and before.manifest.basis != basis
                base = Base(before)
                laid = Base(None) if fresh else base
                work = Work(laid, noted, spool, archive, registry, redo_all=redo_all)
                if before is not None and not work.touched and work.captures == before.manifest.captures:
                    return _result(before, None, trouble=_prune(root, keep, at))
                built = _build(root, Builder(root, base, work, make_ranges), versions, basis)
                if before is not None and built.manifest.facts_sha256 == before.manifest.facts_sha256:
                    root.remove_folder(built.folder)
                    return _result(before, None, trouble=_prune(root, keep, at))
                seen = review(before.manifest if before else None, built)
                if not agrees(seen):
                    root.remove_folder(built.folder)
                    return replace(_result(before, None), review=seen)
                _commit(root, built, before, expected, at)
                done = _result(before, built, trouble=_prune(root, keep, at))
                return replace(done, review=seen)

        return contested(root, attempt)


def _build(root: Root, builder: Builder, versions: Versions, basis: str) -> Built:
    """Build beside the others; what a failure leaves is taken away at once, for the disk may be full."""
    sequence = next_number(root)
    try:
        return builder.build(sequence, versions, basis)
    except BaseException:
        with suppress(StoreError):
            root.remove_folder(release_key(f"{BUILDING}{sequence:06d}"))
        raise


def _prune(root: Root, keep: Keep | None, at: datetime) -> str:
    """Clear old releases away; why that failed, if it did: what is published is published all the same."""
    if keep is None:
        return ""
    try:
        prune(root, keep, at)
    except StoreError as error:
        return str(error)
    return ""


def _refuse_if_pinned(root: Root) -> None:
    """A pointer that cannot be read pins nothing: a rebuild mends it, other publishes say so."""
    try:
        pointer = read_pointer(root)
    except StoreError:
        return
    if pointer is not None and pointer.pinned:
        cause = f"rolled back to {pointer.release_id} ({pointer.pinned}): nothing new is published"
        raise PinnedError(root.address, cause, "thitthang rollback --resume")


def _clean_up(root: Root) -> None:
    """Take away what a publish that was killed left behind."""
    _remove_unfinished(root)
    for folder in ("", "journal/releases"):
        root.sweep(folder)


def _remove_unfinished(root: Root) -> None:
    for folder in root.folders(RELEASES):
        if folder.startswith(BUILDING) and is_left_over(root, release_key(folder)):
            root.remove_folder(release_key(folder))


def _before(root: Root, *, fresh: bool) -> OpenRelease | None:
    """The release pointed at; a rebuild does without one that cannot be read or built on."""
    try:
        before = find_release(root)
    except StoreError:
        if fresh:
            return None
        raise
    if before is None:
        return None
    root.mend_pointer(POINTER, before.key)
    if fresh and not before.is_intact():
        return None
    made_for = {table.name: table.fingerprint for table in before.manifest.tables}
    if made_for != {name: table.fingerprint for name, table in TABLES.items()}:
        if fresh:
            return None
        raise StoreError(
            before.release_id,
            "the release has other columns than this version writes",
            "run `thitthang rebuild`",
        )
    return before


def _basis(versions: Versions, registry: Registry) -> str:
    offices = "\n".join(repr(office) for office in registry.offices)
    return digest(
        "basis",
        versions.code,
        versions.pyarrow,
        versions.pythainlp,
        dictionary(),
        licence(),
        offices,
        str(OFFICES_A_PART),
    )


def _commit(
    root: Root, built: Built, before: OpenRelease | None, expected: bytes | None, at: datetime
) -> None:
    """Check the release, then note it, rename it and point at it: what stands there is in a list.

    Where another writer is ahead, what was built is taken away before OvertakenError is raised.
    """
    try:
        _point_at(root, built, before, expected, at)
    except OvertakenError:
        root.remove_folder(built.folder)
        if Journal(root).release(built.manifest.release_id) is not None:
            take_back(root, built.manifest.release_id, at)
        raise


def _point_at(
    root: Root, built: Built, before: OpenRelease | None, expected: bytes | None, at: datetime
) -> None:
    release_id = built.manifest.release_id
    found = problems(root, built)
    record = ReleaseRecord(
        release_id=release_id,
        previous=before.release_id if before else None,
        created_at=at,
        problems=found,
        changes=Changes(built.changes),
    )
    if found:
        Journal(root).write_release(record)
        root.remove_folder(built.folder)
        cause = f"it does not read back as it must: {'; '.join(found[:_SHOWN_PROBLEMS])}"
        remedy = "the last release stays as it is; `thitthang rebuild` makes all tables again from raw"
        raise ReleaseBrokenError(release_id, cause, remedy)
    refuse_if_overtaken(root, expected)
    Journal(root).write_release(record)
    root.rename_folder(built.folder, release_key(release_id))
    move_pointer(root, expected, Pointer(release_id), Move(release_id, at, MoveReason.PUBLISH))


def _result(
    before: OpenRelease | None,
    built: Built | None,
    *,
    trouble: str = "",
) -> PublishResult:
    manifest = built.manifest if built else before.manifest if before else None
    return PublishResult(
        release_id=manifest.release_id if manifest else None,
        previous=before.release_id if before else None,
        published=built is not None,
        rows=tuple((table.name, table.rows) for table in manifest.tables) if manifest else (),
        changes=Changes(built.changes if built else ()),
        written_parts=len(built.written) if built else 0,
        linked_parts=built.linked_parts if built else 0,
        trouble=trouble,
    )
