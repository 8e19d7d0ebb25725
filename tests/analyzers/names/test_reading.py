"""A written name as units, and what it is looked up by."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depeche.analyzers.names import joined_parts, skeletons
from depeche.analyzers.names.reading import LONGEST, read
from depeche.analyzers.names.units import divisions

ANY = st.text(st.characters(codec=None, categories=None))
"""Lone surrogates included."""
NAMES = st.text(st.sampled_from("abdeghiklmnorstuwyzéïŞğ'’- ʿابةدرسعلنهويىّ"), max_size=20)


def units(name):
    return " ".join(read(name).joined.texts)


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Khaled", "kh a l e d"),
        ("Cham", "ch a m"),
        ("Raqqa", "r a q2 a$"),
        ("Raqqah", "r a q2 ah$"),
        ("Talbiseh", "t a l b i s eh$"),
        ("درعا", "د ر ع ا$"),
        ("حماة", "ح م ة$"),
        ("Idleb", "i^ d l e b"),
    ],
)
def test_a_name_is_units_as_written_doubled_ones_once_and_vowels_at_its_ends_marked(name, found):
    assert units(name) == found


@pytest.mark.parametrize(
    ("with_article", "name"), [("al-Assad", "Assad"), ("el Hosn", "Hosn"), ("ar-Raqqa", "Raqqa"), ("الرقة", "رقة")]
)
def test_the_article_is_left_out(with_article, name):
    assert read(with_article).joined == read(name).joined


def test_an_article_alone_is_a_name():
    assert units("al") == "a^ l"


@pytest.mark.parametrize("name", ["Abd al-Rahman", "Abd el Rahman", "Abdul Rahman", "Abdul-Rahman"])
def test_servant_of_has_one_form(name):
    assert read(name).joined == read("Abdel Rahman").joined


@pytest.mark.parametrize("name", ["Ben Laden", "Bin Laden", "Ibn Laden"])
def test_son_of_has_one_form(name):
    assert read(name) == read("ben Laden")


@pytest.mark.parametrize("name", ["Soueida", "as-Suwayda", "As Suwayda'", "السويداء", "Sweida"])
def test_spellings_of_one_name_share_a_key(name):
    assert set(skeletons(name)) & set(skeletons("Soueida"))


@pytest.mark.parametrize(
    ("one", "other"), [("Deraa", "درعا"), ("Jolani", "Golani"), ("Ramadan", "Ramazan"), ("Kadhafi", "Gaddafi")]
)
def test_consonants_that_write_one_sound_share_a_key(one, other):
    assert set(skeletons(one)) & set(skeletons(other))


def test_no_more_than_eight_keys():
    assert len(skeletons("Khadija Ghazali Khaddam")) == 8


@pytest.mark.parametrize("name", ["", "ou", "Hoa", "12", "…"])
def test_names_without_a_lasting_consonant_have_no_key(name):
    assert skeletons(name) == ()


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Abdulrahman", ("abdul", "rahman")),
        ("Abderrahmane", ("abder", "rahmane")),
        ("Abdelaziz", ("abdel", "aziz")),
        ("Abdelkader", ("abdel", "kader")),
        ("Abdessalam", ("abdes", "salam")),
        ("ABDELHAKIM", ("abdel", "hakim")),
        ("Deirezzor", ("deir", "ezzor")),
        ("Nasrallah", ("nasr", "allah")),
        ("Noureddine", ("nour", "eddine")),
        ("Aboulgheit", ("aboul", "gheit")),
        ("Telma", ()),
        ("Abdelhakim Belhaj", ()),
        ("Abdou", ()),
        ("abdomen", ()),
        ("Rahman", ()),
        ("", ()),
    ],
)
def test_a_fused_name_of_one_word_is_parted(name, parts):
    assert joined_parts(name) == parts


def test_a_name_is_read_up_to_its_hundredth_character():
    assert read("ba" * LONGEST) == read("ba" * (LONGEST // 2))


@given(ANY | NAMES)
def test_any_string_is_read_into_units_that_have_texts(name):
    found = read(name)
    assert all(text for word in (*found.words, found.joined) for text in word.texts)


@given(ANY | NAMES)
def test_any_string_has_distinct_keys_without_blanks(name):
    found = skeletons(name)
    assert len(set(found)) == len(found) <= 8
    assert not any(c.isspace() for key in found for c in key)


@given(ANY | NAMES)
def test_any_string_is_parted_or_not(name):
    parts = joined_parts(name)
    assert parts == () or (len(parts) == 2 and all(parts))


@pytest.mark.parametrize("piece", ["a", "b", "abd", "al-", " ", "'", "\u0301", "ا", "سس", "abdel"])
def test_absurdly_long_names_are_read(piece):
    name = piece * (100_000 // len(piece))
    assert len(read(name).joined.units) <= LONGEST
    assert len(skeletons(name)) <= 8
    assert len(joined_parts(name)) in (0, 2)


@given(NAMES)
def test_the_skeletons_of_a_word_do_not_hang_on_where_its_units_stand(name):
    word = read(name).joined
    assert word.keys == frozenset(divisions(word.texts))
