"""A release described for people and programs, in files beside its tables."""

from __future__ import annotations

from collections.abc import Iterator

from stores.curated.data_package import release_package
from stores.curated.dictionary import dictionary
from stores.curated.licence import citation, licence
from stores.curated.manifest import Manifest

DICTIONARY_NAME = "DICTIONARY.md"
PACKAGE_NAME = "datapackage.json"
LICENCE_NAME = "LICENSE.md"
CITATION_NAME = "CITATION.cff"
DESCRIBING = frozenset({DICTIONARY_NAME, PACKAGE_NAME, LICENCE_NAME, CITATION_NAME})
"""The files that tell of tables."""


def described(manifest: Manifest) -> Iterator[tuple[str, bytes]]:
    """Names and bytes of the files that describe a release."""
    yield PACKAGE_NAME, release_package(manifest).encode()
    yield from about(manifest)


def about(manifest: Manifest) -> Iterator[tuple[str, bytes]]:
    """Names and bytes of what every copy of a release takes along, whatever form its tables have."""
    yield DICTIONARY_NAME, dictionary().encode()
    yield LICENCE_NAME, licence().encode()
    yield CITATION_NAME, citation(manifest).encode()
