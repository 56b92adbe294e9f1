"""Two writers at once: the second waits, or is told so."""

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from schemas.errors import BusyError
from stores.curated import open_release
from tests.stores.faults import scene
from tests.stores.faults.looking import by_pointer

HERE = Path(__file__).parents[3]


def test_the_second_waits_until_the_first_is_done(place, monkeypatch):
    waits = threading.Event()

    def nap(_):
        waits.set()

    monkeypatch.setattr("stores.locks.time.sleep", nap)
    second = threading.Thread(target=scene.publish_all, args=(place,), kwargs={"wait": 60})
    with place.root.lock("curated"):
        second.start()
        assert waits.wait(60)
        assert by_pointer(place.folder)[1] == 2
    second.join(60)
    assert by_pointer(place.folder)[1] == 3


def test_with_a_short_wait_the_second_is_told(place):
    with place.root.lock("curated"), pytest.raises(BusyError, match="another run") as told:
        scene.publish_all(place, wait=0.01)
    assert told.value.remedy
    assert by_pointer(place.folder)[1] == 2


def test_the_command_says_so(place):
    page = place.folder / "page.txt"
    page.write_text("วิสัยทัศน์\nเป็นองค์กรชั้นนำ\n")
    command = [sys.executable, "-c", "from flows.cli import main; main()", "load", str(page)]
    command += ["--raw", str(place.folder / "raw"), "--curated", str(place.curated)]
    before = open_release(place.root).release_id
    with place.root.lock("curated"):
        ended = subprocess.run(
            command,
            cwd=HERE,
            env=os.environ | {"THITTHANG_LOCK_SECONDS": "0.1"},
            capture_output=True,
            text=True,
            check=False,
        )
    assert ended.returncode == 1
    assert "another run has been writing here" in " ".join(ended.stderr.split())
    assert "Traceback" not in ended.stderr
    assert open_release(place.root).release_id == before


def test_a_process_that_inherits_the_lock_does_not_keep_it(place):
    """A process that is started meanwhile may have the lock's handle too."""
    with place.root.lock("curated"):
        lock = place.curated / ".curated.lock"
        handle = next(int(link.name) for link in Path("/proc/self/fd").iterdir() if leads_to(link, lock))
        heir = subprocess.Popen(["cat"], stdin=subprocess.PIPE, pass_fds=[handle])
    with place.root.lock("curated", wait=0):
        heir.communicate()


def leads_to(link, path):
    try:
        return link.samefile(path)
    except OSError:
        return False
