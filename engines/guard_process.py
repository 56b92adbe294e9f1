"""One guarded process as its guard sees it: started, told and heard, ended."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import BinaryIO
from weakref import WeakSet

from engines.frames import Channel
from engines.processes import await_end, has_ended, kill_family
from schemas.errors import EngineError

NAME = "the process that reads documents"
_PROGRAM = """\
import json, sys
channel, lifeline, scratch, sys.path[:] = json.loads(sys.argv[1])
from engines.guarded import serve
serve(channel, lifeline, scratch)
"""
_MOST_LAST_WORDS = 4_000
_PARTING_SECONDS = 2.0
_MARK = "THITTHANG_GUARD"


class GuardedProcess:
    """A process in a session of its own, with a scratch folder, that answers calls until it is ended.

    Raises:
        EngineError: it cannot be started.
    """

    def __init__(self) -> None:
        self._scratch = tempfile.mkdtemp(prefix="thitthang-guard-")
        self._stderr = (Path(self._scratch) / "stderr").open("w+b")
        ours, theirs = socket.socketpair()
        life, self._lifeline = os.pipe()
        self.channel = Channel(ours)
        try:
            self._popen = _start(self._scratch, theirs.fileno(), life, self._stderr)
        except OSError as error:
            self._let_go()
            raise EngineError(NAME, f"cannot be started: {error}") from error
        finally:
            theirs.close()
            os.close(life)
        self.idle = False
        """Whether it answered its last call and waits for the next."""
        self.idle_memory = 0
        """Bytes of memory it held when its first call began."""
        self.exit_code: int | None = None
        self.most_memory = 0
        """The most bytes of memory it ever held; known once it has ended, as are its last words."""
        self.last_words = ""
        """What it wrote before it could answer calls, and the place in the code where it crashed."""
        _processes.add(self)

    @property
    def pid(self) -> int:
        return self._popen.pid

    def has_ended(self) -> bool:
        return self.exit_code is not None or has_ended(self.pid)

    def end(self) -> None:
        """Kill it and all it started, and remove its scratch folder; once is enough."""
        if self.exit_code is not None:
            return
        if self.idle:  # it removes its folder and ends by itself, even if we are killed meanwhile
            self._hang_up()
            await_end(self.pid, _PARTING_SECONDS)
        kill_family(self.pid, mark=f"{_MARK}={self._scratch}")
        try:
            _, status, resources = os.wait4(self.pid, 0)
        except ChildProcessError:  # whoever started us waits for all children, or for none
            self.exit_code = 0
        else:
            self.exit_code = os.waitstatus_to_exitcode(status)
            self.most_memory = resources.ru_maxrss * 1024
        self._popen.returncode = self.exit_code
        self.last_words = os.pread(self._stderr.fileno(), _MOST_LAST_WORDS, 0).decode("utf-8", "replace")
        self._let_go()

    def kill(self) -> None:
        """Kill it and all it started, and leave the rest to the thread that hears it."""
        if self.exit_code is None:
            kill_family(self.pid, mark=f"{_MARK}={self._scratch}")

    def abandon(self) -> None:
        """Forget it without ending it: it belongs to the process that this one was forked from."""
        if self.exit_code is not None:
            return
        self.exit_code = self._popen.returncode = 0
        self._hang_up()
        self._stderr.close()

    def how_it_ended(self) -> str:
        code = self.exit_code or 0
        return f"signal {signal.Signals(-code).name}" if code < 0 else f"exit code {code}"

    def _hang_up(self) -> None:
        self.channel.close()
        if self._lifeline >= 0:
            os.close(self._lifeline)
            self._lifeline = -1

    def _let_go(self) -> None:
        self._hang_up()
        self._stderr.close()
        shutil.rmtree(self._scratch, ignore_errors=True)


_processes: WeakSet[GuardedProcess] = WeakSet()


def _abandon_all() -> None:
    """Close our ends in a fork: while it held them open, the kernel would not see the guard's end."""
    for process in list(_processes):
        process.abandon()


os.register_at_fork(after_in_child=_abandon_all)


def _start(scratch: str, channel: int, lifeline: int, stderr: BinaryIO) -> subprocess.Popen[bytes]:
    path = [str(Path(entry).resolve()) for entry in sys.path]
    flags = ["-I", *(["-B"] if sys.dont_write_bytecode else [])]
    environment = {
        **os.environ,
        _MARK: scratch,
        "TMPDIR": scratch,
        "OMP_THREAD_LIMIT": "1",
        "MALLOC_ARENA_MAX": "2",  # each arena maps 64 MiB of the address space, which is limited
    }
    return subprocess.Popen(
        [sys.executable, *flags, "-c", _PROGRAM, json.dumps([channel, lifeline, scratch, path])],
        pass_fds=(channel, lifeline),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=stderr,
        start_new_session=True,
        cwd=scratch,
        env=environment,
    )
