"""Make the pictures of docs/report.md: the report of the demo's documents after some of them changed.

    python -m benchmarks.report_pictures [FOLDER]

With FOLDER the releases and the report stay there. Needs Debian's `chromium`.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from benchmarks.picture_files import save_picture
from flows.demo import sample_folder
from flows.release_report.predecessor import predecessor
from flows.release_report.writing import write_report
from flows.settings import Settings
from flows.steps import load
from stores.curated.release import open_release

WIDTHS = ((1280, 4740), (390, 6400))
"""Width and height of each picture in pixels."""
COLOURS = 40
"""Of each picture; the page has few."""
LOGIN = (
    "<!DOCTYPE html><html><head><meta charset='utf-8'><title>เข้าสู่ระบบ</title></head><body>"
    "<form action='login'><input name='user'><input type='password' name='password'></form></body></html>"
)
REPLACED = "b09-hosp-wiangkasem.html"
"""Comes as a login page the second time."""
REWORDED = (
    ("20-sentence-vision.txt", "ให้ครูเป็นผู้นำการเปลี่ยนแปลงในชุมชน", "ให้ครูและผู้ปกครองเป็นผู้นำการเปลี่ยนแปลงในชุมชน"),
    ("20-sentence-vision.txt", "ให้ข้อมูลการศึกษาเป็นข้อมูลเปิด", "ให้ข้อมูลการศึกษาเป็นข้อมูลเปิดที่ทุกคนใช้ได้จริง"),
    ("07-ol-ul.html", "โภชนาการสมส่วนเพิ่มขึ้นทุกปี", "โภชนาการสมส่วนไม่น้อยกว่าร้อยละ 90"),
    ("07-ol-ul.html", "<li>ยกเลิกการบ้านที่ไม่ก่อให้เกิดการเรียนรู้</li>", ""),
    ("09-accordion.html", "เฉลี่ยคนละ 20 เล่มต่อปี", "เฉลี่ยคนละ 24 เล่มต่อปี"),
    ("b02-tao-buengnokpet.html", "จำนวนนกและปลาในบึงไม่ลดลงจากปีก่อน", "จำนวนนกและปลาในบึงเพิ่มขึ้นทุกปี"),
)
"""What some of the documents say otherwise the second time: file, words, other words."""


def make_releases(home: Path) -> str:
    """Load the samples, change some, load them again; the curated root."""
    pages = home / "samples"
    shutil.copytree(sample_folder(), pages)
    settings = Settings(raw=str(home / "raw"), curated=str(home / "curated"))
    load([pages], settings)
    for name, words, other in REWORDED:
        path = pages / name
        text = path.read_bytes().decode()
        if words not in text:
            raise SystemExit(f"{name} no longer says what is to be reworded")
        _write(path, text.replace(words, other).encode())
    _write(pages / REPLACED, LOGIN.encode())
    load([pages], settings)
    return settings.curated


def _write(path: Path, data: bytes) -> None:
    path.unlink()
    path.write_bytes(data)


def take_pictures(page: Path) -> None:
    """Take a picture of the page's beginning at each width."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for width, height in WIDTHS:
            shown = browser.new_page(viewport={"width": width, "height": height})
            shown.goto(page.as_uri())
            save_picture(shown.screenshot(), f"report-{width}", COLOURS)
        browser.close()


def main(folder: Path) -> None:
    """Make all pictures."""
    release = open_release(make_releases(folder))
    page = write_report(release, predecessor(release.root, release.release_id), folder / "report.html")
    take_pictures(page)


if __name__ == "__main__":
    if sys.argv[1:]:
        main(Path(sys.argv[1]).resolve())
    else:
        with tempfile.TemporaryDirectory(prefix="thitthang-pictures-") as folder:
            main(Path(folder))
