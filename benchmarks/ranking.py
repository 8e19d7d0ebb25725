"""Try other values of the ranking's constants on questions with known answers: nDCG@10, MRR@10, R@100 for each.

One constant is changed at a time, the rest are as they ship. Not here: the choice of a value.
"""

import argparse
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from unittest.mock import patch

import ir_measures
from ir_measures import RR, R, ScoredDoc, nDCG

import depeche
from depeche.search import weights

__all__ = ["main"]

TRIED = {
    "EXACT": (0.8, 1.2),
    "STEM": (0.6, 1.0),
    "COMPOUND": (0.0, 1.0),
    "SPELLING": (0.0, 0.8),
    "ALIAS": (0.0, 0.8),
    "ROW": (0.0, 1.0),
    "PRESENCE": (0.0, 0.6, 1.8),
    "TITLE": (0.0, 0.6, 2.0),
    "NEAR": (0.0, 0.2, 0.8),
    "NEAR_SLOP": (0, 1, 4),
}
"""The values tried beside the one that ships."""
_MEASURES = [nDCG @ 10, RR @ 10, R @ 100]


def main() -> None:
    """Print a line for what ships, and one for each other value of each constant."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("documents", type=Path, help="JSON lines with id and text, title if known")
    parser.add_argument("topics", type=Path, help="id TAB question")
    parser.add_argument("qrels", type=Path, help="TREC qrels of dispatches")
    parser.add_argument("--engine", help="tantivy or whoosh")
    parser.add_argument("--every", type=int, default=1, help="ask every so many of the questions")
    parser.add_argument("--only", nargs="*", choices=sorted(TRIED), default=list(TRIED), help="these constants; or none")
    options = parser.parse_args()
    topics = list(_topics(options.topics))[:: options.every]
    asked = {topic for topic, _ in topics}
    qrels = [qrel for qrel in ir_measures.read_trec_qrels(str(options.qrels)) if qrel.query_id in asked]
    with tempfile.TemporaryDirectory() as folder, depeche.create(Path(folder) / "archive", engine=options.engine) as archive:
        archive.add(depeche.read([options.documents]))
        print(f"{'what ships':20}", *_figures(archive, topics, qrels), flush=True)
        for name in options.only:
            for value in TRIED[name]:
                with patch.object(weights, name, value):
                    print(f"{name + ' ' + str(value):20}", *_figures(archive, topics, qrels), flush=True)


def _topics(path: Path) -> Iterator[tuple[str, str]]:
    for line in path.read_text("utf-8").splitlines():
        topic, _, question = line.partition("\t")
        yield topic, question


def _figures(archive: depeche.Archive, topics: Iterable[tuple[str, str]], qrels: list[ir_measures.Qrel]) -> list[str]:
    run = (_scored(topic, archive.run(question, 100)) for topic, question in topics)
    found = ir_measures.calc_aggregate(_MEASURES, qrels, (each for listed in run for each in listed))
    return [f"{measure} {found[measure]:.4f}" for measure in _MEASURES]


def _scored(topic: str, listed: Iterable[tuple[str, int, float]]) -> Iterator[ScoredDoc]:
    """Yield what was found with scores that fall from one to the next, for ties would be ordered anew."""
    return (ScoredDoc(topic, dispatch, -float(rank)) for rank, (dispatch, *_) in enumerate(listed))


if __name__ == "__main__":
    main()
