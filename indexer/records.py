"""A dispatch to the records an engine stores: one a passage, with its terms, values and payload.

Here the analysers meet: layout, passages, tokens and mentions of one text, each computed once. What the dispatch does
not say of itself (date, source) is taken from its text. Not here: reading files, engines.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from depeche.analyzers import chain, layout, mentions, steps
from depeche.analyzers.gazetteer import Gazetteer
from depeche.analyzers.passages import passages
from depeche.core import fields
from depeche.core.cards import card
from depeche.core.model import Dispatch, Entity, Kind, Layout, Mention, Passage, Token
from depeche.indexer.copies.clusters import Mark, Marks, Words
from depeche.indexer.engines.contract import Record
from depeche.indexer.payload import Facts, Name, StoredPassage, encode

__all__ = ["Analysis", "analyse", "fingerprint"]

_RULES = 2
"""What records are made of, counted up when that changes."""


def analyse(dispatch: Dispatch, known: Gazetteer | None = None) -> "Analysis":
    """Return all that is found in the text of `dispatch`. `known` is the gazetteer, by default the one that ships."""
    form = layout.read(dispatch.text)
    whole = replace(dispatch, date=dispatch.date or form.date, source=dispatch.source or form.source)
    tokens = chain.analyze(dispatch.text)
    extraction = mentions.extract(dispatch.text, tokens, known, whole.date)
    read = tuple(name for name in ("date", "source") if getattr(dispatch, name) != getattr(whole, name))
    title = chain.analyze(whole.title or "")
    cut = [(passage, _within(tokens, passage)) for passage in passages(dispatch.text, form.prose)]
    return Analysis(whole, read, form, cut, title, extraction.mentions, extraction.entities)


def fingerprint(*user: Path) -> str:
    """Return what identifies the terms and entities that records are made of; archives of another one must be rebuilt.

    `user` are the tables that the user has added.
    """
    return f"{chain.fingerprint()}; records {_RULES}; gazetteer {mentions.fingerprint(*user)}"


@dataclass(frozen=True, slots=True)
class Analysis:
    """All that is known of one text, from which its records are cut. `passages` holds its passages, each with its tokens."""

    dispatch: Dispatch
    read: tuple[str, ...]
    layout: Layout
    passages: Sequence[tuple[Passage, Sequence[Token]]]
    title: Sequence[Token]
    mentions: Sequence[Mention]
    entities: dict[str, Entity]

    @property
    def words(self) -> list[Words]:
        """The text and the folded words of each passage."""
        text = self.dispatch.text
        return [(text[passage.start : passage.end], [token.exact for token in tokens]) for passage, tokens in self.passages]

    def records(self, arrival: int = 0, marks: Marks | None = None) -> list[Record]:
        """Return the records, in order of the passages; at least one, for an empty text as well.

        `arrival` is the number of the commit that took the dispatch in; `marks` are those of ``Clusters``, None for none.
        """
        spans = [passage for passage, _ in self.passages]
        named = [_within(self.mentions, passage) for passage in spans]
        inside = {id(mention) for group in named for mention in group}
        outside = [mention for mention in self.mentions if id(mention) not in inside]
        taken = _Taken(arrival, marks or Marks(Mark(), (Mark(),) * len(spans)))
        made, titled = [], self._named_in_title()
        for (passage, tokens), following, group in zip(self.passages, [*spans[1:], None], named, strict=True):
            gap_end = following.start if following else len(self.dispatch.text)
            made.append(self._record(_Part(passage, gap_end, tokens, group, () if passage.ordinal else outside), taken, titled))
        return made

    def _record(self, part: "_Part", taken: "_Taken", titled: Sequence[Token]) -> Record:
        """Return the record of a passage, as it is taken in; `titled` are the words of the title whose capitals count."""
        passage, tokens = part.passage, part.tokens
        filed = None if passage.ordinal else _dateline(self.dispatch.text, self.layout, self.mentions)
        return Record(
            dispatch=self.dispatch.id,
            ordinal=passage.ordinal,
            date_key=self.dispatch.date.key if self.dispatch.date else 0,
            streams={**_streams(tokens, fields.EXACT, fields.STEM), **_streams(self.title, fields.TITLE, fields.TITLE_STEM)},
            sets={
                fields.COMPOUND: [form for t in tokens for form in t.compound],
                fields.FAMILY: _distinct(steps.family(t.stem) for t in tokens),
            },
            values={
                **self._facts(),
                **self._named([*([filed] if filed else []), *part.named]),
                **taken.values(passage.ordinal),
                fields.CARD: self._cards([*part.named, *part.outside]),
                fields.CAPITAL: _distinct(t.exact for t in (*tokens, *titled) if t.capital),
                fields.LEAD: [] if passage.ordinal else ["1"],
            },
            payload=encode(self._stored(part, taken, self._first(part, filed))),
        )

    def _named_in_title(self) -> Sequence[Token]:
        """Return the words of the title whose capitals say something: of one all in capitals, those that the text has so too."""
        if not (self.dispatch.title or "").isupper():
            return self.title
        written = {token.exact for _, tokens in self.passages for token in tokens if token.capital}
        return [token for token in self.title if token.exact in written]

    def _facts(self) -> dict[str, Sequence[str]]:
        date, source = self.dispatch.date, self.dispatch.source
        return {
            fields.DISPATCH: [self.dispatch.id],
            fields.SOURCE: [source] if source else [],
            fields.DATE: date.prefixes if date else [],
            fields.MONTH: [date.month] if date and date.month else [],
        }

    def _named(self, named: Sequence[Mention]) -> dict[str, Sequence[str]]:
        entities = self._entities(named)
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

    def _cards(self, named: Sequence[Mention]) -> list[str]:
        entities = self._entities(named)
        above = (self.entities[id_] for entity in entities for id_ in entity.ancestors if id_ in self.entities)
        return _distinct(card(entity) for entity in (*entities, *above))

    def _entities(self, named: Sequence[Mention]) -> list[Entity]:
        return [self.entities[id_] for id_ in _distinct(mention.id for mention in named) if id_ in self.entities]

    def _stored(self, part: "_Part", taken: "_Taken", facts: Facts | None) -> StoredPassage:
        dispatch, date, passage = self.dispatch, self.dispatch.date, part.passage
        return StoredPassage(
            dispatch=dispatch.id,
            ordinal=passage.ordinal,
            start=passage.start,
            end=passage.end,
            text=dispatch.text[passage.start : passage.end],
            gap=dispatch.text[passage.end : part.gap_end],
            path=dispatch.path,
            date=date.value if date else None,
            source=dispatch.source,
            title=dispatch.title,
            names=_names(part.named, passage.start),
            arrival=taken.arrival,
            copy=taken.marks.passages[passage.ordinal].mark,
            version=taken.marks.dispatch.mark,
            facts=facts,
        )

    def _first(self, part: "_Part", filed: Mention | None) -> Facts | None:
        if part.passage.ordinal:
            return None
        dispatch, date = self.dispatch, self.dispatch.date
        return Facts(
            head=dispatch.text[: part.passage.start],
            url=dispatch.url,
            precision=date.precision if date else None,
            evidence=date.evidence if date else "",
            encoding=dispatch.encoding,
            bom=dispatch.bom,
            dateline=filed.id if filed else None,
            names=_names(part.outside, 0),
            read=self.read,
        )


@dataclass(frozen=True, slots=True)
class _Part:
    """A passage with its tokens and mentions. `gap_end` is where the next begins; `outside` are the mentions that lie in none."""

    passage: Passage
    gap_end: int
    tokens: Sequence[Token]
    named: Sequence[Mention]
    outside: Sequence[Mention]


@dataclass(frozen=True, slots=True)
class _Taken:
    """When a dispatch was taken in, and what it is a copy of."""

    arrival: int
    marks: Marks

    def values(self, ordinal: int) -> dict[str, Sequence[str]]:
        own, dispatch = self.marks.passages[ordinal], self.marks.dispatch
        return {
            fields.ARRIVAL: [f"{self.arrival:010d}"],
            fields.COPY: [own.mark] if own.mark else [],
            fields.VERSION: [dispatch.mark] if dispatch.mark else [],
            fields.BAND: [*own.bands, *(() if ordinal else dispatch.bands)],
        }


def _streams(tokens: Sequence[Token], exact: str, stem: str) -> dict[str, list[str]]:
    return {exact: [token.exact for token in tokens], stem: [token.stem for token in tokens]}


def _dateline(text: str, form: Layout, found: Sequence[Mention]) -> Mention | None:
    """Return the mention of the place where the dispatch was filed: the first place that its dateline names."""
    start = text.find(form.place, (form.dateline or form.prose).start) if form.place else -1
    end = start + len(form.place or "")
    places = (one for one in found if one.kind is Kind.PLACE and one.start < end and one.end > start >= 0)
    return next(places, None)


def _names(named: Sequence[Mention], start: int) -> tuple[Name, ...]:
    """Return mentions as they are stored, their spans counted from `start`."""
    return tuple((one.start - start, one.end - start, one.id, one.level) for one in named)


_Item = TypeVar("_Item", Token, Mention)


def _within(items: Sequence[_Item], passage: Passage) -> Sequence[_Item]:
    """Return the items, sorted by start, that begin and end in `passage`."""
    first = bisect_left(items, passage.start, key=lambda item: item.start)
    last = bisect_left(items, passage.end, key=lambda item: item.start)
    return [item for item in items[first:last] if item.end <= passage.end]


def _distinct(values: Iterator[str]) -> list[str]:
    return list(dict.fromkeys(values))
