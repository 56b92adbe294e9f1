"""A reader that does what hostile documents make readers do: hang, allocate, crash, flood, fork."""

import contextlib
import os
import resource
import signal
import sys
import tempfile
import threading
from pathlib import Path

FLOOD = 1 << 30


def read(data):
    """A well-behaved reader."""
    return data.decode()


def read_long(data, times):
    return data.decode() * times


def who():
    return os.getpid()


def where():
    return os.environ["TMPDIR"], str(Path.cwd()), tempfile.gettempdir()


def hang(_data=b""):
    while True:
        signal.pause()


def hang_deaf(_data=b""):
    """Hang with every signal that can be ignored ignored."""
    for number in signal.valid_signals() - {signal.SIGKILL, signal.SIGSTOP}:
        with contextlib.suppress(OSError, ValueError):
            signal.signal(number, signal.SIG_IGN)
    hang()


def hang_with_the_interpreter_locked(_data=b""):
    import ctypes

    ctypes.PyDLL(None).pause()


def spin(_data=b""):
    while True:
        pass


def allocate(_data=b""):
    """Take memory piece by piece until there is none."""
    held = []
    while True:
        held.append(bytearray(16 << 20))


def allocate_at_once(_data=b""):
    return len(bytearray(1 << 50))


def allocate_and_abort(_data=b""):
    """What pdfium does: no exception, the process ends when memory does."""
    try:
        allocate()
    except MemoryError:
        os.abort()


def allocate_in_children(folder):
    """Each process stays below the limit, all together do not."""
    for _ in range(4):
        if os.fork() == 0:
            _say_pid(folder)
            _held = b"x" * (60 << 20)
            hang()
    _say_pid(folder)
    hang()


def abort(_data=b""):
    os.abort()


def touch_forbidden_memory(_data=b""):
    import ctypes

    ctypes.string_at(8)


def leave(_data=b""):
    os._exit(0)


def exit_politely(_data=b""):
    sys.exit("no more")


def raise_error(_data=b""):
    raise KeyError("word/document.xml")


def raise_unpicklable(_data=b""):
    class LocalError(Exception):
        pass

    raise LocalError(threading.Lock())


def give_unpicklable(_data=b""):
    return threading.Lock()


def flood(_data=b""):
    """Print a gigabyte, by Python and past it."""
    piece = b"\x1b[31mflood " * (1 << 17)
    for _ in range(FLOOD // len(piece) // 2):
        os.write(1, piece)
        os.write(2, piece)
    sys.stdout.write("flood")
    return "still here"


def flood_disk(_data=b""):
    with Path("flood").open("wb") as file:
        os.truncate(file.fileno(), 1 << 40)


def fork_and_hang(folder):
    """Leave children that are hard to find: one in its own session, one whose parent is gone."""
    _scatter(folder)
    _say_pid(folder)
    hang_deaf()


def fork_and_crash(folder):
    _scatter(folder)
    os.abort()


def fork_and_return(folder):
    _scatter(folder)
    return "left children behind"


def fork_and_come_back(_data=b""):
    """Both parent and child return from the reader."""
    child = os.fork()
    if child:
        os.waitpid(child, 0)
    return "once"


def fork_bomb(_data=b""):
    for _ in range(200):
        if os.fork() == 0:
            hang()
    hang()


def tell_and_hang(folder):
    _say_pid(folder)
    hang()


def tell_and_abort(folder):
    _say_pid(folder)
    os.abort()


def call(pipe):
    """Write the process's id into a named pipe."""
    Path(pipe).write_text(str(os.getpid()))


def call_and_hang(pipe):
    call(pipe)
    hang()


def meet(pipe, flags):
    """Open one end of a named pipe: comes back when the other end is opened elsewhere."""
    os.close(os.open(pipe, flags))
    return os.getpid()


def start_thread(_data=b""):
    threading.Thread(target=hang_thread, daemon=True).start()
    return "left a thread behind"


def hang_thread():
    threading.Event().wait()


def limits():
    return resource.getrlimit(resource.RLIMIT_AS), resource.getrlimit(resource.RLIMIT_CORE)


def take_more_time(seconds, then):
    from engines.guarded import more_time

    more_time(seconds)
    return then


def take_more_time_and_hang(seconds):
    take_more_time(seconds, None)
    hang()


def run_script(script, folder, seconds):
    """Have an engine run a shell script."""
    from engines.command import Command, run

    return run(Command("the script", ["/bin/sh", "-c", script], Path(folder), seconds, 1 << 30, {}))


def inside_a_guard():
    from engines.guarded import inside

    return inside()


def _scatter(folder):
    """Start a child, a child in a session of its own, and a grandchild that is an orphan at once."""
    ready, told = os.pipe()
    if os.fork() == 0:
        _tell(folder, told)
    if os.fork() == 0:
        os.setsid()
        _tell(folder, told)
    if os.fork() == 0:
        if os.fork() == 0:
            os.setsid()
            _tell(folder, told)
        os._exit(0)
    for _ in range(3):
        os.read(ready, 1)


def _tell(folder, told):
    _say_pid(folder)
    os.write(told, b".")
    hang_deaf()


def _say_pid(folder):
    (Path(folder) / str(os.getpid())).touch()
