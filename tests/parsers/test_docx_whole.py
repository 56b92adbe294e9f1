"""Nothing of a Word document is lost: raw `w:t` text, python-docx as a second reader."""

import io
import re
import zipfile
from collections import Counter
from pathlib import Path

import docx as python_docx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from parsers.readers.docx import read_docx
from schemas.codes import FindingCode
from tests.office import W_NS, docx, lists, lvl, p, r, tbl, tc

SHARED = Path(__file__).resolve().parents[3] / "shared"
FILES = sorted([*SHARED.glob("corpus/pages/*.docx"), *SHARED.glob("real/*.docx")])
each_file = pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
needs_files = pytest.mark.skipif(not FILES, reason="../shared is not beside the project")
NUMBERS = lists(lvl("%1.") + lvl("%1.%2", at=1))


def letters(text):
    return Counter("".join(re.sub("[\u00ad\u200b-\u200f\u2060\ufeff]", "", text).split()))


def raw_text(data):
    """All `w:t` of the main part, in order."""
    root = etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml"))
    return "".join(node.text or "" for node in root.iter(f"{{{W_NS}}}t"))


@needs_files
@each_file
def test_every_letter_of_a_file_is_in_a_block(path):
    data = path.read_bytes()
    document = read_docx(data)
    assert not document.findings
    assert letters("".join(block.text for block in document.blocks if block.chrome == 0)) == letters(
        raw_text(data)
    )
    assert [block.text for block in document.blocks] == [block.text.strip() for block in document.blocks]


def second_reading(data):
    """Lines of paragraphs and cells as python-docx gives them, in document order."""
    seen = set()

    def inside(container):
        for part in container.iter_inner_content():
            if isinstance(part, python_docx.table.Table):
                for cell in (cell for row in part.rows for cell in row.cells):
                    if cell._tc not in seen:  # a merged cell comes once for each cell it covers
                        seen.add(cell._tc)
                        yield from inside(cell)
            else:
                yield from (line for line in re.split(r"[\n\f\v]", part.text) if line.strip())

    return list(inside(python_docx.Document(io.BytesIO(data))))


@needs_files
@each_file
def test_python_docx_reads_the_same_lines(path):
    data = path.read_bytes()
    ours = [block.text for block in read_docx(data).blocks if block.chrome == 0]
    assert ours == [line.strip() for line in second_reading(data)]


WORDS = st.text(st.sampled_from("กขคงจ าิี่้ abc12 "), min_size=1, max_size=12)
PARAGRAPH = st.builds(
    lambda text, style, number: p(r(text), style, number),
    WORDS,
    st.sampled_from(["", "H1", "Title"]),
    st.sampled_from([None, 1]),
)
LINES = st.lists(PARAGRAPH, min_size=1, max_size=4).map("".join)
CELLS = st.builds(
    tc,
    LINES,
    st.integers(1, 3),
    st.sampled_from(["", "restart", "continue"]),
)
TABLE = st.lists(st.lists(CELLS, min_size=1, max_size=3), min_size=1, max_size=3).map(lambda rows: tbl(*rows))
BODY = st.lists(st.one_of(LINES, TABLE, TABLE.map(lambda table: tbl([tc(table)]))), max_size=4).map("".join)


@given(BODY)
def test_whatever_is_written_is_read_in_order(body):
    data = docx(body, numbering=NUMBERS)
    document = read_docx(data)
    assert "".join("".join(block.text for block in document.blocks).split()) == "".join(
        raw_text(data).split()
    )
    assert {each.code for each in document.findings} <= {FindingCode.EMPTY}
    assert read_docx(data) == document


@given(BODY)
def test_cells_lie_on_the_grid_of_their_table(body):
    for block in read_docx(docx(body, numbering=NUMBERS)).blocks:
        if block.cell is not None:
            assert block.cell.row >= 0
            assert block.cell.column >= 0
            assert block.cell.row_span >= 1
            assert block.cell.column_span >= 1
