"""What a search found, as plain values for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from schemas.codes import CandidateStatus

if TYPE_CHECKING:
    from flows.discovery.candidates import Candidate
    from flows.discovery.discovering import Discovery
    from sources.discovery import Lead


def discovery_as_json(found: Discovery, saved: tuple[str, ...] = ()) -> dict[str, object]:
    """The whole search: proven pages first, then all that was looked at, in its order."""
    return {
        "office_id": found.office_id,
        "starts": list(found.starts),
        "requests": found.requests,
        "byte_count": found.byte_count,
        "proven": [one.address for one in found.of(CandidateStatus.PROVEN)],
        "other_owner": [one.address for one in found.of(CandidateStatus.OTHER_OWNER)],
        "saved": list(saved),
        "candidates": [candidate_as_json(one) for one in found.candidates],
        "not_followed": [_lead(lead) for lead in found.waiting[:100]],
        "outside": [
            {"address": one.address, "text": one.text, "found_on": one.found_on} for one in found.outside
        ],
    }


def candidate_as_json(one: Candidate) -> dict[str, object]:
    """One page that was asked for."""
    return {
        **_lead(one.lead),
        "status": one.status.value,
        "reason": one.reason,
        "final_address": one.final_address,
        "media_type": one.media_type.value if one.media_type is not None else None,
        "title": one.title,
        "owner_id": one.owner_id,
        "owner_name": one.owner_name,
        "statements": {kind.value: count for kind, count in one.kinds},
    }


def _lead(lead: Lead) -> dict[str, object]:
    return {
        "address": lead.address,
        "score": lead.score.value,
        "reasons": list(lead.score.reasons),
        "depth": lead.depth,
        "text": lead.text,
        "found_on": lead.found_on,
    }
