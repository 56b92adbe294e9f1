"""The explorer on loopback, over a release of samples in all forms and a few made-up pages."""

import threading
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass
from pathlib import Path

import pytest
import uvicorn

from explorer.app import make_app
from explorer.snapshot import Snapshot
from flows.demo import archived_pages, sample_folder
from flows.settings import Settings
from flows.steps import load
from tests.browser import browser  # noqa: F401  (a fixture)
from tests.pages import LOEI, TRAT, text_page

SAMPLES = (
    "07-ol-ul.html",
    "11-issue-table-rowspan.html",
    "b12-college-khaotabaek.odt",
    "d02-cdd-tharaburi.pdf",
    "d04-school-noenkratai-scan.pdf",
)
VISION = "องค์กรแห่งการเรียนรู้ มุ่งสู่คุณภาพการศึกษา"
NEARLY = "องค์กรแห่งการเรียนรู้ มุ่งสู่คุณภาพของการศึกษา"
NAN = "สำนักงานเขตพื้นที่การศึกษาประถมศึกษาน่าน เขต 1"
HOSTILE = "<script>alert('ก')</script> =HYPERLINK(\"http://evil.example\") ส่งเสริมการอ่าน"
PERSON = "นายสมชาย ใจดี"
MADE_UP = {
    "loei.txt": text_page(LOEI, VISION, ("ส่งเสริมให้เด็กเข้าถึงการศึกษา", "พัฒนาคุณภาพครู")),
    "trat.txt": text_page(TRAT, VISION, ("พัฒนาคุณภาพครู", HOSTILE)) + f"\nผู้อำนวยการ {PERSON}\n".encode(),
    "nan.txt": text_page(NAN, NEARLY, ("เปิดห้องสมุดให้ชุมชนใช้",)),
}
LOEI_ID, TRAT_ID, NAN_ID = "esa-p-loei-2", "esa-p-trat", "esa-p-nan-1"


@dataclass(frozen=True)
class Answer:
    status: int
    headers: object
    body: bytes

    @property
    def text(self):
        return self.body.decode()


@dataclass(frozen=True)
class Site:
    """A running explorer: where it answers, and the release it shows."""

    base: str
    current: object

    @property
    def snapshot(self) -> Snapshot:
        return self.current.view().snapshot

    def get(self, path, headers=None, **query):
        """What it answers; values of `query` may be lists."""
        asked = f"?{urllib.parse.urlencode(query, doseq=True)}" if query else ""
        request = urllib.request.Request(f"{self.base}{path}{asked}", headers=headers or {})  # noqa: S310
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310
                return Answer(answer.status, answer.headers, answer.read())
        except urllib.error.HTTPError as error:
            with error:
                return Answer(error.code, error.headers, error.read())

    def ids(self, where, *values):
        """Statement ids by a condition on the index, in the order of hits."""
        question = f"SELECT statement_id FROM statement WHERE {where} ORDER BY place"
        return [found for (found,) in self.snapshot.index.rows(question, values)]


class Served:
    """An explorer in a thread, stopped at the end of `with`."""

    def __init__(self, settings, folder):
        self.app = make_app(settings, folder)
        self.server = uvicorn.Server(uvicorn.Config(self.app, log_level="error", access_log=False))
        self.started = threading.Event()
        self.thread = threading.Thread(target=self._run, daemon=True)

    def _run(self):
        startup = self.server.startup

        async def tell(*arguments, **keywords):
            await startup(*arguments, **keywords)
            self.started.set()

        self.server.startup = tell
        self.server.run()

    def __enter__(self):
        self.server.config.port = 0
        self.thread.start()
        assert self.started.wait(30)
        (port,) = (one.getsockname()[1] for server in self.server.servers for one in server.sockets)
        current = self.app.state.current
        assert current.view().snapshot is not None
        return Site(f"http://127.0.0.1:{port}", current)

    def __exit__(self, *_error):
        self.server.should_exit = True
        self.thread.join()


@pytest.fixture(scope="session")
def root(tmp_path_factory) -> Settings:
    """A place with two releases: samples (one page as it was a year apart) and pages of area offices."""
    folder = tmp_path_factory.mktemp("explored")
    pages = folder / "pages"
    pages.mkdir()
    for name, data in MADE_UP.items():
        (pages / name).write_bytes(data)
    settings = Settings(raw=str(folder / "raw"), curated=str(folder / "curated"), workers=1)
    first, second = archived_pages()
    load([*(Path(sample_folder()) / name for name in SAMPLES), pages, first], settings)
    assert load([second], settings).published
    return settings


@pytest.fixture(scope="session")
def site(root, tmp_path_factory):
    """The explorer over `root`."""
    with Served(root, tmp_path_factory.mktemp("indexes")) as served:
        yield served
