"""The parts of the PDF reader on made lines, rules and pieces."""

from collections import Counter
from itertools import pairwise

import pytest

from parsers.garbled import judge
from parsers.readers.pdf_furniture import mark_furniture
from parsers.readers.pdf_lines import PdfLine
from parsers.readers.pdf_moved import moved_marks
from parsers.readers.pdf_pages import PdfPage
from parsers.readers.pdf_paragraphs import blocks_of, measure
from parsers.readers.pdf_report import ranges
from parsers.readers.pdf_rules import Rule
from parsers.readers.pdf_runs import Run, Word
from parsers.readers.pdf_spread import Piece, closed_up
from parsers.readers.pdf_tables import Region, find_grids
from schemas.records import Break

BODY = "นักเรียนทุกคนอ่านออกเขียนได้และมีความสุขในการเรียนรู้ตลอดชีวิต"


def line(text, baseline, page=1, right=500.0, left=70.0, size=16.0):
    return PdfLine(text, page, left, right, baseline, size, size)


def page(number, *lines):
    return PdfPage(number, 595.0, 842.0, list(lines))


def grid(xs, ys, missing=()):
    """All rules between the edges but those missing: ("h", row edge, column) or ("v", column edge, row)."""
    rules = []
    for at, y in enumerate(ys):
        spans = pairwise(xs)
        rules += [Rule(True, y, a, b) for n, (a, b) in enumerate(spans) if ("h", at, n) not in missing]
    for at, x in enumerate(xs):
        spans = pairwise(ys)
        rules += [Rule(False, x, a, b) for n, (a, b) in enumerate(spans) if ("v", at, n) not in missing]
    return rules


# rules and tables


def test_a_grid_of_rules_is_a_table():
    (found,) = find_grids(grid([0, 100, 200], [0, 50, 100]))
    assert found.regions == (Region(0, 0, 1, 1), Region(0, 1, 1, 1), Region(1, 0, 1, 1), Region(1, 1, 1, 1))
    assert found.region_at(150, 75) == 3
    assert found.region_at(250, 75) is None


def test_cells_without_a_rule_between_them_are_one():
    (found,) = find_grids(grid([0, 100, 200], [0, 50, 100], missing={("h", 1, 0)}))
    assert found.regions[0] == Region(0, 0, 2, 1)
    assert found.region_at(50, 25) == found.region_at(50, 75)


def test_a_side_that_is_not_drawn_ends_where_the_rules_end():
    open_below = grid([0, 100, 200], [0, 50, 100], missing={("h", 2, 0), ("h", 2, 1)})
    (found,) = find_grids(open_below)
    assert found.ys == (0, 50, 100)


@pytest.mark.parametrize(
    "rules",
    [
        [],
        [Rule(True, 10, 0, 100), Rule(True, 30, 0, 100)],
        grid([0, 100], [0, 50]),
    ],
    ids=["nothing", "underlines", "a frame"],
)
def test_what_is_no_table(rules):
    assert find_grids(rules) == []


def test_doubled_rules_are_one():
    rules = grid([0, 100, 200], [0, 50, 100])
    (found,) = find_grids([*rules, *(Rule(r.horizontal, r.place + 1, r.start, r.end) for r in rules)])
    assert len(found.regions) == 4


# running heads


def test_running_heads_and_page_numbers_are_chrome():
    pages = [
        page(n, line("แผนพัฒนาการศึกษา 2566", 40, n), line(f"{BODY} {n}", 120, n), line(f"- {n} -", 810, n))
        for n in range(1, 4)
    ]
    mark_furniture(pages)
    assert [[each.chrome for each in one.lines] for one in pages] == [[1.0, 0.0, 1.0]] * 3


def test_a_heading_that_returns_by_chance_is_none():
    pages = [
        page(1, line("แผนพัฒนา", 52, 1), line(BODY, 78, 1)),
        page(2, line("เป้าประสงค์", 46, 2), line(BODY, 72, 2)),
        page(3, line("เป้าประสงค์", 46, 3), line("ครูทุกคนสอนตรงวิชาเอก", 72, 3)),
    ]
    mark_furniture(pages)
    assert {each.chrome for one in pages for each in one.lines} == {0.0}


def test_heads_of_left_and_right_pages_alternate():
    pages = [page(n, line(("ซ้าย ขวา", "แผนสี่ปี")[n % 2], 40, n), line(BODY, 120, n)) for n in range(1, 10)]
    mark_furniture(pages)
    assert {one.lines[0].chrome for one in pages} == {1.0}


# paragraphs


def breaks(*lines):
    pages = [page(number, *(each for each in lines if each.page == number)) for number in (1, 2)]
    return [(block.break_before, block.blank_before) for block in blocks_of(pages, {}, measure(pages))]


def test_full_lines_go_on():
    assert breaks(line(BODY, 100), line(BODY, 122), line(BODY, 144))[1:] == [(Break.SOURCE, 0)] * 2


def test_a_line_that_ends_early_was_ended_by_the_author():
    found = breaks(line(BODY, 100), line("สั้น", 122, right=120.0), line("สั้นอีก", 144, right=130.0))
    assert found[2] == (Break.SOFT, 0)


def test_a_full_line_after_the_rest_of_one_begins_a_paragraph():
    found = breaks(line(BODY, 100), line("จบ", 122, right=120.0), line(BODY, 144), line(BODY, 166))
    assert found[1:3] == [(Break.SOURCE, 0), (Break.PARAGRAPH, 0)]


def test_gaps_are_paragraphs_and_blank_lines():
    found = breaks(line(BODY, 100), line(BODY, 122), line(BODY, 144), line(BODY, 176), line(BODY, 220))
    assert found[3:] == [(Break.PARAGRAPH, 0), (Break.PARAGRAPH, 1)]


def test_an_item_goes_on_over_the_page():
    assert breaks(line(BODY, 780), line(BODY, 80, page=2))[1] == (Break.PAGE, 0)


# letters set apart


def pieces(text, step=12.0):
    return [Piece(part, at * step, at * step + 6.0, True) for at, part in enumerate(text.split(" "))]


def test_letters_that_are_set_apart_are_words():
    counts = Counter()
    assert [each.text for each in closed_up(pieces("เ พื่ อ ใ ห้ ที ม พั ฒ น า"), counts)] == ["เพื่อให้ทีมพัฒนา"]
    assert counts["spread_letters"] == 10


def test_figures_and_short_words_stay_apart():
    text = "เล่ม ๑๔๐ ตอนที่ ๒๒ ก ราชกิจจา ๒๐ มีนาคม ๒๕๖๖"
    assert " ".join(each.text for each in closed_up(pieces(text), Counter())) == text


def test_words_stay_apart():
    found = closed_up(pieces("เด็กดี มีงานทำ ก ข"), Counter())
    assert [each.text for each in found] == ["เด็กดี", "มีงานทำ", "ก", "ข"]


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        (["เป็", "นข้อกำหนด"], ["เป็นข้อกำหนด"]),
        (["รั", "ฐ"], ["รัฐ"]),
        (["ข้", "อ", "(2)"], ["ข้อ", "(2)"]),
        (["ก็", "คือ"], ["ก็", "คือ"]),
        (["แม่", "น้ำ"], ["แม่", "น้ำ"]),
        (["ผู้", "เรียน"], ["ผู้", "เรียน"]),
    ],
)
def test_no_gap_stands_inside_a_syllable(parts, words):
    row = [Piece(part, at * 30.0, at * 30.0 + 20.0, at > 0) for at, part in enumerate(parts)]
    assert [each.text for each in closed_up(row, Counter())] == words


# marks behind the next letter


class Drawn:
    """Letters of 10 points with 1 between them; marks are drawn where `places` says."""

    def __init__(self, text, places, bold=True):
        self.text, self.places, self.bold = text, places, bold

    def is_bold(self, _index):
        return self.bold

    def is_generated(self, _index):
        return False

    def origin(self, index):
        return 11.0 * sum(char.isalnum() for char in self.text[:index]), 100.0

    def box(self, index):
        if index in self.places:
            return self.places[index], 84.0, self.places[index] + 3.0, 88.0
        left = self.origin(index)[0]
        return (left, 90.0, left + 10.0, 100.0) if self.text[index].isalnum() else (left, 100.0, left, 100.0)


@pytest.mark.parametrize(
    ("drawn", "count"),
    [
        (Drawn("ภาครฐั", {5: 40.0}), 1),
        (Drawn("ภาครัฐ", {4: 40.0}), 0),
        (Drawn("สา คญ", {2: 6.0}), 1),  # the ring of sara am, given as a space
        (Drawn("สา คญ", {}), 0),
        (Drawn("ภาครฐั", {5: 40.0}, bold=False), 0),
    ],
)
def test_marks_that_headings_give_behind_the_next_letter(drawn, count):
    end = len(drawn.text)
    run = Run([Word(0, end, 0.0, 60.0, 100.0)], 100.0, 16.0)
    assert moved_marks(drawn, run) == count


# garbled layers


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("\x1d#>\x0f@0ค\x15>\x0f##!\x0f@#\x0f@##?\x0f", "lost characters"),
        ("ÊÓ¹Ñ¡§Ò¹à¢µ¾×é¹·Õè¡ÒÃÈÖ¡ÉÒ", "Latin-1 letters"),
        ("กาิรศึิกษาขัิ้นพืั้นฐานานิ ิสัิย", "impossible Thai letter pairs"),
        ("ส ำ นั ก ง า น เ ข ต พื้ น ที่ ก า ร ศึ ก ษ า", "gaps inside Thai words"),
        ("#>@0#!@##?/@!!?P?#>@0#!@##?/@!!?P?", "signs that are no letters"),
        ("สานกงานเขตพนทการศกษามงมนพฒนาคณภาพการศกษา" * 3, "Thai letters without their marks"),
    ],
)
def test_garbled_text_is_told_with_its_reason(text, reason):
    verdict = judge(text)
    assert verdict.garbled
    assert any(each.startswith(reason) for each in verdict.reasons)


@pytest.mark.parametrize(
    "text",
    [
        BODY,
        "วิสัยทัศน์ ........................................ 12",
        "│ ┌──┴──┐ ┌──┴──┐ │ Shared Document Repository │",
        "ด\uf70bานการรักษาความมั่นคงปลอดภัยไซเบอร\uf70eแห\uf70aงชาติ",
        "Vision: schools near every home, 2566",
        "??",
    ],
)
def test_sound_text_is_not(text):
    assert not judge(text).garbled


def test_page_numbers_for_reading():
    assert ranges([3, 1, 2, 7, 9, 10]) == "1–3, 7, 9–10"
