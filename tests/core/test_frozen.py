"""Frozen classes are to their users what dataclasses are."""

import copy
import dataclasses
import inspect
import pickle
from operator import attrgetter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depeche.core.frozen import field, frozen


@frozen
class Place:
    """A place."""

    id: str
    names: tuple[str, ...] = ()
    read: "str | None" = field(default=None, compare=False)
    more: dict[str, int] = field(default_factory=dict)

    @property
    def shown(self):
        return f"{self.id} {' '.join(self.names)}"


@dataclasses.dataclass(frozen=True, slots=True)
class Twin:
    """A place."""

    id: str
    names: tuple[str, ...] = ()
    read: "str | None" = dataclasses.field(default=None, compare=False)
    more: dict[str, int] = dataclasses.field(default_factory=dict)


@frozen
class Nothing:
    pass


@frozen
class Other:
    id: str


FACTS = st.tuples(st.text(), st.lists(st.text()).map(tuple), st.none() | st.text(), st.dictionaries(st.text(), st.integers()))


@given(FACTS, FACTS)
def test_frozen_classes_are_equal_shown_and_read_as_dataclasses_are(one, other):
    assert (Place(*one) == Place(*other)) is (Twin(*one) == Twin(*other))
    assert repr(Place(*one)) == repr(Twin(*one)).replace("Twin", "Place")
    assert dataclasses.asdict(Place(*one)) == dataclasses.asdict(Twin(*one))
    assert dataclasses.replace(Place(*one), id="a") == Place("a", *one[1:])
    assert pickle.loads(pickle.dumps(Place(*one))) == copy.deepcopy(Place(*one)) == Place(*one)


def test_the_fields_are_told_as_of_a_dataclass():
    assert dataclasses.is_dataclass(Place) and dataclasses.is_dataclass(Place("a"))
    read = attrgetter("name", "type", "default", "default_factory", "compare")
    assert list(map(read, dataclasses.fields(Place))) == list(map(read, dataclasses.fields(Twin)))
    assert list(inspect.signature(Place).parameters) == list(inspect.signature(Twin).parameters)
    assert (Place.__doc__, Place.__qualname__, Place.__module__) == ("A place.", "Place", __name__)


def test_what_is_not_given_has_its_default_and_none_is_shared():
    one, other = Place("a"), Place("b", read="c")
    assert (one.names, one.read, one.more, other.read, one.shown) == ((), None, {}, "c", "a ")
    one.more["x"] = 1
    assert other.more == {}
    with pytest.raises(TypeError, match="id"):
        Place()
    with pytest.raises(TypeError, match="unknown"):
        Place("a", unknown=1)


def test_nothing_of_an_instance_changes():
    for change in (lambda one: setattr(one, "id", "b"), lambda one: setattr(one, "new", 1), lambda one: delattr(one, "id")):
        with pytest.raises(dataclasses.FrozenInstanceError):
            change(Place("a"))
    assert not hasattr(Place("a"), "__dict__")


def test_instances_are_keys_and_equal_only_to_their_own_class():
    assert {Other("a"): 1}[Other("a")] == 1
    assert Other("a") != Place("a")
    assert Nothing() == Nothing() and hash(Nothing()) == hash(Nothing())
    with pytest.raises(TypeError, match="unhashable"):
        hash(Place("a"))


def test_they_can_be_matched_by_place():
    match Place("a", ("b",)):
        case Place(id_, (name,)):
            assert (id_, name) == ("a", "b")
