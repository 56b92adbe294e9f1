"""Twelve offices over ten nights: history, changes, coverage and clocks are what the script says."""

import difflib
import json
import os
from itertools import pairwise
from pathlib import Path

import pytest

from flows.history.differences import differences
from flows.history.release_choice import choose_release
from stores.roots import open_root
from tests.life.life import live
from tests.life.script import NIGHTS, read_script
from tests.life.telling import (
    told_changes,
    told_clocks,
    told_coverage,
    told_differences,
    told_history,
    told_nights,
)

pytestmark = pytest.mark.xdist_group("life")
"""The script is lived through once, in one worker."""

GOLDEN = Path(__file__).with_name("golden")
TOLD = {
    "nights": told_nights,
    "history": told_history,
    "changes": told_changes,
    "coverage": told_coverage,
    "clocks": told_clocks,
}


@pytest.fixture(scope="module")
def lived(tmp_path_factory):
    return live(read_script(), tmp_path_factory.mktemp("life"))


@pytest.mark.parametrize("name", TOLD)
def test_the_offices_lives_are_told_as_scripted(lived, name, request):
    found = json.dumps(TOLD[name](lived), ensure_ascii=False, indent=1) + "\n"
    hold(GOLDEN / f"{name}.json", found, update=request.config.getoption("--update-golden"))


PLAIN = ("esa-p-trat", "esa-p-rayong-1", "esa-p-loei-2", "esa-p-nan-1", "esa-p-phrae-1", "esa-p-tak-1")
"""Offices with one page that is always their own and never kept back."""


@pytest.mark.parametrize("office_id", [*PLAIN, "esa-p-yasothon-1", "esa-p-ranong"])
def test_every_morning_the_tables_say_what_the_page_says(lived, office_id):
    (address,) = lived.script.addresses[office_id]
    for night in lived.nights:
        page = lived.script.shown[night.number][address]
        said = [text for texts in page.says.values() for text in texts] if page else []
        assert texts_in_force(night.release, office_id) == said


def texts_in_force(release, office_id):
    rows = release.table("direction", ["office_id", "text"]).to_pylist()
    return [row["text"] for row in rows if row["office_id"] == office_id]


def test_what_the_journal_noted_is_how_the_releases_differ(lived):
    root = open_root(lived.settings.curated)
    for (before, _), (after, noted) in pairwise(told_changes(lived).items()):
        found = told_differences(differences(choose_release(root, before), choose_release(root, after)))
        wanted = {
            office: {change: sorted(texts) for change, texts in own.items()}
            for office, own in noted["offices"].items()
        }
        assert found == wanted, after


@pytest.mark.parametrize("number", NIGHTS)
def test_chains_hang_together(lived, number):
    """No two wordings of a statement at one time; what is open is what is in force."""
    release = lived.nights[number - 1].release
    rows = release.table("statement_history").to_pylist()
    chains = {}
    for row in rows:
        chains.setdefault(row["statement_key"], []).append(row)
    for key, own in chains.items():
        assert (own[0]["statement_id"], own[0]["change"]) == (key, "added")
        for before, after in pairwise(own):
            assert before["valid_to"] is not None
            assert before["valid_to"] <= after["valid_from"]
    still = {row["statement_id"] for row in rows if row["valid_to"] is None}
    wanted = release.table("direction", ["statement_id", "text"]).to_pylist()
    assert len(still) == len(wanted)
    assert {row["text"] for row in rows if row["valid_to"] is None} == {row["text"] for row in wanted}


def hold(path, found, *, update):
    """Compare with an expectation, or write it where that is asked for; never in CI."""
    if update:
        if os.environ.get("CI", "").lower() not in {"", "0", "false"}:
            pytest.fail("--update-golden is for people: in CI expectations are compared, never written")
        path.write_text(found, "utf-8")
    if not path.exists():
        pytest.fail(f"there is no {path.name}: read what is found, then write it with --update-golden")
    wanted = path.read_text("utf-8")
    if found != wanted:
        lines = difflib.unified_diff(wanted.split("\n"), found.split("\n"), path.name, "found", n=2)
        pytest.fail("\n".join(lines))
