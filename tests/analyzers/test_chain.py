import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from depeche.analyzers.chain import CHAIN, analyze, explain, fingerprint, stopwords

WIRE = st.text(
    st.sampled_from("aeiouydlqunstmjETAHDOéàÉÈœŒçïŠ" + "'’‘`´" + "-‐‑–_" + ".,;:?!…" + "0123456789" + " \u00a0\u202f\u2009\n\t")
    | st.sampled_from("\u0300\u0301\u0308\u0327\u200b\u200e\u200f\u202b\u00ad\ufeff\u0651\u064e" + 'درعاىةإآ"«»“”()[]/%©'),
    max_size=80,
)
ANY = st.text(st.characters(codec=None, categories=None))
"""Lone surrogates included."""


def terms(text):
    return [token.exact for token in analyze(text)]


def stems(text):
    return [token.stem for token in analyze(text)]


def assert_contract(text):
    end = 0
    for token in analyze(text):
        assert end <= token.start < token.end <= len(text)
        assert token.exact
        assert token.stem
        assert not any(c.isspace() for term in (token.exact, token.stem, *token.compound) for c in term)
        end = token.end


@pytest.mark.parametrize(
    ("text", "folded", "offsets"),
    [
        ("l'EI", ["ei"], [(2, 4)]),
        ("l’EI", ["ei"], [(2, 4)]),
        ("L’EI", ["ei"], [(2, 4)]),
        ("d'Idleb", ["idleb"], [(2, 7)]),
        ("d’Idleb", ["idleb"], [(2, 7)]),
        ("qu'Al-Qaïda", ["al", "qaida"], [(3, 5), (6, 11)]),
        ("Jusqu'où", ["ou"], [(6, 8)]),
        ("Lorsqu’elle", ["elle"], [(7, 11)]),
        ("l'État", ["etat"], [(2, 6)]),
        ("D'HTS", ["hts"], [(2, 5)]),
        ("l'ONG", ["ong"], [(2, 5)]),
        ("l'RPF", ["rpf"], [(2, 5)]),
        ("l'hôpital", ["hopital"], [(2, 9)]),
        ("n'y", ["y"], [(2, 3)]),
        ("d'œuvre", ["oeuvre"], [(2, 7)]),
        ("d'11 000 morts", ["11000", "morts"], [(2, 8), (9, 14)]),
        ("d'1,5 million", ["1,5", "million"], [(2, 5), (6, 13)]),
        ("qu'350.000", ["350000"], [(3, 10)]),
        ("l'ex-branche", ["ex", "branche"], [(2, 4), (5, 12)]),
        ("l'\u200eEI", ["ei"], [(2, 5)]),
        ("l'\u200e\u200bEI", ["ei"], [(2, 6)]),
        ("l'درعا", ["درعا"], [(2, 6)]),
        ("'l'EI'", ["ei"], [(3, 5)]),
    ],
)
def test_elided_particles_are_no_part_of_the_word(assert_analyzes, text, folded, offsets):
    assert_analyzes(analyze, text, folded, offsets)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("aujourd'hui", "aujourdhui"),
        ("aujourd’hui", "aujourdhui"),
        ("prud'homme", "prudhomme"),
        ("quelqu'un", "quelquun"),
        ("N'Djamena", "ndjamena"),
        ("N’Djamena", "ndjamena"),
        ("Dar'a", "dara"),
        ("Dera’a", "deraa"),
        ("Sana'a", "sanaa"),
        ("Qur'an", "quran"),
        ("O'Neill", "oneill"),
    ],
)
def test_other_apostrophes_belong_to_the_word(assert_analyzes, text, folded):
    assert_analyzes(analyze, text, [folded], [(0, len(text))])


@pytest.mark.parametrize(
    ("text", "folded", "offsets"),
    [
        ("(OSDH).Mais", ["osdh", "mais"], [(1, 5), (7, 11)]),
        ("(sud).Kidnappés", ["sud", "kidnappes"], [(1, 4), (6, 15)]),
        ("l'OSDH.Ce", ["osdh", "ce"], [(2, 6), (7, 9)]),
        ("ONG.Le", ["ong", "le"], [(0, 3), (4, 6)]),
        ('russe."Des', ["russe", "des"], [(0, 5), (7, 10)]),
        ("hôpital/école", ["hopital", "ecole"], [(0, 7), (8, 13)]),
        ("Alep–Damas", ["alep", "damas"], [(0, 4), (5, 10)]),
    ],
)
def test_words_of_glued_sentences_are_parted(assert_analyzes, text, folded, offsets):
    assert_analyzes(analyze, text, folded, offsets)


@pytest.mark.parametrize(
    ("text", "folded", "offsets"),
    [
        ("àGharyan", ["a", "gharyan"], [(0, 1), (1, 8)]),
        ("a\u0300Gharyan", ["a", "gharyan"], [(0, 2), (2, 9)]),
        ("deDamas", ["de", "damas"], [(0, 2), (2, 7)]),
        ("deE\u0301gypte", ["de", "egypte"], [(0, 2), (2, 9)]),
        ("lesForces", ["les", "forces"], [(0, 3), (3, 9)]),
        ("ShamFM", ["shamfm"], [(0, 6)]),
        ("auUSA", ["auusa"], [(0, 5)]),
        ("iPhone", ["iphone"], [(0, 6)]),
    ],
)
def test_a_short_word_is_parted_from_the_capitalised_one_glued_to_it(assert_analyzes, text, folded, offsets):
    assert_analyzes(analyze, text, folded, offsets)


@pytest.mark.parametrize("text", ["Etat", "État", "état", "ÉTAT", "E\u0301tat", "«\u00a0État\u00a0»", "\u200eÉtat\u200f", "“Etat”"])
def test_the_state_is_one_word_however_it_is_written(text):
    assert terms(text) == ["etat"]


def test_decomposed_text_has_the_terms_of_composed_text_and_its_own_offsets(assert_analyzes):
    text = "L'État d'Égypte"
    assert_analyzes(analyze, text, ["etat", "egypte"], [(2, 6), (9, 15)])
    assert_analyzes(analyze, unicodedata.normalize("NFD", text), ["etat", "egypte"], [(2, 7), (10, 17)])


@pytest.mark.parametrize(("text", "folded"), [("cœur", "coeur"), ("œuvre", "oeuvre"), ("ﬁn", "fin"), ("Œcuménique", "oecumenique")])
def test_ligatures_are_their_letters_and_offsets_stay_those_of_the_text(assert_analyzes, text, folded):
    assert_analyzes(analyze, text, [folded], [(0, len(text))])


@pytest.mark.parametrize(
    ("text", "folded", "offsets"),
    [
        ("«\u00a0Idleb\u00a0»", ["idleb"], [(2, 7)]),
        ('"Idleb"', ["idleb"], [(1, 6)]),
        ("\u201cl\u2019EI\u201d", ["ei"], [(3, 5)]),
        ("Idl\u200bib est", ["idlib", "est"], [(0, 6), (7, 10)]),
        ("\u200eDamas\u200f", ["damas"], [(0, 7)]),
        ("\ufeffDamas", ["damas"], [(0, 6)]),
        ("Da\u00admas", ["damas"], [(0, 6)]),
        ("\u202bدرعا\u202c", ["درعا"], [(0, 6)]),
        ("à\u00a0Homs", ["a", "homs"], [(0, 1), (2, 6)]),
    ],
)
def test_quotes_blanks_and_invisible_marks_leave_offsets_in_the_text_as_given(assert_analyzes, text, folded, offsets):
    assert_analyzes(analyze, text, folded, offsets)


@pytest.mark.parametrize("text", ["350.000", "350 000", "350\u00a0000", "350\u202f000", "350\u2009000", "350000"])
def test_a_number_is_one_term_whatever_parts_its_thousands(assert_analyzes, text):
    assert_analyzes(analyze, text, ["350000"], [(0, len(text))])


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("1 600", ["1600"]),
        ("1.600", ["1600"]),
        ("1 234 567", ["1234567"]),
        ("1.234.567,5", ["1234567,5"]),
        ("5,4", ["5,4"]),
        ("5, 4", ["5", "4"]),
        ("350.000 morts.", ["350000", "morts"]),
        ("en 2018 350 hommes", ["en", "2018", "350", "hommes"]),
        ("2018 100 morts", ["2018", "100", "morts"]),
        ("11 combattants", ["11", "combattants"]),
        ("12.05.2018", ["12", "05", "2018"]),
        ("1 6000", ["1", "6000"]),
        ("1.600 000", ["1600", "000"]),
        ("2 000-3 000", ["2000", "3000"]),
        ("16h39", ["16h39"]),
        ("1er", ["1er"]),
        ("5%", ["5"]),
    ],
)
def test_figures_are_joined_only_where_they_write_one_number(text, folded):
    assert terms(text) == folded


def test_a_prefixed_word_keeps_its_hyphen_in_its_exact_term_and_loses_it_in_its_stem(assert_analyzes):
    (hyphened,), (joined,) = analyze("pro-régime"), analyze("prorégime")
    assert (hyphened.start, hyphened.end) == (0, 10)
    assert (hyphened.exact, joined.exact) == ("pro-regime", "proregime")
    assert hyphened.stem == joined.stem
    assert hyphened.compound == ("regime",)


@pytest.mark.parametrize(
    ("one", "other"), [("anti-terroriste", "antiterroriste"), ("co-auteurs", "coauteurs"), ("ultra-radicale", "ultraradicale")]
)
def test_prefixed_words_meet_their_joined_form(one, other):
    assert stems(one) == stems(other)


def test_a_prefix_before_a_name_is_a_word_of_its_own():
    assert terms("anti-Assad") == ["anti", "assad"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("djihadiste", "jihadiste"),
        ("Djihadistes", "jihadiste"),
        ("djihad", "jihad"),
        ("cheikhs", "cheiks"),
        ("clefs", "clés"),
        ("tsar", "czar"),
        ("houthistes", "houthis"),
        ("chiite", "shiite"),
    ],
)
def test_doublets_of_common_nouns_have_one_stem_and_their_own_exact_terms(one, other):
    assert stems(one) == stems(other)
    assert terms(one) != terms(other)


@pytest.mark.parametrize(("one", "other"), [("évacuées", "evacuee"), ("combattants", "combattant"), ("régionales", "regional")])
def test_inflected_words_have_one_stem_with_or_without_accents(one, other):
    assert stems(one) == stems(other)


@pytest.mark.parametrize(
    ("text", "folded", "offsets", "compounds"),
    [
        ("Jean-François", ["jean", "francois"], [(0, 4), (5, 13)], [("jeanfrancois",), ()]),
        ("Deir ez-Zor", ["deir", "ez", "zor"], [(0, 4), (5, 7), (8, 11)], [(), ("ezzor",), ()]),
        ("Deir Ezzor", ["deir", "ezzor"], [(0, 4), (5, 10)], [(), ()]),
        ("Deir-ez-Zor", ["deir", "ez", "zor"], [(0, 4), (5, 7), (8, 11)], [("deirezzor",), (), ()]),
        ("Mi\u201117", ["mi", "17"], [(0, 2), (3, 5)], [("mi17",), ()]),
        ("Al_Watan", ["al", "watan"], [(0, 2), (3, 8)], [("alwatan",), ()]),
    ],
)
def test_hyphens_part_names_and_the_joined_form_stands_on_the_first_part(assert_analyzes, text, folded, offsets, compounds):
    assert_analyzes(analyze, text, folded, offsets)
    assert [token.compound for token in analyze(text)] == compounds


def test_the_two_writings_of_deir_ezzor_share_a_term():
    parted = {term for token in analyze("Deir ez-Zor") for term in (token.exact, *token.compound)}
    assert set(terms("Deir Ezzor")) <= parted


@pytest.mark.parametrize(
    ("text", "folded", "offsets"),
    [
        ("O.N.U.", ["onu"], [(0, 6)]),
        ("O.N.U", ["onu"], [(0, 5)]),
        ("l'O.N.U.", ["onu"], [(2, 8)]),
        ("É.N.A.", ["ena"], [(0, 6)]),
        ("E\u0301.N.A.", ["ena"], [(0, 7)]),
        ("l'O.S.D.H.Mais", ["osdh", "mais"], [(2, 10), (10, 14)]),
        ("M. Assad", ["m", "assad"], [(0, 1), (3, 8)]),
        ("a.b.c", ["a", "b", "c"], [(0, 1), (2, 3), (4, 5)]),
    ],
)
def test_acronyms_with_stops_are_one_word(assert_analyzes, text, folded, offsets):
    assert_analyzes(analyze, text, folded, offsets)


def test_words_with_a_capital_are_marked():
    marked = {token.exact: token.capital for token in analyze("Le groupe d'Al-Qaïda et l'état, à Étampes, 3e (N'Djamena)")}
    assert marked == {
        "le": True,
        "groupe": False,
        "al": True,
        "qaida": True,
        "et": False,
        "etat": False,
        "a": False,
        "etampes": True,
        "3e": False,
        "ndjamena": True,
    }


def test_arabic_words_are_words(assert_analyzes):
    assert_analyzes(analyze, "مدينة درعا، سوريا", ["مدينه", "درعا", "سوريا"], [(0, 5), (6, 10), (12, 17)])


@pytest.mark.parametrize("text", ["", " \n", "…", "--", "''", "___", "«»", "\u200e", "\u0301"])
def test_text_without_letter_or_digit_has_no_token(text):
    assert analyze(text) == []


def test_a_run_of_over_255_characters_is_cut():
    assert [(token.start, token.end) for token in analyze("x" * 600)] == [(0, 255), (255, 510), (510, 600)]


def test_the_chain_explains_each_step_of_each_chunk():
    shown = list(explain("l'ex-branche àGharyan"))
    assert [step for _, step, _ in shown] == [step.name for step in CHAIN] * 2
    assert [[word.text for word in words] for chunk, step, words in shown if step == "glued"] == [
        ["ex", "branche"],
        ["à", "Gharyan"],
    ]
    assert [(word.start, word.end) for word in shown[-1][2]] == [(13, 14), (14, 21)]


def test_stop_words_are_folded_words_of_the_chain():
    assert {"le", "la", "les", "de", "a", "ou"} <= stopwords()
    assert all(terms(word) == [word] for word in stopwords())


def test_the_fingerprint_names_the_chain_and_the_stemmer():
    assert fingerprint().split()[0].startswith("chain-")
    assert "snowball" in fingerprint()


@given(st.text())
def test_any_text_keeps_the_contract(text):
    assert_contract(text)


@given(ANY)
def test_any_text_with_lone_surrogates_keeps_the_contract(text):
    assert_contract(text)


@given(WIRE)
def test_text_like_that_of_a_wire_keeps_the_contract(text):
    assert_contract(text)


@given(WIRE)
@example("D'Š")
def test_composed_and_decomposed_texts_have_the_same_terms(text):
    composed, decomposed = (analyze(unicodedata.normalize(form, text)) for form in ("NFC", "NFD"))
    assert [token[2:] for token in composed] == [token[2:] for token in decomposed]


@given(WIRE | st.text())
@example("Ⅷe ʼAyn ǅ iPhone Ⓐ X1 1X 3E ⅷ")
def test_what_is_explained_ends_in_the_terms_that_are_made(text):
    last = [word for _, step, words in explain(text) if step == CHAIN[-1].name for word in words if word.exact]
    first = [next((c for c in word.text if c.isalpha()), "") for word in last]
    capitals = [c.isupper() or c.istitle() for c in first]
    made = [(w.start, w.end, w.exact, w.stem, capital, w.compound) for w, capital in zip(last, capitals, strict=True)]
    assert made == list(map(tuple, analyze(text)))


@given(WIRE | st.text(), WIRE)
def test_text_after_a_line_end_does_not_change_the_tokens_before_it(text, more):
    assert analyze(f"{text}\n{more}")[: len(analyze(text))] == analyze(text)


@pytest.mark.parametrize(
    "piece", ["a'", "l'", "1.", '."', "A.", "-", "a-", "aB", "_", "\u0301", "1 000 ", "'", "\u200e", " ", "A.b", "deA"]
)
def test_long_awkward_text_is_analysed(piece):
    text = piece * (200_000 // len(piece))
    assert_contract(text)
