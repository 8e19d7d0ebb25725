"""A dispatch to the records an engine stores: one a passage, with its terms, values and payload.

Here the analysers meet: layout, passages, tokens and mentions of one text, each computed once. What the dispatch does
not say of itself (date, source) is taken from its text. Not here: reading files, engines.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from depeche.analyzers import chain, layout, mentions
from depeche.analyzers.passages import passages
from depeche.core import fields
from depeche.core.cards import card
from depeche.core.model import Dispatch, Entity, Kind, Layout, Mention, Passage, Token
from depeche.indexer.engines.contract import Record
from depeche.indexer.payload import Facts, StoredPassage, encode

__all__ = ["fingerprint", "records"]


def records(dispatch: Dispatch) -> list[Record]:
    """Return the records of `dispatch`, in order of its passages; at least one, for an empty text as well."""
    form = layout.read(dispatch.text)
    known = replace(dispatch, date=dispatch.date or form.date, source=dispatch.source or form.source)
    tokens = chain.analyze(dispatch.text)
    extraction = mentions.extract(dispatch.text, tokens)
    analysis = _Analysis(known, form, tokens, extraction.mentions, extraction.entities)
    return list(analysis.records())


def fingerprint() -> str:
    """Return what identifies the terms and entities that records are made of; archives of another one must be rebuilt."""
    return f"{chain.fingerprint()}; gazetteer {mentions.fingerprint()}"


@dataclass(frozen=True, slots=True)
class _Analysis:
    """All that is known of one text, from which its records are cut."""

    dispatch: Dispatch
    layout: Layout
    tokens: Sequence[Token]
    mentions: Sequence[Mention]
    entities: dict[str, Entity]

    def records(self) -> Iterator[Record]:
        spans = passages(self.dispatch.text, self.layout.prose)
        for passage, following in zip(spans, [*spans[1:], None], strict=True):
            gap_end = following.start if following else len(self.dispatch.text)
            yield self._record(passage, gap_end)

    def _record(self, passage: Passage, gap_end: int) -> Record:
        tokens, named = _within(self.tokens, passage), _within(self.mentions, passage)
        return Record(
            dispatch=self.dispatch.id,
            ordinal=passage.ordinal,
            date_key=self.dispatch.date.key if self.dispatch.date else 0,
            streams={fields.EXACT: [t.exact for t in tokens], fields.STEM: [t.stem for t in tokens]},
            sets={fields.COMPOUND: [form for t in tokens for form in t.compound]},
            values=self._facts(passage) | self._named(named) | {fields.CAPITAL: _distinct(t.exact for t in tokens if t.capital)},
            payload=encode(self._stored(passage, gap_end, named)),
        )

    def _facts(self, passage: Passage) -> dict[str, Sequence[str]]:
        date, source = self.dispatch.date, self.dispatch.source
        return {
            fields.DISPATCH: [self.dispatch.id],
            fields.LEAD: ["1"] if passage.ordinal == 0 else [],
            fields.SOURCE: [source] if source else [],
            fields.DATE: date.prefixes if date else [],
            fields.MONTH: [date.month] if date and date.month else [],
        }

    def _named(self, named: Sequence[Mention]) -> dict[str, Sequence[str]]:
        ids = _distinct(mention.id for mention in named)
        entities = [self.entities[id_] for id_ in ids]
        places = [entity for entity in entities if entity.kind is Kind.PLACE]
        actors = [entity for entity in entities if entity.kind is Kind.ACTOR]
        return {
            fields.PLACE: [entity.id for entity in places],
            fields.WITHIN: _distinct(id_ for entity in places for id_ in (entity.id, *entity.ancestors)),
            fields.ACTOR: [entity.id for entity in actors],
            fields.ACTOR_TYPE: _distinct(entity.type for entity in actors),
            fields.CARD: [card(entity) for entity in entities],
        }

    def _stored(self, passage: Passage, gap_end: int, named: Sequence[Mention]) -> StoredPassage:
        dispatch, date = self.dispatch, self.dispatch.date
        return StoredPassage(
            dispatch=dispatch.id,
            ordinal=passage.ordinal,
            start=passage.start,
            end=passage.end,
            text=dispatch.text[passage.start : passage.end],
            gap=dispatch.text[passage.end : gap_end],
            path=dispatch.path,
            date=date.value if date else None,
            source=dispatch.source,
            title=dispatch.title,
            names=tuple((m.start - passage.start, m.end - passage.start, m.id) for m in named),
            facts=self._first(passage) if passage.ordinal == 0 else None,
        )

    def _first(self, passage: Passage) -> Facts:
        dispatch, date = self.dispatch, self.dispatch.date
        precision, evidence = (date.precision, date.evidence) if date else (None, "")
        return Facts(dispatch.text[: passage.start], dispatch.url, precision, evidence, dispatch.encoding, dispatch.bom)


_Item = TypeVar("_Item", Token, Mention)


def _within(items: Sequence[_Item], passage: Passage) -> Sequence[_Item]:
    """Return the items, sorted by start, that begin and end in `passage`."""
    first = bisect_left(items, passage.start, key=lambda item: item.start)
    last = bisect_left(items, passage.end, key=lambda item: item.start)
    return [item for item in items[first:last] if item.end <= passage.end]


def _distinct(values: Iterator[str]) -> list[str]:
    return list(dict.fromkeys(values))
