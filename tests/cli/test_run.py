"""Commands that make a release: what they print, how they end, and what a kill leaves behind."""

import contextlib
import json
import os
import pty
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from flows.settings import Settings
from flows.steps import load, rebuild
from stores.curated.release import find_release, open_release
from tests.cli.conftest import environment, thitthang
from tests.pages import LOEI, TRAT, html_page, office_file, serve, text_page


def test_a_load_prints_outcomes_and_the_release(place):
    first = (place / "first").read_text()
    assert "published  pages/loei.txt" in first
    assert "load: 3/3 documents (3 published)" in first
    assert "release 000001-" in first
    assert "pages/evil [red].txt" in first


@pytest.fixture
def pages(tmp_path):
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "loei.txt").write_bytes(text_page(LOEI))
    return folder


@pytest.mark.usefixtures("pages")
def test_a_second_load_says_unchanged(tmp_path):
    thitthang("load", "pages", cwd=tmp_path)
    again = thitthang("load", "pages", cwd=tmp_path)
    assert again.code == 0
    assert "Unchanged: nothing new to publish" in again.out
    assert "unchanged  pages/loei.txt" in again.out


def test_what_was_held_is_told_with_its_reason(tmp_path, pages):
    (pages / "empty.html").write_bytes(b"")
    (pages / "rubbish.html").write_bytes(os.urandom(3000))
    (pages / "lost.html").symlink_to("nowhere")
    done = thitthang("load", "pages", cwd=tmp_path)
    assert done.code == 1
    assert "EMPTY" in done.out
    assert "UNREADABLE: no such file or directory" in done.out
    assert "1/4 documents, 1 failed, 2 held" in done.out
    assert "release 000001-" in done.out
    status = thitthang("status", cwd=tmp_path).out
    assert "to look at: pages/empty.html: EMPTY" in status
    report = json.loads(thitthang("load", "pages", "--json", cwd=tmp_path).out)
    assert (report["exit_code"], report["published"]) == (1, False)
    assert len(report["outcomes"]) == 4


@pytest.mark.usefixtures("pages")
def test_usage_errors(tmp_path):
    for arguments in (
        ["load"],
        ["load", "nowhere"],
        ["load", "pages", "--office", "สพป.เลยย เขต 2"],
        ["ingest"],
        ["ingest", "esa-p-trat", "--all"],
        ["ingest", "สพป.เลยย เขต 2"],
        ["rebuild", "--stale", "--failed"],
    ):
        done = thitthang(*arguments, cwd=tmp_path)
        assert (done.code, done.out) == (2, ""), arguments
        assert done.err
    assert "esa-p-loei-2" in thitthang("ingest", "สพป.เลยย เขต 2", cwd=tmp_path).err
    assert [path.name for path in tmp_path.iterdir()] == ["pages"]


@pytest.mark.usefixtures("pages")
def test_a_curated_folder_that_cannot_be_written(tmp_path):
    (tmp_path / "curated").write_text("")
    done = thitthang("load", "pages", cwd=tmp_path)
    assert done.code == 1
    assert done.err.startswith("error: ")
    assert "curated" in done.err
    assert len(done.err.splitlines()) == 2
    assert not (tmp_path / "raw").exists()


def test_an_ingest_from_where_its_files_say(tmp_path):
    with serve() as site:
        site.pages["trat"] = html_page(TRAT)
        office_file(tmp_path / "sources", "esa-p-trat", site.url("trat"))
        office_file(tmp_path / "sources", "esa-p-loei-2", site.url("nothing"))
        where = {"THITTHANG_SOURCES": "sources", "THITTHANG_RAW": "r", "THITTHANG_CURATED": "c"}
        dry = thitthang("ingest", "สพป.ตราด", "--dry-run", cwd=tmp_path, **where)
        assert dry.out.splitlines()[0] == f"esa-p-trat  {site.url('trat')}"
        assert site.asked == []
        done = thitthang("ingest", "สพป.ตราด", "esa-p-loei-2", cwd=tmp_path, **where)
    assert done.code == 1
    assert "ingest: 1/2 offices, 1 gone" in done.out
    assert "GONE" in done.out
    (vision,) = [
        row for row in open_release(tmp_path / "c").table("direction").to_pylist() if row["kind"] == "vision"
    ]
    assert vision["office_id"] == "esa-p-trat"
    assert "gone since" in thitthang("status", cwd=tmp_path, **where).out


def test_a_dry_run_of_all_touches_nothing(tmp_path):
    done = thitthang("ingest", "--all", "--dry-run", "--json", cwd=tmp_path)
    assert len(json.loads(done.out)) == 245
    sample = thitthang("ingest", "--all", "--sample", 4, "--dry-run", "--json", cwd=tmp_path)
    assert len(json.loads(sample.out)) == 4
    assert list(tmp_path.iterdir()) == []


@pytest.mark.usefixtures("pages")
def test_a_rebuild_says_what_it_read(tmp_path):
    thitthang("load", "pages", cwd=tmp_path)
    done = thitthang("rebuild", cwd=tmp_path)
    assert done.code == 0
    assert "rebuild: 1/1 document (1 unchanged)" in done.out
    assert "Unchanged" in done.out


def start(*arguments, cwd):
    return subprocess.Popen(
        [sys.executable, "-c", "from flows.cli import main; main()", *arguments],
        cwd=cwd,
        env=environment(PYTHONPATH=str(Path(__file__).parents[2])),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def end(run, how):
    run.send_signal(how)
    out, err = run.communicate(timeout=30)
    return run.returncode, out.decode(), err.decode()


def until(seen, run):
    """Wait until something is there to see, or the run is over."""
    deadline = time.monotonic() + 60
    while not seen() and run.poll() is None and time.monotonic() < deadline:
        time.sleep(0.0005)


def place_in(folder, curated="curated"):
    return Settings(raw=str(folder / "raw"), curated=str(folder / curated), workers=1)


@pytest.fixture
def many(tmp_path, pages):
    """A published office, and a folder of pages that takes a moment to load."""
    assert load([pages], place_in(tmp_path)).exit_code == 0
    folder = tmp_path / "more"
    folder.mkdir()
    for number in range(20):
        (folder / f"{number:02}.html").write_bytes(html_page(TRAT, vision=f"องค์กรแห่งการเรียนรู้ที่ {number}"))
    return folder


@pytest.mark.parametrize(("how", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, 130)])
def test_a_run_that_is_told_to_stop_says_so(tmp_path, many, how, code):
    before = find_release(tmp_path / "curated").release_id
    run = start("load", "more", "--workers", "2", cwd=tmp_path)
    until(lambda: len(list((tmp_path / "raw" / "captures").iterdir())) > 3, run)
    ended, _, err = end(run, how)
    assert ended == code
    assert err.startswith("error: ")
    assert "what was published before stays" in err
    assert "Traceback" not in err
    assert find_release(tmp_path / "curated").release_id == before
    assert load([many], place_in(tmp_path)).exit_code == 0


MOMENTS = {
    "captures": lambda place: len(list((place / "raw" / "captures").iterdir())) > 5,
    "building": lambda place: list((place / "curated" / "releases").glob(".building-*")),
    "tables": lambda place: list((place / "curated" / "releases").glob(".building-*/statements/*")),
    "renamed": lambda place: len(list((place / "curated" / "releases").glob("0*"))) > 1,
    "noted": lambda place: len(list((place / "curated" / "journal" / "releases").iterdir())) > 1,
    "pointed": lambda place: find_release(place / "curated").release_id.startswith("000002"),
}


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_killed_load_leaves_the_last_release_and_the_next_run_succeeds(tmp_path, many, moment):
    run = start("load", "more", cwd=tmp_path)
    until(lambda: MOMENTS[moment](tmp_path), run)
    end(run, signal.SIGKILL)
    release = open_release(tmp_path / "curated")
    assert "esa-p-loei-2" in release.table("direction")["office_id"].to_pylist()
    assert (tmp_path / "curated" / "latest" / "manifest.json").is_file()
    done = load([many], place_in(tmp_path))
    assert (done.exit_code, done.good) == (0, 20)
    after = open_release(tmp_path / "curated")
    assert after.table("documents").num_rows == 21
    assert rebuild(place_in(tmp_path, "other")).exit_code == 0
    parts = [Path(part).read_bytes() for part in after.parts("statements")]
    assert parts == [Path(part).read_bytes() for part in open_release(tmp_path / "other").parts("statements")]


@pytest.mark.usefixtures("many")
def test_two_loads_at_once_both_end_well(tmp_path):
    runs = [start("load", name, cwd=tmp_path) for name in ("more", "pages", "more")]
    assert [run.wait(60) for run in runs] == [0, 0, 0]
    for run in runs:
        run.communicate()
    assert open_release(tmp_path / "curated").table("documents").num_rows == 21


def test_a_reader_that_goes_away_early(place):
    run = start("query", "select * from terms t1, terms t2 limit 20000", cwd=place)
    run.stdout.read(10)
    run.stdout.close()
    err = run.stderr.read().decode()
    run.stderr.close()
    assert run.wait(30) == 1
    assert "Traceback" not in err


@pytest.mark.usefixtures("pages")
def test_without_a_server_the_run_goes_on_and_says_so(tmp_path):
    done = thitthang("load", "pages", cwd=tmp_path, PREFECT_API_URL="http://127.0.0.1:9/api")
    assert done.code == 0
    assert "release 000001-" in done.out
    assert "ran without Prefect: the Prefect server does not answer" in done.out


def test_a_bar_is_shown_in_a_terminal_only(tmp_path):
    folder = tmp_path / "pages"
    folder.mkdir()
    for number in range(30):
        (folder / f"{number:02}.txt").write_bytes(b"")
    ours, theirs = pty.openpty()
    run = subprocess.Popen(
        [sys.executable, "-c", "from flows.cli import main; main()", "load", "pages", "--workers", "1"],
        cwd=tmp_path,
        env=environment(PYTHONPATH=str(Path(__file__).parents[2]), TERM="xterm"),
        stdout=subprocess.DEVNULL,
        stderr=theirs,
    )
    os.close(theirs)
    shown = b""
    with contextlib.suppress(OSError):  # the end of a terminal is an error
        while chunk := os.read(ours, 65536):
            shown += chunk
    os.close(ours)
    assert run.wait(60) == 1
    assert b"documents" in shown
    assert b"/30" in shown
    assert thitthang("load", "pages", cwd=tmp_path).err == ""
