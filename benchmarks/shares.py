"""Where the CPU time of a reader goes, by samples of its stack: timing each call would distort it."""

from __future__ import annotations

import signal
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import CodeType, FrameType

from benchmarks.pages import Page
from benchmarks.timing import Work

STEP = 0.0005
"""CPU seconds between samples."""
ENOUGH = 5_000
SHOWN = 0.02
"""Functions with a smaller share are left out."""


@dataclass(slots=True)
class Samples:
    """Counts of samples: in a function itself, and in it or what it calls.

    The time of C code counts for the Python function that called it.
    """

    total: int = 0
    own: Counter[CodeType] = field(default_factory=Counter)
    within: Counter[CodeType] = field(default_factory=Counter)

    def take(self, _signal: int, frame: FrameType | None) -> None:
        """Count one sample (the handler of SIGPROF)."""
        if frame is None:
            return
        self.total += 1
        self.own[frame.f_code] += 1
        seen: set[CodeType] = set()
        while frame is not None:
            seen.add(frame.f_code)
            frame = frame.f_back
        self.within.update(seen)


def sample(work: Work, pages: Sequence[Page]) -> Samples:
    """Run the work over the documents until there are samples enough."""
    samples = Samples()
    before = signal.signal(signal.SIGPROF, samples.take)
    signal.setitimer(signal.ITIMER_PROF, STEP, STEP)
    try:
        while samples.total < ENOUGH:
            for page in pages:
                work.run(page)
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
    return samples


def print_shares(title: str, work: Work, pages: Sequence[Page]) -> None:
    """Print the functions that take most, with all they call and by themselves."""
    samples = sample(work, pages)
    print(f"\n{title}: share of {work.name}\n{'function':44}{'in all %':>10}{'itself %':>10}")
    for code, count in samples.within.most_common():
        share = count / samples.total
        if share < SHOWN:
            break
        if share < 1.0 and code.co_qualname != "<module>":
            name = f"{Path(code.co_filename).name}:{code.co_qualname}"
            print(f"{name:44}{share * 100:10.1f}{samples.own[code] / samples.total * 100:10.1f}")
