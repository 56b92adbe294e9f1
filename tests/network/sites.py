"""Sites on loopback: ordinary ones, told apart by host name and path, and broken ones on raw sockets."""

import contextlib
import http.server
import socket
import struct
import threading
import time
from dataclasses import dataclass, field

from flows.settings import Settings
from sources.loopback import VARIABLE
from tests.pages import office_file


@dataclass(frozen=True)
class Request:
    """A request as the server saw it arrive."""

    at: float
    host: str
    path: str
    headers: dict


@dataclass
class Reply:
    """What an ordinary site answers; a 304 where the request's condition holds."""

    body: bytes = b""
    status: int = 200
    headers: dict = field(default_factory=dict)

    def answers(self, request):
        condition = request.headers.get("if-none-match")
        if condition is not None and condition == self.headers.get("ETag"):
            return Reply(b"", 304, self.headers)
        return self


class Ordinary:
    """A server for many host names: `replies` maps host and path to a Reply or a function of the request."""

    def __init__(self, port):
        self.port = port
        self.replies = {}
        self.log = []
        self.lock = threading.Lock()

    def put(self, host, path, reply):
        self.replies[host, path] = reply

    def asked(self, host, *, robots=False):
        return [
            one for one in self.log if one.host == host and (robots or not one.path.startswith("/robots.txt"))
        ]


class _Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_arguments):
        pass

    def do_GET(self):
        site = self.server.site
        host = self.headers["Host"].partition(":")[0]
        headers = {name.lower(): value for name, value in self.headers.items()}
        request = Request(time.monotonic(), host, self.path, headers)
        with site.lock:
            site.log.append(request)
        reply = site.replies.get((host, self.path), Reply(b"", 404))
        reply = reply.answers(request) if isinstance(reply, Reply) else reply(request)
        self.send_response(reply.status)
        for name, value in reply.headers.items():
            self.send_header(name, value)
        if "Content-Length" not in reply.headers:
            self.send_header("Content-Length", str(len(reply.body)))
        self.end_headers()
        with contextlib.suppress(OSError):
            self.wfile.write(reply.body)


class _Server(http.server.ThreadingHTTPServer):
    request_queue_size = 128  # with the usual five, a busy machine drops connections

    def handle_error(self, *_):
        """A client that gives up early is part of the tests."""


@contextlib.contextmanager
def ordinary(tls=None, address="127.0.0.1"):
    """An ordinary server on a free port; `tls` is an SSL context for its side."""
    with _Server((address, 0), _Handler) as server:
        if tls is not None:
            server.socket = tls.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
        server.site = Ordinary(server.server_port)
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        yield server.site
        server.shutdown()
        thread.join()


class Broken:
    """A server on raw sockets: `behaviours` maps a host name to what is done with its connection."""

    def __init__(self, port):
        self.port = port
        self.behaviours = {}
        self.log = []
        self.ended = threading.Event()


@contextlib.contextmanager
def broken():
    """A raw server on a free port; robots.txt of every host is missing."""
    with socket.create_server(("127.0.0.1", 0), backlog=128) as listener:
        site = Broken(listener.getsockname()[1])
        threading.Thread(target=_accept, args=(listener, site), daemon=True).start()
        yield site
        site.ended.set()


def _accept(listener, site):
    with contextlib.suppress(OSError):
        while True:
            connection, _ = listener.accept()
            threading.Thread(target=_serve, args=(connection, site), daemon=True).start()


def _serve(connection, site):
    with connection, contextlib.suppress(OSError):
        head = b""
        while b"\r\n\r\n" not in head:
            more = connection.recv(65536)
            if not more:
                return
            head += more
        path = head.split(b" ", 2)[1].decode()
        host = head.lower().partition(b"\r\nhost: ")[2].partition(b"\r\n")[0].decode().partition(":")[0]
        site.log.append((host, path))
        if path == "/robots.txt":
            connection.sendall(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")
            return
        site.behaviours[host](connection, site)


HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n"


def whole(page):
    def behave(connection, _site):
        connection.sendall(HEAD + b"Content-Length: %d\r\n\r\n" % len(page) + page)

    return behave


def drip(start, piece):
    """Send a start at once, then a piece again and again, slowly, for ever."""

    def behave(connection, site):
        connection.sendall(start)
        while not site.ended.wait(0.05):
            connection.sendall(piece)

    return behave


def silent(start):
    """Send a start, then nothing."""

    def behave(connection, site):
        connection.sendall(start)
        site.ended.wait(60)

    return behave


def reset(connection, _site):
    """End the connection with RST instead of an answer."""
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def hang_up(connection, _site):
    """End the connection properly, without an answer."""
    connection.shutdown(socket.SHUT_RDWR)


def short(page):
    """Declare twice what is sent."""

    def behave(connection, _site):
        connection.sendall(HEAD + b"Content-Length: %d\r\n\r\n" % (2 * len(page)) + page)

    return behave


def sent(data):
    """Send these bytes, whatever they are, and end."""

    def behave(connection, _site):
        connection.sendall(data)

    return behave


def endless(connection, site):
    connection.sendall(HEAD + b"\r\n")
    while not site.ended.is_set():
        connection.sendall(b"0" * 65536)


class Guarded:
    """A listener that must never be connected to; counts who connected and what was sent."""

    def __init__(self, listener):
        self._listener = listener
        self.port = listener.getsockname()[1]

    def connections(self):
        """How many connections wait to be accepted."""
        self._listener.setblocking(False)
        count = 0
        with contextlib.suppress(BlockingIOError):
            while True:
                connection, _ = self._listener.accept()
                connection.close()
                count += 1
        return count


@contextlib.contextmanager
def guarded(address="127.0.0.1"):
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with socket.create_server((address, 0), family=family) as listener:
        yield Guarded(listener)


def settings(folder, offices):
    """Settings of a run in `folder`, with a file for each office of (id, addresses)."""
    (folder / "sources").mkdir(exist_ok=True)
    for office_id, addresses in offices.items():
        office_file(folder / "sources", office_id, *addresses)
    return Settings(
        raw=str(folder / "raw"),
        curated=str(folder / "curated"),
        sources=folder / "sources",
        workers=1,
        contact="nobody@example.org",
    )


def mapping(monkeypatch, hosts):
    """Serve host names (name → port) on loopback, and nothing else there."""
    monkeypatch.setenv(VARIABLE, ",".join(f"{name}=127.0.0.1:{port}" for name, port in hosts.items()))
