"""What went wrong at an object store, in plain words: no credentials, no bucket, not reached, refused."""

from __future__ import annotations

import re
from dataclasses import dataclass

from obstore.exceptions import PermissionDeniedError, UnauthenticatedError

_ADDRESS_OF_A_MACHINES_ROLE = "169.254.169.254"
_CODE = re.compile(r"<Code>(\w+)</Code>")
_KEYS = "AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY"
_ABSENT = "it is not there"


@dataclass(frozen=True, slots=True)
class Fault:
    """What went wrong and what a person can do about it."""

    cause: str
    remedy: str

    @property
    def is_of_the_place(self) -> bool:
        """Whether it is the bucket that is not there, not a file in it."""
        return self is _NO_BUCKET


_NO_BUCKET = Fault("there is no such bucket", "make it, or look at the address and at AWS_ENDPOINT_URL")
_NO_KEYS = Fault("no credentials were given", f"set {_KEYS}")
_REFUSED = Fault("the store refused", f"look at {_KEYS} and at what they may do")
_BY_WORD = {
    _ADDRESS_OF_A_MACHINES_ROLE: _NO_KEYS,
    "MissingAccessKeyId": _NO_KEYS,
    "MissingSecretAccessKey": _NO_KEYS,
    "NoSuchBucket": _NO_BUCKET,
    "AccessDenied": _REFUSED,
    "InvalidAccessKeyId": Fault("the store does not know the access key", f"look at {_KEYS}"),
    "SignatureDoesNotMatch": Fault("the secret key is not that of the access key", f"look at {_KEYS}"),
    "BadScheme": Fault(
        "the store's address is plain HTTP", "use https, or set AWS_ALLOW_HTTP=true for a machine of yours"
    ),
    "kind: Connect": Fault("the store cannot be reached", "look at AWS_ENDPOINT_URL and at the network"),
    "kind: Timeout": Fault("the store did not answer in time", "look at the network, then run again"),
}
_OTHER = "look at the address and at the AWS_… variables"


def plain_fault(error: Exception) -> Fault:
    """What an error of the store's library says."""
    said = str(error)
    for word, fault in _BY_WORD.items():
        if word in said:
            return fault
    if isinstance(error, PermissionDeniedError | UnauthenticatedError):
        return _REFUSED
    if isinstance(error, FileNotFoundError):
        return Fault(_ABSENT, "look at the path")
    code = _CODE.search(said)
    first = said.partition("\n")[0][:200]
    return Fault(f"the store answered {code[1]}" if code else first, _OTHER)
