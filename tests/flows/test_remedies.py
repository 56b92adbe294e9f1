"""Remedies in both languages: whole, the same commands in both, nothing left over."""

import re
from importlib.resources import files

import pytest
import yaml

from flows.remedies import manual, remedy
from schemas.codes import CheckStatus, FindingCode, OutcomeStatus
from schemas.vocabulary import Language

PARTS = {"outcomes": OutcomeStatus, "checks": CheckStatus, "codes": FindingCode}
CODES = [code for codes in PARTS.values() for code in codes]
COMMAND = re.compile("`[^`]+`")
THAI = re.compile("[\u0e01-\u0e2e]")


def test_the_file_has_every_code_and_nothing_else():
    written = yaml.safe_load((files("flows") / "remedies.yaml").read_text("utf-8"))
    assert {part: set(said) for part, said in written.items()} == {
        part: {code.value for code in codes} for part, codes in PARTS.items()
    }
    assert [both for said in written.values() for both in said.values() if set(both) != {"en", "th"}] == []


@pytest.mark.parametrize("code", CODES, ids=lambda code: f"{type(code).__name__}-{code}")
def test_both_languages_ask_for_the_same_commands(code):
    english, thai = remedy(code), remedy(code, Language.TH)
    assert not THAI.search(english)
    assert THAI.search(thai)
    assert sorted(COMMAND.findall(english)) == sorted(COMMAND.findall(thai))
    assert 8 <= len(thai) <= 200


def test_english_is_what_is_said_unless_thai_is_asked_for():
    assert remedy(FindingCode.GONE) == remedy(FindingCode.GONE, Language.EN)
    assert not THAI.search(manual())
