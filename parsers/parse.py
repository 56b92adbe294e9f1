"""One document: bytes in, `Parsed` out. Pure; bad data becomes findings, never an exception."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from itertools import accumulate
from typing import TYPE_CHECKING

from parsers import PARSER_VERSION
from parsers.assemble import EVIDENCE, Assembler
from parsers.certainty import weigh
from parsers.completeness import unmet
from parsers.heading_facts import Form
from parsers.joined import BETWEEN, JoinedTexts
from parsers.lines import read_lines
from parsers.lost_letters import leave_out_lost
from parsers.numbering import believe_weak
from parsers.outline import Outline
from parsers.owner import OwnerLine, may_name_office, read_owner
from parsers.periods import YEAR_DIGITS, PlanYears, YearLine, read_periods
from parsers.readers import READERS
from parsers.scope import keep_own
from parsers.shell_pages import with_shell_finding
from parsers.sniff import sniff, told_type
from parsers.steady_text import steady_lines
from parsers.structure.build import build
from parsers.subject import drop_mere_words
from parsers.superiors import names_superior
from parsers.tables import table_headings
from parsers.thai import normalise, normalise_all
from parsers.unused_lists import left_out
from schemas.codes import FindingCode, MediaType, OwnerEvidence, PeriodKind, Severity
from schemas.engines import NO_ENGINES, Engines
from schemas.kinds import Kind
from schemas.office_cues import name_cues
from schemas.records import Document, Finding, Owner, Parsed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parsers.line import Line
    from parsers.structure.nodes import StatementNode
    from parsers.thai import Normalised
    from schemas.registry import Registry

NO_OWNER = Owner(None, None, OwnerEvidence.NONE)


def read_document(
    data: bytes,
    *,
    name: str = "",
    declared_type: str | None = None,
    declared_charset: str | None = None,
    engines: Engines = NO_ENGINES,
) -> Document:
    """The bytes as a stream of blocks; what cannot be read is a document without blocks and a finding."""
    media_type = sniff(data, name=name, declared=declared_type)
    reader = READERS.get(media_type)
    document = _unread(media_type) if reader is None else reader(data, declared_charset, engines)
    told = told_type(name, declared_type)
    if told is None or told is media_type or not data.strip():
        return document
    message = f"it is called {told.value}, and by its bytes it is {media_type.value}"
    finding = Finding(FindingCode.WRONG_TYPE, Severity.WARNING, message)
    return replace(document, findings=(finding, *document.findings))


def _unread(media_type: MediaType) -> Document:
    unknown = media_type is MediaType.UNKNOWN
    code = FindingCode.UNKNOWN_TYPE if unknown else FindingCode.NO_READER
    message = "the bytes are of no known type" if unknown else f"no reader for {media_type.value}"
    return Document(media_type, (), findings=(Finding(code, Severity.ERROR, message),))


def parse(  # noqa: PLR0913  (all that a caller may know about a document beside its bytes)
    data: bytes,
    *,
    name: str = "",
    declared_type: str | None = None,
    declared_charset: str | None = None,
    host: str | None = None,
    given_office: str | None = None,
    registry: Registry | None = None,
    engines: Engines = NO_ENGINES,
) -> Parsed:
    """Everything that the bytes of one document say about an office's direction.

    `name` is the file's name or the URL's last part, `host` the publisher's, `given_office` the
    registry id a person stated. Without `engines` scans, pictures and old Word files are held. Never
    raises for bad data.
    """
    document = read_document(
        data,
        name=name,
        declared_type=declared_type,
        declared_charset=declared_charset,
        engines=engines,
    )
    parsed = parse_document(document, host=host, given_office=given_office, registry=registry)
    return with_shell_finding(parsed, data)


def parse_document(
    document: Document,
    *,
    host: str | None = None,
    given_office: str | None = None,
    registry: Registry | None = None,
) -> Parsed:
    """Structure, owner and years of a document that was read."""
    if not document.blocks:
        owner = Owner(given_office, None, OwnerEvidence.GIVEN) if given_office else NO_OWNER
        return Parsed(document, owner, findings=document.findings, parser_version=PARSER_VERSION)
    normalised = normalise_all([block.text for block in document.blocks])
    lines = read_lines(document.blocks, normalised)
    believe_weak(lines)
    columns = table_headings(lines)
    outline = Outline(lines)
    draft = build(lines, outline.headings, columns)
    used = _used_lines(draft.statements)
    title = normalise(document.title or "").text
    texts = JoinedTexts([line.value for line in lines])
    named = texts.numbers(name_cues(texts.text)) if registry is not None else set()
    owner = read_owner(_owner_lines(lines, named, outline, used), title, host, registry)
    sections, statements, scoped = keep_own(draft, outline, owner, registry)
    years = read_periods(_year_lines(lines, texts.holding(YEAR_DIGITS), outline, document, used))
    sections, statements, dropped = drop_mere_words(lines, sections, statements)
    noted = [*draft.notes, *scoped, *dropped, *unmet(lines, outline, sections, statements)]
    noted += left_out(draft, outline, sections, statements)
    assembler = Assembler(document.blocks, normalised)
    made_sections, made_statements = assembler.records(sections, statements)
    made_statements, doubts = weigh(made_statements, years.periods, document.blocks)
    made_sections, made_statements, lost = leave_out_lost(document, made_sections, made_statements)
    findings = (*document.findings, *map(assembler.finding, noted), *doubts, *lost)
    if not made_statements:
        findings += (
            Finding(FindingCode.NO_SECTION, Severity.WARNING, "no section with statements was found"),
        )
    if owner.evidence is OwnerEvidence.NONE and given_office is None:
        findings += (Finding(FindingCode.OWNER_UNKNOWN, Severity.WARNING, "no office is named"),)
    findings += _conflict(owner, given_office)
    findings += _from_host(owner, given_office)
    findings += _years_conflict(years, title)
    if given_office is not None:
        owner = Owner(given_office, owner.name, OwnerEvidence.GIVEN)
    return Parsed(
        document=replace(document, repairs=_repairs(document, normalised)),
        owner=owner,
        sections=made_sections,
        statements=made_statements,
        periods=years.periods,
        findings=findings,
        plan_start_be=years.start_be,
        plan_end_be=years.end_be,
        fiscal_year_be=years.fiscal_year_be,
        text_sha256=_text_sha256(lines),
        parser_version=PARSER_VERSION,
        candidates=tuple(outline.candidates),
    )


def _used_lines(statements: Sequence[StatementNode]) -> set[int]:
    return {block for node in statements for text in node.texts for block in text.blocks}


def _repairs(document: Document, normalised: Sequence[Normalised]) -> tuple[tuple[str, int], ...]:
    counts = dict(document.repairs)
    for repairs in [norm.repairs for norm in normalised if norm.repairs]:
        for name, count in repairs:
            counts[name] = counts.get(name, 0) + count
    return tuple(sorted(counts.items()))


def _text_sha256(lines: Sequence[Line]) -> str:
    """Hash of the text without counters and template lines: the same content, the same hash."""
    text = BETWEEN.join(steady_lines([line.value for line in lines if not line.noise]))
    return hashlib.sha256("".join(text.split()).replace(BETWEEN, "\n").encode()).hexdigest()


def _owner_lines(lines: Sequence[Line], named: set[int], outline: Outline, used: set[int]) -> list[OwnerLine]:
    """The lines that may name an office; `named` are those that may name one of the registry."""
    headings = {heading.line for heading in outline.headings if heading.form is not Form.RUN_IN}
    before = list(accumulate([len(line.value) for line in lines], initial=0))
    found: list[OwnerLine] = []
    for index, line in enumerate(lines):
        content = line.text.block in used and index not in headings
        if index in named or (not content and (may_name_office(line.value) or names_superior(line.value))):
            heading = index in headings or line.strong
            of_kind = line.scan is not None and line.scan.office is not None
            found.append(OwnerLine(line.value, before[index], heading, line.template, of_kind, content))
    return found


def _conflict(owner: Owner, given: str | None) -> tuple[Finding, ...]:
    if given is None or owner.evidence in (OwnerEvidence.GIVEN, OwnerEvidence.HOST, OwnerEvidence.NONE):
        return ()
    if owner.office_id == given:
        return ()
    message = f"given as {given}, but the text names {owner.name}"
    return (Finding(FindingCode.OWNER_CONFLICT, Severity.WARNING, message, owner.name or ""),)


def _from_host(owner: Owner, given: str | None) -> tuple[Finding, ...]:
    if given is not None or owner.evidence is not OwnerEvidence.HOST:
        return ()
    message = f"no office is named; the site is that of {owner.office_id}"
    return (Finding(FindingCode.OWNER_FROM_HOST, Severity.INFO, message, owner.name or ""),)


def _years_conflict(years: PlanYears, title: str) -> tuple[Finding, ...]:
    """Whether the title names another range of years than the one that counts."""
    titled = read_periods([YearLine(title, heading=True)])
    own, taken = (titled.start_be, titled.end_be), (years.start_be, years.end_be)
    is_plan = any(period.kind is PeriodKind.PLAN for period in titled.periods)
    if own == taken or own[0] == own[1] or not is_plan:
        return ()
    message = f"the title names {own[0]}-{own[1]}, the text {taken[0]}-{taken[1]}, which counts"
    return (Finding(FindingCode.YEARS_CONFLICT, Severity.WARNING, message, title[:EVIDENCE]),)


def _is_link(line: Line) -> bool:
    return line.block.link >= 0.9


def _year_lines(
    lines: Sequence[Line], dated: set[int], outline: Outline, document: Document, used: set[int]
) -> list[YearLine]:
    headings = {heading.line for heading in outline.headings}
    found = [YearLine(normalise(document.title).text, heading=True)] if document.title else []
    found.extend(
        YearLine(line.value, heading=index in headings or line.strong, section=index in headings)
        for index, line in ((index, lines[index]) for index in sorted(dated))
        if (line.text.block not in used or index in headings)
        and not line.template
        and not _is_link(line)
        and not (line.marker is not None and index not in headings and outline.kind_at(index) is Kind.OTHER)
    )
    return found
