"""The tutorials: their commands run, one after the other, and give what the pages show."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.cli.conftest import environment
from tests.cli.test_demo import NO_SERVER

pytestmark = pytest.mark.xdist_group("tutorial")

ROOT = Path(__file__).resolve().parents[2]
ENGLISH, THAI = ROOT / "docs" / "tutorial.md", ROOT / "docs" / "tutorial.th.md"
BLOCK = re.compile(r"^```(sh|text)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
PROGRAMS = ("cat", "mkdir", "sed")
"""What the tutorial's lines call beside ours; OCR and LibreOffice, which take seconds, are left out."""
END = "=== end of block"


@dataclass(frozen=True)
class Step:
    """One shell block of a tutorial and the output shown below it, if any."""

    command: str
    shown: str


def steps(page):
    """The shell blocks of a page, each with the text block that follows it."""
    blocks = BLOCK.findall(page.read_text("utf-8"))
    following = [*blocks[1:], ("sh", "")]
    return [
        Step(command, shown if kind_after == "text" else "")
        for (kind, command), (kind_after, shown) in zip(blocks, following, strict=True)
        if kind == "sh"
    ]


INSTALL, *STEPS = steps(ENGLISH)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("tutorial")


@pytest.fixture(scope="module")
def printed(folder):
    """What each step printed, all of them run by one shell in one folder."""
    (folder / "bin").mkdir()
    for program in PROGRAMS:
        (folder / "bin" / program).symlink_to(shutil.which(program))
    command = folder / "bin" / "thitthang"
    command.write_text(
        f'#!/bin/sh\n[ "$1" = demo ] && export PREFECT_API_URL={NO_SERVER}\n'
        f"exec {shlex.quote(sys.executable)} -c 'from flows.cli import main; main()' \"$@\"\n"
    )
    command.chmod(0o755)
    script = "".join(f"{step.command}status=$?\necho\necho '{END}' $status\n" for step in STEPS)
    done = subprocess.run(
        [shutil.which("bash"), "-c", script],
        cwd=folder,
        env=environment(PATH=str(folder / "bin"), PYTHONPATH=str(ROOT)),
        capture_output=True,
        check=True,
        timeout=200,
    )
    assert done.stderr.decode() == ""
    said = re.split(rf"\n{END} (\d+)\n", done.stdout.decode())
    return list(zip(said[::2], map(int, said[1::2]), strict=False))


def words(text):
    """The lines of a text with single blanks, empty ones left out."""
    return [" ".join(line.split()) for line in text.splitlines() if line.strip()]


def pattern(shown):
    """What an output must be: `…` alone stands for lines, within a line for anything."""
    lines = [
        r"(?:.*\n)*?" if line == "…" else ".*".join(map(re.escape, re.split(r" ?…", line))) + r"\n"
        for line in words(shown)
    ]
    return re.compile("".join(lines))


@pytest.mark.parametrize("number", range(len(STEPS)), ids=lambda number: STEPS[number].command.split("\n")[0])
def test_each_step_gives_what_the_tutorial_shows(printed, number):
    output, status = printed[number]
    assert status == 0
    shown = STEPS[number].shown
    if shown:
        assert pattern(shown).fullmatch("".join(f"{line}\n" for line in words(output))), output


@pytest.mark.usefixtures("printed")
def test_the_report_and_the_workbook_are_there_afterwards(folder):
    assert (folder / "demo.xlsx").read_bytes()[:2] == b"PK"
    assert "</html>" in (folder / "demo.html").read_text("utf-8")


def test_both_languages_have_the_same_steps():
    assert steps(THAI) == [INSTALL, *STEPS]


def test_what_is_installed_first_is_there():
    fetch, enter, setup, activate = INSTALL.command.splitlines()
    assert (fetch.split()[:2], fetch.split()[-1]) == (["git", "clone"], enter.split()[-1])
    assert make(setup.removeprefix("make ")).returncode == 0
    assert activate == "source .venv/bin/activate"


def make(target):
    """What a target of the Makefile would do."""
    return subprocess.run(
        ["make", "--dry-run", target],
        cwd=ROOT,
        env={**os.environ, "LC_ALL": "C"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("shown", "output", "fits"),
    [
        ("a  b", "a b", True),
        ("a", "a\nb", False),
        ("a\n…", "a\nb\nc", True),
        ("…\nc", "a\nb\nc", True),
        ("…\nb", "a\nb\nc", False),
        ("in … s", "in 0.3 s", True),
        ("in … s", "in 0.3 m", False),
    ],
)
def test_the_comparison_itself(shown, output, fits):
    assert bool(pattern(shown).fullmatch("".join(f"{line}\n" for line in words(output)))) is fits
