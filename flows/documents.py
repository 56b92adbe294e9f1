"""Reading one captured document: whatever it does, a value comes back."""

from __future__ import annotations

import traceback
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flows.local_pool import apart
from schemas.codes import FindingCode, MediaType, OwnerEvidence, Severity
from schemas.engines import Stopped
from schemas.records import Document, Finding, Owner, Parsed

if TYPE_CHECKING:
    from schemas.records import Capture


@dataclass(frozen=True, slots=True)
class Job:
    """A capture and its bytes, to be read; `lost` says why the bytes could not be had.

    `ocr` says whether scans are to be read.
    """

    capture: Capture
    data: bytes
    lost: str = ""
    ocr: bool = True


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


def read_guarded(job: Job) -> Reading:
    """Read one document in a process that it may kill, fill or hang, within limits. Never raises for it.

    Raises:
        EngineError: the process cannot be started.
        CancelledError: the pool that this thread belongs to has ended.
    """
    made = apart(read_document, job)
    return stopped(job, made) if isinstance(made, Stopped) else made


def stopped(job: Job, why: Stopped) -> Reading:
    """The reading of a document that broke the process it was read in."""
    return Reading(job.capture, held(job.capture.sniffed_type, why.code, why.message), why.detail)


def _parse(job: Job) -> Parsed:
    from engines.installed import INSTALLED, WITHOUT_OCR
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
        engines=INSTALLED if job.ocr else WITHOUT_OCR,
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
