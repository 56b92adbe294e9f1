"""Writes the reference, docs/reference/*.md, out of the code; with `--check` it only compares."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from docs.making.codes import codes_page
from docs.making.commands import commands_page
from docs.making.settings import settings_page
from docs.making.tables import tables_page
from docs.making.vocabularies import vocabularies_page

FOLDER = Path(__file__).resolve().parents[1] / "reference"
_INDEX = """
# Reference · คู่มืออ้างอิง

Made from the code by `make reference`; a test holds it against the code. Both languages stand side by side.

จัดทำจากโปรแกรมโดยตรงด้วย `make reference` แสดงทั้งสองภาษาคู่กัน

| page | หน้า | |
|---|---|---|
| [Commands](commands.md) | คำสั่ง | what each command does, its options, examples |
| [Tables](tables.md) | ตาราง | every table and column of a release |
| [Vocabularies](vocabularies.md) | คำศัพท์ควบคุม | every value that a column with a closed set may hold |
| [Codes](codes.md) | รหัส | findings, outcomes, gaps: what each means, what it asks of a person |
| [Settings](settings.md) | การตั้งค่า | environment variables, exit codes |

```{toctree}
:hidden:

commands
tables
vocabularies
codes
settings
```
"""


def pages() -> dict[str, str]:
    """Each file of the reference by its name, as the code has it now.

    Raises ThitthangError for a command or option without Thai.
    """
    return {
        "index.md": _INDEX.lstrip("\n"),
        "commands.md": commands_page(),
        "tables.md": tables_page(),
        "vocabularies.md": vocabularies_page(),
        "codes.md": codes_page(),
        "settings.md": settings_page(),
    }


def outdated(folder: Path = FOLDER) -> list[str]:
    """The files that are not as the code has them: changed, lost, or none of ours."""
    wanted = pages()
    found = {path.name: path.read_text("utf-8") for path in folder.glob("*.md")}
    return sorted(name for name in wanted.keys() | found.keys() if wanted.get(name) != found.get(name))


def write(folder: Path = FOLDER) -> None:
    """Write every page."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in pages().items():
        (folder / name).write_text(text, "utf-8")


def main() -> int:
    """The command; 1 if `--check` finds a page that is not as the code has it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing")
    if not parser.parse_args().check:
        write()
        return 0
    names = outdated()
    for name in names:
        print(f"docs/reference/{name} is not as the code has it: make reference", file=sys.stderr)  # noqa: T201
    return 1 if names else 0


if __name__ == "__main__":
    sys.exit(main())
