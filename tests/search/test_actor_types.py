"""French names of the types of actors, in questions and selections."""

import pytest

import depeche
from depeche import Dispatch
from depeche.core.tables import rows

ALL = 1000
TABLE = list(rows("depeche.search.compiling", "actor_types.tsv"))


def passages(archive, question, **selected):
    return {(hit.dispatch, hit.start) for hit in archive.search(question, limit=ALL, copies=True, **selected).passages}


@pytest.mark.parametrize(
    ("french", "english"),
    [
        ("ONG", "NGO"),
        ('"groupe armé"', '"armed group"'),
        ("« Groupes armés »", '"armed group"'),
        ("gouvernement", "government"),
        ("ARMEE", "army"),
        ("média", "media"),
    ],
)
def test_a_type_of_actors_has_french_names_in_any_case(seed_archive, french, english):
    assert passages(seed_archive, f"type:{french}") == passages(seed_archive, f"type:{english}")


def test_types_by_french_names_find_what_has_them(seed_archive):
    for name in ("ONG", '"groupe armé"'):
        assert passages(seed_archive, f"type:{name}")
    assert (
        passages(seed_archive, "jihadistes", type="groupe armé")
        == passages(seed_archive, "jihadistes", type="armed group")
        != set()
    )


def test_a_type_that_the_archive_lacks_is_noted_as_written(seed_archive):
    results = seed_archive.search("type:tribunal")
    assert (results.total.passages, results.notes) == (0, ("no type “tribunal” in this archive",))


def test_each_french_name_stands_for_a_type_of_the_gazetteer():
    held = {row["type"] for row in rows("depeche.analyzers.gazetteer", "actors.tsv")}
    assert {row["type"] for row in TABLE} <= held


def test_a_type_of_the_users_own_with_a_french_name_keeps_it(tmp_path):
    table = tmp_path / "own.tsv"
    table.write_text("label\tkind\ttype\nUnion des Zarqs\tactor\tparti\n", encoding="utf-8")
    with depeche.create(tmp_path / "archive") as archive:
        archive.gazetteer.add(table)
        archive.add([Dispatch("a", "Union des Zarqs a gagné.")])
        assert passages(archive, "type:parti") == {("a", 0)}
