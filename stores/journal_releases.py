"""What the journal keeps of a release: when it was made, what changed, why it failed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from stores.json_fields import Fields, decode, encode, time_text


@dataclass(frozen=True, slots=True)
class OfficeChanges:
    """An office's statements in force that differ from the release before, by id.

    `reworded` and `cosmetic` are pairs of the statement before and the statement now.
    """

    office_id: str
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    reworded: tuple[tuple[str, str], ...] = ()
    cosmetic: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class ReleaseRecord:
    """A release that was made; one with `problems` failed its check and was never pointed at."""

    release_id: str
    previous: str | None
    created_at: datetime
    problems: tuple[str, ...]
    changes: Sequence[OfficeChanges]


def encode_release(record: ReleaseRecord) -> bytes:
    """The bytes of a release's record."""
    return encode(
        {
            "release_id": record.release_id,
            "previous": record.previous,
            "created_at": time_text(record.created_at),
            "problems": list(record.problems),
            "changes": (_changes_fields(changes) for changes in record.changes),
        }
    )


def decode_release(data: bytes, name: str) -> ReleaseRecord:
    """The record in `data`; `StoreError` naming the file if it is damaged."""
    return decode(data, name, _release)


def _changes_fields(changes: OfficeChanges) -> dict[str, object]:
    return {
        "office_id": changes.office_id,
        "added": list(changes.added),
        "removed": list(changes.removed),
        "reworded": [list(pair) for pair in changes.reworded],
        "cosmetic": [list(pair) for pair in changes.cosmetic],
    }


def _release(fields: Fields) -> ReleaseRecord:
    return ReleaseRecord(
        release_id=fields.text("release_id"),
        previous=fields.optional_text("previous"),
        created_at=fields.moment("created_at"),
        problems=fields.texts("problems"),
        changes=tuple(
            OfficeChanges(
                office.text("office_id"),
                office.texts("added"),
                office.texts("removed"),
                office.pairs("reworded"),
                office.pairs("cosmetic"),
            )
            for office in fields.objects("changes")
        ),
    )
