"""Functions that tests send to a cluster's workers."""

import os
import signal
from pathlib import Path

from engines.limits import Limits
from flows.local_pool import apart
from tests.hostile import mock_reader

SHORT, SMALL = Limits(seconds=0.5), Limits(memory=128 << 20)
PIECE = b"read"


def size(_work):
    return 1


def doubled(batch):
    return [2 * number for number in batch]


def who(batch):
    """The worker's process, and the one in which documents are read for it."""
    return [(os.getpid(), apart(mock_reader.who)) for _ in batch]


def hostile(batch):
    """Each piece is the name of what a reader does with a document, within small limits."""
    limits = {name: SHORT if name.startswith("hang") else SMALL for name in batch}
    return [apart(getattr(mock_reader, name), PIECE, limits=limits[name]) for name in batch]


def large(batch):
    return [bytes(number) for number in batch]


def logged(batch):
    """Doubles numbers; each piece is a number, the log of batches, and a number that ends the worker once."""
    number, log, fatal = batch[0]
    with Path(log).open("a") as file:
        file.write(f"{number}\n")
    if fatal in [number for number, _, _ in batch]:
        try:
            Path(f"{log}.killed").touch(exist_ok=False)
        except FileExistsError:
            pass
        else:
            os.kill(os.getpid(), signal.SIGKILL)
    return [2 * number for number, _, _ in batch]


def deadly(batch):
    """Ends every worker that it is sent to; harmless in the process of the tests, whose id each piece is."""
    if os.getpid() != batch[0]:
        os.kill(os.getpid(), signal.SIGKILL)
    return batch


def wait_until_alone(batch):
    """Does its work in the process of the tests only; a worker never answers."""
    if os.getpid() != batch[0]:
        signal.pause()
    return batch
