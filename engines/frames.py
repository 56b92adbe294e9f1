"""Messages between a guard and its process: a kind, a length and bytes, on one socket."""

from __future__ import annotations

import socket
import struct
import sys
from dataclasses import dataclass
from enum import IntEnum

_HEAD = struct.Struct("!BQ")
_PIECE = 1 << 20


class FrameKind(IntEnum):
    """What a message says; a call goes to the process, all others come from it."""

    CALL = 1
    STARTED = 2
    """The function was found and runs from now on."""
    MORE_TIME = 3
    """An engine with a time limit of its own began (+ seconds) or ended (- what it left over)."""
    VALUE = 4
    LAST_VALUE = 5
    """A value, from a process that should not be used again."""
    TOO_LARGE = 6
    NO_MEMORY = 7
    RAISED = 8
    UNKNOWN_CALL = 9
    """The function or its arguments could not be unpickled: a fault of the caller's."""


@dataclass(frozen=True, slots=True)
class Frame:
    """One message."""

    kind: FrameKind
    body: bytes = b""


class Flood(Exception):  # noqa: N818  (it names what came)
    """A message longer than was agreed, or one of no known kind."""


class Channel:
    """One end of the socket; it keeps what has come of a message that is not whole yet."""

    def __init__(self, end: socket.socket, longest: int = sys.maxsize) -> None:
        self.end = end
        self.longest = longest
        self._came = bytearray()

    def send(self, kind: FrameKind, *parts: bytes, timeout: float | None = None) -> None:
        """Send one message; raises OSError (TimeoutError among them) when the other end does not take it."""
        self.end.settimeout(timeout)
        self.end.sendall(_HEAD.pack(kind, sum(map(len, parts))))
        for part in parts:
            self.end.sendall(part)

    def receive(self, timeout: float | None = None) -> Frame | None:
        """The next message, None when it is not there in time; EOFError when the other end is gone."""
        self.end.settimeout(timeout)
        try:
            self._fill(_HEAD.size)
            number, length = _HEAD.unpack_from(self._came)
            if number not in FrameKind.__members__.values() or length > self.longest:
                raise Flood(f"{length} bytes")
            self._fill(_HEAD.size + length)
        except (TimeoutError, BlockingIOError):
            return None
        except ConnectionError:
            raise EOFError from None
        body = bytes(memoryview(self._came)[_HEAD.size : _HEAD.size + length])
        del self._came[: _HEAD.size + length]
        return Frame(FrameKind(number), body)

    def _fill(self, size: int) -> None:
        while len(self._came) < size:
            piece = self.end.recv(min(_PIECE, size - len(self._came)))
            if not piece:
                raise EOFError
            self._came += piece

    def close(self) -> None:
        self.end.close()
