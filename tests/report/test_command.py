"""`thitthang report` as a command: its words, its exit codes, its file."""

import pytest

from tests.cli.conftest import thitthang

pytestmark = pytest.mark.xdist_group("browser")


def report(scene, *arguments, **more):
    return thitthang("report", "--curated", scene.desk.curated, *arguments, cwd=scene.folder, **more)


def names(folder):
    return [path.name for path in folder.iterdir()]


def test_it_writes_the_same_page_in_another_process_and_place(scene, tmp_path):
    out = tmp_path / "new" / "page.html"
    done = report(scene, "--out", out, TZ="Asia/Bangkok", LC_ALL="C", PYTHONHASHSEED="7")
    assert done.code == 0, done.err
    assert f"release {scene.after.release_id} against {scene.before.release_id}" in done.out
    assert out.read_bytes() == scene.file.read_bytes()
    assert names(out.parent) == ["page.html"]


def test_what_stands_there_stays_unless_told_otherwise(scene, tmp_path):
    out = tmp_path / "page.html"
    out.write_text("mine")
    done = report(scene, "--out", out)
    assert (done.code, out.read_text()) == (1, "mine")
    assert "--overwrite" in done.err
    assert names(tmp_path) == ["page.html"]


def test_an_unknown_release_is_a_usage_error(scene, tmp_path):
    for options in (("--release", "77"), ("--against", "77")):
        done = report(scene, "--out", tmp_path / "page.html", *options)
        assert done.code == 2
    assert names(tmp_path) == []


def test_where_nothing_was_published_it_says_so(tmp_path):
    done = thitthang("report", "--curated", tmp_path / "none", cwd=tmp_path)
    assert done.code == 1
    assert "nothing has been published" in done.err
