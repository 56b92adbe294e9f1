"""Make the pictures of docs/explorer.md: the demo's documents in the explorer.

    python -m benchmarks.explorer_pictures

Needs Debian's `chromium`.
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from urllib.parse import quote, urlencode

from playwright.sync_api import Browser, sync_playwright

from benchmarks.explorer import explorer
from benchmarks.picture_files import save_picture
from flows.demo import archived_pages, sample_folder
from flows.settings import Settings
from flows.steps import load
from stores.curated.release import OpenRelease, open_release

WIDTHS = (1280, 390)
COLOURS = 48
TALLEST = 1500
"""Pixels of a picture's height; what is below is not shown."""
QUESTION = "อ่านออก"


def make_releases(home: Path) -> OpenRelease:
    """What the demo makes."""
    settings = Settings(raw=str(home / "raw"), curated=str(home / "curated"))
    first, second = archived_pages()
    load([sample_folder(), first], settings)
    load([second], settings)
    return open_release(settings.curated)


def addresses(release: OpenRelease) -> dict[str, str]:
    """What is looked at: an office that changed, a statement of a PDF, two offices with many kinds."""
    direction = release.table("direction").to_pylist()
    changed = next(row["office_id"] for row in direction if row["source_url"].startswith("http"))
    of_pdf = next(
        row["statement_id"]
        for row in direction
        if row["source_url"].endswith(".pdf") and row["kind"] == "goal"
    )
    pair = [
        ("office", changed),
        ("office", next(one["office_id"] for one in direction if "03-" in one["source_url"])),
    ]
    return {
        "home": "/",
        "search": f"/search?q={quote(QUESTION)}",
        "office": f"/offices/{changed}",
        "history": f"/offices/{changed}/history",
        "statement": f"/statements/{of_pdf}",
        "compare": f"/compare?{urlencode(pair)}",
        "operator": "/en/operator",
    }


def take_pictures(browser: Browser, base: str, pages: dict[str, str]) -> None:
    """Take a picture of each page at each width."""
    for width in WIDTHS:
        for name, address in pages.items():
            shown = browser.new_page(viewport={"width": width, "height": 900})
            shown.goto(base + address, wait_until="networkidle")
            height = min(TALLEST, shown.evaluate("document.documentElement.scrollHeight"))
            shown.set_viewport_size({"width": width, "height": height})
            save_picture(shown.screenshot(), f"explorer-{name}-{width}", COLOURS)
            shown.close()


def main() -> None:
    """Make all pictures."""
    with tempfile.TemporaryDirectory(prefix="thitthang-pictures-") as folder:
        home = Path(folder)
        pages = addresses(make_releases(home))
        with explorer(home) as (base, _), sync_playwright() as playwright:
            program = shutil.which("chromium")
            browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
            take_pictures(browser, base, pages)
            browser.close()


if __name__ == "__main__":
    main()
