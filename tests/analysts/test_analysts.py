"""Every block of docs/analysts.md is run on the sample; three ways give the same rows, as printed there."""

import contextlib
import csv
import io
import os
import shlex
import shutil
import sqlite3
import subprocess
import sys

import duckdb
import pyarrow as pa
import pytest
from typer.testing import CliRunner

from flows.cli import app
from flows.questions import ask
from stores import open_release
from tests.analysts.answers import Answer, answer_of
from tests.analysts.document import PAGE, read_page, written_anew
from tests.analysts.sample.making import make_sample
from tests.integrity import broken_rules

pytestmark = pytest.mark.xdist_group("analysts")
"""The sample is made once, in one worker."""

TEXT = PAGE.read_text("utf-8")
SECTIONS = read_page(TEXT)
QUESTIONS = [section for section in SECTIONS if section.number]
IN_R = next(section for section in SECTIONS if section.title == "From R").blocks
PREAMBLE = next(section for section in SECTIONS if section.title == "In Python")
each_question = pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: str(question.number))


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """A folder as a reader has it: the sample's tables and files, and the copies that the page makes."""
    folder = tmp_path_factory.mktemp("analysts")
    make_sample(folder)
    runner = CliRunner()
    with contextlib.chdir(folder):
        for line in "\n".join(block.code for one in SECTIONS for block in one.blocks).splitlines():
            if line.startswith("thitthang export"):
                result = runner.invoke(app, shlex.split(line)[1:])
                assert result.exit_code == 0, result.output
        yield folder


@pytest.fixture(scope="module")
def in_sql(place):
    """The answer to each question in SQL, and the tables as the page has it."""
    found: dict[int, Answer] = {}
    for question in QUESTIONS:
        block = next(one for one in question.blocks if one.language == "sql" and one.mark != "sqlite")
        if block.mark == "duckdb":
            with duckdb.connect(str(place / "thitthang.duckdb"), read_only=True) as connection:
                found[question.number] = answer_of(connection.sql(block.code).to_arrow_table())
        else:
            found[question.number] = answer_of(ask(str(place / "curated"), block.code))
    return found


@each_question
@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_python_gives_the_rows_of_sql(question, library, in_sql):
    assert in_python(question.block("python", library)) == in_sql[question.number]


def in_python(block):
    space = {}
    for code in (PREAMBLE.block("python", block.mark).code, block.code):
        exec(compile(code, f"docs/analysts.md, {block.mark}", "exec"), space)  # noqa: S102  (the page's code)
    return answer_of(space["answer"])


def test_the_printed_answers_are_those_that_come_out(in_sql, request):
    found = written_anew(TEXT, lambda question: in_sql[question.number].markdown())
    if request.config.getoption("--update-golden"):
        if os.environ.get("CI", "").lower() not in {"", "0", "false"}:
            pytest.fail("--update-golden is for people: in CI answers are compared, never written")
        PAGE.write_text(found, "utf-8")
    elif found != TEXT:
        wrong = [one.title for one, new in zip(SECTIONS, read_page(found), strict=True) if one != new]
        pytest.fail(f"other answers come out than are printed; read them, then --update-golden: {wrong}")


def test_every_question_has_three_ways_and_an_answer(in_sql):
    assert [question.number for question in QUESTIONS] == list(range(1, len(QUESTIONS) + 1))
    assert [one.title for one in QUESTIONS if one.answer is None or not in_sql[one.number].rows] == []


def test_the_search_index_finds_the_same(place, in_sql):
    (question,) = (one for one in QUESTIONS if any(block.mark == "sqlite" for block in one.blocks))
    with contextlib.closing(sqlite3.connect(place / "thitthang.sqlite")) as database:
        cursor = database.execute(question.block("sql", "sqlite").code)
        found = Answer(tuple(column[0] for column in cursor.description), tuple(cursor))
    assert found == in_sql[question.number]


def has_r():
    program = shutil.which("Rscript")
    command = [program, "-e", 'quit(status = !requireNamespace("RSQLite", quietly = TRUE))']
    return program is not None and subprocess.run(command, check=False, capture_output=True).returncode == 0


def test_r_gives_the_rows_of_sql(place, in_sql):
    if not has_r():
        pytest.skip("Rscript with the package RSQLite is not installed: the part From R is not run")
    ends = 'write.csv(answer, stdout(), row.names = FALSE, na = ""); cat("\\f")\n'
    (place / "all.R").write_text("".join(block.code + ends for block in IN_R), "utf-8")
    run = subprocess.run(
        ["Rscript", "--vanilla", "all.R"],
        cwd=place,
        check=False,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=os.environ | {"LC_ALL": "C.UTF-8"},
    )
    assert run.returncode == 0, run.stderr
    answers = [list(csv.reader(io.StringIO(part))) for part in run.stdout.split("\f")[:-1]]
    assert answers == [printed(in_sql[int(block.mark)]) for block in IN_R]


def printed(answer):
    rows = [["" if value is None else str(value) for value in row] for row in answer.rows]
    return [list(answer.columns), *rows]


def test_a_release_is_opened_from_the_package_itself(place):
    space = {}
    exec(PREAMBLE.block("python", "arrow").code, space)  # noqa: S102  (the page's code)
    assert isinstance(space["direction"], pa.Table)
    assert space["answer"].column_names == ["office_id", "kind", "text"]
    assert space["answer"].num_rows == 3
    assert broken_rules(open_release(place / "curated")) == []


def test_the_package_alone_imports_nothing_of_the_tables():
    code = "import sys, stores; assert not [one for one in sys.modules if one.startswith('stores.')]"
    code += "; stores.open_release; assert 'stores.curated.release' in sys.modules, 'not asked for'"
    code += "; assert 'pyarrow' not in sys.modules; assert not hasattr(stores, 'something_else')"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_the_sample_is_the_same_every_time(place, tmp_path):
    make_sample(tmp_path)
    again, before = open_release(tmp_path / "curated"), open_release(place / "curated")
    assert again.release_id == before.release_id
