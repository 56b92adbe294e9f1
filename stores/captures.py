"""Capture and check records as they are kept: one JSON object a file."""

from __future__ import annotations

from schemas.codes import CheckStatus, MediaType
from schemas.records import Capture, CheckState, Source
from stores.json_fields import Fields, check_format, decode, encode, time_text

FORMAT = 1


def encode_capture(capture: Capture) -> bytes:
    """The bytes of a capture's record."""
    return encode(
        {
            "format": FORMAT,
            "source_id": capture.source.source_id,
            "uri": capture.source.uri,
            "office_id": capture.source.office_id,
            "sequence": capture.sequence,
            "captured_at": time_text(capture.captured_at),
            "content_sha256": capture.content_sha256,
            "byte_count": capture.byte_count,
            "declared_type": capture.declared_type,
            "declared_charset": capture.declared_charset,
            "sniffed_type": capture.sniffed_type.value,
            "final_uri": capture.final_uri,
            "redirects": list(capture.redirects),
            "status": capture.status,
            "headers": [list(header) for header in capture.headers],
            "robots": capture.robots,
            "tls": capture.tls,
            "cut": capture.cut,
            "given_office": capture.given_office,
            "previous_sha256": capture.previous_sha256,
            **({"archived": True} if capture.archived else {}),
        }
    )


def decode_capture(data: bytes, name: str) -> Capture:
    """The record in `data`; `StoreError` naming the file if it is damaged."""
    return decode(data, name, _capture)


def encode_check(state: CheckState) -> bytes:
    """The bytes of a state's record."""
    return encode(
        {
            "format": FORMAT,
            "status": state.status.value,
            "since": time_text(state.since),
            "reason": state.reason,
            "addresses": list(state.addresses),
        }
    )


def decode_check(data: bytes, name: str) -> CheckState:
    """The state in `data`; `StoreError` naming the file if it is damaged."""
    return decode(data, name, _check)


def _capture(fields: Fields) -> Capture:
    check_format(fields, FORMAT)
    return Capture(
        source=Source(fields.text("source_id"), fields.text("uri"), fields.optional_text("office_id")),
        sequence=fields.integer("sequence"),
        captured_at=fields.moment("captured_at"),
        content_sha256=fields.text("content_sha256"),
        byte_count=fields.integer("byte_count"),
        declared_type=fields.optional_text("declared_type"),
        declared_charset=fields.optional_text("declared_charset"),
        sniffed_type=MediaType(fields.text("sniffed_type")),
        final_uri=fields.optional_text("final_uri"),
        redirects=fields.texts("redirects"),
        status=fields.optional_integer("status"),
        headers=fields.pairs("headers"),
        robots=fields.optional_text("robots"),
        tls=fields.optional_text("tls") if fields.has("tls") else None,
        cut=fields.optional_text("cut"),
        given_office=fields.boolean("given_office"),
        previous_sha256=fields.optional_text("previous_sha256"),
        archived=fields.has("archived") and fields.boolean("archived"),
    )


def _check(fields: Fields) -> CheckState:
    check_format(fields, FORMAT)
    return CheckState(
        status=CheckStatus(fields.text("status")),
        since=fields.moment("since"),
        reason=fields.text("reason"),
        addresses=fields.texts("addresses"),
    )
