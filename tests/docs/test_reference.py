"""The reference: as the code has it, and with every command, table, column, value and code in it.

What must be in it is found here by other means than those that write it, so that a fault there shows.
"""

import ast
import re
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest
import yaml
from typer.main import get_command

from docs.making.commands import commands
from docs.making.reference import FOLDER, outdated, pages, write
from docs.making.reference_markdown import anchor, prose, table
from docs.making.settings import EXIT_CODES, MARKS, THAI_VARIABLES
from flows.cli import app
from flows.commands.thai import thai_command
from flows.remedies import remedy
from flows.settings import VARIABLES
from schemas.codes import HOLDING_CODES, CheckStatus, FindingCode, OutcomeStatus
from schemas.errors import ThitthangError
from schemas.tables import TABLES
from schemas.titles import COLUMN_TITLES, TABLE_TITLES
from schemas.vocabulary import VOCABULARIES, Language, meaning

ROOT = Path(__file__).resolve().parents[2]
CODE = ("engines", "flows", "parsers", "schemas", "sources", "stores")
VARIABLE = re.compile(r"THITTHANG_[A-Z_]*[A-Z]")
TARGET = re.compile(r"^\(([a-z0-9-]+)\)=$", re.MULTILINE)
INLINE = re.compile(r'<a id="([a-z0-9-]+)"></a>')
LINK = re.compile(r"\]\(([a-z.-]*\.md)?(?:#([a-z0-9-]+))?\)")


def walk(command, words=()):
    """Every command that the app holds, by its words; its options and arguments as help calls them."""
    taken = [
        (one.opts[0] if one.opts[0].startswith("-") else (one.metavar or one.name).strip("[]"), one.help)
        for one in command.params
        if not one.hidden
    ]
    yield " ".join(words), command, taken
    for name, inner in getattr(command, "commands", {}).items():
        if not inner.hidden:
            yield from walk(inner, (*words, name))


COMMANDS = list(walk(get_command(app)))
THAI_COMMANDS = yaml.safe_load((files("flows.commands") / "thai.yaml").read_text("utf-8"))


def plain(text):
    """Text without Markdown's marks and line ends, to look something up in."""
    return " ".join(text.replace("`", "").replace("\\", "").split())


@pytest.fixture(scope="module")
def written():
    """The committed files, by name."""
    return {path.name: path.read_text("utf-8") for path in FOLDER.glob("*.md")}


@pytest.fixture(scope="module")
def command_parts(written):
    """The part of each command in the page of commands, by its words."""
    parts = re.split(r"^## `thitthang ?(.*)`$", written["commands.md"], flags=re.MULTILINE)
    return {words: plain(text) for words, text in zip(parts[1::2], parts[2::2], strict=True)}


def part_of(page, name):
    """The part of a page from an anchor to the next one of the same kind or page's end, unmarked."""
    before, found, after = page.partition(f"\n({name})=\n")
    assert found, f"no anchor {name} after {len(before)} characters"
    return after.partition("\n(")[0]


def test_the_reference_is_as_the_code_has_it():
    assert outdated() == [], "docs/reference is not as the code has it: run `make reference`"


def test_it_comes_out_the_same_in_another_process(tmp_path):
    program = "import pathlib, sys, docs.making.reference as made; made.write(pathlib.Path(sys.argv[1]))"
    subprocess.run([sys.executable, "-c", program, tmp_path], cwd=ROOT, check=True)
    assert {path.name: path.read_text("utf-8") for path in tmp_path.iterdir()} == pages()


def test_a_page_that_differs_is_lost_or_is_not_ours_is_named(tmp_path):
    write(tmp_path)
    assert outdated(tmp_path) == []
    (tmp_path / "codes.md").write_text("changed", "utf-8")
    (tmp_path / "tables.md").unlink()
    (tmp_path / "old.md").write_text("old", "utf-8")
    assert outdated(tmp_path) == ["codes.md", "old.md", "tables.md"]


@pytest.mark.parametrize(("words", "command", "taken"), COMMANDS, ids=lambda value: str(value)[:20])
def test_each_command_and_option_stands_in_both_languages(command_parts, words, command, taken):
    part = command_parts[words]
    assert plain(command.help) in part
    assert THAI_COMMANDS["commands"][words or "thitthang"]["does"] in part
    thai = THAI_COMMANDS["shared"] | THAI_COMMANDS["commands"][words or "thitthang"]["options"]
    for name, text in taken:
        assert f"| {name}" in part
        assert plain(text) in part
        assert plain(thai[name]) in part
    for line in (command.epilog or "").splitlines():
        if line.strip().startswith("thitthang "):
            assert plain(line) in part


def test_no_command_or_option_is_without_thai_and_none_is_left_over():
    wanted = {words or "thitthang": {name for name, _ in taken} for words, _, taken in COMMANDS}
    said = THAI_COMMANDS["commands"]
    assert said.keys() == wanted.keys()
    shared = set(THAI_COMMANDS["shared"])
    assert {words: wanted[words] - set(said[words]["options"]) - shared for words in wanted} == {
        words: set() for words in wanted
    }
    assert {words: set(said[words]["options"]) - wanted[words] for words in wanted} == {
        words: set() for words in wanted
    }
    used = [name for words, names in wanted.items() for name in names - set(said[words]["options"])]
    assert shared - set(used) == {"--help"}, "shared by no command"


def test_thai_of_the_commands_is_thai():
    said = THAI_COMMANDS["commands"].values()
    texts = [one["does"] for one in said] + [text for one in said for text in one["options"].values()]
    texts += THAI_COMMANDS["shared"].values()
    assert [text for text in texts if not re.search("[\u0e01-\u0e2e]", text) or len(text) > 120] == []


def test_the_generator_sees_every_command():
    assert [one.words for one in commands()] == [words for words, _, _ in COMMANDS]


def test_a_command_or_option_without_thai_says_where_to_add_it():
    with pytest.raises(ThitthangError, match=r"^prophesy: .*flows/commands/thai.yaml"):
        thai_command("prophesy")
    with pytest.raises(ThitthangError, match=r"^load --aloud: .*flows/commands/thai.yaml"):
        thai_command("load").option("--aloud")


@pytest.mark.parametrize("name", TABLES)
def test_each_table_and_column_stands_in_both_languages(written, name):
    one = TABLES[name]
    part = part_of(written["tables.md"], anchor("table", name))
    rows = {row.partition("`")[2].partition("`")[0]: row for row in part.splitlines() if "<a id=" in row}
    assert list(rows) == list(one.column_names)
    said = plain(part)
    for text in (one.en, one.th, TABLE_TITLES[name], *one.key):
        assert plain(text) in said
    for column in one.columns:
        row = plain(rows[column.name])
        for text in (column.type, column.en, column.th, COLUMN_TITLES[column.name]):
            assert plain(text) in row
        assert ("| yes |" in row) is column.nullable
        targets = {f"{to.table}.{to.target}" for to in one.references if to.column == column.name}
        assert set(re.findall(r"→ \[([\w.]+)\]", row)) == targets
        if column.values:
            assert type(column.values[0]).__name__ in row


@pytest.mark.parametrize("values", VOCABULARIES, ids=lambda values: values.__name__)
def test_each_value_stands_in_both_languages_with_its_columns(written, values):
    part = part_of(written["vocabularies.md"], anchor("vocabulary", values.__name__))
    rows = [plain(row) for row in part.splitlines() if "<a id=" in row]
    assert len(rows) == len(values)
    for value, row in zip(values, rows, strict=True):
        said = meaning(value)
        assert value.value in row
        assert plain(said.en) in row
        assert plain(said.th) in row
    columns = {
        f"{one.name}.{column.name}"
        for one in TABLES.values()
        for column in one.columns
        if column.values == tuple(values)
    }
    assert set(re.findall(r"\[`(\w+\.\w+)`\]", part)) == columns


@pytest.mark.parametrize("code", FindingCode)
def test_each_code_says_what_it_means_and_asks(written, code):
    part = plain(part_of(written["codes.md"], anchor("code", code.value)))
    said = meaning(code)
    for text in (code.value, said.en, said.th, remedy(code), remedy(code, Language.TH)):
        assert plain(text) in part
    assert ("Holds a document" in part) is (code in HOLDING_CODES)


def test_outcomes_and_checks_say_what_they_ask(written):
    for values in (OutcomeStatus, CheckStatus):
        part = plain(part_of(written["codes.md"], anchor("codes", values.__name__)))
        for value in values:
            for text in (remedy(value), remedy(value, Language.TH), meaning(value).en, meaning(value).th):
                assert plain(text) in part


def strings(tree):
    """Every string of a module but its docstrings, parts of f-strings among them."""
    told = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef))
        and isinstance(node.body[0], ast.Expr)
    }
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told
    ]


def test_every_variable_that_the_code_names_is_told(written):
    named = {
        name
        for folder in CODE
        for path in (ROOT / folder).rglob("*.py")
        for text in strings(ast.parse(path.read_text("utf-8")))
        for name in VARIABLE.findall(text)
    }
    told = {name for name in VARIABLES if name.startswith("THITTHANG_")} | MARKS.keys()
    assert len(named) > 10
    assert named == told
    assert THAI_VARIABLES.keys() == VARIABLES.keys()
    page = written["settings.md"]
    for name in VARIABLES:
        assert VARIABLES[name] in page
        assert THAI_VARIABLES[name] in page
    for name, both in MARKS.items():
        assert name in page
        assert all(text in page for text in both)


def test_every_exit_code_that_the_command_line_knows_is_told(written):
    tree = ast.parse((ROOT / "flows" / "cli.py").read_text("utf-8"))
    left_with = {
        ast.unparse(node.args[0])
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "typer.Exit" and node.args
    }
    assert left_with == {"1", "USAGE if usage else 1", "INTERRUPTED", "TERMINATED"}
    assert list(EXIT_CODES) == [0, 1, 2, 130, 143]
    for number, both in EXIT_CODES.items():
        assert f"| `{number}` | {both[0]} | {both[1]} |" in written["settings.md"]


def test_anchors_are_there_once_and_links_lead_to_them(written):
    there = {}
    for name, text in written.items():
        targets = TARGET.findall(text) + INLINE.findall(text)
        assert len(targets) == len(set(targets)), name
        there[name] = set(targets)
    links = [
        (name, page or name, target) for name, text in written.items() for page, target in LINK.findall(text)
    ]
    assert len(links) > 200
    for name, page, target in links:
        assert page in there, (name, page)
        assert not target or target in there[page], (name, page, target)
    everywhere = [target for text in written.values() for target in TARGET.findall(text)]
    assert len(everywhere) == len(set(everywhere))


def test_tables_are_whole(written):
    for name, text in written.items():
        for block in re.findall(r"(?:^\|.*\n)+", text, re.MULTILINE):
            widths = {len(re.findall(r"(?<!\\)\|", line)) for line in block.splitlines()}
            assert len(widths) == 1, f"{name}: {block[:200]}"


def test_marks_of_markdown_are_kept_out_of_plain_text():
    assert prose("with --office, not `a --b` or x--y") == "with `--office`, not `a --b` or x--y"
    assert table(("a|b",), [("one\n|two",)]) == [r"| a\|b |", "|---|", r"| one \|two |"]
    assert anchor("code", "SOFT_404") == "code-soft-404"
    assert anchor("vocabulary", "CoverageStatus") == "vocabulary-coverage-status"
