import subprocess
import sys
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pythainlp.corpus import thai_words
from pythainlp.tokenize import word_tokenize
from pythainlp.util import Trie

from schemas.kinds import Kind
from stores.words import _dictionary, is_stopword, words
from tests.stores.factories import parsed

TEXT = "จัดการศึกษาให้ประชากรวัยเรียนทุกคนได้รับการศึกษาขั้นพื้นฐานอย่างทั่วถึงและมีคุณภาพ"


def test_words_are_those_of_pythainlp():
    assert words(TEXT) == word_tokenize(TEXT, engine="newmm-safe")


@pytest.fixture(scope="module")
def trie():
    return Trie(thai_words())


@given(st.text(st.sampled_from("กขคงนมรสอเแไาำิีุู่้์ๆ 1a"), max_size=30), st.integers(0, 30))
def test_the_dictionary_answers_as_pythainlps(trie, text, start):
    assert _dictionary().prefixes(text, start) == trie.prefixes(text, start)


def test_the_dictionary_knows_every_word(trie):
    for word in list(thai_words())[::50]:
        for text in (word, word + "การ", word[:-1]):
            assert _dictionary().prefixes(text) == trie.prefixes(text)


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
