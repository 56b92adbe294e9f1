"""Looks at a folder's release again and again; started by `Watcher` (watching.py).

A line of standard input, as JSON, is a folder and how many looks it must get at least; an empty line ends
them, and what was seen is a line of standard output.
"""

import json
import os
import select
from pathlib import Path

from tests.stores.faults.looking import by_link, by_pointer

_EVERY = 8
"""One look in so many goes through the link; it takes four times as long."""


def main():
    stream = os.fdopen(0, "rb", buffering=0)
    while line := stream.readline():
        folder, least = json.loads(line)
        print(json.dumps(_watch(stream, Path(folder), least)), flush=True)  # noqa: T201


def _watch(stream, folder, least):
    """Look until a line comes: number of looks, releases seen, what was wrong."""
    seen, wrong = set(), []
    number = 0
    while number < least or not select.select([stream], [], [], 0)[0]:
        number += 1
        look = by_pointer if number % _EVERY else by_link
        try:
            seen.add(look(folder)[0])
        except Exception as error:  # noqa: BLE001  (whatever comes is a bad read, and is counted)
            wrong.append(f"{look.__name__}: {type(error).__name__}: {error}")
    stream.readline()
    return [number, sorted(seen), wrong]


if __name__ == "__main__":
    main()
