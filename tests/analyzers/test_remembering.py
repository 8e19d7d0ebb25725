from hypothesis import given
from hypothesis import strategies as st

from depeche.analyzers.remembering import Bounded, Remembered


def test_a_value_is_made_when_it_is_first_asked_for_and_only_then():
    made = []
    lengths = Remembered[str, int](lambda word: made.append(word) or len(word), 10)
    assert [lengths["Alep"], lengths["Homs"], lengths["Alep"]] == [4, 4, 4]
    assert made == ["Alep", "Homs"]


def test_what_was_kept_first_goes_first():
    kept = Bounded[str, int](4)
    for number, word in enumerate(["Alep", "Homs", "Idleb", "Hama", "Deraa"]):
        assert kept.keep(word, number) == number
    assert list(kept) == ["Idleb", "Hama", "Deraa"]


@given(st.lists(st.integers()), st.integers(2, 20))
def test_never_more_is_held_than_was_said_and_all_is_right(asked, most):
    doubled = Remembered[int, int](lambda number: 2 * number, most)
    for number in asked:
        assert doubled[number] == 2 * number
        assert len(doubled) <= most
