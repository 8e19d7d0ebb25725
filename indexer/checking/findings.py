"""What a check finds: a line that says where, what is wrong, and what to do. Not here: the checks."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from itertools import islice
from typing import Any

from depeche.core.frozen import frozen

__all__ = ["Finding", "shortened"]

_MOST = 20
"""Findings of one sort that are told one by one."""


@frozen
class Finding:
    """Something about an archive: `file` says where, within its folder, `problem` what, `remedy` what to do.

    What is `harmless` needs nothing to be done: files that something interrupted has left, tables of a commit that is past.
    """

    file: str
    problem: str
    remedy: str
    harmless: bool = False

    def to_dict(self) -> dict[str, Any]:
        """Return the finding as JSON values."""
        return asdict(self)

    def __str__(self) -> str:
        """Return the finding as one line."""
        return f"{self.file}: {self.problem}; {self.remedy}"


def shortened(findings: Iterable[Finding], of: str) -> Iterator[Finding]:
    """Yield the first `findings`, and one that says how many more there are `of` their sort."""
    remaining = iter(findings)
    last = None
    for last in islice(remaining, _MOST):
        yield last
    more = sum(1 for _ in remaining)
    if more and last:
        yield Finding(last.file, f"{more} more {of}", last.remedy)
