"""What became of the offices, told in plain values that a person can hold against the script."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import pairwise

from flows.history.differences import Differences
from flows.history.office_history import DatedWording, StatementChain, read_history
from flows.history.word_diff import word_diff
from flows.printing.diff_text import diff_text
from schemas.registry import registry
from stores.curated.release import OpenRelease, open_release
from stores.journal import Journal
from stores.journal_releases import OfficeChanges, ReleaseRecord
from stores.roots import open_root
from tests.life.life import Lived, Night
from tests.life.page import HEADINGS

Told = dict[str, object]


def told_history(lived: Lived) -> Told:
    """The chains of each office in the last release."""
    release = lived.nights[-1].release
    return {office: _office_history(release, office) for office in lived.script.addresses}


def _office_history(release: OpenRelease, office_id: str) -> Told:
    found: dict[str, list[str | list[str]]] = {}
    for chain in read_history(release, registry(), office_id).chains:
        found.setdefault(chain.kind.value, []).append(_chain(chain))
    return dict(found)


def _chain(chain: StatementChain) -> str | list[str]:
    lines = [f"{_span(wording)} {wording.change.value}: {_said(wording)}" for wording in chain.wordings]
    return lines if len(lines) > 1 else lines[0]


def _span(wording: DatedWording) -> str:
    last = "…" if wording.valid_to is None else moment(wording.valid_to)
    return f"{moment(wording.valid_from)} to {last}"


def _said(wording: DatedWording) -> str:
    return diff_text(wording.pieces, coloured=False).plain if wording.pieces else wording.text


def told_changes(lived: Lived) -> Told:
    """What each release changed, as the journal noted it when it was made."""
    records = Journal(open_root(lived.settings.curated)).releases()
    return {_number(record.release_id): _release_changes(lived, record) for record in records}


def _release_changes(lived: Lived, record: ReleaseRecord) -> Told:
    ids = filter(None, (record.previous, record.release_id))
    texts = texts_by_id([open_release(lived.settings.curated, release_id) for release_id in ids])
    return {
        "made": moment(record.created_at),
        "offices": {changes.office_id: told_office(changes, texts) for changes in record.changes},
    }


def texts_by_id(releases: Iterable[OpenRelease]) -> dict[str, str]:
    """The text of every statement of some releases."""
    tables = [release.table("statements", ["statement_id", "text"]) for release in releases]
    return {row["statement_id"]: row["text"] for table in tables for row in table.to_pylist()}


def told_office(changes: OfficeChanges, texts: dict[str, str]) -> dict[str, list[str]]:
    """The texts that changed, by how."""
    found = {
        "added": [texts[one] for one in changes.added],
        "removed": [texts[one] for one in changes.removed],
        "reworded": [_marked(texts[before], texts[after]) for before, after in changes.reworded],
        "cosmetic": [_marked(texts[before], texts[after]) for before, after in changes.cosmetic],
    }
    return {change: told for change, told in found.items() if told}


def told_differences(found: Differences) -> dict[str, dict[str, list[str]]]:
    """By office the texts that differ, by how, sorted."""
    told: dict[str, dict[str, list[str]]] = {}
    for office in found.offices:
        for link in office.links:
            both = link.before is not None and link.after is not None
            text = _marked(link.before.text, link.after.text) if both else link.wording.text
            told.setdefault(office.office_id, {}).setdefault(link.change.value, []).append(text)
    return {office: {change: sorted(texts) for change, texts in own.items()} for office, own in told.items()}


def _marked(before: str, after: str) -> str:
    return diff_text(word_diff(before, after), coloured=False).plain


def told_coverage(lived: Lived) -> Told:
    """The coverage of each office on the first night, and wherever it became another one."""
    nights = {night.number: coverage_of(night.release) for night in lived.nights}
    offices = lived.script.addresses
    told: Told = {"night 1": {office: nights[1][office] for office in offices}}
    for before, now in pairwise(lived.nights):
        changed = {
            office: nights[now.number][office]
            for office in offices
            if nights[now.number][office] != nights[before.number][office]
        }
        told[f"night {now.number}"] = changed
    return told


def coverage_of(release: OpenRelease) -> dict[str, dict[str, str]]:
    """By office: each verdict, and the kinds it is of; kinds that the script never has are counted."""
    found: dict[str, dict[str, list[str]]] = {}
    for row in release.table("coverage").to_pylist():
        since = f" since {moment(row['changed_at'])}" if row["changed_at"] else ""
        verdict = f"{row['status']} {row['reason']} {row['statement_count']}{since}"
        found.setdefault(row["office_id"], {}).setdefault(verdict, []).append(row["kind"])
    return {
        office: {verdict: _kinds(kinds) for verdict, kinds in verdicts.items()}
        for office, verdicts in found.items()
    }


def _kinds(kinds: Sequence[str]) -> str:
    own = [kind for kind in kinds if kind in HEADINGS]
    others = len(kinds) - len(own)
    return " ".join([*own, f"and {others} others"] if others else own)


def told_clocks(lived: Lived) -> Told:
    """By office and night: when last looked, changed, published, and the code of why its rows are old."""
    return {office: [_clocks(night, office) for night in lived.nights] for office in lived.script.addresses}


def _clocks(night: Night, office_id: str) -> str:
    clocks = night.clocks[office_id]
    times = (clocks.looked_at, clocks.changed_at, clocks.published_at)
    looked, changed, published = ("never" if time is None else moment(time) for time in times)
    stale = f", stale: {clocks.stale.partition(':')[0]}" if clocks.stale else ""
    return f"looked {looked}, changed {changed}, published {published}{stale}"


def told_nights(lived: Lived) -> Told:
    """What each night's run said, and which release readers saw after it."""
    return {
        f"night {night.number}": {
            "said": night.report.message,
            "exit": night.report.exit_code,
            "release": _number(night.release.release_id),
            "published": night.report.published,
        }
        for night in lived.nights
    }


def _number(release_id: str) -> str:
    return release_id.partition("-")[0]


def moment(time: datetime) -> str:
    """A moment as the script's nights have it: day and hour, UTC."""
    return time.strftime("%d %H:%M") if not time.microsecond else time.strftime("%d %H:%M:%S.%f")
