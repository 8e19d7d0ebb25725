import pytest
from hypothesis import given
from hypothesis import strategies as st

from depeche.analyzers.mentions.cues import cued, heads
from depeche.analyzers.mentions.texts import Text


def found(text):
    read = Text(text)
    return {read.exacts[start]: cue.type or cue.group for start, cue in cued(read).items()}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("la localité d'Hajine", {"hajine": "town"}),
        ("le petit village de Nahta", {"nahta": "village"}),
        ("le secteur de la Ghouta", {"ghouta": "area"}),
        ("M. Kalo et le général Zeid", {"kalo": "person", "zeid": "person"}),
        ("le groupe jihadiste Liwa al-Bahr", {"liwa": "armed group"}),
        ("l'association « Un arbre »", {"un": "NGO"}),
        ("a indiqué Zerdan Kalo", {"zerdan": "person"}),
        ("la tempête Eleanor", {"eleanor": "other"}),
        ("le village d'al-Zarqoun", {"al": "village"}),
    ],
)
def test_a_cue_is_found_for_the_first_word_of_the_name(text, expected):
    assert found(text).items() >= expected.items()


def test_a_plural_cue_is_the_cue_of_every_name_of_a_list():
    assert found("les villages de Hajine, de Zarqoun et d'Abou Loulou") == {
        "hajine": "village",
        "zarqoun": "village",
        "abou": "village",
    }


@pytest.mark.parametrize(
    "text", ["le village est loin de Homs", "la localité. Hajine", "le groupe, Kalo", "village", "la tempête de neige Kalo"]
)
def test_a_cue_too_far_from_a_name_is_none(text):
    assert found(text) == {}


def test_words_that_begin_names_have_their_group():
    assert (heads()["observatoire"], heads()["village"], heads()["general"]) == ("organisation", "place", "title")


@given(
    st.lists(
        st.sampled_from(
            ["villages", "de", "d'", "Homs", ",", "et", "le", "groupe", "M.", "«", "Kalo", "»", "al-", "selon", "président"]
        )
    ).map(" ".join)
)
def test_every_cue_stands_before_a_word_of_the_text(text):
    read = Text(text)
    assert all(0 < start < read.count for start in cued(read))
