"""Calls to the kernel that change something below a folder, as strace lists them."""

import os
import re
import shutil
import subprocess
from collections import Counter
from dataclasses import dataclass

import pytest

CHANGING_CALLS = (
    "openat",
    "write",
    "pwrite64",
    "fsync",
    "fdatasync",
    "ftruncate",
    "mkdir",
    "mkdirat",
    "link",
    "linkat",
    "symlink",
    "symlinkat",
    "rename",
    "renameat",
    "renameat2",
    "unlink",
    "unlinkat",
    "rmdir",
)
INJECTED = "(INJECTED)"
_LINE = re.compile(r"(?:(\d+) +)?(\w+)\((.*)")
_HANDLE = re.compile(r"\d+<([^>]*)>")
_QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"')
_CHANCE = re.compile(r"\.tmp-\d+-[0-9a-f]+")


@dataclass(frozen=True)
class Call:
    """The `number`-th call of its name; `paths` are relative to the folder, chance taken out of them."""

    name: str
    number: int
    paths: tuple[str, ...]
    injected: bool = False

    def __str__(self):
        return f"{self.name} {' → '.join(self.paths)} (call {self.number})"


def need_strace():
    """Skip where processes cannot be traced; in CI strace must be there."""
    if not shutil.which("strace"):
        if os.environ.get("CI") == "true":
            pytest.fail("not installed: strace")
        pytest.skip("not installed: strace")
    if subprocess.run(["strace", "-o", os.devnull, "true"], capture_output=True, check=False).returncode:
        pytest.skip("the system forbids tracing of processes (ptrace), and with it strace")


def calls(log, folder):
    """The calls of a log that change something below the folder; one thread must make them all."""
    found = []
    counts = Counter()
    for line in log.read_text("utf-8", "replace").splitlines():
        if (match := _LINE.match(line)) is None:
            continue
        thread, name, rest = match.groups()
        counts[thread, name] += 1
        paths = _paths(name, rest, f"{folder}/")
        if paths and not (name == "openat" and "O_CREAT" not in rest):
            found.append((thread, Call(name, counts[thread, name], paths, INJECTED in rest)))
    threads = {thread for thread, _ in found}
    assert len(threads) <= 1, f"several threads write: {found}"
    return [call for _, call in found]


def _paths(name, rest, top):
    """The arguments that are paths below the top folder; written bytes are no path."""
    if name in ("write", "pwrite64", "fsync", "fdatasync", "ftruncate"):
        texts = [match.group(1) for match in [_HANDLE.match(rest)] if match]
    else:
        texts = _QUOTED.findall(rest)
        if name.endswith("at") and name != "openat" and (handle := _HANDLE.match(rest)):
            texts = [f"{handle.group(1)}/{texts[0]}" if texts and texts[0][:1] != "/" else texts[0]]
    return tuple(_CHANCE.sub(".tmp", text.removeprefix(top)) for text in texts if text.startswith(top))
