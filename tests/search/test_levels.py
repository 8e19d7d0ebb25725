"""What a word of a question finds in the seeds, and at which level each highlighted word answers."""

from collections import Counter

import pytest

from depeche.core.model import Level

ALL = 1000


def highlighted(archive, question):
    """Return how often each spelling of the text is highlighted at each level, over all passages."""
    hits = archive.search(question, limit=ALL).passages
    return Counter((highlight.surface, str(highlight.level)) for hit in hits for highlight in hit.highlights)


def found(archive, question):
    return archive.search(question, limit=ALL).total.passages


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Deraa", {("Deraa", "exact"): 6}),
        ("Daraa", {("Deraa", "spelling"): 6}),
        ("daraa", {("Deraa", "spelling"): 6}),
        ("Dera'a", {("Deraa", "exact"): 6}),
        ("درعا", {("Deraa", "spelling"): 6}),
        ("Suwayda", {("Soueida", "spelling"): 5}),
        ("as-Suwayda", {("Soueida", "spelling"): 5}),
        ("Sweida", {("Soueida", "spelling"): 5}),
        ("Badia", {("Badia", "exact"): 1, ("Badiya", "spelling"): 3}),
        ("jihadistes", {("jihadistes", "exact"): 13, ("jihadiste", "stem"): 7, ("djihadistes", "spelling"): 5}),
        ("djihadistes", {("djihadistes", "exact"): 5, ("jihadistes", "spelling"): 13, ("jihadiste", "spelling"): 7}),
        ("prorégime", {("prorégime", "exact"): 5}),
        ("al-Sham", {("Cham", "spelling"): 1}),
        ("frappe", {("frappes", "stem"): 4, ("Frappes", "stem"): 1}),
        ("350000", {("350.000", "exact"): 2}),
        ("1600", {("1 600", "exact"): 1}),
        ('"Deir Ezzor"', {("Deir Ezzor", "exact"): 1}),
        ('"Deir el-Zour"', {}),
    ],
)
def test_a_word_is_found_as_written_inflected_or_spelled_otherwise(seed_archive, question, expected):
    assert highlighted(seed_archive, question) == expected


def test_a_prefixed_word_finds_its_joined_form(seed_archive):
    assert highlighted(seed_archive, "pro-régime") == {("prorégime", "spelling"): 5}


@pytest.mark.parametrize(
    ("question", "surface", "level"), [("EI", "EI", "exact"), ("Daech", "EI", "alias"), ("ISIS", "EI", "alias")]
)
def test_an_actor_is_found_by_its_other_names(seed_archive, question, surface, level):
    counted = highlighted(seed_archive, question)
    assert counted[surface, level] == 22
    assert counted["islamique", "alias"] == 7
    assert found(seed_archive, question) == found(seed_archive, "actor:Daech") == 17


def test_a_name_of_several_words_is_found_in_its_other_spelling(seed_archive):
    assert highlighted(seed_archive, "Rami Abdulrahman") == {
        ("Rami", "exact"): 5,
        ("Abdel", "spelling"): 6,
        ("Rahmane", "spelling"): 6,
    }
    assert highlighted(seed_archive, "Bashar al-Assad") == {
        ("Bachar", "spelling"): 3,
        ("Assad", "exact"): 3,
    }


@pytest.mark.parametrize(
    ("question", "times"), [("=EI", 22), ("=Idleb", 6), ("=OSDH", 18), ("=Etat", 10), ("=État", 10), ("=etat", 10)]
)
def test_exact_occurrences_over_the_seeds_are_all_highlighted(seed_archive, question, times):
    counted = highlighted(seed_archive, question)
    assert sum(counted.values()) == times
    assert {level for _, level in counted} == {"exact"}


def test_a_word_as_written_does_not_find_other_spellings(seed_archive):
    assert found(seed_archive, "=Daraa") == 0
    assert found(seed_archive, "=Deraa") == 5
    assert highlighted(seed_archive, "=jihadiste") == {("jihadiste", "exact"): 7}


@pytest.mark.parametrize(
    "question",
    [
        "Daech Daraa",
        "pro-régime djihadistes",
        '"forces du régime"~2',
        "évacuation (Sweida OR Idlib)",
        "Rami Abdulrahman",
        "درعا 350000",
    ],
)
def test_every_highlight_is_the_text_at_its_place_and_none_overlap(seed_archive, question):
    results = seed_archive.search(question, limit=ALL)
    assert results.passages
    for hit in results.passages:
        assert all(hit.text[h.start : h.end] == h.surface for h in hit.highlights)
        assert all(one.end <= other.start for one, other in zip(hit.highlights, hit.highlights[1:], strict=False))
        assert hit.highlights


def test_every_passage_is_the_text_of_its_dispatch_at_its_place(seed_archive):
    snapshot = seed_archive.snapshot()
    for hit in seed_archive.search("le OR la", limit=ALL).passages:
        assert snapshot.dispatch(hit.dispatch).text[hit.start : hit.end] == hit.text


def test_excluded_words_are_not_found_and_not_highlighted(seed_archive):
    hits = seed_archive.search("combattants NOT (Idlib OR Damas)", limit=ALL).passages
    assert hits
    assert not any(name in hit.text for hit in hits for name in ("Idleb", "Damas"))
    assert {h.surface for hit in hits for h in hit.highlights} == {"combattants"}


def test_a_word_both_wanted_and_excluded_elsewhere_is_highlighted(seed_archive):
    assert ("Damas", "exact") in highlighted(seed_archive, "Damas OR (Idleb -Damas)")


def test_words_too_common_are_left_out_and_noted(seed_archive):
    results = seed_archive.search("les otages de la province", limit=ALL)
    assert results.notes == ("words too common to search for were left out: les de la",)
    assert {h.query for hit in results.passages for h in hit.highlights} == {"otages", "province"}


def test_a_question_of_common_words_only_searches_them(seed_archive):
    results = seed_archive.search("de la")
    assert results.notes == ()
    assert results.total.passages == 24


def test_a_particle_alone_does_not_match_everything(seed_archive):
    assert found(seed_archive, "al-Jolani") == 0


def test_a_group_is_found_by_the_name_it_had_before(seed_archive):
    assert highlighted(seed_archive, "ex-Front al-Nosra")["Hayat", "alias"] == 1


def test_a_phrase_takes_words_between_only_as_its_slop_allows(seed_archive):
    assert found(seed_archive, '"offensive provinces"') == 0
    assert found(seed_archive, '"offensive provinces"~1') == 0
    assert found(seed_archive, '"offensive provinces"~2') == 1


def test_a_phrase_finds_its_names_spelled_otherwise(seed_archive):
    counted = highlighted(seed_archive, '"province de Sweida"')
    assert counted["province de Soueida", "spelling"] == found(seed_archive, '"province de Soueida"') > 0


def test_words_add_and_operators_restrict(seed_archive):
    one, other = found(seed_archive, "otages"), found(seed_archive, "Idleb")
    both, either = found(seed_archive, "otages AND Idleb"), found(seed_archive, "otages OR Idleb")
    assert both <= min(one, other) <= max(one, other) <= either == found(seed_archive, "otages Idleb")
    assert one + other == both + either


def test_the_passage_with_both_words_comes_first(seed_archive):
    first = seed_archive.search("otages druzes").passages[0]
    assert "otages druzes" in first.text


def test_levels_are_the_documented_ones(seed_archive):
    seen = {level for q in ("Daech jihadistes", "Daraa") for _, level in highlighted(seed_archive, q)}
    assert seen == set(map(str, Level))


def test_what_is_asked_as_written_matches_no_other_form(seed_archive):
    assert highlighted(seed_archive, '="évacués"') == {
        ("évacués", "exact"): highlighted(seed_archive, "=évacués")["évacués", "exact"]
    }
    counted = highlighted(seed_archive, '="combattants prorégime"')
    assert set(counted) == {("combattants prorégime", "exact")}
    assert counted["combattants prorégime", "exact"] < 5
    assert not highlighted(seed_archive, '="combattant prorégime"')


def test_a_common_word_in_small_letters_is_not_taken_for_a_name(seed_archive):
    assert {surface for surface, _ in highlighted(seed_archive, "hommes")} == {"Homme", "homme"}
    assert ("Homs", "spelling") not in highlighted(seed_archive, "hommes")


def test_an_acronym_is_no_spelling_of_a_name(seed_archive):
    assert "OSDH" not in {surface for surface, _ in highlighted(seed_archive, "Bashar al-Assad")}
