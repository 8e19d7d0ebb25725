"""The parts of a question that are read from texts: how many may be, and what the answer says where not all was read.

Not here: how passages are read (``verifying``), what is looked for in them (``conditions``).
"""

from collections.abc import Callable
from typing import NamedTuple

from depeche.core import fields, plan
from depeche.search.compiling.titles import in_title
from depeche.search.compiling.verifying import MOST_CHECKED, MOST_PARTS, Text, Verifier
from depeche.search.question.tree import QuestionNode

__all__ = ["Checker", "Place"]


class Place(NamedTuple):
    """Where a part stands: within `titles`, among passages that match all that is `given` anyhow, and on which side.

    `adds` says whether passages that match the part answer, or not; None, where either may be.
    """

    titles: bool = False
    given: tuple[plan.Node, ...] = ()
    adds: bool | None = True


class Checker:
    """Makes plans of what is read; `at_least` and `at_most` say whether more passages may answer than found, or fewer."""

    def __init__(self, verifier: Verifier) -> None:
        self.verifier = verifier
        self.notes: list[str] = []
        self.at_least = self.at_most = False
        self._parts: set[QuestionNode] = set()

    def plan(self, node: QuestionNode, place: Place, candidates: plan.Node, holds: Callable[[Text], bool]) -> plan.Node:
        """Return the plan of those `candidates` that are as the part `node` asks, scored as candidates are."""
        asked = in_title(candidates) if place.titles else candidates
        if node not in self._parts and len(self._parts) == MOST_PARTS:
            self.notes.append(f"only {MOST_PARTS} parts were read from the texts; words of others need only be in the passage")
            return asked
        self._parts.add(node)
        narrowed = plan.AllOf((asked, *(plan.Constant(each, 0.0) for each in place.given))) if place.given else asked
        found = self.verifier.verified((node, place.titles, place.given), narrowed, holds, titles=place.titles)
        if found.is_cut:
            self._note_cut(place)
        return plan.AllOf((asked, plan.Values(fields.PASSAGE, found.keys)))

    def _note_cut(self, place: Place) -> None:
        self.at_least, self.at_most = self.at_least or place.adds is not False, self.at_most or place.adds is not True
        self.notes.append(
            f"only the best {MOST_CHECKED} passages with these words were read for how they stand: {_REST[place.adds]}"
        )


_REST: dict[bool | None, str] = {
    True: "others may answer too, and counts are the least there are",
    False: "what else is excluded was not looked for, and counts are the most there are",
    None: "others may answer too or be excluded, and counts are not exact",
}
"""What is said of passages that were not read, by whether those that match a part answer."""
