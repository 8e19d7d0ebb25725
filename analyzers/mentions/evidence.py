"""What speaks for a run of words being a name, and of what: its words (``wording``), and what stands before and after it.

Each piece of evidence is a short phrase; together they are weighed (``weighing``). They are of closed classes only: function
words, punctuation, groups of cue words, kinds of names; never a content word of its own. So what is learned from texts of one
kind holds for others. Not here: where runs are (``runs``), what pieces weigh (``weighing``).
"""

import re
from collections.abc import Container, Iterator, Sequence
from functools import lru_cache

from depeche.analyzers.mentions.cues import Cue
from depeche.analyzers.mentions.runs import Run, begins_sentence, is_abbreviated
from depeche.analyzers.mentions.traits import traits
from depeche.analyzers.mentions.wording import ONE, wording
from depeche.core.model import Token

__all__ = ["evidence"]

_QUOTES = frozenset('"«»“”„‟')
_APOSTROPHES = frozenset("'’")
_MARKS = frozenset("(),:;/–—-")
_STOPS = frozenset(".?!…")
_ARTICLES = frozenset({"la", "le", "les", "l"})
_ROLE_ENDS = ("eur", "euse", "iste", "ien", "ienne", "rice", "ant", "ante")
_ADJECTIVE = re.compile(
    r".{2,}(?:ale?|aux|ales|iques?|ienn?es?|aises?|istes?|ifs?|ives?|aires?|els?|elles?|euses?|oises?|aines?|ees?|e)"
)


def evidence(text: str, tokens: Sequence[Token], run: Run, cue: Cue | None, small: Container[str] = ()) -> list[str]:
    """Return the pieces of evidence for `run` of `tokens`, the tokens of `text`, with the `cue` before it if there is one.

    `small` holds the stems of the words that the text writes without a capital.
    """
    words, of_words = wording(text[tokens[run.start].start : tokens[run.end - 1].end], begins_sentence(text, tokens, run.start))
    before, after = _before(text, tokens, run.start), _after(text, tokens, run.end)
    found = [before, after, *of_words, *_alone(before, after)] if words == ONE else [before, after, *of_words]
    if before == "after a quotation mark" and after == "before a quotation mark":
        found.append("quoted")
    if tokens[run.start].stem in small:
        found.append(f"first word also written small, {words}")
    found += _two_before(tokens, run.start)
    if cue:
        found += (f"cue of {cue.group}, {words}", f"cue of {cue.type or cue.group}")
    return found


@lru_cache(maxsize=50_000)
def _alone(before: str, after: str) -> tuple[str, str]:
    return f"{before}, {ONE}", f"{after}, {ONE}"


def _before(text: str, tokens: Sequence[Token], at: int) -> str:
    if at == 0:
        return "after nothing"
    gap = text[tokens[at - 1].end : tokens[at].start]
    mark = "" if gap == " " or is_abbreviated(tokens, at, gap) else gap.strip()
    if mark:
        return f"after {_mark(mark[-1], mark[:-1].casefold())}"
    return "after a line end" if "\n" in gap else _preceding(tokens[at - 1].exact, tokens[at - 1].capital)


def _mark(mark: str, letters: str) -> str:
    if mark in _APOSTROPHES and letters.isalpha() and len(letters) < 3:
        return f"{letters}'"
    if mark in _STOPS:
        return "a full stop"
    if mark in _QUOTES:
        return "a quotation mark"
    return mark if mark in _MARKS else "another mark"


@lru_cache(maxsize=50_000)
def _preceding(word: str, capital: bool) -> str:
    """Say what word stands before a run: itself if it is a function word, its group if it is a cue, else how it ends."""
    known = traits(word)
    if known.function or known.head:
        return f"after {word}" if known.function else f"after a word of {known.head}"
    if capital or word[:1].isdigit():
        return "after a capital" if capital else "after a number"
    return f"after {_by_ending(word) if len(word) > 3 else 'a word'}"


def _by_ending(word: str) -> str:
    if word.endswith(_ROLE_ENDS):
        return "a word as of a role"
    if word.endswith("er"):
        return "an infinitive"
    return "a word in e" if word.endswith(("e", "es")) else "a word"


def _two_before(tokens: Sequence[Token], at: int) -> Iterator[str]:
    """Yield the article before a run with the class of what stands before it: ``dans le``."""
    if at > 1 and tokens[at - 1].exact in _ARTICLES and not tokens[at - 1].capital:
        known = traits(tokens[at - 2].exact)
        word = tokens[at - 2].exact if known.function else f"a word of {known.head}" if known.head else "a word"
        yield f"after {word} and {tokens[at - 1].exact}"


def _after(text: str, tokens: Sequence[Token], at: int) -> str:
    if at >= len(tokens):
        return "before nothing"
    gap = text[tokens[at - 1].end : tokens[at].start]
    mark = "" if gap == " " else gap.strip()
    if mark == ",":
        return f"before a comma{_apposition(tokens, at)}"
    if mark:
        return "before de" if mark in {"d'", "d’"} else f"before {_mark_after(mark)}"
    return "before a line end" if "\n" in gap else _following(tokens[at].exact, tokens[at].capital)


def _mark_after(mark: str) -> str:
    if mark[-1] in _APOSTROPHES and mark[:-1].isalpha():
        return "an elision"
    return "a comma" if mark[0] == "," else _mark(mark[0], "")


def _apposition(tokens: Sequence[Token], at: int) -> str:
    """Return the group of the cue after a comma, with or without its article: ``X, le ministre``."""
    skip = traits(tokens[at].exact).function and at + 1 < len(tokens)
    group = traits(tokens[at + 1 if skip else at].exact).head
    return f" and a word of {group}" if group else ""


@lru_cache(maxsize=50_000)
def _following(word: str, capital: bool) -> str:
    if traits(word).function:
        return f"before {word}"
    if word[:1].isdigit() or capital:
        return "before a number" if word[:1].isdigit() else "before a capital"
    if word.endswith(("ait", "aient", "ent", "era", "eront")):
        return "before a verb"
    if word.endswith(("a", "it")):
        return "before a word as of a verb"
    return "before an adjective" if _ADJECTIVE.fullmatch(word) else "before a word"
