"""Names that mislead: homonyms, names inside names, capitals that stand for governments, words that are also towns."""

import pytest

from depeche.analyzers.mentions import mentions


def ids(text):
    return [m.id for m in mentions(text) if m.kind != "date"]


def reasons(text, surface):
    return next(m.why for m in mentions(text) if m.surface == surface)


@pytest.mark.parametrize(
    ("text", "id_"),
    [
        ("A Tripoli, les forces d'unité ont repris Syrte et Benghazi, en Libye.", "LY.tripoli"),
        ("A Tripoli, dans le nord du Liban, des habitants venus de Saïda et de Beyrouth.", "LB.tripoli"),
        ("Des combats ont lieu à Tripoli.", "LY.tripoli"),
        ("TRIPOLI (Liban), 3 mai (AFP) - A Tripoli, des heurts.", "LB.tripoli"),
        ("A Atlanta, en Géorgie, la police enquête.", "US-GA"),
        ("La Géorgie et l'Arménie négocient.", "GE"),
        ("Dans le nord du Mali, à la frontière du Niger.", "ML"),
        ("Au Niger, des hommes ont attaqué Tillabéri.", "NE"),
        ("Le Luxembourg a voté.", "LU"),
        ("Les écoles de Valence (Drôme) ferment.", "gn:2971053"),
        ("Dans la ville de Homs, les obus tombent.", "SY.homs"),
        ("Dans la province de Homs, les obus tombent.", "SY-HI"),
        ("Des combats ont lieu à Homs.", "SY.homs"),
        ("Le cessez-le-feu tient à Idleb.", "SY.idleb"),
    ],
)
def test_which_namesake_is_meant_is_told_by_cue_country_and_size(text, id_):
    assert id_ in ids(text)


def test_the_reason_of_a_choice_is_kept():
    assert "in what is named beside it" in reasons("A Tripoli, au Liban, les écoles ferment.", "Tripoli")
    assert "nearest to what else is named" in reasons("A Tripoli, les écoles ferment. Beyrouth et Saïda suivent.", "Tripoli")
    assert "after “province”" in reasons("dans la province de Homs", "Homs")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Le groupe Hayat Tahrir al-Cham recule.", ["actor:hts"]),
        ("La télévision d'Etat syrienne l'a dit.", ["actor:SY.television"]),
        ("L'Observatoire syrien des droits de l'Homme le dit.", ["actor:osdh"]),
        ("L'agence officielle Sana a parlé de Sanaa.", ["actor:sana", "YE.sanaa"]),
        ("Il a écouté Rami Malek à la radio.", ["cue:person:rami-malek"]),
        ("Ryan Giggs a joué.", ["cue:person:ryan-giggs"]),
        ("Le prix des oranges monte dans les tours.", []),
        ("Mardi, Selon lui, Plus rien. Les rebelles ont fui.", []),
        ("Ben Zarqoun et Rami ont fui.", ["cue:person:ben-zarqoun", "cue:person:rami"]),
        ("Le Golan, l'Irak et l'Iran.", ["SY.golan", "IQ", "IR"]),
    ],
)
def test_a_name_in_another_name_or_a_word_like_a_town_is_not_taken_for_it(text, expected):
    assert ids(text) == expected


@pytest.mark.parametrize("text", ["Al-Houmsi a écrit au juge.", "Le prêcheur Abou al-Majd al-Houmsi est mort."])
def test_a_name_made_of_a_city_is_not_the_city(text):
    assert "SY.homs" not in ids(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("La coalition emmenée par Washington frappe.", ["US.washington", "actor:US.government"]),
        ("Moscou a démenti mardi.", ["RU.moscou", "actor:RU.government"]),
        ("Le plateau est occupé par Israël.", ["IL", "actor:IL.government"]),
        ("Il vit à Washington et travaille à Moscou.", ["US.washington", "RU.moscou"]),
        ("Elle est passée par Damas.", ["SY.damas"]),
    ],
)
def test_a_capital_that_acts_is_the_city_and_the_government(text, expected):
    assert [id_ for id_ in ids(text) if not id_.startswith("actor:coalition")] == expected


def test_an_adjective_makes_an_army_of_its_country_and_no_place():
    assert ids("L'armée turque et un marchand syrien.") == ["actor:TR.army"]


def test_an_actor_that_ends_with_a_capital_keeps_the_place_inside():
    assert ids("Ils ont été défaits par les forces de Bagdad.") == ["actor:IQ.army", "IQ.bagdad"]


@pytest.mark.parametrize(
    ("text", "id_"), [("M. Hollande a ri.", "NL"), ("M. Paris et Mme France ont ri.", "FR.paris"), ("Le juge Brest", "FR.brest")]
)
def test_a_title_stands_before_a_person_whatever_the_name(text, id_):
    assert id_ not in ids(text)


def test_the_country_that_begins_a_dispatch_is_found_without_its_article():
    assert ids("BAMAKO, 5 août 2023 (AFP) - Le Mali a rompu ses relations.")[:3] == ["ML.bamako", "actor:afp", "ML"]


def test_a_village_lies_in_its_province_and_its_country():
    mention = mentions("dans la localité de Jubata al-Khachab")[0]
    assert (mention.id, mention.ancestors) == ("SY.jubata-khachab", ("SY-QU", "SY"))


def test_a_small_town_far_from_all_else_is_not_meant():
    assert "gn:" not in " ".join(ids("Au Pakistan, à Peshawar et à Lahore, puis dans la vallée de Tirah."))
