from importlib.resources import files

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from depeche.analyzers.layout import sources


@pytest.mark.parametrize(
    ("written", "label"),
    [
        ("afp", "AFP"),
        ("AFP", "AFP"),
        ("Agence France-Presse", "AFP"),
        ("AGENCE FRANCE PRESSE", "AFP"),
        ("REUTERS", "Reuters"),
        ("Associated Press", "AP"),
        ("France24", "France 24"),
        ("AfrikMag", "AfrikMag"),
        ("L’Orient-Le Jour", "L'Orient-Le Jour"),
        ("Liberation", "Libération"),
        ("Libe\u0301ration", "Libération"),
    ],
)
def test_each_written_form_has_one_label(written, label):
    assert sources.canonical(written) == label


@pytest.mark.parametrize("text", ["", "OSDH", "AFP a dit", "agences", "le", "("])
def test_what_is_not_wholly_a_source_has_no_label(text):
    assert sources.canonical(text) is None


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("AFP/Reuters", ["AFP", "Reuters"]),
        ("Avec AFP et Reuters", ["AFP", "Reuters"]),
        ("avec l'AFP", ["AFP"]),
        ("Le Monde avec AFP", ["Le Monde", "AFP"]),
        ("ats afp", ["ATS", "AFP"]),
        ("avec agences", [""]),
        ("Keystone-ATS", ["ATS"]),
    ],
)
def test_a_signature_is_read_source_by_source(text, labels):
    assert [name.label for name in sources.names(text)] == labels


@pytest.mark.parametrize("text", ["", "avec", "AFP, OSDH", "Damas", "AFP (Beyrouth)", "l'armée"])
def test_a_text_with_anything_else_names_no_sources(text):
    assert sources.names(text) == ()


def test_the_table_has_many_rows_of_three_columns_and_no_label_twice():
    lines = files("depeche.analyzers.layout").joinpath("tables/sources.tsv").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")][1:]
    assert len(rows) >= 60
    assert {len(row) for row in rows} == {3}
    assert {row[1] for row in rows} == {"agency", "media", "generic"}
    assert len({row[0] for row in rows}) == len(rows)


@settings(deadline=None)
@given(st.text())
def test_any_text_can_be_asked(text):
    sources.canonical(text)
    sources.names(text)
