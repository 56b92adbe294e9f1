"""Debian's Chromium without a screen, for tests that look at pages.

`from tests.browser import browser` in a conftest gives the fixture. It lives in a thread of its own:
Playwright leaves an event loop running in the thread that it was started in, where no other test could
run one.
"""

import shutil
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import sync_playwright

from tests.engines.conftest import need


@dataclass
class Visit:
    """What a page did while it was looked at: every request, everything in its console, its errors."""

    requests: list = field(default_factory=list)
    console: list = field(default_factory=list)
    found: object = None


class Browser:
    """One browser, started at its first visit."""

    def __init__(self, program):
        self._program = program
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="browser")
        self._playwright = self._chromium = None

    def visit(self, address, look=None, *, width=1280, height=1000, **context):
        """Open a page, let `look(page)` see it, and tell what it did; `found` is what `look` gave.

        `context` are options of Playwright's new_context, such as java_script_enabled.
        """
        return self._thread.submit(self._visit, address, look, width, height, context).result()

    def close(self):
        self._thread.submit(self._close).result()
        self._thread.shutdown()

    def _visit(self, address, look, width, height, options):
        if self._chromium is None:
            self._playwright = sync_playwright().start()
            self._chromium = self._playwright.chromium.launch(
                executable_path=self._program, args=["--no-sandbox"]
            )
        visit = Visit()
        context = self._chromium.new_context(viewport={"width": width, "height": height}, **options)
        try:
            page = context.new_page()
            page.on("request", lambda request: visit.requests.append(request.url))
            page.on("console", lambda message: visit.console.append(message.text))
            page.on("pageerror", lambda error: visit.console.append(str(error)))
            page.goto(address)
            visit.found = look(page) if look else None
        finally:
            context.close()
        return visit

    def _close(self):
        if self._chromium is not None:
            self._chromium.close()
            self._playwright.stop()


@pytest.fixture(scope="session")
def browser():
    program = shutil.which("chromium")
    need(program, "chromium")
    shown = Browser(program)
    yield shown
    shown.close()
