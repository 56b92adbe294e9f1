"""A place for runs of one office whose page a loopback site holds back, and how it must look afterwards."""

import os
import subprocess
import sys
import threading
import time
from contextlib import suppress
from dataclasses import replace
from hashlib import sha256
from itertools import pairwise
from pathlib import Path

import pytest

from flows.settings import Settings
from flows.steps import ingest
from sources.fetched import FetchLimits
from stores.curated.release import open_release
from stores.raw import RawArchive
from stores.roots import open_root
from tests.integrity import broken_rules
from tests.network.sites import Reply
from tests.pages import TRAT, html_page, office_file

PATIENCE = 120
OFFICE = "esa-p-trat"
HOST = "127.0.0.1"
PAGE = "/vision"
OLD, NEW = "องค์กรแห่งการเรียนรู้", "สถานศึกษาก้าวหน้า ทันโลก"
LIMITS = FetchLimits()


class Held:
    """A page that is not answered before it is let go."""

    def __init__(self, body):
        self.reply = Reply(body, headers={"ETag": f'"{sha256(body).hexdigest()[:16]}"'})
        self.came = threading.Event()
        self.free = threading.Event()

    def __call__(self, request):
        self.came.set()
        self.free.wait(PATIENCE)
        return self.reply.answers(request)


class Place:
    """Folders for runs of the office: one release is there, and a new page is held back by the site."""

    def __init__(self, folder, site, sources):
        self.raw, self.curated, self.sources = folder / "raw", folder / "curated", sources
        self.settings = Settings(str(self.raw), str(self.curated), 1, sources, "nobody@example.org")
        self.site = site
        self.put(OFFICE, PAGE, Reply(html_page(TRAT, OLD)))
        assert self.run().exit_code == 0
        site.log.clear()
        self.page = Held(html_page(TRAT, NEW))
        site.put(HOST, PAGE, self.page)

    def put(self, office_id, path, reply):
        """Give an office a page on the site."""
        office_file(self.sources, office_id, f"http://{HOST}:{self.site.port}{path}")
        self.site.put(HOST, path, reply)

    def run(self, **more):
        """A run in this process, without a server and without a pause; `more` settings."""
        limits = replace(LIMITS, pause_seconds=0)
        return ingest([OFFICE], replace(self.settings, **more), limits=limits)

    def command(self, environment):
        """A run from the command line; with a server in the environment it is a flow there."""
        roots = ["--raw", str(self.raw), "--curated", str(self.curated), "--workers", "1"]
        return subprocess.Popen(
            [sys.executable, "-c", "from flows.cli import main; main()", "ingest", OFFICE, *roots],
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def locked(self):
        """Keep runs from looking for the office."""
        return open_root(str(self.raw)).lock(f"visits/{OFFICE}")

    def at_the_door(self):
        """How many others wait for the office or look for it, a thread counting as a process."""
        lock = str(self.raw / f".visits/{OFFICE}.lock")
        count = 0
        for link in Path("/proc").glob("[0-9]*/fd/*"):
            with suppress(OSError):
                count += os.readlink(link) == lock  # noqa: PTH115  (the text, not a path)
        return count

    def asked(self):
        """The requests for the page, in their order."""
        return [request for request in self.site.log if request.path == PAGE]

    def visions(self):
        """The visions in force of the office."""
        rows = open_release(self.curated).table("direction").to_pylist()
        return [row["text"] for row in rows if row["kind"] == "vision" and row["office_id"] == OFFICE]

    def captures(self):
        """The captures of the office's page."""
        captures = RawArchive(open_root(str(self.raw))).captures()
        return [capture for capture in captures if capture.source.uri.endswith(PAGE)]

    def assert_old(self):
        """What was published before stands, whole."""
        self.assert_whole()
        assert self.visions() == [OLD]

    def assert_done(self):
        """The new page is published once, and nothing of any run is left over."""
        self.assert_whole()
        assert self.visions() == [NEW]
        assert len(self.captures()) == 2
        self.assert_unlocked()
        left = [*self.raw.rglob(".tmp-*"), *self.curated.rglob(".tmp-*"), *self.curated.rglob(".building-*")]
        assert [*left, *self.curated.glob(".reading/*")] == []

    def assert_whole(self):
        """Captures have their bytes and numbers of their own, objects their hash; the release is sound."""
        archive = RawArchive(open_root(str(self.raw)))
        captures = self.captures()
        for capture in captures:
            archive.read(capture)
        assert [capture.sequence for capture in captures] == list(range(1, len(captures) + 1))
        for path in (self.raw / "objects").glob("??/[0-9a-f]*"):
            assert sha256(path.read_bytes()).hexdigest() == path.name
        assert broken_rules(open_release(self.curated)) == []

    def assert_unlocked(self):
        """Nobody holds a lock here."""
        for root, name in ((self.raw, f"visits/{OFFICE}"), (self.raw, "raw"), (self.curated, "curated")):
            with open_root(str(root)).lock(name, 0):
                pass

    def assert_courteous(self):
        """By the site's own log: a pause at least between any two requests."""
        times = [request.at for request in self.site.log]
        assert min(later - earlier for earlier, later in pairwise(times)) >= LIMITS.pause_seconds


def wait_until(seen, what, nap=0.02):
    """What `seen` gives once it gives something; fails after a while."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if found := seen():
            return found
        time.sleep(nap)
    return pytest.fail(f"waited {PATIENCE} s for {what}")
