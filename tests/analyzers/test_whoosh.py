import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st
from whoosh.analysis import LowercaseFilter, StopFilter
from whoosh.fields import ID, TEXT, Schema
from whoosh.filedb.filestore import RamStorage
from whoosh.highlight import UppercaseFormatter, WholeFragmenter
from whoosh.qparser import QueryParser

from depeche.analyzers.chain import analyze, stopwords
from depeche.analyzers.whoosh import FrenchAnalyzer

TEXTS = {
    "a": "Selon l’OSDH, les djihadistes de l'EI ont quitté la province d'Idleb.",
    "b": "Les combats ont repris à Deraa, dans le sud.",
    "c": "La capitale, Damas, est calme.",
}


def schema(analyzer):
    return Schema(path=ID(stored=True), text=TEXT(analyzer=analyzer, stored=True, chars=True))


@pytest.fixture(scope="module")
def index():
    made = RamStorage().create_index(schema(FrenchAnalyzer()))
    writer = made.writer()
    for path, text in TEXTS.items():
        writer.add_document(path=path, text=text)
    writer.commit()
    return made


def found(index, question):
    with index.searcher() as searcher:
        return sorted(hit["path"] for hit in searcher.search(QueryParser("text", index.schema).parse(question)))


@pytest.mark.parametrize(
    ("question", "paths"),
    [
        ("EI", ["a"]),
        ("osdh", ["a"]),
        ("Idleb", ["a"]),
        ("l'Idleb", ["a"]),
        ("jihadiste", ["a"]),
        ("provinces", ["a"]),
        ("combat", ["b"]),
        ('"combats ont repris"', ["b"]),
        ("CAPITALES", ["c"]),
        ("Alep", []),
    ],
)
def test_elided_and_inflected_words_are_found_in_an_index_of_whoosh(index, question, paths):
    assert found(index, question) == paths


def test_offsets_give_highlights_of_the_original_spelling(index):
    with index.searcher() as searcher:
        results = searcher.search(QueryParser("text", index.schema).parse("jihadiste idleb"), terms=True)
        results.fragmenter, results.formatter = WholeFragmenter(), UppercaseFormatter()
        assert results[0].highlights("text") == "Selon l’OSDH, les DJIHADISTES de l'EI ont quitté la province d'IDLEB."


def test_characters_of_matches_are_stored_in_the_index(index):
    with index.searcher() as searcher:
        matcher = searcher.postings("text", "idleb")
        assert [(span.startchar, span.endchar) for span in matcher.spans()] == [(63, 68)]


def test_it_is_pickled_with_its_schema():
    for analyzer in (FrenchAnalyzer(), FrenchAnalyzer(stem=False), FrenchAnalyzer() | StopFilter(stoplist=stopwords())):
        again = pickle.loads(pickle.dumps(schema(analyzer)))["text"].analyzer
        assert again == analyzer
        assert [token.text for token in again("les combats")] == [token.text for token in analyzer("les combats")]


def test_an_index_opens_again_with_its_analyzer():
    storage = RamStorage()
    storage.create_index(schema(FrenchAnalyzer()))
    assert storage.open_index().schema["text"].analyzer == FrenchAnalyzer()


def test_filters_of_whoosh_follow_it():
    analyzer = FrenchAnalyzer(stem=False) | LowercaseFilter() | StopFilter(stoplist=stopwords())
    assert [token.text for token in analyzer("Les combats de l'État")] == ["combats", "etat"]


def test_a_stop_filter_can_leave_the_positions_of_what_it_drops():
    analyzer = FrenchAnalyzer() | StopFilter(stoplist=stopwords(), renumber=False)
    assert [(t.text, t.pos) for t in analyzer("la ville et la province", positions=True)] == [("vill", 1), ("provinc", 4)]


def test_stems_or_folded_words_are_yielded():
    assert [token.text for token in FrenchAnalyzer()("djihadistes")] == ["jihad"]
    assert [token.text for token in FrenchAnalyzer(stem=False)("djihadistes")] == ["djihadistes"]


def test_positions_and_characters_begin_where_they_are_told():
    tokens = FrenchAnalyzer()("l'EI à Homs", positions=True, chars=True, start_pos=7, start_char=100)
    assert [(t.text, t.pos, t.startchar, t.endchar) for t in tokens] == [
        ("ei", 7, 102, 104),
        ("a", 8, 105, 106),
        ("hom", 9, 107, 111),
    ]


def test_the_original_is_kept_if_asked_for():
    tokens = FrenchAnalyzer()("l'État à Homs", keeporiginal=True, start_char=50)
    assert [token.original for token in tokens] == ["État", "à", "Homs"]


def test_text_that_is_not_to_be_parted_is_one_token_as_it_is():
    tokens = [
        (t.text, t.pos, t.startchar, t.endchar) for t in FrenchAnalyzer()("L'État fort", positions=True, chars=True, tokenize=False)
    ]
    assert tokens == [("L'État fort", 0, 0, 11)]


def test_two_analyzers_of_one_setting_are_equal():
    assert FrenchAnalyzer() == FrenchAnalyzer(stem=True) != FrenchAnalyzer(stem=False)


@given(st.text())
def test_any_text_gives_the_terms_and_offsets_of_the_chain(text):
    tokens = [(t.text, t.startchar, t.endchar) for t in FrenchAnalyzer()(text, chars=True)]
    assert tokens == [(token.stem, token.start, token.end) for token in analyze(text)]
