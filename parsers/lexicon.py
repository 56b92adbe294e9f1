"""The vocabulary of `headings.yaml`, compiled once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import yaml

from schemas.kinds import Kind
from schemas.matching import matching_key

THAI = "\u0e01-\u0e5b"


_Trie = dict[str, "_Trie"]
_END = ""


def alternation(words: Iterable[str]) -> str:
    """A pattern for any of the words, the longest that fits; a space stands for any run of spaces.

    Common beginnings are written once: a place where none of the words begins is left at its first letter.
    """
    trie: _Trie = {}
    for word in words:
        node = trie
        for letter in " ".join(word.split()):
            node = node.setdefault(r"\s+" if letter == " " else re.escape(letter), {})
        node[_END] = {}
    return _branches(trie)


def _branches(node: _Trie) -> str:
    longer = [letter + _group(below) for letter, below in sorted(node.items()) if letter]
    return "|".join([*longer, ""] if _END in node else longer)


def _group(node: _Trie) -> str:
    branches = _branches(node)
    return f"(?:{branches})" if "|" in branches else branches


BLANK = "".join(char for char in map(chr, range(0x3001)) if char.isspace())


@dataclass(frozen=True, slots=True)
class TailPattern:
    """A pattern that ends where the text does; only the last `reach` characters are looked at.

    It is tried where the text, but for the characters `behind`, ends in one of the `ends` of its words.
    """

    pattern: re.Pattern[str]
    reach: int
    ends: frozenset[str]
    end_length: int
    behind: str

    @classmethod
    def of(
        cls, words: Iterable[str], pattern: re.Pattern[str], reach: int, behind: str = BLANK
    ) -> TailPattern:
        """A pattern that matches one of the words with nothing but characters of `behind` after it."""
        last_words = [word.split()[-1] for word in words]
        length = min(map(len, last_words))
        return cls(pattern, reach, frozenset(word[-length:] for word in last_words), length, behind)

    def search(self, text: str) -> re.Match[str] | None:
        if text.rstrip(self.behind)[-self.end_length :] not in self.ends:
            return None
        return self.pattern.search(text, max(0, len(text) - self.reach))


@dataclass(frozen=True, slots=True)
class HintedPattern:
    """A pattern that is searched for only in texts with one of the words that it cannot do without."""

    hint: re.Pattern[str]
    pattern: re.Pattern[str]
    hints: tuple[str, ...]
    """Those words, or the beginning of those that have white space inside."""

    def search(self, text: str, start: int = 0) -> re.Match[str] | None:
        return self.pattern.search(text, start) if self.hint.search(text, start) else None


@dataclass(frozen=True, slots=True)
class Expectation:
    """What statements of a kind usually are: characters of a text, items of a section."""

    shortest: int = 1
    longest: int = 1000
    most: int = 1000


def _hinted(entries: Iterable[object]) -> HintedPattern:
    given = [entry for entry in entries if isinstance(entry, dict)]
    hints = sorted({word for entry in given for word in entry["with"]})
    blanks = [re.escape(word) for word in hints if not word.strip()]
    hint = "|".join([alternation(word for word in hints if word.strip()), *blanks])
    pattern = _any_of([entry["pattern"] for entry in given])
    short = tuple(word.split()[0] if word.strip() else word for word in hints)
    return HintedPattern(re.compile(hint), pattern, short)


def _anchored(entries: Iterable[object]) -> re.Pattern[str]:
    return _any_of([entry for entry in entries if isinstance(entry, str)])


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Phrases and the patterns made of them. All patterns expect normalised text with Arabic digits."""

    kind_of: dict[str, Kind]
    """Matching key of a Thai phrase or of an English heading -> kind."""
    kind_of_phrase: dict[str, Kind]
    """Thai phrase as written in the vocabulary -> kind."""
    core: re.Pattern[str]
    """A Thai kind phrase at a place; its kind is in `kind_of_phrase`."""
    core_at_end: TailPattern
    """A Thai kind phrase (group 1) that ends the text, but for a colon."""
    openings: frozenset[str]
    """The first two letters of each kind phrase and English heading, lower case."""
    english: re.Pattern[str]
    gloss: re.Pattern[str]
    modifier: re.Pattern[str]
    connective: re.Pattern[str]
    announcement: re.Pattern[str]
    counted: re.Pattern[str]
    lead_in_end: TailPattern
    sentence_follow: re.Pattern[str]
    defines: re.Pattern[str]
    inline_note: HintedPattern
    about_list: re.Pattern[str]
    english_label: re.Pattern[str]
    """A short English label (group 1) and its number (group 2)."""
    kind_of_label: dict[str, Kind]
    speaker: re.Pattern[str]
    level: re.Pattern[str]
    line_start: re.Pattern[str]
    """Signature, noise or navigation, each as the group of that name, that begins a lower-case line."""
    signer: re.Pattern[str]
    furniture_start: re.Pattern[str]
    furniture_inside: HintedPattern
    dimension: re.Pattern[str]
    open_end: TailPattern
    open_start: re.Pattern[str]
    wants_number: TailPattern
    item_start: re.Pattern[str]
    noise_start: re.Pattern[str]
    """Patterns of noise expect lower case; what parts pages is noise too."""
    noise_inside: HintedPattern
    parent: re.Pattern[str]
    sub_unit: re.Pattern[str]
    office: re.Pattern[str]
    office_name: re.Pattern[str]
    """The same without "of" before it, to be searched for in running text."""
    office_hint: re.Pattern[str]
    """What an office's name can begin with; quick to search for."""
    office_head: re.Pattern[str]
    superior: re.Pattern[str]
    """The name of an office over others, such as a ministry: `known`, or `head` and what follows, `own`."""
    name_end: re.Pattern[str]
    name_generic: re.Pattern[str]
    other_plan: re.Pattern[str]
    plan_word: re.Pattern[str]
    process_word: re.Pattern[str]
    fuzzy_keys: tuple[str, ...]
    """Keys of the phrases long enough to be found with a spelling error."""
    abbreviations: dict[str, str]
    """Short head of an office's name -> the head in full."""
    expectations: dict[Kind, Expectation]
    thai_letters: str
    version: str


def _gloss_pattern(english: list[str]) -> str:
    """English behind a Thai heading: anything in brackets, or a known heading word without them."""
    bracketed = r"[(\[]\s*[A-Za-z][A-Za-z &/,.'’:\-]*\s*[)\]]"
    return rf"\s*(?:{bracketed}|(?:{alternation(english)})(?![A-Za-z]))"


AREA_HEADS = ("สพป", "สพม", "สนง.เขต")
"""Short heads of the names of area offices."""


def _office_pattern(heads: list[str], not_heads: list[str]) -> str:
    guards = "".join(
        f"(?<!{word.removesuffix(head)}(?={head}))"
        for word in not_heads
        for head in heads
        if word.endswith(head)
    )
    name = rf"{guards}(?:{alternation(heads)})\s*[{THAI}.]{{2,70}}"
    tail = r"(?:\s*[-–]\s*[\u0e01-\u0e5b]{2,20})?(?:\s*เขต\s*(?:พื้นที่)?\s*\d{1,2})?"
    end = r"(?=\s*(?:$|[(\[:]|ประจำปี|ปี|ดังนี้|มี))"
    two_provinces = rf"สพม\s*\.?\s*[{THAI}.]{{2,40}}\s+[{THAI}]{{3,20}}{end}"
    short = rf"(?:สพป|สพม|สนง\.เขต)\s*\.?\s*[{THAI}.]{{2,40}}"
    number = rf"(?:\s*[-–]\s*[{THAI}]{{2,20}})?(?:\s*เขต\s*\d{{1,2}}|\s*\d{{1,2}})?"
    area = f"{two_provinces}|{short}{number}"
    place = rf"(?:\s+(?:อำเภอ|อ\.|จังหวัด|จ\.|กระทรวง|มหาวิทยาลัย|สังกัด)\s*[{THAI}]{{2,40}})*"
    return rf"(?:{area}|{name}{tail}){place}"


SHORT_HEAD = 4
"""Letters of a head that may as well be a syllable of another word."""


def _superior_pattern(known: list[str], heads: list[str], not_behind: list[str]) -> str:
    """One that is known, as a whole; of another what stands behind its head."""
    guards = "".join(f"(?<!{re.escape(word)})" for word in not_behind)
    begun = rf"(?={alternation([*heads, *known])}){guards}"
    other = rf"(?P<head>{alternation(heads)})(?P<own>[{THAI}]{{3,60}})"
    return rf"{begun}(?:(?P<known>{alternation(known)})|{other})"


def _short_head_guard(heads: list[str], before: list[str]) -> str:
    """What keeps a short head in running text from being cut out of a word: where a name may begin."""
    short = alternation([head for head in heads if len(head) <= SHORT_HEAD and "." not in head])
    places = "|".join(f"(?<={word})" for word in before)
    return rf"(?:(?!{_wrapped(short)})|(?<![{THAI}])|{places})"


def _wrapped(pattern: str) -> str:
    return f"(?:{pattern})"


TAIL = 48
"""Characters at the end of a text in which its last words are looked for."""


def _open_end(words: list[str], exceptions: list[str]) -> TailPattern:
    """An open word at the end of a text that is not the tail of one of the exceptions."""
    guards = "".join(f"(?<!{re.escape(word)})" for word in exceptions)
    pattern = re.compile(f"(?:{alternation(words)})${guards}")
    return TailPattern.of(words, pattern, max(map(len, words)) + 1, behind="\n")


def _any_of(patterns: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns))


def _any_named(**patterns: re.Pattern[str]) -> re.Pattern[str]:
    """Any of the patterns, the first that fits, as the group of its name."""
    return re.compile("|".join(f"(?P<{name}>{pattern.pattern})" for name, pattern in patterns.items()))


def compile_lexicon(data: dict[str, Any], version: str) -> Lexicon:
    """The lexicon of the parsed YAML; raises KeyError where a part is missing."""
    kind_of: dict[str, Kind] = {}
    kind_of_phrase: dict[str, Kind] = {}
    thai: list[str] = []
    english: list[str] = []
    for name, words in data["kinds"].items():
        kind = Kind(name)
        for phrase in words["phrases"]:
            kind_of[matching_key(phrase)] = kind_of_phrase[phrase] = kind
            thai.append(phrase)
        for phrase in words["english"]:
            kind_of[matching_key(phrase)] = kind
            english.append(phrase)

    named = _office_pattern(data["office_heads"], data["not_heads"])

    def one_of(name: str, before: str = "", after: str = "") -> re.Pattern[str]:
        return re.compile(f"{before}(?:{alternation(data[name])}){after}")

    return Lexicon(
        kind_of=kind_of,
        kind_of_phrase=kind_of_phrase,
        core=re.compile(alternation(thai)),
        core_at_end=TailPattern.of(
            thai, re.compile(rf"({alternation(thai)})\s*[:：]?$"), TAIL, behind=f"{BLANK}:："
        ),
        openings=frozenset(phrase[:2].lower() for phrase in (*thai, *english)),
        english=re.compile(rf"(?:{alternation(english)})(?![A-Za-z])", re.IGNORECASE),
        gloss=re.compile(_gloss_pattern(english), re.IGNORECASE),
        modifier=one_of("modifiers", r"\s*"),
        connective=one_of("connectives", r"\s*", r"\s*"),
        announcement=one_of("announcements", r"\s*", r"\s*[:：]?\s*(?=$|[^\u0e01-\u0e5b])"),
        counted=re.compile(
            r"\s*(?:มี|จำนวน|ใน|ประกอบด้วย|รวม|ทั้ง)*\s*(?:จำนวน)?\s*(\d{1,2})\s*"
            rf"(?:{alternation(data['counted'])})(?![\u0e30-\u0e3a\u0e47-\u0e4e])"
        ),
        lead_in_end=TailPattern.of(
            data["lead_in_ends"],
            one_of("lead_in_ends", "", r"\s*[:：;\-“\"]*\s*$"),
            TAIL,
            behind=f'{BLANK}:：;-“"',
        ),
        sentence_follow=one_of("sentence_follow", r"\s*"),
        defines=one_of("defines"),
        english_label=re.compile(
            rf"({alternation(list(data['english_labels']))})\s*(\d{{1,2}}(?:\.\d{{1,2}}){{0,3}})\s*[:.)\-–]*\s+"
        ),
        kind_of_label={label: Kind(kind) for label, kind in data["english_labels"].items()},
        speaker=one_of("speakers"),
        about_list=one_of("about_list"),
        level=re.compile(
            rf"\s*(?:การพัฒนา)?\s*(?:ของ)?\s*({alternation(data['levels'])})(?=\s*(?:$|[\s:：(\[“\"]))"
        ),
        line_start=_any_named(
            signature=_anchored(data["signatures"]),
            noise=_anchored([*data["noise"], *data["page_furniture"]]),
            navigation=_anchored(data["navigation"]),
        ),
        signer=one_of("signers", "^"),
        furniture_start=_anchored(data["page_furniture"]),
        furniture_inside=_hinted(data["page_furniture"]),
        inline_note=HintedPattern(
            one_of("inline_notes"),
            one_of("inline_notes", r"(?<=[\s)])", r"(?=\s|[:：])"),
            tuple(data["inline_notes"]),
        ),
        dimension=one_of("dimension"),
        open_end=_open_end(data["open_ends"], data["closed_ends"]),
        wants_number=TailPattern.of(data["wants_number"], one_of("wants_number", "", r"\s*$"), TAIL),
        open_start=one_of("open_starts", "^"),
        item_start=one_of("item_starts", "^"),
        noise_start=_anchored([*data["noise"], *data["page_furniture"]]),
        noise_inside=_hinted([*data["noise"], *data["page_furniture"]]),
        parent=one_of("parents", r"\s*(?:ของ)?\s*"),
        sub_unit=one_of(
            "sub_units",
            r"\s*(?:ของ)?\s*",
            rf"(?!{alternation(data['sub_unit_ends'])})[{THAI}]{{0,60}}",
        ),
        office_hint=re.compile(alternation([*data["office_heads"], *AREA_HEADS])),
        office_head=one_of("office_heads"),
        office=re.compile(rf"\s*(?:ของ)?\s*(?:{named})"),
        office_name=re.compile(_short_head_guard(data["office_heads"], data["before_names"]) + named),
        superior=re.compile(
            _superior_pattern(data["superiors"], data["superior_heads"], data["superior_not_behind"])
        ),
        name_end=one_of("name_ends"),
        name_generic=one_of("name_generic", r"\s*"),
        other_plan=one_of("other_plans"),
        plan_word=one_of("plan_words"),
        process_word=one_of("process_words"),
        fuzzy_keys=tuple(sorted({matching_key(phrase) for phrase in thai if len(matching_key(phrase)) >= 6})),
        abbreviations=data["abbreviations"],
        expectations={Kind(kind): Expectation(**given) for kind, given in data["expectations"].items()},
        thai_letters=data["thai_letters"],
        version=version,
    )


@cache
def lexicon() -> Lexicon:
    """The lexicon of the package's own `headings.yaml`."""
    import hashlib  # noqa: PLC0415

    data = resources.files("parsers").joinpath("headings.yaml").read_bytes()
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return compile_lexicon(yaml.load(data, Loader=loader), hashlib.sha256(data).hexdigest()[:12])  # noqa: S506
