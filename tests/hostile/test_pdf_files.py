"""Hostile PDF files: an error finding with a code, never an exception, never a quiet loss."""

import time

import pytest

from parsers.parse import read_document
from parsers.readers.pdf_open import MAX_PAGES
from schemas.codes import HOLDING_CODES, FindingCode, Severity
from tests.hostile import pdf_files as made


def errors(document):
    return [each.code for each in document.findings if each.severity is Severity.ERROR]


def read(data):
    document = read_document(data, name="page.pdf")
    assert document.blocks or errors(document), "empty without a word"
    assert set(errors(document)) <= HOLDING_CODES
    return document


def codes(document):
    return {each.code for each in document.findings}


def test_a_sound_file_has_no_finding():
    document = read(made.plain(3))
    assert len(document.blocks) == document.page_count == 3
    assert document.findings == ()


@pytest.mark.parametrize("data", [made.no_pages(), made.no_catalog(), made.loop(), b"%PDF-1.7\n", b"%PDF-"])
def test_a_file_without_pages_is_damaged(data):
    assert errors(read(data)) == [FindingCode.DAMAGED]


def test_the_empty_password_is_tried():
    assert read(made.encrypted()).blocks[0].text == "Vision: schools near every home"
    assert errors(read(made.encrypted(b"secret"))) == [FindingCode.ENCRYPTED]


def test_a_million_pages_are_refused_at_once():
    started = time.process_time()
    document = read(made.lying_count(1_000_000))
    assert errors(document) in ([FindingCode.PAGE_LIMIT], [FindingCode.DAMAGED])
    assert time.process_time() - started < 5


def test_pages_that_are_not_there_are_named():
    document = read(made.lying_count(5))
    assert len(document.blocks) == 1
    assert document.page_count == 1 or FindingCode.DAMAGED in codes(document)


def test_more_pages_than_the_limit():
    assert errors(read(made.plain(MAX_PAGES + 1))) == [FindingCode.PAGE_LIMIT]


def test_a_page_without_its_content_is_named():
    document = read(made.missing_content())
    assert any(each.message.startswith("pages 2 of 2") for each in document.findings)


def test_a_page_that_the_tree_does_not_name():
    assert FindingCode.DAMAGED in codes(read(made.hidden_page()))


def test_a_page_that_the_tree_names_twice():
    assert FindingCode.DAMAGED in codes(read(made.loop_of_two()))


@pytest.mark.parametrize("place", [100, 300])
def test_a_byte_too_many_or_too_few_moves_the_list_of_objects(place):
    data = made.plain()
    for damaged in (data[:place] + b" " + data[place:], data[:place] + data[place + 1 :]):
        assert FindingCode.DAMAGED in codes(read(damaged))
    assert read(b"mail\n\n" + data).findings == (), "places count from the header"


def test_damage_inside_a_packed_stream_is_seen():
    assert FindingCode.DAMAGED in codes(read(made.broken_content()))


@pytest.mark.parametrize("share", [0.3, 0.6, 0.9, 0.99])
def test_a_file_cut_short_is_seen(share):
    data = made.plain(5)
    assert FindingCode.DAMAGED in codes(read(data[: int(len(data) * share)]))


def test_a_bomb_of_blanks_is_read_within_bounds():
    started = time.process_time()
    read(made.flate_bomb(50 * made.MIB))
    assert time.process_time() - started < 20


def test_nested_forms_end():
    started = time.process_time()
    read(made.nested_forms(12))
    assert time.process_time() - started < 20


def test_scans_need_ocr():
    assert errors(read(made.scan(2))) == [FindingCode.NEEDS_OCR]
    stamped = read(made.scan(2, b"BT /F1 10 Tf 290 30 Td (2) Tj ET"))
    assert errors(stamped) == [FindingCode.NEEDS_OCR]


def test_some_pages_that_are_scans_are_named():
    document = read(made.mixed())
    assert errors(document) == []
    (found,) = (each for each in document.findings if each.code is FindingCode.NEEDS_OCR)
    assert "pages 2 of 2" in found.message
    assert "tesseract-ocr-tha" in found.message


def test_a_garbled_layer_is_no_text():
    document = read(made.garbled())
    assert document.blocks == ()
    assert errors(document) == [FindingCode.NEEDS_OCR]
    assert FindingCode.GARBLED in codes(document)
