"""Written names, compared in pairs: whether Daraa is a spelling of Deraa.

``same_name`` gives the probability, ``likeness`` the same however words are capitalised, ``explain`` the steps between two
spellings; ``skeletons`` is what names are looked up by, ``Screen`` and ``codes`` compare one with the many words of an archive's
vocabulary; ``joined_parts`` divides a fused name, ``is_common`` says what is a word and no name when typed small. Weights were
learned from spellings; no table of names is here. Not here: other names of the same thing (aliases), which are the gazetteer's.
"""

from depeche.analyzers.names.common import is_common
from depeche.analyzers.names.comparing import likeness, same_name
from depeche.analyzers.names.explaining import explain
from depeche.analyzers.names.particles import joined_parts
from depeche.analyzers.names.reading import skeletons
from depeche.analyzers.names.screening import SCRIPTS, Screen, codes

__all__ = ["RULES", "SCRIPTS", "Screen", "codes", "explain", "is_common", "joined_parts", "likeness", "same_name", "skeletons"]

RULES = "names-9"
"""Names these rules and weights: a vocabulary table derived by others is derived again."""
