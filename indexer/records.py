"""A dispatch to the records an engine stores: one a passage, with its terms, values and payload.

Here the analysers meet: layout, passages, tokens and mentions of one text, each computed once (``draft``). What the dispatch does
not say of itself (date, source) is taken from its text. A draft needs no archive, so it may be made in another process; what hangs
on the archive, when it came and what it is a copy of, is added in the end. Not here: reading files, engines.
"""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import compress
from pathlib import Path
from typing import NamedTuple

from depeche.analyzers import chain, layout, mentions
from depeche.analyzers.gazetteer import Gazetteer
from depeche.analyzers.passages import passages
from depeche.analyzers.tokens import Tokens
from depeche.core import fields
from depeche.core.cards import card
from depeche.core.model import Dispatch, Entity, Kind, Layout, Mention, Passage
from depeche.indexer import content
from depeche.indexer.copies.clusters import Mark, Marks
from depeche.indexer.copies.marks import own
from depeche.indexer.copies.texts import Copied, copied
from depeche.indexer.engines.contract import Record
from depeche.indexer.payload import marked, packed

__all__ = ["Draft", "draft", "drafts", "fingerprint"]

_RULES = 5
"""What records are made of, counted up when that changes."""
_NONE = Mark()


def draft(dispatch: Dispatch, known: Gazetteer | None = None, *, entities: bool = True) -> "Draft":
    """Return all that can be said of `dispatch` without an archive.

    `known` is the gazetteer, by default the one that ships; without `entities` none is loaded, and nothing is named.
    """
    return drafts([dispatch], known, entities=entities)[0]


def drafts(dispatches: Sequence[Dispatch], known: Gazetteer | None = None, *, entities: bool = True) -> list["Draft"]:
    """Return the :func:`draft` of each dispatch.

    Each analysis is made of all before the next begins: what it remembers, and its own code, are then near at hand.
    """
    texts = [dispatch.text for dispatch in dispatches]
    forms = list(map(layout.read, texts))
    wholes = list(map(_whole, dispatches, forms))
    tokens = list(map(chain.analyze, texts))
    found = (mentions.extract(one.text, words, known, one.date) for one, words in zip(wholes, tokens, strict=True))
    named = list(found) if entities else [mentions.Extraction()] * len(texts)
    spans = [passages(text, form.prose) for text, form in zip(texts, forms, strict=True)]
    mentioned, entity = [one.mentions for one in named], [one.entities for one in named]
    return [each.draft() for each in map(_Drafting, dispatches, wholes, forms, spans, tokens, mentioned, entity)]


def fingerprint(*user: Path, entities: bool = True) -> str:
    """Return what identifies the terms and entities that records are made of; archives of another one must be rebuilt.

    `user` are the tables that the user has added; without `entities` none count.
    """
    named = f"gazetteer {mentions.fingerprint(*user)}" if entities else "no entities"
    return f"{chain.fingerprint()}; records {_RULES}; {named}"


class _Part(NamedTuple):
    """A passage of a draft, as in ``Record``."""

    streams: Mapping[str, str]
    sets: Mapping[str, str]
    values: Mapping[str, Sequence[str]]


class Draft(NamedTuple):
    """A dispatch ready to be stored. `characters` are the code points of its text; `copies` is what ``Clusters.marks`` takes.

    `cards` are the entities that it names, and what they lie in, each as one line (``core.cards``). `packed` is the payload without
    what :func:`depeche.indexer.payload.marked` adds; `own` are the marks that the text of the dispatch and those of its passages
    have by themselves.
    """

    id: str
    path: str | None
    line: int | None
    characters: int
    date_key: int
    copies: Copied
    parts: Sequence[_Part]
    cards: Sequence[str]
    packed: bytes
    own: Sequence[str]

    def records(self, arrival: int = 0, marks: Marks | None = None) -> list[Record]:
        """Return the records, in order of the passages; at least one, for an empty text as well.

        `arrival` is the number of the commit that took the dispatch in; `marks` are those of ``Clusters``, None for none.
        """
        known = marks or Marks(_NONE, (_NONE,) * len(self.parts))
        given = [known.dispatch.mark, *(one.mark for one in known.passages)]
        payload = marked(self.packed, arrival, self.own, given)
        shared = {fields.ARRIVAL: (f"{arrival:010d}",)} | ({fields.VERSION: (known.dispatch.mark,)} if known.dispatch.mark else {})
        lead, *rest = zip(self.parts, known.passages, strict=True)
        first = self._record(0, *lead, shared, known.dispatch, payload)
        return [first, *(self._record(ordinal, *each, shared) for ordinal, each in enumerate(rest, 1))]

    def _record(
        self, ordinal: int, part: _Part, mark: Mark, shared: Mapping[str, Sequence[str]], whole: Mark = _NONE, payload: bytes = b""
    ) -> Record:
        """Return the record of a passage; the first one has the bands of the `whole` as well, and the payload."""
        marked = {fields.COPY: (mark.mark,)} if mark.mark else {}
        banded = {fields.BAND: (*mark.bands, *whole.bands)} if mark.bands or whole.bands else {}
        sketches = {field: one.sketch for field, one in ((fields.COPY, mark), (fields.VERSION, whole)) if one.bands}
        values = {**part.values, **shared, **marked, **banded}
        return Record(self.id, ordinal, self.date_key, part.streams, part.sets, values, payload, sketches)


class _Drafting(NamedTuple):
    """All that is known of one text. `came` is the dispatch as it came, `dispatch` with what was read from its text."""

    came: Dispatch
    dispatch: Dispatch
    layout: Layout
    spans: Sequence[Passage]
    tokens: Tokens
    mentions: Sequence[Mention]
    entities: Mapping[str, Entity]

    def draft(self) -> Draft:
        """Return the draft."""
        dispatch, text = self.dispatch, self.dispatch.text
        filed = _dateline(text, self.layout, self.mentions)
        title = chain.analyze(dispatch.title) if dispatch.title else Tokens()
        head, facts = " ".join(dict.fromkeys(compress(title.stems, title.families))), self._facts()
        first, *rest = (self._part(passage, head, facts) for passage in self.spans)
        lead = _Part({**first.streams, **_titled(title)}, first.sets, {**first.values, **self._leading(title, filed)})
        marks = [own(text), *(own(text[span.start : span.end]) for span in self.spans)]
        streams = [part.streams[fields.EXACT] for part in (first, *rest)]
        return Draft(
            id=dispatch.id,
            path=dispatch.path,
            line=dispatch.line,
            characters=len(text),
            date_key=dispatch.date.key if dispatch.date else 0,
            copies=copied(dispatch.id, marks, streams),
            parts=[lead, *rest],
            cards=list(map(card, self._every(self.mentions))),
            packed=packed(dispatch, self._read(), self.spans, self.mentions, filed.id if filed else None),
            own=marks,
        )

    def _part(self, passage: Passage, head: str, facts: Mapping[str, Sequence[str]]) -> _Part:
        first, last = self._range(passage)
        exact, stems = " ".join(self.tokens.exacts[first:last]), " ".join(self.tokens.stems[first:last])
        forms = (form for at in _between(list(self.tokens.compounds), first, last) for form in self.tokens.compounds[at])
        families = " ".join(filter(None, dict.fromkeys(self.tokens.families[first:last])))
        sets = {fields.COMPOUND: " ".join(forms), fields.FAMILY: families, fields.HEAD: head}
        named = self._named(_within(self.mentions, passage))
        values = {**facts, **named, fields.CAPITAL: _distinct(self._capitals(first, last))}
        return _Part({fields.EXACT: exact, fields.STEM: stems}, sets, values)

    def _leading(self, title: Tokens, filed: Mention | None) -> dict[str, Sequence[str]]:
        """Return the values of the first passage that the others do not have, or have otherwise."""
        first = self.spans[0]
        named = self._named([filed, *_within(self.mentions, first)]) if filed else {}
        capitals = [*self._capitals(*self._range(first)), *self._named_in_title(title)]
        values = {fields.LEAD: ("1",), fields.CONTENT: (content.value(self.came),), fields.CAPITAL: _distinct(capitals)}
        return {**values, **named}

    def _range(self, passage: Passage) -> tuple[int, int]:
        """Return which tokens lie in `passage`."""
        first, last = bisect_left(self.tokens.starts, passage.start), bisect_left(self.tokens.starts, passage.end)
        while last > first and self.tokens.ends[last - 1] > passage.end:
            last -= 1
        return first, last

    def _capitals(self, first: int, last: int) -> Iterable[str]:
        """Return the words written with a capital among the tokens from `first` up to `last`."""
        return [self.tokens.exacts[at] for at in _between(self.tokens.capitals, first, last)]

    def _named_in_title(self, title: Tokens) -> list[str]:
        """Return the words of the title whose capitals say something: of one all in capitals, those that the text has so too."""
        words = [title.exacts[n] for n in title.capitals]
        if not (self.dispatch.title or "").isupper():
            return words
        written = {word for span in self.spans for word in self._capitals(*self._range(span))}
        return [word for word in words if word in written]

    def _facts(self) -> dict[str, Sequence[str]]:
        date, source = self.dispatch.date, self.dispatch.source
        return {
            **({fields.SOURCE: [source]} if source else {}),
            **({fields.DATE: date.prefixes} if date else {}),
            **({fields.MONTH: [date.month]} if date and date.month else {}),
        }

    def _named(self, named: Sequence[Mention]) -> dict[str, Sequence[str]]:
        entities = self._entities(named)
        if not entities:
            return {}
        places = [entity for entity in entities if entity.kind is Kind.PLACE]
        actors = [entity for entity in entities if entity.kind is Kind.ACTOR]
        within = _distinct(id_ for entity in places for id_ in (entity.id, *entity.ancestors))
        return {
            fields.PLACE: [entity.id for entity in places],
            fields.WITHIN: within,
            fields.COUNTRY: [id_ for id_ in within if id_ in self.entities and self.entities[id_].type == "country"],
            fields.ACTOR: [entity.id for entity in actors],
            fields.ACTOR_TYPE: _distinct(entity.type for entity in actors),
        }

    def _every(self, named: Sequence[Mention]) -> list[Entity]:
        """Return the entities `named`, and what they lie in."""
        entities = self._entities(named)
        above = (self.entities[id_] for entity in entities for id_ in entity.ancestors if id_ in self.entities)
        return list({entity.id: entity for entity in (*entities, *above)}.values())

    def _entities(self, named: Sequence[Mention]) -> list[Entity]:
        return [self.entities[id_] for id_ in _distinct(mention.id for mention in named) if id_ in self.entities]

    def _read(self) -> list[str]:
        """Return which of date and source were read from the text."""
        return [name for name in ("date", "source") if getattr(self.came, name) != getattr(self.dispatch, name)]


def _whole(dispatch: Dispatch, form: Layout) -> Dispatch:
    """Return the dispatch with the date and the source that its text gives, where it does not say them itself."""
    date, source = dispatch.date or form.date, dispatch.source or form.source
    is_told = (date, source) == (dispatch.date, dispatch.source)
    return dispatch if is_told else replace(dispatch, date=date, source=source)


def _dateline(text: str, form: Layout, found: Sequence[Mention]) -> Mention | None:
    """Return the mention of the place where the dispatch was filed: the first place that its dateline names."""
    start = text.find(form.place, (form.dateline or form.prose).start) if form.place else -1
    end = start + len(form.place or "")
    places = (one for one in found if one.kind is Kind.PLACE and one.start < end and one.end > start >= 0)
    return next(places, None)


def _within(found: Sequence[Mention], passage: Passage) -> Sequence[Mention]:
    """Return the mentions, sorted by start, that begin and end in `passage`."""
    if not found:
        return ()
    first = bisect_left(found, passage.start, key=lambda one: one.start)
    last = bisect_left(found, passage.end, key=lambda one: one.start)
    return [one for one in found[first:last] if one.end <= passage.end]


def _titled(title: Tokens) -> dict[str, str]:
    return {fields.TITLE: " ".join(title.exacts), fields.TITLE_STEM: " ".join(title.stems)}


def _between(places: Sequence[int], first: int, last: int) -> Sequence[int]:
    """Return those of `places`, which are sorted, that lie from `first` up to `last`."""
    return places[bisect_left(places, first) : bisect_left(places, last)]


def _distinct(values: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(values))
