"""The page as Chromium shows it: at both widths, with every part unfolded, and on paper."""

import io

import pypdfium2
import pytest

from tests.page_checks import OVERLAPS, UNFOLD, WIDER
from tests.report.conftest import UNBROKEN

pytestmark = pytest.mark.xdist_group("browser")

MARGIN = 38
"""Points at either side of the paper where nothing is drawn; 14 mm are 39.7."""
CONTRASTS = """() => {
  const parts = colour => colour.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => [r, g, b].map(v => v / 255)
    .map(v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, n) => sum + v * [0.2126, 0.7152, 0.0722][n], 0);
  const behind = one => {
    for (; one; one = one.parentElement) {
      const found = parts(getComputedStyle(one).backgroundColor);
      if (found.length < 4 || found[3] > 0) return found;
    }
    return [255, 255, 255];
  };
  const worst = {};
  for (const one of document.body.querySelectorAll('*')) {
    if (![...one.childNodes].some(node => node.nodeType === 3 && node.data.trim())) continue;
    const svg = one.closest('svg'), style = getComputedStyle(one);
    const pair = [light(parts(svg ? style.fill : style.color)), light(behind(svg ? svg.parentElement : one))];
    const ratio = (Math.max(...pair) + 0.05) / (Math.min(...pair) + 0.05);
    const name = one.tagName + '.' + (one.getAttribute('class') || '');
    worst[name] = Math.min(worst[name] ?? 99, ratio);
  }
  return Object.entries(worst).filter(([, ratio]) => ratio < 4.5);
}"""


@pytest.mark.parametrize("width", [1280, 390])
def test_nothing_overlaps_or_sticks_out_and_nothing_is_asked_for(scene, browser, width):
    def look(page):
        folded = page.evaluate(WIDER)
        page.evaluate(UNFOLD)
        return folded, page.evaluate(WIDER), page.evaluate(OVERLAPS), page.title()

    visit = browser.visit(scene.file.as_uri(), look, width=width)
    folded, unfolded, overlaps, title = visit.found
    assert (folded, unfolded) == (0, 0)
    assert overlaps == []
    assert scene.after.release_id in title
    assert visit.requests == [scene.file.as_uri()]
    assert visit.console == []


def test_every_text_stands_out_from_what_is_behind_it(scene, browser):
    def look(page):
        page.evaluate(UNFOLD)
        return page.evaluate(CONTRASTS)

    assert browser.visit(scene.file.as_uri(), look).found == []


def test_wide_tables_scroll_in_a_box_that_the_keyboard_reaches(scene, browser):
    def look(page):
        return page.evaluate(
            "[...document.querySelectorAll('table')].map(one => one.closest('.scroll')).filter("
            "box => box && box.tabIndex === 0 && box.getAttribute('role') === 'region').length"
            " - document.querySelectorAll('table').length"
        )

    assert browser.visit(scene.file.as_uri(), look, width=390).found == 0


def test_lines_leave_room_for_marks_above_and_below(scene, browser):
    look = """() => [...document.body.querySelectorAll('[lang=th]')].filter(one => {
      const style = getComputedStyle(one);
      return !style.writingMode.startsWith('vertical') && !one.closest('.turned')
        && parseFloat(style.lineHeight) < 1.59 * parseFloat(style.fontSize);
    }).map(one => one.parentElement.outerHTML.slice(0, 100))"""
    assert browser.visit(scene.file.as_uri(), lambda page: page.evaluate(look)).found == []


def test_on_paper_everything_is_unfolded_and_inside_the_page(scene, browser):
    visit = browser.visit(scene.file.as_uri(), lambda page: page.pdf(prefer_css_page_size=True))
    with pypdfium2.PdfDocument(io.BytesIO(visit.found)) as document:
        assert len(document) > 2
        assert {tuple(round(side) for side in sheet.get_size()) for sheet in document} == {(595, 842)}
        text = "".join(sheet.get_textpage().get_text_range() for sheet in document)
        drawn = [sheet.render(grayscale=True).to_pil() for sheet in document]
    for sheet in drawn:
        for left in (0, sheet.width - MARGIN):
            assert sheet.crop((left, 0, left + MARGIN, sheet.height)).getextrema() == (255, 255)
    assert text.count("W") > 1.5 * len(UNBROKEN)
