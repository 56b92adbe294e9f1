"""Seeded damage to the bytes of a sound document, and what may come of it.

What is asked of every damaged document, whatever its format:

1. no reader raises and no process dies (no PARSER_… finding);
2. a document without any block has an error finding;
3. it is held, or has a finding that the sound one has not, or has identical rows: kind, number, text and
   parent of each statement.

Packages and pictures (DOCX, ODT, PPTX, XLSX, PNG) carry checksums and must meet 3 to the letter. A PDF's
packed parts do so too, but the dictionaries between them are plain: another width or another font moves
letters, and nobody can tell. There rows may be other ones, but never fewer without a finding. In plain
formats (HTML, TXT, RTF, DOC) nobody can tell a changed letter from another letter, nor a line that is gone
from one that never was. There a *loss* is a statement of the sound document that the damage left whole in
the bytes, and that stands in no block of the reading, while no new finding says so: the reader lost it, and
that must never happen. What is left are texts that the damage hit itself, and items whose heading, number
or line end it hit, so that they are read, but as no statement: "fewer rows".
"""

import random
from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum

from engines.guard import Guard
from schemas.codes import HOLDING_CODES, FindingCode, Severity
from tests.hostile.cases import job, read_apart
from tests.hostile.sound_files import sound

PDFS = ("libreoffice.pdf", "chromium.pdf")
CHECKED = frozenset({"docx", "odt", "pptx", "xlsx", "png"})
"""Formats in which any damage can be told from the bytes."""
SAMPLE = (
    dict.fromkeys(("html", "txt", "docx", "odt", "rtf", "pptx", "xlsx"), 40)
    | dict.fromkeys(PDFS, 12)
    | {"png": 6, "doc": 2}
)
"""Mutations of `make test`."""
PROVED = dict.fromkeys(SAMPLE, 2_000) | {"doc": 100}
"""Mutations of `make prove`; LibreOffice takes over a second a file."""
_BROKEN = {
    FindingCode.PARSER_ERROR,
    FindingCode.PARSER_CRASH,
    FindingCode.PARSER_TIMEOUT,
    FindingCode.PARSER_MEMORY,
}


class Verdict(StrEnum):
    HELD = "held"
    SAME = "identical rows"
    FOUND = "other rows and a finding"
    CHANGED = "other rows, none fewer"
    FEWER = "fewer rows"
    LOST = "lost"


@dataclass
class Tally:
    """What came of many mutations of one format; `faults` say what must not be."""

    form: str
    verdicts: Counter[Verdict] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)


def mutated(data, chance):
    """A few places changed, blanked, cut out, doubled or filled with rubbish; one in ten cut off."""
    changed = bytearray(data)
    for _ in range(chance.choice((1, 1, 1, 2, 4))):
        if not changed:
            break
        at = chance.randrange(len(changed))
        length = chance.choice((1, 1, 2, 8, 64, 200))
        match chance.randrange(6):
            case 0:
                changed[at] = chance.randrange(256)
            case 1:
                changed[at] ^= 1 << chance.randrange(8)
            case 2:
                del changed[at : at + length]
            case 3:
                changed[at:at] = changed[at : at + length]
            case 4:
                changed[at:at] = chance.randbytes(length)
            case _:
                changed[at : at + length] = bytes(min(length, len(changed) - at))
    if chance.random() < 0.1:
        del changed[chance.randrange(len(changed) + 1) :]
    return bytes(changed)


def mutation(form, number):
    """The damaged document of a number: always the same bytes."""
    return mutated(sound(form), random.Random(f"{form} {number}"))


def tally(form, numbers):
    """Read mutations of a format, each in a guarded process."""
    made = Tally(form)
    with Guard() as guard:
        known = read_apart(job(sound(form), f"a.{form}"), guard).parsed
        for number in numbers:
            data = mutation(form, number)
            parsed = read_apart(job(data, f"a.{form}"), guard).parsed
            verdict = judge(known, parsed, data)
            made.verdicts[verdict] += 1
            if wrong := fault(form, verdict, parsed):
                made.faults.append(f"{form} mutation {number}: {wrong}")
    return made


def judge(known, parsed, data):
    """What came of a damaged document, beside the reading of the sound one."""
    errors = {each.code for each in parsed.findings if each.severity is Severity.ERROR}
    if errors & HOLDING_CODES:
        return Verdict.HELD
    if rows(parsed) == rows(known):
        return Verdict.SAME
    if told(parsed) - told(known):
        return Verdict.FOUND
    read = squeezed("".join(block.text for block in parsed.document.blocks))
    if any(stands_in(data, row[2]) and squeezed(row[2]) not in read for row in rows(known)):
        return Verdict.LOST
    return Verdict.FEWER if len(parsed.statements) < len(known.statements) else Verdict.CHANGED


def fault(form, verdict, parsed):
    """What must not be, or ""."""
    codes = {each.code for each in parsed.findings}
    if broken := codes & _BROKEN:
        return f"{', '.join(broken)}: {[each.message for each in parsed.findings if each.code in broken]}"
    if not parsed.document.blocks and verdict is not Verdict.HELD:
        return "nothing was read, and nothing said"
    unseen = {Verdict.LOST}
    if form in CHECKED:
        unseen |= {Verdict.CHANGED, Verdict.FEWER}
    elif form in PDFS:
        unseen |= {Verdict.FEWER}
    if verdict in unseen:
        return f"{verdict.value}, without a word"
    return ""


def rows(parsed):
    """What a release would hold of a document: kind, number, text and parent of each statement."""
    return tuple((each.kind, each.number, each.text, each.parent) for each in parsed.statements)


def told(parsed):
    return {(each.code, each.message) for each in parsed.findings}


def stands_in(data, text):
    """Whether a text stands whole in the bytes of a plain format."""
    escaped = "".join(char if char.isascii() else f"\\'{char.encode('cp874')[0]:02x}" for char in text)
    plain = (text.encode(), text.encode("utf-16-le"), text.encode("cp874"), escaped.encode())
    return any(spelled in data for spelled in plain)


def squeezed(text):
    return "".join(text.split())
