"""A document's rows as few bytes, to be sent between processes and kept on disk while a release is built.

Only for the run that packed them: another version of the program may not read them.
"""

from __future__ import annotations

import copyreg
import dataclasses
import pickle
import zlib
from collections.abc import Callable
from operator import attrgetter
from typing import Any, cast

from schemas.records import Span
from stores.curated.records import (
    DocumentFacts,
    DocumentRow,
    FindingRow,
    PeriodRow,
    SectionRow,
    StatementRow,
)

_LEVEL = 1


def pack(facts: DocumentFacts) -> bytes:
    """The rows as bytes."""
    return zlib.compress(pickle.dumps(facts, pickle.HIGHEST_PROTOCOL), _LEVEL)


def unpack(packed: bytes) -> DocumentFacts:
    """The rows that `pack` was given."""
    return cast("DocumentFacts", pickle.loads(zlib.decompress(packed)))  # noqa: S301  (our own bytes)


def _register(record: type[Any]) -> None:
    """Have records of a type pickled as a call with their values: several times as fast as by their state."""
    values: Callable[[Any], tuple[object, ...]] = attrgetter(*(f.name for f in dataclasses.fields(record)))
    copyreg.pickle(record, lambda made: (record, values(made)))


for _record in (DocumentFacts, DocumentRow, SectionRow, StatementRow, PeriodRow, FindingRow, Span):
    _register(_record)
