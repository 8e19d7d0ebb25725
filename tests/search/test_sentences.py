"""Words in one sentence, and words that stand so many times: read from the text, alone and within whatever joins them."""

import pytest

import depeche
from depeche import Dispatch
from depeche.analyzers.chain import analyze
from depeche.search.compiling import checking, verifying


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
    assert (cut.total.at_least, cut.total.at_most) == (False, True)
    assert desk.search("NOT NOT (otage SENTENCE Soueida)").total.at_least


@pytest.fixture(scope="module", params=["tantivy", "whoosh"])
def crowd(request, tmp_path_factory):
    """An archive in which passages of SANA with the words are the worst of those that have them; it came last."""
    texts = {f"afp{n}": f"Otages libres. Otages, libres ! Otages libres {n}." for n in range(9)}
    late = {
        f"far{n}": f"Les otages sont arrivés à Homs hier, dit-on {n}. La route est longue, et ils sont libres." for n in range(3)
    }
    with depeche.create(tmp_path_factory.mktemp("crowd") / "archive", engine=request.param) as archive:
        archive.add(Dispatch(id_, text, source="AFP") for id_, text in texts.items())
        before = archive.snapshot().arrivals
        archive.add(Dispatch(id_, text, source="SANA") for id_, text in late.items())
        there = "Les otages, que leurs familles attendaient depuis juillet dans la ville voisine, sont enfin libres, dit la radio."
        archive.add([Dispatch("sana", there, source="SANA")])
        yield archive, before


@pytest.mark.parametrize(
    ("question", "options"),
    [
        ("otages SENTENCE libres", {"source": "SANA"}),
        ("source:SANA AND (otages SENTENCE libres)", {}),
        ("source:SANA (otages SENTENCE libres)", {}),
        ("(otages SENTENCE libres) SAUF source:AFP", {}),
        ("(otages SENTENCE libres) AND radio", {}),
        ("+radio otages (otages SENTENCE libres)", {}),
        ("radio AND (source:SANA OR zyqx) AND (zyqx OR (otages SENTENCE libres))", {}),
        ("source:SANA AND ATLEAST2 (otages OR libres OR radio)", {}),
        ("otages SENTENCE libres SENTENCE source:SANA", {}),
    ],
)
@pytest.mark.parametrize("within", ["passage", "dispatch"])
def test_passages_that_may_not_answer_anyhow_take_no_place_of_those_read(crowd, monkeypatch, question, options, within):
    archive, _ = crowd
    whole = archive.search(question, within=within, **options)
    monkeypatch.setattr(verifying, "MOST_CHECKED", 5)
    cut = archive.search(question, within=within, **options)
    assert "sana" in {hit.dispatch for hit in cut.passages}
    assert (cut.total, cut.notes) == (whole.total, ())


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("source:AFP AND (otages SENTENCE libres)", (5, True, False)),
        ("source:AFP -(otages SENTENCE libres)", (4, False, True)),
        ("source:SANA -(otages SENTENCE libres)", (3, False, False)),
        ("source:AFP AND ((otages SENTENCE libres) OR NOT (libres SENTENCE otages))", (9, True, True)),
    ],
)
def test_counts_say_on_which_side_they_are_not_exact(crowd, monkeypatch, question, expected):
    monkeypatch.setattr(verifying, "MOST_CHECKED", 5)
    total = crowd[0].search(question).total
    assert (total.passages, total.at_least, total.at_most) == expected


def test_what_arrived_later_is_read_first_if_only_that_may_answer(crowd, monkeypatch):
    archive, before = crowd
    monkeypatch.setattr(verifying, "MOST_CHECKED", 5)
    cut = archive.search("otages SENTENCE libres", arrived_after=before)
    assert ([hit.dispatch for hit in cut.passages], cut.total.at_least) == (["sana"], False)


def test_a_facet_counts_what_else_could_be_chosen_of_what_was_read(crowd, monkeypatch):
    monkeypatch.setattr(verifying, "MOST_CHECKED", 5)
    cut = crowd[0].search("otages SENTENCE libres", source="SANA")
    assert {value.id: value.totals.passages for value in cut.facets["source"]} == {"AFP": 5, "SANA": 1}


def test_no_more_passages_are_read_for_a_question_than_may_be(crowd, monkeypatch):
    monkeypatch.setattr(verifying, "MOST_READ", 5)
    cut = crowd[0].search("otages SENTENCE libres")
    assert (cut.total.passages, cut.total.at_least) == (5, True)


def test_only_the_first_parts_of_a_question_are_read_and_that_is_noted(desk, monkeypatch):
    monkeypatch.setattr(checking, "MOST_PARTS", 1)
    within_it = desk.search("(ministre SENTENCE soldats) AND (otage SENTENCE ministre)")
    assert {hit.dispatch for hit in within_it.passages} == {"otages"}
    assert within_it.notes == ("only 1 parts were read from the texts; words of others need only be in the passage",)
    assert desk.search("ministre SENTENCE soldats", within="dispatch").notes == ()


def test_a_text_is_analysed_once_for_all_parts_of_a_question(crowd, monkeypatch):
    analysed = []
    monkeypatch.setattr(verifying, "analyze", lambda text: analysed.append(text) or analyze(text))
    crowd[0].search("(otages SENTENCE libres) OR ATLEAST2 otages OR (libres SENTENCE otages)", within="dispatch")
    assert len(analysed) == len(set(analysed)) == 13


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
