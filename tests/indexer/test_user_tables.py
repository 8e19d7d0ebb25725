"""The user's own places and actors: checked whole, stored at once, and counted."""

import pytest

import depeche
from depeche import Dispatch, InputError, mentions

GOOD = "kind\tlabel\tnames\nplace\tZyqxville\tZyqx-sur-Mer\nplace\tTelqyz\t\nactor\tFront zyqxois\tFZQ\n"
DUMP = "1\tZyqxville\tZyqxville\tZyqx\t32.6\t36.1\tP\tPPL\tSY\t\t06\t\t\t\t1200\t\t\tAsia/Damascus\t2018-07-31\n"


@pytest.fixture
def archive(tmp_path):
    with depeche.create(tmp_path / "archive") as made:
        yield made


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "mine.tsv"
    path.write_text(GOOD, "utf-8")
    return path


def counts(archive):
    return [(one.name, one.places, one.actors) for one in archive.gazetteer.list()]


def test_a_new_archive_has_no_table(archive):
    assert (counts(archive), archive.gazetteer.paths) == ([], ())


def test_a_table_is_copied_in_and_counted(archive, table):
    added = archive.gazetteer.add(table)
    assert (added.name, added.places, added.actors) == ("mine", 2, 1)
    assert counts(archive) == [("mine", 2, 1)]
    assert [path.read_bytes() for path in archive.gazetteer.paths] == [table.read_bytes()]
    assert added.to_dict() == {"name": "mine", "places": 2, "actors": 1}


def test_a_table_of_the_same_name_is_replaced(archive, table, tmp_path):
    archive.gazetteer.add(table)
    other = tmp_path / "other" / "mine.txt"
    other.parent.mkdir()
    other.write_text("kind\tlabel\nplace\tTelqyz\n")
    archive.gazetteer.add(other)
    assert counts(archive) == [("mine", 1, 0)]


@pytest.mark.parametrize("row", ["lieu\tTelqyz\t", "place\t\t", "place", "place\tA\tB\tC\tD"])
def test_a_row_that_cannot_be_used_is_named_and_nothing_is_stored(archive, table, row):
    archive.gazetteer.add(table)
    table.write_text(GOOD + row + "\n", "utf-8")
    with pytest.raises(InputError, match=r"mine\.tsv.*5"):
        archive.gazetteer.add(table)
    assert counts(archive) == [("mine", 2, 1)]


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"name\tcountry\nTelqyz\tSY\n"])
def test_what_is_no_table_is_an_input_error_and_leaves_nothing(archive, table, content):
    table.write_bytes(content)
    with pytest.raises(InputError, match=r"mine\.tsv"):
        archive.gazetteer.add(table)
    assert counts(archive) == []
    assert not archive.outdated


def test_a_table_is_removed_by_its_name(archive, table):
    archive.gazetteer.add(table)
    archive.gazetteer.remove("mine.tsv")
    assert counts(archive) == []
    for name in ("mine", "../manifest.json", ""):
        with pytest.raises(InputError, match="no table"):
            archive.gazetteer.remove(name)


def test_a_geonames_dump_becomes_a_table(archive, tmp_path):
    dump = tmp_path / "dump"
    dump.mkdir()
    with pytest.raises(InputError):
        archive.gazetteer.build(dump)
    (dump / "SY.txt").write_text(DUMP)
    archive.gazetteer.build(dump)
    assert counts(archive) == [("geonames", 1, 0)]


def test_an_archive_that_holds_nothing_fits_the_tables_at_once(archive, table):
    archive.gazetteer.add(table)
    assert not archive.outdated
    archive.add([Dispatch("a", "Des combats à Zyqxville.")])
    assert [mention.label for mention in archive.snapshot().mentions("a")] == ["Zyqxville"]


def test_an_archive_that_holds_dispatches_is_outdated_until_the_tables_are_those_of_before(archive, table):
    archive.add([Dispatch("a", "Des combats à Zyqxville.")])
    archive.gazetteer.add(table)
    assert archive.outdated
    assert archive.search("combats").total.dispatches == 1
    archive.gazetteer.remove("mine")
    assert not archive.outdated


def test_the_tables_can_be_used_without_indexing(archive, table):
    archive.gazetteer.add(table)
    text = "Le Front zyqxois (FZQ) a quitté Zyqxville pour Deraa."
    found = {mention.label for mention in mentions(text, known=archive.gazetteer.load())}
    assert {"Front zyqxois", "Zyqxville", "Deraa"} <= found
