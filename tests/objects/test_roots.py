"""What every root promises: the same for a folder and for a bucket."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from schemas.errors import StoreError
from stores.object_root import ObjectRoot
from stores.roots import LocalRoot, open_root


@pytest.fixture(params=["folder", "bucket"])
def address(request, tmp_path):
    if request.param == "folder":
        return str(tmp_path / "root")
    return f"s3://{request.getfixturevalue('bucket')}/some/root"


@pytest.fixture
def root(address):
    return open_root(address)


def test_an_address_says_which_root(root, address):
    assert isinstance(root, ObjectRoot if "://" in address else LocalRoot)
    assert root.address == address
    assert root.location("a/b") == f"{address}/a/b"


def test_put_new_writes_once(root):
    assert root.put_new("a/b.txt", b"first")
    assert not root.put_new("a/b.txt", b"second")
    assert root.read("a/b.txt") == b"first"


def test_of_many_that_put_new_one_does(root):
    with ThreadPoolExecutor(8) as pool:
        for number in range(20):
            told = [*pool.map(lambda n, key=f"k/{number}": root.put_new(key, str(n).encode()), range(8))]
            assert sum(told) == 1
            assert root.read(f"k/{number}") == str(told.index(True)).encode()


def test_put_replaces(root):
    root.put("a.txt", b"first")
    root.put("a.txt", b"second")
    assert root.read("a.txt") == b"second"
    assert root.keys("") == ["a.txt"]


def test_large_files_come_back(root):
    data = bytes(range(256)) * 50_000
    root.put("large", data)
    assert root.put_new("new", data)
    assert root.read("large") == root.read("new") == data


def test_keys_and_folders(root):
    for key in ("b/2", "b/1", "a", "b/c/3", "b.c/1", ".d/1"):
        root.put(key, b"")
    assert root.keys("") == [".d/1", "a", "b.c/1", "b/1", "b/2", "b/c/3"]
    assert root.keys("b") == ["b/1", "b/2", "b/c/3"]
    assert root.keys("nowhere") == []
    assert root.folders("") == [".d", "b", "b.c"]
    assert root.folders("b") == ["c"]
    assert root.folders("nowhere") == []


def test_more_keys_than_a_store_lists_at_once(root):
    keys = [f"many/{number:04d}" for number in range(130)]
    with ThreadPoolExecutor(8) as pool:
        [*pool.map(lambda key: root.stage(key, b""), keys)]
    assert root.keys("many") == keys
    root.remove_folder("many")
    assert root.keys("") == []


def test_read_many_keeps_the_order(root):
    keys = [f"{number}" for number in range(40)]
    for key in keys:
        root.put(key, key.encode() * 3)
    assert [*root.read_many(reversed(keys))] == [key.encode() * 3 for key in reversed(keys)]
    with pytest.raises(StoreError, match="not there"):
        [*root.read_many(["1", "nothing", "2"])]


def test_parts_of_a_file_can_be_read(root):
    data = bytes(range(256)) * 1_000
    root.put("a/b", data)
    with root.open("a/b") as file:
        assert file.seek(-6, 2) == len(data) - 6
        assert file.read() == data[-6:]
        assert file.seek(1_000) == 1_000
        assert file.read(300) == data[1_000:1_300]
        assert file.tell() == 1_300
        file.seek(0)
        assert file.read() == data
        assert file.read(1) == b""
    with pytest.raises(StoreError, match="not there"):
        root.open("a/nothing")


def test_append_adds(root):
    root.append("log", b"1\n")
    root.append("log", b"2\n3\n")
    assert root.read("log") == b"1\n2\n3\n"


def test_append_takes_a_line_away_that_is_not_whole(root):
    root.put("log", b"1\n2")
    root.append("log", b"3\n")
    assert root.read("log") == b"1\n3\n"
    root.put("log", b"no line at all")
    root.append("log", b"4\n")
    assert root.read("log") == b"4\n"


def test_append_goes_on_after_the_file_was_replaced_or_taken_away(root):
    root.append("log", b"1\n")
    root.put("log", b"other\n")
    root.append("log", b"2\n")
    assert root.read("log") == b"other\n2\n"
    root.remove("log")
    root.append("log", b"3\n")
    assert root.read("log") == b"3\n"


def test_remove_and_exists(root):
    root.put("a/b", b"x")
    assert root.exists("a/b")
    assert not root.exists("a")
    assert not root.exists("nothing")
    root.remove("a/b")
    root.remove("a/b")
    assert not root.exists("a/b")


def test_a_folder_that_was_built_gets_its_name(root):
    root.put("releases/one/a", b"x")
    root.put("releases/one-more/a", b"z")
    root.stage("releases/.building/deep/b", b"y")
    root.stage("releases/.building/manifest.json", b"{}")
    root.stage_link("releases/one/a", "releases/.building/a")
    root.rename_folder("releases/.building", "releases/two")
    names = ["a", "deep/b", "manifest.json"]
    assert root.keys("releases/two") == [f"releases/two/{name}" for name in names]
    assert root.folders("releases") == ["one", "one-more", "two"]
    root.remove_folder("releases/one")
    root.remove_folder("releases/one")
    assert root.folders("releases") == ["one-more", "two"]
    assert root.read("releases/two/a") == b"x"


def test_the_pointer_is_swapped_if_it_is_what_was_expected(root):
    assert not root.swap_pointer("latest", "releases/zero", b"zero", b"something")
    for before, name in ((None, "one"), (b"one", "two")):
        root.put(f"releases/{name}/data", name.encode())
        assert root.swap_pointer("latest", f"releases/{name}", name.encode(), before)
    assert not root.swap_pointer("latest", "releases/one", b"one", b"one")
    assert not root.swap_pointer("latest", "releases/one", b"one", None)
    assert root.read("LATEST.json") == b"two"
    root.mend_pointer("latest", "releases/two")


def test_a_key_cannot_leave_its_root(root):
    root.put("a", b"")
    for key in ("../a", "/etc/passwd", "a/../../b"):
        for call in (root.read, root.remove, root.keys, root.exists, root.open, root.remove_folder):
            with pytest.raises(StoreError, match="inside"):
                call(key)


def test_a_missing_file_is_named(root):
    for call in (root.read, root.open, root.hold):
        with pytest.raises(StoreError, match="root/nothing: it is not there"):
            call("nothing")
    with pytest.raises(StoreError, match="not there"):
        root.stage_link("nothing", "somewhere")


def test_check_writable_leaves_nothing_behind(root):
    root.check_writable()
    assert root.keys("") == []


def test_age_is_that_of_the_newest_file(root):
    assert root.age("a") is None
    root.put("a/1", b"")
    root.put("a/b/2", b"")
    assert timedelta(seconds=-2) < root.age("a") < timedelta(minutes=5)


def test_a_hold_and_its_end(root):
    root.put("a", b"x")
    with root.alone("a") as free:
        assert free
    hold = root.hold("a")
    hold.close()
    hold.close()


def test_a_lock_says_whether_it_keeps_others_out(root):
    entered = threading.Event()
    with root.lock("x", wait=0):

        def enter():
            try:
                with root.lock("x", wait=0):
                    entered.set()
            except StoreError:
                pass

        other = threading.Thread(target=enter)
        other.start()
        other.join()
    assert entered.is_set() != root.has_locks
