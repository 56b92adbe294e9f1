"""Pages of bars instead of letters, cut into strips."""

import pytest
from PIL import Image, ImageDraw

from engines.page_skew import skew, straightened
from engines.page_strips import Layout, strips

LINE, LINES, PAGE = Layout.LINE, Layout.LINES, Layout.PAGE


def drawn(*boxes, size=(1600, 1200)):
    page = Image.new("L", size, "white")
    draw = ImageDraw.Draw(page)
    for box in boxes:
        draw.rectangle(box, fill="black")
    return page


def words(top, left=200, right=1400, height=40, step=30):
    """A line of letters: bars with gaps."""
    return [(x, top, x + step * 2 // 3, top + height - 1) for x in range(left, right, step)]


def cut(*boxes, **more):
    return [(strip.layout, strip.top, strip.bottom) for strip in strips(drawn(*boxes, **more), 300)]


def test_lines():
    page = [*words(100), *words(160), *words(300)]
    assert cut(*page) == [(LINE, 100, 140), (LINE, 160, 200), (LINE, 300, 340)]
    assert {(strip.left, strip.right) for strip in strips(drawn(*page), 300)} == {(200, 1391)}


def test_marks_go_with_their_line():
    tones = [(260, 92, 270, 96), (500, 92, 510, 96)]
    under = [(400, 142, 410, 147)]
    assert cut(*words(40), *tones, *words(100), *under, *words(200)) == [
        (LINE, 40, 80), (LINE, 92, 148), (LINE, 200, 240),
    ]  # fmt: skip


def test_a_line_of_low_letters_is_a_line():
    assert cut(*words(100), *words(180, height=26), *words(240)) == [
        (LINE, 100, 140), (LINE, 180, 206), (LINE, 240, 280),
    ]  # fmt: skip


def test_a_page_number_is_a_line():
    assert cut(*words(100), *words(160), (790, 1000, 815, 1030))[-1] == (LINE, 1000, 1031)


def test_drawn_lines_and_specks_are_left_out():
    page = [*words(100), (200, 160, 1400, 164), *words(200), (700, 500, 704, 504)]
    assert cut(*page) == [(LINE, 100, 140), (LINE, 200, 240)]


def test_lines_that_touch_are_parted():
    touching = [*words(100), *words(300), (600, 330, 605, 370), *words(360), *words(500), *words(600)]
    first, upper, lower, *_ = cut(*touching)
    assert first == (LINE, 100, 140)
    assert (upper[:2], lower[0], lower[2]) == ((LINE, 300), LINE, 400)
    assert 340 <= upper[2] == lower[1] <= 360


def test_what_cannot_be_parted_is_a_few_lines():
    assert cut(*words(100), *words(200), *words(300), (600, 400, 700, 520), *words(600))[3] == (
        LINES,
        400,
        521,
    )


def test_a_picture():
    assert cut(*words(100), (300, 200, 900, 700), *words(800)) == [
        (LINE, 100, 140), (PAGE, 200, 701), (LINE, 800, 840),
    ]  # fmt: skip


def test_columns():
    rows = [box for top in (200, 260, 320) for box in (*words(top, 200, 700), *words(top, 900, 1400))]
    assert cut(*words(100), *rows, *words(420)) == [(LINE, 100, 140), (PAGE, 200, 360), (LINE, 420, 460)]


def test_hanging_numbers_are_no_column():
    rows = [box for top in (200, 260, 320) for box in (*words(top, 100, 160), *words(top, 300, 1400))]
    assert [layout for layout, _, _ in cut(*rows)] == [LINE] * 3


def test_a_wide_space_is_no_column():
    rows = [*words(200), *words(260, 200, 700), *words(260, 900, 1400), *words(320)]
    assert [layout for layout, _, _ in cut(*rows)] == [LINE] * 3


def test_a_frame_makes_it_a_page():
    frame = [(50, 50, 55, 1150), (1545, 50, 1550, 1150)]
    assert [layout for layout, _, _ in cut(*words(100), *words(200), *frame)] == [PAGE]


def test_rows_without_end_are_not_read_one_by_one():
    rows = [box for top in range(10, 1990, 12) for box in words(top, height=6)]
    assert [layout for layout, _, _ in cut(*rows, size=(1600, 2000))] == [PAGE]


@pytest.mark.parametrize("shade", ["white", "black"])
def test_a_page_of_one_colour(shade):
    page = Image.new("L", (600, 400), shade)
    assert [strip.layout for strip in strips(page, 300)] == ([] if shade == "white" else [PAGE])
    assert skew(page) == 0


@pytest.mark.parametrize("size", [(1, 1), (1, 500), (500, 1)])
def test_small_pages(size):
    for shade in ("white", "black"):
        page = Image.new("L", size, shade)
        assert len(strips(straightened(page), 300)) <= 1


@pytest.mark.parametrize("angle", [-2.5, -1.0, -0.25, 0.5, 1.5, 3.0])
def test_a_turned_page_is_turned_back(angle):
    page = drawn(*(box for top in range(100, 1100, 60) for box in words(top)))
    turned = page.rotate(angle, Image.Resampling.BICUBIC, fillcolor=255)
    assert skew(turned) == pytest.approx(-angle, abs=0.13)
    lines = strips(straightened(turned), 300)
    assert len(lines) == 17
    assert {strip.layout for strip in lines} == {LINE}


def test_a_straight_page_is_left_alone():
    page = drawn(*(box for top in range(100, 1100, 60) for box in words(top)))
    assert straightened(page) is page
