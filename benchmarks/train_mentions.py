"""Learn what the evidence for a name weighs, from texts whose names are marked; write ``mentions/tables/evidence.tsv``.

::

    python benchmarks/train_mentions.py FILE.jsonl ... [--write] [--folds 5]

Each line of a file: ``{"text": ..., "mentions": [{"start", "end", "type": "LOC" | "PER" | "ORG"}]}``. A multinomial logistic
regression (scikit-learn) of the runs' evidence on what the marks say of them; each file counts the same. Printed first are
figures of cross-validation by text: of each file the overlap F1 of places and of actors, by weights learned without the fold.
Pieces of evidence that are met fewer than FEWEST times are left out: they would only fit these texts.
"""

import argparse
import json
import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from depeche.analyzers.gazetteer import gazetteer
from depeche.analyzers.mentions import evidence, weighing, wording
from depeche.analyzers.mentions.cues import cued
from depeche.analyzers.mentions.extracting import mentions
from depeche.analyzers.mentions.matching import find
from depeche.analyzers.mentions.texts import Text
from depeche.analyzers.mentions.weighed import listed, weighed

if TYPE_CHECKING:
    from sklearn.linear_model import LogisticRegression

CLASSES = ("LOC", "PER", "ORG")
KINDS = {"place": {"LOC"}, "actor": {"PER", "ORG"}}
FEWEST = 12
STRENGTH = 0.3
TABLE = Path(weighing.__file__).parent / "tables" / "evidence.tsv"

FORGETTING = (
    *(evidence.forget, wording.forget),
    *(each.cache_clear for each in (weighing.weights, listed)),
)
"""What lets go of remembered weights."""

Weights = dict[str, tuple[float, float, float]]


@dataclass(frozen=True)
class Example:
    """A text of file number `file`, its marks, and of each of its runs the evidence and the class."""

    file: int
    text: str
    marks: list[tuple[int, int, str]]
    runs: list[tuple[list[str], str]]


def main() -> None:
    """Cross-validate; with ``--write`` also learn from all texts and write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args()
    examples = [example for number, path in enumerate(asked.files) for example in read(number, path)]
    if asked.folds > 1:
        cross_validate(examples, asked.folds, asked.files)
    if asked.write:
        write(learn(examples))


def read(number: int, path: Path) -> Iterator[Example]:
    """Yield the texts of a file with the evidence for their runs."""
    for line in path.open(encoding="utf-8"):
        row = json.loads(line)
        marks = [(mark["start"], mark["end"], mark["type"]) for mark in row["mentions"]]
        yield Example(number, row["text"], marks, list(runs(row["text"], marks)))


def runs(text: str, marks: Sequence[tuple[int, int, str]]) -> Iterator[tuple[list[str], str]]:
    """Yield the evidence for each run of a text, and the class of the mark that it meets."""
    read = Text(text)
    found = weighed(read, find(read, gazetteer()), cued(read))
    for (first_word, last_word), said in zip(found.runs, found.evidence, strict=True):
        start, end = read.starts[first_word], read.ends[last_word - 1]
        pieces = [piece for each in evidence.groups(said) for piece in each.pieces]
        yield pieces, next((kind for first, last, kind in marks if first < end and start < last), "")


def learn(examples: Iterable[Example]) -> Weights:
    """Return the weights that a regression on the runs of `examples` gives."""
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

    rows = [(pieces, kind, example.file) for example in examples for pieces, kind in example.runs]
    often = Counter(piece for pieces, _, _ in rows for piece in pieces)
    share = Counter(file for _, _, file in rows)
    least = min(share.values())
    vectorizer, model = DictVectorizer(), LogisticRegression(C=STRENGTH, max_iter=500)
    matrix = vectorizer.fit_transform([dict.fromkeys((p for p in pieces if often[p] >= FEWEST), 1) for pieces, _, _ in rows])
    model.fit(matrix, [kind for _, kind, _ in rows], sample_weight=[(least / share[file]) ** 0.5 for _, _, file in rows])
    return dict(_weights(vectorizer.feature_names_, model))


def _weights(names: Sequence[str], model: "LogisticRegression") -> Iterator[tuple[str, tuple[float, float, float]]]:
    """Yield the weights of each class less those of no name; the intercept goes to the piece that all runs have."""
    row = {kind: (model.coef_[n], model.intercept_[n]) for n, kind in enumerate(model.classes_)}
    for n, name in enumerate(names):
        extra = 1 if name == "name" else 0
        none = row[""][0][n] + extra * row[""][1]
        place, person, organisation = (row[kind][0][n] + extra * row[kind][1] - none for kind in CLASSES)
        yield name, (place, person, organisation)


def cross_validate(examples: Sequence[Example], folds: int, files: Sequence[Path]) -> None:
    """Print the figures of each file by weights learned without the fold."""
    draw = random.Random(1)
    fold_of = [draw.randrange(folds) for _ in examples]
    counts: dict[tuple[int, str], list[int]] = defaultdict(lambda: [0, 0, 0])
    for fold in range(folds):
        use(learn(example for example, its in zip(examples, fold_of, strict=True) if its != fold))
        for example, its in zip(examples, fold_of, strict=True):
            if its == fold:
                count(example, counts)
    for (file, kind), (hits, ours, marked) in sorted(counts.items()):
        precision, recall = hits / max(ours, 1), hits / max(marked, 1)
        f1 = 2 * hits / max(ours + marked, 1)
        print(f"{files[file].parent.name:24} {kind:6} P {precision:.3f} R {recall:.3f} F1 {f1:.3f}")


def use(weights: Weights) -> None:
    """Let the extraction weigh by `weights`."""
    weighing.table().clear()
    weighing.table().update(weights)
    for forget in FORGETTING:
        forget()


def count(example: Example, counts: dict[tuple[int, str], list[int]]) -> None:
    """Add what the extraction hits, names, and what is marked in a text, one to one."""
    found = mentions(example.text)
    for kind, types in KINDS.items():
        free = sorted({(start, end) for start, end, type_ in example.marks if type_ in types})
        ours = sorted({(one.start, one.end) for one in found if one.kind == kind})
        row = counts[example.file, kind]
        row[1] += len(ours)
        row[2] += len(free)
        for start, end in ours:
            met = next((mark for mark in free if mark[0] < end and start < mark[1]), None)
            if met:
                free.remove(met)
                row[0] += 1


def write(weights: Weights) -> None:
    """Write the table that ships."""
    head = [
        "# What a piece of evidence for a name weighs, in logits against no name at all.",
        "# Source: learned by benchmarks/train_mentions.py from French texts whose names are marked (reports, articles of news,",
        "# old newspapers, encyclopaedic sentences); no word of them is here. Do not edit.",
        "evidence\tplace\tperson\torganisation",
    ]
    rows = [f"{piece}\t" + "\t".join(f"{value:.2f}" for value in values) for piece, values in sorted(weights.items())]
    TABLE.write_text("\n".join([*head, *rows]) + "\n", "utf-8")


if __name__ == "__main__":
    main()
