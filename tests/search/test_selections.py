"""Values selected in facets: by any name, several of one facet or of several, and what is then counted of the others."""

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import depeche
from depeche import Dispatch, DispatchDate, Precision, QuestionError

ALL = 1000
NEWS = {
    "deraa": ("Des combats ont fait dix morts à Deraa, selon l'OSDH.", "2018-07-31", "AFP"),
    "idleb": ("Des combats opposent l'EI aux rebelles près d'Idleb.", "2018-07-30", "RFI"),
    "alep": ("Des combats ont repris à Alep, selon l'OSDH et selon l'EI.", "2018-05-02", "AFP"),
    "syrie": ("Des combats se poursuivent en Syrie, selon Bachar al-Assad.", "2018-05-03", "RFI"),
    "liban": ("Des combats ont éclaté à la frontière du Liban.", "2018-05-04", "AFP"),
    "rien": ("Des combats ont éclaté dans la nuit.", None, None),
    "otages": ("Des otages ont été libérés à Deraa.", "2018-07-31", "RFI"),
}
FACETS = ("place", "actor", "type", "country", "source", "month")


def dispatch(id_):
    text, date, source = NEWS[id_]
    return Dispatch(id_, text, DispatchDate(date, Precision.DAY) if date else None, source)


@pytest.fixture(scope="module", params=["tantivy", "whoosh"])
def news(request, tmp_path_factory):
    """An archive of a sentence a dispatch; not to be added to."""
    with depeche.create(tmp_path_factory.mktemp("news") / "archive", engine=request.param) as archive:
        archive.add(map(dispatch, NEWS))
        yield archive


@pytest.fixture(scope="module")
def found(news):
    """Return a function from a question and its options to the ids of what it finds."""
    return lambda question="combats", **options: {hit.dispatch for hit in news.search(question, limit=ALL, **options).passages}


@pytest.fixture(scope="module")
def shown(news):
    """Return a function from a facet, and options, to the passages of each label."""

    def of(facet, question="combats", **options):
        return {count.label: count.totals.passages for count in news.search(question, **options).facets[facet]}

    return of


@pytest.mark.parametrize("name", ["Deraa", "Daraa", "Dera'a", "deraa", "درعا", "DERAA"])
def test_a_place_is_selected_by_any_spelling_in_any_script(found, name):
    assert found(place=name) == {"deraa"}


@pytest.mark.parametrize("name", ["Syrie", "Syria", "SY", "سوريا"])
def test_a_place_and_a_country_hold_what_lies_in_them(found, name):
    assert found(place=name) == found(country=name) == {"deraa", "idleb", "alep", "syrie"}


def test_a_province_is_no_country(news):
    results = news.search("combats", country="Deraa")
    assert (results.total.passages, results.notes) == (0, ("no country “Deraa” in this archive",))


@pytest.mark.parametrize("name", ["EI", "Daech", "ISIS", "groupe Etat islamique"])
def test_an_actor_is_selected_by_any_name(found, name):
    assert found(actor=name) == {"idleb", "alep"}


@pytest.mark.parametrize("name", ["NGO", "ngo"])
def test_a_type_of_actor_is_selected_in_any_case(found, name):
    assert found(type=name) == {"deraa", "alep"}


@pytest.mark.parametrize("name", ["RFI", "rfi"])
def test_a_source_is_selected_in_any_case(found, name):
    assert found(source=name) == {"idleb", "syrie"}


def test_a_source_is_selected_by_a_spelling_of_its_name(tmp_path):
    with depeche.create(tmp_path / "archive") as archive:
        archive.add([Dispatch("a", "Un mot.", source="Al-Jazeera"), Dispatch("b", "Un mot.", source="RFI")])
        assert [hit.dispatch for hit in archive.search("mot", source="Aljazira").passages] == ["a"]


def test_a_month_is_selected(found):
    assert found(month="2018-07") == {"deraa", "idleb"}


@pytest.mark.parametrize("month", ["2018", "2018-7", "2018-13", "2018-07-31", "juillet", "", "2018-07\n"])
def test_what_is_no_month_is_a_question_error_that_says_what_is(news, month):
    with pytest.raises(QuestionError, match="is no month: write 2018-07"):
        news.search("combats", month=month)


def test_values_of_one_facet_are_alternatives(found):
    assert found(place=["Deraa", "Idlib"]) == {"deraa", "idleb"}
    assert found(source=("AFP", "RFI")) == found(source="AFP") | found(source="RFI")
    assert found(month={"2018-05", "2018-07"}) == found() - {"rien"}


def test_different_facets_must_all_hold(found):
    assert found(place="Syrie", source="AFP") == {"deraa", "alep"}
    assert found(place="Syrie", source="AFP", actor="Daech") == {"alep"}
    assert found(place=["Deraa", "Idleb"], month="2018-07", type="NGO", country="Syrie") == {"deraa"}
    assert found(place="Deraa", month="2018-05") == set()


def test_a_selection_and_the_question_must_both_hold(found):
    assert found("otages", place="Deraa") == {"otages"}
    assert found("otages OR combats", place="Deraa") == {"otages", "deraa"}
    assert found("-combats", place="Syrie") == {"otages"}
    assert found("combats place:Deraa", place="Idleb") == set()


def test_a_question_of_nothing_with_a_selection_asks_for_all_that_is_selected(found, news):
    assert found("", place="Deraa") == found("  ", place="Daraa") == {"deraa", "otages"}
    assert found("") == set()
    assert news.search("", source="AFP").facets["month"][0].label == "2018-05"


@pytest.mark.parametrize("nothing", [None, (), []])
def test_no_value_selects_nothing(found, nothing):
    assert found(place=nothing, month=nothing) == set(NEWS) - {"otages"}


@pytest.mark.parametrize(
    ("facet", "value"),
    [("place", "Zyqx"), ("actor", "Zyqx"), ("type", "Zyqx"), ("country", "Zyqx"), ("source", "Zyqx"), ("month", "1999-01")],
)
def test_a_value_that_the_archive_does_not_hold_matches_nothing_and_is_noted(news, found, facet, value):
    results = news.search("combats", **{facet: value})
    assert (results.total.passages, results.passages, results.notes) == (0, (), (f"no {facet} “{value}” in this archive",))
    known = news.search("combats").facets[facet][0].id
    assert found(**{facet: [known, value]}) == found(**{facet: known})


def test_a_facet_s_own_selection_does_not_hide_its_other_values(shown):
    for facet in FACETS:
        first, *_ = shown(facet)
        assert shown(facet, **{facet: first}) == shown(facet)


def test_other_facets_are_counted_within_the_selection(shown):
    assert shown("month", source="RFI") == {"2018-05": 1, "2018-07": 1}
    assert shown("country", source="RFI") == {"Syrie": 2}
    assert shown("source", source="RFI", month="2018-07") == {"AFP": 1, "RFI": 1}
    assert shown("month", source="RFI", month="2018-07") == {"2018-05": 1, "2018-07": 1}


def test_what_is_selected_says_so_and_is_listed_beyond_the_limit_and_at_zero(news):
    facet = news.search("combats", month=["2018-05", "2018-07"], facet_limit=1).facets["month"]
    assert [(count.label, count.selected, count.totals.passages) for count in facet] == [("2018-05", True, 3), ("2018-07", True, 2)]
    zero = news.search("otages", source="AFP", facet_limit=1).facets["source"]
    assert [(c.label, c.selected, c.totals) for c in zero] == [
        ("RFI", False, depeche.Totals(1, 1)),
        ("AFP", True, depeche.Totals(0, 0)),
    ]
    plain = news.search("otages", source="AFP", dispatches=False).facets["source"]
    assert [count.totals.dispatches for count in plain] == [None, None]


def test_no_other_value_is_marked_as_selected(news):
    for counts in news.search("combats", place="Deraa").facets.values():
        assert all(count.selected == (count.label == "Deraa") for count in counts)


def test_a_selection_does_not_score_and_does_not_highlight(news):
    plain = {hit.dispatch: (hit.score, hit.highlights) for hit in news.search("combats").passages}
    narrowed = news.search("combats", place="Syrie", source="AFP").passages
    assert all(plain[hit.dispatch] == (hit.score, hit.highlights) for hit in narrowed)


def test_pages_within_a_selection_join_to_the_whole(news):
    whole = news.search("combats", place="Syrie")
    first = news.search("combats", place="Syrie", limit=3)
    rest = news.search("combats", place="Syrie", limit=3, cursor=first.next)
    assert first.passages + rest.passages == whole.passages
    assert first.facets == rest.facets == whole.facets


def test_facets_together_are_those_of_one_combination_after_the_other(news, found):
    chosen = {"place": "Syrie", "source": "AFP", "month": "2018-05", "type": "NGO"}
    for pair in combinations(chosen, 2):
        both = {facet: chosen[facet] for facet in pair}
        expected = found(**{pair[0]: chosen[pair[0]]}) & found(**{pair[1]: chosen[pair[1]]})
        assert found(**both) == expected


@settings(max_examples=60)
@given(
    facet=st.sampled_from(FACETS), values=st.lists(st.text() | st.sampled_from(["Deraa", "\ud800", "\0", "x" * 9000]), max_size=3)
)
def test_any_text_can_be_selected_or_is_refused(seed_archives, facet, values):
    try:
        one, other = (archive.search("jihadistes", **{facet: values}) for archive in seed_archives.values())
    except QuestionError:
        assert facet == "month"
        return
    assert (one.total, one.facets, one.notes) == (other.total, other.facets, other.notes)
    assert one.total.passages <= 18
