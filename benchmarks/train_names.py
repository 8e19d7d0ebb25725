"""Learn the weights by which names are compared, from pairs of one's own, or measure by cross-validation what is learned.

``python benchmarks/train_names.py PAIRS.tsv NEGATIVES.tsv WORDS.tsv [--folds 5] [--write analyzers/names/tables/weights.tsv]``

PAIRS has the columns group_id, kind, canonical, variant, script (latin or arab) and source; the variants of a group are
spellings of one name, and the source (geonames, wikidata-unit, wikidata-full) tells places, parts of persons' names and whole
ones. NEGATIVES has a, b, type, how, group_a and group_b: pairs that are no spellings of one name. WORDS has a word and its
frequency, the commonest first, without column names; nothing is learned from it. All three are tab-separated without quoting.
Without ``--write`` the groups are divided into folds; each is measured by weights learned from the others, and a table of the
figures is printed. With it the weights are learned from everything and written.

Three rounds: each pair is aligned by the cheapest steps, what describes them is counted, and a logistic regression is fitted
(Adagrad, quadratic penalty on the distance from priors). The same files give the same weights. Not here: drawing the pairs
(``name_pairs``), what describes a step (``depeche.analyzers.names.costs``).
"""

import argparse
import math
import random
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from statistics import fmean
from typing import NamedTuple

from name_pairs import Group, Names, Pair, fold, respelled, some

from depeche.analyzers.names.common import tells_apart
from depeche.analyzers.names.comparing import OTHER_WORDS, best_reading, compare, cost_of, evidence_of, scripts_of, word_pairs
from depeche.analyzers.names.costs import Costs, dropping, evidence, reading_as, written
from depeche.analyzers.names.explaining import Step, steps
from depeche.analyzers.names.reading import Word, read

__all__ = ["cross_validate", "main", "train", "write"]

ROUNDS, EPOCHS, RATE, PENALTY = 3, 4, 0.25, 0.005
SHIFT = -0.15
"""What is added to the evidence so that the cut of .5 has the wanted balance of recall and false merges."""
LEAST = 0.03
"""The least weight that is written."""
QUERIES = 150
"""How many names of each bucket are asked, a fold."""
HEADER = """\
# Weights of the steps between spellings (reading one unit as another, -leaving one out), of how telling units are (+), and of
# how much there is to go by (consonants, units, words, scripts).
# Source: learned by benchmarks/train_names.py from groups of spellings of one name from GeoNames (CC BY 4.0) and Wikidata (CC0),
# and pairs of different names; no entry of them is in the table.
step\tweight
"""

_KINDS = ("c", "cv", "v")
_RELATIONS = {"same": 0.1, "usual": 0.8, "rare": 1.6, "near": 3.0, "far": 5.0}
_VOWEL_RELATIONS = {"same": 0.1, "usual": 0.5, "rare": 0.8, "near": 1.0, "far": 1.0}
_READINGS = {f"{kind} {relation}": cost for kind in ("c", "cv") for relation, cost in _RELATIONS.items()}
_READINGS |= {f"v {relation}": cost for relation, cost in _VOWEL_RELATIONS.items()} | {"doubled": 0.1}
_WORDS = ("words 1", "words 2", "words 3")
_GENERAL = (
    *_READINGS,
    *(f"-{own}{other} {kind}" for own in "LA" for other in "LA" for kind in _KINDS),
    *(f"consonants {count}" for count in range(9)),
    *(f"units {count}" for count in range(13)),
    *_WORDS,
)


class Example(NamedTuple):
    """What describes the steps between two names (how often, less than none for costs), the weight, and 1 or 0 for same."""

    terms: tuple[tuple[str, float], ...]
    weight: float
    same: int


Figures = defaultdict[str, list[float]]
Matcher = Callable[[str, str], bool]


class Weights(dict[str, float]):
    """Weights by what they describe; that of what was not met yet is its prior."""

    def __missing__(self, term: str) -> float:
        self[term] = prior(term)
        return self[term]

    def get(self, term: str, _default: object = None, /) -> float:
        """Return the weight of `term`, of which there always is one."""
        return self[term]


def prior(term: str) -> float:
    """Return the weight that `term` has before anything is learned."""
    if term.startswith("consonants "):
        count = int(term.split()[1])
        return 0.5 + 0.35 * count if count else 0.0
    if term.startswith("units "):
        return 0.12 * int(term.split()[1])
    return _prior_of_dropping(*term[1:].split(" ")) if term[0] == "-" else _READINGS.get(term, 0.0)


def _prior_of_dropping(scripts: str, text: str, *place: str) -> float:
    """Return a little for what is lost easily: an h, the l of an article, the t of ts, a vowel where the other name is Arabic."""
    if place:
        return -3.0 if (text, *place) == ("t", "ts") else 0.0
    if text in _KINDS:
        return {"c": 4.0, "cv": 1.5, "v": 0.2}[text] if scripts == "LA" else {"c": 4.0, "cv": 1.2, "v": 1.0}[text]
    return -3.0 if text.endswith("l-") else {"h": -2.5, "ع": -0.8}.get(text, 0.0)


def strength(term: str) -> float:
    """Return how strongly `term` is held to its prior: the more particular, the more."""
    if term[0] == "-":
        _, text, *place = term.split(" ")
        return 0.1 if text in _KINDS else 0.6 if place else 0.3
    if term[0] == "+":
        return 0.4
    return 0.6 if "~" in term else 0.3 if "/" in term else 0.1


def train(names: Names, keys: Sequence[str]) -> Weights:
    """Return the weights learned from the groups `keys`."""
    pairs, weights, draw = names.training(keys), Weights(), random.Random(4)
    for _ in range(ROUNDS):
        costs = Costs(weights)
        described = ((pair, _terms(pair, costs)) for pair in pairs)
        _fit(weights, [Example(terms, pair.weight, int(pair.is_same)) for pair, terms in described if terms], draw)
    return weights


def _terms(pair: Pair, costs: Costs) -> tuple[tuple[str, float], ...]:
    """Return what describes the cheapest steps, nothing for a pair that is refused or costs far too much to learn from."""
    one, other, _ = best_reading(read(pair.one), read(pair.other), costs)
    words, scripts = word_pairs(one, other), scripts_of(one, other)
    known = evidence_of(one.joined, other.joined, len(words), scripts)
    limit = costs.bound(*known) + costs.telling(one.joined) + costs.telling(other.joined) + 8
    spent = [cost_of(left, right, scripts, limit, costs) for left, right in words]
    if not words or math.inf in spent:
        return ()
    terms = defaultdict(float, dict.fromkeys(evidence(*known), 1.0))
    _count(terms, written(one.joined) + written(other.joined), 0.5)
    for at, (left, right) in enumerate(words):
        for step in steps(left, right, scripts, costs):
            _count(terms, _describing(step, left, right, scripts), -1.0 if at == spent.index(max(spent)) else -OTHER_WORDS)
    return tuple(terms.items())


def _describing(step: Step, one: Word, other: Word, scripts: str) -> tuple[str, ...]:
    if step.one >= 0 and step.other >= 0:
        return reading_as(one.texts[step.one], other.texts[step.other]) or ()
    return dropping(one.units[step.one], scripts) if step.one >= 0 else dropping(other.units[step.other], scripts[::-1])


def _count(terms: defaultdict[str, float], found: Iterable[str], amount: float) -> None:
    for term in found:
        terms[term] += amount


def _fit(weights: Weights, examples: list[Example], draw: random.Random) -> None:
    squares: defaultdict[str, float] = defaultdict(lambda: 0.01)
    for epoch in range(EPOCHS):
        draw.shuffle(examples)
        for example in examples:
            _learn(weights, squares, example, RATE / (1 + epoch))


def _learn(weights: Weights, squares: defaultdict[str, float], example: Example, rate: float) -> None:
    logit = sum(weights[term] * amount for term, amount in example.terms)
    missing = example.weight * (example.same - (1 / (1 + math.exp(-logit)) if logit > -30 else 0.0))
    if abs(missing) < 0.003:
        return
    for term, amount in example.terms:
        slope = missing * amount - PENALTY * strength(term) * (weights[term] - prior(term))
        squares[term] += slope * slope
        weights[term] += rate * slope / math.sqrt(squares[term])


def finished(weights: Mapping[str, float]) -> dict[str, float]:
    """Return the weights with the general ones that were not met, and the shift."""
    every = {term: prior(term) for term in _GENERAL} | dict(weights)
    return every | {term: every[term] + SHIFT for term in _WORDS}


def write(weights: Mapping[str, float], path: Path) -> None:
    """Write the finished `weights` in order, two decimals each, without those of next to nothing."""
    kept = sorted((term, weight) for term, weight in finished(weights).items() if abs(weight) >= LEAST)
    path.write_text(HEADER + "".join(f"{term}\t{weight:.2f}\n" for term, weight in kept), "utf-8")


def cross_validate(names: Names, folds: int) -> Figures:
    """Return the figures over all groups, each compared by weights that were learned without its fold."""
    figures: Figures = defaultdict(list)
    for fold_number in range(folds):
        held = {key for key in names.groups if zlib.crc32(key.encode()) % folds == fold_number}
        costs = Costs(finished(train(names, [key for key in names.groups if key not in held])))
        _measure(names, held, partial(_is_same, costs), figures)
    return figures


def _is_same(costs: Costs, one: str, other: str) -> bool:
    return not tells_apart(one, other) and compare(read(one), read(other), costs) >= 0.5


def _measure(names: Names, held: set[str], is_same: Matcher, figures: Figures) -> None:
    draw = random.Random(7)
    groups = [group for key, group in names.groups.items() if key in held]
    for group in groups:
        _recall(group, is_same, figures, draw)
    for pair in names.different:
        if pair.group in held:
            figures[f"false merges, {pair.type}"].append(is_same(pair.one, pair.other))
    for bucket in ("place", "name", "fullname"):
        asked = [(group, spelling) for group in groups if group.bucket == bucket for spelling in group.latin]
        for group, spelling in some(asked, QUERIES, draw):
            met = {key for key, other in names.others(group, spelling) if is_same(spelling, other)}
            figures[f"other names per query, {bucket}"].append(len(met))
    _words(names, groups, is_same, figures, draw)


def _recall(group: Group, is_same: Matcher, figures: Figures, draw: random.Random) -> None:
    found = [is_same(one, other) for one, other in some(respelled(group), 200, draw)]
    if found:
        figures["recall, pairs"] += found
        figures["recall, per name"].append(fmean(found))
        figures[f"recall, pairs, {group.bucket}"] += found
    for arabic in group.arabic[:1]:
        figures["recall, Arabic-Latin"] += [is_same(arabic, latin) for latin in group.latin]


def _words(names: Names, groups: list[Group], is_same: Matcher, figures: Figures, draw: random.Random) -> None:
    common = set(names.words[:5000])
    single = [(group, spelling) for group in groups if group.bucket in ("place", "name") for spelling in group.latin]
    asked = [(group, name) for group, name in single if not set(" -") & set(name) and len(fold(name)) >= 3]
    for group, name in some(asked, QUERIES, draw):
        met = sum(is_same(name, word) for word in names.other_words(group, name) if word in common)
        figures["common words per name"].append(met)
        figures["names that meet a common word"].append(met > 0)


def main() -> None:
    """Write the weights with ``--write``; print the figures of the cross-validation without."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("pairs", "negatives", "words"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--write", type=Path, help="learn from everything and write the table there")
    options = parser.parse_args()
    if options.folds < 2:
        parser.error("--folds: two at the least")
    names = Names(options.pairs, options.negatives, options.words)
    if options.write:
        write(train(names, list(names.groups)), options.write)
        return
    figures = cross_validate(names, options.folds)
    print(f"| {options.folds} folds | mean | of |", "|---|---|---|", sep="\n")
    for name, found in sorted(figures.items()):
        print(f"| {name} | {fmean(found):.3f} | {len(found)} |")


if __name__ == "__main__":
    main()
