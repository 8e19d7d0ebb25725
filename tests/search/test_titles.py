"""What is asked of titles: words, phrases, patterns and what joins them; it is highlighted there, and nothing of it in the text."""

import pytest

import depeche
from depeche import Dispatch


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("title:grève", {"greve"}),
        ("titre:grèves", {"greve"}),
        ("title:=grèves", set()),
        ('title:"otage libéré"', {"otage"}),
        ('title:"libéré otage"', set()),
        ('title:"libéré otage"~1', {"otage"}),
        ("title:dégag*", {"greve2"}),
        ("title:negoci*", set()),
        ("title:dokcers~1", {"greve"}),
        ("title:(grève OR otage)", {"greve", "otage"}),
        ("title:(grève AND otage)", set()),
        ("title:(dockers -grève)", set()),
        ("title:ministre", set()),
        ("NOT title:grève", {"seisme", "greve2", "otage", "otages", "torture"}),
        ("title:otage ministre", {"otage"}),
        ("title:otage OR title:grève", {"otage", "greve"}),
        ('title:"grève dockers Havre au"~99', {"greve"}),
    ],
)
def test_the_title_must_match(asked, question, expected):
    assert asked(question) == expected


def test_words_asked_of_the_title_are_not_highlighted_in_the_text(lit):
    assert lit("title:dockers direction") == [("direction", "exact")]


def test_a_title_that_answers_better_scores_more(desk):
    assert desk.search("title:grève").passages[0].score > 0


def test_a_pattern_of_no_title_is_noted(desk):
    assert desk.search("title:negoci*").notes == ("no word of the archive is of the form negoci*",)


@pytest.fixture
def marked(desk):
    """Return a function from a question to what is highlighted in titles, by dispatch: surfaces with their levels."""

    def of(question, **options):
        hits = desk.search(question, limit=100, **options).passages
        return {hit.dispatch: [(h.surface, str(h.level)) for h in hit.title_highlights] for hit in hits if hit.title_highlights}

    return of


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("title:grèves", {"greve": [("Grève", "stem")]}),
        ('titre:"otage libéré"', {"otage": [("otage libéré", "exact")]}),
        ("title:dégag*", {"greve2": [("Dégagement", "exact")]}),
        ("title:dokcers~1", {"greve": [("dockers", "spelling")]}),
        ("NOT title:grève", {}),
        ("title:(dockers -séisme)", {"greve": [("dockers", "exact")]}),
        ("séismes", {"seisme": [("Séisme", "stem")]}),
        ("blessés -séisme", {}),
        ("+séisme blessés", {"seisme": [("Séisme", "exact"), ("blessés", "exact")]}),
        ("direction dockers", {"greve": [("dockers", "exact")]}),
        ("Zyqx", {}),
    ],
)
def test_words_of_the_title_that_meet_the_question_are_highlighted_there(marked, question, expected):
    assert marked(question) == expected


def test_highlights_of_a_title_are_its_pieces(desk):
    for hit in desk.search("grève dockers otage title:port").passages:
        assert hit.title_highlights
        assert all(hit.title[each.start : each.end] == each.surface for each in hit.title_highlights)
        assert hit.to_dict()["title_highlights"] == [each.to_dict() for each in hit.title_highlights]


TITLED = {
    "title": ("Evacuation de Daraa", "Les civils ont quitté la ville dans la nuit, a dit le maire."),
    "capitals": ("SYRIE: RETRAIT DE SOUEIDA", "Les rebelles ont quitté Soueida sans combattre."),
    "other": ("Le point à midi", "La réunion a duré toute la matinée."),
}


@pytest.fixture(scope="module", params=["tantivy", "whoosh"])
def titled(request, tmp_path_factory):
    """An archive of dispatches whose titles hold names that no text has."""
    with depeche.create(tmp_path_factory.mktemp("titled") / "archive", engine=request.param) as archive:
        archive.add(Dispatch(id_, text, title=title) for id_, (title, text) in TITLED.items())
        yield archive


@pytest.mark.parametrize("question", ["title:Deraa", "title:درعا", "Deraa", "deraa", 'title:"évacuation de Deraa"'])
def test_names_in_titles_alone_are_found_however_they_are_spelled(titled, question):
    (hit,) = titled.search(question).passages
    assert hit.dispatch == "title"
    ((surface, level, probability),) = [(h.surface, str(h.level), h.probability) for h in hit.title_highlights]
    assert surface.endswith("Daraa")
    assert level == "spelling"
    assert 0 < probability < 1


def test_a_title_counts_for_what_is_required_and_excluded(titled):
    assert [hit.dispatch for hit in titled.search("+Deraa maire").passages] == ["title"]
    assert titled.search("maire -Deraa").passages == ()


def test_spellings_of_names_in_titles_are_listed_with_the_passages_of_these(titled):
    assert {each.term: each.passages for each in titled.snapshot().spellings("Deraa")} == {"daraa": 1}
    assert titled.search("Deraa").suggestions == ()


def test_a_title_all_in_capitals_makes_no_names_but_those_of_the_text(titled):
    assert {each.term for each in titled.snapshot().spellings("Suwayda")} == {"soueida"}
    assert not titled.snapshot().spellings("Syria")


@pytest.fixture(scope="module", params=["tantivy", "whoosh"])
def headlines(request, tmp_path_factory):
    """Dispatches of which some words stand in titles alone. Not to be added to."""
    told = {
        "recul": ("L'EI recule à Soueida", "Les combats ont cessé mercredi matin. Le calme règne."),
        "sujet": ("Autre sujet", "Le groupe Etat islamique a attaqué Deraa. Il menace la ligne de démarcation depuis lundi."),
        "ligne": ("La ligne de démarcation franchie", "Le calme règne dans la zone depuis jeudi."),
    }
    with depeche.create(tmp_path_factory.mktemp("headlines") / "archive", engine=request.param) as archive:
        archive.add(Dispatch(id_, text, title=title) for id_, (title, text) in told.items())
        yield archive


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ('"ligne de démarcation"', ["sujet", "ligne"]),
        ("=franchie", ["ligne"]),
        ("franch*", ["ligne"]),
        ("frnachie~", ["ligne"]),
        ("zone AND franch*", ["ligne"]),
        ("calme NOT recul*", ["ligne"]),
        ('calme -"ligne de démarcation"', ["recul"]),
    ],
)
def test_phrases_patterns_and_words_as_written_meet_a_title_as_part_of_the_lead(headlines, question, found):
    hits = headlines.search(question, copies=True).passages
    assert [hit.dispatch for hit in hits] == found
    assert all(hit.score > 0 for hit in hits)


@pytest.mark.parametrize(
    ("question", "found"),
    [("calme Soueida", {"recul"}), ("franchie zone", {"ligne"}), ("Soueida", {"recul"}), ("calme NOT recule", {"ligne"})],
)
def test_within_a_dispatch_a_title_has_what_is_demanded(headlines, question, found):
    assert {hit.dispatch for hit in headlines.search(question, within="dispatch").passages} == found


def test_words_of_titles_are_suggested_and_words_that_titles_have_are_met(headlines):
    assert [one.word for one in headlines.search("frnachie").suggestions] == ["franchie"]
    assert headlines.search("=franchie").suggestions == ()
    assert headlines.search("recule").suggestions == ()
