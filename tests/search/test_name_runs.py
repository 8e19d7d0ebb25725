"""Names of several words, and words written for several: they meet however they are divided, and together come first."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import depeche
from depeche import Dispatch
from depeche.analyzers import names
from depeche.search.answering.listing import Listing
from depeche.search.compiling.readings import MOST_WORDS, fused, names_in, readings
from depeche.search.question.tree import words_of
from depeche.search.vocabulary.spellings import CUT

EZZOR = {"ezzor", "ez-zor", "fused", "zawr"}
RAMI = {"rami1", "rami2", "rami3"}


def words(text):
    return list(words_of(text, 0, len(text)))


def spelled(wire, name):
    return {spelling.term: spelling.passages for spelling in wire.snapshot().spellings(name)}


@pytest.mark.parametrize("question", ["Deir Ezzor", "Deir ez-Zor", "Dayr az-Zawr", "Deir el-Zor", "deir ezzor"])
def test_the_ways_to_write_a_town_of_two_words_meet_each_other(found, question):
    assert set(found(question)) == EZZOR


@pytest.mark.parametrize("question", ["Rami Abdulrahman", "Rami Abdul Rahman", "rami abderrahmane"])
def test_a_full_name_meets_all_its_spellings_before_what_has_the_words_apart(found, question):
    answer = found(question)
    assert set(answer[:3]) == RAMI
    assert answer[3:] == ["apart"]


def test_a_full_name_typed_in_parts_meets_the_same(found):
    assert set(found("Rami Abdel Rahmane")) == {*RAMI, "apart"}


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("Rami Abdulrahman", "rami1"),
        ("Rami Abdul Rahman", "rami2"),
        ("Rami Abdel Rahmane", "rami3"),
        ("Deir Ezzor", "ezzor"),
        ("Deir ez-Zor", "ez-zor"),
        ("Dayr az-Zawr", "zawr"),
        ("Bachar al-Assad", "bachar1"),
        ("Bachar Assad", "bachar2"),
    ],
)
def test_a_name_as_typed_comes_first(found, question, first):
    assert found(question)[0] == first


@pytest.mark.parametrize("question", ["Deir Ezzor", "Bachar Assad", "Rami Abdulrahman"])
def test_that_a_name_is_there_counts_once_however_it_is_written(wire, question):
    hits = wire.search(question, limit=2, explain=True).passages
    there, other = ([part.score for part in hit.parts if part.query == "is there"] for hit in hits)
    assert there == pytest.approx(other)
    assert len(there) == 1


@pytest.mark.parametrize("question", ["Bachar Assad", "Bachar al-Assad", "Bashar el-Asad", "Bashar Asad"])
def test_an_article_in_a_name_does_not_hinder(found, question):
    assert set(found(question)[:2]) == {"bachar1", "bachar2"}


def test_two_words_meet_the_one_that_they_are_written_as(shown):
    assert ("Abdulrahman", "spelling") in shown("Abdel Rahmane")["rami1"]
    assert shown("Deir Ezzor")["fused"] == [("Deirezzor", "spelling")]


def test_a_fused_name_meets_its_parts_together_only(shown):
    assert shown("Abdulrahman")["rami3"] == [("Abdel", "spelling"), ("Rahmane", "spelling")]
    assert "rami1" not in shown("Abdel Karim Rahmane", levels=["exact"])


def test_a_fused_town_meets_its_parts_in_a_row(found, shown):
    assert found("Deirezzor")[0] == "fused"
    assert set(found("Deirezzor")) >= {"ezzor", "ez-zor"}
    assert shown("Deirezzor")["ez-zor"] == [("Deir", "spelling"), ("Zor", "spelling")]


def test_whatever_a_word_is_parted_into_is_looked_for_in_a_row(found, shown, monkeypatch):
    monkeypatch.setattr(names, "joined_parts", lambda _: ())
    assert found("Deirezzor") == ["fused"]
    monkeypatch.setattr(names, "joined_parts", lambda word: ("rami", "abdul") if word == "Deirezzor" else ())
    assert shown("Deirezzor")["rami2"] == [("Rami", "spelling"), ("Abdul", "spelling")]


def test_names_side_by_side_do_not_find_more_than_each_of_them(found):
    assert set(found("Alep Raqqa Soueida")) == set(found("Alep OU Raqqa OU Soueida"))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Rami Abdulrahman", {"rami abdulrahman": 1, "rami abdul rahman": 1, "rami abdel rahmane": 1}),
        ("Rami Abdel Rahman", {"rami abdulrahman": 1, "rami abdul rahman": 1, "rami abdel rahmane": 1}),
        ("Abdulrahman", {"abdulrahman": 1, "abdul rahman": 1, "abdel rahmane": 2}),
        ("Deir Ezzor", {"deir ezzor": 1, "deirezzor": 1, "deir ez zor": 1}),
        ("Deir ez-Zor", {"deir ezzor": 1, "deirezzor": 1, "deir ez zor": 1, "dayr az zawr": 1}),
        ("bashar al assad", {"bachar al assad": 1, "bachar assad": 1}),
    ],
)
def test_spellings_of_a_name_are_the_words_and_runs_that_the_archive_holds(wire, name, expected):
    assert spelled(wire, name).items() >= expected.items()
    assert set(spelled(wire, name)) <= set(expected) | {"dayr az zawr"}


def test_runs_come_with_the_probability_of_the_whole_name_the_likeliest_first(wire):
    found = wire.snapshot().spellings("Rami Abdulrahman")
    assert found[0].term == "rami abdulrahman"
    assert all(each.probability == names.likeness("Rami Abdulrahman", each.term) >= CUT for each in found)
    assert [each.probability for each in found] == sorted((each.probability for each in found), reverse=True)


def test_runs_are_counted_in_passages(tmp_path):
    with depeche.create(tmp_path / "archive") as archive:
        archive.add(Dispatch(f"d{n}", "M. Abdel Rahmane a parlé. Abdel Rahmane encore.", url=f"http://{n}") for n in range(3))
        archive.add([Dispatch("other", "Abdel a vu Rahmane.")])
        assert spelled(archive, "Abdulrahman") == {"abdel rahmane": 3}


@pytest.mark.parametrize(
    "name", ["", "…", "Rami Zyqx", "Alep et Damas et Homs et Hama et Idleb", "un deux trois quatre cinq", "\ud800", "a " * 500]
)
def test_what_is_not_one_name_has_no_runs(wire, name):
    assert all(" " not in term for term in spelled(wire, name))


@given(st.text())
def test_any_text_has_spellings_or_none(seed_archives, text):
    for archive in seed_archives.values():
        found = archive.snapshot().spellings(text)
        assert len({each.term for each in found}) == len(found)
        assert all(each.passages > 0 and CUT <= each.probability <= 1 for each in found)


def test_the_ways_to_divide_a_name():
    parts = [[part.name for part in reading] for reading in readings(words("Rami Abdulrahman Saleh"))]
    assert parts == [
        ["Rami", "Abdulrahman", "Saleh"],
        ["Rami", "abdul", "rahman", "Saleh"],
        ["Rami Abdulrahman", "Saleh"],
        ["Rami", "Abdulrahman Saleh"],
    ]
    assert [word.text for word in fused(words("Deir ez Zor"))] == ["Deir ez", "ez Zor", "Deir ez Zor"]


def test_names_side_by_side_are_taken_with_the_articles_between_and_a_few_at_a_time():
    found = list(names_in(words("avec Bachar al-Assad et Rami"), lambda word: word.token.capital))
    assert [[word.text for word in run.names] for run in found] == [["Bachar", "Assad", "Rami"]]
    assert [word.text for word in found[0].typed] == ["Bachar", "al", "Assad", "et", "Rami"]
    assert [len(run.names) for run in names_in(words("A B C D E F"), lambda _: True)] == [MOST_WORDS, 2]


def test_a_listing_tries_a_bounded_number_of_combinations(wire, monkeypatch):
    counted = []
    snapshot = wire.snapshot()
    monkeypatch.setattr(Listing, "_count", lambda *asked: counted.append(asked) or 0)
    Listing(snapshot._reader, snapshot._vocabulary).spellings("Rami Abdulrahman Assad Rahmane")
    assert len(counted) <= 60


@pytest.mark.parametrize("engine", ["tantivy", "whoosh"])
def test_a_name_written_as_one_says_what_was_typed_for_it(engine, tmp_path):
    with depeche.create(tmp_path / "archive", engine=engine) as archive:
        archive.add([Dispatch("1", "Un convoi est parti de Deirezzor mardi.")])
        answer = archive.search("Deir ez-Zor")
    assert {(h.surface, h.query) for hit in answer.passages for h in hit.highlights} == {("Deirezzor", "Deir ez-Zor")}
    assert answer.notes == ()
