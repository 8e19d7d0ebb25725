"""What an archive knows of its own names, and the cache that keeps it."""

from pathlib import Path

import pytest

import depeche
from depeche import Dispatch
from depeche.search.vocabulary.spellings import CUT, key

TEXTS = {
    "1": "Des combats ont éclaté mardi à Deraa, dans le sud de la Syrie.",
    "2": "Les forces de Daraa et de Dar'a ont quitté Soueida, selon l'OSDH.",
    "3": "Le bilan à Daraa est de dix morts, dit le maire de Sweida.",
}


@pytest.fixture(params=["tantivy", "whoosh"])
def archive(request, tmp_path):
    with depeche.create(tmp_path / "archive", engine=request.param) as made:
        made.add([Dispatch(id_, text) for id_, text in TEXTS.items()])
        yield made


def terms(archive, name):
    return {spelling.term: spelling.passages for spelling in archive.snapshot().spellings(name)}


def cached(archive):
    """Return the tables that the archive's cache holds."""
    return sorted((archive.path / "cache").glob("*"))


def derived(archive):
    """Return the files of the cache after a question that needs both tables."""
    archive.search("Dera'a place:Daraa")
    return cached(archive)


def fresh(archive):
    """Return the archive opened anew, so that nothing is in memory."""
    return depeche.open(archive.path)


@pytest.mark.parametrize("name", ["Deraa", "Daraa", "Dar'a", "Dera'a", "درعا"])
def test_the_spellings_of_a_name_are_those_that_the_archive_holds(archive, name):
    assert terms(archive, name) == {"deraa": 1, "daraa": 2, "dara": 1}


def test_spellings_come_with_probabilities_the_likeliest_first(archive):
    found = archive.snapshot().spellings("Suwayda")
    assert {spelling.term for spelling in found} == {"soueida", "sweida"}
    assert all(CUT <= spelling.probability <= 1 for spelling in found)
    assert [s.probability for s in found] == sorted((s.probability for s in found), reverse=True)


@pytest.mark.parametrize("name", ["", " ", "…", "\ud800", "\0", "Zyqx", "mardi" * 400])
def test_what_is_no_name_of_the_archive_has_no_spellings(archive, name):
    assert terms(archive, name) == {}


def test_common_words_are_no_spellings(archive):
    assert "morts" not in terms(archive, "Marta")
    assert "dix" not in terms(archive, "Dix")


def test_a_key_is_shared_by_names_that_differ_in_case_accents_and_hyphens():
    assert key("Deir ez-Zor") == key("DEIR EZ ZOR") == key("Déir-Ez-Zor")
    assert key("Deir ez-Zor") != key("Deir Ezzor")


def test_a_question_writes_the_cache_of_its_commit_and_drops_the_one_before(archive):
    assert cached(archive) == []
    first = derived(archive)
    assert [path.name.split("-")[0] for path in first] == ["entities", "terms"]
    assert all(archive.snapshot().commit in path.name for path in first)
    archive.add([Dispatch("4", "Une trêve à Idleb.")])
    assert len(derived(archive)) == 2
    assert not {path.name for path in cached(archive)} & {path.name for path in first}
    assert terms(archive, "Idlib") == {"idleb": 1}


@pytest.mark.parametrize(
    "damage",
    [
        Path.unlink,
        lambda path: path.write_bytes(b""),
        lambda path: path.write_bytes(path.read_bytes()[:-3]),
        lambda path: path.write_bytes(path.read_bytes()[:40]),
    ],
    ids=["lost", "empty", "cut at the end", "cut in the middle"],
)
def test_a_lost_or_damaged_cache_is_derived_again(archive, damage):
    whole = {path: path.read_bytes() for path in derived(archive)}
    for path in whole:
        damage(path)
    with fresh(archive) as again:
        assert terms(again, "Daraa") == {"deraa": 1, "daraa": 2, "dara": 1}
        assert again.search("place:Deraa").total.passages == 3
    assert {path: path.read_bytes() for path in cached(archive)} == whole


def test_an_archive_that_cannot_be_written_is_searched_all_the_same(archive, monkeypatch):
    def refuse(*_, **__):
        raise PermissionError(13, "Permission denied")

    for path in derived(archive):
        path.unlink()
    for name in ("write_bytes", "mkdir", "unlink", "replace"):
        monkeypatch.setattr(Path, name, refuse)
    with fresh(archive) as again:
        assert again.search("Dera'a place:Daraa").total.passages == 3
    assert cached(archive) == []


def test_the_whole_cache_folder_may_be_deleted(archive):
    for path in derived(archive):
        path.unlink()
    (archive.path / "cache").rmdir()
    with fresh(archive) as again:
        assert again.search("Dera'a").total.passages == 3
