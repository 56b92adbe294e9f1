"""How an office's statements in force came to be worded as they are, capture by capture."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from operator import attrgetter

from schemas.codes import HistoryChange
from schemas.kinds import Kind
from schemas.matching import matching_key
from stores.curated.alignment import Wording, align
from stores.curated.captures import Turn
from stores.curated.plans import Plan, document_order, newest_plans, plan_of, standing
from stores.curated.records import DocumentFacts, HistoryRow, StatementRow


def wordings(rows: Sequence[StatementRow]) -> tuple[Wording, ...]:
    """The statements that count, as they are worded."""
    return tuple(map(_wording, standing(rows)))


def _wording(row: StatementRow) -> Wording:
    return Wording(row.statement_id, row.kind, row.number_path, row.text)


def statement_history(
    office_id: str, documents: Sequence[DocumentFacts], turned: Sequence[Turn]
) -> tuple[HistoryRow, ...]:
    """The history rows of an office, from all its document versions and all turns of their sources.

    A document of the sources that is not among `documents` is another office's: from that turn on the
    office has nothing there.
    """
    known = {facts.document.document_id: _stated(facts) for facts in documents}
    chains = _Chains(office_id)
    current: dict[str, str] = {}
    ordered = sorted(turned, key=lambda turn: (turn.at, turn.source_id))
    for at, simultaneous in groupby(ordered, key=lambda turn: turn.at):
        current |= {turn.source_id: turn.document_id for turn in simultaneous}
        chains.move(at, _in_force([known[document] for document in current.values() if document in known]))
    return chains.rows()


@dataclass(frozen=True, slots=True)
class _Stated:
    """What a document states, made ready to be asked for again at each turn of its office."""

    order: tuple[object, ...]
    plan: Plan
    kinds: frozenset[Kind]
    statements: tuple[tuple[Kind, str, Wording], ...]
    """Kind, matching key and wording of each."""


def _stated(facts: DocumentFacts) -> _Stated:
    return _Stated(
        document_order(facts),
        plan_of(facts.document),
        frozenset(row.kind for row in facts.statements),
        tuple((row.kind, row.text_key, _wording(row)) for row in facts.statements),
    )


def _in_force(current: list[_Stated]) -> tuple[Wording, ...]:
    """What counts where the documents are the current ones: as `plans.settled` has it."""
    newest = newest_plans((one.plan, one.kinds) for one in current)
    seen: set[tuple[Kind, str]] = set()
    found = []
    for one in sorted(current, key=attrgetter("order")):
        for kind, key, wording in one.statements:
            if newest[kind] != one.plan or (kind, key) in seen:
                continue
            if key:
                seen.add((kind, key))
            found.append(wording)
    return tuple(found)


class _Chains:
    """The chains of wordings as they grow.

    A chain remembers every wording that it had: a statement that comes back goes on with its own chain,
    also when its bytes are others or another wording stood in its place meanwhile.
    """

    def __init__(self, office_id: str) -> None:
        self._office = office_id
        self._rows: list[HistoryRow] = []
        self._standing: tuple[Wording, ...] = ()
        self._open: dict[str, int] = {}
        """Index of the open row of each statement in force, by the id it has now."""
        self._chain_of: dict[tuple[Kind, str], str] = {}
        """The chain that had a wording last, by kind and matching key."""

    def move(self, at: datetime, now: tuple[Wording, ...]) -> None:
        """Write down what is different from `at` on."""
        new = [wording for wording in now if wording.statement_id not in self._open]
        if len(now) - len(new) == len(self._standing):
            self._add(at, new)
            self._standing = now
        else:
            self._align(at, now)

    def _add(self, at: datetime, new: Sequence[Wording]) -> None:
        """Begin rows of statements that came to those in force, all of which stay as they are."""
        opened: dict[str, int] = {}
        for wording in new:
            key = self._key_of_new(wording)
            opened[wording.statement_id] = len(self._rows)
            self._chain_of[_trait(wording)] = key
            self._rows.append(self._row(key, wording, at, HistoryChange.ADDED))
        self._open |= opened

    def _align(self, at: datetime, now: tuple[Wording, ...]) -> None:
        still_open: dict[str, int] = {}
        for link in align(self._standing, now, self._remembered(now)):
            place = None if link.before is None else self._open[link.before.statement_id]
            change, wording = link.change, link.wording
            if change is None:
                if place is not None:
                    still_open[wording.statement_id] = place
                continue
            key = self._key_of_new(wording) if place is None else self._close(place, at)
            if change is not HistoryChange.REMOVED:
                still_open[wording.statement_id] = len(self._rows)
                self._chain_of[_trait(wording)] = key
            self._rows.append(self._row(key, wording, at, change))
        self._standing, self._open = now, still_open

    def _remembered(self, now: Sequence[Wording]) -> dict[int, int]:
        """Places of wordings that a chain in force had before, with the place that the chain stands at."""
        if not self._standing:
            return {}
        stands_at = {
            self._rows[self._open[wording.statement_id]].statement_key: place
            for place, wording in enumerate(self._standing)
        }
        chains = ((place, self._chain_of.get(_trait(wording))) for place, wording in enumerate(now))
        return {
            place: stands_at[chain] for place, chain in chains if chain is not None and chain in stands_at
        }

    def _key_of_new(self, wording: Wording) -> str:
        """The ended chain that had the wording, else a chain of its own."""
        chain = self._chain_of.get(_trait(wording))
        if chain is None:
            return wording.statement_id
        in_force = {self._rows[place].statement_key for place in self._open.values()}
        return wording.statement_id if chain in in_force else chain

    def _close(self, place: int, at: datetime) -> str:
        """End a wording; the key of its chain."""
        ended = dataclasses.replace(self._rows[place], valid_to=at)
        self._rows[place] = ended
        return ended.statement_key

    def _row(self, key: str, wording: Wording, at: datetime, change: HistoryChange) -> HistoryRow:
        return HistoryRow(
            statement_key=key,
            office_id=self._office,
            kind=wording.kind,
            text=wording.text,
            valid_from=at,
            valid_to=at if change is HistoryChange.REMOVED else None,
            change=change,
            statement_id=wording.statement_id,
        )

    def rows(self) -> tuple[HistoryRow, ...]:
        """All rows, in the order the changes were seen."""
        return tuple(self._rows)


def _trait(wording: Wording) -> tuple[Kind, str]:
    return wording.kind, matching_key(wording.text) or wording.text
