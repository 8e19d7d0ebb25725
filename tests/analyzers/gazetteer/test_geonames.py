"""A GeoNames dump of the user's: small ones, in the format of the real files."""

import zipfile

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from depeche.analyzers.gazetteer import cache, geonames, sources
from depeche.analyzers.gazetteer.bulk import entities
from depeche.analyzers.gazetteer.geonames import convert
from depeche.analyzers.gazetteer.sources import curated, records, user_records
from depeche.analyzers.gazetteer.store import Gazetteer
from depeche.core.errors import InputError


def line(number, name, others="", feature="PPL", codes=("SY", "13"), people=0, at=("33.0", "36.0")):
    country, *areas = codes
    kind = {"ADM": "A", "PPL": "P"}.get(feature[:3], "H")
    head = [str(number), name, name, others, *at, kind, feature, country, ""]
    return "\t".join([*head, *(areas + [""] * 4)[:4], str(people), "", "700", "Asia/Damascus", "2020-01-01"])


ROWS = [
    line(900001, "Al Qunayţirah", "Quneitra Governorate", "ADM1", ("SY", "03")),
    line(900002, "Mintaqat Zarq", "", "ADM2", ("SY", "03", "77")),
    line(900003, "Tarqūnā al Hajar", "Tarqouna al-Hajar,Таркуна,ترقونا الحجر,TRQ", "PPL", ("SY", "03", "77"), 4500),
    line(900004, "Damascus", "Damas,Dimashq,دمشق", "PPLC", ("SY", "13"), 1569394),
    line(900005, "Mazzah", "Mezzeh", "PPLX", ("SY", "13"), 90000),
    line(900006, "Orange", "", "PPL", ("SY", "03"), 700),
    line(900007, "Kharab Zarq", "", "PPLQ", ("SY", "03")),
    line(900008, "Lac Zarq", "", "LK", ("SY", "03")),
]


@pytest.fixture(scope="module", autouse=True)
def _syria():
    """Of the shipped tables the places of Syria, read once."""
    known, by_hand = (tuple(one for one in found if one.id.startswith("SY")) for found in (records(), curated()))
    ids = entities()
    with pytest.MonkeyPatch.context() as patch:
        for module in (geonames, sources):
            patch.setattr(module, "records", lambda: known)
        patch.setattr(geonames, "curated", lambda: by_hand)
        patch.setattr(geonames, "entities", lambda: dict(ids))
        yield


@pytest.fixture
def dump(tmp_path):
    folder = tmp_path / "dump"
    folder.mkdir()
    (folder / "SY.txt").write_text("\n".join(ROWS) + "\n", "utf-8")
    (folder / "readme.txt").write_text("This is the readme.\n", "utf-8")
    return folder


@pytest.fixture
def read(tmp_path):
    def convert_and_read(folder):
        target = tmp_path / "user.tsv"
        count = convert(folder, target)
        found = {record.label: record for record in user_records(target)}
        assert count == len(found)
        return found

    return convert_and_read


def test_populated_places_and_areas_are_taken_and_nothing_else(dump, read):
    assert set(read(dump)) == {"Qouneitra", "Mintaqat Zarq", "Tarqūnā al Hajar", "Damas", "Mazzé", "Orange"}


def test_a_place_lies_in_its_district_which_lies_in_the_province_that_ships(dump, read):
    found = read(dump)
    assert found["Tarqūnā al Hajar"].parents == ("gn:900002",)
    assert found["Mintaqat Zarq"].parents == ("SY-QU",)
    assert found["Orange"].parents == ("SY-QU",)


def test_what_the_shipped_tables_have_keeps_its_id_label_and_type(dump, read):
    found = read(dump)
    assert [(found[label].id, found[label].type) for label in ("Damas", "Qouneitra", "Mazzé")] == [
        ("SY.damas", "city"),
        ("SY-QU", "province"),
        ("SY.mazzeh", "district"),
    ]


def test_every_name_is_weak_and_a_common_word_needs_a_cue_besides(dump, read):
    found = read(dump)
    assert all(name.weak for record in found.values() for name in record.names)
    assert [name.cue for name in found["Orange"].names] == [True]


def test_spellings_and_names_in_arabic_are_names_acronyms_are_not(dump, read):
    names = [name.text for name in read(dump)["Tarqūnā al Hajar"].names]
    assert {"Tarqūnā al Hajar", "Tarqouna al-Hajar", "ترقونا الحجر"} <= set(names)
    assert "TRQ" not in names


def test_coordinates_and_population_are_kept(dump, read):
    village = read(dump)["Tarqūnā al Hajar"]
    assert (village.coordinates, village.population, village.type) == ((33.0, 36.0), 4500, "village")


def test_a_french_name_becomes_the_label_and_historic_names_are_left_out(dump, read):
    alternates = [
        "1\t900003\tfr\tTarkouna al-Hajar\t1\t\t\t\t\t",
        "2\t900003\tfr\tVieille-Tarkouna\t\t\t\t1\t\t",
        "3\t900003\tlink\thttps://example.org",
        "4\t900003\tar\tترقونا الحجر",
    ]
    (dump / "alternateNamesV2.txt").write_text("\n".join(alternates) + "\n", "utf-8")
    village = read(dump)["Tarkouna al-Hajar"]
    assert "Tarqūnā al Hajar" in {name.text for name in village.names}
    assert not {"Vieille-Tarkouna", "https://example.org"} & {name.text for name in village.names}


def test_a_zipped_dump_is_the_same_and_a_place_in_two_files_is_one(dump, read, tmp_path):
    plain = read(dump)
    with zipfile.ZipFile(dump / "cities500.zip", "w") as archive:
        archive.write(dump / "SY.txt", "cities500.txt")
    assert read(dump) == plain
    (dump / "SY.txt").unlink()
    assert read(dump) == plain


def test_the_gazetteer_knows_the_places_and_their_chain_to_the_country(dump, tmp_path, monkeypatch):
    convert(dump, tmp_path / "user.tsv")
    monkeypatch.setattr(cache, "records", sources.records)
    monkeypatch.setattr(cache, "user_cache_path", lambda name: tmp_path / name)
    known = Gazetteer(cache.compiled(tmp_path / "user.tsv"))
    assert known["gn:900003"].ancestors == ("gn:900002", "SY-QU", "SY")
    assert known["SY.damas"].label == "Damas"


@pytest.mark.parametrize("at", [("99.9", "36.0"), ("33.0", "-180.1"), ("nan", "36.0"), ("", ""), ("33.0", ""), ("x", "y")])
def test_a_place_that_is_nowhere_on_the_earth_is_passed_over(dump, read, at):
    with (dump / "SY.txt").open("a", encoding="utf-8") as file:
        file.write(line(900009, "Tell Zarq", at=at) + "\n" + line(900010, "Wadi Zarq", people="²") + "\n")
    found = read(dump)
    assert "Tell Zarq" not in found
    assert found["Wadi Zarq"].population == 0


def test_two_areas_of_one_code_are_two(dump, read):
    with (dump / "SY.txt").open("a", encoding="utf-8") as file:
        file.write(line(900011, "Mintaqat Zarqa", "", "ADM2", ("SY", "03", "77")) + "\n")
    found = read(dump)
    assert {found["Mintaqat Zarq"].id, found["Mintaqat Zarqa"].id} == {"gn:900002", "gn:900011"}


def test_names_too_long_for_a_table_and_control_characters_are_left_out(dump, read):
    with (dump / "SY.txt").open("a", encoding="utf-8") as file:
        file.write(line(900012, "Tell\x07 Zarq\x85oun", f"{'Tell Zarqoun ' * 20},تل زرقون") + "\n")
    (dump / "alternateNamesV2.txt").write_text(f"1\t900012\tfr\t{'Z' * 300}\t1\t\t\t\t\t\n", "utf-8")
    assert {name.text for name in read(dump)["Tell Zarq oun"].names} == {"Tell Zarq oun", "تل زرقون"}


@pytest.mark.parametrize("content", [b"", b"just text\n", b"1\t2\t3\n"])
def test_a_folder_without_places_is_an_input_error(tmp_path, content):
    (tmp_path / "SY.txt").write_bytes(content)
    with pytest.raises(InputError, match="no file of GeoNames"):
        convert(tmp_path, tmp_path / "user.tsv")


@pytest.mark.parametrize(("name", "content"), [("SY.txt", b"\xff\xfe\x00"), ("SY.zip", b"PK\x03\x04 damaged")])
def test_a_damaged_file_is_an_input_error_that_names_it(tmp_path, name, content):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(InputError, match=name):
        convert(tmp_path, tmp_path / "user.tsv")


NAMES = st.text(st.characters(exclude_characters="\t\n\r", exclude_categories=["Cs"]), max_size=8) | st.sampled_from(
    ["Zarq", "حلب", "|", "{cue}", "-"]
)


@settings(deadline=None, max_examples=40, phases=[Phase.explicit, Phase.generate])
@given(
    st.lists(
        st.tuples(NAMES, NAMES, st.sampled_from(["PPL", "ADM1", "ADM2", "PPLX"]), st.integers(0, 10**6)), min_size=1, max_size=4
    )
)
def test_any_names_give_a_table_that_is_read_again(tmp_path_factory, places):
    folder = tmp_path_factory.mktemp("any")
    rows = [
        line(910000 + n, name, others, feature, ("SY", "03", "1"), people)
        for n, (name, others, feature, people) in enumerate(places)
    ]
    (folder / "SY.txt").write_text("\n".join(rows), "utf-8", newline="")
    try:
        count = convert(folder, folder / "user.tsv")
    except InputError:
        return
    assert count == len(list(user_records(folder / "user.tsv")))
