"""OpenDocument texts (.odt) into blocks."""

from __future__ import annotations

from lxml import etree

from parsers.readers.odt_lists import read_lists
from parsers.readers.odt_names import META, OFFICE, STYLE, TEXT, whole
from parsers.readers.odt_styles import read_styles
from parsers.readers.odt_walker import OdtWalker
from parsers.readers.office_findings import About, finished, lost_finding, skipped_findings, too_long
from parsers.readers.package import Package, PackageError
from parsers.readers.text import held
from schemas.codes import FindingCode, MediaType, Severity
from schemas.records import Document, Finding

_SKIPPED = {
    "hidden": "hidden text",
    "comment": "comments",
    "reading aid": "reading aids above other text",
    "covered": "text in cells that a merged cell covers",
    "description": "descriptions of pictures",
    "form": "form fields",
}
_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_BODY = f"{OFFICE}body/{OFFICE}text"
_STORIES = ("header", "header-left", "header-first", "footer", "footer-left", "footer-first")


def read_odt(data: bytes, declared_charset: str | None = None) -> Document:  # noqa: ARG001
    """Read an OpenDocument text; headers, footers and notes stand at the end as chrome.

    Numbers are counted as LibreOffice counts them. Never raises for bad data.
    """
    refused = too_long(MediaType.ODT, data)
    if refused is not None:
        return refused
    try:
        return _read(Package(data))
    except PackageError as error:
        return held(MediaType.ODT, error.code, error.message)


def _read(package: Package) -> Document:
    manifest = package.read("META-INF/manifest.xml")
    if manifest is None:
        raise PackageError(FindingCode.DAMAGED, "the package has no manifest")
    if b"encryption-data" in manifest:
        raise PackageError(FindingCode.ENCRYPTED, "the document is locked with a password")
    for name in ("styles.xml", "meta.xml"):
        if f'full-path="{name}"'.encode() in manifest and name not in package:
            raise PackageError(FindingCode.DAMAGED, f"{name} is missing from the package")
    content = package.xml("content.xml")
    body = None if content is None else content.find(_BODY)
    if body is None:
        raise PackageError(FindingCode.DAMAGED, "content.xml holds no text body")
    common = package.xml("styles.xml")
    walker = OdtWalker(read_styles((common, content)), read_lists((common, content)))
    paged = body.get(TEXT + "use-soft-page-breaks") == "true"
    walker.stream.page = 1 if paged else None
    walker.story(body)
    walker.stream.page = None
    for count, note in enumerate(walker.inline.notes, 1):
        walker.story(note, f"footnote[{count}]/", 1.0)
    _headers(common, walker)
    findings = [*skipped_findings(walker.skipped, _SKIPPED), *lost_finding(walker.lost_letters())]
    title, pages = _meta(package, findings)
    about = About(title, pages if paged else None, walker.images)
    return finished(MediaType.ODT, walker.stream.blocks(), findings, about)


def _headers(common: etree._Element | None, walker: OdtWalker) -> None:
    """Headers and footers of all page styles, each text once."""
    seen: set[str] = set()
    for master in () if common is None else common.iter(STYLE + "master-page"):
        for kind in _STORIES:
            story = master.find(STYLE + kind)
            text = None if story is None else etree.tostring(story, method="text", encoding="unicode")
            if story is not None and text and text not in seen:
                seen.add(text)
                walker.story(story, f"{kind}[{len(seen)}]/", 1.0)


def _meta(package: Package, findings: list[Finding]) -> tuple[str | None, int | None]:
    """Title and number of pages from the document's properties."""
    try:
        root = package.xml("meta.xml")
    except PackageError as error:
        findings.append(Finding(error.code, Severity.WARNING, error.message))
        return None, None
    title = statistic = None
    if root is not None:
        title = root.findtext(f".//{_TITLE}")
        statistic = root.find(f".//{META}document-statistic")
    pages = 0 if statistic is None else whole(statistic.get(META + "page-count"), 0)
    return (title or "").strip() or None, pages or None
