"""How good a run is by judgements of relevance, as ir-measures computes it (the extra ``eval``).

Not here: how it is printed (``running``).
"""

from collections.abc import Callable, Iterable
from importlib import import_module
from io import StringIO
from pathlib import Path
from types import ModuleType
from typing import TextIO, TypeVar

from depeche.core.errors import DepecheError, InputError

__all__ = ["MEASURES", "measured"]

_Row = TypeVar("_Row")

MEASURES = ("nDCG@10", "RR@10", "R@100")
_QREL, _FOUND = "topic 0 document grade (a whole number)", "topic Q0 document rank score tag (the score a number)"
"""The lines of TREC's files: ids without blanks, columns apart by blanks."""
_MOST = 80
"""How many characters of a line that cannot be used are told."""


def measured(qrels: str, run: str) -> tuple[dict[str, dict[str, float]], dict[str, float]]:
    """Return the measures of each topic of the file `qrels`, by its id, and their means over all; what `run` lacks counts as 0.

    Raises InputError with file and line for what is no qrels or no run, DepecheError where ir-measures is not installed.
    """
    library = _library()
    judged = _read(qrels, _QREL, library.read_trec_qrels)
    found = _read(run, _FOUND, library.read_trec_run)
    measures = dict(zip((library.nDCG @ 10, library.RR @ 10, library.R @ 100), MEASURES, strict=True))
    topics = {topic: dict.fromkeys(MEASURES, 0.0) for topic in dict.fromkeys(each.query_id for each in judged)}
    for each in library.iter_calc(list(measures), judged, found) if judged else ():
        topics[each.query_id][measures[each.measure]] = each.value
    means = {name: sum(values[name] for values in topics.values()) / len(topics) for name in MEASURES if topics}
    return topics, means


def _library() -> ModuleType:
    try:
        return import_module("ir_measures")
    except ImportError as error:
        raise DepecheError("this needs ir-measures: pip install 'depeche[eval]'") from error


def _read(path: str, form: str, reader: Callable[[TextIO], Iterable[_Row]]) -> list[_Row]:
    """Return the rows of a file, read a line at a time, so that a message can say which line is none of the `form`."""
    with Path(path).open("rb") as file:
        return [row for number, data in enumerate(file, 1) for row in _line(f"{path}:line {number}", data, form, reader)]


def _line(where: str, data: bytes, form: str, reader: Callable[[TextIO], Iterable[_Row]]) -> list[_Row]:
    try:
        return list(reader(StringIO(data.decode("utf-8-sig"))))
    except UnicodeDecodeError as error:
        raise InputError(f"{where}: not UTF-8") from error
    except ValueError as error:
        raise InputError(f"{where}: {data.decode('utf-8-sig').strip()[:_MOST]!r} is not of the form: {form}") from error
