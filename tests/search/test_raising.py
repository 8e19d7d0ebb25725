"""What raises a passage: more of the words, words of one family, the title, nearness, the lead; and what it does not do."""

import pytest

import depeche
from depeche import Dispatch

FILLER = "La réunion a duré toute la matinée dans une salle du ministère, selon un communiqué publié en fin de journée."


@pytest.fixture(scope="module", params=["tantivy", "whoosh"])
def ask(request, tmp_path_factory):
    """Return a function from dispatches (id: text, or title and text) to one from a question to the ids found, best first."""

    def archive_of(**texts):
        folder = tmp_path_factory.mktemp("raising") / "archive"
        archive = depeche.create(folder, engine=request.param)
        told = {id_: text if isinstance(text, tuple) else (None, text) for id_, text in texts.items()}
        archive.add(Dispatch(id_, text, title=title) for id_, (title, text) in told.items())
        return lambda question, **options: [hit.dispatch for hit in archive.search(question, copies=True, **options).passages]

    return archive_of


def test_two_words_once_come_before_one_word_many_times(ask):
    found = ask(
        many="Otages, otages, otages : les otages et encore des otages dont on parle.",
        both=f"Un convoi a quitté la ville avec des otages. {FILLER}",
        filler=FILLER,
    )
    assert found("convoi otages")[0] == "both"


def test_a_word_of_the_same_family_raises_but_does_not_answer(ask):
    found = ask(
        family="La ville a fêté son indépendance devant le palais.",
        none="La ville a fêté son équipe devant le palais.",
        only="Une indépendance sans fête.",
    )
    assert found("ville indépendantiste") == ["family", "none"]
    assert found("indépendantiste") == []


def test_a_passage_whose_title_has_the_words_comes_first(ask):
    found = ask(
        plain=("Le point sur la semaine", "Les négociations ont repris à Genève lundi."),
        titled=("Syrie : les négociations reprennent", "Les négociations ont repris à Genève mardi."),
    )
    assert found("négociations Syrie") == ["titled", "plain"]
    assert found("négociations") == ["titled", "plain"]


def test_words_of_a_title_find_the_lead_of_the_dispatch_alone(ask):
    text = f"{FILLER} " * 12 + "\n\n" + "Le porte-parole a refusé de répondre. " * 30
    found = ask(long=("Séisme au Népal", text), other=FILLER)
    assert found("séisme") == ["long"]


def test_a_title_answers_only_at_the_levels_allowed(ask):
    found = ask(one=("Séismes au Népal", FILLER))
    assert found("séisme") == ["one"]
    assert found("séisme", levels=["exact"]) == []
    assert found("séismes", levels=["exact"]) == ["one"]


def test_words_that_stand_near_each_other_come_before_words_apart(ask):
    found = ask(
        apart="La frontière reste fermée. Un camion de la Croix-Rouge y attend, et plus loin un hôpital manque de tout.",
        near="Un hôpital de frontière manque de tout. Un camion de la Croix-Rouge y attend, et la route reste fermée.",
    )
    assert found("hôpital frontière") == ["near", "apart"]


def test_a_name_spelled_otherwise_is_there_as_much_as_one_as_typed(ask):
    found = ask(
        other="Les négociations ont repris à Deraa entre rebelles et régime, puis à Deraa encore.",
        typed=f"Les habitants de Daraa attendent. {FILLER}",
    )
    assert found("négociations Daraa")[0] == "other"
