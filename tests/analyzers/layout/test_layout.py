import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from depeche.analyzers import layout
from depeche.core.model import DispatchDate, Layout, Precision, Span

SEEDS = Path(__file__).parents[3] / "seeds"
BODY = "De violents combats ont opposé mardi les forces du régime à des jihadistes.\n\nSelon l'OSDH, 62 personnes sont mortes."


def _read(text):
    found = layout.read(text)
    return found, {name: _piece(text, getattr(found, name)) for name in ("header", "dateline", "prose", "trailer")}


def _piece(text, span):
    return None if span is None else text[span.start : span.end]


def _seed(number):
    (path,) = SEEDS.glob(f"{number}_*.txt")
    return path.read_bytes().decode("utf-8")


def test_seed_000_has_a_month_header_a_dateline_and_a_signature_to_the_minute():
    assert layout.read(_seed("000")) == Layout(
        prose=Span(25, 2690),
        header=Span(1, 13),
        dateline=Span(14, 24),
        trailer=Span(2690, 2720),
        date=DispatchDate("2018-07-31T16:39", Precision.MINUTE, "31 juillet 2018 16h39"),
        source="AFP",
        place="Beyrouth",
    )


def test_seed_001_is_prose_but_for_the_white_space_at_its_end():
    text = _seed("001")
    assert layout.read(text) == Layout(prose=Span(0, len(text.rstrip())))


@pytest.mark.parametrize(("number", "month"), [("002", "2018-03"), ("004", "2018-05")])
def test_seeds_002_and_004_have_a_month_header_only(number, month):
    text = _seed(number)
    date = DispatchDate(month, Precision.MONTH, month)
    assert layout.read(text) == Layout(prose=Span(14, len(text)), header=Span(1, 13), date=date)


def test_seed_003_has_a_month_header_and_a_signature():
    date = DispatchDate("2018-02", Precision.MONTH, "2018-02")
    expected = Layout(prose=Span(14, 2039), header=Span(1, 13), trailer=Span(2040, 2045), date=date, source="AFP")
    assert layout.read(_seed("003")) == expected


@pytest.mark.parametrize(
    ("header", "value"),
    [
        (" date 2018 ", "2018"),
        (" date 2018-07 ", "2018-07"),
        (" date 2018-07-31 ", "2018-07-31"),
        ("Publié le 18/01/2022 14:52\n", "2022-01-18T14:52"),
        ("Publié le 18/01/2022 à 14h52 ", "2022-01-18T14:52"),
        ("Publie\u0301 le 18/01/2022 a\u0300 14h52\r\n", "2022-01-18T14:52"),
        ("Publié le 31 juillet 2018\n", "2018-07-31"),
        ("Publié le : 31/07/2018 - 16:39\n\n", "2018-07-31T16:39"),
        ("Publié le 31 juillet 2018\nMis à jour le 1er août 2018 à 9h05\n", "2018-07-31"),
        ("Publié le : 31/07/2018 - 16:39Mis à jour le : 31/07/2018 - 17:02\n", "2018-07-31T16:39"),
        ("Publié le 31/07/2018 à 16h39, mis à jour le 31/07/2018 à 17h02\n", "2018-07-31T16:39"),
        ("Publié le 31-07-2018 • Modifié le 31-07-2018 à 17:02\n", "2018-07-31"),
        ("Publié le 31/07/2018 - 16:39 par Luc Petit\n", "2018-07-31T16:39"),
        ("31 juillet 2018\n", "2018-07-31"),
        ("Le mardi 31 juillet 2018 à 16h39\n", "2018-07-31T16:39"),
    ],
)
def test_a_header_gives_the_date_and_is_no_prose(header, value):
    found, pieces = _read(header + BODY)
    assert pieces == {"header": header.strip(), "dateline": None, "prose": BODY, "trailer": None}
    assert found.date.value == value


@pytest.mark.parametrize(
    "start",
    [
        "Publié le 18 janvier par la revue, le rapport accuse. ",
        "Publié le 18 janvier 2022, Le Monde y consacre sa une. ",
        "Publié le 12 mars 2019 à Homs par une ONG, le rapport accuse. ",
        "date 2018-13 ",
        "2018 a été une année de guerre. ",
        "31 juillet 2018, une date. ",
        "Le 31 juillet 2018, les forces du régime avancent. ",
    ],
)
def test_a_sentence_that_begins_like_a_header_is_prose(start):
    found, pieces = _read(start + BODY)
    assert (pieces["prose"], found.date) == (start + BODY, None)


def test_a_publication_line_without_its_date_still_opens_a_dateline():
    found, pieces = _read("Publié le à Près de Baghouz (Syrie) (AFP)\n" + BODY)
    assert pieces["header"] == "Publié le"
    assert pieces["dateline"] == "à Près de Baghouz (Syrie) (AFP)"
    assert pieces["prose"] == BODY
    assert (found.date, found.place, found.source) == (None, "Près de Baghouz", "AFP")


def test_a_source_line_before_a_publication_line_is_of_the_header():
    found, pieces = _read("Le Monde avec AFP Publié le 31 juillet 2018 à 16h39 - Mis à jour le 1er août 2018 à 10h00\n" + BODY)
    assert (found.source, found.date.value, pieces["prose"]) == ("Le Monde", "2018-07-31T16:39", BODY)


@pytest.mark.parametrize(
    ("dateline", "place", "source", "date"),
    [
        ("Beyrouth - ", "Beyrouth", None, None),
        ("Beyrouth (AFP) - ", "Beyrouth", "AFP", None),
        ("BEYROUTH, 31 juil 2018 (AFP) - ", "BEYROUTH", "AFP", "2018-07-31"),
        ("BEYROUTH, 31 juillet (Reuters) - ", "BEYROUTH", "Reuters", None),
        ("LE CAIRE (Reuters) - ", "LE CAIRE", "Reuters", None),
        ("ADEN (Reuters) - ", "ADEN", "Reuters", None),
        ("GENÈVE/PARIS, 2 mars (Reuters) - ", "GENÈVE/PARIS", "Reuters", None),
        ("Baghouz — ", "Baghouz", None, None),
        ("Paris – ", "Paris", None, None),
        ("Washington, D.C. - ", "Washington", None, None),
        ("Beyrouth, Liban (AFP): ", "Beyrouth", "AFP", None),
        ("Près de Baghouz (Syrie) (AFP) - ", "Près de Baghouz", "AFP", None),
        ("Près de Baghouz\n", "Près de Baghouz", None, None),
        ("À l'est de Raqa - ", "À l'est de Raqa", None, None),
        ("Deir ez-Zor - ", "Deir ez-Zor", None, None),
        ("Châlons-sur-Saône - ", "Châlons-sur-Saône", None, None),
        ("Boulogne sur Mer - ", "Boulogne sur Mer", None, None),
        ("al-Tanf (Syrie) - ", "al-Tanf", None, None),
        ("Sana'a (Yémen) - ", "Sana'a", None, None),
        ("Syrie (AFP) - ", "Syrie", "AFP", None),
        ("Paris, le 31 juillet 2018\n", "Paris", None, "2018-07-31"),
        ("AFP - ", None, "AFP", None),
        ("(AFP) - ", None, "AFP", None),
        ("(Belga) ", None, "Belga", None),
        ("Nations unies (États-Unis) (AFP) - ", "Nations unies", "AFP", None),
        ("ONU/Genève (ats/afp) ", "ONU/Genève", "ATS", None),
    ],
)
def test_a_dateline_gives_place_source_and_date_and_is_no_prose(dateline, place, source, date):
    found, pieces = _read(dateline + BODY)
    assert pieces == {"header": None, "dateline": dateline.strip(), "prose": BODY, "trailer": None}
    assert (found.place, found.source, found.date and found.date.value) == (place, source, date)


@pytest.mark.parametrize(
    "start",
    [
        "Selon lui - ",
        "Samedi - ",
        "Paris-Match ",
        "Paris - selon une source - ",
        "Syrie - ",
        "CONFLIT DU YÉMEN - ",
        "Reportage - ",
        "Bachar al-Assad - ",
        "Etat islamique - ",
        "Explosion - ",
        "Lyon - Marseille : ",
        "Damas - Alep - Homs - ",
        "Rami Abdel Rahmane (62 ans) - ",
        "Beyrouth : ",
        "Beyrouth\n",
        "La ville de Damas, où ",
        "Mon Dieu Que Cette Guerre Est Longue - ",
    ],
)
def test_a_sentence_or_kicker_that_looks_like_a_dateline_is_prose(start):
    found, pieces = _read(start + BODY)
    assert (pieces["dateline"], pieces["prose"], found.place) == (None, start + BODY, None)


@pytest.mark.parametrize(
    ("trailer", "source", "date"),
    [
        ("(©AFP / 31 juillet 2018 16h39)", "AFP", "2018-07-31T16:39"),
        (" (© AFP / 31 juillet 2018 16h39)", "AFP", "2018-07-31T16:39"),
        ("©AFP", "AFP", None),
        ("\n© 2018 AFP", "AFP", None),
        ("\n(AFP) Tous droits de reproduction et de représentation réservés. © (2018) Agence France-Presse", "AFP", None),
        (" (afp)", "AFP", None),
        (" (AFP).", "AFP", None),
        ("\n(Belga)", "Belga", None),
        (" (Reuters)", "Reuters", None),
        (" (ats afp)", "ATS", None),
        (" (AWP / 31.07.2018)", "AWP", "2018-07-31"),
        (" (Avec AFP)", "AFP", None),
        (" (avec agences)", None, None),
        ("\nAvec AFP", "AFP", None),
        (" Avec AFP", "AFP", None),
        ("\r\nAvec AFP et Reuters\r\n", "AFP", None),
        ("\nRFI avec AFP", "RFI", None),
        ("\nFrance 24\n\n", "France 24", None),
        ("\nAfrikMag", "AfrikMag", None),
        ("\nAgence France-Presse", "AFP", None),
        ("\nSource : AFP", "AFP", None),
        ("\nAFP, le 31 juillet 2018", "AFP", "2018-07-31"),
        ("\n(Anna Le Goff; Luc Petit pour le service français)", None, None),
        (" (Luc Petit pour le service français)", None, None),
        ("\nPhoto: Luc Petit Associated Press", None, None),
        ("\n© AP Photo / Luc Petit", None, None),
        ("\n(Crédit photo : Luc Petit / AFP)", None, None),
        (" (Photo: AFP)", None, None),
        ("\n\nA lire : Le dernier bastion", None, None),
        ("\nÀ lire aussi\nLe dernier bastion\nEncore un titre", None, None),
        ("\nLire aussi : Un titre\nLire aussi : Un autre\nAFP", "AFP", None),
        ("\nbur-tp/vl/feb", None, None),
        ("\nPublié le 31 juillet 2018 à 16h39", None, "2018-07-31T16:39"),
        (" (©AFP / 31 février 2018 16h39)", "AFP", None),
    ],
)
def test_a_trailer_gives_source_and_date_and_is_no_prose(trailer, source, date):
    found, pieces = _read(BODY + trailer)
    assert pieces == {"header": None, "dateline": None, "prose": BODY, "trailer": trailer.strip()}
    assert (found.source, found.date and found.date.value) == (source, date)


@pytest.mark.parametrize(
    "end",
    [
        " L'ONG l'a dit à l'Agence France-Presse (AFP)",
        " Un responsable l'a dit (AFP).",
        " C'est ce que dit l'Observatoire (OSDH)",
        " L'armée l'a annoncé (31 février 2018)",
        "\nLire entre les lignes.",
        "\nLe régime ne dit rien à l'AFP",
    ],
)
def test_a_sentence_that_ends_like_a_signature_is_prose(end):
    found, pieces = _read(BODY + end)
    assert (pieces["prose"], pieces["trailer"], found.source) == (BODY + end, None, None)


def test_the_header_s_date_is_kept_where_the_signature_contradicts_it():
    found, _ = _read(" date 2018-07 " + BODY + " (©AFP / 2 août 2018 16h39)")
    assert (found.date.value, found.source) == ("2018-07", "AFP")


def test_a_day_without_a_year_makes_the_header_s_month_a_day():
    found, _ = _read("date 2018-07 BEYROUTH, 31 juil (AFP) - " + BODY)
    assert found.date.value == "2018-07-31"


def test_lines_near_the_start_say_source_date_and_place_and_stay_prose():
    text = "Un titre sans point\nAgence France-Presse\nPublié le 31 juillet 2018 à 16h39\n\nBEYROUTH (AFP) - " + BODY
    found, pieces = _read(text)
    assert pieces["prose"] == text
    assert (found.source, found.date.value, found.place) == ("AFP", "2018-07-31T16:39", "BEYROUTH")


def test_a_title_that_ends_in_an_agency_gives_the_source_and_another_acronym_does_not():
    assert _read("Les rebelles avancent (AFP)\n\n" + BODY)[0].source == "AFP"
    assert _read("Les rebelles avancent (OSDH)\n\n" + BODY)[0].source is None


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\u00a0"])
def test_a_text_without_a_word_has_an_empty_prose(text):
    assert layout.read(text) == Layout(prose=Span(len(text), len(text)))


@pytest.mark.parametrize("text", ["AFP", "(AFP)", "France 24", "Beyrouth - ", "Près de Baghouz", "Avec AFP et Reuters"])
def test_a_text_that_is_only_a_signature_or_a_dateline_is_prose(text):
    assert _read(text)[1]["prose"] == text.strip()


def test_a_text_that_is_only_a_header_has_an_empty_prose():
    found, pieces = _read(" date 2018-07 ")
    assert (pieces["header"], pieces["prose"], found.date.value) == ("date 2018-07", "", "2018-07")


PIECES = [
    "date 2018-07",
    "Publié le",
    "31 juillet 2018",
    "16h39",
    "Beyrouth",
    " - ",
    "(AFP)",
    "©AFP / ",
    "Avec AFP",
    "\n",
    "\r\n",
    " ",
]
PIECES += [
    "\u00a0",
    "Lire aussi :",
    "Photo:",
    "France 24",
    "De violents combats.",
    "à",
    "Près de ",
    "(",
    ")",
    ",",
    "/",
    "\u0301",
    "\ud800",
    "É",
]
PIECES += ["\x1c", "(Belga) ", "À lire", "Mis à jour le "]
WIRE = st.lists(st.sampled_from(PIECES), max_size=14).map("".join)


@settings(deadline=None)
@given(st.text() | WIRE)
def test_the_parts_of_any_text_follow_each_other_with_only_white_space_between(text):
    found = layout.read(text)
    pos = 0
    for span in (found.header, found.dateline, found.prose, found.trailer):
        if span is not None:
            assert pos <= span.start <= span.end <= len(text)
            assert not text[pos : span.start].strip()
            assert _piece(text, span) == _piece(text, span).strip()
            pos = span.end
    assert not text[pos:].strip()


@settings(deadline=None)
@given(WIRE)
def test_the_evidence_of_a_date_is_in_the_text(text):
    found = layout.read(text)
    assert found.date is None or found.date.evidence in text


@pytest.mark.parametrize(
    "run", ["(", " ", "a ", "A ", "a", "©", "\n", "A\n", "AFP\n", "(AFP) ", "Publié le ", ". ", "- ", "\u0301", "Lire : a\n"]
)
@pytest.mark.parametrize("form", ["{}", "date 2018{}", "Beyrouth{}", "Publié le 31 juillet 2018{}", "{}AFP)"])
def test_a_megabyte_of_one_thing_is_read_fast(run, form):
    text = form.format(run * (1_000_000 // len(run)))
    before = time.process_time()
    layout.read(text)
    assert time.process_time() - before < 1


@pytest.mark.parametrize("piece", ["AFP/", "Alep/", "Alep, ", "(AFP) ", "a\n", "Par Jean ", "31 juillet ", "Lire aussi :\n"])
def test_long_awkward_text_has_a_layout(piece):
    text = piece * (100_000 // len(piece))
    assert layout.read(text).prose.end <= len(text)
