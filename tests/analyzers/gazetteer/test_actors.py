import re
from collections import Counter, defaultdict

import pytest

from depeche.analyzers.chain import analyze
from depeche.analyzers.gazetteer.sources import PACKAGE
from depeche.analyzers.mentions import mentions
from depeche.analyzers.names.common import is_common
from depeche.core.tables import rows

TYPES = frozenset(
    [
        "government",
        "army",
        "police",
        "armed group",
        "party",
        "opposition",
        "alliance",
        "UN body",
        "NGO",
        "organisation",
        "court",
        "agency",
        "media",
        "company",
        "person",
        "people",
    ],
)
THEATRES = re.findall("[A-Z]{2}", "SY IQ LY YE ML BF NE PS IL LB AF PK UA RU SO NG CD ET SD SS MM HT TR CO MZ CF IR EG DZ TN FR US")
NO_STATE = frozenset(
    re.findall(
        "[A-Z]{2}",
        """AI AQ AS AW AX BL BM BQ BV CC CK CW CX FK FO GF GG GI GP GS GU HM IM IO JE KY MF MO MP MQ MS NC NF NU PF PM PN PR RE
        SH SJ SX TC TF TK UM VA VG VI WF YT""",
    )
)
NAMED_BY_CUSTOM = frozenset({"Sénat"})
"""Common words that news copy writes with a capital only where they are the name."""


def cells(cell):
    return [part for part in cell.split("|") if part]


def names(row):
    cued = {name.removesuffix("{cue}") for name in cells(row["names"]) if row["flags"] == "cue" or name.endswith("{cue}")}
    return [(name, name in cued) for name in dict.fromkeys([*(n.removesuffix("{cue}") for n in cells(row["names"])), row["label"]])]


def ids(text):
    return [mention.id for mention in mentions(text)]


@pytest.fixture(scope="module")
def actors():
    return list(rows(PACKAGE, "actors.tsv"))


@pytest.fixture(scope="module")
def demonyms():
    return list(rows(PACKAGE, "demonyms.tsv"))


@pytest.fixture(scope="module")
def countries():
    return {row["id"] for row in rows(PACKAGE, "countries.tsv")}


def test_every_actor_has_an_id_of_its_own_and_a_type_of_the_list(actors):
    assert [one for one, count in Counter(row["id"] for row in actors).items() if count > 1] == []
    assert {row["type"] for row in actors} <= TYPES


def test_every_actor_belongs_to_a_country_of_the_tables_or_to_none(actors, countries):
    assert [row["id"] for row in actors if row["country"] and row["country"].split(".")[0] not in countries] == []


def test_a_name_that_needs_no_cue_is_one_actor_s(actors):
    owners = defaultdict(set)
    for row in actors:
        for name, cue in names(row):
            if not cue:
                owners[" ".join(token.exact for token in analyze(name))].add(row["id"])
    assert {name: found for name, found in owners.items() if len(found) > 1} == {}


def test_a_common_word_names_an_actor_only_after_a_cue_or_in_capitals(actors):
    single = [name for row in actors for name, cue in names(row) if not cue and len(analyze(name)) == 1]
    bare = {name for name in single if is_common(name.lower()) and not (name.isupper() and len(name) > 1)}
    assert bare <= NAMED_BY_CUSTOM


def test_there_are_many_actors_beside_persons(actors):
    assert sum(row["type"] != "person" for row in actors) >= 300


@pytest.mark.parametrize("country", THEATRES)
def test_every_theatre_of_conflict_has_actors_beside_persons(actors, country):
    found = {row["id"] for row in actors if row["country"].split(".")[0] == country and row["type"] != "person"}
    assert len(found) >= 3


def test_a_predecessor_is_another_actor_of_the_table_with_a_date(actors):
    known = {row["id"] for row in actors}
    for row in actors:
        for cell in cells(row["predecessors"]):
            id_, _, date = cell.partition("@")
            assert id_ in known - {row["id"]}
            assert re.fullmatch(r"(19|20)\d\d(-(0[1-9]|1[0-2]))?", date)


def test_nobody_is_an_own_predecessor_through_others(actors):
    before = {row["id"]: {cell.partition("@")[0] for cell in cells(row["predecessors"])} for row in actors}
    for start in before:
        reached, rest = set(), [start]
        while rest:
            rest = [one for id_ in rest for one in before[id_] if one not in reached]
            reached.update(rest)
        assert start not in reached


def test_every_state_has_its_adjective(demonyms, countries):
    assert {row["country"] for row in demonyms} <= countries
    assert countries - {row["country"] for row in demonyms} <= NO_STATE


def test_an_adjective_has_all_its_forms_and_a_capital_its_two(demonyms):
    assert all(row["masculine"] and row["feminine"] and row["plural"].endswith(("s", "x")) for row in demonyms)
    assert all(len(cells(row["capital"])) == len(cells(row["de_capital"])) for row in demonyms)
    assert Counter(row["country"] for row in demonyms if row["capital"]).most_common(1)[0][1] == 1


def test_the_templates_of_capitals_and_plurals_join_those_of_adjectives():
    slugs = {row["slug"] for row in rows(PACKAGE, "state_actors.tsv")}
    more = list(rows(PACKAGE, "state_capitals.tsv"))
    assert {row["slug"] for row in more} <= slugs
    assert all(name.count("{mp}") + name.count("{de_capital}") == 1 for row in more for name in cells(row["names"]))
    assert {row["flags"] for row in more} <= {"", "open"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Les FDS ont repris le village à l'EI, selon l'OSDH.", ["actor:fds", "actor:ei", "actor:osdh"]),
        ("Le JNIM a revendiqué l'embuscade, un mois après l'EIGS.", ["actor:gsim", "actor:eigs"]),
        ("Les Brigades Ezzedine al-Qassam et les brigades al-Qods menacent.", ["actor:qassam", "actor:brigades-qods"]),
        ("Le M23 et les FARDC s'accusent, dit la Monusco.", ["actor:m23", "actor:CD.army", "actor:monusco"]),
        ("Le Front de libération nationale reste au pouvoir.", ["actor:fln"]),
        ("L'ARSA et l'Armée d'Arakan se combattent.", ["actor:arsa", "actor:armee-arakan"]),
        ("La coalition Viv Ansanm et les 400 Mawozo tiennent la route.", ["actor:viv-ansanm", "actor:mawozo"]),
        ("Le Pentagone a appelé Tsahal et le Shin Bet.", ["actor:pentagone", "actor:IL.army", "actor:shin-bet"]),
        ("La Cédéao, l'UA et l'AES siègent.", ["actor:cedeao", "actor:ua", "actor:aes"]),
        ("Le député LR a quitté l'Assemblée nationale.", ["actor:lr", "actor:assemblee-nationale"]),
        ("Itamar Ben Gvir et Yaïr Lapid se sont opposés.", ["actor:ben-gvir", "actor:lapid"]),
        ("L'agence Wafa cite le Croissant-Rouge palestinien.", ["actor:wafa", "actor:croissant-rouge-palestinien"]),
        ("حماس و حزب الله", ["actor:hamas", "actor:hezbollah"]),
    ],
)
def test_actors_are_found_as_news_copy_names_them(text, expected):
    assert ids(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("les forces spéciales ukrainiennes", ["actor:UA.army"]),
        ("l'aviation du régime libyen", ["actor:LY.army"]),
        ("la junte malienne", ["actor:ML.government"]),
        ("le parquet vénézuélien", ["actor:VE.justice"]),
        ("la télévision d'Etat iranienne", ["actor:IR.television"]),
        ("le parlement moldave", ["actor:MD.parliament"]),
        ("l'opposition ivoirienne", ["actor:CI.opposition"]),
        ("le ministère russe de la Défense", ["actor:RU.government"]),
        ("l'armée équato-guinéenne", ["actor:GQ.army"]),
    ],
)
def test_the_bodies_of_a_state_are_found_by_its_adjective(text, expected):
    assert ids(f"Selon {text}, rien.") == expected


def test_an_adjective_that_two_countries_share_is_the_first_one_s():
    assert ids("L'armée congolaise avance, l'armée sud-soudanaise recule.") == ["actor:CD.army", "actor:SS.army"]


@pytest.mark.parametrize("text", ["Un Canal relie la mer.", "Orange amère.", "Plateforme en feu.", "Les Horizons lointains."])
def test_common_words_name_no_actor(text):
    assert [id_ for id_ in ids(text) if id_.startswith("actor:")] == []
