"""A quick server of 10,000 pages on 40 addresses of this machine, in a process of its own."""

from __future__ import annotations

import asyncio
import multiprocessing
import socket
import urllib.request
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

HOSTS = tuple(f"127.0.1.{number}" for number in range(1, 41))
PAGES_A_HOST = 250
BODY = b"<html><body><h1>page</h1>" + b"<p>text of a page</p>" * 1500 + b"</body></html>"


def addresses(host: str, port: int) -> list[str]:
    """The pages of one host."""
    return [f"http://{host}:{port}/page/{number}" for number in range(PAGES_A_HOST)]


async def _serve(port: int) -> None:
    """Answer 304 where a condition stands, the page where none does; count both."""
    seen: Counter[str] = Counter()

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                lower = head.lower()
                if b"/robots.txt" in head:
                    status, body = b"404 Not Found", b""
                elif b"/seen" in head:
                    status, body = b"200 OK", f"{seen['304']} {seen['200']}".encode()
                else:
                    known = b"if-none-match" in lower
                    seen["304" if known else "200"] += 1
                    status, body = (b"304 Not Modified", b"") if known else (b"200 OK", BODY)
                writer.write(
                    b'HTTP/1.1 %s\r\nETag: "1"\r\nCache-Control: max-age=0\r\nContent-Type: text/html\r\n'
                    b"Content-Length: %d\r\n\r\n" % (status, len(body)) + body
                )
                await writer.drain()
                if b"connection: close" in lower:
                    break
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()

    server = await asyncio.start_server(answer, list(HOSTS), port, backlog=512)
    async with server:
        await server.serve_forever()


def _run_server(port: int) -> None:
    asyncio.run(_serve(port))


@contextmanager
def served() -> Iterator[int]:
    """The server in a process of its own; its port."""
    with socket.create_server((HOSTS[0], 0)) as probe:
        port: int = probe.getsockname()[1]
    process = multiprocessing.get_context("spawn").Process(target=_run_server, args=(port,), daemon=True)
    process.start()
    try:
        while True:
            try:
                seen(port)
                break
            except OSError:
                process.join(0.05)
        yield port
    finally:
        process.terminate()


def seen(port: int) -> tuple[int, int]:
    """How many 304s and pages the server has sent."""
    with urllib.request.urlopen(f"http://{HOSTS[0]}:{port}/seen") as answer:
        unchanged, whole = answer.read().split()
    return int(unchanged), int(whole)
