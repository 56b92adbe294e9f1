"""Addresses of offices kept as data: one small YAML file an office, named by its id.

    # esa-p-loei-2.yaml
    addresses:
      - https://www.loei2.go.th/vision

Such a file replaces what the registry knows about where to look.
"""

from __future__ import annotations

from pathlib import Path

import yaml

from schemas.errors import ThitthangError

KNOWN_KEYS = frozenset({"addresses"})


def addresses_from_file(folder: Path, office_id: str) -> tuple[str, ...] | None:
    """The addresses in the office's file, or None if the folder holds no such file.

    Raises ThitthangError for a file that is no list of addresses or has a key nobody reads.
    """
    path = folder / f"{office_id}.yaml"
    try:
        content: object = yaml.safe_load(path.read_text("utf-8"))
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        cause = " ".join(str(error).split())[:200]
        raise ThitthangError(path.name, cause, "write it as in docs/sources.md") from error
    if not isinstance(content, dict) or set(content) - KNOWN_KEYS:
        wrong = sorted(map(str, set(content) - KNOWN_KEYS)) if isinstance(content, dict) else content
        cause = f"only the key 'addresses' is known, not {str(wrong)[:100]}"
        raise ThitthangError(path.name, cause, "write it as in docs/sources.md")
    addresses = content.get("addresses") or []
    if not isinstance(addresses, list) or not all(isinstance(item, str) for item in addresses):
        raise ThitthangError(path.name, "'addresses' is no list of texts", "one '- https://…' a line")
    return tuple(addresses)
