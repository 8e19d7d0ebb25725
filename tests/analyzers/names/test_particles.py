"""What names are put together by: the article apart and glued, abd, abou, eddine, Allah."""

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from depeche.analyzers.names import same_name
from depeche.analyzers.names.particles import LONGEST, wording
from depeche.analyzers.names.reading import read

ANY = st.text(st.characters(codec=None, categories=None))
"""Lone surrogates included."""
PLAIN = st.text("bdfhkmnrstz", min_size=1, max_size=3).map(lambda start: start + "amir")
"""A name that begins with no article, with a consonant."""


def words(name):
    return wording(name).words


def pairs(table):
    return [tuple(pair.strip().split(" = ")) for line in table.strip().split("\n") for pair in line.split(" | ")]


@pytest.mark.parametrize("article", ["al", "el", "Al", "AL", "ul", "as", "es", "l"])
@pytest.mark.parametrize("between", [" ", "-", "\u2011", "\u2013", "\u00a0"])
def test_an_article_apart_or_with_a_hyphen_is_set_aside(article, between):
    assert words(f"{article}{between}Sader") == ("sader",)
    assert wording(f"{article}{between}Sader").has_article
    assert words(f"Bab {article}{between}Sader") == ("bab", "sader")


@pytest.mark.parametrize(
    "name", ["ash-Sham", "ech-Cham", "aş-Şam", "ar-Raqqa", "ez-Zor", "ed-Dine", "en-Nil", "at-Tanf", "adh-Dhahab"]
)
def test_an_article_that_sounds_as_the_next_consonant_is_one(name):
    assert wording(name).has_article
    assert len(words(name)) == 1


@pytest.mark.parametrize("name", ["al", "el", "Deir el", "ال", "Bab al-"])
def test_an_article_that_nothing_follows_is_a_word(name):
    assert words(name)
    assert not wording(name).has_article


@given(PLAIN, st.sampled_from(["al-", "el ", "Al ", "El-", "ul-"]))
def test_an_article_before_any_name_makes_no_difference_to_its_words(name, article):
    assert words(article + name) == words(name)
    assert same_name(article + name, name) == 1.0


@pytest.mark.parametrize(
    ("name", "bare", "is_doubled"),
    [("Ezzor", "zor", True), ("Assweida", "sweida", True), ("Elbaradei", "baradei", False), ("Alraqqa", "raqqa", False)],
)
def test_an_article_may_be_glued_to_a_name(name, bare, is_doubled):
    found = wording(name)
    assert found.words == (name.lower(),)
    assert (found.bare, found.is_doubled, found.has_article) == ((bare,), is_doubled, False)


@pytest.mark.parametrize("name", ["Alep", "Ali", "Idleb", "Oran", "Erbil", "Homs", "al-Ezzor", "الرقة"])
def test_no_article_is_read_off_a_short_name_or_one_that_has_it_apart(name):
    assert wording(name).bare == ()


def test_a_glued_article_is_likelier_where_the_other_name_has_one_apart():
    assert same_name("Elbaradei", "el Baradei") > same_name("Elbaradei", "Baradei")
    assert same_name("Ezzor", "el Zor") > same_name("Ezzor", "Zor") >= 0.5
    assert same_name("Lamrabet", "el Mrabet") >= same_name("Lamrabet", "Mrabet")


@pytest.mark.parametrize("name", ["Deir ez-Zor", "Deir Ezzor", "Dayr az-Zawr", "Deir el-Zor", "دير الزور"])
def test_the_article_of_a_word_may_be_written_with_the_word_before(name):
    assert words("Deyrez-Zor") == ("deyr", "zor")
    assert same_name("Deyrez-Zor", name) >= 0.5


@pytest.mark.parametrize("name", ["Deyrez-Dour", "Fares-Raqqa", "Mohammed Dahlan", "Omar Rahmani", "Younas Soomro", "Daoud Domiri"])
def test_an_end_that_is_no_article_of_the_next_word_stays(name):
    assert words(name) == tuple(name.lower().replace("-", " ").split())


SERVANTS = """
Abd Elaziz = Abdelaziz | Abd Elaziz = Abd al-Aziz | Abdalaziz = Abdelaziz | Abdul Aziz = Abdalaziz | Abdulaziz = عبد العزيز
Abdelhamid = Abd el-Hamid | Abdelhamid = Abdul Hamid | Abdelhamid = عبد الحميد | Abdulhadi = Abd al-Hadi | Abdelhadi = عبد الهادي
Abed Rabbo = Abd Rabbo | Abed Rabbo = Abdrabbo | Abed Rabbo = عبد ربه | Abderrahmane = Abd ar-Rahman | Abdennour = Abd al-Nour
Abdallah = عبد الله | Abdullah = عبد الله | Abdulla = Abdallah | عبدالله = عبد الله | Abdallah = عبدالله
"""
FATHERS = """
Aboul Gheit = Abou el-Gheit | Aboul Gheit = Abou Gheit | Abul Gheit = Aboul-Gheit | Aboulgheit = Aboul Gheit
Abu al-Ghait = Aboul Gheit | أبو الغيط = Aboul Gheit | Abou Bakr = Abu Bakr | Aboubakr = Abou Bakr | Abou Zeid = Abu Zayd
Abou Zeid = أبو زيد
"""
RELIGIONS = """
Badr Idin = Badreddine | Badr ed-Dine = Badreddine | Badr al-Din = Badr Idin | Badruddin = Badreddine | بدر الدين = Badreddine
Noureddine = Nour Eddine | Nureddin = Nour al-Din | Chamseddine = Shams ad-Din | Salaheddine = Salah ad-Din | Ezzedine = Izz al-Din
Saadeddine = Saad al-Din | Khaireddine = Khayr al-Din | Nasrallah = Nasr Allah | Nasrallah = نصر الله | Khalafallah = Khalaf Allah
"""


@pytest.mark.parametrize(("one", "other"), [*pairs(SERVANTS), *pairs(FATHERS), *pairs(RELIGIONS)])
def test_names_put_together_are_the_same_however_they_are_written(one, other):
    assert same_name(one, other) >= 0.5


@pytest.mark.parametrize(
    ("one", "other"),
    pairs(
        "Abdelaziz = Abdelhamid | Abdallah = Abdelali | Badreddine = Noureddine | Aboul Gheit = Aboul Nour | Nasrallah = Nasreddine"
    ),
)
def test_what_names_are_put_together_by_does_not_make_them_the_same(one, other):
    assert same_name(one, other) < 0.5


@pytest.mark.parametrize("name", ["Abdelhamid", "Abdulhadi", "Abdelhakim", "Abdalhalim"])
def test_the_d_of_abd_and_an_h_after_the_article_are_no_digraph(name):
    texts = read(name).joined.texts
    assert "dh" not in texts
    assert "h" in texts


def test_abed_is_servant_of_before_a_name_only():
    assert words("Abed Rabbo") == words("Abd Rabbo")
    assert words("Mahmoud Abed") == ("mahmoud", "abed")


@pytest.mark.parametrize(("name", "found"), [("الرقة", ("رقة",)), ("باب المندب", ("باب", "مندب")), ("دير الزور", ("دير", "زور"))])
def test_the_arabic_article_is_set_aside(name, found):
    assert wording(name)[:2] == (found, True)


@pytest.mark.parametrize("name", ["حلب", "سالم", "هلال", "ال"])
def test_alef_and_lam_within_an_arabic_word_are_no_article(name):
    assert words(name) == (name,)
    assert not wording(name).has_article


@pytest.mark.parametrize(
    ("one", "other"),
    pairs("Manbij = Membij | Manbij = Mambij | منبج = Membij | منبج = Manbij | Anbar = Ambar | Istanbul = Istamboul"),
)
def test_m_before_b_is_n(one, other):
    assert same_name(one, other) >= 0.5


def test_m_before_a_b_of_another_word_stays():
    assert words("Oum Badis") == ("oum", "badis")


@pytest.mark.parametrize(("one", "other"), pairs("Zeinab = زينب | Zaynab = زينب | Imbarek = Embarek | Tombouctou = تمبكتو"))
def test_n_before_a_vowel_that_is_not_written_and_b_is_n(one, other):
    assert same_name(one, other) >= 0.5


@given(ANY)
@example("\ud800 al-")
@example("Abd " * 50)
@example("al-l'-")
def test_any_text_is_words_without_blanks(name):
    found = wording(name)
    assert all(word and not any(c.isspace() for c in word) for word in found.words)
    assert sum(map(len, found.words)) <= 18 * LONGEST  # one sign may stand for a whole phrase
    assert not (found.bare and found.has_article)


@given(PLAIN, PLAIN)
def test_the_article_between_two_names_makes_no_difference(one, other):
    assume(one[-1:] != other[:1])
    assert words(f"{one} al-{other}") == words(f"{one} {other}")
