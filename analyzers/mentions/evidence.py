"""What speaks for a run of words being a name, and of what: its words (``wording``), and what stands before and after it.

Each piece of evidence is a short phrase; together they are weighed (``weighing``). They are of closed classes only: function
words, punctuation, groups of cue words, kinds of names; never a content word of its own. So what is learned from texts of one
kind holds for others. Not here: where runs are (``runs``), what pieces weigh (``weighing``).
"""

import re
from collections.abc import Container
from functools import cache, lru_cache

from depeche.analyzers.chain import stopwords
from depeche.analyzers.mentions.cues import Cue, heads
from depeche.analyzers.mentions.runs import Run, begins_sentence, is_abbreviated
from depeche.analyzers.mentions.texts import Text
from depeche.analyzers.mentions.weighing import Weights, weights
from depeche.analyzers.mentions.wording import COUNTS, ONE, wording

__all__ = ["beside", "evidence", "of_cue", "two_before"]

_QUOTES = frozenset('"«»“”„‟')
_APOSTROPHES = frozenset("'’")
_MARKS = frozenset("(),:;/–—-")
_STOPS = frozenset(".?!…")
_ARTICLES = frozenset({"la", "le", "les", "l"})
_ALSO_SMALL = {words: f"first word also written small, {words}" for words in COUNTS}
_ROLE_ENDS = ("eur", "euse", "iste", "ien", "ienne", "rice", "ant", "ante")
_ADJECTIVE = re.compile(
    r".{2,}(?:ale?|aux|ales|iques?|ienn?es?|aises?|istes?|ifs?|ives?|aires?|els?|elles?|euses?|oises?|aines?|ees?|e)"
)


def evidence(text: Text, run: Run, cue: Cue | None, small: Container[str] = ()) -> list[Weights]:
    """Return the evidence for `run` of `text`, with the `cue` before it if there is one, as groups of pieces.

    `small` holds the stems of the words that the text writes without a capital.
    """
    start, end = run
    parted = start == 0 or text.gaps[start] != " "
    words, of_words = wording(text.surface(start, end), parted and begins_sentence(text, start))
    before = _before(text, start) if parted else _preceding(text.exacts[start - 1], text.capital[start - 1])
    after = _after(text, end)
    around, alone = beside(before, after)
    found = [around, of_words, alone] if words == ONE else [around, of_words]
    if before == "after a quotation mark" and after == "before a quotation mark":
        found.append(weights("quoted"))
    if text.stems[start] in small:
        found.append(weights(_ALSO_SMALL[words]))
    if text.exacts[start - 1] in _ARTICLES and start > 1 and not text.capital[start - 1]:
        found.append(two_before(text.exacts[start - 2], text.exacts[start - 1]))
    if cue:
        found.append(of_cue(cue.group, cue.type, words))
    return found


@lru_cache(maxsize=20_000)
def beside(before: str, after: str) -> tuple[Weights, Weights]:
    """Return what stands beside a run, and what it says more beside one of one word."""
    return weights(before, after), weights(f"{before}, {ONE}", f"{after}, {ONE}")


@cache
def of_cue(group: str, type_: str, words: str) -> Weights:
    """Return what the cue of a run says."""
    return weights(f"cue of {group}, {words}", f"cue of {type_ or group}")


def _before(text: Text, at: int) -> str:
    """Say what stands before a run that begins the text, or that more than a blank parts from the word before."""
    if at == 0:
        return "after nothing"
    gap = text.gaps[at]
    mark = "" if is_abbreviated(text, at) else gap.strip()
    if mark:
        return f"after {_mark(mark[-1], mark[:-1].casefold())}"
    return "after a line end" if "\n" in gap else _preceding(text.exacts[at - 1], text.capital[at - 1])


def _mark(mark: str, letters: str) -> str:
    if mark in _APOSTROPHES and letters.isalpha() and len(letters) < 3:
        return f"{letters}'"
    if mark in _STOPS:
        return "a full stop"
    if mark in _QUOTES:
        return "a quotation mark"
    return mark if mark in _MARKS else "another mark"


@lru_cache(maxsize=20_000)
def _preceding(word: str, capital: int) -> str:
    """Say what word stands before a run: itself if it is a function word, its group if it is a cue, else how it ends."""
    if word in stopwords():
        return f"after {word}"
    if word in heads():
        return f"after a word of {heads()[word]}"
    if capital or word[:1].isdigit():
        return "after a capital" if capital else "after a number"
    return f"after {_by_ending(word) if len(word) > 3 else 'a word'}"


def _by_ending(word: str) -> str:
    if word.endswith(_ROLE_ENDS):
        return "a word as of a role"
    if word.endswith("er"):
        return "an infinitive"
    return "a word in e" if word.endswith(("e", "es")) else "a word"


@lru_cache(maxsize=10_000)
def two_before(word: str, article: str) -> Weights:
    """Return the article before a run with the class of the word before it: ``dans le``."""
    said = word if word in stopwords() else f"a word of {heads()[word]}" if word in heads() else "a word"
    return weights(f"after {said} and {article}")


def _after(text: Text, at: int) -> str:
    if at >= text.count:
        return "before nothing"
    gap = text.gaps[at]
    if gap == " ":
        return _following(text.exacts[at], text.capital[at])
    mark = gap.strip()
    if mark == ",":
        return f"before a comma{_apposition(text, at)}"
    if mark:
        return "before de" if mark in {"d'", "d’"} else f"before {_mark_after(mark)}"
    return "before a line end" if "\n" in gap else _following(text.exacts[at], text.capital[at])


def _mark_after(mark: str) -> str:
    if mark[-1] in _APOSTROPHES and mark[:-1].isalpha():
        return "an elision"
    return "a comma" if mark[0] == "," else _mark(mark[0], "")


def _apposition(text: Text, at: int) -> str:
    """Return the group of the cue after a comma, with or without its article: ``X, le ministre``."""
    skip = text.exacts[at] in stopwords() and at + 1 < text.count
    group = heads().get(text.exacts[at + 1 if skip else at])
    return f" and a word of {group}" if group else ""


@lru_cache(maxsize=20_000)
def _following(word: str, capital: int) -> str:
    if word in stopwords():
        return f"before {word}"
    if word[:1].isdigit() or capital:
        return "before a number" if word[:1].isdigit() else "before a capital"
    if word.endswith(("ait", "aient", "ent", "era", "eront")):
        return "before a verb"
    if word.endswith(("a", "it")):
        return "before a word as of a verb"
    return "before an adjective" if _ADJECTIVE.fullmatch(word) else "before a word"
