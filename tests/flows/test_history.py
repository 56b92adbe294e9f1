"""The commands history, diff and changes, on a place where pages were loaded one after another."""

import contextlib
import json
import shutil
from dataclasses import dataclass
from io import StringIO

import pytest
from rich.console import Console
from typer.testing import CliRunner

from flows.cli import app
from flows.history.office_history import read_history
from flows.printing.history_text import print_history
from flows.settings import Settings
from flows.steps import load
from schemas.codes import HistoryChange
from schemas.registry import registry
from stores.curated.pointer import RELEASES
from stores.curated.release import open_release
from tests.pages import LOEI, TRAT, text_page

VISION = "องค์กรแห่งการเรียนรู้ มุ่งสู่คุณภาพการศึกษา"
NEW_VISION = "องค์กรแห่งการเรียนรู้ที่ทันสมัย มุ่งสู่คุณภาพการศึกษา"
MISSIONS = ("พัฒนาครูให้รู้จักชุมชน", "ดูแลอาคารเรียนให้ปลอดภัย", "เปิดห้องสมุดให้ชุมชนใช้", "จัดรถรับส่งเด็กบนเกาะ")
WITH_SPACE = ("พัฒนาครู ให้รู้จักชุมชน", *MISSIONS[1:])
STAGES = (
    {"trat.txt": text_page(TRAT, VISION, MISSIONS)},
    {"trat.txt": text_page(TRAT, NEW_VISION, WITH_SPACE)},
    {"trat.txt": text_page(TRAT, NEW_VISION, WITH_SPACE[:3]), "loei.txt": text_page(LOEI)},
)


@dataclass(frozen=True)
class Said:
    code: int
    out: str
    err: str

    @property
    def lines(self):
        return self.out.splitlines()

    @property
    def json(self):
        return json.loads(self.out)


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """Three releases: pages as they were, the vision worded anew, a mission gone and an office come."""
    folder = tmp_path_factory.mktemp("place")
    settings = Settings(raw=str(folder / "raw"), curated=str(folder / "curated"), workers=1)
    for stage in STAGES:
        pages = folder / "pages"
        pages.mkdir(exist_ok=True)
        for name, data in stage.items():
            (pages / name).write_bytes(data)
        assert load([pages], settings).published
    return folder


@pytest.fixture
def ask(place):
    def run(*arguments):
        with contextlib.chdir(place), pytest.MonkeyPatch.context() as patch:
            for name in ("THITTHANG_RAW", "THITTHANG_CURATED", "THITTHANG_SOURCES"):
                patch.delenv(name, raising=False)
            patch.setattr("flows.cli.stop_on_sigterm", lambda: None)
            done = CliRunner().invoke(app, [str(one) for one in arguments], catch_exceptions=False)
        return Said(done.exit_code, done.stdout, done.stderr)

    return run


@pytest.fixture
def releases(place):
    return sorted(path.name for path in (place / "curated" / RELEASES).iterdir())


def said(line):
    """A line without its dates."""
    return line.split(maxsplit=3)[0::3]


def test_history_tells_what_changed_and_counts_the_rest(ask):
    done = ask("history", "esa-p-trat")
    assert done.code == 0
    assert done.lines[0].startswith("สพป.ตราด  esa-p-trat  release 000003-")
    assert "วิสัยทัศน์  vision" in done.lines
    assert [said(line) for line in done.lines if line.startswith("  ")] == [
        ["added", VISION],
        ["reworded", "องค์กรแห่งการเรียนรู้{+ที่ทันสมัย+} มุ่งสู่คุณภาพการศึกษา"],
        ["added", MISSIONS[3]],
        ["removed", MISSIONS[3]],
        ["added", MISSIONS[0]],
        ["cosmetic", "พัฒนาครู{+ +}ให้รู้จักชุมชน"],
    ]
    assert done.lines[-1].startswith("2 other statements have not changed since 20")
    assert all(line == line.rstrip() for line in done.lines)


def test_history_of_all_statements_and_of_one_kind(ask):
    everything = ask("history", "สพป.ตราด", "--all")
    assert MISSIONS[2] in everything.out
    assert "not changed" not in everything.out
    vision = ask("history", "สพป.ตราด", "--kind", "vision")
    assert MISSIONS[0] not in vision.out
    assert "ที่ทันสมัย" in vision.out
    assert ask("history", "สพป.ตราด", "--kind", "goal").lines[1:] == ["no such statement was ever in force"]


def test_history_as_json(ask):
    found = ask("history", "esa-p-trat", "--json").json
    vision = found["chains"][0]
    assert [chain["kind"] for chain in found["chains"]] == ["vision", "mission", "mission"]
    assert [chain["in_force"] for chain in found["chains"]] == [True, False, True]
    first, second = vision["wordings"]
    assert (first["text"], first["diff"], second["text"]) == (VISION, [], NEW_VISION)
    assert {"edit": "added", "text": "ที่ทันสมัย"} in second["diff"]
    assert first["valid_to"] == second["valid_from"]
    assert second["valid_to"] is None
    assert vision["statement_key"] == first["statement_id"]
    assert len(ask("history", "esa-p-trat", "--all", "--json").json["chains"]) == 5


def test_history_of_an_office_without_statements_or_unknown(ask):
    assert ask("history", "esa-p-loei-1").lines[1:] == ["no such statement was ever in force"]
    unknown = ask("history", "สพป.ไม่มีจริง")
    assert (unknown.code, unknown.out) == (2, "")
    assert ask("history", "esa-p-trat", "--kind", "wish").code == 2


def test_history_in_a_terminal_is_coloured_and_wraps_under_its_text(place):
    history = read_history(open_release(place / "curated"), registry(), "esa-p-trat")
    out = StringIO()
    console = Console(file=out, force_terminal=True, color_system="standard", width=60, no_color=False)
    print_history(console, history, everything=False)
    assert "\x1b[1;32mที่ทันสมัย\x1b[0m" in out.getvalue()
    assert "{+" not in out.getvalue()


def test_chains_come_by_kind_what_ended_first_then_as_the_page_has_them(place):
    history = read_history(open_release(place / "curated"), registry(), "esa-p-trat")
    assert [chain.wordings[0].text for chain in history.chains] == [VISION, MISSIONS[3], *MISSIONS[:3]]
    changes = [tuple(one.change for one in chain.wordings) for chain in history.chains[:2]]
    assert changes[0] == (HistoryChange.ADDED, HistoryChange.REWORDED)
    assert changes[1] == (HistoryChange.ADDED, HistoryChange.REMOVED)


def test_diff_of_two_releases_that_follow_each_other(ask, releases):
    done = ask("diff", "1", "2")
    assert done.code == 0
    assert done.lines[0] == f"{releases[0]} to {releases[1]}"
    assert "  reworded  องค์กรแห่งการเรียนรู้{+ที่ทันสมัย+} มุ่งสู่คุณภาพการศึกษา" in done.lines
    assert "  cosmetic  พัฒนาครู{+ +}ให้รู้จักชุมชน" in done.lines
    assert done.lines[-2].split() == ["all", "1", "1"]
    assert done.lines[-1] == "1 office"


def test_diff_of_any_two_releases_does_not_go_through_those_between(ask, releases):
    found = ask("diff", "1", "--json").json
    assert (found["before"], found["after"]) == (releases[0], releases[2])
    loei, trat = sorted(found["offices"], key=lambda office: office["office_id"])
    assert (loei["office_id"], loei["came"], loei["counts"]["added"]) == ("esa-p-loei-2", True, 3)
    assert trat["counts"] == {"added": 0, "removed": 1, "reworded": 1, "cosmetic": 1}
    assert found["counts"]["mission"] == {"added": 2, "removed": 1, "reworded": 0, "cosmetic": 1}
    reworded = trat["changes"][0]
    assert (reworded["before"]["text"], reworded["after"]["text"]) == (VISION, NEW_VISION)


def test_diff_backwards_turns_everything_round(ask):
    found = ask("diff", "latest", "1", "--json").json
    loei, trat = found["offices"]
    assert (loei["went"], loei["counts"]["removed"]) == (True, 3)
    assert trat["counts"] == {"added": 1, "removed": 0, "reworded": 1, "cosmetic": 1}


def test_diff_without_a_release_is_of_the_last_step(ask, releases):
    assert ask("diff").lines[0] == f"{releases[1]} to {releases[2]}"
    assert ask("diff").out == ask("diff", "previous", "latest").out
    assert "had no statement before" in ask("diff").out
    assert ask("diff").lines[-1] == "2 offices, 1 came"


def test_diff_of_one_office(ask):
    found = ask("diff", "1", "--office", "สพป.ตราด", "--json").json
    assert [office["office_id"] for office in found["offices"]] == ["esa-p-trat"]
    assert ask("diff", "--office", "สพป.ไม่มีจริง").code == 2


def test_diff_of_a_release_with_itself(ask):
    assert ask("diff", "2", "2").lines[1:] == ["no statement in force differs"]


@pytest.mark.parametrize("typed", ["2", "000002", "000002-", "whole"])
def test_a_release_is_found_by_number_or_by_how_it_begins(ask, releases, typed):
    typed = releases[1] if typed == "whole" else typed
    assert ask("diff", typed, "latest").lines[0] == f"{releases[1]} to {releases[2]}"


@pytest.mark.parametrize(
    ("typed", "cause"), [("9", "no such release"), ("00000", "fits several"), ("", "no such")]
)
def test_a_release_that_is_not_there_is_one_error_that_says_which_are(ask, releases, typed, cause):
    done = ask("diff", typed or " ", "latest")
    assert (done.code, done.out) == (2, "")
    assert cause in done.err
    assert all(release in done.err for release in releases)


def test_a_release_that_was_taken_away_is_said_to_be_gone(place, ask, releases, tmp_path):
    shutil.copytree(place / "curated", tmp_path / "curated", symlinks=True)
    shutil.rmtree(tmp_path / "curated" / RELEASES / releases[1])
    for typed in ("2", "previous", releases[1]):
        done = ask("diff", typed, "--curated", tmp_path / "curated")
        assert done.code == 2
        assert f"{releases[1]}: the release is no longer there" in done.err
        assert f"there are {releases[2]}, {releases[0]}" in done.err
    states = [one["state"] for one in ask("changes", "--curated", tmp_path / "curated", "--json").json]
    assert states == ["latest", "lost", "kept"]
    assert ask("diff", "1", "--curated", tmp_path / "curated").code == 0


def test_changes_are_told_newest_first(ask, releases):
    done = ask("changes")
    assert [line.split()[0] for line in done.lines if line.startswith("0")] == releases[::-1]
    assert "  1 office: 1 reworded, 1 cosmetic" in done.lines
    assert "    สพป.เลย เขต 2  esa-p-loei-2: 3 added" in done.lines
    assert "latest" in done.lines[0]


def test_changes_as_json_and_since_a_day(ask, releases):
    found = ask("changes", "--json").json
    assert [one["release_id"] for one in found] == releases[::-1]
    assert [one["counts"]["added"] for one in found] == [3, 0, 5]
    assert [one["state"] for one in found] == ["latest", "kept", "kept"]
    assert ask("changes", "--since", "2001-01-01", "--json").json == found
    assert ask("changes", "--since", "2999-01-01").out == "no release was made\n"
    assert ask("changes", "--since", "yesterday").code == 2


def test_where_nothing_was_published(tmp_path, ask):
    for command in (("history", "esa-p-trat"), ("diff",)):
        done = ask(*command, "--curated", tmp_path / "none")
        assert done.code == 1
        assert "nothing has been published" in done.err
    assert ask("changes", "--curated", tmp_path / "none").out == "no release was made\n"
