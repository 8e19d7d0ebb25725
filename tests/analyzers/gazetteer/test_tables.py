from collections import Counter

import pytest

from depeche.analyzers.chain import analyze, stopwords
from depeche.analyzers.gazetteer import entity, gazetteer
from depeche.analyzers.gazetteer.compiling import compile_records
from depeche.analyzers.gazetteer.sources import PACKAGE, TABLES, Name, Record, records
from depeche.analyzers.gazetteer.store import Gazetteer
from depeche.core.model import Kind
from depeche.core.tables import rows

COMMON = frozenset(
    [
        "avion",
        "centre",
        "est",
        "nord",
        "ouest",
        "sud",
        "grenade",
        "image",
        "liberté",
        "marche",
        "mer",
        "mont",
        "orange",
        "paix",
        "place",
        "plage",
        "pont",
        "port",
        "rive",
        "source",
        "tour",
        "tours",
        "van",
        "ville",
        "réunion",
        "nice",
        "brest",
        "tulle",
        "sens",
        "libération",
        "monde",
        "figaro",
        "maurice",
        "dominique",
        "batman",
        "fars",
        "amal",
    ],
)


@pytest.fixture(scope="module")
def every():
    return list(records())


def test_every_id_is_unique(every):
    assert [one for one, count in Counter(record.id for record in every).items() if count > 1] == []


def test_every_parent_exists_and_is_a_place(every):
    places = {record.id for record in every if record.kind == Kind.PLACE}
    assert [(record.id, parent) for record in every for parent in record.parents if parent not in places] == []


def test_no_entity_is_its_own_ancestor():
    assert [one.id for one in gazetteer() if one.id in one.ancestors] == []


def test_ids_are_plain_and_labels_are_names(every):
    for record in every:
        assert record.id.isascii()
        assert not set(record.id) & set(" \t|/")
        assert record.label in {name.text for name in record.names}


def test_every_name_has_a_token(every):
    assert [name.text for record in every for name in record.names if not analyze(name.text)] == []


def test_a_bare_common_word_needs_a_cue(every):
    bare = [(record.id, name) for record in every for name in record.names if not name.cue and _is_common(name.text)]
    assert [(id_, name.text) for id_, name in bare if not (name.weak and name.text == "Brest")] == []


def _is_common(text):
    tokens = analyze(text)
    common = {token.exact for word in COMMON for token in analyze(word)} | stopwords()
    return len(tokens) == 1 and tokens[0].exact in common and not (text.isupper() and len(text) > 1)


@pytest.mark.parametrize("table", TABLES)
def test_every_table_tells_its_source_and_has_rows_of_its_columns(table):
    content = list(rows(PACKAGE, table))
    assert content
    assert all(row[next(iter(row))] == row[next(iter(row))].strip() != "" for row in content)


def test_flags_and_links_are_known_words():
    flags = {row["flags"] for table in ("places.tsv", "actors.tsv") for row in rows(PACKAGE, table)}
    assert flags <= {"", "cue", "open"}
    assert {row["link"] for row in rows("depeche.analyzers.mentions", "cues.tsv")} == {"de", "none"}


def test_every_country_of_iso_3166_is_there_in_three_languages():
    content = list(rows(PACKAGE, "countries.tsv"))
    assert len(content) == 250
    assert all(row[language] for row in content for language in ("fr", "en", "ar"))


def test_the_fourteen_provinces_of_syria_are_there():
    provinces = [one for one in gazetteer() if one.type == "province" and one.ancestors == ("SY",)]
    assert len(provinces) == 14


def test_an_entity_has_its_names_and_its_country_last():
    jobar = entity("SY.jobar")
    assert jobar.ancestors == ("SY.damas", "SY-DI", "SY")
    assert "جوبر" in jobar.names


def test_an_unknown_id_raises_key_error():
    with pytest.raises(KeyError):
        entity("cue:place:nulle-part")


def test_names_that_begin_with_a_stop_word_stay_apart_from_the_word():
    made = [Record("a", Kind.PLACE, "town", "Les", (Name("Les", cue=True), Name("Le Caire"), Name("Le Caire Neuf")))]
    known = Gazetteer(compile_records(made))
    assert [len(known.candidates(words.split())) for words in ("les", "le caire", "le caire neuf", "le")] == [1, 1, 1, 0]
