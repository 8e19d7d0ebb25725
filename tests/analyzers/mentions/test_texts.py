import pytest
from hypothesis import given
from hypothesis import strategies as st

from depeche.analyzers.chain import analyze
from depeche.analyzers.mentions import mentions
from depeche.analyzers.mentions.texts import Text

COPY = (
    "À Tripoli, au Liban, M. Zerdan Kalo a rencontré Zerdan Kallo. Kalo est rentré mardi.",
    "Tripoli (Libye) : l'Observatoire syrien des droits de l'Homme (OSDH) accuse le régime. L'OSDH cite Rami Abdel Rahmane.",
    "Le village de Zarqoun, près de Saint-Denis. Moscou dément, Abdel Rahman aussi.",
)


def test_columns_are_those_of_the_tokens_however_they_are_given():
    text = "M. Zerdan Kalo, de l'Île-de-France"
    made, listed = Text(text), Text(text, list(analyze(text)))
    assert (made.exacts, made.stems, made.starts, made.ends) == (listed.exacts, listed.stems, listed.starts, listed.ends)
    assert made.capitals == listed.capitals == [at for at, token in enumerate(analyze(text)) if token.capital]


@given(st.text())
def test_gaps_and_words_make_up_any_text(text):
    read = Text(text)
    written = "".join(gap + read.surface(at, at + 1) for at, gap in enumerate(read.gaps))
    assert text.startswith(written)
    assert list(read.capital) == [at in read.capitals for at in range(read.count)] + [0]


@pytest.mark.parametrize(
    ("text", "joined"),
    [("Zerdan Kalo", True), ("Zerdan\nKalo", True), ("Zerdan, Kalo", False), ("Zerdan\n\nKalo", False), ("Z. Kalo", True)],
)
def test_a_blank_or_a_line_end_joins_words_and_a_mark_parts_them(text, joined):
    assert Text(text).joined(1) is joined


def test_only_words_that_are_asked_for_are_looked_up():
    read = Text("de Homs à Alep", asked=frozenset({"homs"}))
    assert read.where({"homs", "alep"}) == [1]


def test_a_compound_is_no_name_of_its_parts():
    read = Text("en Île-de-France")
    assert read.in_compound(3, 4)
    assert not read.in_compound(1, 4)


def test_what_is_remembered_does_not_change_what_is_found():
    forth = [mentions(text) for text in COPY]
    back = [mentions(text) for text in reversed(COPY)]
    assert forth == back[::-1] == [mentions(text) for text in COPY]
