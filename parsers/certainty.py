"""How far recognised text is to be trusted: statements that OCR read, and figures in them most of all."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from schemas.codes import FindingCode, Severity
from schemas.records import Finding

if TYPE_CHECKING:
    from collections.abc import Sequence

    from schemas.records import Block, Period, Span, Statement

FIGURES = 0.5
"""Confidence of a statement with figures from OCR, at most: a wrong digit is a word like any other."""


def weigh(
    statements: Sequence[Statement], periods: Sequence[Period], blocks: Sequence[Block]
) -> tuple[tuple[Statement, ...], tuple[Finding, ...]]:
    """Statements with the confidence that their text allows, and findings about figures and years.

    Text that was written stays as it is.
    """
    if not [block for block in blocks if block.certainty < 1.0]:
        return tuple(statements), ()
    weighed = tuple(_weighed(statement, blocks) for statement in statements)
    doubted = [new for new, old in zip(weighed, statements, strict=True) if new is not old]
    findings: list[Finding] = []
    figures = [statement for statement in doubted if _has_figures(statement)]
    if figures:
        message = f"{len(figures)} statements have figures that OCR read: they are to be checked"
        spans = tuple(span for statement in figures for span in statement.spans[:1])
        findings.append(Finding(FindingCode.OCR_TEXT, Severity.WARNING, message, spans=spans[:20]))
    if periods:
        years = ", ".join(dict.fromkeys(period.quote for period in periods))
        message = "the years were read by OCR: they are to be checked"
        findings.append(Finding(FindingCode.OCR_TEXT, Severity.WARNING, message, years[:200]))
    return weighed, tuple(findings)


def _weighed(statement: Statement, blocks: Sequence[Block]) -> Statement:
    certainty = _certainty(statement.spans, blocks)
    if certainty >= 1.0:
        return statement
    confidence = statement.confidence * certainty
    if _has_figures(statement):
        confidence = min(confidence, FIGURES)
    return replace(statement, confidence=round(max(0.05, confidence), 3))


def _certainty(spans: Sequence[Span], blocks: Sequence[Block]) -> float:
    return min((blocks[span.block].certainty for span in spans), default=1.0)


def _has_figures(statement: Statement) -> bool:
    return any(char.isdigit() for char in (statement.label or "") + statement.text)
