"""The offices whose statements in force differ between two releases, as a page can show them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from flows.history.differences import Differences, OfficeDifference, Tally, differences
from flows.history.word_diff import Edit
from flows.release_report.excerpts import Excerpt, changed_excerpt, excerpt
from flows.release_report.labels import Label, kind_label
from flows.release_report.offices import OfficeName, office_called
from flows.release_report.shown import Shown, first
from schemas.codes import HistoryChange

if TYPE_CHECKING:
    from stores.curated.alignment import Link
    from stores.curated.release import OpenRelease

MOST_OFFICES = 100
"""Changed offices that are shown with their words."""
MOST_NAMES = 300
"""Further changed offices that are named."""
MOST_STATEMENTS = 24
"""Changed statements of one office that are shown."""
MOST_STATEMENTS_AT_ONCE = 8
"""The same, of an office that is new or has no statement any more."""


@dataclass(frozen=True, slots=True)
class ChangedStatement:
    """What became of a statement."""

    change: HistoryChange
    number: str | None
    words: Excerpt


@dataclass(frozen=True, slots=True)
class ChangedKind:
    """Changed statements of one kind."""

    label: Label
    statements: tuple[ChangedStatement, ...]


@dataclass(frozen=True, slots=True)
class ChangedOffice:
    """An office whose statements differ.

    `left_out` counts those not shown; `sources` are where those shown stand now.
    """

    office: OfficeName
    came: bool
    went: bool
    tally: Tally
    kinds: tuple[ChangedKind, ...]
    left_out: int
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Changes:
    """All that differs from the release `before`: counts by kind, offices, further ones by name."""

    before: str
    tallies: tuple[tuple[Label, Tally], ...]
    whole: Tally
    offices: tuple[ChangedOffice, ...]
    further: Shown[OfficeName]

    @property
    def total(self) -> int:
        """How many offices changed."""
        return len(self.offices) + self.further.total


def read_changes(before: OpenRelease, after: OpenRelease, offices: Mapping[str, OfficeName]) -> Changes:
    """How a release differs from the one before, lost offices first, new ones last.

    Raises StoreError if a file of one of them is lost or damaged.
    """
    found = differences(before, after)
    ordered = sorted(found.offices, key=_place)
    shown, further = ordered[:MOST_OFFICES], ordered[MOST_OFFICES:]
    sources = _sources(after, shown)
    return Changes(
        before=before.release_id,
        tallies=tuple((kind_label(kind), tally) for kind, tally in found.tallies.items()),
        whole=_whole(found),
        offices=tuple(_changed(one, office_called(offices, one.office_id), sources) for one in shown),
        further=first([office_called(offices, one.office_id) for one in further], MOST_NAMES),
    )


def _place(office: OfficeDifference) -> tuple[bool, bool, str]:
    return not office.went, office.came, office.office_id


def _whole(found: Differences) -> Tally:
    return sum((office.tally for office in found.offices), Tally())


def _changed(difference: OfficeDifference, office: OfficeName, sources: Mapping[str, str]) -> ChangedOffice:
    most = MOST_STATEMENTS_AT_ONCE if difference.came or difference.went else MOST_STATEMENTS
    links = difference.links[:most]
    ids = (link.after.statement_id for link in links if link.after)
    return ChangedOffice(
        office=_named(office, difference),
        came=difference.came,
        went=difference.went,
        tally=difference.tally,
        kinds=tuple(
            ChangedKind(kind_label(kind), tuple(map(_statement, group)))
            for kind, group in groupby(links, key=lambda link: link.wording.kind)
        ),
        left_out=len(difference.links) - len(links),
        sources=tuple(dict.fromkeys(sources[one] for one in ids if one in sources)),
    )


def _named(office: OfficeName, difference: OfficeDifference) -> OfficeName:
    """The office; one that only the release before has, by the name it had there."""
    if office.name.th != office.office_id:
        return office
    label = Label(difference.name_th, difference.name_th)
    return OfficeName(office.office_id, label, office.registered, office.place)


def _statement(link: Link) -> ChangedStatement:
    change = link.change
    if change is None:
        raise ValueError("a link of a difference has a change")
    return ChangedStatement(change, link.wording.number_path, _words(link))


def _words(link: Link) -> Excerpt:
    if link.before is None:
        return excerpt(link.wording.text, Edit.ADDED)
    if link.after is None:
        return excerpt(link.wording.text, Edit.REMOVED)
    return changed_excerpt(link.before.text, link.after.text)


def _sources(release: OpenRelease, offices: Iterable[OfficeDifference]) -> Mapping[str, str]:
    """Where each changed statement of some offices stands now."""
    import pyarrow as pa
    import pyarrow.compute as pc

    ids = [link.after.statement_id for office in offices for link in office.links if link.after]
    if not ids:
        return {}
    table = release.columns("direction", ["statement_id", "source_url"])
    found = table.filter(pc.is_in(table["statement_id"], value_set=pa.array(ids)))
    return dict(zip(found["statement_id"].to_pylist(), found["source_url"].to_pylist(), strict=True))
