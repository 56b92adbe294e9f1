# ruff: noqa: INP001  (Sphinx finds it by sys.path)
"""Thai in the manual: pages named `….th.md` say that they are Thai; search finds Thai without word limits.

Thai is written without spaces, and Sphinx's own word pattern ends at each vowel mark above or below a
letter. So each run of Thai is cut into overlapping pieces of three characters, in the index and in the
browser by the same rule: a query finds the pages that have all its pieces.
"""

import re
from typing import Any

from sphinx.application import Sphinx
from sphinx.search.en import SearchEnglish

PIECE = 3
_RUN = re.compile(r"[\u0e01-\u0e5b]+|[^\W\u0e01-\u0e5b]+")
_SPLITTER = r"""
var splitQuery = (query) =>
  (query.replace(/\u0e4d([\u0e48-\u0e4b]?)\u0e32/gu, "$1\u0e33")
    .match(/[\u0e01-\u0e5b]+|(?:(?![\u0e01-\u0e5b])[\p{Letter}\p{Number}_])+/gu) || [])
    .flatMap((run) => {
      if (!/[\u0e01-\u0e5b]/u.test(run) || run.length <= PIECE) return [run];
      return Array.from({length: run.length - PIECE + 1}, (_, i) => run.slice(i, i + PIECE));
    });
""".replace("PIECE", str(PIECE))


def pieces(text: str) -> list[str]:
    """Words of a text; of each run of Thai its pieces of three characters, sara am in one."""
    found = []
    for run in _RUN.findall(re.sub("\u0e4d([\u0e48-\u0e4b]?)\u0e32", "\\1\u0e33", text)):
        if "\u0e01" <= run[0] <= "\u0e5b" and len(run) > PIECE:
            found += [run[start : start + PIECE] for start in range(len(run) - PIECE + 1)]
        else:
            found.append(run)
    return found


class SearchThaiAndEnglish(SearchEnglish):
    """Sphinx's English search, Thai cut into pieces."""

    js_splitter_code = _SPLITTER

    def split(self, input: str) -> list[str]:  # noqa: A002  (Sphinx's name)
        return pieces(input)


def _say_thai(_app: Sphinx, page: str, _template: str, context: dict[str, Any], _tree: object) -> None:
    if page.endswith(".th"):
        context["language"] = "th"


def setup(app: Sphinx) -> dict[str, bool]:
    """Sphinx's way in."""
    app.add_search_language(SearchThaiAndEnglish)
    app.connect("html-page-context", _say_thai)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
