"""What `ingest --dry-run` prints: each office with the addresses that would be fetched."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from flows.printing.terminal import console, print_json, text
from flows.settings import Settings
from flows.targets import targets


def print_targets(office_ids: Sequence[str], settings: Settings, as_json: bool) -> None:
    """Print where each office would be looked for; nothing is fetched."""
    found = targets(office_ids, settings)
    if as_json:
        print_json([asdict(target) for target in found])
        return
    out = console()
    for target in found:
        for address in target.addresses:
            out.print(text(f"{target.office_id}  {address}"))
        if target.trouble:
            out.print(text(f"{target.office_id}  {target.trouble}", "red"))
    without = [target for target in found if not target.addresses]
    pages = sum(len(target.addresses) for target in found)
    out.print(text(f"{pages} pages of {len(found) - len(without)} offices would be fetched"))
    if without:
        out.print(text(f"{len(without)} offices have no known address"))
