import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depeche.analyzers import layout
from depeche.analyzers.sentences import LONGEST, paragraphs, sentences
from depeche.core.model import Span

WIRE = st.text(st.sampled_from("aeltMALÉé019 \u00a0\n\n...?!…\"'’«»“”()[]–-,%\u0301\u200e\r\t"), max_size=120)
ANY = st.text(st.characters(codec=None, categories=None))
"""Lone surrogates included."""


def whole(text):
    return Span(0, len(text))


def cut(text):
    return [text[span.start : span.end] for span in sentences(text, whole(text))]


def lines(text):
    return [text[span.start : span.end] for span in paragraphs(text, whole(text))]


def seed(seeds, number):
    (path,) = seeds.glob(f"{number}_*.txt")
    text = path.read_bytes().decode("utf-8")
    return text, sentences(text, layout.read(text).prose)


def assert_contract(text, span):
    end = span.start
    for sentence in sentences(text, span):
        assert not text[end : sentence.start].strip()
        assert end <= sentence.start < sentence.end <= span.end
        assert text[sentence.start : sentence.end] == text[sentence.start : sentence.end].strip()
        end = sentence.end
    assert not text[end : span.end].strip()


@pytest.mark.parametrize(("number", "count"), [("000", 16), ("001", 17), ("002", 13), ("003", 12), ("004", 18)])
def test_the_seeds_have_as_many_sentences_as_a_reader_counts(seeds, number, count):
    assert len(seed(seeds, number)[1]) == count


@pytest.mark.parametrize(
    ("number", "at", "start", "end", "begins", "ends"),
    [
        ("000", 0, 25, 247, "De violents combats", "une ONG."),
        ("000", 3, 649, 826, "Mais près de cent", "d'après l'OSDH."),
        ("000", 5, 928, 1101, '"Des unités', "d'Etat syrienne."),
        ("000", 15, 2583, 2690, "Déclenché en 2011", "et réfugiés."),
        ("001", 8, 1569, 1621, "Frappes aériennes", "l'est du pays"),
        ("003", 0, 14, 247, "Laminé en Syrie", "de ce secteur."),
        ("004", 2, 271, 328, "Ultime assaut", "et de civils ?"),
        ("004", 3, 329, 360, "Que s’est-il", "passé ?"),
    ],
)
def test_sentences_of_the_seeds_begin_and_end_where_a_reader_says(seeds, number, at, start, end, begins, ends):
    text, found = seed(seeds, number)
    sentence = found[at]
    assert text[sentence.start : sentence.end].startswith(begins)
    assert text[sentence.start : sentence.end].endswith(ends)
    assert (sentence.start, sentence.end) == (start, end)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Selon l'Observatoire (OSDH).", "Mais près de cent jihadistes résistent."),
        ("Des raids ont visé Soueida (sud).", "Kidnappés, les otages sont libres."),
        ("C'est un bilan de l'OSDH.", "Ce bilan est provisoire."),
        ("Le bilan monte à 5%.", "Le régime dément."),
        ("Ils ont quitté la ville en 2018.", "Le calme règne."),
        ("Il est arrivé à Damas.", "L'armée le confirme."),
        ("Il est arrivé à Damas.", "À Homs, le calme règne."),
        ("Il a perdu.", "Y aller serait vain."),
        ("Est-ce la fin ?", "Oui."),
        ("C'est fini !", "Non."),
        ("Il hésite…", "Puis il part."),
        ("Il hésite...", "Puis il part."),
        ('Il vise le groupe "EI".', "Le régime avance."),
        ("Il vise le groupe «\u00a0EI\u00a0».", "Le régime avance."),
    ],
)
@pytest.mark.parametrize("blank", ["", " ", "\u00a0", "  ", " \u200e"])
def test_a_stop_ends_a_sentence_with_or_without_a_blank(first, second, blank):
    found = cut(first + blank + second)
    assert [piece.lstrip("\u200e") for piece in found] == [first, second]


@pytest.mark.parametrize(
    "text",
    [
        "Plus de 350.000 morts depuis 2011.",
        "Un taux de 45.5 pour cent.",
        "Selon M. Abdel Rahmane, MM. Assad et Poutine se sont vus.",
        "Mme. Merkel et Mlle. Dupont y étaient.",
        "Le gén. Haftar et le col. Ryan ont parlé.",
        "Le Dr. Martin et le Pr. Durand sont là.",
        "Le 1er. juin.",
        "J. F. Kennedy, J.-C. Durand et l'entourage d'E. Martin.",
        "Voir art. 5 de la charte, p. 12, vol. 3.",
        "Les U.S.A. et l'O.N.U. négocient.",
        "Dit M.Assad, selon le Dr.Martin.",
        "Il hésite… puis il part.",
        "Il hésite... puis il part.",
        "Voir www.exemple.fr pour la suite.",
        "Des villes (Homs, Hama, etc.) sont prises.",
        "Il a crié « Feu ! » avant de fuir.",
        'Il a crié "Feu !" avant de fuir.',
        "C.-à-d. Damas et sa banlieue.",
        "Le 1er janvier à 16h39.",
    ],
)
def test_abbreviations_initials_and_figures_do_not_end_a_sentence(text):
    assert cut(text) == [text]


@pytest.mark.parametrize(
    "pieces",
    [
        ("Il est arrivé au Cap.", "Les combats durent."),
        ("Des vivres, etc.", "Il en manque."),
        ("Il est parti le 1er.", "Le 2, il revient."),
        ("Il y a 12 morts.", "12 autres sont blessés."),
    ],
)
def test_common_words_and_figures_before_a_stop_end_a_sentence(pieces):
    assert cut(" ".join(pieces)) == list(pieces)


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ('Il a fui."Des unités avancent", dit-il.', ["Il a fui.", '"Des unités avancent", dit-il.']),
        ('Il a dit : "Nous partons."Le régime dément.', ['Il a dit : "Nous partons."', "Le régime dément."]),
        ('Il a dit : "Nous partons." Le régime dément.', ['Il a dit : "Nous partons."', "Le régime dément."]),
        ('Il a fui. "Des unités avancent", dit-il.', ["Il a fui.", '"Des unités avancent", dit-il.']),
        ("Il a fui.«\u00a0Des unités avancent\u00a0», dit-il.", ["Il a fui.", "«\u00a0Des unités avancent\u00a0», dit-il."]),
        ("« Nous partons. » Le régime dément.", ["« Nous partons. »", "Le régime dément."]),
        ("“Nous partons.” Le régime dément.", ["“Nous partons.”", "Le régime dément."]),
        ("“Nous partons.”Le régime dément.", ["“Nous partons.”", "Le régime dément."]),
        ('"Oui." "Non." Il part.', ['"Oui."', '"Non."', "Il part."]),
        ("(Il part.) Le régime dément.", ["(Il part.)", "Le régime dément."]),
        ("- Oui. - Non.", ["- Oui.", "- Non."]),
    ],
)
def test_a_quotation_mark_goes_with_the_sentence_it_quotes(text, pieces):
    assert cut(text) == pieces


def test_a_heading_without_a_stop_is_a_sentence():
    assert cut("Frappes dans l'est\n\nLe régime avance. Il a repris Homs.") == [
        "Frappes dans l'est",
        "Le régime avance.",
        "Il a repris Homs.",
    ]


def test_blank_lines_of_any_blanks_part_paragraphs():
    assert lines("Un\n\nDeux\r\n\r\nTrois\n \t \nQuatre\n\u00a0\n\n\nCinq") == ["Un", "Deux", "Trois", "Quatre", "Cinq"]


def test_single_line_ends_part_paragraphs():
    text = "Le régime avance dans le sud.\nLes rebelles reculent partout, selon une source qui a requis l'anonymat sur place.\nFin."
    assert lines(text) == text.split("\n")


def test_a_text_wrapped_at_a_width_is_one_paragraph():
    text = (
        "De violents combats ont opposé mardi les forces du régime à des\n"
        "Kurdes de la région, selon l'Observatoire syrien des droits de\n"
        "l'Homme. Ils ont repris mercredi à l'aube dans la banlieue de la\n"
        "capitale."
    )
    assert lines(text) == [text]
    assert len(cut(text)) == 2


def test_lines_that_go_on_in_lower_case_are_one_paragraph():
    assert lines("Le régime avance\ndans le sud") == ["Le régime avance\ndans le sud"]


def test_only_the_prose_that_is_asked_for_is_cut():
    text = "En-tête. Le régime avance. Il gagne. Pied."
    assert sentences(text, Span(9, 36)) == [Span(9, 26), Span(27, 36)]


@pytest.mark.parametrize("text", ["", " ", "\n\n\n", "\u00a0"])
def test_blank_prose_has_no_sentence(text):
    assert sentences(text, whole(text)) == []


def test_a_sentence_without_an_end_is_cut_at_a_blank():
    found = cut("mot " * (2 * LONGEST + 5))
    assert [len(piece.split()) for piece in found] == [LONGEST, LONGEST, 5]


@given(st.text())
def test_any_text_is_cut_in_order_and_whole(text):
    assert_contract(text, whole(text))


@given(ANY)
def test_any_text_with_lone_surrogates_is_cut_in_order_and_whole(text):
    assert_contract(text, whole(text))


@given(WIRE, st.integers(0, 120), st.integers(0, 120))
def test_any_part_of_a_text_like_that_of_a_wire_is_cut_in_order_and_whole(text, one, other):
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    assert_contract(text, Span(start, end))


@pytest.mark.parametrize(
    "text", ["Le gén. Haftar à Alep. É. Dupont aussi.", "(OSDH).État et Égypte.À Damas.", "Né à Évry.Écrit là.", "Fin. Église."]
)
def test_composed_and_decomposed_texts_have_the_same_sentences(text):
    assert [unicodedata.normalize("NFC", piece) for piece in cut(unicodedata.normalize("NFD", text))] == cut(text)


@pytest.mark.parametrize(
    "piece", ["a'", "1.", '."', "A.", "-", " ", "\n", "\n ", ". ", ". »", '"', "!?", "\u200e", "(.", "aA.", "\u0301."]
)
def test_long_awkward_text_is_cut(piece):
    text = "a" + piece * (200_000 // len(piece)) + "b"
    assert_contract(text, whole(text))
