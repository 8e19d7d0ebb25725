import pytest

from depeche.analyzers.mentions import mentions


def described(text):
    return [(m.surface, m.id) for m in mentions(text) if m.level == "described"]


@pytest.mark.parametrize("word", ["Le régime", "La junte", "Les forces gouvernementales", "L'armée"])
def test_a_body_of_a_state_is_that_of_the_state_whose_leader_is_named(word):
    found = described(f"Bachar al-Assad a parlé. {word} avance.")
    assert [id_.partition(".")[0] for _, id_ in found] == ["actor:SY"]


def test_a_body_of_a_state_is_that_of_the_country_where_the_places_lie():
    text = "A Homs, à Hama et à Alep, le régime a perdu du terrain."
    assert described(text) == [("régime", "actor:SY.government")]


@pytest.mark.parametrize(
    "text",
    [
        "Le régime avance.",
        "Un régime sévère à Homs, à Hama et à Alep.",
        "Le régime sans sel. Un marchand de Homs.",
        "Emmanuel Macron et Bachar al-Assad ont parlé. L'armée avance.",
    ],
)
def test_where_nothing_tells_which_state_there_is_no_mention(text):
    assert described(text) == []


def test_a_group_is_the_one_named_last_before():
    text = "Le Hamas et l'EI se battent. L'organisation ultraradicale a perdu."
    assert described(text) == [("organisation ultraradicale", "actor:ei")]


def test_a_description_before_the_name_itself_is_not_counted_twice():
    assert described("L'EI, le groupe jihadiste EI, recule.") == []


def test_an_ally_is_the_government_that_its_adjective_says():
    assert described("Le président et son allié russe ont signé.") == [("allié russe", "actor:RU.government")]


def test_two_adjectives_make_two_bodies():
    ids = [m.id for m in mentions("Des forces spéciales françaises et américaines sont là.")]
    assert ids == ["actor:FR.army", "actor:US.army"]


def test_generic_words_stand_for_nobody():
    assert mentions("Les jihadistes, des rebelles et les habitants ont fui.") == []


@pytest.mark.parametrize(
    ("text", "id_"),
    [
        ("L'armée turque a bombardé Afrine, en Syrie. Le régime a protesté.", "actor:SY.government"),
        ("Une frappe de l'armée américaine a touché Idleb, en Syrie. Le régime se tait.", "actor:SY.government"),
    ],
)
def test_a_foreign_army_does_not_make_its_state_the_one_that_the_dispatch_is_about(text, id_):
    assert [mention_id for _, mention_id in described(text)] == [id_]


def test_a_country_without_an_army_has_none():
    assert mentions("Trois hommes ont été tués à Gaza, à Rafah et à Naplouse par l'armée.")[-1].kind == "place"


@pytest.mark.parametrize(
    "text", ["Bachar al-Assad. Le régime de retraite change.", "Bachar al-Assad. Les autorités de l'île parlent."]
)
def test_what_de_brings_says_whose_it_is(text):
    assert described(text) == []
