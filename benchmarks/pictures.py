"""Make the pictures of docs/operations.md: Prefect's window after a run with a failed and a held office.

    make pictures

The offices' sites are on this machine and say invented things. Needs Debian's `chromium`.
"""

from __future__ import annotations

import base64
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from websockets.sync.client import ClientConnection, connect

from benchmarks.picture_files import save_picture
from schemas.registry import registry
from tests.pages import html_page, office_file, serve

PATIENCE_SECONDS = 120.0
OFFICES = 24
LOGIN = (
    "<!DOCTYPE html><html><head><meta charset='utf-8'><title>เข้าสู่ระบบ</title></head><body>"
    "<form action='login'><input name='user'><input type='password' name='password'></form></body></html>"
)


class Window:
    """A Prefect server's window and API."""

    def __init__(self, port: int) -> None:
        self.address = f"http://127.0.0.1:{port}"

    def ask(self, path: str, body: object = None) -> Any:  # noqa: ANN401  (JSON)
        """What the API answers."""
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(  # noqa: S310  (this machine)
            f"{self.address}/api/{path}", data=data, headers={"Content-Type": "application/json"}
        )
        with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310
            return json.load(answer)

    def run(self, name: str, parameters: object) -> str:
        """Start a deployment's run and wait for its end; its id."""
        (deployment,) = (one["id"] for one in self.ask("deployments/filter", {}) if one["name"] == name)
        begun = self.ask(f"deployments/{deployment}/create_flow_run", {"parameters": parameters})
        run_id: str = begun["id"]
        until(lambda: self.ask(f"flow_runs/{run_id}")["state_type"] in {"COMPLETED", "FAILED", "CRASHED"})
        return run_id

    def artifact(self, run_id: str, key: str) -> str:
        """The id of a run's artifact."""
        found = self.ask("artifacts/filter", {"artifacts": {"flow_run_id": {"any_": [run_id]}}})
        (artifact,) = (one["id"] for one in found if one["key"] == key)
        return str(artifact)


def until(seen: Callable[[], object]) -> None:
    """Wait until something is so; give up after a while."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        try:
            if seen():
                return
        except (urllib.error.URLError, ConnectionError):
            pass
        time.sleep(0.2)
    raise SystemExit("the server did not do in time what was waited for; see serve.log")


@contextmanager
def window(home: Path, site: str) -> Iterator[Window]:
    """What `make serve` starts, in a folder of its own; all hosts are the site at `site`."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {
        **{
            name: value for name, value in os.environ.items() if not name.startswith(("PREFECT", "THITTHANG"))
        },
        "PREFECT_SERVER_API_PORT": str(port),
        "PREFECT_RUNNER_POLL_FREQUENCY": "1",
        "THITTHANG_HOME": str(home),
        "THITTHANG_TEST_LOOPBACK": f"*={site}",
    }
    with (home / "serve.log").open("wb") as log:
        command = [sys.executable, "-m", "flows.prefect_serve"]
        process = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
        try:
            shown = Window(port)
            until(lambda: len(shown.ask("deployments/filter", {})) == 4)  # noqa: PLR2004
            yield shown
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait()


class Browser:
    """Chromium without a screen, told what to do over its debugging port."""

    def __init__(self, socket: ClientConnection) -> None:
        self.socket = socket
        self.sent = 0

    def tell(self, method: str, **parameters: object) -> Any:  # noqa: ANN401  (JSON)
        """Send a command and wait for its answer."""
        self.sent += 1
        self.socket.send(json.dumps({"id": self.sent, "method": method, "params": parameters}))
        while True:
            answer = json.loads(self.socket.recv(PATIENCE_SECONDS))
            if answer.get("id") == self.sent:
                return answer["result"]

    def shows(self, text: str) -> bool:
        """Whether the page shows a text."""
        found = self.tell(
            "Runtime.evaluate", expression=f"document.body.innerText.includes({json.dumps(text)})"
        )
        return bool(found["result"].get("value"))

    def picture(self, address: str, name: str, height: int, text: str) -> None:
        """Take a picture of a page as soon as it shows a text, and everything beside it has come to rest."""
        size = {"width": 1360, "height": height, "deviceScaleFactor": 1, "mobile": False}
        self.tell("Emulation.setDeviceMetricsOverride", **size)
        self.tell("Page.navigate", url=address)
        until(lambda: self.shows(text))
        time.sleep(3)
        taken = base64.b64decode(self.tell("Page.captureScreenshot", format="png")["data"])
        save_picture(taken, name)


@contextmanager
def browser() -> Iterator[Browser]:
    """A browser with a profile of its own, which is thrown away."""
    with tempfile.TemporaryDirectory(prefix="thitthang-chromium-", ignore_cleanup_errors=True) as profile:
        command = [shutil.which("chromium") or "chromium", "--headless=new", "--no-sandbox", "--disable-gpu"]
        command += [
            "--hide-scrollbars",
            f"--user-data-dir={profile}",
            "--remote-debugging-port=0",
            "about:blank",
        ]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            port_file = Path(profile) / "DevToolsActivePort"
            until(lambda: port_file.exists() and port_file.read_text().count("\n"))
            port = port_file.read_text().split()[0]
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/json/list", timeout=30) as answer:
                (page,) = (one for one in json.load(answer) if one["type"] == "page")
            with connect(page["webSocketDebuggerUrl"], max_size=None) as socket_:
                yield Browser(socket_)
        finally:
            process.terminate()
            process.wait()


def main() -> None:
    """Make all pictures."""
    with tempfile.TemporaryDirectory(prefix="thitthang-pictures-") as folder, serve() as site:
        home = Path(folder)
        chosen = [office for office in registry().offices if office.level.value == "primary"][:OFFICES]
        for number, office in enumerate(chosen):
            site.pages[f"p{number}"] = html_page(office.name_th)
            office_file(
                home / "sources.d", office.office_id, f"http://www.{office.office_id}.example/p{number}"
            )
        site.pages["p3"] = 404
        site.pages["p7"] = LOGIN.encode()
        ids = [office.office_id for office in chosen]
        with window(home, site.base.removeprefix("http://")) as shown, browser() as seen:
            nightly = shown.run("nightly", {"offices": ids})
            shown.run("one-office", {"office": chosen[3].short_name_th})
            shown.run("load-folder", {})
            seen.picture(f"{shown.address}/runs", "runs", 1000, "load inbox")
            seen.picture(f"{shown.address}/runs/flow-run/{nightly}", "nightly", 1000, "1 held")
            summary = shown.artifact(nightly, "ingest-summary")
            seen.picture(f"{shown.address}/artifacts/artifact/{summary}", "summary", 900, "What needs a look")
            table = shown.artifact(nightly, "ingest-needs-a-look")
            seen.picture(f"{shown.address}/artifacts/artifact/{table}", "needs-a-look", 480, "GONE")
            seen.picture(f"{shown.address}/deployments", "deployments", 620, "nightly")


if __name__ == "__main__":
    main()
