"""Answers as rows that can be compared, whoever gave them, and as the table that the page prints."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from numbers import Integral, Real
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa


@dataclass(frozen=True, slots=True)
class Answer:
    """Rows of plain values under the names of their columns."""

    columns: tuple[str, ...]
    rows: tuple[tuple[object, ...], ...]

    def markdown(self) -> str:
        lines = [self.columns, ["---"] * len(self.columns), *self.rows]
        return "\n".join(f"| {' | '.join(map(_cell, line))} |" for line in lines)


def answer_of(found: Any) -> Answer:
    """The answer that a frame or table holds; an index that says something is an error of the page."""
    if isinstance(found, pd.DataFrame):
        assert list(found.index.names) == [None], found.index.names
        return _plain(found.columns, found.itertuples(index=False, name=None))
    if isinstance(found, pl.DataFrame):
        return _plain(found.columns, found.iter_rows())
    assert isinstance(found, pa.Table), type(found)
    return _plain(found.column_names, zip(*(column.to_pylist() for column in found.columns), strict=True))


def _plain(columns: Sequence[str], rows: Any) -> Answer:
    return Answer(tuple(columns), tuple(tuple(map(_value, row)) for row in rows))


def _value(value: Any) -> object:
    if value is None or value is pd.NA or value is pd.NaT or (isinstance(value, float) and math.isnan(value)):
        return None
    if isinstance(value, bool | np.bool_):
        return str(bool(value)).lower()
    if isinstance(value, Integral):
        return int(value)
    if isinstance(value, Real):
        return int(value) if float(value).is_integer() else round(float(value), 6)
    if isinstance(value, datetime | date):
        return value.isoformat()
    assert isinstance(value, str), value
    return str(value)


def _cell(value: object) -> str:
    return "" if value is None else str(value).replace("|", "\\|").replace("\n", " ⏎ ")
