"""The user's own places and actors: which tables are taken, and what is said of those that are not."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depeche.analyzers.gazetteer import sources
from depeche.analyzers.gazetteer.sources import curated, user_records
from depeche.analyzers.gazetteer.user_table import read
from depeche.core.errors import InputError
from depeche.core.model import Kind


@pytest.fixture(scope="module", autouse=True)
def _tables_written_by_hand():
    """The shipped tables without the large ones of provinces and cities, read once."""
    known = tuple(curated())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sources, "records", lambda: known)
        yield


@pytest.fixture
def table(tmp_path):
    def write(text):
        path = tmp_path / "places.tsv"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return write


def records(path):
    return list(user_records(path))


def test_label_and_kind_are_enough(table):
    (record,) = records(table("label\tkind\nKafr Zarqoun\tplace\n"))
    assert (record.id, record.kind, record.label) == ("user:place:kafr-zarqoun", Kind.PLACE, "Kafr Zarqoun")


def test_every_column_is_read_in_any_order(table):
    head = "flags\tpopulation\tlongitude\tlatitude\twithin\tnames\tlabel\ttype\tid\tkind"
    row = "weak|open\t1200\t36.5\t35.25\tSY-ID\tKfar Zarqoun|كفر زرقون|Zarq{cue}\tKafr Zarqoun\tvillage\tmy:1\tplace"
    (record,) = records(table(f"# mine\n{head}\n{row}\n"))
    assert (record.id, record.type, record.parents) == ("my:1", "village", ("SY-ID",))
    assert (record.coordinates, record.population, record.open) == ((35.25, 36.5), 1200, True)
    assert [(name.text, name.cue, name.weak) for name in record.names] == [
        ("Kfar Zarqoun", False, True),
        ("كفر زرقون", False, True),
        ("Zarq", True, True),
        ("Kafr Zarqoun", False, True),
    ]


def test_what_holds_a_place_may_be_named_in_any_language_or_be_a_row_of_the_table(table):
    rows = "label\tkind\twithin\nMon quartier\tplace\tKafr Zarqoun\nKafr Zarqoun\tplace\tإدلب|Syria\n"
    quarter, village = records(table(rows))
    assert quarter.parents == ("user:place:kafr-zarqoun",)
    assert village.parents == ("SY.idleb", "SY")


def test_two_rows_of_one_label_are_two_entities(table):
    assert [one.id for one in records(table("label\tkind\nZarq\tplace\nZarq\tplace\nZarq\tactor\n"))] == [
        "user:place:zarq",
        "user:place:zarq-2",
        "user:actor:zarq",
    ]


def test_an_id_that_is_made_is_never_one_that_a_row_has(table):
    rows = "label\tkind\tid\nZarq\tplace\t\nZarq 2\tplace\t\nZarq\tplace\t\nAlep\tplace\tuser:place:zarq\n"
    ids = [one.id for one in records(table(rows))]
    assert len(set(ids)) == 4
    assert ids[3] == "user:place:zarq"


def test_many_rows_of_one_label_are_numbered(table):
    found = records(table("label\tkind\n" + "Zarq\tplace\n" * 3000))
    assert [one.id for one in found[-2:]] == ["user:place:zarq-2999", "user:place:zarq-3000"]


def test_a_row_may_correct_what_ships_and_cells_may_be_as_long_as_is_said(table):
    (record,) = records(table(f"label\tkind\tid\ttype\tnames\n{'A' * 1000}\tplace\tSY-DR\t{'é' * 1000}\t{'ب' * 200}|B\n"))
    assert (record.id, len(record.label), len(record.type), len(record.names)) == ("SY-DR", 1000, 1000, 3)


def test_the_table_is_called_what_the_user_calls_it(table, tmp_path):
    path = table("label\tkind\nZarq\ttown\n")
    with pytest.raises(InputError, match=r"^mine\.tsv, line 2"):
        list(read(path, curated, Path("mine.tsv")))


def test_a_bom_and_windows_line_ends_do_no_harm(table):
    assert [one.label for one in records(table("\ufefflabel\tkind\r\nZarq\tplace\r\n\r\n"))] == ["Zarq"]


LONG = ["id", "type", "names", "within", "population", "flags"]
RESERVED = ["2018", "2018-07", "2018-07-31", "2018-07-31T16:39", "cue:place:zarq"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("label\tkind\nZarq\ttown\n", "line 2: the kind is place or actor"),
        ("label\tkind\n\n# x\n\tplace\n", "line 4: the label is empty"),
        ("label\tkind\n!!!\tplace\n", "line 2: a name without letter or digit"),
        ("label\tkind\nZarq\tplace\tmore\n", "line 2: 3 cells for 2 columns"),
        ("label\n", "line 1: no column 'kind'"),
        ("label\tkind\tcolour\n", "line 1: unknown column 'colour'"),
        ("label\tkind\tlabel\n", "line 1: a column twice"),
        ("label\tkind\twithin\nZarq\tplace\tNulle Part\n", "line 2: within: no place is called 'Nulle Part'"),
        ("label\tkind\tlatitude\nZarq\tplace\t35\n", "line 2: the longitude is a number"),
        ("label\tkind\tlatitude\tlongitude\nZarq\tplace\tnan\t1\n", "line 2: the latitude is a number from -90 to 90"),
        ("label\tkind\tpopulation\nZarq\tplace\t1,5\n", "line 2: the population is a whole number"),
        ("label\tkind\tflags\nZarq\tplace\tstrong\n", "line 2: the flags are cue, open, weak, not strong"),
        ("label\tkind\tid\nZarq\tplace\tmy id\n", "line 2: an id holds no blank"),
        ("label\tkind\tid\nZarq\tplace\tmy\x07id\n", "line 2: id: a control character"),
        ("label\tkind\tid\nZarq\tplace\tmy:1\nZarqa\tplace\t\nAlep\tactor\tmy:1\n", "line 4: line 2 has the id 'my:1' already"),
        ("label\tkind\tid\nSyrie\tactor\tSY\n", "line 2: SY is the id of Syrie, which is no actor"),
        ("label\tkind\tid\nZarq\tplace\tactor:osdh\n", "line 2: actor:osdh is the id of "),
        *((f"label\tkind\tid\nZarq\tplace\t{id_}\n", "line 2: an id is no date") for id_ in RESERVED),
        ("label\tkind\twithin\nZarq\tplace\tZarq\n", "line 2: within: a place lies in itself"),
        ("label\tkind\twithin\nB\tplace\tSY\nA\tplace\tC\nC\tplace\tD\nD\tplace\tA\n", "line 3: within: a place lies in itself"),
        ("label\tkind\tid\twithin\nSyrie\tplace\tSY\tSY.idleb\n", "line 2: within: a place lies in itself"),
        *((f"label\tkind\t{column}\nZarq\tplace\t{'x' * 70_000}\n", f"line 2: {column}: 70000 characters") for column in LONG),
        (f"label\tkind\tnames\nZarq\tplace\tZ|{'é' * 201}|A\n", "line 2: names: 201 characters, more than 200"),
        (f"kind\tlabel\nplace\t{'x' * 1001}\n", "line 2: label: 1001 characters, more than 1000"),
        (b"label\tkind\nZarq\xe9\tplace\n", "byte 15: not UTF-8"),
    ],
)
def test_a_bad_row_is_named_with_its_file_and_line(table, text, said):
    path = table(text)
    with pytest.raises(InputError) as caught:
        records(path)
    assert str(path) in str(caught.value)
    assert said in str(caught.value)


def test_a_file_that_is_not_there_is_an_input_error(tmp_path):
    with pytest.raises(InputError):
        records(tmp_path / "none.tsv")


CELLS = st.sampled_from(["place", "actor", "Zarq", "Alep|Homs", "SY", "35.5", "", "weak", "12", "{cue}", "|", "é", "درعا"])
TEXTS = st.lists(st.lists(CELLS | st.text(max_size=5), max_size=5).map("\t".join), max_size=4).map("\n".join)


@given(st.binary(max_size=60) | TEXTS.map(lambda text: f"kind\tlabel\tnames\tflags\tpopulation\n{text}".encode()))
def test_any_bytes_are_read_or_refused_with_an_input_error(tmp_path_factory, data):
    path = tmp_path_factory.mktemp("user") / "any.tsv"
    path.write_bytes(data)
    try:
        found = records(path)
    except InputError:
        return
    assert all(one.label and one.names and one.id for one in found)
