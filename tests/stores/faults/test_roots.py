"""A root after faults: lines that were cut off, what a killed writer left, a disk that fails."""

import subprocess
import sys
from pathlib import Path

import pytest

from schemas.errors import StoreError
from stores.roots import LocalRoot

HERE = Path(__file__).parents[3]


@pytest.fixture
def root(tmp_path):
    return LocalRoot(tmp_path / "root")


@pytest.mark.parametrize("torn", [b"tw", b"x" * 200_000], ids=["short", "long"])
@pytest.mark.parametrize("before", [b"", b"one\n"], ids=["first", "second"])
def test_a_line_that_was_cut_off_does_not_spoil_the_next(root, before, torn):
    root.append("log", before + torn)
    root.append("log", b"three\n")
    assert root.read("log") == before + b"three\n"


def test_lines_that_did_not_reach_the_disk_are_taken_back(root, monkeypatch):
    root.append("log", b"one\n")

    def full(_):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr("os.fsync", full)
        with pytest.raises(StoreError, match="disk is full"):
            root.append("log", b"two\n")
    assert root.read("log") == b"one\n"
    root.append("log", b"three\n")
    assert root.read("log") == b"one\nthree\n"


def test_the_lock_tells_that_its_last_holder_was_killed(root):
    with root.lock("x") as left_over:
        assert not left_over
    code = "import os, sys; from stores.roots import LocalRoot\n"
    code += "with LocalRoot(sys.argv[1]).lock('x'): os.abort()"
    ended = subprocess.run([sys.executable, "-c", code, str(root.folder)], cwd=HERE, check=False)
    assert ended.returncode < 0
    for expected in (True, False):
        with root.lock("x") as left_over:
            assert left_over is expected


def test_a_failed_holder_is_told_of_too(root):
    with pytest.raises(ZeroDivisionError), root.lock("x"):
        raise ZeroDivisionError
    with root.lock("x") as left_over:
        assert left_over
    with root.lock("x") as left_over:
        assert not left_over


def test_a_link_that_cannot_be_swapped_leaves_nothing(root, monkeypatch):
    root.put("releases/one/a", b"x")
    root.swap_pointer("latest", "releases/one", b"one", None)

    def full(*_):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr("pathlib.Path.replace", full)
        with pytest.raises(StoreError, match="disk is full"):
            root.mend_pointer("latest", "releases/two")
    assert list(root.folder.glob(".tmp-*")) == []
    assert root.read("latest/a") == b"x"


@pytest.mark.parametrize("call", ["exists", "swap"])
def test_a_disk_error_while_looking_is_said_plainly(root, monkeypatch, call):
    root.put("a", b"x")

    def broken(*_, **__):
        raise OSError(5, "Input/output error")

    monkeypatch.setattr("pathlib.Path.stat", broken)
    calls = {
        "exists": lambda: root.exists("a"),
        "swap": lambda: root.swap_pointer("latest", "releases/one", b"one", None),
    }
    with pytest.raises(StoreError, match="disk reports an error"):
        calls[call]()
