import pytest
from hypothesis import given
from hypothesis import strategies as st

from depeche.analyzers.mentions import mentions


def named(text):
    return [(m.surface, m.label) for m in mentions(text) if m.kind == "actor"]


def test_a_surname_is_the_person_whom_the_dispatch_names_in_full():
    assert named("Selon Zerdan Kalo, rien ne va. M. Kalo a souri.")[1] == ("Kalo", "Zerdan Kalo")


def test_a_surname_that_two_persons_of_the_dispatch_have_is_nobodys():
    labels = [label for _, label in named("Zerdan Kalo a vu Marie Kalo. M. Kalo a souri.")]
    assert labels[:2] == ["Zerdan Kalo", "Marie Kalo"]
    assert labels[2:] == ["Kalo"]


def test_an_acronym_is_learnt_where_it_is_given_and_stands_for_its_name_from_there_on():
    text = "Le Comité zarqounien de secours (CZS) a réagi. Selon le CZS, tout va."
    found = named(text)
    assert [surface for surface, _ in found].count("CZS") == 2
    assert len({label for _, label in found}) == 1


def test_the_first_word_of_an_organisation_is_short_for_it():
    assert named("L'Observatoire syrien des droits de l'Homme compte. L'Observatoire a dit.") == [
        ("Observatoire syrien des droits de l'Homme", "Observatoire syrien des droits de l'Homme"),
        ("Observatoire", "Observatoire syrien des droits de l'Homme"),
    ]


def test_two_spellings_of_one_name_in_a_dispatch_are_one_person():
    assert len({label for _, label in named("Le porte-parole Mustefa Zarqoun a parlé. M. Moustafa Zarqoun a signé.")}) == 1


@pytest.mark.parametrize("text", ["(", "()", "(OSDH)", "A (B)", "Le (CZS) et", "Comité (C"])
def test_brackets_without_a_name_before_teach_nothing(text):
    assert all(m.label == m.surface or not m.id.startswith("cue:") for m in mentions(text))


@given(
    st.lists(st.sampled_from(["Comité", "Zarqoun", "de", "secours", "(CZS)", "CZS", "M.", "Ali", "Kalo", ",", "(", ")", "le"])).map(
        " ".join
    )
)
def test_brackets_and_acronyms_in_any_order_break_nothing(text):
    found = [m for m in mentions(text) if m.kind != "date"]
    assert all(text[m.start : m.end] == m.surface for m in found)


@pytest.mark.parametrize("text", ["Daniel Zarqoun et Danielle Zarqoun", "Hassan Kalo et Hussein Kalo", "Ali Kalo et Ali Zeid"])
def test_two_persons_of_one_family_stay_two(text):
    assert len({label for _, label in named(text)}) == 2


def test_what_the_dispatch_says_that_an_acronym_means_goes_before_the_tables():
    found = named("Le Comité national soudanais (CNS) a réagi. Le CNS demande une trêve.")
    assert [label for surface, label in found if surface == "CNS"] == ["Comité national soudanais"] * 2


def test_an_unknown_name_that_spells_one_of_the_gazetteer_is_it():
    ids = [m.id for m in mentions("Dans la ville de Soueïdaa, en Syrie, avec Barak Obama.")]
    assert ids == ["SY.souweida", "SY", "actor:obama"]
