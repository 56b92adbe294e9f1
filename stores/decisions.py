"""What people decided about sources, kept in the raw archive because facts depend on it.

accepted/<source_id>/<sha256>.json   a version that lost much may take the place of the one before
forgotten/<source_id>.json           the source was taken out and stays out
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from schemas.ids import document_id
from stores.json_fields import Fields, check_format, decode, encode, time_text
from stores.roots import Root

FORMAT = 1
_ACCEPTED = "accepted"
_FORGOTTEN = "forgotten"


@dataclass(frozen=True, slots=True)
class Acceptance:
    """A document version that was accepted, and when (UTC)."""

    source_id: str
    content_sha256: str
    at: datetime

    @property
    def document_id(self) -> str:
        """The version's id in the tables."""
        return document_id(self.source_id, self.content_sha256)


@dataclass(frozen=True, slots=True)
class Removal:
    """A source that was taken out: its address, when (UTC) and why.

    `done` is False until its bytes, its records and every release with its rows are gone.
    """

    source_id: str
    uri: str
    at: datetime
    reason: str = ""
    done: bool = False


class Decisions:
    """The decisions kept in a raw root; every method may raise `StoreError`."""

    def __init__(self, root: Root) -> None:
        self._root = root

    def accept(self, acceptance: Acceptance) -> bool:
        """Keep an acceptance; False if it was kept before."""
        key = f"{_ACCEPTED}/{acceptance.source_id}/{acceptance.content_sha256}.json"
        return self._root.put_new(key, _encode_acceptance(acceptance))

    def accepted(self) -> frozenset[str]:
        """The ids of all document versions that were accepted."""
        found = (decode(data, name, _acceptance) for data, name in self._files(_ACCEPTED))
        return frozenset(acceptance.document_id for acceptance in found)

    def remove(self, removal: Removal) -> None:
        """Keep that a source is taken out, or that all of it is gone now."""
        self._root.put(f"{_FORGOTTEN}/{removal.source_id}.json", _encode_removal(removal))

    def allow(self, source_id: str) -> None:
        """Let a source that was taken out come back."""
        self._root.remove(f"{_FORGOTTEN}/{source_id}.json")

    def removal(self, source_id: str) -> Removal | None:
        """The removal of a source, None if it was not taken out."""
        key = f"{_FORGOTTEN}/{source_id}.json"
        if not self._root.exists(key):
            return None
        return decode(self._root.read(key), self._root.location(key), _removal)

    def removals(self) -> tuple[Removal, ...]:
        """Every source that was taken out, by id."""
        return tuple(decode(data, name, _removal) for data, name in self._files(_FORGOTTEN))

    def withdraw(self, source_id: str) -> None:
        """Take away the acceptances of a source that is taken out."""
        self._root.remove_folder(f"{_ACCEPTED}/{source_id}")

    def _files(self, prefix: str) -> Iterator[tuple[bytes, str]]:
        """The bytes and the place of every decision of a kind."""
        keys = [key for key in self._root.keys(prefix) if key.endswith(".json")]
        return zip(self._root.read_many(keys), map(self._root.location, keys), strict=True)


def _encode_acceptance(acceptance: Acceptance) -> bytes:
    return encode(
        {
            "format": FORMAT,
            "source_id": acceptance.source_id,
            "content_sha256": acceptance.content_sha256,
            "at": time_text(acceptance.at.astimezone(UTC)),
        }
    )


def _acceptance(fields: Fields) -> Acceptance:
    check_format(fields, FORMAT)
    return Acceptance(fields.text("source_id"), fields.text("content_sha256"), fields.moment("at"))


def _encode_removal(removal: Removal) -> bytes:
    return encode(
        {
            "format": FORMAT,
            "source_id": removal.source_id,
            "uri": removal.uri,
            "at": time_text(removal.at.astimezone(UTC)),
            "reason": removal.reason,
            "done": removal.done,
        }
    )


def _removal(fields: Fields) -> Removal:
    check_format(fields, FORMAT)
    return Removal(
        fields.text("source_id"),
        fields.text("uri"),
        fields.moment("at"),
        fields.text("reason"),
        fields.boolean("done"),
    )
