"""Written names, compared in pairs: whether Daraa is a spelling of Deraa.

``same_name`` gives the probability, ``likeness`` the same however words are capitalised, ``explain`` the steps between two
spellings; ``skeletons`` is what names are looked up by, ``Screen`` and ``codes`` compare one with the many words of an archive's
vocabulary; ``wording`` and ``read`` give a name's words and how they sound, ``joined_parts`` divides a fused name, ``is_common``
says what is a word and no name when typed small. Each is imported when first used: most questions hold no name. Weights were
learned from spellings; no table of names is here. Not here: other names of the same thing (aliases), which are the gazetteer's.
"""

from typing import TYPE_CHECKING

from depeche.core.lazily import imported

if TYPE_CHECKING:
    from depeche.analyzers.names.common import is_common
    from depeche.analyzers.names.comparing import likeness, same_name
    from depeche.analyzers.names.explaining import explain
    from depeche.analyzers.names.particles import joined_parts, wording
    from depeche.analyzers.names.reading import read, skeletons
    from depeche.analyzers.names.screening import Screen, codes

__all__ = [
    "RULES",
    "Screen",
    "codes",
    "explain",
    "is_common",
    "joined_parts",
    "likeness",
    "read",
    "same_name",
    "skeletons",
    "wording",
]

RULES = "names-9"
"""Names these rules and weights: a vocabulary table derived by others is derived again."""

__getattr__ = imported(
    __name__,
    {
        "is_common": "depeche.analyzers.names.common",
        **dict.fromkeys(["likeness", "same_name"], "depeche.analyzers.names.comparing"),
        "explain": "depeche.analyzers.names.explaining",
        **dict.fromkeys(["joined_parts", "wording"], "depeche.analyzers.names.particles"),
        **dict.fromkeys(["read", "skeletons"], "depeche.analyzers.names.reading"),
        **dict.fromkeys(["Screen", "codes"], "depeche.analyzers.names.screening"),
    },
)
