"""A page written in another way says the same, at least as often as the committed record has it."""

from dataclasses import replace
from random import Random

import pytest

from benchmarks.changes.all_changes import ALL
from benchmarks.changes.change import LeftOut, NotApplicable, Source
from benchmarks.changes.tokens import TokenKind, alone, map_text, source_of, tokens
from benchmarks.metamorphic import Outcome, failing, fallen, places, recorded, rewritten, trials
from benchmarks.scored_sets import SHARED

SAMPLE = 4
"""Every so many pages are tried in `make test`."""

needs_corpus = pytest.mark.skipif(
    not (SHARED / "corpus" / "pages").is_dir(), reason="the corpus is not at hand in ../shared/corpus"
)


@pytest.mark.parametrize("part", [0, 1], ids=["even", "odd"])
def test_a_sample_of_pages_stays_as_often_as_recorded(part):
    assert fallen(trials(places()[::SAMPLE][part::2]), recorded()) == []


@pytest.mark.prove
def test_all_pages_stay_as_often_as_recorded():
    assert fallen(trials(places()), recorded()) == []


@needs_corpus
def test_the_record_names_pages_and_changes_that_there_are():
    names = {place.name for place in places()}
    assert {one.page for one in recorded()} <= names
    assert {one.change for one in recorded()} <= {change.name for change in ALL}


# ---------------------------------------------------------------------- the changes themselves

PAGE = (
    "<!DOCTYPE html><html><head><meta charset='utf-8'><title>แผน 1</title>"
    "<script>var a = '1 < 2';</script></head>"
    "<body><!-- 1 --><div class='a' id=b><p>พันธกิจ</p><p><b>1</b>.&nbsp;จำ &#49; นวน<br>ก</p></div>"
    "<h2>วิสัยทัศน์ (Vision)</h2><table><tr><td>ก ข</td></tr></table></body></html>"
)


def made(name, page=PAGE, file="page.html"):
    change = next(change for change in ALL if change.name == name)
    return rewritten(Source(file, page, "utf-8"), change).data


def test_a_source_is_its_tokens():
    assert source_of(tokens(PAGE)) == PAGE
    assert [part.text for part in tokens(PAGE) if part.kind is TokenKind.RAW] == [
        "<!DOCTYPE html>",
        "<script>var a = '1 < 2';</script>",
        "<!-- 1 -->",
    ]


def test_text_is_changed_and_nothing_else():
    assert map_text(PAGE, lambda text: text.replace("1", "๑")) == PAGE.replace("แผน 1", "แผน ๑").replace(
        "<b>1</b>", "<b>๑</b>"
    )


def test_text_is_alone_where_its_line_has_no_other():
    parts = tokens("<p><b>ก</b> ข</p><p> <b>ค</b></p>")
    assert [part.text for i, part in enumerate(parts) if part.text in "กขค" and alone(parts, i)] == ["ค"]


@pytest.mark.parametrize(
    ("name", "has"),
    [
        ("Arabic digits → Thai", "<b>๑</b>.&nbsp;จำ &#49; นวน"),
        ("sara am decomposed", "จ\u0e4d\u0e32"),
        ("spaces → no-break spaces", "ก\u00a0ข"),
        ("source lines broken at every space", "<td>ก\n"),
        ("gloss behind bare headings", "<p>พันธกิจ (Mission)</p>"),
        ("gloss taken from headings", "<h2>วิสัยทัศน์</h2>"),
        ("p → div", "<div>พันธกิจ</div>"),
        ("div → p (those without blocks inside)", None),
        ("p → lines with one br", None),
        ("p → lines with two br", "พันธกิจ<br><br>"),
        ("h1–h6 → p with b", "<p><b>วิสัยทัศน์ (Vision)</b></p>"),
        ("a div inside each cell", "<td><div>ก ข</div></td>"),
        ("the page in a layout table", "<body><table><tr><td><!-- 1 -->"),
        ("menu of all kinds, in nav", '<body>\n<nav><ul><li><a href="page0.html">'),
        ("tags in upper case", "<BODY><!-- 1 --><DIV class='a' id=b>"),
    ],
)
def test_a_change_does_what_it_is_called(name, has):
    if has is None:
        with pytest.raises((LeftOut, NotApplicable)):
            made(name)
    else:
        assert has in made(name).decode()


def test_charsets_are_labelled_rightly():
    assert b"charset='windows-874'" in made("UTF-8 → windows-874")
    assert "พันธกิจ".encode("cp874") in made("UTF-8 → windows-874")
    assert "charset='utf-16'" in made("UTF-16 with byte order mark").decode("utf-16")


@pytest.mark.parametrize("change", ALL, ids=lambda change: change.name)
def test_chance_is_the_same_at_every_run(change):
    source = Source("page.html", PAGE, "utf-8")
    try:
        first, second = (change.rewrite(source, Random("a")) for _ in range(2))
    except (LeftOut, NotApplicable):
        return
    assert first == second


def test_a_share_that_falls_is_told_with_its_pages():
    some = trials(places()[:1])
    assert fallen(some, failing(some)) == []
    broken = [replace(trial, outcome=Outcome.DIFFERENT) for trial in some[:2]]
    assert fallen(broken, frozenset()) == [f"{trial.change}: {trial.page}" for trial in broken]
