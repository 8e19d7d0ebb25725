"""The fields of a passage in an engine: what each holds, and which operations it must bear.

An engine stores and matches the terms it is given and never analyses; so a field is only a name and a kind.
Not here: how terms are made (``depeche.analyzers``), how an engine stores them (``depeche.indexer.engines``).
"""

__all__ = [
    "ACTOR",
    "ACTOR_TYPE",
    "ARRIVAL",
    "BAND",
    "CAPITAL",
    "CARD",
    "COLLAPSED",
    "COMPOUND",
    "CONSTANTS",
    "CONTENT",
    "COPY",
    "COUNTED",
    "COUNTRY",
    "DATE",
    "DISPATCH",
    "EXACT",
    "FACETS",
    "FAMILY",
    "HEAD",
    "LEAD",
    "MONTH",
    "PASSAGE",
    "PLACE",
    "PLACED",
    "SETS",
    "SOURCE",
    "STEM",
    "STREAMS",
    "TITLE",
    "TITLE_STEM",
    "VALUES",
    "VERSION",
    "WITHIN",
    "passage",
]

EXACT = "exact"
"""Every word as written, folded; with lengths, scored."""
STEM = "stem"
"""The same words, doublets made one, then stemmed; with positions and lengths, scored. A word's stem hangs on the word alone."""
TITLE = "title"
"""The words of the dispatch's title as EXACT has those of the text; only the first passage has them."""
TITLE_STEM = "title_stem"
"""The same as STEM has them."""
COMPOUND = "compound"
"""Hyphenated words in their other form (joined where EXACT holds the parts, and the other way round); scored, no positions."""
FAMILY = "family"
"""How the stems of STEM begin (``steps.family``), each once: words of one derivation mostly share it. Words that a question may
drop have none (``chain.stopwords``). No positions."""
HEAD = "head"
"""The stems of the dispatch's title, each once, without words that a question may drop; every passage has them. No positions."""
CAPITAL = "capital"
"""The folded words that the passage, or its title, writes with a capital; only its dictionary is read."""

PLACE = "place"
"""Ids of the places that the passage names."""
WITHIN = "within"
"""Those ids and all their ancestors: what a place filter asks."""
COUNTRY = "country"
"""Those of them that are countries."""
ACTOR = "actor"
"""Ids of the actors that the passage names."""
ACTOR_TYPE = "actor_type"
"""Types of those actors."""
CARD = "card"
"""The entities that the archive names, and their ancestors, each written out as one term (:mod:`depeche.core.cards`).

No passage has it: a commit brings those that are new (``Writer.commit``), and only the dictionary is read."""
SOURCE = "source"
"""The dispatch's source, as shown."""
MONTH = "month"
"""``YYYY-MM`` of the dispatch's date."""
DATE = "date"
"""The dispatch's date at each precision it has: ``2018``, ``2018-07``, ``2018-07-31``."""
DISPATCH = "dispatch"
"""The id of the dispatch."""
PASSAGE = "passage"
"""The one passage: :func:`passage` of its place in the dispatch and the dispatch's id."""
LEAD = "lead"
"""``1`` in the first passage of a dispatch."""
CONTENT = "content"
"""What the text and the facts of a dispatch are, as a digest, and its id (``indexer.content``); in its first passage."""
ARRIVAL = "arrival"
"""The number of the commit that took the dispatch in, in ten digits; a rebuild keeps it."""
COPY = "copy"
"""What near-identical passages share: the mark of the first of them that was taken in."""
VERSION = "version"
"""What near-identical dispatches share, likewise; every passage of the dispatch has it."""
BAND = "band"
"""Parts of the MinHash signatures of passages, and of dispatches, that are the first of their kind: by these copies find them."""

STREAMS = (EXACT, STEM, TITLE, TITLE_STEM)
"""Fields of terms in order; scored."""
PLACED = {EXACT: STEM, STEM: STEM, TITLE: TITLE_STEM, TITLE_STEM: TITLE_STEM}
"""For each of STREAMS the one that tells where its words stand: those of stems have positions, which are a third of an index."""
SETS = (COMPOUND, FAMILY, HEAD)
"""Fields of terms without positions; scored."""
CONSTANTS = {FAMILY: 96, HEAD: 24}
"""Those of SETS where a term scores its rarity alone (``weight × idf``), with the most terms that a passage keeps.

To BM25 every passage is as long as that. A length that its one-byte table holds is needed, or the score would not be just that.
"""
VALUES = (
    *(CAPITAL, PLACE, WITHIN, COUNTRY, ACTOR, ACTOR_TYPE, SOURCE, MONTH, DATE),
    *(DISPATCH, PASSAGE, LEAD, CONTENT, ARRIVAL, COPY, VERSION, BAND),
)
"""Fields of whole values: matched, never scored."""
FACETS = {"place": PLACE, "actor": ACTOR, "type": ACTOR_TYPE, "country": COUNTRY, "source": SOURCE, "month": MONTH}
"""The facets of an answer, in the order in which they are shown, by what people call them: the field that each counts."""
COLLAPSED = (COPY, VERSION)
"""Those of which a passage has one value at most, and by which matches can be collapsed."""
COUNTED = tuple(FACETS.values())
"""Those of VALUES whose values can be counted over all matches."""


def passage(dispatch: str, ordinal: int) -> str:
    """Return the value of PASSAGE for the passage `ordinal` (from 0) of a dispatch."""
    return f"{ordinal} {dispatch}"
