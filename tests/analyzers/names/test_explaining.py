import json
import math

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from depeche.analyzers.names import explain, same_name, skeletons

ANY = st.text(st.characters(codec=None, categories=None))
"""Lone surrogates included."""
NAMES = st.text(st.sampled_from("abdeghiklmnorstuwyzéïŞğ'’- ʿابةدرسعلنهويىّ"), max_size=20)
PAIRS = [("Deraa", "Dar'a"), ("Deraa", "درعا"), ("Deir Ezzor", "Dayr az-Zawr"), ("Saïda", "Soueida"), ("Hassan", "Hussein")]


def units(found, side):
    """Return the units that the steps go through, of one side, by pairs of words."""
    return [tuple(filter(None, (getattr(change, side) for change in word))) for word in found.steps]


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_the_probability_is_that_of_what_is_allowed_less_the_cost(one, other):
    found = explain(one, other)
    assert found.verdict == "weighed"
    assert found.probability == same_name(one, other)
    assert found.probability == pytest.approx(1 / (1 + math.exp(found.cost - found.allowed)))
    assert found.allowed == pytest.approx(found.weighing.evidence + found.weighing.telling)


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_steps_lead_from_the_units_of_a_name_to_those_of_the_other(one, other):
    found = explain(one, other)
    assert units(found, "one") == [word.units for word in found.names[0].words]
    assert units(found, "other") == [word.units for word in found.names[1].words]
    assert all(change.cost >= 0 for word in found.steps for change in word)
    assert all(change.cost == 0 for word in found.steps for change in word if change.one == change.other)


def test_a_name_shows_its_units_what_they_are_and_its_skeletons():
    (name, _) = explain("Khaled", "Halid").names
    (word,) = name.words
    assert name.name == "Khaled"
    assert word.units == ("kh", "a", "l", "e", "d")
    assert word.kinds == ("c", "v", "c", "v", "c")
    assert word.skeletons
    assert name.skeletons == skeletons("Khaled")


def test_the_worst_word_counts_in_full_and_the_others_half():
    found = explain("Deir Ezzor", "Dayr az-Zawr")
    costs = [sum(change.cost for change in word) for word in found.steps]
    assert len(costs) == found.weighing.words == 2
    assert found.cost == pytest.approx(max(costs) + min(costs) / 2)


def test_names_of_more_and_fewer_words_are_compared_as_wholes():
    found = explain("Abderrahmane", "Abdul Rahman")
    assert (len(found.names[1].words), len(found.steps)) == (2, 1)
    assert units(found, "other") == [sum((word.units for word in found.names[1].words), ())]


def test_what_there_is_to_go_by_is_counted():
    by = explain("Deraa", "درعا").weighing
    assert (by.consonants, by.units, by.words, by.scripts) == (2, 4, 1, "LA")


@pytest.mark.parametrize(("one", "other"), [("Ezzor", "Zor"), ("Zor", "Ezzor")])
def test_an_article_glued_to_a_name_is_shown_read_off_where_that_is_closer(one, other):
    found = explain(one, other)
    assert [name.name for name in found.names if name.without_article] == ["Ezzor"]
    assert found.cost == found.article > 0
    assert found.probability == same_name(one, other) < 1


def test_an_article_that_the_other_name_has_apart_is_left_out_for_nothing():
    found = explain("Elbaradei", "el-Baradei")
    assert [name.without_article for name in found.names] == [True, False]
    assert (found.article, found.cost) == (0, 0)


def test_an_article_glued_to_both_names_is_kept():
    assert not any(name.without_article for name in explain("Ezzor", "Ezzour").names)


@pytest.mark.parametrize(("one", "other"), [("Deraa", "Alep"), ("…", "Deraa"), ("", ""), ("Deir Ezzor", "Deir Hafer")])
def test_names_whose_skeletons_never_meet_are_refused_unread(one, other):
    found = explain(one, other)
    assert (found.verdict, found.steps, found.probability) == ("unread", (), 0.0)


@pytest.mark.parametrize(("one", "other"), [("Homs", "hommes"), ("goutte", "Ghouta")])
def test_a_common_word_is_no_name_however_close(one, other):
    found = explain(one, other)
    assert (found.verdict, found.probability) == ("common", 0.0)
    assert [name.name for name in found.names if name.common] == [name for name in (one, other) if name.islower()]
    assert found.steps


@pytest.mark.parametrize(("one", "other"), [("DERAA", "Deraa"), ("al-Assad", "Assad"), ("rime", "Rime")])
def test_names_that_read_the_same_are_alike(one, other):
    found = explain(one, other)
    assert (found.verdict, found.cost, found.probability) == ("alike", 0, 1.0)


def test_a_comparison_is_plain_data():
    found = explain("Deraa", "Daraa")
    plain = found.to_dict()
    assert list(plain) == ["names", "steps", "weighing", "article", "cost", "allowed", "verdict", "probability"]
    assert json.loads(json.dumps(plain))["probability"] == found.probability


@given(ANY, ANY)
@example("\ud800", "\udfff")
@example("Ezzor" * 100, "x")
def test_any_two_strings_are_explained_with_their_probability(one, other):
    assert explain(one, other).probability == same_name(one, other)


@given(NAMES, NAMES)
@example("Ezzor", "Izzor")
def test_the_verdict_on_any_two_names_goes_with_the_probability(one, other):
    found = explain(one, other)
    logit = found.allowed - found.cost
    expected = {"common": 0.0, "unread": 0.0, "alike": 1.0}.get(found.verdict, 1 / (1 + math.exp(-max(-700, logit))))
    assert found.probability == pytest.approx(expected, abs=0.02)
    assert bool(found.steps) or found.verdict in ("common", "unread")
