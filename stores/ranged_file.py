"""A file that is far away and read in ranges, as any other file is read."""

from __future__ import annotations

from collections.abc import Callable
from io import SEEK_CUR, SEEK_END, RawIOBase


class RangedFile(RawIOBase):
    """A file of `size` bytes; `read_range` gives those from a place up to another one."""

    def __init__(self, read_range: Callable[[int, int], bytes], size: int) -> None:
        super().__init__()
        self._read_range = read_range
        self._size = size
        self._place = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._place

    def seek(self, offset: int, whence: int = 0) -> int:
        start = {SEEK_CUR: self._place, SEEK_END: self._size}.get(whence, 0)
        self._place = max(0, start + offset)
        return self._place

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # (typeshed names the protocol)
        end = min(self._place + len(buffer), self._size)
        if end <= self._place:
            return 0
        data = self._read_range(self._place, end)
        buffer[: len(data)] = data
        self._place += len(data)
        return len(data)
