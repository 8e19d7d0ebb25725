"""Which words are taken for names, and which entities for what they name: common words and other names must not drown an answer."""

import pytest

import depeche
from depeche import Dispatch


@pytest.fixture(params=["tantivy", "whoosh"])
def asked(request, tmp_path):
    """Return a function from the texts of an archive and a question to what is highlighted."""

    def ask(texts, question):
        with depeche.create(tmp_path / str(len(list(tmp_path.iterdir()))), engine=request.param) as archive:
            archive.add(Dispatch(f"d{n}", text) for n, text in enumerate(texts))
            hits = archive.search(question, limit=100).passages
            return {(h.surface, str(h.level)) for hit in hits for h in hit.highlights}

    return ask


def test_a_common_word_typed_small_is_no_name_even_where_the_archive_lacks_it(asked):
    assert asked(["Des tirs à Homs."], "hommes") == set()
    assert asked(["Le général Salem a parlé."], "salaam salami") <= {("Salem", "spelling")}


def test_a_common_word_typed_small_is_no_name_even_where_the_archive_writes_it_with_a_capital(asked):
    assert asked(["Le Monde et Mounda, deux titres."], "monde") == {("Monde", "exact")}


def test_a_common_word_typed_with_a_capital_keeps_its_inflected_forms(asked):
    assert asked(["Des tirs à Homs.", "Un Homme est mort."], "Hommes") == {("Homs", "spelling"), ("Homme", "stem")}


def test_a_name_is_no_inflected_form_of_another(asked):
    assert asked(["Le chef Baghdadi est mort à Bagdad."], "baghdad") == {("Bagdad", "spelling")}


def test_words_that_only_begin_sentences_with_a_capital_are_no_spellings(asked):
    assert asked(["Celles-ci ont fui.", "Selon elle, Sylla a fui."], "Selles") == set()


def test_words_with_digits_have_no_other_spelling(asked):
    assert asked(["Le G20 se réunit.", "Un F35 est tombé."], "G7 F16") == set()


@pytest.mark.parametrize(
    ("text", "question"), [("Le président محمود عباس a parlé.", "Mahmoud"), ("Le ministre נתניהו a parlé.", "Netanyahu")]
)
def test_words_in_a_script_without_capitals_are_spellings_too(asked, text, question):
    assert {level for _, level in asked([text], question)} == {"spelling"}


def test_what_stands_before_names_does_not_answer_alone(asked):
    texts = ["Abdul a fui.", "Abdel Fattah al-Sissi a parlé.", "Abou Dhabi aussi."]
    assert {surface for surface, _ in asked(texts, "Abdul Fatah Sisi")} >= {"Abdel", "Fattah", "Sissi"}
    assert "Abou" not in {surface for surface, _ in asked(texts, "Abu Zeid")}


def test_a_word_typed_with_a_capital_or_in_another_script_is_a_name(asked):
    texts = ["Des tirs à Homs.", "Des tirs à Deraa."]
    assert asked(texts, "Homss") == {("Homs", "spelling")}
    assert asked(texts, "درعا") == {("Deraa", "spelling")}


def test_a_word_that_nobody_knows_is_a_name(asked):
    assert asked(["Des tirs à Soueida."], "suwayda") == {("Soueida", "spelling")}


def test_an_article_is_not_spelled_as_a_name(asked):
    texts = ["Oz et Ezz, deux inconnus.", "Un convoi pour Deir ez-Zor."]
    assert {surface for surface, _ in asked(texts, "Deir az-Zawr")} == {"Deir", "ez", "Zor"}


def test_a_particle_between_two_names_is_not_spelled_alone(asked):
    texts = ["Mohammed ben Salmane a reçu le prince.", "M. Bin est parti.", "Un pen, dit-on, et Ibn Khaldoun."]
    assert {surface for surface, _ in asked(texts, "Mohamed ben Salman")} == {"Mohammed", "ben", "Salmane"}


def test_a_name_of_the_archive_s_own_stands_for_itself(asked):
    texts = ["L'Angola a un président.", "Luanda est la capitale de l'Angola.", "Angela Merkel a réagi.", "Dumas, Alexandre."]
    assert ("Angola", "alias") not in asked(texts, "Angela")
    assert not {level for _, level in asked([*texts, "Damas, Damascus."], "Dumas")} & {"alias"}


@pytest.mark.parametrize("question", ["Hama", "Nil", "Amman"])
def test_a_short_name_brings_no_alias_of_what_it_may_misspell(asked, question):
    texts = ["Le sultanat d'Oman a réagi.", "Mascate dit non.", "Le Yémen, Yemen.", "Des tirs à Homs.", "Nîmes, Amiens, Imane."]
    assert not {level for _, level in asked(texts, question)} & {"alias"}


def test_a_misspelt_name_that_the_archive_lacks_brings_the_entity_s_other_names(asked):
    assert ("Alep", "alias") in asked(["Des combats à Alep."], "Haleb")
    assert ("HTS", "alias") in asked(["Le groupe HTS a démenti."], "Hayat Tahrir ash-Sham")


def test_an_entity_s_name_of_several_words_may_have_another_article(asked):
    shown = asked(["Hayat Tahrir al-Cham contrôle Idleb."], "Hayat Tahrir ash-Sham")
    assert {("Hayat", "exact"), ("Tahrir", "exact"), ("Cham", "spelling")} <= shown


@pytest.mark.parametrize(
    ("question", "texts", "expected"),
    [
        ("Daech", ["Deux hommes de l'EI."], ("EI", "alias")),
        ("داعش", ["Deux hommes de l'EI, de Daech."], ("EI", "alias")),
        ("Aleppo", ["Des tirs à Alep."], ("Alep", "alias")),
        ("Alep", ["Halab, la nuit."], ("Halab", "alias")),
        ("SOHR", ["L'OSDH a compté dix morts."], ("OSDH", "alias")),
        ("OSDH", ["Selon le SOHR, dix morts."], ("SOHR", "alias")),
        ("HTS", ["Hayat Tahrir al-Cham avance."], ("Hayat", "alias")),
    ],
)
def test_an_entity_is_found_by_its_other_names(asked, question, texts, expected):
    assert expected in asked(texts, question)
