"""Whether the options of a search are of the types they must be, before anything is made of them.

Not here: values of the right type that cannot be asked (``searcher``, ``filters``).
"""

from collections.abc import Callable, Collection, Mapping

from depeche.core.fields import FACETS

__all__ = ["check"]


def check(question: object, options: Mapping[str, object]) -> None:
    """Raise TypeError where `question` is no text, or one of `options` is unknown or of a type that it cannot have."""
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


_NUMBER = (_is_number, "a whole number")
_FLAG = (_is_flag, "True or False")
_TYPES: Mapping[str, tuple[Callable[[object], bool], str]] = {
    "limit": _NUMBER,
    "offset": _NUMBER,
    "cursor": (_is_text_or_none, "text or None"),
    "facet_limit": _NUMBER,
    "facet_search": (_is_text, "text"),
    "dispatches": _FLAG,
    "facet_dispatches": _FLAG,
    "levels": (_are_levels, "a set of levels or None"),
    **dict.fromkeys(FACETS, (_are_texts, "text, several texts or None")),
}
"""What each option may be, and how that is said."""
