"""JSON objects as records: written the same way each time, read field by field with its type."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from typing import TypeVar

from schemas.errors import StoreError

Record = TypeVar("Record")

_REMEDY = "restore the file from a copy, or take it away and run again"
_OTHER_REMEDY = "use that version, or give another folder and load or rebuild there"


class _OtherFormatError(ValueError):
    """A record of a format that this version does not know."""


class Fields:
    """The fields of a JSON object; each look-up raises if the field is absent or of another type."""

    def __init__(self, loaded: object) -> None:
        if not isinstance(loaded, dict):
            raise TypeError("not an object")
        self._fields: dict[str, object] = loaded

    def has(self, key: str) -> bool:
        """Whether there is such a field; records of an older version lack later ones."""
        return key in self._fields

    def text(self, key: str) -> str:
        value = self._fields[key]
        if not isinstance(value, str):
            raise TypeError(f"{key} is no text")
        return value

    def optional_text(self, key: str) -> str | None:
        return None if self._fields[key] is None else self.text(key)

    def integer(self, key: str) -> int:
        value = self._fields[key]
        if not isinstance(value, int) or isinstance(value, bool):
            raise TypeError(f"{key} is no whole number")
        return value

    def optional_integer(self, key: str) -> int | None:
        return None if self._fields[key] is None else self.integer(key)

    def boolean(self, key: str) -> bool:
        value = self._fields[key]
        if not isinstance(value, bool):
            raise TypeError(f"{key} is neither true nor false")
        return value

    def moment(self, key: str) -> datetime:
        """A moment in UTC."""
        moment = datetime.fromisoformat(self.text(key))
        if moment.tzinfo is None:
            raise ValueError(f"{key} has no time zone")
        return moment.astimezone(UTC)

    def optional_moment(self, key: str) -> datetime | None:
        return None if self._fields[key] is None else self.moment(key)

    def texts(self, key: str) -> tuple[str, ...]:
        return _texts(self._list(key))

    def pairs(self, key: str) -> tuple[tuple[str, str], ...]:
        """A list of lists of two texts."""
        pairs = []
        for item in self._list(key):
            if not isinstance(item, list):
                raise TypeError(f"{key} is no list of pairs")
            name, content = _texts(item)
            pairs.append((name, content))
        return tuple(pairs)

    def objects(self, key: str) -> tuple[Fields, ...]:
        """A list of objects."""
        return tuple(Fields(item) for item in self._list(key))

    def child(self, key: str) -> Fields:
        return Fields(self._fields[key])

    def _list(self, key: str) -> list[object]:
        value = self._fields[key]
        if not isinstance(value, list):
            raise TypeError(f"{key} is no list")
        return value


def encode(fields: Mapping[str, object]) -> bytes:
    """One JSON object, a field a line, keys sorted; file names that are no Unicode survive.

    Objects in a list stand on a line each. An iterator is a list too, of which one object at a time is
    in memory.
    """
    lines = ",\n".join(f' "{key}": {_value(value)}' for key, value in sorted(fields.items()))
    return f"{{\n{lines}\n}}\n".encode("utf-8", "surrogatepass")


def _value(value: object) -> str:
    if isinstance(value, Iterator) or (isinstance(value, list) and value and isinstance(value[0], dict)):
        lines = ",\n".join(f"  {_compact(item)}" for item in value)
        return f"[\n{lines}\n ]" if lines else "[]"
    return _compact(value)


_compact = json.JSONEncoder(ensure_ascii=False, sort_keys=True).encode


def encode_line(fields: dict[str, object]) -> bytes:
    """One JSON object on one line."""
    return (_compact(fields) + "\n").encode("utf-8", "surrogatepass")


def decode(data: bytes, name: str, build: Callable[[Fields], Record]) -> Record:
    """What `build` makes of the object in `data`; `StoreError` naming the file if it is damaged."""
    try:
        return build(Fields(json.loads(data)))
    except _OtherFormatError as error:
        raise StoreError(name, str(error), _OTHER_REMEDY) from error
    except (KeyError, TypeError, ValueError) as error:
        cause = f"the record is damaged: {type(error).__name__}: {error}"
        raise StoreError(name, cause, _REMEDY) from error


def decode_lines(data: bytes, name: str, build: Callable[[Fields], Record]) -> tuple[Record, ...]:
    """What `build` makes of each line; a last line that was cut off by a crash is left out."""
    *whole, _ = data.split(b"\n")
    return tuple(decode(line, name, build) for line in whole if line)


def check_format(fields: Fields, known: int) -> None:
    """Raise an error that `decode` tells as what it is unless the record is of the format that is known."""
    if (found := fields.integer("format")) != known:
        raise _OtherFormatError(
            f"another version of thitthang wrote it (format {found}; this one reads {known})"
        )


def time_text(moment: datetime) -> str:
    """A moment as ISO 8601 in UTC."""
    return moment.astimezone(UTC).isoformat()


def optional_time_text(moment: datetime | None) -> str | None:
    return None if moment is None else time_text(moment)


def _texts(values: list[object]) -> tuple[str, ...]:
    texts = tuple(item for item in values if isinstance(item, str))
    if len(texts) != len(values):
        raise TypeError("a value is no text")
    return texts
