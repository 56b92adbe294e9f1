"""Bytes decide what charset they are in; the label comes last."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.charset import codec_of, decode, decode_thai, html_label
from schemas.codes import FindingCode, Severity

THAI = "วิสัยทัศน์ “ห้องเรียนน่าอยู่” – พันธกิจ 1. ส่งเสริม…"
LABELS = [None, "utf-8", "tis-620", "windows-874", "iso-8859-1", "utf-16", "no-such-charset"]


def codes(decoded):
    return [(finding.code, finding.severity) for finding in decoded.findings]


@pytest.mark.parametrize("label", LABELS)
@pytest.mark.parametrize(
    ("codec", "charset"),
    [("utf-8", "utf-8"), ("utf-8-sig", "utf-8"), ("cp874", "cp874"), ("utf-16", "utf-16-le"),
     ("utf-16-le", "utf-16-le"), ("utf-16-be", "utf-16-be")],
)  # fmt: skip
def test_right_whatever_the_label(codec, charset, label):
    decoded = decode((THAI * 3).encode(codec), label)
    assert (decoded.text, decoded.charset) == (THAI * 3, charset)


def test_two_words_are_enough():
    for word in ("กลยุทธ์", "ค่านิยม", "ครู"):
        assert decode(word.encode("cp874")).text == word
        assert decode(word.encode()).text == word


def test_a_wrong_label_is_noted_a_right_one_is_not():
    wrong = (FindingCode.CHARSET_LABEL, Severity.INFO)
    assert wrong in codes(decode(THAI.encode("cp874"), "utf-8"))
    assert wrong in codes(decode(THAI.encode(), "tis-620"))
    assert codes(decode(THAI.encode("cp874"), "TIS-620")) == []
    assert codes(decode(THAI.encode(), "UTF8")) == []
    assert codes(decode(THAI.encode("utf-16"), "utf-16")) == []
    assert codes(decode(b"plain", "tis-620")) == []


def test_damaged_utf8_is_read_and_counted():
    data = THAI.encode()
    decoded = decode(data[:1] + data[3:] + b"\xe0\xb8")
    assert decoded.charset == "utf-8"
    assert "พันธกิจ" in decoded.text
    assert codes(decoded) == [(FindingCode.CHARSET, Severity.WARNING)]


def test_a_replacement_character_that_was_published_is_no_decoding_error():
    assert codes(decode("ส่งเสริ\ufffd".encode())) == []


def test_bytes_that_windows_874_leaves_open_are_kept():
    assert decode_thai(bytes([0xB7, 0x8B, 0xD2])) == "ท\uf70aา"
    assert [decode_thai(bytes([byte])) for byte in (0x81, 0x90, 0x98, 0x9F, 0xFC, 0xFE)] == [
        "\uf701", "\uf70f", "\uf710", "\uf717", "\uf718", "\uf71a",
    ]  # fmt: skip
    known = decode((THAI * 9).encode("cp874") + b"\xb7\x8b\xd2")
    assert codes(known) == [(FindingCode.CHARSET, Severity.INFO)]
    unknown = decode((THAI * 9).encode("cp874") + b"\xdb")
    assert codes(unknown) == [(FindingCode.CHARSET, Severity.WARNING)]
    assert unknown.text.endswith("\uf7db")


@given(st.binary())
def test_windows_874_loses_nothing(data):
    table = {decode_thai(bytes([byte])): byte for byte in range(256)}
    assert len(table) == 256
    assert bytes(table[char] for char in decode_thai(data)) == data


def test_a_lone_high_byte_is_no_thai():
    decoded = decode("© 2566 Office".encode("cp1252"), "iso-8859-1")
    assert (decoded.text, decoded.charset) == ("© 2566 Office", "cp1252")


def test_other_charsets_by_label_or_as_a_guess():
    assert decode("Übersicht älter".encode("cp1252"), "windows-1252").text == "Übersicht älter"
    assert decode("日本語の文書".encode("shift_jis"), "shift_jis").text == "日本語の文書"
    guess = decode(b"\xfc\xfd\xfe\xff \xdb\xdc")
    assert guess.charset == "cp1252"
    assert (FindingCode.CHARSET, Severity.WARNING) in codes(guess)


def test_nul_is_left_out_and_counted():
    decoded = decode("พันธ\x00กิจ".encode())
    assert decoded.text == "พันธกิจ"
    assert codes(decoded) == [(FindingCode.CHARSET, Severity.WARNING)]


@pytest.mark.parametrize(
    ("head", "label"),
    [
        (b'<meta charset="utf-8">', "utf-8"),
        (b"<META HTTP-EQUIV=Content-Type CONTENT='text/html; charset=TIS-620'>", "tis-620"),
        (b'<?xml version="1.0" encoding="windows-874"?>', "windows-874"),
        (b"<p>charset=utf-8</p>", None),
        (b" " * 5000 + b'<meta charset="utf-8">', None),
    ],
)
def test_label_in_the_page(head, label):
    assert html_label(head) == label


def test_names_of_codecs():
    thai = ["TIS-620", "windows-874", "x-windows-874", "ISO-8859-11", " 'tis620' "]
    assert {codec_of(label) for label in thai} == {"cp874"}
    assert codec_of("latin1") == "cp1252"
    assert [codec_of(label) for label in (None, "", "utf-7", "hex", "rot13", "nonsense")] == [None] * 6


@given(st.binary(max_size=200), st.sampled_from([*LABELS, "gb2312", "utf-7", "\x00"]))
def test_never_raises(data, label):
    decoded = decode(data, label)
    assert "\x00" not in decoded.text
    decoded.text.encode()


# Mojibake: text that was decoded wrongly before it was published.

SENTENCE = "พันธกิจ: ส่งเสริมและสนับสนุนการจัดการศึกษาขั้นพื้นฐานให้ทั่วถึง มีคุณภาพ"


@pytest.mark.parametrize(
    "scrambled",
    [
        SENTENCE.encode("cp874").decode("latin-1"),
        SENTENCE.encode("cp874").decode("cp1252"),
        SENTENCE.encode().decode("latin-1"),
        "".join(bytes([byte]).decode("cp874", "ignore") or chr(byte) for byte in SENTENCE.encode()),
    ],
    ids=["874 as latin-1", "874 as 1252", "utf-8 as latin-1", "utf-8 as 874"],
)
def test_mojibake_is_undone_and_said(scrambled):
    assert scrambled != SENTENCE
    decoded = decode(f"<p>{scrambled}</p>".encode())
    assert decoded.text == f"<p>{SENTENCE}</p>"
    assert codes(decoded) == [(FindingCode.TEXT_REPAIRED, Severity.INFO)]


@pytest.mark.parametrize(
    "sound",
    [
        SENTENCE,
        "เธอ เนื้อหา เน้น " * 20,
        "L'école où l'été s'achève à Besançon, déjà très âgée, señor Ñandú " * 5,
        "© 2566 – all rights reserved “quoted” " * 5,
    ],
)
def test_sound_text_is_left_alone(sound):
    decoded = decode(sound.encode())
    assert decoded.text == sound
    assert codes(decoded) == []
