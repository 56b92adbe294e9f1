"""The command line in Thai: what each command does, what each option and argument is for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

import yaml

from schemas.errors import ThitthangError

_FILE = "flows/commands/thai.yaml"


@dataclass(frozen=True, slots=True)
class ThaiCommand:
    """One command by its words: `does` is one sentence; `options` are by name (`--json`, `OFFICE`)."""

    words: str
    does: str
    options: Mapping[str, str]

    def option(self, name: str) -> str:
        """What an option or argument is for. Raises ThitthangError if the file does not say it."""
        if name not in self.options:
            raise ThitthangError(f"{self.words} {name}", "there is no Thai for it", f"add it to {_FILE}")
        return self.options[name]


def thai_command(words: str) -> ThaiCommand:
    """A command by its words (`source add`); `thitthang` alone is the program.

    Raises ThitthangError if the file does not have it.
    """
    if words not in _commands():
        raise ThitthangError(words, "there is no Thai for this command", f"add it to {_FILE}")
    return _commands()[words]


@cache
def _commands() -> Mapping[str, ThaiCommand]:
    written = yaml.safe_load((files("flows.commands") / "thai.yaml").read_text("utf-8"))
    shared = written["shared"]
    return {
        words: ThaiCommand(words, said["does"], MappingProxyType(shared | said["options"]))
        for words, said in written["commands"].items()
    }
