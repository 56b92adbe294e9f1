"""Reading one captured document: whatever it does, a value comes back."""

from __future__ import annotations

import os
import threading
import traceback
from dataclasses import dataclass
from typing import TYPE_CHECKING

from engines.guard import Guard, guarded
from schemas.codes import FindingCode, MediaType, OwnerEvidence, Severity
from schemas.engines import Stopped
from schemas.records import Document, Finding, Owner, Parsed

if TYPE_CHECKING:
    from schemas.records import Capture


_slots = threading.BoundedSemaphore(max(2, os.cpu_count() or 2))
"""Reading is work for processors: more documents at once would only take longer, and more memory."""


@dataclass(frozen=True, slots=True)
class Job:
    """A capture and its bytes, to be read; `lost` says why the bytes could not be had."""

    capture: Capture
    data: bytes
    lost: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read out of a capture; `trouble` is the traceback of a fault of ours, for the journal."""

    capture: Capture
    parsed: Parsed
    trouble: str = ""


def read_document(job: Job) -> Reading:
    """Read one document in this process. A fault of the parser holds the document.

    Raises:
        MemoryError: there was not enough memory; `read_guarded` holds the document for that too.
    """
    capture = job.capture
    if job.lost:
        return Reading(capture, held(capture.sniffed_type, FindingCode.CORRUPT_RAW, job.lost))
    if capture.cut:
        return Reading(capture, held(capture.sniffed_type, FindingCode.CUT, f"not whole: {capture.cut}"))
    try:
        return Reading(capture, _parse(job))
    except MemoryError:
        raise  # the guard tells how much it was
    except Exception as error:  # noqa: BLE001  (nothing a document does may end the run)
        message = f"the parser failed on this document: {type(error).__name__}"
        parsed = held(capture.sniffed_type, FindingCode.PARSER_ERROR, message)
        return Reading(capture, parsed, traceback.format_exc())


def read_guarded(job: Job, guard: Guard | None = None) -> Reading:
    """Read one document in a process that it may kill, fill or hang, within limits. Never raises for it.

    Raises:
        EngineError: the process cannot be started.
    """
    if guard is None:
        with _slots:
            made = guarded(read_document, job)
    else:
        made = guard.run(read_document, job)
    if not isinstance(made, Stopped):
        return made
    capture = job.capture
    return Reading(capture, held(capture.sniffed_type, made.code, made.message), made.detail)


def _parse(job: Job) -> Parsed:
    from engines.installed import INSTALLED
    from parsers.parse import parse
    from schemas.registry import registry
    from sources.page_host import host_of

    capture = job.capture
    address = capture.final_uri or capture.source.uri
    return parse(
        job.data,
        name=document_name(capture.source.uri),
        declared_type=capture.declared_type,
        declared_charset=capture.declared_charset,
        host=host_of(address),
        given_office=capture.source.office_id if capture.given_office else None,
        registry=registry(),
        engines=INSTALLED,
    )


def document_name(uri: str) -> str:
    """The last part of a path or address: what a document is called."""
    return uri.rsplit("/", 1)[-1]


def held(media_type: MediaType, code: FindingCode, message: str) -> Parsed:
    """An unread document with the one finding that says why."""
    from parsers import PARSER_VERSION

    return Parsed(
        document=Document(media_type, ()),
        owner=Owner(None, None, OwnerEvidence.NONE),
        findings=(Finding(code, Severity.ERROR, message),),
        parser_version=PARSER_VERSION,
    )
