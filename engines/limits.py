"""How much one document may take, and the sentence that says which limit it broke."""

from __future__ import annotations

from dataclasses import dataclass

from schemas.codes import FindingCode
from schemas.engines import Stopped

MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """What one call may take; `memory` and `output` in bytes, times in seconds of the wall clock.

    `memory` counts what the process, and all it starts, takes beyond an idle one. `seconds` count from
    when the function was imported; OCR and converters, which have limits of their own, add to them up to
    `most_seconds`. `output` bounds the pickled value.
    """

    memory: int = 1024 * MIB
    seconds: float = 60.0
    most_seconds: float = 1800.0
    start_seconds: float = 120.0
    output: int = 256 * MIB
    processes: int = 64

    def too_slow(self, seconds: float) -> Stopped:
        return Stopped(FindingCode.PARSER_TIMEOUT, f"reading it took more than {seconds:g} seconds")

    def too_much_memory(self, detail: str = "") -> Stopped:
        message = f"reading it took more than {self.memory // MIB} MiB of memory"
        return Stopped(FindingCode.PARSER_MEMORY, message, detail=detail)

    def too_much_output(self) -> Stopped:
        message = f"what was read out of it is larger than {self.output // MIB} MiB"
        return Stopped(FindingCode.PARSER_MEMORY, message)

    def too_many_processes(self) -> Stopped:
        message = f"reading it started more than {self.processes} processes"
        return Stopped(FindingCode.PARSER_CRASH, message)


DEFAULT_LIMITS = Limits()
