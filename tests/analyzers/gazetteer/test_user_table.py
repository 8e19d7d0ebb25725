"""The user's own places and actors: which tables are taken, and what is said of those that are not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depeche.analyzers.gazetteer.sources import user_records
from depeche.core.errors import InputError
from depeche.core.model import Kind


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


def test_a_bom_and_windows_line_ends_do_no_harm(table):
    assert [one.label for one in records(table("\ufefflabel\tkind\r\nZarq\tplace\r\n\r\n"))] == ["Zarq"]


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
