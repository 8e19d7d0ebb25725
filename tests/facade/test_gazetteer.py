"""``depeche gazetteer`` and ``depeche rebuild``: the user's own tables, and what follows from them."""

import pytest

import depeche
from depeche.analyzers.gazetteer.sources import curated
from depeche.indexer.archive import ArchiveFolder

GOOD = "kind\tlabel\tnames\nplace\tZyqxville\tZyqx-sur-Mer\nactor\tFront zyqxois\tFZQ\n"
DUMP = "1\tZyqxville\tZyqxville\tZyqx\t32.6\t36.1\tP\tPPL\tSY\t\t06\t\t\t\t1200\t\t\tAsia/Damascus\t2018-07-31\n"
NOTE = "note: the archive answers as before until `depeche rebuild`, and takes in nothing more\n"


@pytest.fixture
def filled(cli, tmp_path):
    """The command line, in a folder with a table, a text and an archive of it."""
    (tmp_path / "mine.tsv").write_text(GOOD, "utf-8")
    (tmp_path / "a.txt").write_text("Des combats à Zyqxville, dans la province de Deraa.")
    cli("index", "a.txt")
    return cli


def test_tables_are_added_listed_replaced_and_removed(filled):
    assert filled("gazetteer", "list")[:2] == (1, "")
    assert filled("gazetteer", "add", "mine.tsv") == (0, "mine\t1 places\t1 actors\tadded\n", NOTE)
    assert filled("gazetteer", "add", "mine.tsv").out == "mine\t1 places\t1 actors\treplaced\n"
    assert filled("gazetteer", "list") == (0, "mine\t1 places\t1 actors\n", "")
    assert filled("gazetteer", "remove", "mine") == (0, "mine removed\n", "")
    assert filled("gazetteer", "list", "--json")[:2] == (1, "[]\n")


def test_tables_as_json(filled):
    table = {"name": "mine", "places": 1, "actors": 1}
    assert filled("gazetteer", "add", "mine.tsv", "--json").json == table | {"replaced": False, "outdated": True}
    assert filled("gazetteer", "list", "--json").json == [table]
    assert filled("gazetteer", "remove", "mine", "--json").json == {"removed": "mine", "outdated": False}


def test_an_archive_whose_tables_have_changed_answers_as_before_and_must_be_rebuilt(filled):
    before = filled("search", "Zyqxville", "--json").out
    filled("gazetteer", "add", "mine.tsv")
    assert filled("search", "Zyqxville", "--json") == (0, before, "")
    assert filled("stats", "--json").json["outdated"]
    refused = filled("index", "a.txt")
    assert (refused.code, refused.out, refused.err.count("\n")) == (3, "", 1)
    assert "run `depeche -a .depeche rebuild`" in refused.err
    assert filled("rebuild") == (0, "1 dispatches analysed again in .depeche, as 1 passages\n", "")
    assert filled("search", "place:Zyqx-sur-Mer").code == 0
    assert filled("index", "a.txt").code == 0
    assert not filled("stats", "--json").json["outdated"]


def test_rebuild_as_json_and_into_another_engine(filled):
    done = filled("rebuild", "--engine", "whoosh", "--json").json
    assert done == {"dispatches": 1, "passages": 1, "characters": 51, "archive": ".depeche", "engine": "whoosh"}
    assert filled("stats", "--json").json["engine"] == "whoosh"
    failed = filled("rebuild", "--engine", "sqlite")
    assert (failed.code, failed.out, failed.err.count("\n")) == (3, "", 1)


def test_mentions_uses_the_tables_of_the_archive_that_is_named(filled):
    filled("gazetteer", "add", "mine.tsv")
    for arguments in (["mentions", "a.txt", "-a", ".depeche"], ["-a", ".depeche", "mentions", "a.txt"]):
        assert "\tuser:place:zyqxville\n" in filled(*arguments).out
    assert "user:" not in filled("mentions", "a.txt").out
    assert filled("mentions", "a.txt", "-a", "missing").code == 3


def test_a_row_that_cannot_be_used_is_one_line_with_file_and_line_and_nothing_is_stored(filled, tmp_path):
    (tmp_path / "mine.tsv").write_text(GOOD + "lieu\tTelqyz\t\n")
    answer = filled("gazetteer", "add", "mine.tsv")
    assert (answer.code, answer.out, answer.err.count("\n")) == (3, "", 1)
    assert "mine.tsv" in answer.err
    assert "4" in answer.err
    assert filled("gazetteer", "list").code == 1
    assert not filled("stats", "--json").json["outdated"]


def test_a_dump_of_geonames_is_made_a_table(filled, tmp_path, monkeypatch):
    known = tuple(curated())
    for module in ("depeche.analyzers.gazetteer.geonames", "depeche.indexer.user_tables"):
        monkeypatch.setattr(f"{module}.records", lambda: known)
    (tmp_path / "dump").mkdir()
    assert filled("gazetteer", "build", "--geonames", "dump").code == 3
    (tmp_path / "dump" / "SY.txt").write_text(DUMP)
    assert filled("gazetteer", "build", "--geonames", "dump").out == "geonames\t1 places\t0 actors\tadded\n"
    assert filled("gazetteer", "build", "--geonames", "dump").out == "geonames\t1 places\t0 actors\treplaced\n"


def test_the_archive_may_be_named_before_or_after_each_part_of_the_command(filled, tmp_path):
    (tmp_path / ".depeche").rename(tmp_path / "other")
    filled("-a", "other", "gazetteer", "add", "mine.tsv")
    for arguments in (
        ["-a", "other", "gazetteer", "list"],
        ["gazetteer", "-a", "other", "list"],
        ["gazetteer", "list", "-a", "other"],
    ):
        assert filled(*arguments)[:2] == (0, "mine\t1 places\t1 actors\n")
    assert filled("-a", "missing", "gazetteer", "-a", "other", "list").code == 0


def test_the_engine_of_a_new_archive_may_be_named(cli, tmp_path):
    (tmp_path / "mine.tsv").write_text(GOOD, "utf-8")
    assert cli("gazetteer", "add", "mine.tsv", "--engine", "whoosh").code == 0
    assert cli("stats", "--json").json["engine"] == "whoosh"
    assert cli("gazetteer", "add", "mine.tsv", "--engine", "tantivy").code == 3


def test_an_archive_at_work_is_one_line_and_stays_as_it_was(filled, tmp_path):
    writer = ArchiveFolder.open(tmp_path / ".depeche").lock()
    answer = filled("gazetteer", "add", "mine.tsv")
    writer.close()
    assert (answer.code, answer.out, answer.err.count("\n")) == (3, "", 1)
    assert filled("gazetteer", "list").code == 1


def test_a_table_that_cannot_be_used_makes_no_archive(cli, tmp_path):
    (tmp_path / "mine.tsv").write_text("label\tkind\nZyqxville\ttown\n")
    (tmp_path / "dump").mkdir()
    assert cli("gazetteer", "add", "mine.tsv").code == 3
    assert cli("gazetteer", "build", "--geonames", "dump").code == 3
    assert cli("gazetteer", "add", "mine.tsv", "--engine", "none").code == 3
    assert sorted(path.name for path in tmp_path.iterdir()) == ["dump", "mine.tsv"]


def test_tables_may_be_given_before_the_first_dispatch(cli, tmp_path):
    (tmp_path / "mine.tsv").write_text(GOOD, "utf-8")
    (tmp_path / "a.txt").write_text("Des combats à Zyqxville.")
    assert cli("gazetteer", "add", "mine.tsv").err == ""
    assert cli("index", "a.txt").code == 0
    assert cli("search", "place:Zyqxville").code == 0


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["gazetteer", "list"], 3),
        (["gazetteer", "remove", "x"], 3),
        (["rebuild"], 3),
        (["gazetteer"], 2),
        (["gazetteer", "add"], 2),
        (["gazetteer", "add", "missing.tsv"], 2),
        (["gazetteer", "build"], 2),
        (["gazetteer", "build", "--geonames", "missing"], 2),
    ],
)
def test_what_cannot_be_done_makes_no_archive(cli, tmp_path, arguments, code):
    answer = cli(*arguments)
    assert answer.code == code
    assert list(tmp_path.iterdir()) == []


def test_the_library_does_the_same(tmp_path):
    (tmp_path / "mine.tsv").write_text(GOOD, "utf-8")
    with depeche.create(tmp_path / "archive") as archive:
        assert archive.gazetteer.add(tmp_path / "mine.tsv") == depeche.UserTable("mine", 1, 1)
        assert archive.gazetteer.list() == (depeche.UserTable("mine", 1, 1),)
