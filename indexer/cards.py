"""The cards of entities that an archive does not have yet: each is stored once, with the first commit that names its entity.

Of an entity of which dispatches say different things (it is known by cues alone) the first counts. A card stays when the dispatches
that name its entity are deleted, until the archive is rebuilt; its entity is then listed with no passages.
Not here: how a card is written (``depeche.core.cards``), how an engine keeps it.
"""

from collections.abc import Collection, Iterable

from depeche.core import fields
from depeche.core.cards import prefix
from depeche.indexer.engines.contract import Reader

__all__ = ["Cards", "is_listed"]


class Cards:
    """Those of one run. `reader` has what the archive holds already, None for nothing."""

    def __init__(self, reader: Reader | None) -> None:
        self._reader = reader if reader and reader.record else None
        self._known: set[str] = set()
        self._new: list[str] = []

    def note(self, cards: Iterable[str]) -> None:
        """Note the cards of a dispatch that is stored."""
        for card in cards:
            if _id(card) not in self._known:
                self._known.add(_id(card))
                if not (self._reader and is_listed(self._reader, card)):
                    self._new.append(card)

    def take(self) -> Collection[str]:
        """Return what is new since the last call: it goes with the next commit."""
        taken, self._new = self._new, []
        return taken


def is_listed(reader: Reader, card: str) -> bool:
    """Whether the archive has a card of the entity that `card` is one of, though it may say something else of it."""
    return any(True for _ in reader.dictionary(fields.CARD, prefix(_id(card))))


def _id(card: str) -> str:
    return card.partition("\t")[0]
