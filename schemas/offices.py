"""What the registry holds: offices, their provinces, the addresses known for them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """What a public office administers."""

    PRIMARY = "primary"
    """A Primary Educational Service Area Office (สพป.)."""
    SECONDARY = "secondary"
    """A Secondary Educational Service Area Office (สพม.)."""
    OTHER = "other"
    """Any other public office."""


class NameForm(StrEnum):
    """How an office's name is printed."""

    FULL = "full"
    """สำนักงานเขตพื้นที่การศึกษาประถมศึกษาเลย เขต 2"""
    SHORT = "short"
    """สพป.เลย เขต 2"""
    ABBREVIATION = "abbreviation"
    """สพป.ลย.2"""
    ENGLISH = "english"
    """Loei Primary Educational Service Area Office 2"""
    FORMER = "former"
    """A name or number that was in use before: สพม.37, สพป.หนองคาย เขต 3"""


@dataclass(frozen=True, slots=True)
class Province:
    """One of the 77 provinces; `code` is ISO 3166-2, `region_en` a lower-case word like `north`."""

    code: str
    name_th: str
    name_en: str
    abbreviation_th: str
    other_abbreviations_th: tuple[str, ...]
    abbreviation_en: str
    region_en: str
    region_th: str
    other_names_th: tuple[str, ...]
    other_names_en: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Office:
    """One public office; the first province of `provinces_th` is where it has its seat.

    `area_no` is None where the province has only one such office. `valid_from` and `valid_to` are ISO
    8601 dates, cut to what is known (`2021`). `former_no` are the numbers under which a secondary
    office's provinces stood before 2021; one number may have become several offices.
    `former_names` were in use before `valid_from`; that of Bueng Kan is inferred from school codes.
    `domains` were seen to be the office's, `domain_candidates` may be, `former_domains` were.
    """

    office_id: str
    registered: bool
    level: Level
    name_th: str
    short_name_th: str
    abbreviation_th: str
    name_en: str
    province_th: str
    province_en: str
    province_code: str
    region: str
    area_no: int | None
    emis_area_code: str
    website: str | None
    valid_from: str | None
    valid_to: str | None
    successor_id: str | None
    provinces_th: tuple[str, ...]
    province_codes: tuple[str, ...]
    former_no: tuple[int, ...]
    former_names: tuple[str, ...]
    former_emis_codes: tuple[str, ...]
    domains: tuple[str, ...]
    domain_candidates: tuple[str, ...]
    former_domains: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KnownAddress:
    """A page with direction text that was once seen for an office.

    `evidence` says how sure the owner is: `named on page` or `host name only`.
    """

    office_id: str
    url: str
    evidence: str
    headings_seen: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Mention:
    """An office's name in a running text: `text` is what stands at code points `start` to `end`.

    `office` is None where the name is of an area office that the registry does not hold (then
    `candidates` is empty) or where it fits several (then they stand in `candidates`).
    """

    start: int
    end: int
    text: str
    form: NameForm
    office: Office | None
    candidates: tuple[Office, ...] = ()
