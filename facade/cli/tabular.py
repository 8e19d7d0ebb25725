"""An answer as lines for other programs: JSON lines, CSV, TREC runs.

Not here: which columns there are (``depeche.core.frames``), runs of many topics (``running``).
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from urllib.parse import quote

from depeche.cli.printing import as_json
from depeche.core.frames import COLUMNS, LISTS, rows
from depeche.core.results import Results

__all__ = ["csv_lines", "found", "json_lines", "passage_id", "trec_id", "trec_lines"]

_DIGITS = 6
"""How many digits a score of a run has at least: so many are told apart in 32 bits, as which TREC's tools read it."""
_FORMULA = re.compile(r" *[=+\-@\t\r\n＝＋－＠]")
"""What the cells begin with that spreadsheets take for formulas: those that OWASP names, in both widths, behind blanks too."""
_NO_ID = re.compile(r"[\s\x00-\x1f\x7f-\x9f\ud800-\udfff]|%(?=[0-9A-Fa-f]{2})")
"""What stands in no id of a run: blanks, controls, what cannot be encoded, and what would be read as an escape."""


def json_lines(results: Results) -> Iterator[str]:
    """Yield each passage as a line of JSON, as it stands among the ``passages`` of the whole answer."""
    yield from (as_json(hit.to_dict()) + "\n" for hit in results.passages)


def csv_lines(results: Results) -> Iterator[str]:
    """Yield a line of column names and each passage as a record of RFC 4180; lists are joined by `` | ``.

    A cell of text that a spreadsheet would take for a formula gets an apostrophe before it.
    """
    yield _record(COLUMNS)
    for row in rows(results):
        cells = (" | ".join(value) if name in LISTS else value for name, value in row.items())
        yield _record(f"'{cell}" if isinstance(cell, str) and _FORMULA.match(cell) else cell for cell in cells)


def _record(cells: Iterable[object]) -> str:
    line = io.StringIO()
    csv.writer(line).writerow(["" if cell is None else cell for cell in cells])
    return line.getvalue()


def trec_lines(topic: str, listed: Iterable[tuple[str, float]], tag: str) -> Iterator[str]:
    """Yield ids with their scores, best first, as the lines of a run: ``topic Q0 id rank score tag``.

    Tools sort by score anew, ties by id. So each score is rounded to what they tell apart, and lowered by one in its last digit
    where it would not be lower than the one before.
    """
    scored = list(listed)
    decimals = max(_DIGITS - len(str(int(abs(scored[0][1])))), 0) if scored else 0
    head, tail, before = trec_id(topic), trec_id(tag), None
    for rank, (id_, score) in enumerate(scored, 1):
        ticks = round(score * 10**decimals)
        before = ticks if before is None else min(ticks, before - 1)
        yield f"{head} Q0 {trec_id(id_)} {rank} {before / 10**decimals:.{decimals}f} {tail}\n"


@lru_cache(maxsize=100_000)
def trec_id(id_: str) -> str:
    """Return an id as a word: blanks and what else a run cannot hold percent-encoded, as in addresses."""
    return _NO_ID.sub(lambda found: quote(found[0], safe="", errors="surrogatepass"), id_)


def found(results: Results, *, passages: bool) -> Iterator[tuple[str, float]]:
    """Yield each dispatch of an answer once, with the score of its best passage; or each passage, as ``id#ordinal``."""
    best: dict[str, float] = {}
    for hit in results.passages:
        best.setdefault(passage_id(hit.dispatch, hit.ordinal) if passages else hit.dispatch, hit.score)
    yield from best.items()


def passage_id(dispatch: str, ordinal: int) -> str:
    """Return what a passage is called in a run."""
    return f"{dispatch}#{ordinal}"
