"""Written names, compared in pairs: whether Daraa is a spelling of Deraa.

``same_name`` gives the probability, ``skeletons`` what names are looked up by in an archive's vocabulary, ``explain`` the steps
between two spellings. Weights were learned from spellings; no table of names is here. Not here: other names of the same thing
(aliases), which are the gazetteer's.
"""

from depeche.analyzers.names.comparing import likeness, same_name
from depeche.analyzers.names.explaining import explain
from depeche.analyzers.names.reading import joined_parts, skeletons

__all__ = ["RULES", "explain", "joined_parts", "likeness", "same_name", "skeletons"]

RULES = "names-3"
"""Names these rules and weights: a vocabulary table derived by others is derived again."""
