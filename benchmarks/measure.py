"""Measure indexing and asking on a corpus of one's own, each engine in a process of its own: CPU time, medians, peak memory.

Not here: comparison with other engines, growth with size.
"""

import argparse
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import depeche

__all__ = ["main"]


def main() -> None:
    """Print the table, or measure one engine and print JSON when called with ``--one``."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path, help="JSON lines with id and text")
    parser.add_argument("queries", type=Path, help="a JSON object: class -> list of queries")
    parser.add_argument("--engines", default="tantivy,whoosh")
    parser.add_argument("--json", type=Path, help="write the figures there too")
    parser.add_argument("--one", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        print(json.dumps(measure(options.one, options.corpus, options.queries)))
        return
    figures = {engine: apart(engine, options.corpus, options.queries) for engine in options.engines.split(",")}
    if options.json:
        options.json.write_text(json.dumps(figures, indent=2) + "\n", "utf-8")
    print(table(figures))


def apart(engine: str, corpus: Path, queries: Path) -> dict[str, Any]:
    """Return the figures of `engine`, measured in a process of its own."""
    command = [sys.executable, __file__, str(corpus), str(queries), "--one", engine]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    measured: dict[str, Any] = json.loads(done.stdout)
    return measured


def measure(engine: str, corpus: Path, queries: Path) -> dict[str, Any]:
    """Return the figures of `engine`: index rate, size, memory (MiB), milliseconds per query by class."""
    with tempfile.TemporaryDirectory() as folder, depeche.create(Path(folder) / "archive", engine=engine) as archive:
        begun = time.process_time()
        report = archive.add(depeche.read([corpus]))
        seconds = time.process_time() - begun
        text = sum(len(json.loads(line)["text"].encode("utf-8", "surrogatepass")) for line in corpus.open(encoding="utf-8"))
        figures: dict[str, Any] = {
            "dispatches": report.dispatches,
            "passages": report.passages,
            "MB per CPU s": text / 1e6 / seconds,
            "archive / text": archive.describe()["bytes"] / text,
            "MiB after indexing": peak(),
        }
        for name, asked in json.loads(queries.read_text("utf-8")).items():
            questions = [query if isinstance(query, str) else " ".join(query) for query in asked]
            figures[f"{name}, facets"] = timed(questions, archive.search)
            figures[f"{name}, plain"] = timed(questions, lambda q: archive.search(q, facet_limit=0, dispatches=False))
        return figures | {"MiB at the end": peak()}


def timed(questions: list[str], ask: Callable[[str], object]) -> dict[str, float]:
    """Return the median and the 95th percentile of the CPU milliseconds that `ask` takes."""
    ask(questions[0])
    taken = []
    for question in questions:
        begun = time.process_time()
        ask(question)
        taken.append(1000 * (time.process_time() - begun))
    return {"median ms": statistics.median(taken), "p95 ms": statistics.quantiles(taken, n=20)[-1]}


def peak() -> float:
    """Return the most memory this process has held, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def table(figures: dict[str, dict[str, Any]]) -> str:
    """Return the figures as a Markdown table, an engine a column."""
    engines = list(figures)
    lines = [f"| | {' | '.join(engines)} |", "|---" * (len(engines) + 1) + "|"]
    lines += [f"| {name} | {' | '.join(shown(figures[engine][name]) for engine in engines)} |" for name in figures[engines[0]]]
    return "\n".join(lines)


def shown(figure: float | dict[str, float]) -> str:
    """Return a figure with three digits; a pair as ``median / p95``."""
    return " / ".join(f"{value:.3g}" for value in figure.values()) if isinstance(figure, dict) else f"{figure:.6g}"


if __name__ == "__main__":
    main()
