"""How far a word as typed is from a word that may have been meant, as French is mistyped and written by ear.

Letters that sound alike, mute endings and doublings cost little (``tables/mistakes.tsv``), any other letter more, fewer or changed
costs about 1, two neighbours changed about too; a mistake in the first letter costs more. Folded words. Not here: which
words are compared (``suggesting``), names (``depeche.analyzers.names``).
"""

from collections.abc import Iterator
from functools import cache

from depeche.core.tables import rows

__all__ = ["cost", "first_letters", "heard"]

_OTHER, _MORE, _FEWER, _TURNED = 1.0, 1.0, 0.9, 0.7
"""Another letter; one typed that was not meant; one meant that was not typed; two neighbours changed about."""
_DOUBLED = 0.2
"""A letter typed twice for once, or once for twice."""
_FIRST = 0.4
"""What it costs beside that the first letter is mistaken."""
_MOST_HEARD = 3000
"""How many ways to write a word are tried."""


def cost(typed: str, meant: str) -> float:
    """Return what it costs to have typed `typed` for `meant`; 0 for the same."""
    one, other = f"^{typed}$", f"^{meant}$"
    best: list[list[float]] = [[float("inf")] * (len(other) + 1) for _ in range(len(one) + 1)]
    best[0][0] = 0.0
    for at in range(len(one) + 1):
        for to in range(len(other) + 1):
            if best[at][to] < _HOPELESS:
                for more, further, step in _steps(one, other, at, to):
                    best[at + more][to + further] = min(best[at + more][to + further], best[at][to] + step)
    return best[-1][-1] + (_FIRST if typed[:1] != meant[:1] and typed[:2] != meant[1::-1] else 0.0)


_HOPELESS = 5.0
"""Beyond it no word is what was meant."""


def _steps(one: str, other: str, at: int, to: int) -> Iterator[tuple[int, int, float]]:
    """Yield how many letters of both a step from here takes, and what it costs."""
    left, right = one[at : at + 1], other[to : to + 1]
    if left and right:
        yield 1, 1, 0.0 if left == right else _OTHER
    if left:
        yield 1, 0, _DOUBLED if one[at - 1 : at] == left else _MORE
    if right:
        yield 0, 1, _DOUBLED if other[to - 1 : to] == right else _FEWER
    if len(other[to : to + 2]) == 2 and one[at : at + 2] == other[to : to + 2][::-1]:
        yield 2, 2, _TURNED
    for written, meant, step in (*_rules().get(left, ()), *_rules()[""]):
        if one.startswith(written, at) and other.startswith(meant, to):
            yield len(written), len(meant), step


def heard(typed: str) -> set[str]:
    """Return other ways to write what `typed` sounds like, with up to three mistakes, as far as they are few."""
    found = {f"^{typed}$"}
    for _ in range(3):
        found |= {other for word in list(found) for other in _rewritten(word)}
        if len(found) > _MOST_HEARD:
            break
    return {word.strip("^$") for word in found} - {typed}


def first_letters(typed: str) -> set[str]:
    """Return the letters with which a word may begin that was mistyped so: its first two, and what sounds like the first."""
    beginnings = {other.strip("^$")[:1] for other in (*_rewritten(typed[:3]), *_rewritten(f"^{typed[:3]}"))}
    return {letter for letter in (typed[:1], typed[1:2], *beginnings) if letter}


def _rewritten(word: str) -> Iterator[str]:
    for at in range(len(word)):
        for written, meant, _ in _rules().get(word[at], ()):
            if word.startswith(written, at):
                yield word[:at] + meant + word[at + len(written) :]


@cache
def _rules() -> dict[str, list[tuple[str, str, float]]]:
    """Return what may be written for what, either way, by the first letter written."""
    found: dict[str, list[tuple[str, str, float]]] = {"": []}
    for row in rows("depeche.search.answering", "mistakes.tsv"):
        one, other, step = row["one"], row["other"], float(row["cost"])
        for written, meant in ((one, other), (other, one)):
            found.setdefault(written[:1], []).append((written, meant, step))
    return found
