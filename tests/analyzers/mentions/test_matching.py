import pytest
from hypothesis import given
from hypothesis import strategies as st

from depeche.analyzers.gazetteer import gazetteer
from depeche.analyzers.mentions.matching import Match, find, first_words
from depeche.analyzers.mentions.texts import Text

WORDS = [
    *("le", "la", "les", "de", "et", "en", "est", "pas", "al", "Le", "La", "Pas", "Est", "De", "En", "à"),
    *("Monde", "monde", "Havane", "Caire", "Calais", "Mistura", "Nosra", "Tanf", "Marche", "Verts", "Républicain"),
    *("France", "Paris", "Homs", "forces", "démocratiques", "syriennes", "armée", "syrienne"),
]


def named(text, asked=None):
    read = Text(text, None, asked)
    return [read.surface(one.start, one.end) for one in find(read, gazetteer())]


def at_every_word(text):
    read, known = Text(text), gazetteer()
    spans = [(start, end) for start in range(read.count) for end in range(read.count, start, -1)]
    for start, end in spans:
        key = " ".join(read.exacts[start:end])
        if key in known.names and read.together(start, end) and not read.in_compound(start, end):
            reading = known.reading(key, read.case(start, end))
            if reading:
                yield Match(start, end, reading)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("il lit le Monde ici", "le Monde"),
        ("né à la Havane hier", "la Havane"),
        ("élu du Pas-de-Calais", "Pas-de-Calais"),
        ("envoyé de l'ONU, Staffan de Mistura parle", "de Mistura"),
        ("les Forces démocratiques syriennes", "Forces démocratiques syriennes"),
    ],
)
def test_names_that_begin_with_a_function_word_are_found_by_the_word_behind_it(text, name):
    assert name in named(text, first_words(gazetteer()))


@given(st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from([" ", " ", " ", "-", ", ", "\n"])), max_size=9))
def test_every_name_of_the_tables_is_found_wherever_it_begins(pairs):
    text = "".join(word + gap for word, gap in pairs)
    read = Text(text, None, first_words(gazetteer()))
    assert find(read, gazetteer()) == list(at_every_word(text))
