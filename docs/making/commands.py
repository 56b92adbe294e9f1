"""The page of the commands: each with its help in both languages, its options and examples."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

import typer
from typer.core import TyperArgument, TyperGroup, TyperOption
from typer.main import get_command

from docs.making.reference_markdown import anchor, code, heading, page, prose, table
from flows.cli import app
from flows.commands.thai import ThaiCommand, thai_command

PROGRAM = "thitthang"
_INTRODUCTION = f"""
# Commands · คำสั่ง

What each command of `{PROGRAM}` does. `{PROGRAM} COMMAND --help` says the English part of it.

คำสั่งทั้งหมดของโปรแกรม ดูวิธีใช้ภาษาอังกฤษได้ด้วย `{PROGRAM} COMMAND --help`

`OFFICE` is an id or any printed name of an office. Exit codes and environment variables:
[Settings](settings.md).

`OFFICE` คือรหัสหรือชื่อของหน่วยงานแบบใดก็ได้ รหัสออกและตัวแปรสภาพแวดล้อมดูที่ [การตั้งค่า](settings.md)
"""


@dataclass(frozen=True, slots=True)
class CommandHelp:
    """One command: its words without the program's name, what it says of itself, what it takes."""

    words: str
    help: str
    epilog: str
    takes: tuple[TyperArgument | TyperOption, ...]
    has_commands: bool

    @property
    def thai(self) -> ThaiCommand:
        return thai_command(self.words or PROGRAM)

    @property
    def called(self) -> str:
        """How it is called, without options."""
        return f"{PROGRAM} {self.words}".strip()


def commands() -> Iterator[CommandHelp]:
    """The program itself and every command that help lists, groups before what they hold."""
    root = get_command(app)
    assert isinstance(root, TyperGroup)  # noqa: S101  (narrows the type)
    yield from _commands(root, "")


def commands_page() -> str:
    """The whole page."""
    every = list(commands())
    lines = [*_INTRODUCTION.strip().splitlines(), ""]
    lines += table(("command", "what it does", "ทำอะไร"), (_summary(one) for one in every if one.words))
    for one in every:
        lines += _command(one)
    return page(lines)


def option_name(parameter: TyperArgument | TyperOption) -> str:
    """What an option or argument is called: `--json`, `OFFICE`."""
    if isinstance(parameter, TyperOption):
        return parameter.opts[0]
    return parameter.display_name_raw.strip("[]")


def _commands(group: TyperGroup, words: str) -> Iterator[CommandHelp]:
    yield _help_of(group, words)
    for name, command in group.commands.items():
        inner = f"{words} {name}".strip()
        if command.hidden:
            continue
        if isinstance(command, TyperGroup):
            yield from _commands(command, inner)
        else:
            yield _help_of(command, inner)


def _help_of(command: object, words: str) -> CommandHelp:
    parameters = getattr(command, "params", ())
    return CommandHelp(
        words=words,
        help=getattr(command, "help", None) or "",
        epilog=getattr(command, "epilog", None) or "",
        takes=tuple(one for one in parameters if isinstance(one, (TyperArgument, TyperOption))),
        has_commands=isinstance(command, TyperGroup),
    )


def _summary(one: CommandHelp) -> tuple[str, str, str]:
    link = f"[`{one.words}`](#{anchor('command', one.words)})"
    return link, prose(one.help.partition("\n\n")[0]), one.thai.does


def _command(one: CommandHelp) -> Iterator[str]:
    yield from heading(2, code(one.called), "command", one.words or PROGRAM)
    yield prose(one.help)
    yield from ("", one.thai.does, "", "```text", _usage(one), "```", "")
    shown = [_taken(one, parameter) for parameter in one.takes if not parameter.hidden]
    if not one.words:
        shown.append(("`-h`, `--help`", "Print how a command is used.", one.thai.option("--help"), ""))
    if shown:
        yield from table(("option", "English", "ไทย", "default"), shown)
    yield from _examples(one.epilog)


def _usage(one: CommandHelp) -> str:
    parts = (
        [one.called, "[OPTIONS]"] if any(isinstance(it, TyperOption) for it in one.takes) else [one.called]
    )
    for parameter in one.takes:
        if isinstance(parameter, TyperArgument):
            name = option_name(parameter) + ("…" if parameter.nargs != 1 else "")
            parts.append(name if parameter.required else f"[{name}]")
    return " ".join([*parts, "COMMAND …"] if one.has_commands else parts)


def _taken(one: CommandHelp, parameter: TyperArgument | TyperOption) -> tuple[str, str, str, str]:
    name = option_name(parameter)
    shown = code(name)
    if isinstance(parameter, TyperOption) and not parameter.is_flag:
        shown = code(f"{name} {_value(parameter)}")
    thai = one.thai.option(name)
    default = "required" if parameter.required else code(_default(parameter.default))
    return shown, prose(parameter.help or ""), thai, default


def _value(option: TyperOption) -> str:
    """What stands behind an option: its word in help, else the values it may have."""
    if option.metavar:
        return option.metavar
    return option.display_type(typer.Context(get_command(app))).strip("<>")


def _default(value: object) -> str:
    if value is None or value is False:
        return ""
    return str(value.value if isinstance(value, Enum) else value)


def _examples(epilog: str) -> Iterator[str]:
    """The examples of a command's help, ready to be copied."""
    lines = [line.strip() for line in epilog.splitlines()]
    found = [line for line in lines if line.startswith(f"{PROGRAM} ")]
    if found:
        yield from ("", "```sh", *found, "```")
