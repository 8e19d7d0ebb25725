"""What people are told of an answer, in words: how many passages, why a word answers, labels that tell namesakes apart.

The strings are as the texts have them: who shows them escapes what may not be shown. Not here: how they are laid out.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from depeche.core.model import Kind, Level
from depeche.core.results import Copy, EntityRef, FacetCount, Group, Highlight, Hit, Results, Totals

__all__ = [
    "copies",
    "counted",
    "labels",
    "many",
    "meant",
    "one_line",
    "parts",
    "probable",
    "reasons",
    "shown_levels",
    "summary",
    "values",
]

_JOINING = re.compile(r"[\s'’‑-]*(?:[^\W\d_]{1,2}['’])?")
"""What stands between the words of one name, an elided article with it."""
_RELATIONS = {Level.STEM: "form of", Level.SPELLING: "spelling of", Level.ALIAS: "other name of"}
_BREAKS = re.compile(r"[\n\t]")
_BOUNDS = {(False, False): "", (True, False): "at least ", (False, True): "at most ", (True, True): "about "}
"""What is said before a count that is not exact: whether there may be more, whether fewer."""


def one_line(text: str) -> str:
    """Return `text` with blanks for its line ends and tabs."""
    return _BREAKS.sub(" ", text)


def summary(results: Results) -> str:
    """Return how many passages were found, and in how many dispatches where that was counted."""
    total = results.total
    if not total.passages:
        return "nothing found"
    dispatches = "" if total.dispatches is None else f" in {many(total.dispatches, 'dispatch')}"
    return f"{_BOUNDS[total.at_least, total.at_most]}{many(total.passages, 'passage')}{dispatches}"


def many(count: int, what: str) -> str:
    """Return how many: ``1 passage``, ``2 dispatches``."""
    plural = "es" if what.endswith("h") else "s"
    return f"{count} {what}{plural * (count != 1)}"


def counted(totals: Totals) -> str:
    """Return the counts of a facet's value: ``5``, or ``5 in 2`` dispatches where those were counted."""
    return f"{totals.passages} in {totals.dispatches}" if totals.dispatches is not None else str(totals.passages)


def meant(results: Results) -> str:
    """Return what may have been meant by words that found nothing, with the passages of each; empty where nothing was."""
    words: dict[str, list[str]] = {}
    for each in results.suggestions:
        words.setdefault(each.query, []).append(f"{each.word} ({each.passages})")
    alone = len(words) == 1
    return "; ".join(", ".join(each) + ("" if alone else f" for {query}") for query, each in words.items())


def copies(shown: Hit | Group) -> str:
    """Return how many near-identical ones a passage or dispatch stands for, with the first and the latest; empty if none."""
    if not shown.similar:
        return ""
    if all(copy.dispatch == shown.dispatch for copy in shown.similar):
        return f"+{len(shown.similar)} similar in this dispatch"
    first, latest = shown.similar[0], max(shown.similar, key=lambda copy: copy.date or "")
    if len(shown.similar) == 1:
        return f"+1 similar: {_copy(first)}"
    return f"+{len(shown.similar) + shown.more_similar} similar: first {_copy(first)}; latest {_copy(latest)}"


def _copy(copy: Copy) -> str:
    return " ".join(filter(None, (copy.date, copy.source, copy.dispatch)))


def parts(hit: Hit) -> str:
    """Return what the score of a passage is made of; empty where that was not asked."""
    return ", ".join(f"{part.query} {part.score:.4g}" for part in hit.parts)


def reasons(hit: Hit) -> list[str]:
    """Return of the words found otherwise than as typed why they answer: ``Deraa (spelling of Daraa, .90)``, each once.

    Those of the title come last.
    """
    told = ((hit.text, hit.highlights), (hit.title or "", hit.title_highlights))
    runs = ((text, run) for text, highlights in told for run in _runs(text, highlights))
    return list(dict.fromkeys(_reason(text, run) for text, run in runs if run[0].level is not Level.EXACT))


def shown_levels(results: Results) -> list[Level]:
    """Return the levels at which the words of the answer's passages and titles are marked, the strongest first."""
    found = {each.level for hit in results.passages for each in (*hit.highlights, *hit.title_highlights)}
    return [level for level in Level if level in found]


def _runs(text: str, highlights: Sequence[Highlight]) -> Iterator[list[Highlight]]:
    """Yield the highlights, neighbours that answer the same together: the words of a name."""
    run: list[Highlight] = []
    for highlight in highlights:
        between = text[run[-1].end : highlight.start] if run else ""
        if run and (not _JOINING.fullmatch(between) or _answer(highlight) != _answer(run[-1])):
            yield run
            run = []
        run.append(highlight)
    if run:
        yield run


def _answer(highlight: Highlight) -> tuple[str, Level, str | None]:
    return highlight.query, highlight.level, highlight.entity


def _reason(text: str, run: Sequence[Highlight]) -> str:
    highlight, probability = run[0], min(each.probability for each in run)
    named = f": {highlight.entity}" if highlight.entity else ""
    certain = f", {probable(probability)}" if probability < 1 else ""
    surface = one_line(text[highlight.start : run[-1].end])
    return f"{surface} ({_RELATIONS[highlight.level]} {highlight.query}{named}{certain})"


def probable(probability: float) -> str:
    """Return the probability with two decimals; what is not certain is never shown as 1."""
    return f"{min(probability, 0.99):.2f}".replace("0.", ".") if probability < 1 else "1"


def values(facet: str, counts: Sequence[FacetCount]) -> list[str]:
    """Return the labels of a facet's values, with what each is and where, and its id where that does not tell them apart."""
    return _apart(counts, [count.label + (_told(count) if count.kind and facet != "country" else "") for count in counts])


def labels(entities: Sequence[EntityRef]) -> list[str]:
    """Return the labels, with the type of actors, and what tells those that share one apart (Deraa the city and the province)."""
    times = Counter(entity.label for entity in entities)
    return _apart(entities, [f"{each.label}{_told(each, alone=times[each.label] == 1)}" for each in entities])


def _apart(shown: Sequence[EntityRef | FacetCount], labels: Sequence[str]) -> list[str]:
    """Return the labels of what is shown, with its id where another has the same."""
    times = Counter(labels)
    return [f"{label} ({each.id})" if times[label] > 1 else label for each, label in zip(shown, labels, strict=True)]


def _told(entity: EntityRef | FacetCount, *, alone: bool = False) -> str:
    if entity.kind is Kind.ACTOR:
        return f" [{entity.type}]"
    return "" if alone else f" [{entity.type}{' in ' * bool(entity.within)}{', '.join(entity.within)}]"
