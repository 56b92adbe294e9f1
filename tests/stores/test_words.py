import string
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pythainlp.corpus import thai_words
from pythainlp.tokenize import word_tokenize

from schemas.kinds import Kind
from stores.words import is_stopword, words
from tests.stores.factories import parsed

EDGES = string.whitespace + string.punctuation + "\u00a0–“”"
SAMPLES = Path(__file__).resolve().parents[2] / "raw" / "samples"
TEXT = "จัดการศึกษาให้ประชากรวัยเรียนทุกคนได้รับการศึกษาขั้นพื้นฐานอย่างทั่วถึงและมีคุณภาพ"


def tokens(text):
    """The words by pythainlp's own cutter, in Python."""
    found = word_tokenize(text, engine="newmm", keep_whitespace=False)
    bare = (token.strip(EDGES).casefold() for token in found)
    return [token for token in bare if any(map(str.isalnum, token))]


def test_words_are_those_of_pythainlp():
    assert words(TEXT) == tokens(TEXT)


@given(st.lists(st.sampled_from(sorted(thai_words())[::500]), min_size=1, max_size=12))
def test_every_letter_stands_in_a_word(chosen):
    text = "".join(chosen)
    letters = [char for char in text.casefold() if char.isalnum()]
    assert [char for word in words(text) for char in word if char.isalnum()] == letters


def test_most_sentences_are_cut_as_pythainlp_cuts_them():
    texts = [path.read_text("utf-8") for path in SAMPLES.glob("*.txt")]
    lines = [line for text in texts for line in text.splitlines() if len(line) > 20]
    same = [line for line in lines if words(line) == tokens(line)]
    assert len(lines) > 20
    assert len(same) >= 0.95 * len(lines)


def test_a_long_text_is_cut_at_a_space_into_pieces():
    text = " ".join([TEXT] * 20)
    assert words(text) == words(TEXT) * 20


def test_punctuation_and_case_are_folded():
    assert words("SMART School (4.0) “ดี” – ... ๒๕๖๖") == ["smart", "school", "4.0", "ดี", "๒๕๖๖"]


@pytest.mark.parametrize("text", ["1" * 100_000, "๑" * 100_000, "ก" * 100_000, "กขคง" * 5_000, "ะ" * 100_000])
def test_no_text_takes_long(text):
    start = time.monotonic()
    words(text)
    assert time.monotonic() - start < 5


def test_stopwords_only_serve_the_grammar():
    assert is_stopword("และ")
    assert not is_stopword("การศึกษา")


def test_terms_count_words(desk):
    desk.load("a.html", parsed((Kind.VISION, "การศึกษาและการศึกษา")))
    (statement,) = desk.rows("statements")
    terms = {row["term"]: (row["count"], row["is_stopword"]) for row in desk.rows("terms")}
    assert terms == {"การศึกษา": (2, False), "และ": (1, True)}
    assert {row["statement_id"] for row in desk.rows("terms")} == {statement["statement_id"]}


def test_no_data_folder_is_made(tmp_path):
    code = "from stores.words import words; print(len(words('การศึกษา')))"
    environment = {"HOME": str(tmp_path), "PATH": "/usr/bin"}
    shown = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment
    )
    assert shown.stdout == "1\n"
    assert list(tmp_path.iterdir()) == []
