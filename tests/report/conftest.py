"""One small place with releases that hold every kind of trouble, and the report of the last one."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from flows.release_report.facts import ReportFacts, read_facts
from flows.release_report.page import page
from flows.release_report.predecessor import predecessor
from schemas.codes import FindingCode, Severity
from schemas.kinds import Kind
from schemas.records import Finding
from schemas.registry import registry
from stores.curated.release import OpenRelease, open_release
from stores.journal import Journal
from stores.journal_lines import ClockNote
from tests.browser import browser  # noqa: F401  (a fixture)
from tests.stores.factories import NAN, START, TRAT, Desk, parsed, unreadable

HOSTILE = (
    "ส่งเสริม<script>document.title='broken'</script> \"คำพูด' <img src=x onerror=alert(1)> "
    "\u202eกลับหลัง {{ 7*7 }} {% raw %} </style></details> \x1b[31m &amp; \u2067\u200f"
)
HOSTILE_NAME = "องค์การบริหารส่วนตำบล<b onclick=alert(1)>หนองอาจ</b>"
HOSTILE_ADDRESS = "javascript:alert(document.domain)"
QUOTING_ADDRESS = 'https://example.org/"onmouseover="alert(1)'
LONG = "พัฒนาคุณภาพการศึกษา" * 1579
"""30,001 letters without a space."""
UNBROKEN = "W" * 3_000
MANY = 40
PLAN = (2566, 2570)


@dataclass(frozen=True)
class Scene:
    """A place, its last two releases, what the report says, and the report as a file."""

    folder: Path
    desk: Desk
    before: OpenRelease
    after: OpenRelease
    facts: ReportFacts
    file: Path

    @property
    def text(self):
        return self.file.read_text("utf-8")


def note(code, severity=Severity.WARNING):
    return Finding(code, severity, f"message of {code}", "evidence")


def hostile(vision, motto):
    return parsed((Kind.VISION, vision), (Kind.MOTTO, motto), office=None, name=HOSTILE_NAME)


def loei(vision):
    return parsed((Kind.VISION, vision), (Kind.MISSION, "ดูแลเด็ก"), plan=PLAN)


GAP = note(FindingCode.NUMBER_GAP)
STRATEGIES = [(Kind.STRATEGY, f"กลยุทธ์เรื่องที่ {number} ของหน่วยงาน") for number in range(MANY)]
FIRST = {
    "loei.html": loei("องค์กรแห่งการเรียนรู้ของชุมชน"),
    "nan.html": parsed((Kind.VISION, "เมืองน่าอยู่"), (Kind.GOAL, "เด็กอ่านคล่อง"), office=NAN, findings=[GAP]),
    "trat.html": parsed((Kind.VISION, "ทะเลงาม"), office=TRAT, plan=PLAN),
    HOSTILE_ADDRESS: hostile(HOSTILE, LONG),
    "gone.html": parsed((Kind.VISION, "จะหายไป"), office="esa-p-phrae-1"),
}
SECOND = {
    "loei.html": loei("องค์กรแห่งความสุขของชุมชน"),
    "trat.html": unreadable(message=HOSTILE),
    HOSTILE_ADDRESS: hostile(HOSTILE + "ใหม่", LONG + UNBROKEN),
    QUOTING_ADDRESS: parsed(
        (Kind.VISION, UNBROKEN),
        *STRATEGIES,
        office="esa-s-phrae",
        plan=(2568, 2568),
        findings=[GAP, note(FindingCode.OCR_TEXT, Severity.INFO)],
    ),
    "gone.html": parsed((Kind.VISION, "จะหายไป"), office="esa-p-phrae-2"),
}


@pytest.fixture(scope="session")
def scene(tmp_path_factory):
    folder = tmp_path_factory.mktemp("report")
    desk = Desk(folder, registry())
    desk.publish(*captured(desk, FIRST))
    before = open_release(desk.curated)
    desk.publish(*captured(desk, SECOND))
    run = Journal(desk.root).start("ingest", START)
    run.clocks(ClockNote(TRAT, looked_at=START, published_at=START, stale=HOSTILE))
    after = open_release(desk.curated)
    facts = read_facts(after, predecessor(after.root, after.release_id))
    file = folder / "report.html"
    file.write_text("".join(page(facts)), "utf-8", newline="\n")
    return Scene(folder, desk, before, after, facts, file)


def captured(desk, readings):
    return [(desk.capture(uri, reading), reading) for uri, reading in readings.items()]
