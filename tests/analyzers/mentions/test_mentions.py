import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depeche.analyzers.chain import analyze
from depeche.analyzers.gazetteer import gazetteer
from depeche.analyzers.mentions import extract, mentions


def found(text):
    return [(m.surface, m.id) for m in mentions(text)]


def ids(text):
    return [m.id for m in mentions(text) if m.kind != "date"]


def test_a_name_is_found_at_the_code_points_of_the_text_as_given():
    text = "Les combats ont repris à Alep, selon l'OSDH."
    spans = [(m.start, m.end, m.surface) for m in mentions(text)]
    assert spans == [(25, 29, "Alep"), (39, 43, "OSDH")]


@pytest.mark.parametrize(
    "text",
    ["qu’Idleb", "l'Etat hébreu", "d’Alep", "l’EI", "jusqu'à Qaraqosh", "Aïn\u00a0Issa", "Deir\nez-Zor", "\u200eHoms\u200f"],
)
def test_elision_blanks_and_marks_do_not_hide_a_name(text):
    assert len(mentions(f"Il parle {text} encore.")) == 1


def test_a_decomposed_text_gives_the_same_entities_as_a_composed_one():
    text = "L'armée a quitté Hassaké et Lattaquié, a dit l'Élysée."
    assert ids(unicodedata.normalize("NFD", text)) == ids(text) != []


def test_the_surface_of_a_decomposed_name_keeps_its_marks():
    text = unicodedata.normalize("NFD", "Il est à Hassaké.")
    assert [m.surface for m in mentions(text)] == [unicodedata.normalize("NFD", "Hassaké")]


def test_glued_sentences_hide_no_name():
    assert ids("Les jihadistes ont fui (OSDH).Mais Alep résiste à l'EI.Raqa aussi.") == [
        "actor:osdh",
        "SY.alep",
        "actor:ei",
        "SY.raqa",
    ]


def test_a_name_does_not_cross_a_full_stop_a_comma_or_a_blank_line():
    for gap in (". ", ", ", "\n\n", " (", " - "):
        assert "actor:hrw" not in ids(f"Il lit Human{gap}Rights Watch")


def test_the_full_stop_of_an_initial_parts_nothing():
    assert found("L'ancien président George W. Bush a parlé.") == [("George W. Bush", "actor:bush")]


def test_the_usual_spellings_of_the_arabic_article_are_one_name():
    names = ["Front al-Nosra", "Front an-Nosra", "Front el-Nosra"]
    assert {ids(f"Le {name} recule.")[0] for name in names} == {"actor:nosra"}


def test_a_name_in_capitals_is_found_in_a_title_in_capitals():
    assert ids("SYRIE: HOMS ET ALEP BOMBARDÉES") == ["SY", "SY.homs", "SY.alep"]


@pytest.mark.parametrize("text", ["le douma", "la france", "un hama", "ei", "Ei", "onu"])
def test_a_name_without_its_capitals_is_none(text):
    assert ids(f"Voici {text} encore") == []


@pytest.mark.parametrize("text", ["le régime syrien", "Le Régime syrien", "LE RÉGIME SYRIEN"])
def test_a_description_is_found_in_any_case(text):
    assert ids(text) == ["actor:SY.government"]


def test_the_armies_and_governments_of_states_are_found_by_the_adjective_of_the_country():
    text = "L'armée turque, les forces armées irakiennes et le gouvernement yéménite négocient."
    assert ids(text) == ["actor:TR.army", "actor:IQ.army", "actor:YE.government"]


def test_an_adjective_of_a_country_names_no_place():
    assert ids("Un réfugié syrien et un marchand turc.") == []


def test_a_name_inside_a_description_is_kept_with_it():
    text = "Le régime de Bachar al-Assad a promis."
    assert found(text) == [("régime de Bachar al-Assad", "actor:SY.government"), ("Bachar al-Assad", "actor:bachar-assad")]


def test_a_name_inside_a_proper_name_is_not_kept():
    assert ids("Hayat Tahrir al-Cham et Al-Qaïda dans la péninsule arabique") == ["actor:hts", "actor:aqpa"]
    assert ids("L'Observatoire syrien des droits de l'homme") == ["actor:osdh"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Il est né à Sanaa, écrit Sana.", ["YE.sanaa", "actor:sana"]),
        ("La télévision d'Etat a montré la foule.", []),
        ("Réunion de crise, mardi.", []),
        ("Des gens viennent de l'Île-de-France.", ["FR-IDF"]),
        ("Mardi, Selon lui, Plus rien.", []),
    ],
)
def test_a_word_that_looks_like_a_name_is_not_taken_for_it(text, expected):
    assert ids(text) == expected


def test_a_cue_lets_a_common_word_be_a_town():
    assert ids("Il habite la ville de Nice.") == ["FR.nice"]


@pytest.mark.parametrize("cue", ["province de", "le gouvernorat de", "la province méridionale de"])
def test_a_province_is_meant_where_the_text_says_so(cue):
    assert ids(f"Ils ont quitté {cue} Deraa.") == ["SY-DR"]


def test_else_the_city_of_that_name_is_meant_and_lies_in_the_province():
    assert ids("Ils ont quitté Deraa.") == ["SY.deraa"]
    assert gazetteer()["SY.deraa"].ancestors == ("SY-DR", "SY")


@pytest.mark.parametrize(
    ("text", "surface", "kind"),
    [
        ("dans la localité d'Abou el-Hosn, près de là", "Abou el-Hosn", "town"),
        ("le petit village d’al-Zarqoun brûle", "al-Zarqoun", "village"),
        ("dans le quartier de Bir Sahm", "Bir Sahm", "district"),
        ("le groupe jihadiste Liwa al-Bahr a signé", "Liwa al-Bahr", "armed group"),
        ("le porte-parole Zerdan Kalo s'est tu", "Zerdan Kalo", "person"),
        ("a indiqué Zerdan Kalo à la presse", "Zerdan Kalo", "person"),
        ("M. Kalo a ri", "Kalo", "person"),
        ("avec Ahmed al-Zarqoun hier", "Ahmed al-Zarqoun", "person"),
    ],
)
def test_a_name_that_no_table_has_is_found_by_its_cue(text, surface, kind):
    assert [(m.surface, m.type) for m in mentions(text)] == [(surface, kind)]


def test_a_name_found_by_cue_becomes_an_entity_marked_so():
    extraction = extract("dans la localité d'Abou el-Hosn")
    entity = extraction.entities["cue:place:abou-el-hosn"]
    assert (entity.label, entity.type, entity.names) == ("Abou el-Hosn", "town", ("Abou el-Hosn",))


def test_a_list_after_a_plural_cue_gives_every_name():
    assert [m.surface for m in mentions("les villages de Kafr Zan, de Bir Sahm et d'Oum Loulou")] == [
        "Kafr Zan",
        "Bir Sahm",
        "Oum Loulou",
    ]


@pytest.mark.parametrize(
    "text", ["selon Mardi", "la ville de Mais", "le porte-parole PDG", "a indiqué Jeudi Soir", "le groupe du Lundi"]
)
def test_no_name_is_made_of_a_word_that_is_none(text):
    assert mentions(text) == []


def test_a_surname_after_a_title_is_the_person_whom_the_text_names_in_full():
    text = "Selon Zerdan Kalo, tout va. M. Kalo a souri. M. Abdel Rahmane non."
    assert ids(text) == ["cue:person:zerdan-kalo", "cue:person:zerdan-kalo", "cue:person:abdel-rahmane"]


def test_another_bearer_of_a_known_surname_is_another_person():
    assert ids("Ivana Trump et Donald Trump") == ["cue:person:ivana-trump", "actor:trump"]


def test_tokens_at_hand_give_the_same_mentions():
    text = "L'ONU à Genève, M. Guterres et l'EI."
    assert mentions(text, analyze(text)) == mentions(text)


WORDS = st.sampled_from(
    [
        "la",
        "ville",
        "de",
        "d'",
        "Alep",
        "al-",
        "EI",
        "M.",
        "Bachar",
        "al-Assad",
        "régime",
        "le",
        "province",
        "Deraa,",
        "Sana",
        "selon",
        "Ahmed",
        ".",
        "\n\n",
        "et",
        "villages",
        "groupe",
        "-",
        "Nice",
        "’",
        "l'",
        "armée",
        "turque",
    ],
)


@given(st.text() | st.lists(WORDS).map(" ".join) | st.lists(WORDS).map("".join))
def test_any_text_gives_sorted_mentions_that_lie_in_it_and_have_an_entity(text):
    extraction = extract(text)
    for mention in extraction.mentions:
        assert 0 <= mention.start < mention.end <= len(text)
        assert mention.surface == text[mention.start : mention.end]
        assert mention.why
        assert mention.kind == "date" or extraction.entities[mention.id].label == mention.label
    order = [(mention.start, -mention.end) for mention in extraction.mentions]
    assert order == sorted(order)


def test_a_long_text_of_nothing_but_names_gives_every_one():
    sentence = "Ahmed Zarqoun, M. Zarqoun et le régime de Bachar al-Assad sont à Deir ez-Zor et dans la localité d'Abou Loulou. "
    assert len(mentions(sentence * 2000)) == 6 * 2000
