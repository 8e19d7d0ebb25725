"""Written names, compared in pairs: whether Daraa is a spelling of Deraa.

``same_name`` gives the probability, ``skeletons`` what names are looked up by in an archive's vocabulary. No table of names is
here: the rules are those of romanisation. Not here: other names of the same thing (aliases), which are the gazetteer's.
"""

from depeche.analyzers.names.comparing import same_name
from depeche.analyzers.names.parsing import joined_parts, parse, skeletons

__all__ = ["RULES", "joined_parts", "parse", "same_name", "skeletons"]

RULES = "names-1"
"""Names these rules: a vocabulary table derived by others is derived again."""
