import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from depeche.analyzers.folding import fold
from depeche.analyzers.names import is_common, same_name
from depeche.core.tables import cells

ANY = st.text(st.characters(codec=None, categories=None))
"""Lone surrogates included."""
WORDS = cells("depeche.analyzers.names", "common.tsv")


@pytest.mark.parametrize("word", ["hommes", "goutte", "rime", "combattants", "évacué", "eau", "cœur", "coeur", "de"])
def test_forms_of_common_words_in_small_letters_are_common(word):
    assert is_common(word)


@pytest.mark.parametrize("word", ["état", "etat", "e\u0301tat"])
def test_accents_and_their_unicode_form_make_no_difference(word):
    assert is_common(word)


@pytest.mark.parametrize("word", ["Hommes", "HOMMES", "hommeS", "État", "EI"])
def test_a_word_with_a_capital_is_not_common(word):
    assert not is_common(word)


@pytest.mark.parametrize("word", ["gaza", "homs", "tripoli", "oran", "sana", "hama", "rafa", "mali", "syrie", "jean", "غزة"])
def test_names_in_small_letters_are_not_common(word):
    assert not is_common(word)


@pytest.mark.parametrize("word", ["nice", "tours", "orange"])
def test_a_word_that_is_a_name_only_after_a_cue_is_common(word):
    assert is_common(word)


@pytest.mark.parametrize("word", ["sūr", "ta'is", "ta’is", "es-sor"])
def test_a_transcription_that_folds_to_a_common_word_is_not_common(word):
    assert fold(word) in WORDS
    assert not is_common(word)


@pytest.mark.parametrize("text", ["", " ", "des hommes", "hommes ", "hommes\n", "12", "…", "xyzzy"])
def test_what_is_no_single_word_is_not_common(text):
    assert not is_common(text)


def test_the_table_is_sorted_folded_and_without_doubles():
    assert sorted(set(WORDS)) == WORDS
    assert [word for word in WORDS if fold(word) != word] == []
    assert len(WORDS) > 15_000


@given(ANY)
@example("\ud800")
@example("\ue000é")
def test_any_text_is_common_or_not(text):
    assert is_common(text) in (True, False)
    assert not is_common(text.upper())


@given(st.sampled_from(WORDS), st.sampled_from(WORDS))
@example("hommes", "homs")
def test_a_common_word_is_the_same_name_only_as_itself(word, other):
    assert same_name(word, other) == 0.0 or word == other
    assert same_name(word, word.upper()) in (0.0, 1.0)


def test_the_words_of_the_table_are_common_and_what_stands_beside_them_is_not():
    assert all(map(is_common, WORDS))
    beside = {f"{word}a" for word in WORDS[::7]} | {"a" * 50, "z" * 50}
    assert [word for word in beside - set(WORDS) if is_common(word)] == []
