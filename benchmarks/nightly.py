"""A night: all 245 offices fetched from sites on this machine and published, plainly and through Prefect.

Each office has an address of its own and two pages; hosts are asked as politely as ever, one request a
second. `python -m benchmarks.nightly` prints the first night and one without change, each by the plain
steps and as a flow on a Prefect server of its own.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import random
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from benchmarks.crawl import html_page, plan_of
from benchmarks.pages import ROOT
from benchmarks.process_tree import TreeRun, run_tree
from schemas.registry import registry

PAGES = ("vision", "strategy")
_HOSTS_A_NET = 250
_PATIENCE = 120.0


def host_of_office(number: int) -> str:
    """The address of this machine that stands for an office's site."""
    net, host = divmod(number, _HOSTS_A_NET)
    return f"127.0.{2 + net}.{1 + host}"


def page_of_office(number: int, name: str, page: str) -> bytes:
    """A page that states the direction of an office."""
    chance = random.Random(f"{number} {page}")
    return html_page(replace(plan_of(chance, number), office=name), chance)


async def _serve(port: int, names: tuple[str, ...]) -> None:
    hosts = [host_of_office(number) for number in range(len(names))]
    bodies = {
        (host, f"/{page}"): page_of_office(number, name, page)
        for number, (host, name) in enumerate(zip(hosts, names, strict=True))
        for page in PAGES
    }
    tags = {place: f'"{sha256(body).hexdigest()[:16]}"'.encode() for place, body in bodies.items()}

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(asyncio.IncompleteReadError, ConnectionError):
            head = await reader.readuntil(b"\r\n\r\n")
            place = (writer.get_extra_info("sockname")[0], head.split(b" ", 2)[1].decode())
            body, tag = bodies.get(place), tags.get(place, b"")
            if body is None:
                status, body = b"404 Not Found", b""
            elif tag in head:
                status, body = b"304 Not Modified", b""
            else:
                status = b"200 OK"
            writer.write(
                b"HTTP/1.1 %s\r\nETag: %s\r\nContent-Type: text/html; charset=utf-8\r\nConnection: close\r\n"
                b"Content-Length: %d\r\n\r\n" % (status, tag, len(body)) + body
            )
            await writer.drain()
        writer.close()

    server = await asyncio.start_server(answer, hosts, port, backlog=64)
    async with server:
        await server.serve_forever()


def _run_server(port: int, names: tuple[str, ...]) -> None:
    asyncio.run(_serve(port, names))


@contextmanager
def sites(names: tuple[str, ...]) -> Iterator[int]:
    """A server of all sites in a process of its own; its port."""
    port = _free_port()
    process = multiprocessing.get_context("spawn").Process(
        target=_run_server, args=(port, names), daemon=True
    )
    process.start()
    try:
        _wait_for(f"http://{host_of_office(0)}:{port}/{PAGES[0]}")
        yield port
    finally:
        process.terminate()
        process.join()


@contextmanager
def prefect_server(home: Path) -> Iterator[str]:
    """A Prefect server of its own; the address of its API."""
    port = _free_port()
    command = [sys.executable, "-m", "prefect", "server", "start", "--host", "127.0.0.1", "--port", str(port)]
    environment = os.environ | {
        "PREFECT_HOME": str(home),
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "PREFECT_SERVER_UI_ENABLED": "false",
        "DO_NOT_TRACK": "1",
    }
    with (home / "server.log").open("wb") as log:
        process = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
        try:
            _wait_for(f"http://127.0.0.1:{port}/api/health")
            yield f"http://127.0.0.1:{port}/api"
        finally:
            process.terminate()
            process.wait()


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port: int = probe.getsockname()[1]
    return port


def _wait_for(address: str) -> None:
    deadline = time.monotonic() + _PATIENCE
    while time.monotonic() < deadline:
        with suppress(OSError), urllib.request.urlopen(address, timeout=5):  # noqa: S310  (loopback)
            return
        time.sleep(0.1)
    raise TimeoutError(address)


def night(folder: Path, api: str | None = None) -> TreeRun:
    """One night on a root; raises unless all offices are good."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT")} | {
        "THITTHANG_RAW": str(folder / "raw"),
        "THITTHANG_CURATED": str(folder / "curated"),
        "THITTHANG_SOURCES": str(folder.parent / "sources"),
        "THITTHANG_TEST_LOOPBACK": "1",
    }
    if api is not None:
        environment["PREFECT_API_URL"] = api
    command = [str(Path(sys.executable).with_name("thitthang")), "ingest", "--all"]
    run = run_tree(command, ROOT, environment)
    offices = len(registry().offices)
    if run.status or f"{offices}/{offices} offices" not in run.output or "ran without Prefect" in run.output:
        raise RuntimeError(f"the night ended with {run.status}: {run.output[-800:]}")
    return run


def report() -> None:
    """Print the table, and Prefect's share of the seconds."""
    offices = registry().offices
    with tempfile.TemporaryDirectory() as made, sites(tuple(office.name_th for office in offices)) as port:
        folder = Path(made)
        (folder / "sources").mkdir()
        for number, office in enumerate(offices):
            lines = "".join(f"  - http://{host_of_office(number)}:{port}/{page}\n" for page in PAGES)
            (folder / "sources" / f"{office.office_id}.yaml").write_text(f"addresses:\n{lines}")
        (folder / "prefect").mkdir()
        print(f"\n{len(offices)} offices, {len(PAGES)} pages each")
        print(f"{'night':32}{'wall s':>9}{'CPU s':>9}{'peak MiB':>10}")
        with prefect_server(folder / "prefect") as api:
            for name in ("first", "without change"):
                plain = night(folder / "plain")
                flow = night(folder / "flow", api)
                for how, run in (("plain steps", plain), ("Prefect flow", flow)):
                    print(f"{f'{name}, {how}':32}{run.seconds:9.1f}{run.cpu:9.1f}{run.mib:10.0f}")
                print(f"{'Prefect’s share of the seconds':32}{1 - plain.seconds / flow.seconds:9.0%}")


if __name__ == "__main__":
    report()
