import threading

import pytest

from schemas.errors import BusyError, StoreError
from stores.roots import LocalRoot, open_root


@pytest.fixture
def root(tmp_path):
    return LocalRoot(tmp_path / "root")


def test_put_new_writes_once(root):
    assert root.put_new("a/b.txt", b"first")
    assert not root.put_new("a/b.txt", b"second")
    assert root.read("a/b.txt") == b"first"


def test_put_replaces(root):
    root.put("a.txt", b"first")
    root.put("a.txt", b"second")
    assert root.read("a.txt") == b"second"
    assert root.keys("") == ["a.txt"]


def test_keys_are_sorted_and_leave_out_what_is_half_written(root):
    for key in ("b/2", "b/1", "a", "b/c/3"):
        root.put(key, b"")
    (root.folder / "b" / ".tmp-1-ff").write_bytes(b"half")
    assert root.keys("") == ["a", "b/1", "b/2", "b/c/3"]
    assert root.keys("b") == ["b/1", "b/2", "b/c/3"]
    assert root.keys("nowhere") == []
    assert root.folders("") == ["b"]
    assert root.folders("nowhere") == []


def test_append_adds(root):
    root.append("log", b"1\n")
    root.append("log", b"2\n")
    assert root.read("log") == b"1\n2\n"


def test_link_gives_a_second_name(root):
    root.put("a", b"x")
    root.stage_link("a", "deep/b")
    assert (root.folder / "a").stat().st_ino == (root.folder / "deep/b").stat().st_ino


def test_where_links_are_not_known_files_are_copied(root, monkeypatch):
    def no_links(*_):
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr("os.link", no_links)
    assert root.put_new("a", b"x")
    assert not root.put_new("a", b"y")
    root.stage_link("a", "b")
    assert root.read("b") == b"x"


def test_a_folder_that_was_built_gets_its_name(root):
    root.put("releases/one/a", b"x")
    root.stage("releases/.building/deep/b", b"y")
    root.stage_link("releases/one/a", "releases/.building/a")
    root.rename_folder("releases/.building", "releases/two")
    assert root.keys("releases/two") == ["releases/two/a", "releases/two/deep/b"]
    assert root.folders("releases") == ["one", "two"]
    root.remove_folder("releases/one")
    root.remove_folder("releases/one")
    assert root.read("releases/two/a") == b"x"


def test_the_pointer_is_swapped_and_mended(root):
    for before, name in ((None, "one"), (b"one", "two")):
        root.put(f"releases/{name}/data", name.encode())
        assert root.swap_pointer("latest", f"releases/{name}", name.encode(), before)
    assert not root.swap_pointer("latest", "releases/one", b"one", b"one")
    assert root.read("LATEST.json") == b"two"
    assert root.read("latest/data") == b"two"
    (root.folder / "latest").unlink()
    root.mend_pointer("latest", "releases/two")
    assert root.read("latest/data") == b"two"


def test_a_folder_in_the_pointers_place_is_not_touched(root):
    root.put("latest/mine", b"")
    with pytest.raises(StoreError, match="move it away"):
        root.swap_pointer("latest", "releases/one", b"one", None)
    assert root.keys("") == ["latest/mine"]


def test_a_key_cannot_leave_its_root(root):
    for key in ("../a", "/etc/passwd", "a/../../b"):
        with pytest.raises(StoreError, match="inside"):
            root.read(key)


def test_a_missing_file_is_named(root):
    with pytest.raises(StoreError, match=r"root/nothing.*not there"):
        root.read("nothing")


def test_check_writable_leaves_nothing_behind(root):
    root.check_writable()
    assert list(root.folder.iterdir()) == []


def test_a_path_below_a_file_is_not_writable(tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(StoreError, match="not a folder") as caught:
        LocalRoot(tmp_path / "file" / "curated").check_writable()
    assert caught.value.remedy


def test_a_read_only_place_is_not_writable():
    with pytest.raises(StoreError, match=r"/proc|/sys") as caught:
        LocalRoot("/proc/thitthang").check_writable()
    assert caught.value.cause
    assert caught.value.remedy


def test_a_folder_without_rights_is_not_writable(root, monkeypatch):
    def refused(*_, **__):
        raise PermissionError(13, "Permission denied")

    root.check_writable()
    monkeypatch.setattr("pathlib.Path.open", refused)
    with pytest.raises(StoreError, match="not allowed") as caught:
        root.check_writable()
    assert "another folder" in caught.value.remedy


def test_a_full_disk_leaves_the_old_file(root, monkeypatch):
    root.put("a", b"old")

    def full(_):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr("os.fsync", full)
        with pytest.raises(StoreError, match="disk is full"):
            root.put("a", b"new")
    assert root.read("a") == b"old"
    assert [path.name for path in root.folder.iterdir()] == ["a"]


def test_the_lock_keeps_other_threads_out(root):
    entered = threading.Event()
    leave = threading.Event()

    def hold():
        with root.lock("x"):
            entered.set()
            leave.wait(10)

    holder = threading.Thread(target=hold)
    holder.start()
    entered.wait(10)
    with pytest.raises(BusyError, match="another run"), root.lock("x", wait=0.05):
        pass
    with root.lock("y", wait=0):
        leave.set()
    with root.lock("x", wait=5):
        holder.join()


@pytest.mark.parametrize("address", ["gs://bucket/place", "http://host/place", "s3://", "s3:///place"])
def test_only_folders_and_buckets_are_known(address):
    with pytest.raises(StoreError, match="only folders and S3 buckets"):
        open_root(address)
    assert open_root("place").address == "place"
