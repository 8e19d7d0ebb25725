"""The engines by name, imported when first asked for.

Not here: what an engine does (``depeche.indexer.engines.contract``), which one made an archive (its manifest says so).
"""

from importlib import import_module

from depeche.core.errors import EngineError
from depeche.indexer.engines.contract import Engine

__all__ = ["NAMES", "default", "engine"]

NAMES = ("tantivy", "whoosh")
"""The names of the engines, the preferred one first."""


def engine(name: str) -> Engine:
    """Return the engine called `name`; EngineError for an unknown name or where its library cannot be imported."""
    if name not in NAMES:
        raise EngineError(f"There is no engine {name!r}; the engines are {', '.join(NAMES)}.")
    try:
        found: Engine = import_module(f"depeche.indexer.engines.{name}").ENGINE
    except ImportError as error:
        raise EngineError(f"The engine {name} cannot be used: its library cannot be imported ({error}).") from error
    return found


def default() -> Engine:
    """Return the first engine of NAMES whose library can be imported; EngineError where none can."""
    for name in NAMES[:-1]:
        try:
            return engine(name)
        except EngineError:
            continue
    return engine(NAMES[-1])
