"""Compare Dépêche with others on one corpus: rate, size, memory, milliseconds a question, as the index grows; a table and a plot.

Each contestant runs in a process of its own, one after the other, so that the figures of one run stand side by side.
Not here: how well anybody ranks (``ranking``), what growth costs (``growth``).
"""

import argparse
import json
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from importlib.metadata import version
from itertools import islice
from pathlib import Path
from typing import Any

from clocks import bytes_of, cpu, memory_of_command, of_command, peak, timed
from contestants import CONTESTANTS
from contestants.contract import Contestant, Question, Row
from reporting import report

__all__ = ["main", "rows"]

SIZES = (1_000, 10_000, 50_000, 100_000)
_KINDS = {"and3": "all", "phrase": "phrase"}
_NAMES = ("Alep", "Daraa", "Sweida", "Raqqah", "Qunaitra", "Zawahri", "Gaddafi", "Idlib", "Mosul", "Hudaydah", "Sarraj")
"""Places and persons as others than French copy write them; the first is asked to warm up."""
_PACKAGES = ("depeche", "tantivy", "Whoosh-Reloaded")


def main() -> None:
    """Measure all contestants, print the table, and write the report; or measure one and print JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path, help="JSON lines with id, date and text")
    parser.add_argument("queries", type=Path, help="a JSON object: class -> list of words, or of lists of words")
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="dispatches, at which all is measured")
    parser.add_argument("--only", nargs="*", choices=list(CONTESTANTS), default=list(CONTESTANTS))
    parser.add_argument("--report", type=Path, help="a folder for comparison.json, comparison.md and comparison.png")
    parser.add_argument("--remark", default="", help="what else is to be known of the run, such as a busy machine")
    parser.add_argument("--one", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        print(json.dumps(measured(options.one, options.corpus, options.queries, options.sizes)))
        return
    figures = {name: apart(name, options) for name in options.only}
    print(report({"made": made(options), "contestants": figures}, options.report))


def apart(name: str, options: argparse.Namespace) -> dict[str, Any]:
    """Return the figures of a contestant, measured in a process of its own."""
    print(f"{name} ...", file=sys.stderr, flush=True)
    sizes = map(str, options.sizes)
    command = [sys.executable, __file__, str(options.corpus), str(options.queries), "--one", name, "--sizes", *sizes]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def made(options: argparse.Namespace) -> dict[str, Any]:
    """Return when, where, with what and how a comparison was made."""
    sizes = " ".join(map(str, options.sizes))
    return {
        "date": datetime.now(UTC).date().isoformat(),
        "command": f"python benchmarks/compare.py CORPUS.jsonl QUERIES.json --sizes {sizes} --report docs/benchmarks",
        "versions": {"python": platform.python_version(), **{name: version(name) for name in _PACKAGES}, "sqlite": _sqlite()},
        "remark": options.remark,
        "machine": f"{platform.system()} {platform.machine()}, {_processors()} processors",
    }


def measured(name: str, corpus: Path, queries: Path, sizes: list[int]) -> dict[str, Any]:
    """Return the figures of one contestant at each of the `sizes` that it is given."""
    contestant, asked = CONTESTANTS[name], _questions(queries)
    with tempfile.TemporaryDirectory() as made:
        folder, figures, before = Path(made), {}, 0
        for size in sorted(size for size in sizes if size <= contestant.most):
            added = list(islice(rows(corpus), before, size))
            figures[str(size)] = _added(contestant, folder, added) | {"archive / text": bytes_of(folder) / _bytes(corpus, size)}
            figures[str(size)] |= {"queries": _asked(contestant.asked(folder), asked)}
            print(json.dumps({name: {size: figures[str(size)]}}), file=sys.stderr, flush=True)
            before = size
        found: dict[str, Any] = {"sizes": figures, "peak MiB": peak()}
        return found | {"process": _processes(contestant.command(folder, "evacuation"))} | _beside(name, folder, asked)


def rows(corpus: Path) -> Iterator[Row]:
    """Yield the dispatches of the corpus, in order."""
    with corpus.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            yield Row(row["id"], row.get("date") or "", row["text"])


def _added(contestant: Contestant, folder: Path, added: list[Row]) -> dict[str, float]:
    """Return what it costs to index these dispatches after those before them, and the peak of memory until then."""
    text = sum(len(row.text.encode("utf-8", "surrogatepass")) for row in added)
    begun, started = cpu(), time.perf_counter()
    contestant.add(folder, added)
    taken = cpu() - begun
    return {
        "MB per CPU s": text / 1e6 / taken,
        "CPU ms per dispatch": 1000 * taken / len(added),
        "wall s": time.perf_counter() - started,
        "MiB after indexing": peak(),
    }


def _asked(ways: Mapping[str, Callable[[Question], object]], asked: dict[str, list[Question]]) -> dict[str, dict[str, float]]:
    return {f"{kind}, {way}": timed(questions, ask) for kind, questions in asked.items() for way, ask in ways.items()}


def _beside(name: str, folder: Path, asked: dict[str, list[Question]]) -> dict[str, Any]:
    """Return what tantivy alone takes for the same questions on the index of our archive, and a search on a terminal."""
    if name != "Dépêche, tantivy":
        return {}
    from contestants import same_passages

    command = [part for part in CONTESTANTS[name].command(folder, "evacuation") if part != "--json"]
    return {"tantivy alone": _asked(same_passages.asked(folder), asked), "terminal": of_command(command, terminal=True)}


def _processes(command: list[str]) -> dict[str, float]:
    """Return CPU milliseconds and MiB of a whole process that asks for one word."""
    return {"CPU ms": of_command(command), "MiB": memory_of_command(command)}


def _questions(path: Path) -> dict[str, list[Question]]:
    classes = json.loads(path.read_text("utf-8"))
    listed = {kind: [[query] if isinstance(query, str) else query for query in queries] for kind, queries in classes.items()}
    listed["name"] = [[name] for name in _NAMES]
    return {kind: [Question(tuple(words), _KINDS.get(kind, "any")) for words in queries] for kind, queries in listed.items()}


def _bytes(corpus: Path, size: int) -> int:
    return sum(len(row.text.encode("utf-8", "surrogatepass")) for row in islice(rows(corpus), size))


def _sqlite() -> str:
    import sqlite3

    return sqlite3.sqlite_version


def _processors() -> int:
    import os

    return os.cpu_count() or 1


if __name__ == "__main__":
    main()
