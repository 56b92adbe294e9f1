"""Running a program of the system on one document, within limits of its own."""

from __future__ import annotations

import os
import resource
import subprocess
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from engines.guarded import inside, more_time
from engines.limits import MIB
from engines.processes import await_end, has_ended, kill_family
from schemas.codes import FindingCode
from schemas.engines import Stopped

LARGEST_FILE = 256 * MIB
_MOST_WORDS = 4_000


@dataclass(frozen=True, slots=True)
class Command:
    """What to run, where, and within what: `seconds` of wall time, bytes of address space."""

    name: str
    arguments: Sequence[str | Path]
    folder: Path
    seconds: float
    memory: int
    environment: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Finished:
    """How a program ended (negative: by a signal), and the end of what it wrote, both streams."""

    exit_code: int
    words: str


def run(command: Command) -> Finished | Stopped:
    """Run a program to its end, or kill it and all it started when its time is over.

    It reads nothing from standard input; what it prints goes to the file `printed` in its folder. In a
    guarded process its time does not count as the document's.
    """
    more_time(command.seconds)
    began = time.monotonic()
    try:
        return _run(command)
    finally:
        more_time(min(0.0, time.monotonic() - began - command.seconds))


def _run(command: Command) -> Finished | Stopped:
    mark = f"THITTHANG_COMMAND={command.folder}"
    name, _, value = mark.partition("=")
    with (command.folder / "printed").open("w+b") as printed:
        try:
            process = subprocess.Popen(
                command.arguments,
                cwd=command.folder,
                env={**os.environ, "TMPDIR": str(command.folder), name: value, **command.environment},
                stdin=subprocess.DEVNULL,
                stdout=printed,
                stderr=subprocess.STDOUT,
                start_new_session=not inside(),  # in a guarded process it dies with the others
            )
        except OSError as error:
            return Stopped(FindingCode.NEEDS_TOOL, f"{command.name} cannot be started: {error.strerror}")
        try:
            _limit(process.pid, resource.RLIMIT_AS, command.memory)
            _limit(process.pid, resource.RLIMIT_FSIZE, LARGEST_FILE)
            await_end(process.pid, command.seconds)
            in_time = has_ended(process.pid)
        finally:
            kill_family(process.pid, mark)
            exit_code = process.wait()
        if not in_time:
            message = f"{command.name} took more than {command.seconds:g} seconds"
            return Stopped(FindingCode.PARSER_TIMEOUT, message)
        size = printed.seek(0, os.SEEK_END)
        words = os.pread(printed.fileno(), _MOST_WORDS, max(0, size - _MOST_WORDS))
        return Finished(exit_code, words.decode("utf-8", "replace").strip())


def _limit(pid: int, which: int, limit: int) -> None:
    with suppress(ProcessLookupError, PermissionError, AttributeError):
        _, hard = resource.prlimit(pid, which)
        resource.prlimit(pid, which, (limit if hard == resource.RLIM_INFINITY else min(limit, hard), hard))


def read_output(path: Path, largest: int = LARGEST_FILE) -> bytes | None:
    """A file that a program was to write, None where it is missing, empty or too large."""
    try:
        return path.read_bytes() if 0 < path.stat().st_size <= largest else None
    except OSError:
        return None
