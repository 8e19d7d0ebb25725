"""A question's tree, or what else is asked, to the plan that an engine runs. Not here: the syntax, the answer."""

from depeche.search.compiling.compiled import Compiled
from depeche.search.compiling.compiler import compile_question

__all__ = ["Compiled", "compile_question"]
