"""Words of titles: streams of their own length, which every passage of a dispatch has."""

from dataclasses import replace

import pytest

from depeche.core import fields
from depeche.core.plan import AllOf, Near, Sequence, Term, Values


@pytest.fixture
def titled(archive, record):
    """Two passages with a title, one whose title is long, one without any."""
    long = ["la", "bataille", "de", "deraa", "vue", "par", "ceux", "qui", "la", "font", "et", "qui", "la", "fuient"]
    stems = ["bataill" if word == "bataille" else word for word in long]
    return archive(
        [
            record("a", 0, "armée", title=["bataille", "de", "deraa"], title_stem=["bataill", "de", "deraa"]),
            record("a", 1, "ville", title=["bataille", "de", "deraa"], title_stem=["bataill", "de", "deraa"]),
        ],
        [record("b", 0, "armée", title=long, title_stem=stems), record("c", 0, "bataille de deraa", title=[], title_stem=[])],
    )


def test_title_and_text_are_apart(titled, found):
    assert found(titled, Term("title", "bataille")) == [("a", 0), ("a", 1), ("b", 0)]
    assert found(titled, Term("exact", "bataille")) == [("c", 0)]
    assert found(titled, Term("title_stem", "bataill")) == [("a", 0), ("a", 1), ("b", 0)]
    assert found(titled, AllOf((Term("title", "deraa"), Term("exact", "armée")))) == [("a", 0), ("b", 0)]


def test_words_of_a_title_stand_in_order(titled, found):
    forward, stems = (("bataille",), ("deraa",)), (("bataill",), ("deraa",))
    assert found(titled, Sequence("title", forward, 1, 1.0, stems)) == [("a", 0), ("a", 1), ("b", 0)]
    assert found(titled, Sequence("title", forward[::-1], 9, 1.0, stems[::-1])) == []
    assert found(titled, Near("title", forward[::-1], 1, 1.0, stems[::-1])) == [("a", 0), ("a", 1), ("b", 0)]


def test_a_short_title_scores_more_than_a_long_one(titled):
    short, same, long = titled.search(Term("title", "deraa"), 9)
    assert (short.dispatch, same.dispatch, long.dispatch) == ("a", "a", "b")
    assert short.score == same.score > long.score > 0


@pytest.mark.parametrize("field", fields.STREAMS)
def test_a_stream_may_be_empty_everywhere(archive, record, field, found):
    reader = archive([record("a", 0, "mot", **{field: []})], [record("b", 0, "mot", **{field: []})])
    assert reader.search(Term(field, "mot"), 9) == []
    assert list(reader.dictionary(field)) == []
    assert all(len(found(reader, Term(other, "mot"))) == 2 for other in fields.STREAMS if other != field)


def test_every_value_field_is_kept_and_asked_for(archive, record, found):
    names = [name for name in fields.VALUES if name not in (fields.DISPATCH, fields.PASSAGE, fields.LEAD)]
    values = {name: (f"{name} 1", "x") for name in names}
    reader = archive([replace(record("a", 0, "mot"), values=values)], [replace(record("b", 0), values={})])
    for name in names:
        assert found(reader, Values(name, (f"{name} 1",))) == [("a", 0)]
        assert list(reader.dictionary(name)) == sorted([(f"{name} 1", 1), ("x", 1)])
    assert found(reader, Values(fields.PASSAGE, (fields.passage("a", 0),))) == [("a", 0)]
    assert list(reader.dictionary(fields.PASSAGE)) == [("0 a", 1), ("0 b", 1)]
