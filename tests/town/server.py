"""One loopback server for all hosts of a town: the Host header chooses the site."""

import hashlib
import http.server
import threading
from collections import defaultdict
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import unquote

_CHANGED = "Mon, 02 Jun 2025 03:04:05 GMT"


@dataclass
class Asked:
    """One request as the server saw it, and what it answered."""

    host: str
    path: str
    status: int
    conditional: bool


@dataclass
class Town:
    """Sites by host (path → Page), the log of requests, and how to reach it."""

    sites: dict
    port: int = 0
    log: list = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def loopback(self):
        """The setting for tests that gives every host name this server's address."""
        return f"*=127.0.0.1:{self.port}"

    def requests(self):
        """How many requests each host got."""
        counts = defaultdict(int)
        for asked in self.log:
            counts[asked.host] += 1
        return counts


class _Handler(http.server.BaseHTTPRequestHandler):
    def log_message(self, *_arguments):
        pass

    def do_GET(self):
        town = self.server.town
        host = self.headers["Host"].partition(":")[0]
        pages = town.sites.get(host, {})
        page = pages.get(self.path) or pages.get(unquote(self.path))
        tag = None if page is None else f'"{hashlib.sha256(page.body).hexdigest()[:16]}"'
        conditional = "If-None-Match" in self.headers
        same = tag is not None and self.headers["If-None-Match"] == tag
        status = 404 if page is None else 304 if same else page.status
        with town.lock:
            town.log.append(Asked(host, self.path, status, conditional))
        body = b"" if page is None or same else page.body
        self.send_response(status)
        if page is not None:
            self.send_header("ETag", tag)
            self.send_header("Content-Type", page.media_type)
            if page.location:
                self.send_header("Location", page.location)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


class _Server(http.server.ThreadingHTTPServer):
    request_queue_size = 64


@contextmanager
def served(sites):
    """A town on a free loopback port; `sites` maps a host to its pages."""
    with _Server(("127.0.0.1", 0), _Handler) as server:
        server.town = Town(sites, server.server_port)
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        yield server.town
        server.shutdown()
        thread.join()
