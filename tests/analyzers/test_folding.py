import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depeche.analyzers.folding import fold

ANY = st.text(st.characters(codec=None, categories=None))


@pytest.mark.parametrize("word", ["Etat", "État", "état", "ETAT", "ÉTAT", "E\u0301tat", "Ｅtat", "\u200eÉ\u00adtat\u200b"])
def test_case_accents_widths_and_invisible_marks_fold_away(word):
    assert fold(word) == "etat"


@pytest.mark.parametrize(
    ("word", "folded"),
    [
        ("cœur", "coeur"),
        ("ŒUVRE", "oeuvre"),
        ("ﬁn", "fin"),
        ("ex æquo", "exaequo"),
        ("Straße", "strasse"),
        ("Łódź", "lodz"),
        ("Ağrı", "agri"),
        ("İstanbul", "istanbul"),
        ("Øresund", "oresund"),
        ("5,4", "5,4"),
        ("350.000", "350000"),
        ("ʿAyn", "ayn"),
        ("m²", "m2"),
    ],
)
def test_ligatures_and_letters_that_unicode_does_not_decompose_go_to_ascii(word, folded):
    assert fold(word) == folded


@pytest.mark.parametrize(
    ("one", "other"),
    [("إدلب", "ادلب"), ("الرقة", "الرقه"), ("الدَّوْلَة", "الدولة"), ("مصطفى", "مصطفي"), ("درعـــا", "درعا"), ("سوریا", "سوريا")],
)
def test_arabic_letters_that_keyboards_and_copy_mix_up_fold_to_one(one, other):
    assert fold(one) == fold(other)


@pytest.mark.parametrize("word", ["", "…", "«»", "'", "\u200e\u200f", "\u0301", " \u00a0"])
def test_what_holds_no_letter_or_digit_folds_to_nothing(word):
    assert fold(word) == ""


def test_every_letter_is_lower_case_whatever_was_folded_before():
    letters = "ℌ𝐀𝐙ℝ™℡Ⓐ🄰Ǆǅﬀẞ"
    assert [fold(c) for c in letters] == ["h", "a", "z", "r", "tm", "tel", "a", "a", "dz", "dz", "ff", "ss"]


def test_folding_again_changes_nothing_for_each_character_of_the_basic_plane():
    changed = [c for c in map(chr, range(0x10000)) if fold(fold(c)) != fold(c)]
    assert changed == []


@given(ANY)
def test_folding_again_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@given(ANY)
def test_only_letters_digits_and_the_decimal_comma_are_left(text):
    assert all(c.isalnum() or c == "," for c in fold(text))


@given(st.text())
def test_the_unicode_form_does_not_matter(text):
    assert fold(unicodedata.normalize("NFC", text)) == fold(unicodedata.normalize("NFD", text)) == fold(text)


@given(st.text(), st.text())
def test_a_word_folds_letter_by_letter(one, other):
    assert fold(one + other) == fold(one) + fold(other)
