"""Words of a form (``dégag*``, ``t?rturé``): those of the archive's dictionary that have it.

They answer as written, for that is how they were asked for. Not here: how many are searched, and their score (``expanding``).
"""

import re
from collections.abc import Iterator

from depeche.core.model import Level
from depeche.search.compiling.expanding import Expansion
from depeche.search.compiling.lexicon import Lexicon
from depeche.search.compiling.matchers import Wanted
from depeche.search.question.tree import Pattern

__all__ = ["of_form"]

_WILD = re.compile(r"[*?]")


def of_form(pattern: Pattern, typed: str, lexicon: Lexicon, field: str) -> Iterator[Expansion]:
    """Yield the terms of `field` that have the form of `pattern`, `typed` so; a sign that may be any letter is * or ?."""
    letters = _WILD.split(pattern.text)
    form, longest = re.compile(_expression(pattern.text), re.DOTALL), max(letters, key=len)
    passages = lexicon.terms(field, letters[0])
    for term in lexicon.holding(longest, field, letters[0]) if longest else passages:
        if form.fullmatch(term):
            yield Expansion(term, passages[term], Wanted(typed, term, Level.EXACT))


def _expression(text: str) -> str:
    """Return the regular expression of a pattern: each part between stars is taken where it comes first, so none takes long."""
    first, *rest = map(_letters, re.split(r"\*+", text))
    if not rest:
        return first
    return "".join((first, *(f"(?>.*?{part})" for part in rest[:-1]), ".*", rest[-1]))


def _letters(part: str) -> str:
    return ".".join(map(re.escape, part.split("?")))
