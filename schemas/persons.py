"""Names of persons in a text: an honorific and the name behind it, masked before anything is published.

A fence, not a reader: it errs on the side of masking where an honorific stands at the beginning of a
word and a given name and a surname follow. What is an ordinary word that only begins like an honorific
(นายก, นายจ้าง, นางรำ, เด็กชายแดน) is told by `persons.yaml`; คุณ, ครู, พระ and หลวง are never taken for
honorifics, since most of what begins so in a text of an office is a word (คุณภาพ, ครูผู้สอน).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

PERSON_MASK = "[ชื่อบุคคล]"

_THAI = r"[ก-ฮะ-ฺเ-์]"
_FIRST = r"[ก-ฮเ-ไ]"
_SPACE = r"[ \t\r\n\u00a0\u2000-\u200b]{1,4}"
_LONGEST_NAME = 26
_LONGEST_ALONE = 15

_TITLES = (
    r"(?:ว่าที่[ ]?)?"
    r"(?:พล\.?อ\.?อ|พล\.?อ\.?ท|พล\.?อ\.?ต|พล\.?ร\.?อ|พล\.?ร\.?ท|พล\.?ร\.?ต|พล\.?ต\.?อ|พล\.?ต\.?ท|พล\.?ต\.?ต"
    r"|พ\.?ต\.?อ|พ\.?ต\.?ท|พ\.?ต\.?ต|ร\.?ต\.?อ|ร\.?ต\.?ท|ร\.?ต\.?ต|จ\.?ส\.?อ|จ\.?ส\.?ท|จ\.?ส\.?ต|พล\.?อ|พล\.?ท|พล\.?ต"
    r"|พ\.อ|พ\.ท|พ\.ต|ร\.อ|ร\.ท|ร\.ต|น\.อ|น\.ท|น\.ต|ด\.ต|ส\.ต\.อ|ส\.ต\.ท|ส\.ต\.ต|ส\.อ"
    r"|น\.?ส|ด\.?ช|ด\.?ญ|ม\.?ร\.?ว|ม\.ล|ดร|ผศ|รศ|ศ\.[ ]?ดร|นพ|พญ|ทพ|ทพญ|ภก|ภญ|สพ\.?ญ)\."
    r"(?:[ ]?(?:ดร|นพ|พญ|น\.ส)\.)?(?:[ ]?หญิง)?"
)
_RANKS = (
    r"(?:ว่าที่[ ]?)?"
    r"(?:พล(?:ตำรวจ|อากาศ|เรือ)?|พัน(?:ตำรวจ|จ่าอากาศ)?|ร้อย(?:ตำรวจ)?|นาวา(?:อากาศ)?|เรือ(?:อากาศ)?|จ่าสิบ(?:ตำรวจ)?|สิบ(?:ตำรวจ)?)"
    r"(?:เอก|โท|ตรี)(?:หญิง)?"
    r"|หม่อมราชวงศ์|หม่อมหลวง|ท่านผู้หญิง|คุณหญิง|ศาสตราจารย์(?:[ ]?ดร\.)?"
)
_WORDS = "นายแพทย์|แพทย์หญิง|นายสัตวแพทย์|นางสาว|เด็กชาย|เด็กหญิง|นาย|นาง"
_CHILDREN = frozenset({"เด็กชาย", "เด็กหญิง"})
_BEFORE = "|".join(
    rf"(?<={word})"
    for word in (
        "โดย",
        "ของ",
        "คือ",
        "และ",
        "ท่าน",
        "กับ",
        "ให้",
        "แก่",
        "ได้แก่",
        "ผู้อำนวยการ",
        "ประธาน",
        "นายก",
        "รัฐมนตรี",
    )
)
_LINEAGE = rf"{_SPACE}ณ{_SPACE}{_FIRST}{_THAI}{{1,25}}(?!{_THAI})"
_THAI_PERSON = rf"""
    (?:
        (?<!{_THAI})(?<!\.)(?P<rank>(?:{_TITLES}|{_RANKS})(?:{_SPACE})?(?:(?:นางสาว|นาย|นาง|หญิง)(?:{_SPACE})?)?)
      | (?P<inner>(?<={_THAI})(?:{_BEFORE}|(?=นางสาว)))?(?P<word>(?(inner)|(?<!{_THAI}))(?:{_WORDS}))
        (?:{_SPACE})?
    )
    (?P<given>{_FIRST}{_THAI}{{1,25}})(?!{_THAI})
    (?P<family>{_SPACE}(?:ณ{_SPACE})?(?P<surname>{_FIRST}{_THAI}{{1,80}}))?
    """
_ENGLISH = r"\b(?:Mr|Mrs|Ms|Miss|Dr)\.?[ ][A-Z][a-z]+(?:[ ][A-Z][a-z]+)?\b"
_HINTS = (
    "นาย",
    "นาง",
    ".",
    "เอก",
    "โท",
    "ตรี",
    "หม่อม",
    "หญิง",
    "เด็กชาย",
    "ศาสตราจารย์",
    "Mr",
    "Ms",
    "Miss",
    "Dr",
)


def mask_persons(text: str) -> tuple[str, int]:
    """The text with persons' names (honorific included) masked, and how many were."""
    if not any(hint in text for hint in _HINTS):
        return text, 0
    pieces, position = [], 0
    for start, end in _persons(text):
        pieces.append(text[position:start])
        position = end
    masked = PERSON_MASK.join([*pieces, text[position:]])
    return masked, len(pieces)


def _persons(text: str) -> Iterator[tuple[int, int]]:
    """Where a name stands, honorific included; one behind the other."""
    position = 0
    while found := _patterns().search(text, position):
        start, position = found.start(), found.start() + 1
        end = found.end() if found["english"] else _end(found)
        if end is not None:
            yield start, end
            position = end


@cache
def _patterns() -> re.Pattern[str]:
    """Compiled when a text first needs it: that takes as long as a small document's reading."""
    return re.compile(rf"(?:{_THAI_PERSON})|(?P<english>{_ENGLISH})", re.VERBOSE)


@cache
def _lineage() -> re.Pattern[str]:
    return re.compile(_LINEAGE)


def _end(found: re.Match[str]) -> int | None:
    """Where the name ends that may begin behind an honorific; None where it is no name."""
    words, given, honorific = _lexicon(), found["given"], found["word"] or ""
    if words.goes_on(given, honorific) or words.is_sentence(given):
        return None
    if found["surname"] and (length := words.surname_length(found["surname"])):
        end = found.start("surname") + length
        lineage = _lineage().match(found.string, end)
        return lineage.end() if lineage else end
    may_be_alone = found["rank"] or (
        found["inner"] is None and honorific not in _CHILDREN and given not in words.with_surname
    )
    return found.end("given") if may_be_alone and len(given) <= _LONGEST_ALONE else None


@dataclass(frozen=True, slots=True)
class _Lexicon:
    """The words of `persons.yaml`, by which names and other words are told apart."""

    compounds: dict[str, tuple[str, ...]]
    whole_words: dict[str, tuple[str, ...]]
    with_surname: frozenset[str]
    names: frozenset[str]
    beginnings: tuple[str, ...]
    sentence: tuple[str, ...]
    inside: tuple[str, ...]
    after_nayok: tuple[str, ...]
    not_after_nayok: tuple[str, ...]
    behind_surname: tuple[str, ...]

    def goes_on(self, given: str, honorific: str) -> bool:
        """Whether honorific and word are one longer word."""
        if honorific == "นาย" and given.startswith("ก"):
            rest = given[1:]
            return rest.startswith(self.not_after_nayok) or not rest.startswith(self.after_nayok)
        if given in self.whole_words.get(honorific, ()):
            return True
        return given.startswith(self.compounds.get(honorific, ())) and not self._is_known(given)

    def is_sentence(self, name: str) -> bool:
        """Whether what stands where a name would is something else."""
        begins = name.startswith(self.sentence) and not self._is_known(name)
        return begins or any(word in name for word in self.inside)

    def surname_length(self, run: str) -> int:
        """How much of a run of Thai letters is a surname; 0 where it is none."""
        ends = (place for place in range(2, len(run)) if run.startswith(self.behind_surname, place))
        length = next(ends, len(run))
        return 0 if length > _LONGEST_NAME or self.is_sentence(run[:length]) else length

    def _is_known(self, name: str) -> bool:
        return name in self.names or name.startswith(self.beginnings)


@cache
def _lexicon() -> _Lexicon:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    with files("schemas").joinpath("persons.yaml").open(encoding="utf-8") as file:
        raw = yaml.load(file, Loader=loader)  # noqa: S506  (a safe loader)
    return _Lexicon(
        compounds={honorific: tuple(words) for honorific, words in raw["compounds"].items()},
        whole_words={honorific: tuple(words) for honorific, words in raw["whole_words"].items()},
        with_surname=frozenset(raw["with_surname"]),
        names=frozenset(raw["names"]),
        beginnings=tuple(raw["beginnings"]),
        sentence=tuple(raw["sentence"]),
        inside=tuple(raw["inside"]),
        after_nayok=tuple(raw["after_nayok"]),
        not_after_nayok=tuple(raw["not_after_nayok"]),
        behind_surname=tuple(raw["behind_surname"]),
    )
