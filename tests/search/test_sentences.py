"""Words in one sentence, and words that stand so many times: read from the text, alone and within whatever joins them."""

import pytest

import depeche
from depeche import Dispatch
from depeche.search.compiling import verifying


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("otages SENTENCE Soueida", {"otage", "otages"}),
        ("ministre SENTENCE Soueida", set()),
        ("ministre AND Soueida", {"otage", "otages"}),
        ("ministre SENTENCE soldats", {"otages"}),
        ('"un otage" SENTENCE malade', {"otages"}),
        ('"un otage" SENTENCE Soueida', set()),
        ("malade SENTENCE (otage OR dockers)", {"otages"}),
        ("otage SENTENCE (libéré AND Soueida)", {"otage"}),
        ("otage SENTENCE (libéré AND ministre)", set()),
        ("ministre SENTENCE NOT soldats", {"otage"}),
        ("otage SENTENCE NOT druzes", {"otage", "otages"}),
        ("otages SENTENCE (malade -druzes)", {"otages"}),
        ("otage SENTENCE place:Soueida", {"otage", "otages"}),
        ("otage SENTENCE place:Damas", set()),
        ("otage SENTENCE (title:libéré OR druzes)", {"otage", "otages"}),
        ("malade SENTENCE (place:Damas OR title:familles)", {"otages"}),
        ("malade SENTENCE NOT (place:Soueida OR dockers)", set()),
        ("malade SENTENCE ((ministre SENTENCE soldats) OR dockers)", {"otages"}),
        ("malade SENTENCE NOT (otage AND NOT druzes)", set()),
        ("malade SENTENCE (zyqx (dockers OR NOT druzes))", {"otages"}),
        ("malade SENTENCE (+otage (dockers OR NOT druzes))", {"otages"}),
        ("ministre SENTENCE (salu* négociateurs)", {"otage"}),
        ("ministre SENTENCE negociatuers~1", {"otage"}),
        ("NOT (ministre SENTENCE soldats)", {"seisme", "greve", "greve2", "otage", "torture"}),
        ("(ministre SENTENCE soldats) OR grève", {"otages", "greve", "greve2"}),
        ("dockers -(grève SENTENCE voté)", {"greve2", "otage"}),
        ("zyqx SENTENCE ministre", set()),
        ("ATLEAST2 grève", {"greve2"}),
        ("ATLEAST3 grève", set()),
        ("ATLEAST2 otages", {"otages"}),
        ("ATLEAST3 torture", {"torture"}),
        ("ATLEAST4 torture", set()),
        ('ATLEAST2 "la grève"', {"greve2"}),
        ("ATLEAST3 (grève OR dockers)", {"greve2"}),
        ("ATLEAST2 (grève OR dockers)", {"greve", "greve2"}),
        ("ATLEAST2 (otage -druzes)", set()),
        ("ATLEAST3 grev*", {"greve2"}),
        ("dockers -ATLEAST2 grève", {"greve", "otage"}),
        ("ATLEAST2 grève OR séisme", {"greve2", "seisme"}),
    ],
)
def test_what_is_read_from_the_text(asked, question, expected):
    assert asked(question) == expected


def test_words_of_a_sentence_and_counted_words_are_highlighted_but_not_what_is_excluded(lit):
    assert lit("ministre SENTENCE soldats") == [("ministre", "exact"), ("soldats", "exact")]
    assert lit("ministre SENTENCE NOT soldats") == [("ministre", "exact")]
    assert lit("ATLEAST2 (grève -voté)") == [("grève", "exact")]


def test_a_word_that_answers_in_two_ways_counts_once(tmp_path):
    with depeche.create(tmp_path / "archive") as archive:
        archive.add(
            [Dispatch("a", "Rami Abdel Rahmane a parlé. Daech se tait."), Dispatch("b", "L'EI avance. Daech avance, dit-on.")]
        )
        found = [
            {hit.dispatch for hit in archive.search(question).passages}
            for question in ('ATLEAST2 "Rami Abdel Rahmane"', "ATLEAST2 Daech", "ATLEAST2 Abdulrahman")
        ]
    assert found == [set(), {"b"}, set()]


def test_counts_are_exact_until_more_passages_would_have_to_be_read(desk, monkeypatch):
    whole = desk.search("ministre SENTENCE soldats")
    assert (whole.total.at_least, whole.notes) == (False, ())
    monkeypatch.setattr(verifying, "MOST_CHECKED", 1)
    cut = desk.search("ministre SENTENCE soldats OR otage SENTENCE Soueida")
    assert cut.total.at_least
    assert cut.total.passages <= 2
    assert any("others may answer too" in note for note in cut.notes)


def test_what_is_excluded_may_be_cut_too_and_that_is_noted(desk, monkeypatch):
    monkeypatch.setattr(verifying, "MOST_CHECKED", 1)
    cut = desk.search("NOT (otage SENTENCE Soueida)")
    assert any("what else is excluded was not looked for" in note for note in cut.notes)
    assert not cut.total.at_least


@pytest.mark.parametrize(
    "question",
    ['"otage libéré Soueida"~4', '"Soueida otage libéré"~1', '"grève la grève"~3', '"otages Soueida juillet"~5', '"la la grève"~3'],
)
def test_words_near_each_other_are_the_same_read_from_the_text_as_from_the_index(asked, lit, monkeypatch, question):
    found, shown = asked(question), lit(question)
    monkeypatch.setattr("depeche.search.compiling.phrases.plan.MOST_WAYS", 1)
    monkeypatch.setattr("depeche.indexer.engines.shared.MOST_WAYS", 10_000)
    assert (asked(question), lit(question)) == (found, shown)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ('"Soueida libéré été otage"~9', {"otage"}),
        ('"Soueida libéré été otage ministre"~9', {"otage"}),
        ('"Soueida libéré été otage ministre négociateurs"~4', set()),
        ('"dockers dockers grève grève grève"~99', set()),
        ('"dockers direction grève grève euros"~99', {"greve2"}),
        ('NOT "dockers direction grève grève euros"~99', {"seisme", "greve", "otage", "otages", "torture"}),
    ],
)
def test_many_words_far_apart_are_found_in_any_order(desk, asked, question, expected):
    assert asked(question) == expected
    assert not [note for note in desk.search(question).notes if "~" in note]
