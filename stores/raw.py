"""The raw archive: captured bytes under their hash, and one record for every capture.

    objects/ab/<sha256>                        bytes, never changed
    captures/<source_id>/<sequence>-<sha8>.json   provenance; out of a web archive `…-archived.json`
    captures/<source_id>/<sequence>.claim      where there are no locks: the number is given, never again
    checks/<office_id>.json                    the last look for an office's documents, if it changed
    accepted/, forgotten/                      what people decided (stores.decisions)

Anything else in the folder (such as samples/) is none of its business.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime

from schemas.codes import MediaType
from schemas.errors import ForgottenError, StoreError
from schemas.ids import sha256
from schemas.records import Capture, CheckState, Source
from stores.ahead import ahead
from stores.arrival import Arrival
from stores.captures import decode_capture, decode_check, encode_capture, encode_check
from stores.decisions import Decisions, Removal
from stores.roots import Root
from stores.timeline import in_time

_ARCHIVED = "-archived.json"
_SAFE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


class RawArchive:
    """Captured documents in a root; every method may raise `StoreError`."""

    def __init__(self, root: Root) -> None:
        self.root = root
        self.decisions = Decisions(root)

    def store(  # noqa: PLR0913  (the keywords are the fields of a capture's record)
        self,
        source: Source,
        data: bytes,
        *,
        captured_at: datetime,
        sniffed_type: MediaType,
        declared_type: str | None = None,
        declared_charset: str | None = None,
        final_uri: str | None = None,
        redirects: tuple[str, ...] = (),
        status: int | None = None,
        headers: tuple[tuple[str, str], ...] = (),
        robots: str | None = None,
        tls: str | None = None,
        cut: str | None = None,
        given_office: bool = False,
        archived: bool = False,
    ) -> tuple[Capture, bool]:
        """Keep what came from a source; whether its bytes differ from the capture just before it in time.

        Where nothing new came, the newest capture is returned and nothing is written, unless another
        office is given or asked for now, or what was cut is whole now. What is `archived` (out of a web
        archive) is nothing new only where an archive had the same bytes on the same day: every other day
        counts, for a page between two days may come later. So the first capture after archived ones is
        kept too.
        """
        content = sha256(data)
        at = captured_at.astimezone(UTC)
        arrival = Arrival(source, content, at, archived, given_office, cut)
        with self._alone():
            if (removal := self.decisions.removal(_safe(source.source_id))) is not None:
                raise _forgotten(removal)
            keys = self.root.keys(f"captures/{_safe(source.source_id)}")
            kept = self._to_compare(_records_of(keys), archived=archived)
            self._keep(content, data)
            if (known := arrival.known_as(kept)) is not None:
                return known, False
            before = arrival.before(kept)
            capture = Capture(
                source=source,
                sequence=self._next_sequence(source.source_id, keys),
                captured_at=at,
                content_sha256=content,
                byte_count=len(data),
                declared_type=declared_type,
                declared_charset=declared_charset,
                sniffed_type=sniffed_type,
                final_uri=final_uri,
                redirects=redirects,
                status=status,
                headers=headers,
                robots=robots,
                tls=tls,
                cut=cut,
                given_office=given_office,
                previous_sha256=before.content_sha256 if before else None,
                archived=archived,
            )
            self.root.put_new(_record_key(capture), encode_capture(capture))
        return capture, before is None or before.content_sha256 != content

    def captures(self) -> list[Capture]:
        """Every capture, by source and sequence, but those of sources that were taken out."""
        forgotten = self.forgotten()
        found = self._records(self._record_keys("captures"))
        return [capture for capture in found if capture.source.source_id not in forgotten]

    def captures_beyond(self, known: Container[tuple[str, int]]) -> list[Capture]:
        """The captures whose source and sequence are not among the known ones; no other record is read."""
        keys = self._record_keys("captures")
        return list(self._records([key for key in keys if _place(key) not in known]))

    def captures_of(self, source_id: str) -> list[Capture]:
        """The captures of one source, oldest first (`timeline.dated`)."""
        return in_time(self._records(self._record_keys(f"captures/{_safe(source_id)}")))

    def captures_of_each(self, source_ids: Iterable[str]) -> Iterator[list[Capture]]:
        """The captures of several sources, source by source in the order asked for, oldest first."""
        if self.root.has_locks:
            return map(self.captures_of, source_ids)
        return ahead(self.captures_of, source_ids)

    def read(self, capture: Capture) -> bytes:
        """The bytes of a capture; `StoreError` if they are lost or changed."""
        key = _object_key(capture.content_sha256)
        data = self.root.read(key)
        if sha256(data) != capture.content_sha256:
            raise StoreError(
                self.root.location(key),
                f"the bytes kept of {capture.source.uri} have changed (CORRUPT_RAW)",
                "restore the file from a copy, or load the document again",
            )
        return data

    def set_check(self, office_id: str, state: CheckState) -> bool:
        """Keep what a look for an office's documents came to; False, and nothing written, if known.

        `since` stays what it was while the status stays the same.
        """
        key = f"checks/{_safe(office_id)}.json"
        with self._alone():
            if self.root.exists(key):
                known = self._check(key)
                if known.status == state.status:
                    state = CheckState(state.status, known.since, state.reason, state.addresses)
                if known == state:
                    return False
            self.root.put(key, encode_check(state))
        return True

    def checks(self) -> dict[str, CheckState]:
        """What the last look for each office's documents came to, by office id."""
        keys = self._record_keys("checks")
        return {
            key.rpartition("/")[2].removesuffix(".json"): decode_check(data, self.root.location(key))
            for key, data in zip(keys, self.root.read_many(keys), strict=True)
        }

    def accepted(self) -> frozenset[str]:
        """Ids of the document versions that a person accepted although much is missing in them."""
        return self.decisions.accepted()

    def forgotten(self) -> frozenset[str]:
        """Ids of the sources that were taken out and stay out."""
        return frozenset(removal.source_id for removal in self.decisions.removals())

    def drop(self, source_id: str) -> int:
        """Delete the records of a source that was taken out, and the bytes that no other source has.

        How many objects went. Bytes go before records, so that a drop that was killed can be done again.
        """
        with self._alone():
            own = {capture.content_sha256 for capture in self.captures_of(source_id)}
            others = {one.content_sha256 for one in self.captures()}
            going = own - others
            for content in going:
                self.root.remove(_object_key(content))
            self.root.remove_folder(f"captures/{_safe(source_id)}")
            self.decisions.withdraw(source_id)
        return len(going)

    @contextmanager
    def together(self) -> Iterator[RawArchive]:
        """The archive for many captures at once: other writers are kept out until the end.

        Several threads may store in it at the same time, as long as their sources differ.
        """
        with self._alone():
            yield _HeldArchive(self.root)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Keep other writers out; what a writer that was killed left behind is taken away first."""
        with self.root.lock("raw") as left_over:
            if left_over:
                for top in ("objects", "captures"):
                    for folder in self.root.folders(top):
                        self.root.sweep(f"{top}/{folder}")
                self.root.sweep("checks")
            yield

    def _keep(self, content: str, data: bytes) -> None:
        """Write the bytes under their hash; bytes that rotted there are put right."""
        key = _object_key(content)
        if not self.root.put_new(key, data) and self.root.read(key) != data:
            self.root.put(key, data)

    def _record_keys(self, prefix: str) -> list[str]:
        return _records_of(self.root.keys(prefix))

    def _records(self, keys: Sequence[str]) -> Iterator[Capture]:
        for key, data in zip(keys, self.root.read_many(keys), strict=True):
            name = self.root.location(key)
            capture = decode_capture(data, name)
            if key != _record_key(capture):
                cause = "the record does not belong to its file name"
                raise StoreError(name, cause, "restore the file's name")
            yield capture

    def _to_compare(self, keys: Sequence[str], *, archived: bool) -> list[Capture]:
        """The captures, oldest first, that what came is compared with; without archives the newest does."""
        alone = not archived and not any(key.endswith(_ARCHIVED) for key in keys)
        return in_time(self._records(keys[-1:] if alone else keys))

    def _next_sequence(self, source_id: str, keys: Sequence[str]) -> int:
        """The number of a source's next capture; where there are no locks, nobody else gets it.

        `keys` are those of the source's records and claims.
        """
        number = max((_place(key)[1] for key in keys), default=0) + 1
        while not self.root.has_locks and not self.root.put_new(
            f"captures/{source_id}/{number:06d}.claim", b""
        ):
            number += 1
        return number

    def _check(self, key: str) -> CheckState:
        return decode_check(self.root.read(key), self.root.location(key))


class _HeldArchive(RawArchive):
    """An archive that other writers are kept out of already."""

    @contextmanager
    def _alone(self) -> Iterator[None]:
        yield


def _forgotten(removal: Removal) -> ForgottenError:
    when = f"{removal.at:%Y-%m-%d}"
    why = f" ({removal.reason})" if removal.reason else ""
    remedy = f"thitthang forget --undo {removal.source_id}"
    return ForgottenError(removal.uri, f"it was taken out on {when}{why}", remedy)


def _records_of(keys: Iterable[str]) -> list[str]:
    """The keys of records, without those of claims and of what others put there."""
    return [key for key in keys if key.endswith(".json")]


def _object_key(content: str) -> str:
    return f"objects/{content[:2]}/{content}"


def _record_key(capture: Capture) -> str:
    ending = _ARCHIVED if capture.archived else ".json"
    name = f"{capture.sequence:06d}-{capture.content_sha256[:8]}{ending}"
    return f"captures/{_safe(capture.source.source_id)}/{name}"


def _place(key: str) -> tuple[str, int]:
    """The source and sequence that a file name tells; sequence 0, which no record has, if none."""
    *_, source, name = key.split("/")
    number = name.removesuffix(".claim").partition("-")[0]
    return source, int(number) if number.isdecimal() else 0


def _safe(name: str) -> str:
    if not _SAFE_NAME.fullmatch(name):
        raise StoreError(name, "an id must be letters, digits, points, hyphens and underscores")
    return name
