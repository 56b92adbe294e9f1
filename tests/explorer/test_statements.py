"""A statement's page: its place, its source with the words marked, its page as a picture, its neighbours."""

import io
from html import unescape

import pypdfium2
import pytest
from PIL import Image

from explorer import page_drawing
from explorer.holdings import document
from explorer.memory import Memory, TooBusyError
from explorer.neighbours import ALIKE, neighbours
from explorer.page_images import page_picture
from explorer.passages import page_marks
from flows.demo import sample_folder
from flows.settings import Settings
from flows.steps import load
from parsers.readers.pdf import read_pdf
from schemas.engines import Stopped
from tests.explorer.conftest import HOSTILE, LOEI_ID, MADE_UP, NAN_ID, NEARLY, PERSON, TRAT_ID, VISION, Served

pytestmark = pytest.mark.xdist_group("explorer")

PDF_OFFICE = "x-b294f55233"
SCAN_OFFICE = "x-b0a350b20e"
ISSUES = "x-5407097644"
CHANGED = "x-3923f90c9a"


def framed(png):
    """The picture, and the box of its pixels that have the frame's colour."""
    image = Image.open(io.BytesIO(png)).convert("RGB")
    red, green, blue = (image.getchannel(one) for one in "RGB")
    mask = Image.merge("RGB", (red, green, blue)).convert("HSV")
    strong = mask.getchannel("S").point(lambda value: 255 if value > 180 else 0)
    return image, strong.getbbox()


def test_the_words_are_marked_among_the_lines_around_them(site):
    (statement_id,) = site.ids("text = 'พัฒนาคุณภาพครู' AND office_id = ?", LOEI_ID)
    page = site.get(f"/statements/{statement_id}").text
    passage = page[page.index('class="passage"') : page.index("</figure>")]
    assert "<mark>พัฒนาคุณภาพครู</mark>" in passage
    assert "ส่งเสริมให้เด็กเข้าถึงการศึกษา" in passage


def test_names_of_persons_are_not_shown(site):
    (statement_id,) = site.ids("text = ?", HOSTILE)
    page = site.get(f"/statements/{statement_id}").text
    passage = page[page.index('class="passage"') : page.index("</figure>")]
    assert "ผู้อำนวยการ" in passage
    assert PERSON.split()[-1] not in page


def test_hostile_words_are_words(site):
    (statement_id,) = site.ids("text = ?", HOSTILE)
    page = site.get(f"/statements/{statement_id}").text
    assert "<script" not in page
    assert HOSTILE in unescape(page)


def test_the_place_in_the_tree_is_told(site):
    (child,) = site.ids("office_id = ? AND number_path = '1/1.1' AND kind = 'goal'", ISSUES)
    page = site.get(f"/statements/{child}").text
    place = page[page.index('id="place"') : page.index('id="others"')]
    (issue,) = site.ids("office_id = ? AND kind = 'strategic_issue' AND number_path = '1'", ISSUES)
    assert f'href="/statements/{issue}"' in place
    below = site.get(f"/statements/{issue}").text
    assert f'href="/statements/{child}"' in below[below.index('id="place"') :]


def test_a_page_can_be_cited(site):
    (statement_id,) = site.ids("text = ? AND office_id = ?", VISION, LOEI_ID)
    page = site.get(f"/en/statements/{statement_id}?x=1").text
    cited = page[page.index('class="cite"') :]
    assert f"<code>{statement_id}</code>" in cited
    assert f"<code>{site.snapshot.release_id}</code>" in cited
    assert f"{site.base}/en/statements/{statement_id}<" in cited


def test_what_is_no_longer_in_force_says_so(site):
    (old, *_) = site.ids("office_id = ? AND NOT in_force AND kind = 'vision'", CHANGED)
    page = site.get(f"/en/statements/{old}").text
    assert "not in force" in page
    assert "there is a newer version" in page
    assert "<mark>" in page


def test_neighbours_say_the_same_or_nearly(site):
    (loei,) = site.ids("text = ? AND office_id = ?", VISION, LOEI_ID)
    found = neighbours(site.snapshot, site.snapshot.index.statement(loei))
    assert [one.office.office_id for one in found.same] == [TRAT_ID]
    assert found.same_total == 1
    (near,) = found.near
    assert (near.statement.office.office_id, near.statement.text) == (NAN_ID, NEARLY)
    assert ALIKE <= near.alike < 100
    page = site.get(f"/statements/{loei}/alike").text
    assert f"/offices/{TRAT_ID}" in page
    assert NEARLY in page


@pytest.mark.parametrize("office_id", [PDF_OFFICE, SCAN_OFFICE])
def test_a_page_is_shown_with_the_words_framed(site, office_id):
    (statement_id, *_) = site.ids("office_id = ? AND kind = 'mission'", office_id)
    page = site.get(f"/statements/{statement_id}").text
    assert f'<img src="/statements/{statement_id}/page.png?page=1"' in page
    assert 'alt="หน้า 1' in page
    assert ("OCR" in page) is (office_id == SCAN_OFFICE)
    answer = site.get(f"/statements/{statement_id}/page.png", page=1)
    assert answer.headers["Content-Type"] == "image/png"
    image, frame = framed(answer.body)
    assert image.width <= page_drawing.WIDEST
    facts = document(site.snapshot.index, site.snapshot.index.statement(statement_id).document_id)
    boxes = page_marks(site.snapshot, facts, statement_id)[0].boxes
    sides = [min, min, max, max]
    wanted = [side(box[number] for box in boxes) for number, side in enumerate(sides)]
    scale = image.width / 595
    assert all(abs(seen - place * scale) < 8 * scale for seen, place in zip(frame, wanted, strict=True))


def test_a_picture_that_the_browser_has_is_not_sent_again(site):
    (statement_id, *_) = site.ids("office_id = ?", PDF_OFFICE)
    first = site.get(f"/statements/{statement_id}/page.png")
    again = site.get(f"/statements/{statement_id}/page.png", {"If-None-Match": first.headers["ETag"]})
    assert (again.status, again.body) == (304, b"")


def test_there_is_no_picture_of_other_pages_and_other_documents(site):
    (statement_id, *_) = site.ids("office_id = ? AND kind = 'vision'", PDF_OFFICE)
    assert site.get(f"/statements/{statement_id}/page.png", page=2).status == 404
    assert site.get(f"/statements/{statement_id}/page.png", page="x").status == 422
    (text, *_) = site.ids("office_id = ?", LOEI_ID)
    assert site.get(f"/statements/{text}/page.png").status == 404


def test_a_turned_page_is_shown_upright_and_framed_in_the_same_place():
    data = (sample_folder() / "d02-cdd-tharaburi.pdf").read_bytes()
    pdf = pypdfium2.PdfDocument(data)
    for page in pdf:
        page.set_rotation(90)
    turned = io.BytesIO()
    pdf.save(turned)
    pdf.close()
    drawn = []
    for one in (data, turned.getvalue()):
        block = next(block for block in read_pdf(one).blocks if "จัดทำแผนชุมชน" in block.text)
        drawn.append(framed(page_drawing.draw_upright(one, 1, [block.box])))
    (straight, frame), (upright, other) = drawn
    assert straight.height > straight.width
    assert upright.height > upright.width
    ratio = straight.width / upright.width
    assert all(abs(a - b * ratio) < 12 for a, b in zip(frame, other, strict=True))


def test_a_picture_file_is_shown_with_its_frame():
    page = Image.new("L", (600, 450), 255)
    kept = io.BytesIO()
    page.save(kept, "PNG", dpi=(150, 150))
    image, frame = framed(page_drawing.draw_picture(kept.getvalue(), 1, [(72.0, 144.0, 216.0, 160.0)]))
    inch = image.width / 4
    assert image.width <= page_drawing.WIDEST
    assert abs(frame[0] - inch) < 0.1 * inch
    assert abs(frame[1] - 2 * inch) < 0.1 * inch
    assert abs(frame[2] - 3 * inch) < 0.1 * inch
    assert isinstance(page_drawing.draw_picture(kept.getvalue(), 2, []), Stopped)


@pytest.mark.parametrize("size", [(14_400, 1), (1, 14_400), (0.1, 0.1), (200_000, 200_000)])
def test_pages_and_boxes_of_any_size_are_bounded(size):
    pdf = pypdfium2.PdfDocument.new()
    pdf.new_page(*size)
    kept = io.BytesIO()
    pdf.save(kept)
    pdf.close()
    boxes = [
        (0.0, 0.0, 5.0, 5.0),
        (-1e30, -5.0, 1e30, 9.0),
        (9.0, 9.0, 1.0, 1.0),
        (float("nan"), 0.0, 1.0, 1.0),
    ]
    image, _ = framed(page_drawing.draw_upright(kept.getvalue(), 1, boxes))
    assert image.width <= page_drawing.WIDEST
    assert image.width * image.height < 10_000_000


def test_broken_bytes_give_a_reason_and_no_picture(site, monkeypatch):
    (statement_id, *_) = site.ids("office_id = ? AND kind = 'goal'", PDF_OFFICE)
    facts = document(site.snapshot.index, site.snapshot.index.statement(statement_id).document_id)
    mark = page_marks(site.snapshot, facts, statement_id)[0]
    monkeypatch.setattr("explorer.page_images.captured_bytes", lambda *_: b"%PDF-1.7 nothing")
    found = page_picture(site.snapshot, "raw", facts, mark)
    assert isinstance(found, Stopped)


@pytest.fixture(scope="module")
def bare(tmp_path_factory):
    """An explorer over one page of an office whose captured bytes can be spoiled."""
    folder = tmp_path_factory.mktemp("bare")
    (folder / "pages").mkdir()
    for name in ("loei.txt", "nan.txt"):
        (folder / "pages" / name).write_bytes(MADE_UP[name])
    settings = Settings(raw=str(folder / "raw"), curated=str(folder / "curated"), workers=1)
    load([folder / "pages"], settings)
    with Served(settings, folder / "indexes") as served:
        yield served, folder / "raw"


def objects_with(raw, text):
    return [
        path for path in (raw / "objects").rglob("*") if path.is_file() and text.encode() in path.read_bytes()
    ]


def test_bytes_that_were_changed_are_told_and_the_rest_is_shown(bare):
    site, raw = bare
    (kept,) = objects_with(raw, NEARLY)
    kept.chmod(0o600)
    kept.write_bytes(b"other bytes")
    (statement_id,) = site.ids("text = ?", NEARLY)
    page = site.get(f"/en/statements/{statement_id}")
    assert page.status == 200
    assert "The captured document cannot be shown." in page.text
    assert "SHA-256" in page.text
    assert NEARLY in page.text


def test_bytes_that_are_gone_are_told_and_the_rest_is_shown(bare):
    site, raw = bare
    (kept,) = objects_with(raw, VISION)
    kept.unlink()
    (statement_id,) = site.ids("text = ?", VISION)
    page = site.get(f"/en/statements/{statement_id}")
    assert page.status == 200
    assert "The captured document cannot be shown." in page.text
    assert "To cite it" in page.text


def test_memory_forgets_what_was_asked_for_longest_ago():
    made = []
    memory = Memory(room=10, weigh=len)

    def ask(key, size=4):
        return memory.get(key, lambda: made.append(key) or "x" * size)

    ask("a"), ask("b"), ask("a"), ask("c"), ask("a"), ask("b")
    assert made == ["a", "b", "c", "b"]
    assert memory.weight <= 10
    ask("large", 11)
    assert memory.weight <= 10


def test_memory_makes_only_so_much_at_once():
    memory = Memory(room=10, weigh=len, at_once=1, patience=0.0)
    with pytest.raises(TooBusyError):
        memory.get("a", lambda: memory.get("b", lambda: "x"))
    assert memory.get("b", lambda: "x") == "x"


def test_memory_does_not_keep_what_is_refused():
    memory = Memory(room=10, weigh=len)
    assert memory.get("a", lambda: "bad", lambda _: False) == "bad"
    assert memory.get("a", lambda: "good") == "good"
