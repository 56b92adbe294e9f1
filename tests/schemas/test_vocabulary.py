"""What the values of closed vocabularies say: whole, in both languages, nothing left over."""

import re
from enum import StrEnum
from importlib.resources import files

import pytest
import yaml

from schemas import codes
from schemas.columns import ColumnType
from schemas.kinds import Kind
from schemas.offices import Level
from schemas.tables import TABLES
from schemas.vocabulary import VOCABULARIES, Language, Meaning, meaning

VALUES = [value for values in VOCABULARIES for value in values]
WRITTEN = yaml.safe_load((files("schemas") / "vocabulary.yaml").read_text("utf-8"))
THAI = re.compile("[\u0e01-\u0e2e]")


def test_every_closed_vocabulary_is_there():
    of_codes = {
        one for one in vars(codes).values() if isinstance(one, type) and issubclass(one, StrEnum) and len(one)
    }
    assert {Kind, Level} | of_codes == set(VOCABULARIES)
    in_columns = {type(c.values[0]) for table in TABLES.values() for c in table.columns if c.values}
    assert in_columns <= set(VOCABULARIES)


def test_the_file_has_every_value_and_nothing_else():
    assert {name: set(said) for name, said in WRITTEN.items()} == {
        values.__name__: {value.value for value in values} for values in VOCABULARIES
    }
    assert [said for named in WRITTEN.values() for said in named.values() if set(said) != {"en", "th"}] == []


@pytest.mark.parametrize("value", VALUES, ids=lambda value: f"{type(value).__name__}-{value}")
def test_each_value_says_something_in_both_languages(value):
    said = meaning(value)
    assert 8 <= len(said.en) <= 140
    assert 4 <= len(said.th) <= 140
    assert said.en.endswith(".")
    assert said.en[0].isupper()
    assert THAI.search(said.th)
    assert not said.th.endswith(".")
    assert said.en == said.en.strip()
    assert said.th == said.th.strip()


@pytest.mark.parametrize("values", VOCABULARIES, ids=lambda values: values.__name__)
@pytest.mark.parametrize("language", Language)
def test_no_two_values_of_a_vocabulary_say_the_same(values, language):
    texts = [meaning(value).text(language) for value in values]
    assert len(set(texts)) == len(texts)


def test_a_value_is_told_from_one_of_another_vocabulary():
    assert meaning(codes.CoverageStatus.GONE) != meaning(codes.CheckStatus.GONE)
    assert Meaning("a", "b").text(Language.TH) == "b"
    with pytest.raises(KeyError):
        meaning(ColumnType.STRING)
