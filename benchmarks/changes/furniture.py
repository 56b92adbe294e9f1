"""Things put at the top of a page that are not its content: a menu of all kinds, another body's banner."""

from __future__ import annotations

import re
from random import Random
from typing import Final

from benchmarks.changes.change import Change, LeftOut, Rewrite, Source, html_change
from benchmarks.changes.glosses import GLOSSES

_BODY = re.compile(r"<body\b[^>]*>", re.IGNORECASE)
_BODIES: Final = ("กระทรวงศึกษาธิการ", "กระทรวงมหาดไทย", "กระทรวงสาธารณสุข")
_VISIONS: Final = (
    "คนไทยทุกคนเข้าถึงบริการที่ดี มีความรู้คู่ความสุข",
    "บริการด้วยใจ โปร่งใสทุกขั้นตอน ประชาชนเชื่อมั่น",
    "สังคมแห่งโอกาส ประเทศแห่งความเท่าเทียม",
)


def at_top(source: Source, text: str) -> str:
    """The source with a text as the first thing of its body. Raises LeftOut for a page without one."""
    if not source.is_html:
        return f"{text}\n\n{source.text}"
    if not _BODY.search(source.text):
        raise LeftOut("it has no <body>")
    return _BODY.sub(lambda body: f"{body[0]}\n{text}\n", source.text, count=1)


def _menu(before: str, behind: str) -> Rewrite:
    links = "".join(f'<li><a href="page{number}.html">{word}</a></li>' for number, word in enumerate(GLOSSES))
    return lambda source, _: at_top(source, f"{before}<ul>{links}</ul>{behind}")


def _banner(source: Source, chance: Random) -> str:
    body, vision = chance.choice(_BODIES), chance.choice(_VISIONS)
    line = f"วิสัยทัศน์{body} : “{vision}”"
    return at_top(source, f'<div class="top">{line}</div>' if source.is_html else line)


def _banner_of_two_lines(source: Source, chance: Random) -> str:
    head, vision = f"วิสัยทัศน์{chance.choice(_BODIES)}", chance.choice(_VISIONS)
    return at_top(source, f"<p>{head}</p><p>“{vision}”</p>" if source.is_html else f"{head}\n“{vision}”")


CHANGES = (
    html_change("menu of all kinds, in nav", _menu("<nav>", "</nav>")),
    html_change("menu of all kinds, in a div", _menu("<div>", "</div>")),
    Change("banner with another body's vision", _banner),
    Change("banner with another body's vision in two lines", _banner_of_two_lines),
)
