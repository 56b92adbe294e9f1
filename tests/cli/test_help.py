"""Help: quick, whole, with an example for each command."""

import re
import subprocess
import sys

import pytest

from tests.cli.conftest import environment, thitthang

COMMANDS = [
    "demo",
    "load",
    "ingest",
    "rebuild",
    "accept",
    "discover",
    "parse",
    "offices",
    "show",
    "status",
    "history",
    "diff",
    "changes",
    "releases",
    "rollback",
    "prune",
    "verify",
    "query",
    "export",
    "forget",
    "report",
    "explore",
    "doctor",
    "source",
    "office",
]
HEAVY = {"pyarrow", "duckdb", "prefect", "pythainlp", "lxml", "urllib3", "yaml", "numpy", "fastapi", "rich"}
HEAVY |= {"altair", "vl_convert", "jinja2"}


def modules_after(*arguments):
    """The top-level modules that a command leaves imported."""
    program = (
        "import sys\nfrom flows.cli import main\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "print('\\nMODULES', *{name.partition('.')[0] for name in sys.modules})"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments], env=environment(), capture_output=True, check=True
    )
    return set(done.stdout.decode().rpartition("MODULES")[2].split())


def test_help_lists_every_command_and_imports_nothing_heavy():
    done = thitthang("--help")
    assert done.code == 0
    assert re.findall(r"^  (\w+)  ", done.out.partition("Commands:")[2], re.MULTILINE) == COMMANDS
    assert "..." not in done.out.partition("Commands:")[2]
    assert not modules_after("--help") & HEAVY


def test_parsing_one_document_imports_no_store_and_no_prefect(place):
    heavy = {"pyarrow", "duckdb", "prefect", "numpy"}
    assert not modules_after("parse", str(place / "pages" / "loei.txt")) & heavy


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_has_an_example(command):
    done = thitthang(command, "--help")
    assert done.code == 0
    assert re.search(rf"^  Examples:\n    thitthang {command}", done.out, re.MULTILINE)


def test_without_a_command_help_and_a_usage_error():
    done = thitthang()
    assert done.code == 2
    assert "demo" in done.out + done.err


def test_version_and_a_mistyped_command():
    assert re.fullmatch(r"thitthang \d+\.\d+\.\d+\S*\n", thitthang("--version").out)
    done = thitthang("laod")
    assert done.code == 2
    assert "'load'" in done.err
