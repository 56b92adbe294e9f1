"""Histories, differences and changes as plain JSON values; times are ISO 8601 in UTC."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING

from flows.history.word_diff import Piece, word_diff
from schemas.codes import HistoryChange

if TYPE_CHECKING:
    from flows.history.differences import Differences, OfficeDifference, Tally
    from flows.history.office_history import DatedWording, OfficeHistory, StatementChain
    from flows.history.release_log import LoggedRelease
    from stores.curated.alignment import Link, Wording


def history_as_json(history: OfficeHistory, *, everything: bool) -> dict[str, object]:
    """An office's chains that anything happened to, or all."""
    return {
        "release_id": history.release_id,
        "office_id": history.office_id,
        "name_th": history.name_th,
        "since": None if history.since is None else _time(history.since),
        "chains": [_chain(chain) for chain in history.chains if everything or history.has_changed(chain)],
    }


def _chain(chain: StatementChain) -> dict[str, object]:
    return {
        "statement_key": chain.statement_key,
        "kind": chain.kind.value,
        "in_force": chain.in_force,
        "wordings": [_dated(wording) for wording in chain.wordings],
    }


def _dated(wording: DatedWording) -> dict[str, object]:
    return {
        "change": wording.change.value,
        "valid_from": _time(wording.valid_from),
        "valid_to": None if wording.valid_to is None else _time(wording.valid_to),
        "text": wording.text,
        "statement_id": wording.statement_id,
        "diff": _pieces(wording.pieces),
    }


def differences_as_json(found: Differences) -> dict[str, object]:
    """What differs by office, and how much by kind."""
    return {
        "before": found.before,
        "after": found.after,
        "offices": [_office(office) for office in found.offices],
        "counts": {kind.value: _tally(tally) for kind, tally in found.tallies.items()},
    }


def _office(office: OfficeDifference) -> dict[str, object]:
    return {
        "office_id": office.office_id,
        "name_th": office.name_th,
        "came": office.came,
        "went": office.went,
        "counts": _tally(office.tally),
        "changes": [_link(link) for link in office.links],
    }


def _link(link: Link) -> dict[str, object]:
    both = (link.before, link.after)
    pieces = word_diff(link.before.text, link.after.text) if link.before and link.after else ()
    before, after = (_wording(one) for one in both)
    return {
        "change": None if link.change is None else link.change.value,
        "kind": link.wording.kind.value,
        "before": before,
        "after": after,
        "diff": _pieces(pieces),
    }


def _wording(wording: Wording | None) -> dict[str, object] | None:
    return None if wording is None else asdict(wording)


def changes_as_json(releases: Iterable[LoggedRelease]) -> list[dict[str, object]]:
    """Releases with the ids of the statements that changed, as given."""
    return [
        {
            "release_id": one.entry.release_id,
            "state": one.entry.state.value,
            "previous": one.entry.record.previous,
            "created_at": _time(one.entry.record.created_at),
            "problems": list(one.entry.record.problems),
            "counts": _tally(one.tally),
            "offices": [asdict(changes) for changes in one.entry.record.changes],
        }
        for one in releases
    ]


def _tally(tally: Tally) -> dict[str, int]:
    return {change.value: tally[change] for change in HistoryChange}


def _pieces(pieces: Iterable[Piece]) -> list[dict[str, str]]:
    return [{"edit": piece.edit.value, "text": piece.text} for piece in pieces]


def _time(moment: datetime) -> str:
    return moment.isoformat()
