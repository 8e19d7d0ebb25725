"""A GeoNames dump of the user's: small ones, in the format of the real files."""

import zipfile

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from depeche.analyzers.gazetteer import cache
from depeche.analyzers.gazetteer.geonames import convert
from depeche.analyzers.gazetteer.sources import user_records
from depeche.analyzers.gazetteer.store import gazetteer
from depeche.core.errors import InputError


def line(number, name, others="", feature="PPL", codes=("SY", "13"), people=0, at=("33.0", "36.0")):
    country, *areas = codes
    kind = {"ADM": "A", "PPL": "P"}.get(feature[:3], "H")
    head = [str(number), name, name, others, *at, kind, feature, country, ""]
    return "\t".join([*head, *(areas + [""] * 4)[:4], str(people), "", "700", "Asia/Damascus", "2020-01-01"])


ROWS = [
    line(900001, "Al Qunayţirah", "Quneitra Governorate", "ADM1", ("SY", "03")),
    line(900002, "Mintaqat Zarq", "", "ADM2", ("SY", "03", "77")),
    line(900003, "Jubātā al Khashab", "Jubata al-Khachab,Джубата,جباتا الخشب,JUB", "PPL", ("SY", "03", "77"), 4500),
    line(900004, "Damascus", "Damas,Dimashq,دمشق", "PPLC", ("SY", "13"), 1569394),
    line(900005, "Mazzah", "Mezzeh", "PPLX", ("SY", "13"), 90000),
    line(900006, "Orange", "", "PPL", ("SY", "03"), 700),
    line(900007, "Kharab Zarq", "", "PPLQ", ("SY", "03")),
    line(900008, "Lac Zarq", "", "LK", ("SY", "03")),
]


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
    assert set(read(dump)) == {"Qouneitra", "Mintaqat Zarq", "Jubātā al Khashab", "Damas", "Mazzé", "Orange"}


def test_a_place_lies_in_its_district_which_lies_in_the_province_that_ships(dump, read):
    found = read(dump)
    assert found["Jubātā al Khashab"].parents == ("gn:900002",)
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
    names = [name.text for name in read(dump)["Jubātā al Khashab"].names]
    assert {"Jubātā al Khashab", "Jubata al-Khachab", "جباتا الخشب"} <= set(names)
    assert "JUB" not in names


def test_coordinates_and_population_are_kept(dump, read):
    village = read(dump)["Jubātā al Khashab"]
    assert (village.coordinates, village.population, village.type) == ((33.0, 36.0), 4500, "village")


def test_a_french_name_becomes_the_label_and_historic_names_are_left_out(dump, read):
    alternates = [
        "1\t900003\tfr\tJoubata al-Khachab\t1\t\t\t\t\t",
        "2\t900003\tfr\tVieille-Joubata\t\t\t\t1\t\t",
        "3\t900003\tlink\thttps://example.org",
        "4\t900003\tar\tجباتا الخشب",
    ]
    (dump / "alternateNamesV2.txt").write_text("\n".join(alternates) + "\n", "utf-8")
    village = read(dump)["Joubata al-Khachab"]
    assert "Jubātā al Khashab" in {name.text for name in village.names}
    assert not {"Vieille-Joubata", "https://example.org"} & {name.text for name in village.names}


def test_a_zipped_dump_is_the_same_and_a_place_in_two_files_is_one(dump, read, tmp_path):
    plain = read(dump)
    with zipfile.ZipFile(dump / "cities500.zip", "w") as archive:
        archive.write(dump / "SY.txt", "cities500.txt")
    assert read(dump) == plain
    (dump / "SY.txt").unlink()
    assert read(dump) == plain


def test_the_gazetteer_knows_the_places_and_their_chain_to_the_country(dump, tmp_path, monkeypatch):
    monkeypatch.setattr(cache, "user_cache_path", lambda name: tmp_path / name)
    convert(dump, tmp_path / "user.tsv")
    known = gazetteer(tmp_path / "user.tsv")
    assert known["gn:900003"].ancestors == ("gn:900002", "SY-QU", "SY")
    assert known["SY.damas"].label == "Damas"


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


@settings(deadline=None, max_examples=6, phases=[Phase.explicit, Phase.generate])
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
