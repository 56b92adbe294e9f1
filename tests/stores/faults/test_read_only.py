"""A curated folder that a user may read but not write: said before any work, and read as ever."""

import os
import shutil
import stat
import tempfile
from pathlib import Path

import pytest

from tests.stores.faults import scene
from tests.stores.faults.looking import by_pointer
from tests.stores.faults.trial import copied
from tests.stores.faults.writing import Writer

NOBODY = 65_534
USER = NOBODY if os.geteuid() == 0 else None
"""Rights do not bind root, so a process of root takes another user's."""


@pytest.fixture(scope="module")
def writer(tmp_path_factory):
    with Writer(tmp_path_factory.mktemp("writer")) as writer:
        yield writer


@pytest.fixture
def place(staged):
    """A copy that anybody may read and no user may write; pytest's own folders are closed to others."""
    top = Path(tempfile.mkdtemp(prefix="thitthang-"))
    top.chmod(0o755)
    place = scene.desk(copied(staged, top / "place"))
    allow(place.folder, folders=0o555, files=0o444)
    yield place
    place.curated.chmod(0o755)
    allow(place.folder, folders=0o755, files=0o644)
    shutil.rmtree(top)


def allow(folder, *, folders, files):
    folder.chmod(folders)
    for path in folder.rglob("*"):
        if not path.is_symlink():
            path.chmod(folders if path.is_dir() else files)


def state(folder):
    return {
        path.relative_to(folder): (path.lstat().st_mtime_ns, stat.S_IFMT(path.lstat().st_mode))
        for path in folder.rglob("*")
    }


def test_a_publish_says_so_and_changes_nothing(writer, place):
    before = state(place.folder)
    ended = writer.run_as(USER, "publish", place.folder)
    assert ended.code == 1
    assert ended.said.startswith(f"error: {place.curated}")
    assert "not allowed" in ended.said
    assert "another folder" in ended.said
    assert "Traceback" not in ended.said
    assert state(place.folder) == before
    assert by_pointer(place.folder)[1] == 2


def test_a_capture_says_so_and_changes_nothing(writer, place):
    before = state(place.folder)
    ended = writer.run_as(USER, "capture", place.folder)
    assert (ended.code, ended.said.count("error:")) == (1, 1)
    assert "not allowed" in ended.said
    assert state(place.folder) == before


def test_it_is_read_as_ever(writer, place):
    ended = writer.run_as(USER, "look", place.folder)
    assert (ended.code, ended.said) == (0, "2 2\n")


def test_a_folder_that_may_not_even_be_read_is_named(writer, place):
    place.curated.chmod(0o000 if USER is None else 0o700)
    ended = writer.run_as(USER, "look", place.folder)
    assert ended.code == 1
    assert ended.said.startswith(f"error: {place.curated}")
    assert "not allowed" in ended.said
    assert "Traceback" not in ended.said
