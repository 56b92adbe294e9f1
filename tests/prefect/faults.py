"""What tests of faults share: a page that is held, a place of its own for runs, and how it must look after."""

import subprocess
import sys
import threading
import time
from contextlib import ExitStack, suppress
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
from tests.prefect.conftest import PATIENCE, Server, environment_for, worker

OFFICE = "esa-p-trat"
HOST = "127.0.0.1"
PAGE = "/vision"
OLD, NEW = "องค์กรแห่งการเรียนรู้", "สถานศึกษาก้าวหน้า ทันโลก"
PAUSE = FetchLimits().pause_seconds


class Held:
    """A page whose first request waits until it is let go."""

    def __init__(self, body):
        self.reply = Reply(body, headers={"ETag": f'"{sha256(body).hexdigest()[:16]}"'})
        self.came = threading.Event()
        self.free = threading.Event()

    def __call__(self, request):
        self.came.set()
        assert self.free.wait(PATIENCE)
        return self.reply.answers(request)


class Place:
    """Folders of their own for runs of one office, whose page a site holds; one release is there."""

    def __init__(self, folder, site, sources):
        self.settings = Settings(str(folder / "raw"), str(folder / "curated"), 1, sources, "nobody@example.org")
        self.raw, self.curated = folder / "raw", folder / "curated"
        self.site = site
        office_file(sources, OFFICE, f"http://{HOST}:{site.port}{PAGE}")
        site.put(HOST, PAGE, Reply(html_page(TRAT, OLD)))
        report = ingest([OFFICE], self.settings, limits=replace(FetchLimits(), pause_seconds=0))
        assert report.exit_code == 0
        site.log.clear()
        self.page = Held(html_page(TRAT, NEW))
        site.put(HOST, PAGE, self.page)

    @property
    def parameters(self):
        return {"office": OFFICE, "raw": str(self.raw), "curated": str(self.curated)}

    def command(self, environment, cwd):
        """A run from the command line; with a server in the environment it is a flow there."""
        roots = ["--raw", str(self.raw), "--curated", str(self.curated)]
        return subprocess.Popen(
            [sys.executable, "-c", "from flows.cli import main; main()", "ingest", OFFICE, *roots],
            cwd=cwd,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )

    def visions(self):
        """The visions in force."""
        rows = open_release(self.curated).table("direction").to_pylist()
        return [row["text"] for row in rows if row["kind"] == "vision"]

    def captures(self):
        return RawArchive(open_root(str(self.raw))).captures()

    def assert_whole(self):
        """Every capture has its bytes and a number of its own, every object its hash; the release is sound."""
        archive = RawArchive(open_root(str(self.raw)))
        captures = archive.captures()
        assert captures
        for capture in captures:
            archive.read(capture)
        assert [capture.sequence for capture in captures] == list(range(1, len(captures) + 1))
        for path in (self.raw / "objects").glob("??/*"):
            assert path.name.startswith(".tmp-") or sha256(path.read_bytes()).hexdigest() == path.name
        assert broken_rules(open_release(self.curated)) == []

    def assert_old(self):
        """What was published before stands, whole."""
        self.assert_whole()
        assert self.visions() == [OLD]

    def assert_done(self):
        """The new page is published once, and nothing of any run is left over."""
        self.assert_whole()
        assert self.visions() == [NEW]
        assert len(self.captures()) == 2
        self.assert_clean()

    def assert_clean(self):
        """No lock, temporary file, folder in the making or unpublished reading of a run is left."""
        left = [*self.raw.rglob(".tmp-*"), *self.curated.rglob(".tmp-*"), *self.curated.rglob(".building-*")]
        assert left + [*self.curated.glob(".reading/*")] == []
        for root, name in ((self.raw, f"visits/{OFFICE}"), (self.raw, "raw"), (self.curated, "curated")):
            with open_root(str(root)).lock(name, 0):
                pass

    def assert_courteous(self):
        """By the site's own log: one pause at least between any two requests."""
        times = [request.at for request in self.site.asked(HOST, robots=True)]
        assert min(later - earlier for earlier, later in pairwise(times)) >= PAUSE


class Crew:
    """A server as the runs of these tests see it, and the worker that takes them."""

    def __init__(self, server, home):
        self.home = home
        environment = environment_for(home, 0) | {"PREFECT_API_URL": server.url}
        self.server = Server(server.url, environment)
        self.process = None
        self._stack = ExitStack()

    def start(self):
        """Start a worker, where there is none that lives."""
        if self.process is None or self.process.poll() is not None:
            self.end()
            self.process = self._stack.enter_context(worker(self.server, self.home))

    def end(self):
        self._stack.close()

    def kill(self):
        """Kill the worker as it stands."""
        self.process.kill()
        self.process.wait()

    def flows(self, run_id=""):
        """The processes that do a run, or any run, without what they started for reading."""
        return [
            pid
            for pid, environment in self._processes()
            if environment.get("PREFECT__FLOW_RUN_ID", "").startswith(run_id or "0")
            and "THITTHANG_GUARD" not in environment
        ]

    def guards(self):
        """The processes that read documents."""
        return [pid for pid, environment in self._processes() if "THITTHANG_GUARD" in environment]

    def left(self):
        """All processes that runs started."""
        return [pid for pid, _ in self._processes()]

    def _processes(self):
        """Processes that were started for this home, with their environments; the worker apart."""
        for place in Path("/proc").glob("[0-9]*"):
            with suppress(OSError):
                lines = (place / "environ").read_bytes().split(b"\0")
                environment = dict(line.decode().split("=", 1) for line in lines if b"=" in line)
                if environment.get("THITTHANG_HOME") == str(self.home) and not self._is_staff(place):
                    yield int(place.name), environment

    def _is_staff(self, place):
        session = int((place / "stat").read_bytes().rpartition(b")")[2].split()[3])
        return self.process is not None and session == self.process.pid


def wait_until(seen, what, patience=PATIENCE, nap=0.02):
    """What `seen` gives once it gives something, asked for often; fails after a while."""
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline:
        if found := seen():
            return found
        time.sleep(nap)
    pytest.fail(f"waited {patience} s for {what}")
