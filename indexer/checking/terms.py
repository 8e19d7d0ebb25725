"""The terms of an archive against its texts: a dispatch analysed again must be found by all that its analysis gives.

Only an archive of the rules and tables of now can be checked so. What hangs on when a dispatch came (its arrival, what it is a copy
of) is no part of its analysis. Not here: whether the texts are whole (``stored``).
"""

from collections.abc import Iterator, Sequence

from depeche.analyzers.gazetteer import Gazetteer
from depeche.core import fields
from depeche.core.cards import entity
from depeche.core.errors import DepecheError
from depeche.core.model import Dispatch
from depeche.core.plan import AllOf, Node, Term, Values
from depeche.indexer.assembling import original
from depeche.indexer.cards import is_listed
from depeche.indexer.checking.findings import Finding, shortened
from depeche.indexer.checking.stored import fault
from depeche.indexer.engines.contract import Reader, Record
from depeche.indexer.engines.shared import kept
from depeche.indexer.payload import decode
from depeche.indexer.records import Draft, draft

__all__ = ["SAMPLE", "check_terms"]

SAMPLE = 25
"""How many dispatches are analysed again where not all are."""

_UNRELATED = {fields.ARRIVAL, fields.COPY, fields.VERSION, fields.BAND, fields.DISPATCH, fields.PASSAGE}
_REBUILD = "`depeche rebuild` makes the index anew from the stored texts"


def check_terms(reader: Reader, where: str, known: Gazetteer | None, *, entities: bool, deep: bool) -> Iterator[Finding]:
    """Yield the dispatches of a snapshot that the engine does not find by all their terms: of all if `deep`, else of a sample.

    `known` is the gazetteer with the user's tables; `where` names the engine's folder. What cannot be read is passed over.
    """
    ids = [id_ for id_, _ in reader.dictionary(fields.DISPATCH)]
    step = 1 if deep else max(1, len(ids) // SAMPLE)
    faults = (_fault(reader, id_, where, known, entities) for id_ in ids[::step])
    yield from shortened((one for one in faults if one), "dispatches like that")


def _fault(reader: Reader, id_: str, where: str, known: Gazetteer | None, entities: bool) -> Finding | None:
    dispatch = _dispatch(reader, id_)
    problem = _problem(reader, draft(dispatch, known, entities=entities)) if dispatch else None
    return Finding(f"{where}, dispatch {id_}", problem, _REBUILD) if problem else None


def _problem(reader: Reader, made: Draft) -> str | None:
    try:
        for record in made.records():
            if lacking := _lacking(reader, record):
                return f"passage {record.ordinal} is not found by {lacking}"
        unlisted = next((card for card in made.cards if not is_listed(reader, card)), None)
    except DepecheError as error:
        return f"its terms cannot be asked for: {error}"
    return f"it names {entity(unlisted).label}, which is not listed" if unlisted else None


def _dispatch(reader: Reader, id_: str) -> Dispatch | None:
    """Return the dispatch as it came in; None where it is deleted or not whole."""
    try:
        passages = [decode(payload) for payload in reader.dispatch(id_)]
    except DepecheError:
        return None
    return original(passages) if passages and not fault(passages) else None


def _lacking(reader: Reader, record: Record) -> str | None:
    """Return the fields by whose terms the passage is not found, and one of the terms; None if there are none."""
    itself = Values(fields.PASSAGE, (fields.passage(record.dispatch, record.ordinal),))
    parts = _parts(record)
    if _is_found(reader, itself, parts):
        return None
    lost = next((part for part in parts if not _is_found(reader, itself, [part])), None)
    return "its terms together" if lost is None else f"{lost.term if isinstance(lost, Term) else lost.values[0]} ({lost.field})"


def _parts(record: Record) -> list[Term | Values]:
    streams = ((name, text.split()) for name, text in record.streams.items())
    sets = ((name, kept(record, name)) for name in record.sets)
    terms = [Term(name, term) for name, found in (*streams, *sets) for term in dict.fromkeys(found)]
    values = [Values(name, (value,)) for name, found in record.values.items() if name not in _UNRELATED for value in found]
    return [*terms, *values]


def _is_found(reader: Reader, itself: Node, parts: Sequence[Node]) -> bool:
    return reader.count(AllOf((itself, *parts)), dispatches=False).passages == 1
