"""One compiled form laid over another: the user's places and actors over those that ship.

An entity of the same id gains the upper one's names, and takes its label, type, parents, coordinates and population where the upper
one has them. Of what a name may stand for, the lower form's sure readings come first, then the upper one's, then weak ones by
population. Not here: where either form comes from (``cache``).
"""

from collections.abc import Iterator

from depeche.analyzers.gazetteer.compiling import Compiled, measure, ordered

__all__ = ["laid"]

_ID, _NAMES, _POPULATION = 0, 4, 8


def laid(under: Compiled, over: Compiled) -> Compiled:
    """Return `under` with `over` laid on it; neither is changed."""
    entities = list(under.entities)
    numbers = list(_numbers(entities, over.entities))
    made = Compiled(entities, dict(under.names), dict(under.lengths), dict(under.small), dict(under.skeletons))
    for key, packed in over.names.items():
        upper = [_moved(entry, numbers) for entry in packed.split("|")]
        made.names[key] = "|".join(ordered(filter(None, [*made.names.get(key, "").split("|"), *upper]), entities))
        for entry in upper:
            measure(made, key, entry.partition(" ")[2])
    for skeleton, keys in over.skeletons.items():
        lower = made.skeletons.get(skeleton, "").split("|")
        made.skeletons[skeleton] = "|".join(dict.fromkeys(filter(None, [*lower, *keys.split("|")])))
    return made


def _numbers(entities: list[str], over: list[str]) -> Iterator[int]:
    """Put the rows of `over` into `entities`, and yield where each stands."""
    known = {row.partition("\t")[_ID]: number for number, row in enumerate(entities)}
    for row in over:
        id_ = row.partition("\t")[_ID]
        number = known.setdefault(id_, len(entities))
        if number < len(entities):
            entities[number] = _joined(entities[number], row)
        else:
            entities.append(row)
        yield number


def _joined(under: str, over: str) -> str:
    low, high = under.split("\t"), over.split("\t")
    cells = [one or other for one, other in zip(high, low, strict=True)]
    cells[_NAMES] = "|".join(dict.fromkeys((*high[_NAMES].split("|"), *low[_NAMES].split("|"))))
    cells[_POPULATION] = low[_POPULATION] if high[_POPULATION] == "0" else high[_POPULATION]
    return "\t".join(cells)


def _moved(entry: str, numbers: list[int]) -> str:
    number, _, rest = entry.partition(" ")
    return f"{numbers[int(number)]} {rest}"
