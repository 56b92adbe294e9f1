"""A reader in a process of its own that looks at a folder while others write there."""

import json
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

_HERE = Path(__file__).parents[3]


@dataclass
class Seen:
    """How often a reader looked, what releases it saw, what was wrong."""

    looks: int = 0
    releases: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()


class Watcher:
    """Looks without pause; see reader.py. `looks` counts those at all folders so far."""

    def __init__(self):
        self.looks = 0
        self._reader = subprocess.Popen(
            [sys.executable, "-m", "tests.stores.faults.reader"],
            cwd=_HERE,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._reader.communicate()

    @contextmanager
    def watching(self, folder, least=1):
        """Look at a folder at least so often, and until the block ends; what was seen stands there then."""
        seen = Seen()
        self._say(json.dumps([str(folder), least]))
        try:
            yield seen
        finally:
            self._say("")
            answer = self._reader.stdout.readline()
            assert answer, "the reader has ended"
            seen.looks, seen.releases, seen.wrong = json.loads(answer)
            self.looks += seen.looks

    def _say(self, line):
        self._reader.stdin.write(f"{line}\n")
        self._reader.stdin.flush()
