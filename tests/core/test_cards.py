import pytest
from hypothesis import given
from hypothesis import strategies as st

from depeche.core.cards import LONGEST, card, entity, prefix
from depeche.core.model import Entity, Kind

DARAA = Entity("place:1", Kind.PLACE, "city", "Deraa", ("Deraa", "Daraa", "درعا"), ("place:2", "country:sy"), (32.62, 36.1))
TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\t\n\r|"))
WORD = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\t\n\r|"), min_size=1)
ENTITIES = st.builds(
    Entity, TEXT, st.sampled_from(Kind), TEXT, TEXT, st.lists(WORD, max_size=5).map(tuple), st.lists(WORD, max_size=5).map(tuple)
)


def test_a_card_is_one_line_of_tabs_and_bars():
    assert card(DARAA) == "place:1\tplace\tcity\tDeraa\tplace:2|country:sy\t32.62 36.1\tDeraa|Daraa|درعا"


def test_a_card_without_ancestors_and_names_is_read_back():
    bare = Entity("actor:1", Kind.ACTOR, "state", "ONU")
    assert entity(card(bare)) == bare


def test_the_prefix_of_an_id_begins_its_card_and_no_longer_ids():
    assert card(DARAA).startswith(prefix("place:1"))
    assert not card(DARAA).startswith(prefix("place:"))


def test_tabs_line_ends_and_bars_in_a_value_become_blanks():
    odd = Entity("a\tb", Kind.PLACE, "city", "x\ny|z", ("n\r1",), ("p|q",))
    assert entity(card(odd)) == Entity("a b", Kind.PLACE, "city", "x y z", ("n 1",), ("p q",))
    assert card(odd).startswith(prefix("a\tb"))


def test_a_card_that_is_too_long_leaves_its_last_names_out():
    names = tuple(f"nom {n} درعا" for n in range(2000))
    line = card(Entity("place:1", Kind.PLACE, "city", "Deraa", names))
    kept = entity(line).names
    assert len(line.encode()) <= LONGEST
    assert 100 < len(kept) < 2000
    assert names[: len(kept)] == kept


@pytest.mark.parametrize("cell", ["a" * 70_000, "درعا" * 20_000, "\U0001f600" * 9_000])
def test_a_card_is_never_too_long_whatever_cell_is(cell):
    one = Entity(cell, Kind.ACTOR, cell, cell, (cell, "a") * 50, (cell, "b") * 50, (-12.3456789012, 1e-10))
    line = card(one)
    assert len(line.encode()) <= LONGEST
    assert line.startswith(prefix(cell))
    read = entity(line)
    assert (read.kind, read.coordinates) == (one.kind, one.coordinates)
    assert all(whole.startswith(cut) and cut for whole, cut in ((one.id, read.id), (one.type, read.type), (one.label, read.label)))


@given(ENTITIES)
def test_any_entity_is_read_back_as_it_was(one):
    assert entity(card(one)) == one
    assert card(one).startswith(prefix(one.id))
