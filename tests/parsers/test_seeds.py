"""Five real pages, loaded as a person would: scored against their hand-made trees, and asked in SQL.

The pages lie outside the project; no rule of the parser and no line of this file quotes more of them
than the details asked for.
"""

import json
import re
import subprocess
import sys

import pytest

from flows.settings import Settings
from flows.steps import load
from parsers.parse import read_document
from schemas.tables import TABLES
from stores.query import query
from tests.parsers.pages import SEEDS, SHARED, needs_shared, seeds

pytestmark = [needs_shared("seeds"), needs_shared("gold"), pytest.mark.xdist_group("seeds")]


@pytest.fixture(scope="module")
def curated(tmp_path_factory):
    """The release made of the seeds."""
    place = tmp_path_factory.mktemp("seeds")
    report = load([SEEDS], Settings(raw=str(place / "raw"), curated=str(place / "curated"), workers=1))
    assert report.exit_code == 0
    return place / "curated"


@pytest.fixture(scope="module")
def ask(curated):
    """The rows that a question to the tables is answered with."""
    return lambda sql: query(curated, sql).rows


# ---------------------------------------------------------------------- scores

LEAST = {
    "statement_f1": 0.98,
    "statement_f1_exact": 0.95,
    "section_f1": 0.97,
    "number_accuracy": 0.98,
    "label_accuracy": 0.97,
    "section_accuracy": 0.97,
    "parent_accuracy": 0.97,
    "order_accuracy": 0.99,
    "owner_accuracy": 1.0,
    "plan_years_accuracy": 1.0,
    "fiscal_year_accuracy": 1.0,
}


@pytest.fixture(scope="module")
def scores(curated):
    command = [sys.executable, SHARED / "tools" / "score.py", curated / "latest", SHARED / "gold", "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    return json.loads(done.stdout)


@pytest.mark.parametrize(("name", "least"), LEAST.items(), ids=LEAST)
def test_the_seeds_are_read_at_least_so_well(scores, name, least):
    assert scores["summary"][name] >= least


def test_every_seed_was_scored(scores):
    assert (scores["summary"]["documents"], scores["summary"]["absent"]) == (5, 0)
    assert scores["summary"]["extra_documents"] == 0


# ---------------------------------------------------------------------- details


def test_28_goals_in_three_levels(ask):
    rows = ask(
        "SELECT depth, count(*) FROM statements WHERE office_id = 'esa-p-chachoengsao-2' AND kind = 'goal'"
        " GROUP BY depth ORDER BY depth"
    )
    assert [depth for depth, _ in rows] == [0, 1, 2]
    assert sum(count for _, count in rows) == 28


def test_a_goal_of_three_issues_stands_under_each_and_is_known_to_be_repeated(ask):
    rows = ask(
        "SELECT goal.statement_id, issue.kind, issue.number, goal.repeat_of FROM statements goal"
        " JOIN statements issue ON goal.parent_statement_id = issue.statement_id"
        " WHERE goal.office_id = 'esa-p-lampang-1' AND goal.label = 'เป้าประสงค์ที่ 6' ORDER BY goal.ordinal"
    )
    first = rows[0][0]
    assert [(kind, number) for _, kind, number, _ in rows] == [
        ("strategic_issue", "2"),
        ("strategic_issue", "3"),
        ("strategic_issue", "4"),
    ]
    assert [repeat for *_, repeat in rows] == [None, first, first]


def test_an_acronym_s_letter_holds_its_own_items(ask):
    rows = ask(
        "SELECT value.number, value.label, value.text, above.label FROM statements value"
        " LEFT JOIN statements above ON value.parent_statement_id = above.statement_id"
        " WHERE value.office_id = 'esa-p-ubonratchathani-2' AND value.kind = 'core_value'"
        " ORDER BY value.ordinal"
    )
    assert rows[0][2] == "UBON2"
    assert [row[0] for row in rows[1:6]] == list("UBON2")
    assert [(row[0], row[3]) for row in rows[6:]] == [("1", "2 :"), ("2", "2 :")]


def test_the_letters_of_an_acronym_are_values(ask):
    rows = ask(
        "SELECT number, parent_statement_id FROM statements WHERE office_id = 'esa-p-sisaket-2'"
        " AND kind = 'core_value' AND number IS NOT NULL ORDER BY ordinal"
    )
    assert rows == tuple((letter, None) for letter in "OSEA2")


def test_each_detailed_strategy_holds_its_approaches(ask):
    rows = ask(
        "SELECT above.label, above.kind, count(*), min(below.number), max(below.number) FROM statements below"
        " JOIN statements above ON below.parent_statement_id = above.statement_id"
        " WHERE below.office_id = 'esa-p-sisaket-2' AND below.kind = 'approach' GROUP BY ALL"
        " ORDER BY above.label"
    )
    assert rows == tuple(
        (f"กลยุทธ์ที่ {number}", "strategy", count, "1", str(count))
        for number, count in enumerate((6, 3, 6, 3, 7), start=1)
    )


@pytest.mark.parametrize(
    "word", ["ผู้เข้าชม", "ผู้ใช้งาน", "^", "พระราชกฤษฎีกา", "ได้กำหนด", "ได้นำนโยบาย", "ได้ดำเนินการจัด"]
)
def test_no_statement_comes_from_counters_or_prose(ask, word):
    assert ask(f"SELECT text FROM statements WHERE contains(text, '{word}')") == ()


def test_no_statement_is_a_title(ask):
    titles = {page.read_text("utf-8").split("\n")[line].strip() for page in seeds() for line in (0, 2, 4)} - {
        ""
    }
    assert titles
    assert {text for (text,) in ask("SELECT text FROM statements")} & titles == set()


def test_the_name_of_a_person_is_in_no_table(ask):
    page = next(page for page in seeds() if "ฉะเชิงเทรา" in page.read_text("utf-8"))
    found = re.search(r"(?:นาย|นาง|นางสาว)(\S+)\s+(\S+)\s+ผู้อำนวยการ", page.read_text("utf-8"))
    assert found
    for table in TABLES:
        for name in found.groups():
            assert ask(f"SELECT * FROM {table} t WHERE contains(CAST(t AS VARCHAR), '{name}')") == ()


def test_the_vision_of_each_office_is_one_where(ask):
    rows = ask("SELECT office_id FROM direction WHERE kind = 'vision' ORDER BY office_id")
    assert [office for (office,) in rows] == [
        "esa-p-chachoengsao-2",
        "esa-p-loei-2",
        "esa-p-sisaket-2",
        "esa-p-ubonratchathani-2",
    ]


def test_every_quote_is_found_at_its_spans_in_the_raw_page(ask):
    blocks = {page.name: read_document(page.read_bytes(), name=page.name).blocks for page in seeds()}
    rows = ask("SELECT source_uri, quote, spans FROM statements JOIN documents USING (document_id)")
    assert len(rows) == 208
    for uri, quote, spans in rows:
        page = blocks[uri.rsplit("/", 1)[-1]]
        assert quote == "\n".join(page[s["block"]].text[s["start"] : s["end"]] for s in spans)
