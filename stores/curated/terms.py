"""The table of terms, made column by column: a dozen words and more for each statement."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache

import pyarrow as pa

from stores.curated.arrow import table_of
from stores.curated.records import StatementRow
from stores.words import is_stopword, words

_TEXTS = 4096


def terms_table(offices: Iterable[Sequence[StatementRow]]) -> pa.Table:
    """The words of statements, office by office, and how often each stands in its statement."""
    ids: list[str] = []
    office_ids: list[str] = []
    kinds: list[str] = []
    terms: list[str] = []
    counts: list[int] = []
    for statements in offices:
        for stated in statements:
            found, often = _counted(stated.text)
            terms += found
            counts += often
            ids += [stated.statement_id] * len(found)
            office_ids += [stated.office_id] * len(found)
            kinds += [stated.kind.value] * len(found)
    is_stop = {term: is_stopword(term) for term in set(terms)}
    return table_of("terms", (ids, office_ids, kinds, terms, counts, [is_stop[term] for term in terms]))


@lru_cache(maxsize=_TEXTS)
def _counted(text: str) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """The words of a text and how often each stands there; the versions of a page share most texts."""
    counted = Counter(words(text))
    return tuple(counted), tuple(counted.values())
