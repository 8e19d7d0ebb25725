"""When dispatches came: the number of the commit that took each in.

A dispatch that comes again just as it was, in text and facts, keeps its number; so has it in an archive that is rebuilt.
Not here: the record of a commit (``commits``).
"""

from depeche.core import fields
from depeche.core.model import Dispatch
from depeche.indexer import commits
from depeche.indexer.engines.contract import Reader
from depeche.indexer.payload import decode, original

__all__ = ["Arrivals"]


class Arrivals:
    """The numbers of what a run takes in; `reader` gives what is in the archive, None for nothing.

    `number` is that of the commit that the run will make.
    """

    def __init__(self, reader: Reader | None = None) -> None:
        self._reader = reader
        self.number = commits.number(reader.record if reader else None) + 1

    def of(self, dispatch: Dispatch) -> int:
        """Return the number of the commit that took `dispatch` in as it is now."""
        if self._reader is None or not self._reader.doc_freq(fields.DISPATCH, dispatch.id):
            return self.number
        held = [decode(payload) for payload in self._reader.dispatch(dispatch.id)]
        return held[0].arrival if held and original(held) == dispatch else self.number
