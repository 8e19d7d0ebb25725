"""Phrases are highlighted as a whole, words near each other and names typed without quotation marks each by itself."""

from itertools import pairwise

import pytest

import depeche
from depeche import Dispatch


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ('"otages druzes"', [("otages druzes", "exact")]),
        ('"otage druze"', [("otages druzes", "stem")]),
        ('"été vus"', [("été vus", "exact")]),
        ('"a été libéré à Suwayda"', [("a été libéré à Soueida", "spelling")]),
        ('"a été libéré à السويداء"', [("a été libéré à Soueida", "spelling")]),
        ('="otages druzes"', [("otages druzes", "exact")]),
        ('"libéré otage"~3', [("libéré", "exact"), ("otage", "exact")]),
        ('"Soueida"', [("Soueida", "exact")]),
        ('"dockers du Havre" dockers', [("dockers", "exact"), ("dockers du Havre", "exact")]),
        ('"Les dockers" "dockers du Havre"', [("Les", "exact"), ("Les dockers", "exact"), ("dockers du Havre", "exact")]),
    ],
)
def test_a_phrase_is_one_highlight_at_the_level_of_its_weakest_word(lit, question, expected):
    assert lit(question) == expected


def test_its_query_is_the_phrase_as_typed_and_its_text_all_between(desk):
    hit = desk.search("=« Otages  DRUZES »").passages[0]
    (one,) = hit.highlights
    assert (one.query, one.surface, one.probability) == ("Otages  DRUZES", "otages druzes", 1.0)
    assert hit.text[one.start : one.end] == one.surface


def test_no_two_highlights_share_a_letter_and_words_in_a_phrase_are_not_shown_again(desk):
    for question in ('"otages druzes" otages enlevés', '"la grève" "grève durcit" grève', '"libéré à Soueida" "otage libéré"~5'):
        for hit in desk.search(question).passages:
            ends = [(one.start, one.end) for one in hit.highlights]
            assert ends == sorted(ends)
            assert all(first[1] <= second[0] for first, second in pairwise(ends))


@pytest.mark.parametrize("engine", ["tantivy", "whoosh"])
def test_a_phrase_in_another_script_is_one_too(tmp_path, engine):
    with depeche.create(tmp_path / "archive", engine=engine) as archive:
        archive.add([Dispatch("ar", "أعلنت قوات النظام في درعا وقف إطلاق النار. Войска вошли в город.")])
        shown = {
            question: [h.surface for hit in archive.search(question).passages for h in hit.highlights]
            for question in ('"قوات النظام"', '"вошли в город"', '"النار إطلاق"~2')
        }
    assert shown['"قوات النظام"'] == ["قوات النظام"]
    assert shown['"вошли в город"'] == ["вошли в город"]
    assert shown['"النار إطلاق"~2'] == ["إطلاق", "النار"]


def test_names_without_quotation_marks_stay_a_highlight_for_each_word(seed_archive):
    shown = {h.surface for hit in seed_archive.search("Rami Abdulrahman", limit=100).passages for h in hit.highlights}
    assert shown == {"Rami", "Abdel", "Rahmane"}
