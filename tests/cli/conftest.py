"""The command as a subprocess, and one small published place that tests only look at."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.pages import LOEI, TRAT, html_page, text_page

HOSTILE = "\x1b[31m[red]=cmd()\u202e"


@dataclass(frozen=True)
class Done:
    """What a command printed and how it ended."""

    code: int
    out: str
    err: str


def environment(**more):
    kept = {name: value for name, value in os.environ.items() if not name.startswith("THITTHANG")}
    own = {"PYTHONIOENCODING": "utf-8", "COLUMNS": "200", "THITTHANG_TEST_LOOPBACK": "1"}
    return {**kept, **own, **more}


def thitthang(*arguments, cwd=None, text_input=None, **more):
    """Run the command to its end."""
    done = subprocess.run(
        [sys.executable, "-c", "from flows.cli import main; main()", *map(str, arguments)],
        cwd=cwd,
        env=environment(PYTHONPATH=str(Path(__file__).parents[2]), **more),
        input=text_input,
        capture_output=True,
        check=False,
        timeout=120,
    )
    return Done(done.returncode, done.stdout.decode(), done.stderr.decode())


@pytest.fixture(scope="session")
def place(tmp_path_factory):
    """A folder with pages, raw and curated, loaded once; the load's own words are in `first`."""
    folder = tmp_path_factory.mktemp("place")
    pages = folder / "pages"
    pages.mkdir()
    (pages / "loei.txt").write_bytes(text_page(LOEI))
    (pages / "trat.html").write_bytes(html_page(TRAT))
    hostile = ("ส่งเสริม \x1b]0;title\x07 [bold]การศึกษา[/bold] ทั่วถึง", "=HYPERLINK(1) พัฒนาคุณภาพครู")
    (pages / "evil\n[red].txt").write_bytes(text_page("สพป.ชลบุรี เขต 1", missions=hostile))
    (folder / "first").write_text(thitthang("load", "pages", cwd=folder).out)
    return folder
