"""What is so of a bucket alone: lost answers, the order of a move, faults in plain words."""

import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import obstore
import pytest
from obstore.exceptions import AlreadyExistsError

from schemas.errors import BusyError, StoreError
from stores.object_root import ObjectRoot
from stores.roots import open_root
from tests.objects.conftest import HERE


@pytest.fixture
def root(bucket):
    return ObjectRoot(f"s3://{bucket}/root/")


@pytest.fixture
def lost_answers(monkeypatch):
    """Every write is done and done again, as when the answer to the first request was lost."""
    real = obstore.put

    def twice(*arguments, **more):
        real(*arguments, **more)
        return real(*arguments, **more)

    monkeypatch.setattr("obstore.put", twice)


def test_an_address_may_end_in_a_slash_or_be_a_bucket(root, bucket):
    assert root.address == f"s3://{bucket}/root"
    root.put("a", b"x")
    whole = ObjectRoot(f"s3://{bucket}")
    assert whole.keys("") == ["root/a"]
    assert whole.location("root/a") == f"s3://{bucket}/root/a"


@pytest.mark.usefixtures("lost_answers")
def test_a_writer_knows_its_own_file_again(root):
    assert root.put_new("a", b"same")
    assert not root.put_new("a", b"same")
    assert root.swap_pointer("latest", "", b"one", None)
    assert root.swap_pointer("latest", "", b"two", b"one")
    root.append("log", b"1\n")
    root.append("log", b"2\n")
    assert root.read("log") == b"1\n2\n"


def test_a_folder_is_whole_once_its_manifest_is_there(root, monkeypatch):
    names = ["a", "manifest.json", "sub/manifest.json", "z"]
    for name in names:
        root.put(f"old/{name}", b"")
    real = obstore.copy
    copied = []

    def watched(store, old, new, **more):
        copied.append(new)
        real(store, old, new, **more)

    monkeypatch.setattr("obstore.copy", watched)
    root.rename_folder("old", "new")
    assert copied[-1] == "new/manifest.json"
    assert sorted(copied) == [f"new/{name}" for name in names]
    assert root.keys("old") == []


def test_a_folder_is_no_longer_whole_once_its_removal_began(root, monkeypatch):
    for name in ("a", "manifest.json", "z"):
        root.put(f"old/{name}", b"")
    real = obstore.delete
    deleted = []

    def watched(store, keys):
        deleted.append(keys)
        real(store, keys)

    monkeypatch.setattr("obstore.delete", watched)
    root.remove_folder("old")
    assert deleted == [["old/manifest.json"], ["old/a", "old/z"]]


def test_a_copy_that_fails_leaves_the_old_folder(root, monkeypatch):
    for name in ("a", "manifest.json"):
        root.put(f"old/{name}", b"x")

    def lost(*_, **__):
        raise FileNotFoundError("gone")

    monkeypatch.setattr("obstore.copy", lost)
    with pytest.raises(StoreError):
        root.rename_folder("old", "new")
    assert root.keys("") == ["old/a", "old/manifest.json"]


APPENDING = """
import sys
from stores.object_root import ObjectRoot
root = ObjectRoot(sys.argv[1])
for number in range(25):
    root.append("log", f"{sys.argv[2]} {number}\\n".encode())
"""


def test_two_processes_that_append_lose_no_line(root):
    command = [sys.executable, "-c", APPENDING, root.address]
    writers = [subprocess.Popen([*command, name], cwd=HERE) for name in ("a", "b")]
    assert [writer.wait(60) for writer in writers] == [0, 0]
    lines = root.read("log").decode().splitlines()
    for name in ("a", "b"):
        assert [line for line in lines if line[0] == name] == [f"{name} {n}" for n in range(25)]
    assert len(lines) == 50


def test_an_append_that_is_never_first_says_so(root, monkeypatch):
    def refused(*_, **__):
        raise AlreadyExistsError("there")

    monkeypatch.setattr("obstore.put", refused)
    monkeypatch.setattr("stores.object_root.time.sleep", lambda _: None)
    with pytest.raises(BusyError, match="40 times") as caught:
        root.append("log", b"1\n")
    assert caught.value.remedy


@pytest.mark.usefixtures("store")
def test_no_bucket():
    root = ObjectRoot("s3://nowhere/root")
    calls = [lambda: root.read("a"), lambda: root.exists("a"), lambda: root.keys(""), root.check_writable]
    calls += [lambda: root.append("a", b"1\n"), lambda: root.swap_pointer("latest", "", b"1", None)]
    for call in calls:
        with pytest.raises(StoreError, match=r"s3://nowhere/root.*no such bucket") as caught:
            call()
        assert "AWS_ENDPOINT_URL" in caught.value.remedy


def test_nobody_answers(root, monkeypatch):
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
    with pytest.raises(StoreError, match="cannot be reached") as caught:
        ObjectRoot(root.address).check_writable()
    assert "AWS_ENDPOINT_URL" in caught.value.remedy


def test_plain_http_is_asked_for(root, monkeypatch):
    monkeypatch.delenv("AWS_ALLOW_HTTP")
    with pytest.raises(StoreError, match="plain HTTP") as caught:
        ObjectRoot(root.address).check_writable()
    assert "AWS_ALLOW_HTTP" in caught.value.remedy


def test_half_the_credentials(root, monkeypatch):
    monkeypatch.delenv("AWS_SECRET_ACCESS_KEY")
    with pytest.raises(StoreError, match="no credentials") as caught:
        ObjectRoot(root.address).check_writable()
    assert "AWS_SECRET_ACCESS_KEY" in caught.value.remedy


@pytest.mark.parametrize(
    ("status", "code", "told"),
    [
        (403, "AccessDenied", "the store refused"),
        (403, "InvalidAccessKeyId", "does not know the access key"),
        (403, "SignatureDoesNotMatch", "secret key"),
        (400, "EntityTooLarge", "the store answered EntityTooLarge"),
    ],
)
@pytest.mark.usefixtures("store")
def test_a_store_that_refuses(monkeypatch, status, code, told):
    class Refusing(BaseHTTPRequestHandler):
        def do_PUT(self):
            self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(status)
            body = f"<Error><Code>{code}</Code></Error>".encode()
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    with HTTPServer(("127.0.0.1", 0), Refusing) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{server.server_port}")
        with pytest.raises(StoreError, match=told) as caught:
            ObjectRoot("s3://bucket/root").check_writable()
        server.shutdown()
    assert caught.value.remedy


def test_without_the_extra_its_name_is_said(monkeypatch):
    monkeypatch.setitem(sys.modules, "obstore", None)
    monkeypatch.delitem(sys.modules, "stores.object_root")
    with pytest.raises(StoreError, match=r"not installed.*thitthang\[s3\]"):
        open_root("s3://bucket/place")
