"""A read document as plain JSON values, for programs that call `thitthang parse`."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from schemas.records import Parsed


def parsed_as_json(parsed: Parsed, *, explain: bool = False) -> dict[str, object]:
    """Everything read out of a document; its blocks only as a count.

    Names are those of the records; sections and statements point at each other by index. With
    `explain`, the lines that were weighed as headings are there too.
    """
    document = parsed.document
    value: dict[str, object] = {
        "document": {
            "media_type": document.media_type.value,
            "charset": document.charset,
            "title": document.title,
            "page_count": document.page_count,
            "text_origin": document.text_origin.value,
            "text_quality": document.text_quality,
            "repairs": dict(document.repairs),
            "block_count": len(document.blocks),
            "text_sha256": parsed.text_sha256,
        },
        "owner": asdict(parsed.owner),
        "plan_start_be": parsed.plan_start_be,
        "plan_end_be": parsed.plan_end_be,
        "fiscal_year_be": parsed.fiscal_year_be,
        "sections": [asdict(section) for section in parsed.sections],
        "statements": [asdict(statement) for statement in parsed.statements],
        "periods": [asdict(period) for period in parsed.periods],
        "findings": [asdict(finding) for finding in parsed.findings],
        "parser_version": parsed.parser_version,
    }
    if explain:
        value["candidates"] = [asdict(candidate) for candidate in parsed.candidates]
    return value
