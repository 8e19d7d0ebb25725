"""Names that a package gives and imports when each is first used (PEP 562): a search needs few of them.

Not here: which names there are; each package says so.
"""

import sys
from collections.abc import Callable, Mapping
from importlib import import_module

__all__ = ["imported"]


def imported(package: str, homes: Mapping[str, str], others: Mapping[str, str] | None = None) -> Callable[[str], object]:
    """Return the ``__getattr__`` of `package`: it finds a name in the module of `homes`, where `others` may call it otherwise."""

    def found(name: str) -> object:
        if name not in homes:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        value = getattr(import_module(homes[name]), (others or {}).get(name, name))
        setattr(sys.modules[package], name, value)
        return value

    return found
