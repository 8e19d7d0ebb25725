"""Measure the finding of near-identical texts on articles of one's own: its cost, what it finds, what it misses, its memory.

Not here: what a search makes of copies.
"""

import argparse
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any
from unittest.mock import patch

import depeche
from depeche.analyzers import chain
from depeche.indexer.archive import ArchiveFolder
from depeche.indexer.copies.clusters import Clusters, Mark, Marks
from depeche.indexer.copies.marks import own
from depeche.indexer.copies.texts import NEAR, Copied, copied
from depeche.indexer.ingest import add
from depeche.indexer.payload import StoredPassage, decode

__all__ = ["main"]

_SHARES = (0.0, 0.01, 0.02, 0.03, 0.05, 0.07, 0.1)
"""Shares of words that are replaced to make a near-copy."""


def main() -> None:
    """Print the figures; or, called with ``--one``, those of one process as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path, help="JSON lines with id and text")
    parser.add_argument("--texts", type=int, default=3000)
    parser.add_argument("--pairs", type=int, default=0, help="how many near-identical pairs to print, to be read")
    parser.add_argument("--simulate", type=int, default=0, help="passages of random words of one run, to measure its memory")
    parser.add_argument("--one", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        print(json.dumps(_PARTS[options.one](options)))
        return
    for part in ("without", "with", "recall", *(["memory"] if options.simulate else [])):
        print(part, json.dumps(_apart(part), ensure_ascii=False, indent=1))


def _apart(part: str) -> dict[str, Any]:
    command = [sys.executable, *sys.argv, "--one", part]
    figures: dict[str, Any] = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout)
    return figures


def _indexed(options: argparse.Namespace, *, marked: bool) -> dict[str, Any]:
    """Return the CPU seconds of two runs with half of the texts each, the archive's bytes, and what it holds of copies."""
    items = list(islice(depeche.read([options.corpus]), options.texts))
    with tempfile.TemporaryDirectory() as folder:
        archive = ArchiveFolder.create(Path(folder) / "archive")
        halves = [_run(archive, half, marked) for half in (items[::2], items[1::2])]
        size = sum(file.stat().st_size for file in archive.path.rglob("*") if file.is_file())
        found = _found(archive, options.pairs) if marked else {}
        return {"CPU s of each half": halves, "bytes": size, **found, "MiB": _peak()}


def _run(archive: ArchiveFolder, items: list[Any], marked: bool) -> dict[str, float]:
    spent, own = 0.0, Clusters.marks if marked else _unmarked

    def timed(clusters: Clusters, dispatches: Sequence[Copied]) -> list[Marks]:
        nonlocal spent
        begun = time.process_time()
        marks = own(clusters, dispatches)
        spent += time.process_time() - begun
        return marks

    begun = time.process_time()
    with patch.object(Clusters, "marks", timed):
        add(archive, items)
    return {"all": time.process_time() - begun, "for copies": spent}


def _unmarked(_: Clusters, dispatches: Sequence[Copied]) -> list[Marks]:
    return [Marks(Mark(), (Mark(),) * len(texts.passages)) for texts in dispatches]


def _found(archive: ArchiveFolder, pairs: int) -> dict[str, Any]:
    reader = archive.reader()
    passages = [decode(payload) for payload in reader.dispatches()]
    reader.close()
    by_copy, by_version = _groups(passages, "copy"), _groups([one for one in passages if not one.ordinal], "version")
    return {
        "passages": len(passages),
        "clusters of passages": len(by_copy),
        "passages in them": sum(map(len, by_copy)),
        "clusters of dispatches": len(by_version),
        "dispatches in them": sum(map(len, by_version)),
        "pairs": list(_pairs(by_copy, pairs)),
    }


def _groups(passages: list[StoredPassage], name: str) -> list[list[StoredPassage]]:
    groups = defaultdict(list)
    for passage in passages:
        groups[getattr(passage, name)].append(passage)
    return [group for mark, group in groups.items() if mark and len(group) > 1]


def _pairs(groups: list[list[StoredPassage]], wanted: int) -> Iterator[list[str]]:
    """Yield pairs out of clusters drawn at random, those of other words only: which are the same needs no reading."""
    generator = random.Random(1)
    other = [(one, two) for group in groups for one in group[:1] for two in group[1:] if _terms(one) != _terms(two)]
    for one, two in generator.sample(other, min(wanted, len(other))):
        yield [f"{passage.dispatch}/{passage.ordinal}: {passage.text}" for passage in (one, two)]


def _terms(passage: StoredPassage) -> tuple[str, ...]:
    return chain.exacts(passage.text)


def _recall(options: argparse.Namespace) -> dict[str, Any]:
    """Return how many copies with a share of their words replaced are found, of those that are near-identical and of all."""
    generator = random.Random(2)
    items = (item for item in islice(depeche.read([options.corpus]), 1000) if isinstance(item, depeche.Dispatch))
    texts = list(dict.fromkeys(chain.exacts(item.text)[:120] for item in items))
    words = [word for text in texts for word in text]
    found: dict[str, Any] = {}
    for share in _SHARES:
        kinds = Clusters()
        whole = _single("o", texts)
        led = kinds.marks(whole)
        edited = _single(
            "c", [[generator.choice(words) if generator.random() < share else word for word in text] for text in texts]
        )
        pairs = list(zip(whole, led, edited, kinds.marks(edited), strict=True))
        alike = [(first, own) for one, first, two, own in pairs if one.like(two.pairs()) >= NEAR]
        near = [own.passages[0].mark == first.passages[0].mark for first, own in alike]
        found[f"{share:.0%} of the words"] = {"copies": len(pairs), "near-identical": len(near), "of these found": sum(near)}
        kinds.close()
    return found


def _single(kind: str, texts: Sequence[Sequence[str]]) -> list[Copied]:
    """Return a dispatch of one passage for each of `texts`."""
    joined = map(" ".join, texts)
    return [copied(f"{kind}{number}", [own(text)] * 2, [text]) for number, text in enumerate(joined)]


def _memory(options: argparse.Namespace) -> dict[str, float]:
    """Return the memory and CPU seconds of a run with passages of a hundred random words each, four to a dispatch."""
    generator = random.Random(3)
    words = [f"mot{number}" for number in range(50_000)]
    before, kinds, taken = _peak(), Clusters(), 0.0
    for start in range(0, options.simulate, 800):
        drawn = [[generator.choices(words, k=100) for _ in range(4)] for _ in range(200)]
        joined = [[" ".join(terms) for terms in passages] for passages in drawn]
        group = [copied(f"{start}-{n}", list(map(own, (" ".join(texts), *texts))), texts) for n, texts in enumerate(joined)]
        begun = time.process_time()
        kinds.marks(group)
        taken += time.process_time() - begun
    kinds.close()
    return {"MiB before": before, "MiB after": _peak(), "CPU s": taken}


def _peak() -> float:
    """Return the most memory this process has held, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


_PARTS = {
    "without": lambda options: _indexed(options, marked=False),
    "with": lambda options: _indexed(options, marked=True),
    "recall": _recall,
    "memory": _memory,
}

if __name__ == "__main__":
    main()
