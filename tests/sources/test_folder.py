"""Finding and reading files: order, addresses, and everything a folder can hold against us."""

import os
import socket
import subprocess
from pathlib import Path

import pytest

from sources.folder import FoundFile, UnreadFile, find_files, printable_name, read_file


def uris(*arguments):
    return [found.uri for found in find_files(arguments)]


def test_addresses_begin_at_the_arguments_last_folder_and_are_sorted(tmp_path):
    inner = tmp_path / "pages" / "b"
    inner.mkdir(parents=True)
    for name in ("z.txt", "a.txt", "วิสัยทัศน์.html"):
        (inner / name).write_text("x")
    (tmp_path / "pages" / "c.txt").write_text("x")
    expected = ["pages/b/a.txt", "pages/b/z.txt", "pages/b/วิสัยทัศน์.html", "pages/c.txt"]
    assert uris(tmp_path / "pages") == expected
    assert uris(inner / "a.txt") == ["b/a.txt"]
    assert uris(inner) == ["b/a.txt", "b/z.txt", "b/วิสัยทัศน์.html"]


def test_a_relative_argument_gives_the_same_addresses(tmp_path, monkeypatch):
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "a.txt").write_text("x")
    monkeypatch.chdir(tmp_path / "pages")
    assert uris(Path()) == uris(Path("a.txt")) == uris(Path("../pages")) == ["pages/a.txt"]


def test_hidden_names_are_skipped_but_not_as_an_argument(tmp_path):
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "config").write_text("x")
    (tmp_path / ".hidden.html").write_text("x")
    assert uris(tmp_path) == []
    assert uris(tmp_path / ".hidden.html") == [f"{tmp_path.name}/.hidden.html"]


def test_each_file_comes_once_even_through_links_and_loops(tmp_path):
    pages = tmp_path / "pages"
    pages.mkdir()
    (pages / "a.txt").write_text("x")
    (pages / "loop").symlink_to(pages)
    (pages / "same.txt").symlink_to(pages / "a.txt")
    assert uris(pages, pages, pages / "a.txt") == ["pages/a.txt"]


def test_what_is_no_file_is_named_not_opened(tmp_path):
    pages = tmp_path / "pages"
    pages.mkdir()
    os.mkfifo(pages / "pipe")
    (pages / "broken").symlink_to(tmp_path / "nowhere")
    (pages / "good.txt").write_text("x")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(pages / "socket"))
        found = {item.uri: item for item in find_files([pages])}
    assert isinstance(found["pages/good.txt"], FoundFile)
    assert found["pages/broken"] == UnreadFile("pages/broken", "no such file or directory")
    assert found["pages/pipe"] == UnreadFile("pages/pipe", "not a regular file")
    assert isinstance(found["pages/socket"], UnreadFile)


def test_hostile_names_are_data(tmp_path):
    pages = tmp_path / "pages"
    pages.mkdir()
    names = [b"\xff\xfe.html", b"a\nb.txt", b"-rf", b"[bold]x.txt", "\u202egnp.exe".encode(), b"n" * 255]
    for name in names:
        (pages / os.fsdecode(name)).write_bytes(b"x")
    found = list(find_files([pages]))
    assert len(found) == len(names)
    assert all(item.uri.encode("utf-8") for item in found)
    assert all(read_file(item) == b"x" for item in found)
    assert "pages/\\xff\\xfe.html" in {item.uri for item in found}
    assert printable_name("ปกติ.txt") == "ปกติ.txt"


@pytest.fixture
def make_deep(tmp_path):
    """Makes a folder inside a folder inside … ; pytest could not take it away."""

    def make(name, depth):
        here = os.open(tmp_path, os.O_RDONLY)
        for _ in range(depth):
            os.mkdir(name, dir_fd=here)
            inner = os.open(name, os.O_RDONLY, dir_fd=here)
            os.close(here)
            here = inner
        os.close(here)

    yield make
    subprocess.run(["rm", "-rf", str(tmp_path)], check=True)


def test_a_very_deep_folder_is_walked(tmp_path, make_deep):
    make_deep("d", 1200)
    assert list(find_files([tmp_path])) == []


def test_a_folder_too_deep_for_the_system_is_a_finding_not_the_end(tmp_path, make_deep):
    (tmp_path / "a.txt").write_text("x")
    make_deep("d" * 250, 20)
    found = list(find_files([tmp_path]))
    assert found[0].uri.endswith("/a.txt")
    assert [item.reason for item in found[1:]] == ["file name too long"]


def test_a_file_too_large_or_gone_is_told(tmp_path):
    path = tmp_path / "big.txt"
    path.write_bytes(b"12345")
    (found,) = find_files([path])
    assert read_file(found, limit=5) == b"12345"
    assert read_file(found, limit=4).too_large
    path.unlink()
    assert read_file(found) == UnreadFile(found.uri, "no such file or directory")


def test_a_pipe_that_took_a_files_place_does_not_hang(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(b"x")
    (found,) = find_files([path])
    path.unlink()
    os.mkfifo(path)
    assert read_file(found) == UnreadFile(found.uri, "not a regular file")
