"""Word diffs: what they say is true, no Thai word is split, and they read well."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from flows.history.word_diff import Edit, Piece, word_diff, words_and_gaps
from flows.printing.diff_text import diff_text, has_colours

WORDS = [
    *("พัฒนา", "ครู", "และ", "บุคลากร", "ทาง", "การศึกษา", "ให้", "มี", "คุณภาพ", "มาตรฐาน", "สากล"),
    *("นักเรียน", "ทุกคน", "อ่านออก", "เขียนได้", "ชุมชน", "ร่วมมือ", "เกาะ", "ทะเล", "่", "ก"),
    *("Active", "Learning", "80", "๘๐", "%", "“", "”", "(", ")", "-", ",", "a\u0303", "ẞ"),
]
TEXTS = st.lists(st.sampled_from([*WORDS, " ", " ", "\n"]), max_size=25).map("".join)


def marked(before, after):
    return diff_text(word_diff(before, after), coloured=False).plain


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        (
            "องค์กรแห่งการเรียนรู้ มุ่งสู่คุณภาพ",
            "องค์กรแห่งการเรียนรู้ที่ทันสมัย มุ่งสู่คุณภาพ",
            "องค์กรแห่งการเรียนรู้{+ที่ทันสมัย+} มุ่งสู่คุณภาพ",
        ),
        (
            "ภายในปี 2565 องค์กรชั้นนำด้านการจัดการศึกษา",
            "ภายในปี 2570 องค์กรนวัตกรรมด้านการจัดการเรียนรู้",
            "ภายในปี [-2565-]{+2570+} องค์กร[-ชั้นนำ-]{+นวัตกรรม+}ด้านการจัด[-การศึกษา-]{+การเรียนรู้+}",
        ),
        ("ฝึกครูดูแลใจเด็ก", "ฝึกครูและผู้บริหารให้ดูแลใจเด็กเป็น", "ฝึกครู{+และผู้บริหารให้+}ดูแลใจเด็ก{+เป็น+}"),
        ("คิดเป็น", "ร้องเพลง", "[-คิดเป็น-]{+ร้องเพลง+}"),
        ("", "ร้องเพลง", "{+ร้องเพลง+}"),
    ],
)
def test_what_was_put_in_and_taken_out_is_told_by_words(before, after, shown):
    assert marked(before, after) == shown


def test_single_words_changed_in_a_row_are_told_as_one_phrase():
    before, after = "ให้ทั่วถึง มีคุณภาพ ผู้เรียนมีความสุข", "อย่างเท่าเทียม มีมาตรฐาน นักเรียนมีสุขภาวะ"
    assert marked(f"จัดการศึกษา{before}", f"จัดการศึกษา{after}") == f"จัดการศึกษา[-{before}-]{{+{after}+}}"


def test_white_space_is_told_only_where_nothing_else_changed():
    assert marked("พัฒนาครู และชุมชน", "พัฒนาครูและชุมชน") == "พัฒนาครู[- -]และชุมชน"
    assert marked("พัฒนาครู และชุมชน", "ส่งเสริมครูและชุมชน") == "[-พัฒนา-]{+ส่งเสริม+}ครูและชุมชน"


def test_the_same_text_is_one_piece():
    assert word_diff("พัฒนาครู", "พัฒนาครู") == (Piece(Edit.SAME, "พัฒนาครู"),)
    assert word_diff("", "") == ()


@given(TEXTS, TEXTS)
def test_both_texts_can_be_read_off_a_diff(before, after):
    pieces = word_diff(before, after)
    assert "".join(piece.text for piece in pieces if piece.edit is not Edit.REMOVED) == after
    old = "".join(piece.text for piece in pieces if piece.edit is not Edit.ADDED)
    assert "".join(old.split()) == "".join(before.split())


@given(TEXTS, TEXTS)
def test_no_piece_begins_or_ends_inside_a_word(before, after):
    pieces = word_diff(before, after)
    for text, other in ((before, Edit.ADDED), (after, Edit.REMOVED)):
        said = "".join("".join(piece.text for piece in pieces if piece.edit is not other).split())
        ends = cuts(token for token in words_and_gaps(text))
        assert said == "".join(text.split())
        assert cuts(piece.text for piece in pieces if piece.edit is not other) <= ends


def cuts(parts):
    """Where parts end, in letters from the beginning, white space left out."""
    found, at = set(), 0
    for part in parts:
        at += len("".join(part.split()))
        found.add(at)
    return found


@given(st.text(max_size=60))
def test_words_and_gaps_are_the_whole_text(text):
    tokens = words_and_gaps(text)
    assert "".join(tokens) == text
    assert all(tokens)


def test_a_mark_stays_with_its_letter():
    assert words_and_gaps("ก" * 50 + "่่กา") == ("ก" * 50 + "่่", "กา")


def test_a_terminal_shows_colours_and_a_file_marks(tmp_path):
    pieces = word_diff("พัฒนาครู และชุมชน", "พัฒนาครูและชุมชน")
    with (tmp_path / "out").open("w") as file:
        seen = Console(file=file, force_terminal=True, color_system="standard", no_color=False)
        blind = Console(file=file, force_terminal=True, color_system="standard", no_color=True)
        assert [has_colours(out) for out in (seen, blind, Console(file=file))] == [True, False, False]
    line = diff_text(pieces, coloured=True)
    assert line.plain == "พัฒนาครู␣และชุมชน"
    assert [(line.plain[span.start : span.end], span.style) for span in line.spans] == [("␣", "red strike")]


def test_active_characters_of_a_page_stay_harmless():
    shown = marked("สีแดง", "สีแดง\x1b[31m\u202e")
    assert "\x1b" not in shown
    assert "\u202e" not in shown
