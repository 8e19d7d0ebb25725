"""Options of the wrong type: refused by name before anything is asked."""

import pytest

from depeche.core.fields import FACETS
from depeche.search.options import SearchOptions


@pytest.mark.parametrize(
    ("options", "message"),
    [
        *(({facet: 3}, f"{facet} must be text, several texts or None, not 3") for facet in FACETS),
        ({"place": [None]}, r"place must be text, several texts or None, not \[None\]"),
        ({"place": b"Deraa"}, "place must be text, several texts or None, not b'Deraa'"),
        ({"cursor": 5}, "cursor must be text or None, not 5"),
        ({"limit": "x"}, "limit must be a whole number, not 'x'"),
        ({"limit": None}, "limit must be a whole number, not None"),
        ({"offset": 1.5}, "offset must be a whole number, not 1.5"),
        ({"facet_limit": True}, "facet_limit must be a whole number, not True"),
        ({"facet_search": None}, "facet_search must be text, not None"),
        ({"sort": None}, "sort must be text, not None"),
        ({"within": 1}, "within must be text, not 1"),
        ({"group": "2"}, "group must be a whole number, not '2'"),
        ({"arrived_after": 1.0}, "arrived_after must be a whole number, not 1.0"),
        ({"copies": None}, "copies must be True or False, not None"),
        ({"strict": "yes"}, "strict must be True or False, not 'yes'"),
        ({"explain": 0}, "explain must be True or False, not 0"),
        ({"dispatches": "no"}, "dispatches must be True or False, not 'no'"),
        ({"facet_dispatches": 1}, "facet_dispatches must be True or False, not 1"),
        ({"facets": 5}, "facets must be text, several texts or None, not 5"),
        ({"levels": 5}, "levels must be a set of levels or None, not 5"),
        ({"places": "Deraa"}, "search has no option places"),
    ],
)
def test_an_option_of_another_type_is_refused_by_name(seed_archive, options, message):
    with pytest.raises(TypeError, match=f"^{message}$"):
        seed_archive.search("jihadistes", **options)


@pytest.mark.parametrize("question", [None, 3, b"jihadistes", ["jihadistes"]])
def test_a_question_is_text(seed_archive, question):
    with pytest.raises(TypeError, match="a question must be text, not"):
        seed_archive.search(question)


def test_every_option_may_be_given_with_its_default(seed_archive):
    counts = {"limit": 10, "offset": 0, "group": 0, "arrived_after": 0, "facet_limit": 10}
    plain = {**counts, "cursor": None, "facet_search": "", "levels": None, "sort": "score", "within": "passage"}
    plain |= {"copies": False, "strict": False, "explain": False, "facets": None}
    default = {**plain, "dispatches": True, "facet_dispatches": True, **dict.fromkeys(FACETS)}
    assert default.keys() == SearchOptions.__annotations__.keys()
    assert seed_archive.search("jihadistes", **default) == seed_archive.search("jihadistes")
