"""Coverage-guided fuzzing of one door of Dépêche: ``python tests/hostile/fuzz.py readers --seconds 600``.

Needs atheris (the extra ``fuzz``). What fails is told once for each place that raises, with the shortest example seen, and kept
in the folder of ``--keep``; the run goes on. Exits 1 if anything failed. Not here: what must hold (``properties``).
"""

import argparse
import os
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["depeche"]):
    from properties import DOORS, SEEDS, WORDS

__all__ = ["main"]


class _Run:
    """Counts what is tried at a door, and keeps the shortest example of each failure."""

    def __init__(self, door: str, kept: Path) -> None:
        self.door, self.kept = door, kept
        self.tried = 0
        self.failures: dict[str, bytes] = {}

    def try_(self, data: bytes) -> None:
        self.tried += 1
        try:
            DOORS[self.door](data)
        except Exception as error:
            self._failed(data, error)

    def _failed(self, data: bytes, error: Exception) -> None:
        raised = traceback.extract_tb(error.__traceback__)[-1]
        place = f"{type(error).__name__} at {Path(raised.filename).name}:{raised.lineno}"
        known = self.failures.get(place)
        if known is not None and len(known) <= len(data):
            return
        if known is None:
            traceback.print_exception(error)
        self.failures[place] = data
        (self.kept / f"{self.door}-{list(self.failures).index(place)}").write_bytes(data)

    def told(self) -> str:
        found = "".join(f"\n  {place}: {data[:200]!r}" for place, data in self.failures.items())
        return f"{self.door}: {self.tried} tried in {time.process_time():.0f} s, {len(self.failures)} failures{found}"


def main() -> None:
    """Fuzz the door that the command line names."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("door", choices=DOORS)
    asked.add_argument("--seconds", type=int, default=60, help="Of CPU.")
    asked.add_argument("--longest", type=int, default=2000, help="Bytes of the longest example.")
    asked.add_argument("--keep", type=Path, default=Path("fuzzed"), help="Where examples are kept.")
    given = asked.parse_args()
    corpus, words = _prepared(given.keep, given.door)
    run = _Run(given.door, given.keep)
    limits = [f"-max_len={given.longest}", "-len_control=10", "-timeout=60", "-rss_limit_mb=1500"]
    words_known = [f"-dict={words}"] if WORDS[given.door] else []
    atheris.Setup([sys.argv[0], *limits, *words_known, str(corpus)], _until(run, given.seconds))
    atheris.Fuzz()


def _prepared(keep: Path, door: str) -> tuple[Path, Path]:
    """Write the door's examples and words for the fuzzer, and return where."""
    corpus, words = keep / f"{door}.corpus", keep / f"{door}.words"
    corpus.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(SEEDS[door]):
        (corpus / f"seed{number}").write_bytes(seed)
    lines = ("".join(f"\\x{byte:02x}" for byte in word.encode("utf-8")) for word in WORDS[door])
    words.write_text("".join(f'"{line}"\n' for line in lines), "ascii")
    return corpus, words


def _until(run: _Run, seconds: int) -> Callable[[bytes], None]:
    """Return what tries an example, and ends the process when so many seconds of CPU are over."""

    def try_(data: bytes) -> None:
        run.try_(data)
        if time.process_time() > seconds:
            print(run.told(), flush=True)  # noqa: T201  # this is what was asked for
            os._exit(1 if run.failures else 0)

    return try_


if __name__ == "__main__":
    main()
