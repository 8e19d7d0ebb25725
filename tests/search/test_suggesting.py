"""Did you mean: which words are taken for mistyped, and what they may have been meant to be."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import depeche
from depeche import Dispatch
from depeche.analyzers.chain import exacts
from depeche.core.model import Level
from depeche.core.tables import rows
from depeche.indexer.archive import ArchiveFolder
from depeche.search.answering.mistakes import cost, first_letters, heard
from depeche.search.answering.suggesting import MOST, nearest, suggestions
from depeche.search.compiling import compile_question, compiler
from depeche.search.compiling.filters import Filters
from depeche.search.question.reading import read
from depeche.search.question.tree import words_of
from depeche.search.vocabulary import Vocabulary
from depeche.search.vocabulary.spellings import key

TABLE = Path(__file__).parent / "misspelt.tsv"


@pytest.fixture(scope="module", params=["tantivy", "whoosh"])
def reader(request, seed_archives):
    reader = ArchiveFolder.open(seed_archives[request.param].path).reader()
    yield reader
    reader.close()


@pytest.fixture
def compiled(reader, tmp_path):
    """Return a function from a question to what it is compiled to against the seeds."""
    vocabulary = Vocabulary(reader, tmp_path, "1")

    def of(question, levels=frozenset(Level), within="passage"):
        return compile_question(read(question), vocabulary, Filters(reader, vocabulary), levels, within)

    return of


@pytest.fixture
def unmet(compiled):
    """Return a function from a question to its words that nothing in the seeds answers."""
    return lambda question, *levels, **options: [word.text for word in compiled(question, *levels, **options).unmet]


def suggested(typed, reader):
    return [key(one.word) for one in suggestions(words_of(typed, 0, len(typed)), reader)]


def misspelt():
    lines = [line.split("\t") for line in TABLE.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return [(exacts(wanted)[0], typed) for wanted, typed, _ in lines[1:]]


def test_nine_in_ten_misspelt_words_of_the_seeds_are_among_the_first_three(reader):
    held = [(wanted, typed) for wanted, typed in misspelt() if reader.doc_freq("exact", wanted)]
    assert len(held) > 40
    missed = [typed for wanted, typed in held if wanted not in suggested(typed, reader)[:3]]
    assert len(missed) <= len(held) // 10, missed


def test_no_word_of_the_table_is_typed_as_it_is_meant():
    assert [typed for wanted, typed in misspelt() if exacts(typed) == (wanted,)] == []
    assert len(misspelt()) == 100


def test_a_suggestion_says_what_it_is_for_and_how_often_it_stands(reader):
    question = "les combatants de Damas"
    found = suggestions([list(words_of(question, 0, len(question)))[1]], reader)
    assert 0 < len(found) <= MOST
    assert (found[0].query, found[0].start, found[0].end, found[0].word) == ("combatants", 4, 14, "combattants")
    assert found[0].passages == reader.doc_freq("exact", "combattants")


@pytest.mark.parametrize("typed", ["zyqxwkv", "123456", "درعاءءءء", "x" * 4000])
def test_nothing_is_suggested_for_a_word_with_none_near_it(reader, typed):
    assert suggested(typed, reader) == []


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("otages", []),
        ("otgaes", ["otgaes"]),
        ("otgaes Damas bombradements", ["otgaes", "bombradements"]),
        ("=otgaes", ["otgaes"]),
        ("=otage", ["otage"]),
        ("otage", []),
        ('"otgaes de Damas"', ["otgaes"]),
        ("Suwayda", []),
        ("ISIS", []),
        ("Rami Abdulrahman", []),
        ("pro-regime", []),
        ("NOT otgaes", []),
        ("Damas -otgaes", []),
        ("otgae*", []),
        ("otgaes~1", []),
        ("place:otgaes", []),
        ("de la", []),
        ("(otgaes OR bombradements) AND Damas", ["otgaes", "bombradements"]),
        ("otgaes SENTENCE Damas", ["otgaes"]),
        ("+otgaes Damas", ["otgaes"]),
        ("title:Damas", ["Damas"]),
    ],
)
def test_the_unmet_words_are_those_that_nothing_answers_at_any_level(unmet, question, expected):
    assert unmet(question) == expected
    assert unmet(question, within="dispatch") == expected


@pytest.mark.parametrize("question", ["suwayda", "daraa", "isis", "combatants", "Rami Abdulrahman", "poutine"])
def test_a_name_typed_small_is_not_taken_for_another_word(compiled, reader, question):
    assert suggestions((), reader, compiled(question).doubtful) == ()


def test_a_small_word_that_but_a_name_answers_may_be_a_common_word_near_it(tmp_path):
    with depeche.create(tmp_path / "archive") as archive:
        archive.add([Dispatch("a", "La Provence a voté."), Dispatch("b", "La province a voté.")])
    reader = ArchiveFolder.open(archive.path).reader()
    vocabulary = Vocabulary(reader, tmp_path, "1")
    found = {}
    for question in ("provinse", "Provinse", "province", "=provinse"):
        asked = compile_question(read(question), vocabulary, Filters(reader, vocabulary), frozenset(Level))
        found[question] = [one.word for one in suggestions((), reader, asked.doubtful)]
    assert found == {"provinse": ["province"], "Provinse": [], "province": [], "=provinse": []}
    reader.close()


@pytest.mark.parametrize("engine", ["tantivy", "whoosh"])
def test_for_a_word_of_titles_words_of_titles_are_suggested(tmp_path, engine):
    with depeche.create(tmp_path / "archive", engine=engine) as archive:
        archive.add([Dispatch("a", "Les otagés sont là.", title="Des otages libres"), Dispatch("b", "La libertés, la libre.")])
        found = {one.query: (one.word, one.passages) for one in archive.search("title:libreq otages").suggestions}
        assert found == {"libreq": ("libres", 1)}
        assert [one.word for one in archive.search("libreq").suggestions] == ["libre", "libres"]


@pytest.mark.parametrize("engine", ["tantivy", "whoosh"])
def test_a_word_that_but_replaced_dispatches_held_is_unmet(tmp_path, engine):
    with depeche.create(tmp_path / "archive", engine=engine) as archive:
        archive.add([Dispatch("a", "Un violent bombardamen a eu lieu."), Dispatch("b", "Rien de neuf.")])
        archive.add([Dispatch("a", "Un violent bombardement a eu lieu.")])
        assert [one.word for one in archive.search("bombardamen").suggestions] == ["bombardement"]
        assert archive.search("bombardement").suggestions == ()


def test_others_are_suggested_for_the_first_words_only_and_that_is_noted(seed_archive, monkeypatch):
    monkeypatch.setattr(compiler, "MOST_SUGGESTED", 1)
    asked = seed_archive.search("bombradements otgaes")
    assert {one.query for one in asked.suggestions} == {"bombradements"}
    assert asked.notes == ("other words were suggested only for the first 1 words that found nothing, of 2",)
    assert seed_archive.search("otgaes").notes == ()


def test_a_word_is_unmet_if_it_answers_at_other_levels_only(unmet):
    assert unmet("Suwayda", frozenset({Level.EXACT})) == ["Suwayda"]


@pytest.mark.parametrize(
    ("typed", "meant", "other"),
    [
        ("fotographe", "photographe", "cartographe"),
        ("hotages", "otages", "potages"),
        ("combatants", "combattants", "combattant"),
        ("otgaes", "otages", "orages"),
        ("buro", "bureau", "bure"),
        ("presidant", "president", "presidait"),
    ],
)
def test_a_likely_mistake_costs_less_than_another(typed, meant, other):
    assert cost(typed, meant) < cost(typed, other)


def test_a_commoner_word_comes_first_of_those_as_near():
    assert nearest("guere", {"guerre": 500, "guette": 1, "gueres": 1})[0] == "guerre"


def test_what_sounds_alike_is_tried_however_many_letters_it_takes():
    assert "philosophe" in heard("filosofe")
    assert nearest("filosofe", {"philosophe": 1}) == ["philosophe"]


def test_no_mistake_of_the_table_stands_twice_nor_costs_as_much_as_a_wrong_letter():
    table = list(rows("depeche.search.answering", "mistakes.tsv"))
    pairs = [frozenset((row["one"], row["other"])) for row in table]
    assert len(pairs) == len(set(pairs))
    assert all(0 < float(row["cost"]) < 1 for row in table)


@given(st.text(max_size=12), st.text(max_size=12))
def test_any_two_words_have_a_cost_and_the_same_word_none(one, other):
    assert cost(one, other) >= 0
    assert cost(one, one) == 0
    assert all(len(letter) == 1 for letter in first_letters(one))
    assert one not in heard(one)
