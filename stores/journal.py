"""The journal: what happened when. Append-only, outside the facts, never needed to read them.

journal/runs/<number>.jsonl          one file a run, a line for everything noted, on disk at once
journal/releases/<release_id>.json   when a release was made, what changed, why one failed
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from schemas.errors import StoreError
from schemas.records import Finding, HostCourtesy, Outcome
from stores.journal_lines import (
    ClockNote,
    EndNote,
    Note,
    OfficeNote,
    StartNote,
    blank_note,
    note_from,
    note_line,
)
from stores.journal_releases import ReleaseRecord, decode_release, encode_release
from stores.roots import Root

_RUNS = "journal/runs"
RELEASE_RECORDS = "journal/releases"


@dataclass(frozen=True, slots=True)
class Clocks:
    """When an office was last looked at, last found changed, last published (UTC).

    `stale` says why its rows are older than the last look, empty where they are not.
    """

    office_id: str
    looked_at: datetime | None = None
    changed_at: datetime | None = None
    published_at: datetime | None = None
    stale: str = ""


@dataclass(frozen=True, slots=True)
class RunRecord:
    """What is known of one run; `ended_at` is None while it goes on, or if it was killed."""

    run_id: str
    command: str
    started_at: datetime
    ended_at: datetime | None
    exit_code: int | None
    release_id: str | None
    outcomes: tuple[Outcome, ...]
    findings: tuple[OfficeNote, ...]
    hosts: tuple[HostCourtesy, ...] = ()


class Run:
    """The notes of one run as it goes on."""

    def __init__(self, root: Root, run_id: str) -> None:
        self._root = root
        self.run_id = run_id

    def outcome(self, *outcomes: Outcome) -> None:
        """What came of documents or offices."""
        self._append(outcomes)

    def clocks(self, *notes: ClockNote) -> None:
        """New times of offices; a time that is None stays what it was."""
        self._append(notes)

    def finding(self, what: str, office_id: str | None, finding: Finding) -> None:
        """A finding that no document has, such as a fetch that failed; `what` is the address or path."""
        self._append([OfficeNote(what, office_id, finding)])

    def courtesy(self, *hosts: HostCourtesy) -> None:
        """How hosts were treated."""
        self._append(hosts)

    def end(self, at: datetime, exit_code: int, release_id: str | None = None) -> None:
        """The run is over; `release_id` is that of the release it published."""
        self._append([EndNote(at, exit_code, release_id)])

    def _append(self, notes: Iterable[Note]) -> None:
        lines = b"".join(note_line(note) for note in notes)
        if lines:
            self._root.append(_run_key(self.run_id), lines)


class Journal:
    """The journal of a curated root."""

    def __init__(self, root: Root) -> None:
        self._root = root

    def start(self, command: str, at: datetime) -> Run:
        """Begin the notes of a run; each run has a file of its own."""
        first = note_line(StartNote(at, command))
        numbers = [int(run_id) for run_id in self.run_ids()]
        number = max(numbers, default=0) + 1
        while not self._root.put_new(_run_key(f"{number:06d}"), first):
            number += 1
        return Run(self._root, f"{number:06d}")

    def runs(self) -> tuple[RunRecord, ...]:
        """Every run, oldest first."""
        return tuple(_run_record(run_id, list(notes)) for run_id, notes in self._all_notes())

    def clocks(self) -> dict[str, Clocks]:
        """The three clocks of every office that was ever looked at."""
        found: dict[str, Clocks] = {}
        for _, notes in self._all_notes():
            _move(found, notes)
        return found

    def runs_after(self, run_id: str, clocks: dict[str, Clocks]) -> Iterator[RunRecord]:
        """Every run after one ("": all), oldest first; with each, `clocks` is moved as the run moved them."""
        for one, read in self._all_notes(run_id):
            notes = list(read)
            _move(clocks, notes)
            yield _run_record(one, notes)

    def blank(self, uri: str, offices: frozenset[str]) -> int:
        """Take the texts of a document out of the notes of ended runs; how many notes were blanked.

        Notes of the address, and outcomes and findings of the offices it was of, keep their codes only.
        """
        blanked = 0
        for run_id, read in self._all_notes():
            notes = list(read)
            if not any(isinstance(note, EndNote) for note in notes):
                continue
            kept = [blank_note(note) if _is_about(note, uri, offices) else note for note in notes]
            changed = sum(old != new for old, new in zip(notes, kept, strict=True))
            if changed:
                self._root.put(_run_key(run_id), b"".join(note_line(note) for note in kept))
            blanked += changed
        return blanked

    def write_release(self, record: ReleaseRecord) -> None:
        """Note a release that was made, or that failed its check."""
        self._root.put(_release_key(record.release_id), encode_release(record))

    def releases(self) -> tuple[ReleaseRecord, ...]:
        """Every release that was made or failed, oldest first.

        One that was made last and is not the published one was cut off before it was pointed at.
        """
        keys = [key for key in self._root.keys(RELEASE_RECORDS) if key.endswith(".json")]
        read = zip(keys, self._root.read_many(keys), strict=True)
        return tuple(decode_release(data, self._root.location(key)) for key, data in read)

    def release(self, release_id: str) -> ReleaseRecord | None:
        """What is noted of one release."""
        key = _release_key(release_id)
        if not self._root.exists(key):
            return None
        return decode_release(self._root.read(key), self._root.location(key))

    def run_ids(self) -> list[str]:
        """The ids of all runs, oldest first."""
        names = (key.rpartition("/")[2] for key in self._root.keys(_RUNS))
        return sorted(stem for name in names if (stem := name.removesuffix(".jsonl")).isdecimal())

    def _all_notes(self, after: str = "") -> Iterator[tuple[str, Iterator[Note]]]:
        """The notes of every run, or of those after one, oldest first."""
        run_ids = [run_id for run_id in self.run_ids() if run_id > after]
        for run_id, data in zip(run_ids, self._root.read_many(map(_run_key, run_ids)), strict=True):
            yield run_id, self._notes(_run_key(run_id), data)

    def _notes(self, key: str, data: bytes) -> Iterator[Note]:
        """The notes of a run; a last line that was cut off by a crash is left out."""
        *whole, _ = data.split(b"\n")
        for number, line in enumerate(whole, start=1):
            try:
                yield note_from(json.loads(line))
            except (KeyError, TypeError, ValueError) as error:
                where = f"{self._root.location(key)}:{number}"
                cause = f"the line is damaged: {type(error).__name__}: {error}"
                raise StoreError(where, cause, "take the line out; facts do not depend on it") from error


def _is_about(note: Note, uri: str, offices: frozenset[str]) -> bool:
    return isinstance(note, Outcome | OfficeNote) and (note.what == uri or note.office_id in offices)


def _run_key(run_id: str) -> str:
    return f"{_RUNS}/{run_id}.jsonl"


def _release_key(release_id: str) -> str:
    return f"{RELEASE_RECORDS}/{release_id}.json"


def _move(clocks: dict[str, Clocks], notes: Iterable[Note]) -> None:
    for note in notes:
        if isinstance(note, ClockNote):
            clocks[note.office_id] = _moved(clocks.get(note.office_id), note)


def _moved(clocks: Clocks | None, note: ClockNote) -> Clocks:
    known = clocks or Clocks(note.office_id)
    return Clocks(
        note.office_id,
        max(filter(None, (note.looked_at, known.looked_at)), default=None),
        note.changed_at or known.changed_at,
        note.published_at or known.published_at,
        known.stale if note.stale is None else note.stale,
    )


def _run_record(run_id: str, notes: list[Note]) -> RunRecord:
    start = next(note for note in notes if isinstance(note, StartNote))
    end = next((note for note in notes if isinstance(note, EndNote)), None)
    return RunRecord(
        run_id=run_id,
        command=start.command,
        started_at=start.at,
        ended_at=end.at if end else None,
        exit_code=end.exit_code if end else None,
        release_id=end.release_id if end else None,
        outcomes=tuple(note for note in notes if isinstance(note, Outcome)),
        findings=tuple(note for note in notes if isinstance(note, OfficeNote)),
        hosts=tuple(note for note in notes if isinstance(note, HostCourtesy)),
    )
