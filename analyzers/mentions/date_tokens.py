"""The words of a text as parts of dates: which are months, years, days and weekdays, and what ties them.

Not here: which of them make a date (``dates``).
"""

from dataclasses import dataclass
from functools import cache

from depeche.analyzers.folding import fold
from depeche.analyzers.layout.dates import MONTHS, WEEKDAYS
from depeche.analyzers.mentions.lexicon import PACKAGE
from depeche.analyzers.mentions.texts import Text
from depeche.core.tables import rows

__all__ = ["DateTokens", "words"]

_YEARS = range(1800, 2100)
_DAYS = frozenset([*map(str, range(1, 32)), *(f"0{n}" for n in range(1, 10)), "1er"])


@dataclass(frozen=True, slots=True)
class Words:
    """Words, folded: `numbers` are those that tell a date, with what they are and which; `roles` those around one."""

    numbers: dict[str, tuple[str, int]]
    roles: dict[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class DateTokens:
    """A text; `at` is always the place of a word, in or out of the text."""

    text: Text

    def surface(self, at: int) -> str:
        """Return the token as written."""
        return self.text.surface(at, at + 1)

    def gap(self, at: int) -> str:
        """Return what stands between the token and the one before it."""
        return self.text.gaps[at]

    def follows(self, at: int) -> bool:
        """Whether the token `at` follows the one before it with nothing but a blank, or a stop behind an abbreviation."""
        if not 0 < at < self.text.count:
            return False
        gap = self.gap(at)
        return gap.strip() in ("", ".") and 0 < len(gap) <= 3 and "\n" not in gap and gap != "."

    def has(self, at: int, role: str, joint: int) -> bool:
        """Whether the token `at` has that role, and the token `joint` follows its neighbour."""
        return 0 <= at < self.text.count and role in words().roles.get(self.text.exacts[at], ()) and self.linked(joint)

    def has_roles(self, start: int, end: int) -> bool:
        """Whether any token from `start` to `end` has a role."""
        return not words().roles.keys().isdisjoint(self.text.exacts[max(0, start) : end])

    def linked(self, at: int) -> bool:
        """Whether nothing but a blank, one line end or a hyphen parts the token from the one before it."""
        return 0 < at < self.text.count and self.text.joined(at)

    def is_word(self, at: int) -> bool:
        """Whether a word is written as no name: small, in capitals throughout, or with a capital where a sentence begins."""
        return not self.text.capital[at] or self.surface(at).isupper() or not self.linked(at)

    def weekday(self, at: int) -> int | None:
        """Return which day of the week the token is, Monday 0."""
        role, number = words().numbers.get(self.text.exacts[at], ("", 0))
        return number if role == "weekday" else None

    def is_month(self, at: int) -> bool:
        """Whether the token is a month, also one that is shortened."""
        return 0 <= at < self.text.count and words().numbers.get(self.text.exacts[at], ("",))[0] == "month"

    def is_year(self, at: int) -> bool:
        """Whether the token is a year in four figures, without a separator, behind its month if there is one."""
        if not 0 <= at < self.text.count or not self.surface(at).isdecimal() or len(self.surface(at)) != 4:
            return False
        return not self.is_month(at - 1) or self.follows(at) or not self.linked(at)

    def order(self, month: int) -> int:
        """Return which month the token is, January 1."""
        return words().numbers[self.text.exacts[month]][1]

    def ties(self, at: int) -> bool:
        """Whether the token ties the one before it to the one behind it (au, et)."""
        return self.has(at, "range", at) and self.follows(at + 1)

    def tied(self, at: int) -> int | None:
        """Return the token that a range or a list ties to the one at `at`, before it."""
        if at >= 2 and self.has(at - 1, "range", at - 1) and self.follows(at):
            return at - 2
        return at - 1 if at >= 1 and self.gap(at).strip() in (",", "-", "–") else None

    def is_day(self, at: int) -> bool:
        """Whether the token is the number of a day."""
        return self.text.exacts[at] in _DAYS

    def day_before(self, month: int) -> int | None:
        """Return the token before a month if it is a day's number."""
        return month - 1 if month and self.follows(month) and self.is_day(month - 1) else None


@cache
def words() -> Words:
    """Return the words of dates, loaded once."""
    numbers = {str(year): ("year", year) for year in _YEARS}
    numbers |= {fold(name): ("month", n) for n, names in enumerate(MONTHS, 1) for name in names}
    numbers |= {name: ("weekday", n) for n, name in enumerate(WEEKDAYS)}
    roles: dict[str, set[str]] = {}
    for row in rows(PACKAGE, "date_words.tsv"):
        word = fold(row["word"]).replace("'", "")
        if row["role"] == "relative":
            numbers[word] = ("relative", int(row["value"]))
        roles.setdefault(word, set()).add(row["role"])
    return Words(numbers, {word: frozenset(each) for word, each in roles.items()})
