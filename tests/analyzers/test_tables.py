from importlib.resources import files
from unicodedata import name, normalize

import pytest

from depeche.analyzers.folding import fold
from depeche.analyzers.names.reading import read
from depeche.analyzers.steps import doublet
from depeche.core.tables import rows

TABLES = [
    ("depeche.analyzers", name, key)
    for name, key in [
        ("abbreviations.tsv", "abbreviation"),
        ("doublets.tsv", "form"),
        ("elision.tsv", "particle"),
        ("glued.tsv", "word"),
        ("letters.tsv", "character"),
        ("prefixes.tsv", "prefix"),
        ("stopwords.tsv", "word"),
    ]
] + [
    ("depeche.analyzers.names", "common.tsv", "word"),
    ("depeche.analyzers.names", "letters.tsv", "letter"),
    ("depeche.analyzers.names", "parts.tsv", "word"),
    ("depeche.analyzers.names", "weights.tsv", "step"),
]
FOLDED = [table for table in TABLES if table[2] not in ("character", "letter", "step")]


def table(package, name):
    return list(rows(package, name))


@pytest.mark.parametrize(("package", "name", "key"), [*TABLES, ("depeche.analyzers.names", "units.tsv", "unit")])
def test_each_row_has_the_columns_of_its_header_and_a_key(package, name, key):
    text = files(package).joinpath("tables", name).read_text("utf-8")
    header, *body = [line for line in text.split("\n") if line and not line.startswith("#")]
    assert key in header.split("\t")
    assert all(line.count("\t") <= header.count("\t") for line in body)
    assert all(row[key].strip() for row in table(package, name))


@pytest.mark.parametrize(("package", "name"), [*[each[:2] for each in TABLES], ("depeche.analyzers.names", "units.tsv")])
def test_each_table_says_where_it_is_from(package, name):
    first = files(package).joinpath("tables", name).read_text("utf-8").split("\n")[:3]
    assert any(line.startswith("# Source: ") for line in first)


@pytest.mark.parametrize(("package", "name", "key"), TABLES)
def test_no_key_stands_twice(package, name, key):
    keys = [row[key] for row in table(package, name)]
    assert sorted(keys) == sorted(set(keys))


@pytest.mark.parametrize(("package", "name", "key"), FOLDED)
def test_forms_are_folded(package, name, key):
    assert [row[key] for row in table(package, name) if fold(row[key]) != row[key]] == []


def test_what_a_doublet_stands_for_is_folded_and_no_form_itself():
    found = {row["form"]: row["stands_for"] for row in table("depeche.analyzers", "doublets.tsv")}
    assert all(fold(target) == target for target in found.values())
    assert not set(found) & set(found.values())
    assert not any(form.startswith("dj") for form in found)


def test_a_doublet_of_a_doublet_is_itself():
    for row in table("depeche.analyzers", "doublets.tsv"):
        assert doublet(row["form"]) == row["stands_for"] == doublet(row["stands_for"])
        assert doublet(row["form"] + "s") == row["stands_for"] + "s"


def test_particles_say_what_they_do_before_a_consonant():
    assert {row["before_consonant"] for row in table("depeche.analyzers", "elision.tsv")} == {"acronym", "no"}


def test_letters_are_single_and_what_they_fold_to_is_folded():
    for row in table("depeche.analyzers", "letters.tsv"):
        assert len(row["character"]) == 1
        assert fold(row["folding"]) == row["folding"] == fold(row["character"])
        assert row["reason"]


def test_units_stand_once_for_each_context_and_are_read_whole():
    found = table("depeche.analyzers.names", "units.tsv")
    keys = [(row["unit"], row["before"]) for row in found]
    assert len(keys) == len(set(keys))
    for row in found:
        assert set(row["kind"]) <= {"c", "v"}
        inside, last = (read(written).joined.texts for written in (f"b{row['unit']}{row['before'][:1] or 'b'}b", f"b{row['unit']}"))
        assert row["unit"] in {text.rstrip("'^$2") for text in (*inside, *last)}


def test_letters_of_names_are_single_ones_or_two_of_greek_or_cyrillic_and_lower_case():
    for row in table("depeche.analyzers.names", "letters.tsv"):
        letters = row["letter"]
        assert len(letters) == 1 or (
            len(letters) == 2 and all(name(letter).startswith(("GREEK", "CYRILLIC")) for letter in letters)
        )
        assert letters == letters.lower() == normalize("NFC", letters)


def test_words_that_names_are_parted_at_are_single_and_first_or_last():
    for row in table("depeche.analyzers.names", "parts.tsv"):
        assert row["word"].isalpha()
        assert row["side"] in ("first", "last")


def test_weights_are_numbers():
    assert all(float(row["weight"]) for row in table("depeche.analyzers.names", "weights.tsv"))


def test_stop_words_hold_no_prefix_that_is_kept_on_its_word():
    prefixes = {row["prefix"] for row in table("depeche.analyzers", "prefixes.tsv")}
    assert not prefixes & {row["word"] for row in table("depeche.analyzers", "stopwords.tsv")}
