"""What becomes of a question: what an engine is asked, and what the answer needs to know beside. Not here: how it is made."""

from depeche.core import plan
from depeche.core.frozen import frozen
from depeche.search.compiling.matchers import Matchers
from depeche.search.question.tree import Word

__all__ = ["Compiled"]


@frozen
class Compiled:
    """The plan, what its terms answer, and notes on what of the question was ignored or is not in the archive.

    `unmet` are the words that nothing in the archive answers, `doubtful` those not typed as names that but names answer, what is
    excluded apart; those of both that are asked of titles are `in_titles`. `at_least` and `at_most` are as in ``Totals``.
    """

    plan: plan.Node
    matchers: Matchers
    notes: tuple[str, ...]
    unmet: tuple[Word, ...] = ()
    at_least: bool = False
    doubtful: tuple[Word, ...] = ()
    in_titles: frozenset[Word] = frozenset()
    at_most: bool = False
