import pytest
from hypothesis import given
from hypothesis import strategies as st

from depeche.analyzers.mentions.cues import cued
from depeche.analyzers.mentions.runs import begins_sentence, runs
from depeche.analyzers.mentions.texts import Text


def found(text):
    read = Text(text)
    return [read.surface(*run) for run in runs(read, cued(read))]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Hier, Zerdan Kalo a parlé.", ["Zerdan Kalo"]),
        ("avec Abou al-Majd al-Houmsi", ["Abou al-Majd al-Houmsi"]),
        ("le village d'al-Zarqoun brûle", ["al-Zarqoun"]),
        ("le général Charles de Gaulle", ["Charles de Gaulle"]),
        ("Mohammed ben Salmane et Ali Zeid", ["Mohammed ben Salmane", "Ali Zeid"]),
        ("le Conseil national de transition", ["Conseil national de transition"]),
        ("Villeneuve-sur-Lot et Saint-Étienne", ["Villeneuve-sur-Lot", "Saint-Étienne"]),
        ("chez Jean-François Le Guen", ["Jean-François Le Guen"]),
        ("l'association « Un arbre, une vie » agit", ["Un arbre, une vie"]),
        ("Le président Zerdan Kalo et M. Kalo", ["Zerdan Kalo", "Kalo"]),
        ("George W. Bush", ["George W. Bush"]),
    ],
)
def test_a_run_has_all_the_words_of_a_name(text, names):
    assert found(text) == names


@pytest.mark.parametrize(
    "text", ["En juin, il part.", "Mardi et Jeudi", "Selon lui", "Le PDG du groupe", "dans le Nord", "Y a-t-il"]
)
def test_function_words_days_and_acronyms_of_things_make_no_run(text):
    assert found(text) == []


def test_commas_full_stops_and_blank_lines_end_a_run():
    assert found("à Zerdan, Kalo. Ali\n\nZeid") == ["Zerdan", "Kalo", "Ali", "Zeid"]


def test_a_capital_after_a_full_stop_a_colon_or_a_blank_line_begins_a_sentence():
    text = "Un. Deux : Trois\n\nQuatre Cinq, Six"
    read = Text(text)
    assert [begins_sentence(read, at) for at in range(6)] == [True, True, True, True, False, False]


@given(st.text() | st.text("AÀbé' -.«»\"\n,"))
def test_runs_lie_in_any_text_one_after_the_other(text):
    read = Text(text)
    last = 0
    for start, end in runs(read, cued(read)):
        assert last <= start < end <= read.count
        last = end
