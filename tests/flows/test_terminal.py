"""Text from documents in a terminal, in JSON, in CSV and in Markdown: data, never commands."""

import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.commands.query import _cell
from flows.prefect_summary import literal, markdown
from flows.printing.terminal import cut, plain, print_json, text
from flows.report import RunReport
from schemas.codes import FindingCode, OutcomeStatus, Severity
from schemas.records import Finding, Outcome

ACTIVE = "\x1b[31mred\x1b[0m \x9b2J \x07 \x08 a\rb c\nd \u202eevil\u202c \x00 \x7f \ud800"


def test_active_characters_are_made_visible():
    shown = plain(ACTIVE)
    assert shown.isprintable()
    assert "␛[31mred␛[0m" in shown
    assert "a b c d" in shown


def test_thai_stays_as_it_is():
    assert plain("วิสัยทัศน์ “น้ำ” ๑. ที่") == "วิสัยทัศน์ “น้ำ” ๑. ที่"


@given(st.text())
def test_nothing_active_is_ever_left(value):
    assert not set(plain(value)) & set(map(chr, [*range(32), *range(127, 160), 0x202E, 0x2028, 0x200F]))


def test_markup_is_text():
    assert text("[bold red]x[/] :smile:").plain == "[bold red]x[/] :smile:"


@given(st.text(), st.integers(min_value=2, max_value=40))
def test_a_cut_text_is_short_and_keeps_its_beginning(value, width):
    short = cut(value, width)
    assert len(short) <= max(width, 1)
    assert plain(value).startswith(short.removesuffix("…"))


def test_a_cut_does_not_part_a_letter_from_its_vowel():
    assert cut("ทิศทาง", 3) in {"ท…", "ทิ…"}
    assert cut("กี่กี่", 4) == "กี่…"


@given(st.dictionaries(st.text(), st.text()))
def test_json_says_the_same_and_holds_nothing_active(value):
    import contextlib

    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        print_json(value)
    assert json.loads(out.getvalue()) == value
    assert plain(out.getvalue().replace("\n", " ")) == out.getvalue().replace("\n", " ")


@pytest.mark.parametrize("value", ["=1+1", "+1", "-1", "@x", "\t=1", "\r=1"])
def test_a_spreadsheet_runs_nothing(value):
    cell = _cell(value)
    assert cell.startswith(("'", " "))
    assert _cell(-1) == -1
    assert _cell("1. ข้อ\n2. ข้อ") == "1. ข้อ\n2. ข้อ"


def test_markdown_and_html_are_text():
    assert literal("<script>|*a*|</script>") == r"&lt;script\>\|\*a\*\|&lt;/script\>"


def test_a_summary_lists_what_needs_a_look():
    finding = Finding(FindingCode.EMPTY, Severity.ERROR, "nothing | in it")
    outcomes = (
        Outcome(OutcomeStatus.PUBLISHED, "pages/good.html"),
        Outcome(OutcomeStatus.HELD, "pages/<b>.html", None, "EMPTY: nothing | in it", 0, (finding,)),
    )
    shown = markdown(RunReport("load", "document", outcomes, "000001-aa", published=True))
    assert "1/2 documents, 1 held" in shown
    assert "good" not in shown
    assert r"| held | pages/&lt;b\>\.html |  | EMPTY: nothing \| in it |" in shown
