"""Evidence for and against a heading: the facts that are looked for, and what each weighs.

The weights were set by hand on the evidence table of notes on 195 real pages (own line, type, list
below, numbering, position); a candidate is a heading from `ACCEPT` on.
"""

from __future__ import annotations

from enum import StrEnum

ACCEPT = 0.5


class Form(StrEnum):
    """How a heading stands on its line."""

    WHOLE = "whole line"
    LONG = "kind word with more words, over a list"
    RUN_IN = "content behind it on the line"


class Fact(StrEnum):
    """One observation about a candidate; its text is the reason that `--explain` prints."""

    EXACT = "the whole line is a heading"
    MISSPELT = "the whole line is a misspelt heading"
    ENGLISH = "the whole line is a heading in English"
    GLOSS = "gloss"
    ANNOUNCES = "ends as an announcement"
    PARENT_POLICY = "names a parent's policy"
    LIST_OR_QUOTE_BELOW = "list or quotation follows"
    LIST_BELOW = "list follows"
    SHORT_OVER_LIST = "short line over a list"
    OWN_KIND_ITEM = "an item that names its section's kind"
    GOES_ON = "goes on with the line above"
    GOES_ON_OVER_LIST = "goes on with the line above, but a list follows"
    RETURNS = "returns on the page"
    MANY_KINDS = "lists kinds"
    OPENS_LINE = "kind word opens the line"
    TYPE = "set off by type"
    BLANK_BEFORE = "blank line before"
    SENTENCE = "reads as a sentence"
    DEFINED = "what the word means follows"
    SENTENCE_SPACED = "reads as a sentence behind a space"
    SENTENCE_OVER_LIST = "reads as a sentence, but a list follows"
    FOREIGN = "names a parent body"
    LEADS_IN = "leads in to the section just opened"
    COLON = "colon, then content"
    QUOTED = "quotation follows on the line"
    SPACED = "content follows after a space"
    ONE_TEXT = "kind of one text"
    IN_COMPANY = "one of several such lines"
    BOLD_START = "bold at the start"
    PARAGRAPH = "begins a paragraph"
    UNDER_LABELS = "returns under numbered labels"
    APART = "stands apart"
    TEMPLATE = "menu or template"
    LINK_RUN = "one of a run of links"
    BULLETED = "bulleted"
    BULLET_LIST = "one of a bulleted list"
    UNDER_OWN_HEADING = "numbered under the heading of its kind"
    HEADING_NUMBERS = "continues the numbers of the headings"
    LIST_NUMBERS = "continues the numbers of a list"
    LIST_NUMBERS_OVER_LIST = "continues the numbers of a list, but has a gloss and a list of its own"


_PLACE = {
    Fact.APART: 0.1,
    Fact.TEMPLATE: -1.0,
    Fact.LINK_RUN: -0.8,
    Fact.BULLETED: -0.1,
    Fact.BULLET_LIST: -0.4,
    Fact.UNDER_OWN_HEADING: -1.0,
    Fact.HEADING_NUMBERS: 0.3,
    Fact.LIST_NUMBERS: -0.5,
    Fact.LIST_NUMBERS_OVER_LIST: -0.2,
    Fact.OWN_KIND_ITEM: -0.6,
}

WEIGHTS: dict[Form, dict[Fact, float]] = {
    Form.WHOLE: {
        **_PLACE,
        Fact.EXACT: 0.6,
        Fact.MISSPELT: 0.45,
        Fact.ENGLISH: 0.5,
        Fact.TYPE: 0.15,
        Fact.GLOSS: 0.15,
        Fact.ANNOUNCES: 0.1,
        Fact.PARENT_POLICY: -0.3,
        Fact.SENTENCE: -0.6,
        Fact.LIST_OR_QUOTE_BELOW: 0.15,
        Fact.GOES_ON: -0.35,
        Fact.GOES_ON_OVER_LIST: -0.15,
        Fact.RETURNS: 0.15,
        Fact.MANY_KINDS: -0.2,
    },
    Form.LONG: {
        **_PLACE,
        Fact.OPENS_LINE: 0.15,
        Fact.TYPE: 0.45,
        Fact.ANNOUNCES: 0.3,
        Fact.LIST_BELOW: 0.3,
        Fact.SHORT_OVER_LIST: 0.15,
        Fact.BLANK_BEFORE: 0.1,
        Fact.SENTENCE: -0.4,
        Fact.SENTENCE_OVER_LIST: -0.1,
        Fact.FOREIGN: -0.2,
        Fact.LEADS_IN: -0.6,
        Fact.GOES_ON: -0.35,
    },
    Form.RUN_IN: {
        **_PLACE,
        Fact.TYPE: 0.15,
        Fact.COLON: 0.6,
        Fact.QUOTED: 0.6,
        Fact.SPACED: 0.2,
        Fact.ONE_TEXT: 0.15,
        Fact.IN_COMPANY: 0.2,
        Fact.GLOSS: 0.2,
        Fact.BOLD_START: 0.15,
        Fact.PARAGRAPH: 0.15,
        Fact.UNDER_LABELS: 0.2,
        Fact.MANY_KINDS: -0.4,
        Fact.DEFINED: -1.0,
        Fact.LEADS_IN: -0.6,
        Fact.SENTENCE: -0.5,
        Fact.SENTENCE_SPACED: -0.4,
        Fact.GOES_ON: -0.3,
    },
}
"""What each fact weighs for each form; a fact that a form does not list weighs nothing there."""

_REASONS = {
    form: {fact: f"{weight:+.2f} {fact.value}" for fact, weight in weights.items()}
    for form, weights in WEIGHTS.items()
}
"""What `--explain` prints for each fact."""


def weigh(form: Form, facts: list[Fact]) -> tuple[float, tuple[str, ...]]:
    """Score of a candidate and the reasons for it, heaviest evidence as found."""
    score = sum(map(WEIGHTS[form].__getitem__, facts))
    return score, tuple(map(_REASONS[form].__getitem__, facts))
