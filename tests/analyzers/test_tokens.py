import pickle
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depeche.analyzers import chain
from depeche.analyzers.chain import analyze
from depeche.analyzers.tokens import Tokens
from depeche.core.model import Token

COPY = "Selon l’OSDH, les forces pro-régime d'Al-Qaïda ont quitté Deir ez-Zor."


def test_columns_say_what_the_tokens_say():
    tokens = analyze(COPY)
    assert [COPY[start:end] for start, end in zip(tokens.starts, tokens.ends, strict=True)][:3] == ["Selon", "OSDH", "les"]
    assert tokens.exacts[4:7] == ["pro-regime", "al", "qaida"]
    assert tokens.stems[2:4] == ["le", "forc"]
    assert [tokens.exacts[at] for at in tokens.capitals] == ["selon", "osdh", "al", "qaida", "deir", "zor"]
    assert {tokens.exacts[at]: forms for at, forms in tokens.compounds.items()} == {
        "pro-regime": ("regime",),
        "al": ("alqaida",),
        "ez": ("ezzor",),
    }


@given(st.text())
def test_columns_and_tokens_are_the_same_in_any_text(text):
    tokens = analyze(text)
    columns = zip(tokens.starts, tokens.ends, tokens.exacts, tokens.stems, strict=True)
    assert [token[:4] for token in tokens] == list(columns)
    assert [at for at, token in enumerate(tokens) if token.capital] == tokens.capitals
    assert {at: token.compound for at, token in enumerate(tokens) if token.compound} == tokens.compounds


def test_words_that_a_question_may_drop_have_no_family():
    tokens = analyze("Les indépendantistes et leur indépendance")
    assert tokens.families == ["", "indep", "", "", "indep"]


@given(st.from_regex(r"(?:[Ee]x|pro|Bas|al|3|[dl]['’]\w)(?:-\w{1,4}){0,12}"))
def test_hyphenated_words_are_those_of_the_steps_one_by_one(text):
    last = chain.CHAIN[-1].name
    words = [word for _, step, words in chain.explain(text) if step == last for word in words if word.exact]
    assert [(token.start, token.end, token.exact, token.stem, token.compound) for token in analyze(text)] == [
        (word.start, word.end, word.exact, word.stem, word.compound) for word in words
    ]


def test_tokens_are_a_sequence():
    tokens = analyze("Le régime syrien")
    assert len(tokens) == 3
    assert tokens[-1] == Token(10, 16, "syrien", "syrien")
    assert tokens[1:] == list(tokens)[1:]
    assert next(reversed(tokens)) == tokens[2]
    assert tokens[0] in tokens
    with pytest.raises(IndexError):
        tokens[3]


def test_tokens_equal_those_that_are_the_same():
    assert analyze("Le régime") == analyze("Le régime") == list(analyze("Le régime"))
    assert analyze("Le régime") != analyze("le régime")
    assert analyze("") == Tokens() == []
    assert analyze("Le") != "Le"
    assert analyze("Le") != 1


def test_tokens_show_themselves():
    assert repr(analyze("Homs")) == "Tokens([Token(start=0, end=4, exact='homs', stem='hom', capital=True, compound=())])"


def test_tokens_go_to_another_process_and_back():
    assert pickle.loads(pickle.dumps(analyze(COPY))) == analyze(COPY)


@given(st.lists(st.text("aàlL'’-. 10\u00a0"), max_size=8))
def test_what_was_analysed_before_makes_no_difference(texts):
    once = [list(analyze(text)) for text in texts]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(chain, "_MOST", 2)
        assert [list(analyze(text)) for text in (*texts, *texts)] == once * 2


def test_what_is_remembered_of_words_is_bounded():
    analyze(" ".join(f"mot{n}" for n in range(3 * chain._MOST)))
    assert len(chain._known) <= chain._MOST
    assert len(chain._known._older) <= chain._MOST


def test_several_threads_find_the_same_tokens(monkeypatch):
    texts = [f"Le régime a repris {n} villes d'Idleb-{n}, dit l'OSDH. {COPY}" for n in range(200)]
    once = [list(analyze(text)) for text in texts]
    monkeypatch.setattr(chain, "_MOST", 20)
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(4) as pool:
            assert list(pool.map(lambda text: list(analyze(text)), texts * 4)) == once * 4
    finally:
        sys.setswitchinterval(interval)
