"""How a document becomes sections and statements: bytes in, records out.

Everything here is pure: no file outside this package, no socket, clock, environment or subprocess.
"""

from __future__ import annotations

PARSER_VERSION = "0.3.0"
"""Raised whenever the same bytes may give other records."""
