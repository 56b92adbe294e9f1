"""The first hour of somebody who has just cloned the project: the README's own commands, in a clone."""

import os
import re
import shutil
import signal
import subprocess
from pathlib import Path

import duckdb
import openpyxl
import pytest

pytestmark = pytest.mark.xdist_group("newcomer")

ROOT = Path(__file__).resolve().parents[2]
HEADINGS = {"README.md": "## The first hour", "README.th.md": "## ชั่วโมงแรก"}
MARK = "---- "
VISION = "โรงเรียนใกล้บ้านมีคุณภาพ ครูเป็นผู้นำการเรียนรู้ เด็กทุกคนอ่านออกเขียนได้และรู้เท่าทันสื่อภายในปี 2570"


def commands(readme):
    """The lines of the code block below the heading of the first hour."""
    text = (ROOT / readme).read_text("utf-8")
    block = re.search(rf"^{HEADINGS[readme]}\n\n((?:    .*\n)+)", text, re.MULTILINE)
    return [line.strip() for line in block[1].splitlines()]


def git(*arguments, within=ROOT):
    done = subprocess.run(["git", *arguments], cwd=within, check=True, capture_output=True)
    return os.fsdecode(done.stdout)


def uncommitted():
    """Files that differ from the last commit, and new ones that git would take."""
    listed = git("ls-files", "--modified", "--others", "--deleted", "--exclude-standard", "-z")
    return {name for name in listed.split("\0") if name}


@pytest.fixture(scope="module")
def clone(tmp_path_factory):
    """A clone, with what is not committed yet laid over it; where there is no git, a copy."""
    place = tmp_path_factory.mktemp("clone") / "thitthang"
    if not (ROOT / ".git").exists():
        left = shutil.ignore_patterns(".venv", ".demo", "curated", ".*_cache", ".hypothesis", "__pycache__")
        return Path(shutil.copytree(ROOT, place, ignore=left))
    git("clone", "--quiet", "--no-hardlinks", str(ROOT), str(place))
    for name in uncommitted():
        (place / name).unlink(missing_ok=True)
        if (ROOT / name).exists():
            (place / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, place / name)
    return place


def environment(**more):
    """The environment of somebody who has set nothing."""
    names = ("PREFECT", "THITTHANG", "PYTHON", "VIRTUAL_ENV", "MAKE", "MFLAGS")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(names)}
    return {**kept, "LANG": "C.UTF-8", **more}


@pytest.fixture(scope="module")
def said(clone):
    """What each command of the README printed, typed one after the other into one shell."""
    lines = commands("README.md")
    script = "".join(f"echo '{MARK}{number}'\n{line}\n" for number, line in enumerate(lines))
    done = subprocess.run(
        ["bash", "-e", "-o", "pipefail", "-c", script],
        check=False,
        cwd=clone,
        env=environment(),
        capture_output=True,
        encoding="utf-8",
        timeout=280,
    )
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr
    parts = re.split(rf"^{MARK}\d+\n", done.stdout, flags=re.MULTILINE)[1:]
    return dict(zip(lines, parts, strict=True))


def printed_by(said, word):
    (found,) = (out for line, out in said.items() if word in line)
    return found


def test_both_readmes_say_the_same_commands():
    assert commands("README.md") == commands("README.th.md")
    assert {line.split()[1] for line in commands("README.md") if line.startswith("thitthang")} == {
        "query",
        "export",
        "report",
    }


def test_the_demo_sets_up_and_shows_the_tables(said):
    out = printed_by(said, "make demo")
    for shown in ("Ready", "Statements in force", "วิสัยทัศน์", "{+และรู้เท่าทันสื่อ+}", "What to try next"):
        assert shown in out
    assert "ran without Prefect" not in out


def test_a_question_is_answered(said, clone):
    out = printed_by(said, "thitthang query")
    rows = duckdb.sql(
        f"select text from '{clone}/.demo/curated/latest/direction/*.parquet' where kind = 'vision'"
    ).fetchall()
    assert (VISION,) in rows
    assert f"{len(rows)} rows" in out
    assert all(text in out for (text,) in rows)


def test_the_workbook_has_what_the_tables_have(said, clone):
    assert "10 tables" in printed_by(said, "thitthang export")
    book = openpyxl.load_workbook(clone / ".demo" / "direction.xlsx", read_only=True)
    assert VISION in {cell for row in book["direction"].iter_rows(values_only=True) for cell in row}


def test_the_report_opens_in_a_browser_and_asks_for_nothing(said, clone, browser):
    report = clone / ".demo" / "report.html"
    assert "report.html" in printed_by(said, "thitthang report")
    visit = browser.visit(report.as_uri(), lambda page: page.inner_text("body"))
    assert "และรู้เท่าทันสื่อ" in visit.found
    assert visit.requests == [report.as_uri()]
    assert visit.console == []


@pytest.mark.usefixtures("said")
def test_one_command_more_opens_the_explorer(clone, browser, tmp_path):
    asked = ["make", "--no-print-directory", "explore", "ARGS=--port 0"]
    settled = environment(XDG_CACHE_HOME=str(tmp_path), PYTHONUNBUFFERED="1")
    explorer = subprocess.Popen(
        asked, cwd=clone, env=settled, stdout=subprocess.PIPE, encoding="utf-8", start_new_session=True
    )
    try:
        address = next(line.split()[0] for line in explorer.stdout if line.startswith("http"))
        visit = browser.visit(f"{address}search?q=รู้เท่าทันสื่อ", lambda page: page.inner_text("main"))
        assert VISION in visit.found
    finally:
        os.killpg(explorer.pid, signal.SIGTERM)
        explorer.communicate(timeout=30)


@pytest.mark.usefixtures("said")
def test_nothing_is_left_in_the_clone_that_git_would_take(clone):
    if not (ROOT / ".git").exists():
        pytest.skip("this is no clone: there is nothing to compare with")
    new = git("ls-files", "--others", "--exclude-standard", within=clone).splitlines()
    assert set(new) <= uncommitted()
