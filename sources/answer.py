"""What one request came to: a site's answer, or the failure to get one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from schemas.codes import FindingCode
    from sources.body import Body

OK = 200
NOT_MODIFIED = 304
TOO_MANY = 429
UNAVAILABLE = 503
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_MAY_PASS = frozenset({500, 502, 503, 504, 520, 521, 522, 523, 524, TOO_MANY})


@dataclass(frozen=True, slots=True)
class Answer:
    """A site's answer to one request; only one with status 200 has a `body`.

    `retry_after` are the seconds that the site asks to stay away, None if it does not. `unchecked` says
    that its certificate was not checked.
    """

    address: str
    status: int
    reason: str
    location: str | None = None
    retry_after: float | None = None
    headers: tuple[tuple[str, str], ...] = ()
    content_type: str = ""
    body: Body | None = None
    body_may_pass: bool = False
    unchecked: bool = False

    @property
    def is_redirect(self) -> bool:
        """Whether it leads elsewhere."""
        return self.status in _REDIRECTS and self.location is not None

    @property
    def may_pass(self) -> bool:
        """Whether another attempt may bring more."""
        return self.status in _MAY_PASS or self.body_may_pass

    @property
    def asks_to_wait(self) -> bool:
        """Whether the site says that it is asked too often, or for how long it is closed."""
        return self.status == TOO_MANY or (self.status == UNAVAILABLE and self.retry_after is not None)


@dataclass(frozen=True, slots=True)
class Failure:
    """No answer came; `may_pass` says whether another attempt may bring one."""

    code: FindingCode
    reason: str
    may_pass: bool = False
