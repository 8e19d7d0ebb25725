"""What speaks for a run of words being a name, and of what: its words (``wording``), and what stands before and after it.

Each piece of evidence is a short phrase; together they are weighed (``weighing``). They are of closed classes only: function
words, punctuation, groups of cue words, kinds of names; never a content word of its own. So what is learned from texts of one
kind holds for others. Not here: where runs are (``runs``), what pieces weigh (``weighing``).
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import compress, repeat
from typing import TypeAlias

from depeche.analyzers.chain import stopwords
from depeche.analyzers.mentions.cues import Cue, heads
from depeche.analyzers.mentions.runs import Run, is_abbreviated, is_end
from depeche.analyzers.mentions.texts import Text
from depeche.analyzers.mentions.weighing import Verdict, Weights, weigh, weights
from depeche.analyzers.mentions.wording import ONE, Wording, wording
from depeche.analyzers.remembering import Remembered

__all__ = ["Evidence", "evidence", "forget", "groups", "verdicts"]

_QUOTES = frozenset('"«»“”„‟')
_APOSTROPHES = frozenset("'’")
_MARKS = frozenset("(),:;/–—-")
_STOPS = frozenset(".?!…")
_ARTICLES = frozenset({"la", "le", "les", "l"})
_Beside: TypeAlias = tuple[str, str, int]
"""What stands between a run and the word beside it, that word, whether it has a capital."""
_LONGEST_GAP = 100
"""Characters between two words by which is remembered what they say."""
_SWAPPED = bytes([1, 0]) + bytes(254)
"""Makes of the column of capitals one of what is written small."""
_QUOTE = "a quotation mark"
_ROLE_ENDS = ("eur", "euse", "iste", "ien", "ienne", "rice", "ant", "ante")
_ADJECTIVE = re.compile(
    r".{2,}(?:ale?|aux|ales|iques?|ienn?es?|aises?|istes?|ifs?|ives?|aires?|els?|elles?|euses?|oises?|aines?|ees?|e)"
)


@dataclass(frozen=True, slots=True, eq=False)
class Side:
    """What the words or marks on one side of a run say of it, and more of a run of one word; whether it is a quotation mark."""

    said: Weights
    of_one: Weights
    quotes: bool


Evidence: TypeAlias = tuple[Side, Side, Wording, bool, Weights | None, Weights | None, Weights | None]
"""The evidence for a run: before it, after it, its words, whether its first word is also written small, the two words before it,
its cue, what the tables say. Many runs share each of these, and so what they are weighed to."""


def evidence(text: Text, runs: Sequence[Run], cues: Sequence[Cue | None], listed: Iterable[Weights | None]) -> Iterator[Evidence]:
    """Yield the evidence for each of the `runs` of `text`, with its cue and what the tables say of it, or None."""
    starts, ends = [start for start, _ in runs], [end for _, end in runs]
    small = {text.stems[start] for start in starts}.intersection(compress(text.stems, text.capital.translate(_SWAPPED)))
    before = [_before(text, start) for start in starts]
    words = list(map(wording, repeat(text), starts, ends, [begins for _, begins in before]))
    return zip(
        [beside for beside, _ in before],
        [_after(text, end) for end in ends],
        words,
        map(small.__contains__, map(text.stems.__getitem__, starts)),
        [_with_article(text, start) for start in starts],
        map(_of_cue, cues, words),
        listed,
        strict=False,
    )


def groups(evidence: Evidence) -> Iterator[Weights]:
    """Yield the pieces of `evidence`, as groups."""
    before, after, words, also_small, two_before, cue, listed = evidence
    yield from (before.said, after.said, words.weights)
    if words.words == ONE:
        yield from (before.of_one, after.of_one)
    if before.quotes and after.quotes:
        yield weights("quoted")
    if also_small:
        yield weights(f"first word also written small, {words.words}")
    yield from filter(None, (two_before, cue, listed))


def _verdict(evidence: Evidence) -> Verdict:
    return weigh(groups(evidence))


verdicts = Remembered[Evidence, Verdict](_verdict, 30_000)
"""What a run with some evidence names."""


@lru_cache(maxsize=10_000)
def _side(said: str) -> Side:
    """Return what stands beside a run, told in words."""
    return Side(weights(said), weights(f"{said}, {ONE}"), said.endswith(_QUOTE))


def _of_cue(cue: Cue | None, words: Wording) -> Weights | None:
    return _group_of_cue(cue.group, cue.type, words.words) if cue else None


@cache
def _group_of_cue(group: str, type_: str, words: str) -> Weights:
    """Return what the cue of a run says."""
    return weights(f"cue of {group}, {words}", f"cue of {type_ or group}")


def _before(text: Text, at: int) -> tuple[Side, bool]:
    """Return what stands before a run, and whether the run begins a sentence."""
    if at == 0:
        return _side("after nothing"), True
    gap, word, capital = text.gaps[at], text.exacts[at - 1], text.capital[at - 1]
    return _preceding[gap, word, capital] if len(gap) < _LONGEST_GAP else _read_before((gap, word, capital))


def _read_before(beside: _Beside) -> tuple[Side, bool]:
    gap, word, capital = beside
    mark, begins = "" if is_abbreviated(gap, word) else gap.strip(), is_end(gap, word)
    if mark:
        return _side(f"after {_mark(mark[-1], mark[:-1].casefold())}"), begins
    return _side("after a line end" if "\n" in gap else f"after {_of_word_before(word, capital)}"), begins


_preceding = Remembered(_read_before, 20_000)


def _mark(mark: str, letters: str) -> str:
    if mark in _APOSTROPHES and letters.isalpha() and len(letters) < 3:
        return f"{letters}'"
    if mark in _STOPS:
        return "a full stop"
    if mark in _QUOTES:
        return _QUOTE
    return mark if mark in _MARKS else "another mark"


def _of_word_before(word: str, capital: int) -> str:
    """Say what word stands before a run: itself if it is a function word, its group if it is a cue, else how it ends."""
    if word in stopwords():
        return word
    if word in heads():
        return f"a word of {heads()[word]}"
    if capital or word[:1].isdigit():
        return "a capital" if capital else "a number"
    return _by_ending(word) if len(word) > 3 else "a word"


def _by_ending(word: str) -> str:
    if word.endswith(_ROLE_ENDS):
        return "a word as of a role"
    if word.endswith("er"):
        return "an infinitive"
    return "a word in e" if word.endswith(("e", "es")) else "a word"


def _with_article(text: Text, at: int) -> Weights | None:
    """Return what the article before a run says, if there is one, with the class of the word before it: ``dans le``."""
    if at < 2 or text.exacts[at - 1] not in _ARTICLES or text.capital[at - 1]:
        return None
    return _two_before(text.exacts[at - 2], text.exacts[at - 1])


@lru_cache(maxsize=10_000)
def _two_before(word: str, article: str) -> Weights:
    """Return what an article before a run says, with the class of the word before it."""
    said = word if word in stopwords() else f"a word of {heads()[word]}" if word in heads() else "a word"
    return weights(f"after {said} and {article}")


def _after(text: Text, at: int) -> Side:
    """Return what stands after a run that ends before the word at `at`."""
    if at >= text.count:
        return _side("before nothing")
    gap = text.gaps[at]
    if "," in gap and gap.strip() == ",":
        return _side(f"before a comma{_apposition(text, at)}")
    word, capital = text.exacts[at], text.capital[at]
    return _following[gap, word, capital] if len(gap) < _LONGEST_GAP else _read_after((gap, word, capital))


def _read_after(beside: _Beside) -> Side:
    gap, word, capital = beside
    mark = gap.strip()
    if mark:
        return _side("before de" if mark in {"d'", "d’"} else f"before {_mark_after(mark)}")
    return _side("before a line end" if "\n" in gap else f"before {_of_word_after(word, capital)}")


_following = Remembered(_read_after, 20_000)


def _mark_after(mark: str) -> str:
    if mark[-1] in _APOSTROPHES and mark[:-1].isalpha():
        return "an elision"
    return "a comma" if mark[0] == "," else _mark(mark[0], "")


def _apposition(text: Text, at: int) -> str:
    """Return the group of the cue after a comma, with or without its article: ``X, le ministre``."""
    skip = text.exacts[at] in stopwords() and at + 1 < text.count
    group = heads().get(text.exacts[at + 1 if skip else at])
    return f" and a word of {group}" if group else ""


def _of_word_after(word: str, capital: int) -> str:
    if word in stopwords():
        return word
    if word[:1].isdigit() or capital:
        return "a number" if word[:1].isdigit() else "a capital"
    if word.endswith(("ait", "aient", "ent", "era", "eront")):
        return "a verb"
    if word.endswith(("a", "it")):
        return "a word as of a verb"
    return "an adjective" if _ADJECTIVE.fullmatch(word) else "a word"


def forget() -> None:
    """Let go of what is remembered, for weights that have changed."""
    for made in (verdicts, _preceding, _following):
        made.clear()
    for remembered in (_side, _group_of_cue, _two_before):
        remembered.cache_clear()
