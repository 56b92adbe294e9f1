"""One office as plain JSON values."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from flows.office_view import OfficeView


def view_as_json(view: OfficeView) -> dict[str, object]:
    """All rows of the office in the release, by table; times are ISO 8601 in UTC."""
    return {
        "release_id": view.release_id,
        "office": _plain(view.office),
        "documents": [_plain(row) for row in view.documents],
        "sections": [_plain(row) for row in view.sections],
        "statements": [_plain(row) for row in view.statements],
        "coverage": [_plain(row) for row in view.coverage],
        "findings": [_plain(row) for row in view.findings],
    }


def _plain(value: Any) -> Any:  # noqa: ANN401  (a row's values are of any type)
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value.isoformat() if isinstance(value, datetime) else value
