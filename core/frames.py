"""An answer as a table: one row a passage, the same columns for data frames and for CSV.

pandas is imported when a frame is asked for. Not here: how a table is written to a file.
"""

from collections.abc import Iterator
from importlib import import_module
from typing import Any

from depeche.core.errors import DepecheError
from depeche.core.results import Hit, Results

__all__ = ["COLUMNS", "LISTS", "rows", "to_frame"]

_PLAIN = ("rank", "score", "dispatch", "ordinal", "date", "source", "title", "path", "start", "end", "text")
LISTS = ("matched", "levels", "places", "actors", "similar")
"""The columns that hold lists of strings: the distinct words that matched in text or title, as written, and their levels; the
labels of places and actors; the dispatches of near-identical passages."""
COLUMNS = (*_PLAIN, *LISTS)


def rows(results: Results) -> Iterator[dict[str, Any]]:
    """Yield the passages in order, each as a value for each of :data:`COLUMNS`; lists are tuples, what is not known is None."""
    return map(_row, results.passages)


def _row(hit: Hit) -> dict[str, Any]:
    matched = (*hit.highlights, *hit.title_highlights)
    lists = {
        "matched": (each.surface for each in matched),
        "levels": (str(each.level) for each in matched),
        "places": (each.label for each in hit.places),
        "actors": (each.label for each in hit.actors),
        "similar": (each.dispatch for each in hit.similar),
    }
    return {key: getattr(hit, key) for key in _PLAIN} | {key: tuple(dict.fromkeys(each)) for key, each in lists.items()}


def to_frame(results: Results) -> Any:  # noqa: ANN401  # pandas need not be there
    """Return the passages as a ``pandas.DataFrame`` with :data:`COLUMNS`, one row each, in order; DepecheError without pandas."""
    try:
        pandas = import_module("pandas")
    except ImportError as error:
        raise DepecheError("a data frame needs pandas: pip install pandas") from error
    return pandas.DataFrame(list(rows(results)), columns=list(COLUMNS))
