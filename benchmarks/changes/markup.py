"""The same page in mark-up of other looks: case of tags, order of attributes, comments."""

from __future__ import annotations

import re
from random import Random

from benchmarks.changes.change import Rewrite, Source, changed, html_change
from benchmarks.changes.tokens import Token, TokenKind, map_tags, tokens

_TAG_NAME = re.compile(r"^</?[a-zA-Z][\w:-]*")
_ATTRIBUTE = re.compile(r"""[^\s=<>"'/]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]+))?""")
_COMMENT_SHARE = 0.15
_COMMENTS = (
    "<!-- -->",
    "<!-- วิสัยทัศน์ : ข้อความในหมายเหตุของผู้เขียน -->",
    "<!-- <p>พันธกิจ</p> -->",
    "<!--\n1. จัดทำโดยโปรแกรม\n-->",
)


def _case(*, upper: bool) -> Rewrite:
    def name(match: re.Match[str]) -> str:
        return match[0].upper() if upper else match[0].lower()

    return lambda source, _: changed(
        source, map_tags(source.text, lambda tag: _TAG_NAME.sub(name, tag.text, count=1))
    )


def _attributes(source: Source, chance: Random) -> str:
    return changed(source, map_tags(source.text, lambda tag: _shuffled(tag.text, chance)))


def _shuffled(tag: str, chance: Random) -> str:
    name = _TAG_NAME.match(tag)
    if name is None or tag.startswith("</"):
        return tag
    end = "/>" if tag.endswith("/>") else ">"
    inside = tag[name.end() : len(tag) - len(end)]
    if _ATTRIBUTE.sub("", inside).strip():
        return tag
    attributes = _ATTRIBUTE.findall(inside)
    chance.shuffle(attributes)
    if attributes and end == "/>":
        end = " />"
    return " ".join([name[0], *attributes]) + end


def _comments(source: Source, chance: Random) -> str:
    parts = tokens(source.text)
    body = next((index for index, part in enumerate(parts) if part.name == "body"), len(parts))
    return changed(
        source,
        "".join(
            [part.text if index <= body else _commented(part, chance) for index, part in enumerate(parts)]
        ),
    )


def _commented(part: Token, chance: Random) -> str:
    if part.kind in (TokenKind.RAW, TokenKind.TITLE) or chance.random() > _COMMENT_SHARE:
        return part.text
    comment = chance.choice(_COMMENTS)
    if part.kind is TokenKind.TEXT and part.text.strip() and "&" not in part.text:
        at = chance.randrange(len(part.text))
        return part.text[:at] + comment + part.text[at:]
    return comment + part.text


CHANGES = (
    html_change("tags in upper case", _case(upper=True)),
    html_change("tags in lower case", _case(upper=False)),
    html_change("attributes in another order", _attributes),
    html_change("comments put in", _comments),
)
