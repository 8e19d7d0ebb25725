"""How a question is to be answered: the options of a search, their types, and a request that holds them all.

Not here: values of the right type that an archive cannot be asked (``filters``, ``cursors``), what they do (``searcher``).
"""

from collections.abc import Callable, Collection, Mapping
from typing import Any, Literal, TypeAlias, TypedDict, cast, get_args

from depeche.core.errors import QuestionError
from depeche.core.fields import FACETS
from depeche.core.frozen import field, frozen
from depeche.core.model import Level
from depeche.core.plan import Order

__all__ = ["LARGEST", "Request", "SearchOptions", "Within", "requested"]

LARGEST = 1_000_000_000
"""The largest number that an option can have: more than an archive holds, and no more than every engine can count to."""
Within: TypeAlias = Literal["passage", "dispatch"]
"""What must hold all that is joined."""
_Asked: TypeAlias = "str | Collection[str] | None"


class SearchOptions(TypedDict, total=False):
    """How to answer, each with its default.

    ``limit`` (10): how many passages; ``offset`` (0): how many to leave out first; ``cursor`` (None): the ``next`` of the page
    before, instead of an offset; ``sort`` ("score"): the order, or "newest", "oldest"; ``copies`` (False): show each passage that
    is nearly identical to one shown before too; ``group`` (0): show so many of the best passages of each dispatch together, and
    ``limit`` dispatches; ``levels`` (None, for all): the set of levels at which words may answer, each a :class:`Level` or its
    value; ``Level.SPELLING.and_stronger`` is such a set. Filters have no levels.

    ``within`` ("passage"): what must hold the words that are joined by AND, or all words with "dispatch"; ``strict`` (False):
    refuse a question that cannot be understood whole; ``arrived_after`` (0): only what came with a later commit than the one of
    that number; ``explain`` (False): say what was searched and what scores are made of.

    ``facets`` (None, for all): which facets are counted, of ``place``, ``actor``, ``type``, ``country``, ``source`` and ``month``;
    ``facet_limit`` (10): how many values of each, 0 for none; ``facet_search`` (""): just those with a label or another
    name that holds this text up to folding, or that it spells, if it holds a letter or digit; ``dispatches`` (True): count
    distinct dispatches too, which takes longer; ``facet_dispatches`` (True): for the values of facets as well.

    ``place``, ``actor``, ``type`` (of actor), ``country``, ``source``, ``month`` (``2018-07``) (None): the values of a facet that
    the answer is narrowed to, one or several, by id or any name. Several of one facet are alternatives, different facets must
    all hold. A place holds what lies in it. A blank question with such a selection asks for all that is selected.

    Numbers are whole, from 0 to :data:`LARGEST`.
    """

    limit: int
    offset: int
    cursor: str | None
    sort: str
    copies: bool
    group: int
    levels: Collection[Level | str] | None
    within: str
    strict: bool
    arrived_after: int
    explain: bool
    facets: Collection[str] | None
    facet_limit: int
    facet_search: str
    dispatches: bool
    facet_dispatches: bool
    place: _Asked
    actor: _Asked
    type: _Asked
    country: _Asked
    source: _Asked
    month: _Asked


@frozen
class Request:
    """A question and all that was asked with it: ``chosen`` has the selections by facet, the rest is as in SearchOptions.

    ``like`` has the passages (``fields.passage``) that stand for a question where what is like them is asked for.
    """

    question: str
    limit: int = 10
    offset: int = 0
    cursor: str | None = None
    sort: Order = Order.SCORE
    copies: bool = False
    group: int = 0
    levels: frozenset[Level] = frozenset(Level)
    within: Within = "passage"
    strict: bool = False
    arrived_after: int = 0
    explain: bool = False
    facets: tuple[str, ...] = tuple(FACETS)
    facet_limit: int = 10
    facet_search: str = ""
    dispatches: bool = True
    facet_dispatches: bool = True
    chosen: Mapping[str, _Asked] = field(default_factory=dict)
    like: tuple[str, ...] = ()

    @property
    def order(self) -> str:
        """What two requests share if their answers come in the same order, so that a page of one follows on a page of the other."""
        levels, chosen = sorted(self.levels), sorted((name, _several(asked)) for name, asked in self.chosen.items() if asked)
        asked = (self.question, self.like, self.sort, self.copies, self.group, levels, self.within, self.arrived_after, chosen)
        return repr(asked)


def requested(question: str, options: SearchOptions) -> Request:
    """Return what is asked; TypeError for a type that an option cannot have, QuestionError for such a value."""
    _check(question, options)
    given: dict[str, Any] = {name: value for name, value in options.items() if name not in FACETS}
    chosen = {facet: cast("_Asked", options.get(facet)) for facet in FACETS}
    if any(not 0 <= value <= LARGEST for name, value in given.items() if name in _COUNTS):
        raise QuestionError(f"{', '.join(_COUNTS[:-1])} and {_COUNTS[-1]} must be from 0 to {LARGEST}")
    if given.get("cursor") and given.get("offset"):
        raise QuestionError("a cursor says where the page begins: give no offset with it")
    given["levels"] = _levels(options.get("levels"))
    given["facets"] = _facets(options.get("facets"))
    given["sort"] = Order(_one_of("sort", options.get("sort", "score"), tuple(Order)))
    given["within"] = _one_of("within", options.get("within", "passage"), get_args(Within))
    return Request(question, chosen=chosen, **given)


def _one_of(name: str, value: str, values: tuple[str, ...]) -> str:
    if value not in values:
        raise QuestionError(f"{name} must be one of {', '.join(values)}, not {value!r}")
    return value


def _facets(asked: Collection[str] | None) -> tuple[str, ...]:
    """Return the facets asked for, in the order in which they are shown."""
    wanted = {_one_of("facets", facet, tuple(FACETS)) for facet in (FACETS if asked is None else _several(asked))}
    return tuple(facet for facet in FACETS if facet in wanted)


def _levels(asked: Collection[Level | str] | None) -> frozenset[Level]:
    if isinstance(asked, str):
        raise QuestionError(f"levels must be a set of levels, not {asked!r}")
    try:
        return frozenset(Level if asked is None else map(Level, asked))
    except ValueError as error:
        raise QuestionError(f"{error}: the levels are {', '.join(Level)}") from error


def _several(asked: _Asked) -> list[str]:
    return [asked] if isinstance(asked, str) else sorted(asked or ())


def _check(question: object, options: Mapping[str, object]) -> None:
    if not isinstance(question, str):
        raise TypeError(f"a question must be text, not {question!r}")
    for name, value in options.items():
        if name not in _TYPES:
            raise TypeError(f"search has no option {name}")
        is_right, wanted = _TYPES[name]
        if not is_right(value):
            raise TypeError(f"{name} must be {wanted}, not {value!r}")


def _is_number(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_text_or_none(value: object) -> bool:
    return value is None or isinstance(value, str)


def _is_flag(value: object) -> bool:
    return isinstance(value, bool)


def _are_levels(value: object) -> bool:
    return value is None or isinstance(value, Collection)


def _are_texts(value: object) -> bool:
    return _is_text_or_none(value) or (isinstance(value, Collection) and all(map(_is_text, value)))


_COUNTS = ("limit", "offset", "group", "arrived_after", "facet_limit")
_FLAGS = ("copies", "strict", "explain", "dispatches", "facet_dispatches")
_TYPES: Mapping[str, tuple[Callable[[object], bool], str]] = {
    **dict.fromkeys(_COUNTS, (_is_number, "a whole number")),
    **dict.fromkeys(_FLAGS, (_is_flag, "True or False")),
    **dict.fromkeys(("sort", "within", "facet_search"), (_is_text, "text")),
    "cursor": (_is_text_or_none, "text or None"),
    "levels": (_are_levels, "a set of levels or None"),
    "facets": (_are_texts, "text, several texts or None"),
    **dict.fromkeys(FACETS, (_are_texts, "text, several texts or None")),
}
"""What each option may be, and how that is said."""
