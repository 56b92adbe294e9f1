"""The command line in Thai: what each command does, what each option and argument is for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

import yaml


@dataclass(frozen=True, slots=True)
class ThaiCommand:
    """One command: `does` is one sentence; `options` are by their name (`--json`, `OFFICE`)."""

    does: str
    options: Mapping[str, str]


def thai_command(command: str) -> ThaiCommand:
    """A command by its words (`source add`; `thitthang` alone is the program). Raises KeyError."""
    return _commands()[command]


@cache
def _commands() -> Mapping[str, ThaiCommand]:
    written = yaml.safe_load((files("flows.commands") / "thai.yaml").read_text("utf-8"))
    shared = written["shared"]
    return {
        name: ThaiCommand(said["does"], MappingProxyType(shared | said["options"]))
        for name, said in written["commands"].items()
    }
