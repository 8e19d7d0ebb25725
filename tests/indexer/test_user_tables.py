"""The user's own places and actors: checked whole, stored at once, and counted."""

import pytest

import depeche
from depeche import ArchiveLocked, Dispatch, InputError, mentions
from depeche.analyzers.gazetteer.sources import curated
from depeche.indexer.archive import ArchiveFolder

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


@pytest.fixture
def _tables_written_by_hand(monkeypatch):
    """The shipped tables without the large ones of provinces and cities."""
    known = tuple(curated())
    for module in ("depeche.analyzers.gazetteer.geonames", "depeche.indexer.user_tables"):
        monkeypatch.setattr(f"{module}.records", lambda: known)


@pytest.mark.usefixtures("_tables_written_by_hand")
def test_a_geonames_dump_becomes_a_table_and_places_that_are_nowhere_are_passed_over(archive, tmp_path):
    dump = tmp_path / "dump"
    dump.mkdir()
    with pytest.raises(InputError):
        archive.gazetteer.build(dump)
    (dump / "SY.txt").write_text(DUMP + DUMP.replace("1\t", "2\t", 1).replace("32.6", "99.9"))
    archive.gazetteer.build(dump)
    assert counts(archive) == [("geonames", 1, 0)]
    assert not archive.outdated


@pytest.mark.usefixtures("_tables_written_by_hand")
def test_a_dump_whose_table_cannot_be_used_leaves_the_table_of_before(archive, tmp_path, monkeypatch):
    (tmp_path / "SY.txt").write_text(DUMP)
    archive.gazetteer.build(tmp_path)
    before = archive.gazetteer.paths[0].read_bytes()
    bad = "kind\tlabel\tlatitude\tlongitude\nplace\tTelqyz\t99.9\t1\n"
    monkeypatch.setattr("depeche.indexer.user_tables.convert", lambda _, target: target.write_text(bad))
    with pytest.raises(InputError, match=f"^{tmp_path}, line 2: the latitude"):
        archive.gazetteer.build(tmp_path)
    assert [path.read_bytes() for path in archive.gazetteer.paths] == [before]


@pytest.mark.parametrize("make", ["add", "build"])
def test_what_is_not_there_is_an_input_error_that_names_it(archive, tmp_path, make):
    with pytest.raises(InputError, match=r"nowhere"):
        getattr(archive.gazetteer, make)(tmp_path / "nowhere")


def test_a_table_whose_name_ends_twice_is_removed_by_the_name_that_is_listed(archive, table, tmp_path):
    archive.gazetteer.add(table)
    archive.gazetteer.add(table.rename(tmp_path / "mine.tsv.tsv"))
    assert [name for name, *_ in counts(archive)] == ["mine", "mine.tsv"]
    archive.gazetteer.remove("mine.tsv")
    assert [name for name, *_ in counts(archive)] == ["mine"]


def test_what_is_no_file_in_the_folder_is_no_table(archive, table):
    (archive.path / "user" / "folder.tsv").mkdir(parents=True)
    archive.gazetteer.add(table)
    archive.add([Dispatch("a", "Des combats à Zyqxville.")])
    archive.rebuild()
    assert counts(archive) == [("mine", 2, 1)]
    with pytest.raises(InputError, match="no table"):
        archive.gazetteer.remove("folder")


def test_what_an_interrupted_change_has_left_is_removed_with_the_next_lock(archive, table):
    archive.gazetteer.add(table)
    left = archive.path / "user" / "mine.part"
    left.write_text("kind\tlab")
    archive.add([Dispatch("a", "Des combats.")])
    assert not left.exists()
    assert counts(archive) == [("mine", 2, 1)]


def test_nothing_changes_while_a_writer_is_at_work(archive, table):
    archive.gazetteer.add(table)
    writer = ArchiveFolder.open(archive.path).lock()
    for change in (
        lambda: archive.gazetteer.add(table.rename(table.with_name("other.tsv"))),
        lambda: archive.gazetteer.remove("mine"),
    ):
        with pytest.raises(ArchiveLocked):
            change()
    writer.close()
    assert counts(archive) == [("mine", 2, 1)]
    assert not archive.outdated


def test_an_archive_with_a_commit_and_no_passage_is_made_to_fit_too(archive, table):
    archive.add([])
    archive.gazetteer.add(table)
    assert not archive.outdated
    archive.gazetteer.remove("mine")
    assert not archive.outdated


def test_a_date_is_told_by_its_form_and_ids_of_the_user_s_have_none(archive, table):
    table.write_text("kind\tlabel\tid\nplace\tZyqxville\t20180731\nplace\tTelqyz\t2018-7\n")
    archive.gazetteer.add(table)
    archive.add([Dispatch("a", "Des combats à Zyqxville et à Telqyz le 31 juillet 2018.")])
    found = [(one.kind, one.id) for one in archive.snapshot().mentions("a")]
    assert found == [("place", "20180731"), ("place", "2018-7"), ("date", "2018-07-31")]


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
