"""The vocabulary: every word of headings.yaml is one kind's, is as printed, and is read as that kind."""

import re
from collections import Counter
from importlib import resources

import pytest
import yaml

from parsers.heading_scan import scan_heading
from parsers.lexicon import compile_lexicon, lexicon
from parsers.parse import read_document
from parsers.thai import normalise
from schemas.kinds import THAI_NAMES, Kind
from schemas.matching import matching_key
from tests.parsers.pages import golden_inputs

DATA = yaml.safe_load(resources.files("parsers").joinpath("headings.yaml").read_bytes())
THAI = [(phrase, Kind(kind)) for kind, words in DATA["kinds"].items() for phrase in words["phrases"]]
ENGLISH = [(phrase, Kind(kind)) for kind, words in DATA["kinds"].items() for phrase in words["english"]]
PATTERNS = ("noise", "page_furniture", "navigation", "signatures")
LISTS = {name: words for name, words in DATA.items() if isinstance(words, list) and name not in PATTERNS}
HINTED = [entry for name in PATTERNS for entry in DATA[name] if isinstance(entry, dict)]


def test_every_kind_but_other_has_words():
    assert set(DATA["kinds"]) == {kind.value for kind in Kind} - {"other"}
    assert all(words["phrases"] and words["english"] for words in DATA["kinds"].values())


def test_the_name_of_a_kind_is_among_its_words():
    names = {kind: name for kind, name in THAI_NAMES.items() if kind is not Kind.OTHER}
    assert {kind: scan_heading(name).kind for kind, name in names.items()} == {kind: kind for kind in names}


@pytest.mark.parametrize("words", [THAI, ENGLISH], ids=["Thai", "English"])
def test_no_word_is_of_two_kinds(words):
    kinds: dict[str, set[Kind]] = {}
    for phrase, kind in words:
        kinds.setdefault(matching_key(phrase), set()).add(kind)
    assert {key: found for key, found in kinds.items() if len(found) > 1} == {}


def test_every_word_is_written_as_pages_are_normalised():
    words = [phrase for phrase, _ in THAI] + [word for name in LISTS for word in LISTS[name]]
    assert [word for word in words if normalise(word).text != word or word != word.strip()] == []


def test_every_thai_word_alone_on_a_line_is_a_heading_of_its_kind():
    wrong = []
    for phrase, kind in THAI:
        scan = scan_heading(phrase)
        if scan is None or scan.kind is not kind or not (scan.whole or scan.number):
            wrong.append((phrase, kind, scan))
    assert wrong == []


def test_every_english_word_alone_on_a_line_is_a_heading_of_its_kind():
    wrong = []
    for phrase, kind in ENGLISH:
        for written in (phrase, phrase.upper(), phrase.title() + " :"):
            scan = scan_heading(written)
            if scan is None or scan.kind is not kind or not scan.whole:
                wrong.append((written, kind, scan))
    assert wrong == []


def test_every_thai_word_with_a_number_is_a_label():
    wrong = []
    for phrase, kind in THAI:
        if kind is Kind.BACKGROUND or phrase.endswith("ที่"):
            continue
        scan = scan_heading(f"{phrase}ที่ 2 พัฒนาครู")
        if scan is None or (scan.kind, scan.number) != (kind, "2"):
            wrong.append((phrase, kind, scan))
    assert wrong == []


def test_every_thai_word_with_a_colon_has_content_behind_it():
    wrong = []
    for phrase, kind in THAI:
        line = f"{phrase} : พัฒนาครูให้ดี"
        scan = scan_heading(line)
        if scan is None or scan.kind is not kind or line[scan.end :].strip() != "พัฒนาครูให้ดี":
            wrong.append((phrase, kind, scan))
    assert wrong == []


def test_a_gloss_never_changes_the_kind():
    for thai, kind in (("วิสัยทัศน์", Kind.VISION), ("พันธกิจ", Kind.MISSION), ("กลยุทธ์", Kind.STRATEGY)):
        for phrase, _ in ENGLISH:
            scan = scan_heading(f"{thai} ({phrase.title()})")
            assert (scan.kind, scan.whole) == (kind, True), phrase


def test_every_modifier_leaves_a_heading_a_heading():
    wrong = [word for word in LISTS["modifiers"] if not scan_heading(f"เป้าประสงค์{word}").whole]
    assert wrong == []


def test_every_announcement_is_one():
    wrong = [word for word in LISTS["announcements"] if not scan_heading(f"พันธกิจ {word}").announced]
    assert wrong == []


def test_every_counted_word_counts():
    wrong = [word for word in LISTS["counted"] if scan_heading(f"วัฒนธรรมองค์กร 4 {word}").count != 4]
    assert wrong == []


@pytest.mark.parametrize("name", LISTS)
def test_no_list_is_empty(name):
    assert LISTS[name]


def test_no_phrase_stands_twice():
    assert [word for word, count in Counter(THAI + ENGLISH).items() if count > 1] == []


def test_no_list_holds_a_word_twice():
    twice = {
        name: [word for word, count in Counter(words).items() if count > 1] for name, words in LISTS.items()
    }
    assert {name: words for name, words in twice.items() if words} == {}


def test_a_word_added_is_known_everywhere_at_once():
    more = {**DATA, "kinds": {**DATA["kinds"], "motto": {"phrases": ["คำคม"], "english": ["saying"]}}}
    words = compile_lexicon(more, "test")
    assert words.kind_of[matching_key("คำคม")] is Kind.MOTTO
    assert words.core.match("คำคม")
    assert words.english.match("Saying")


def test_the_version_names_the_very_list():
    assert lexicon().version
    assert compile_lexicon(DATA, "another").version == "another"


@pytest.mark.parametrize("name", PATTERNS)
def test_a_pattern_is_anchored_or_says_which_word_it_cannot_do_without(name):
    for entry in DATA[name]:
        if isinstance(entry, dict):
            assert set(entry) == {"with", "pattern"}
            assert entry["with"]
        else:
            assert entry.startswith("^")


def test_no_pattern_matches_without_one_of_its_words():
    pages = [page for page in golden_inputs() if page.suffix in (".html", ".txt", ".docx")]
    documents = (read_document(page.read_bytes(), name=page.name) for page in pages)
    texts = {block.text.lower() for document in documents for block in document.blocks}
    for entry in HINTED:
        pattern = re.compile(entry["pattern"])
        assert [
            text for text in texts if pattern.search(text) and not any(word in text for word in entry["with"])
        ] == []
