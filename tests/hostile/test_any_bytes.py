"""Whatever bytes come in by any door, nothing is raised but our errors, and what is given back is what came."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

DOORS = ("readers", "question", "analyzer", "names", "manifest", "payload", "cursor", "saved", "table")


def mixed(properties, door):
    """Return a strategy of bytes: any, any text, and the door's own words and examples cut and joined."""
    pieces = [*(word.encode() for word in properties.WORDS[door]), *properties.SEEDS[door]]
    joined = st.lists(st.sampled_from(pieces) | st.binary(max_size=4) | st.text(max_size=4).map(str.encode), max_size=12)
    return st.binary() | st.text().map(str.encode) | joined.map(b"".join)


@pytest.mark.parametrize("door", DOORS)
def test_whatever_comes_in_is_taken_or_refused(properties, door):
    @settings(max_examples=60, suppress_health_check=[HealthCheck.nested_given, HealthCheck.too_slow])
    @given(mixed(properties, door))
    def tried(data):
        properties.DOORS[door](data)

    tried()


@pytest.mark.parametrize("door", DOORS)
def test_an_ordinary_example_of_each_door_is_taken(properties, door):
    for seed in properties.SEEDS[door]:
        properties.DOORS[door](seed)


def test_every_door_is_tried(properties):
    assert tuple(properties.DOORS) == DOORS
