"""What people are told: how many, and where near-identical passages are."""

from dataclasses import replace

import pytest

from depeche.core.results import Copy, Hit
from depeche.core.wording import copies, many

HIT = Hit(1, 1.0, "a", None, "2018-07-31", None, None, 0, 9, "Un otage.")


@pytest.mark.parametrize(
    ("count", "what", "told"), [(1, "passage", "1 passage"), (0, "passage", "0 passages"), (2, "dispatch", "2 dispatches")]
)
def test_one_is_told_otherwise_than_several(count, what, told):
    assert many(count, what) == told


def test_copies_in_the_same_dispatch_are_told_so():
    here = replace(HIT, similar=(Copy("a", None, None, 20, 29), Copy("a", None, None, 40, 49)))
    assert copies(here) == "+2 similar in this dispatch"


def test_copies_elsewhere_are_told_with_the_first_and_the_latest():
    there = replace(HIT, similar=(Copy("b", "2018-07-30", "AFP", 0, 9), Copy("c", "2018-08-01", None, 0, 9)), more_similar=3)
    assert copies(there) == "+5 similar: first 2018-07-30 AFP b; latest 2018-08-01 c"
    assert copies(HIT) == ""
