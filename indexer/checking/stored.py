"""The dispatches of an archive: each must have all its passages, in order, and they must give the text that was taken in.

The text is checked by the digest that is stored with it (``indexer.content``). Not here: its terms (``terms``).
"""

from collections.abc import Iterator

from depeche.core import fields
from depeche.core.errors import DepecheError
from depeche.core.plan import Everything, Values
from depeche.indexer import commits, content
from depeche.indexer.assembling import original
from depeche.indexer.checking.files import RESCUE
from depeche.indexer.checking.findings import Finding, shortened
from depeche.indexer.engines.contract import Reader
from depeche.indexer.manifest import NAME, Manifest
from depeche.indexer.payload import StoredPassage, decode

__all__ = ["check_stored", "fault"]

_REBUILD = "`depeche rebuild` stores it anew from its text"


def check_stored(reader: Reader, where: str, made: Manifest | None) -> Iterator[Finding]:
    """Yield what is wrong with the dispatches of a snapshot; `where` names the engine's folder, `made` is the manifest."""
    counted = _Counted()
    yield from shortened(_dispatches(reader, where, counted), "dispatches like that")
    try:
        yield from _counts(reader, where, counted)
        yield from _manifest(reader, made)
    except DepecheError as error:
        yield Finding(where, f"cannot be counted: {error}", RESCUE)


def fault(passages: list[StoredPassage]) -> str | None:
    """Return what is wrong with the passages of a dispatch, at least one, in order; None if they are all of it."""
    first = passages[0].facts
    if passages[0].ordinal or first is None:
        return "its first passage is missing"
    if [one.ordinal for one in passages] != list(range(first.passages)):
        return f"it has not the {first.passages} passages that it should have"
    end = len(first.head)
    for one in passages:
        if (one.start, one.end) != (end, end + len(one.text)):
            return f"passage {one.ordinal} does not follow the one before"
        end = one.end + len(one.gap)
    return None


class _Counted:
    """How many dispatches and passages were read."""

    dispatches = passages = 0


def _dispatches(reader: Reader, where: str, counted: _Counted) -> Iterator[Finding]:
    try:
        ids = [id_ for id_, _ in reader.dictionary(fields.DISPATCH)]
    except DepecheError as error:
        yield Finding(where, f"the list of dispatches cannot be read: {error}", RESCUE)
        return
    for id_ in ids:
        problem = _problem(reader, id_, counted)
        if problem:
            yield Finding(f"{where}, dispatch {id_}", problem, _REBUILD if problem == _OTHER else RESCUE)


_OTHER = "its text or facts are not those that were taken in"


def _problem(reader: Reader, id_: str, counted: _Counted) -> str | None:
    try:
        passages = [decode(payload) for payload in reader.dispatch(id_)]
        counted.passages += len(passages)
        counted.dispatches += bool(passages)
        problem = fault(passages) if passages else None
        if passages and not problem and not reader.doc_freq(fields.CONTENT, content.value(original(passages))):
            return _OTHER
    except DepecheError as error:
        return f"cannot be read: {error}"
    return problem


def _counts(reader: Reader, where: str, counted: _Counted) -> Iterator[Finding]:
    """Yield where the engine counts otherwise than was read."""
    every = reader.count(Everything(), dispatches=False).passages
    leads = reader.count(Values(fields.LEAD, ("1",)), dispatches=False).passages
    if (leads, every) != (counted.dispatches, counted.passages):
        told = f"it counts {leads} dispatches and {every} passages, {counted.dispatches} and {counted.passages} can be read"
        yield Finding(where, told, RESCUE)


def _manifest(reader: Reader, made: Manifest | None) -> Iterator[Finding]:
    """Yield where the manifest says otherwise than the engine: after a crash it may be behind, else it must not."""
    if made is None:
        return
    name = commits.name(reader.record) if reader.record else None
    if (made.commit.name if made.commit else None) != name:
        yield Finding(NAME, "it is behind the last commit", "the next writer or `depeche check --repair` mends it", harmless=True)
        return
    every = reader.count(Everything(), dispatches=False).passages
    leads = reader.count(Values(fields.LEAD, ("1",)), dispatches=False).passages
    if (made.dispatches, made.passages) != (leads, every):
        told = f"it counts {made.dispatches} dispatches and {made.passages} passages, the engine {leads} and {every}"
        yield Finding(NAME, told, "`depeche check --repair` makes it again")
