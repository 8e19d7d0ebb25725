from itertools import repeat

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depeche.analyzers.mentions.cues import cued
from depeche.analyzers.mentions.evidence import evidence, groups, verdicts
from depeche.analyzers.mentions.runs import runs
from depeche.analyzers.mentions.texts import Text
from depeche.analyzers.mentions.weighing import Named, weigh, weights
from depeche.analyzers.mentions.wording import wording
from depeche.core.tables import rows


def said_of_each(text):
    read = Text(text)
    cues = cued(read)
    found = list(runs(read, cues))
    return evidence(read, found, [cues.get(start) for start, _ in found], repeat(None))


def said(text):
    return next(said_of_each(text))


def pieces(text):
    return [piece for each in groups(said(text)) for piece in each.pieces]


@pytest.mark.parametrize(
    ("text", "piece"),
    [
        ("il vit à Zarqoun.", "after à"),
        ("il vit à Zarqoun, bien loin", "before a comma"),
        ("c'est Zerdan Kalo, le ministre", "before a comma and a word of role"),
        ("on dit que Zarqoun était là", "before était"),
        ("dans la Zarqoun", "after dans and la"),
        ("l'OSKR dit", "acronym"),
        ("avec Brahim Zarqoun", "first name first, 2 words"),
        ("le village de Zarqoun", "cue of village"),
        ("il lit « Zarqoun » ici", "quoted"),
        ("un Zarqoun-Bellard", "hyphen, 2 words"),
        ("chez TéléZarqoun", "capital inside a word"),
        ("les Syriens partent", "people first, 1 word"),
    ],
)
def test_what_stands_in_and_around_a_run_is_evidence(text, piece):
    folded = piece.replace("à", "a").replace("était", "etait")
    assert {piece, folded} & set(pieces(text))


def test_a_word_that_the_text_also_writes_small_is_evidence():
    assert "first word also written small, 1 word" in pieces("on voit Tempête venir avant la tempête")


def test_evidence_names_no_content_word():
    assert all("zarqoun" not in piece.lower() for piece in pieces("le vieux marchand Zarqoun dormait encore"))


def test_the_same_writing_says_the_same_of_itself():
    assert wording(Text("on a vu Zerdan Kalo"), 3, 5, False) is wording(Text("Zerdan Kalo était là"), 0, 2, False)


def test_most_of_the_evidence_of_a_plain_sentence_has_a_weight():
    known = {row["evidence"] for row in rows("depeche.analyzers.mentions", "evidence.tsv")}
    found = pieces("Le ministre s'est rendu à Zarqoun, dans le sud du pays.")
    assert len([piece for piece in found if piece in known]) > len(found) / 2


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Il a été conduit à Zarqoun, dans le sud.", Named.PLACE),
        ("a déclaré Marie Zarqoun à la presse", Named.PERSON),
        ("l'association « Zarqoun » a déposé plainte", Named.ORGANISATION),
    ],
)
def test_weighed_together_it_says_what_is_named_and_why(text, named):
    verdict = verdicts[said(text)]
    assert verdict.named is named
    assert verdict.probability > 0.5
    assert verdict.reasons


def test_no_evidence_names_nothing():
    assert weigh(()).named is None
    assert weigh((weights("never seen"),)).named is None


@given(st.text())
def test_every_run_of_any_text_has_evidence(text):
    for found in said_of_each(text):
        assert any("name" in each.pieces for each in groups(found))
        assert 0 <= verdicts[found].probability <= 1
