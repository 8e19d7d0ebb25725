"""The units that write names (tables/units.tsv): consonant or vowel, their sounds, the skeletons that a row of them has.

Not here: which units a name is written with (``reading``), what it costs to read one as another (``costs``).
"""

from collections.abc import Sequence
from functools import cache
from itertools import combinations, islice

from depeche.core.tables import rows

__all__ = ["divisions", "kinds", "sounds"]


def divisions(texts: Sequence[str], most: int = 8) -> dict[str, tuple[int, ...]]:
    """Return the likeliest skeletons of units, each with the places of the units that it stands for.

    First that of the usual classes, then those that differ from it in one place, then in two.
    """
    places = [at for at, text in enumerate(texts) if "-" in text or "c" in kinds(text)]
    options = [_options(texts, at) for at in places]
    usual = [option[0] for option in options]
    rare = [(at, other) for at, option in enumerate(options) for other in option[1:]]
    if not rare:
        return {"".join(usual): tuple([place for place, kept in zip(places, usual, strict=True) if kept])}
    sets = (chosen for size in range(3) for chosen in combinations(rare, size))
    found: dict[str, tuple[int, ...]] = {}
    for classes in islice((_changed(usual, chosen) for chosen in sets), most):
        found.setdefault("".join(classes), tuple(place for place, kept in zip(places, classes, strict=True) if kept))
    return found


def _options(texts: Sequence[str], at: int) -> tuple[str, ...]:
    """Return the classes of a consonant; an l may be the article's, a last t the tied ta's."""
    text = texts[at]
    if text[0] in "lt":
        text = text.rstrip("2")
        is_article = text == "l" and len(texts) > 3 and (at == 0 or (at == 1 and kinds(texts[0]) == "v"))
        is_tied = text == "t" and at + 1 == len(texts) > 3 and "v" in kinds(texts[at - 1])
        if is_article or is_tied or _is_t_of_ts(texts, at):
            return (text, "")
    return _classes(text)


def _is_t_of_ts(texts: Sequence[str], at: int) -> bool:
    """Whether a t stands before an s or z, with which it may write one consonant."""
    return texts[at] == "t" and at + 1 < len(texts) and texts[at + 1] in ("s", "z")


def _changed(usual: list[str], chosen: tuple[tuple[int, str], ...]) -> list[str]:
    classes = list(usual)
    for at, other in chosen:
        classes[at] = other
    return classes


@cache
def kinds(unit: str) -> str:
    """Return ``c`` for a consonant, ``v`` for a vowel, ``cv`` for what may be either."""
    return _table()[unit.rstrip("$^2")][0]


@cache
def sounds(unit: str) -> tuple[str, ...]:
    """Return the sounds that the unit may write, the usual one first."""
    return _table()[unit.rstrip("$^2")][1]


@cache
def _classes(unit: str) -> tuple[str, ...]:
    return _table()[unit.rstrip("2").rstrip("$^")][2]


@cache
def _table() -> dict[str, tuple[str, tuple[str, ...], tuple[str, ...]]]:
    table = {}
    for row in rows("depeche.analyzers.names", "units.tsv"):
        keys = tuple(key.replace("-", "") for key in row["keys"].split()) or ("",)
        table[row["unit"] + ("'" if row["before"].isalpha() else "")] = (row["kind"], tuple(row["sounds"].split()), keys)
    for vowel in "aeiou":
        table[vowel + "l-"] = ("c", ("l",), ("l", ""))
    return table
