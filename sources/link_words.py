"""The words of links as data: `links.yaml`, compiled once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import yaml

from schemas.matching import matching_key


@dataclass(frozen=True, slots=True)
class Group:
    """Words (as matching keys) of one meaning, and what a link that says one of them is worth."""

    name: str
    weight: float
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class LatinWord:
    """A pattern for small Latin letters in texts and paths, and its worth."""

    pattern: re.Pattern[str]
    weight: float


@dataclass(frozen=True, slots=True)
class Cue:
    """A pattern of words for texts without spaces, and what it adds to a link's worth."""

    pattern: re.Pattern[str]
    weight: float


@dataclass(frozen=True, slots=True)
class LinkWords:
    """All that `links.yaml` says."""

    groups: tuple[Group, ...]
    """Plans, pages about the office, shelves."""
    away: Cue
    others: Cue
    latin: tuple[LatinWord, ...]
    away_latin: re.Pattern[str]
    bare: frozenset[str]
    entrance: re.Pattern[str]
    """What a splash page says of the way in, without spaces."""
    places: tuple[tuple[str, re.Pattern[str]], ...]
    ignored_parameters: frozenset[str]
    session_parameters: frozenset[str]
    trap_parameters: frozenset[str]
    trap_paths: re.Pattern[str]
    not_documents: frozenset[str]
    documents: frozenset[str]
    shared_domains: frozenset[str]
    shared_paths: tuple[tuple[str, int], ...]
    """Hosts of many sites, and how many parts of the path tell one from another."""
    thai_suffixes: frozenset[str]
    menu_script: re.Pattern[str]
    """A script file that holds a menu, by its name."""


def _lower(words: list[str]) -> frozenset[str]:
    return frozenset(word.lower() for word in words)


def _group(name: str, data: dict[str, Any]) -> Group:
    return Group(name, float(data["weight"]), frozenset(matching_key(word) for word in data["words"]))


def _cue(data: dict[str, Any]) -> Cue:
    return Cue(re.compile("|".join(data["words"])), float(data["weight"]))


def _token(words: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(re.escape(word) for word in words))


@cache
def link_words() -> LinkWords:
    """The words of the package's own `links.yaml`."""
    data = yaml.safe_load(resources.files("sources").joinpath("links.yaml").read_text("utf-8"))
    return LinkWords(
        groups=tuple(_group(name, data[name]) for name in ("plans", "about", "shelves")),
        away=_cue(data["away"]),
        others=_cue(data["others"]),
        latin=tuple(LatinWord(re.compile(one["pattern"]), float(one["weight"])) for one in data["latin"]),
        away_latin=re.compile(data["away"]["latin"]),
        bare=frozenset(matching_key(word) for word in data["bare"]),
        entrance=_token([matching_key(word) for word in data["entrance"]]),
        places=tuple((name, _token(words)) for name, words in data["places"].items()),
        ignored_parameters=_lower(data["ignored_parameters"]),
        session_parameters=_lower(data["session_parameters"]),
        trap_parameters=_lower(data["trap_parameters"]),
        trap_paths=re.compile(data["trap_paths"], re.IGNORECASE),
        not_documents=_lower(data["not_documents"]),
        documents=_lower(data["documents"]),
        shared_domains=_lower(data["shared_domains"]),
        shared_paths=tuple(data["shared_paths"].items()),
        thai_suffixes=_lower(data["thai_suffixes"]),
        menu_script=re.compile(data["menu_scripts"]),
    )
