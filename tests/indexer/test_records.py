"""The records of a dispatch: terms in step, values as the fields say, and only prose in the passages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depeche import Dispatch, DispatchDate, Kind, Precision, mentions
from depeche.analyzers import layout
from depeche.core import cards, fields
from depeche.indexer import assembling
from depeche.indexer.engines.contract import Payload
from depeche.indexer.payload import decode
from depeche.indexer.records import draft, fingerprint

WIRE = (
    " date 2018-07 Beyrouth - Des combats opposent mardi les forces prorégime à l'EI près de Deraa, selon l'OSDH."
    "Des raids ont visé Soueida, a dit à l'AFP M. Rami Abdel Rahmane.(©AFP / 31 juillet 2018 16h39)"
)
WORDS = [
    "Deraa",
    "l'EI",
    "pro-régime",
    "La Syrie",
    "1 600",
    "\n\n",
    ". ",
    "(AFP)",
    " date 2018-07 ",
    "\ud800",
    "Beyrouth - ",
    "،",
    "درعا",
]
TEXTS = st.one_of(st.text(), st.lists(st.sampled_from(WORDS), max_size=30).map(" ".join))


@pytest.fixture(scope="module")
def wire():
    return draft(Dispatch("a", WIRE)).records()


def given_back(records):
    return [decode(Payload(record.ordinal, records[0].payload)) for record in records]


def joined(made, field):
    return [value for record in made for value in record.values.get(field, ())]


@given(TEXTS)
def test_words_and_stems_are_of_one_length_and_values_are_of_the_known_fields(text):
    for ordinal, record in enumerate(draft(Dispatch("a", text)).records()):
        assert record.ordinal == ordinal
        assert set(record.streams) == set(fields.STREAMS if ordinal == 0 else (fields.EXACT, fields.STEM))
        for one, other in ((fields.EXACT, fields.STEM), (fields.TITLE, fields.TITLE_STEM)):
            assert len(record.streams.get(one, "").split(" ")) == len(record.streams.get(other, "").split(" "))
        assert set(record.sets) == set(fields.SETS)
        assert set(record.values) <= set(fields.VALUES)


@given(TEXTS)
def test_terms_hold_no_white_space_and_nothing_that_an_engine_cannot_keep(text):
    for record in draft(Dispatch("a", text)).records():
        terms = [term for group in (*record.streams.values(), *record.sets.values()) if group for term in group.split(" ")]
        values = [value for group in record.values.values() for value in group]
        assert all(term and not any(map(str.isspace, term)) for term in terms)
        assert not any("\ud800" <= c <= "\udfff" or c == "\0" for term in (*terms, *values) for c in term)


@given(TEXTS)
def test_values_of_a_passage_are_distinct(text):
    for record in draft(Dispatch("a", text)).records():
        assert all(len(values) == len(set(values)) for values in record.values.values())


@given(TEXTS)
def test_every_passage_is_of_its_dispatch(text):
    assert {record.dispatch for record in draft(Dispatch("a", text)).records()} == {"a"}


@pytest.mark.parametrize("text", ["", " ", "\n\n", " date 2018-07 "])
def test_a_text_without_prose_has_one_empty_passage(text):
    records = draft(Dispatch("a", text)).records()
    assert [one.text for one in given_back(records)] == [""]
    assert records[0].streams[fields.EXACT] == ""


def test_header_dateline_and_trailer_are_in_no_passage(wire):
    form = layout.read(WIRE)
    assert form.header
    assert form.dateline
    assert form.trailer
    for stored in given_back(wire):
        assert form.prose.start <= stored.start <= stored.end <= form.prose.end
    terms = {term for record in wire for term in record.streams[fields.EXACT].split()}
    assert "deraa" in terms
    assert not terms & {"date", "beyrouth", "juillet", "16h39"}


def test_prose_lies_in_passages_whole_save_blanks():
    text = "\n\n".join("Des combats ont eu lieu. " * 30 for _ in range(3))
    parts = given_back(draft(Dispatch("a", text)).records())
    assert all(part.text == part.text.strip() and part.gap.strip() == "" for part in parts)
    assert sum(part.text.count("combats") for part in parts) == 90


def test_what_the_text_says_of_itself_fills_in_what_the_dispatch_does_not(wire):
    assert list(wire[0].values[fields.SOURCE]) == ["AFP"]
    assert list(wire[0].values[fields.DATE]) == ["2018", "2018-07", "2018-07-31"]
    assert list(wire[0].values[fields.MONTH]) == ["2018-07"]
    assert wire[0].date_key == 201807311639


def test_what_the_dispatch_says_goes_before_its_text():
    made = draft(Dispatch("a", WIRE, DispatchDate("2019", Precision.YEAR), "RFI")).records()
    assert list(made[0].values[fields.SOURCE]) == ["RFI"]
    assert list(made[0].values[fields.DATE]) == ["2019"]
    assert fields.MONTH not in made[0].values
    assert made[0].date_key == 201900000000


def test_every_passage_has_the_date_and_source_of_its_dispatch():
    text = "\n\n".join("Des combats ont eu lieu. " * 30 for _ in range(3))
    made = draft(Dispatch("a", text, DispatchDate("2018-07", Precision.MONTH), "RFI")).records()
    assert len(made) > 1
    assert all(list(record.values[fields.SOURCE]) == ["RFI"] for record in made)
    assert all(list(record.values[fields.MONTH]) == ["2018-07"] for record in made)


def test_places_come_with_all_that_they_lie_in(wire):
    within = joined(wire, fields.WITHIN)
    assert set(joined(wire, fields.PLACE)) <= set(within)
    assert "SY" in within
    assert "SY" not in joined(wire, fields.PLACE)


def test_the_dateline_s_place_is_one_of_the_first_passage_and_its_mention_is_stored_with_the_facts(wire):
    first, *rest = given_back(wire)
    assert first.facts.dateline == "LB.beyrouth"
    assert "LB.beyrouth" in wire[0].values[fields.PLACE]
    assert {"LB"} <= set(wire[0].values[fields.COUNTRY]) & set(wire[0].values[fields.WITHIN])
    assert [WIRE[start:end] for start, end, *_ in first.facts.names] == ["2018-07", "Beyrouth", "AFP", "31 juillet 2018"]
    assert "LB.beyrouth" not in {id_ for one in (first, *rest) for _, _, id_, _ in one.names}


@pytest.mark.parametrize("text", ["Des combats à Deraa.", "AFP - Des combats à Deraa.", "", "Zyqxville - Des combats à Deraa."])
def test_a_text_without_a_dateline_s_place_that_is_known_has_none(text):
    facts = given_back(draft(Dispatch("a", text)).records())[0].facts
    assert facts.dateline is None or facts.dateline.startswith("cue:")


def test_dates_are_stored_as_mentions_seen_from_the_dispatch_s_own_date():
    records = draft(Dispatch("a", "Des combats ont éclaté mardi.", DispatchDate("2018-07-31", Precision.DAY))).records()
    assert [id_ for _, _, id_, _ in given_back(records)[0].names] == ["2018-07-31"]
    assert [joined(records, name) for name in (fields.PLACE, fields.ACTOR)] == [[], []]


def test_what_was_read_from_the_text_is_told_from_what_the_dispatch_said(wire):
    given = draft(Dispatch("a", WIRE, DispatchDate("2019", Precision.YEAR), "RFI")).records()
    assert given_back(wire)[0].facts.read == ("date", "source")
    assert given_back(given)[0].facts.read == ()


def test_the_mentions_of_a_dispatch_come_back_from_its_passages(wire):
    named = mentions(WIRE, published=layout.read(WIRE).date)
    stored = given_back(wire)
    assert assembling.mentions(stored) == [(m.start, m.end, m.id, m.level) for m in named]
    assert {m.kind for m in named} == set(Kind)


def test_places_and_actors_are_those_of_the_prose_and_the_dateline(wire):
    form = layout.read(WIRE)
    spans = [form.prose, form.dateline]
    named = [m for m in mentions(WIRE) if any(span.start <= m.start and m.end <= span.end for span in spans)]
    assert {m.id for m in named if m.kind is Kind.PLACE} == set(joined(wire, fields.PLACE))
    assert {m.id for m in named if m.kind is Kind.ACTOR} == set(joined(wire, fields.ACTOR))
    assert {m.type for m in named if m.kind is Kind.ACTOR} == set(joined(wire, fields.ACTOR_TYPE))


def test_each_entity_named_has_its_card_and_so_has_what_it_lies_in(wire):
    entities = [cards.entity(line) for line in draft(Dispatch("a", WIRE)).cards]
    named = {*joined(wire, fields.PLACE), *joined(wire, fields.ACTOR)}
    above = {id_ for entity in entities for id_ in entity.ancestors}
    outside = {id_ for _, _, id_, _ in given_back(wire)[0].facts.names if not id_[0].isdigit()}
    assert {entity.id for entity in entities} == named | above | outside
    assert "SY" in above - named


def test_stored_names_stand_where_they_say(wire):
    for stored in given_back(wire):
        surfaces = {stored.text[start:end] for start, end, *_ in stored.names}
        assert "Deraa" in surfaces


def test_words_with_a_capital_and_other_forms_of_compounds_have_their_fields():
    (record,) = draft(Dispatch("a", "Le régime et un pro-régime de Deir-Ezzor sont à deraa.")).records()
    assert {"le", "deir", "ezzor"} <= set(record.values[fields.CAPITAL])
    assert "deraa" not in record.values[fields.CAPITAL]
    assert {"regime", "deirezzor"} <= set(record.sets[fields.COMPOUND].split())


def test_the_same_dispatch_gives_the_same_records_and_the_fingerprint_stays():
    assert draft(Dispatch("a", WIRE)).records() == draft(Dispatch("a", WIRE)).records()
    assert fingerprint() == fingerprint()


def test_a_number_at_the_cut_of_an_endless_sentence_stays_whole():
    text = "mot " * 399 + "350 000 morts " + "fin " * 300
    exact = [term for record in draft(Dispatch("x", text)).records() for term in record.streams[fields.EXACT].split()]
    assert "350000" in exact


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        ("Evacuation de Daraa", "un mot.", {"evacuation", "daraa"}),
        ("EVACUATION DE DARAA", "un mot.", set()),
        ("EVACUATION DE DARAA", "à Daraa, une évacuation.", {"daraa"}),
        (None, "un mot.", set()),
    ],
)
def test_words_of_titles_with_a_capital_have_their_field_unless_the_title_is_all_capitals(title, text, expected):
    (record,) = draft(Dispatch("a", text, title=title)).records()
    assert set(record.values.get(fields.CAPITAL, ())) == expected


LONG = "\n\n".join("Des combats ont eu lieu. " * 30 for _ in range(3))


def test_the_words_of_the_title_are_those_of_the_first_passage_its_stems_of_all():
    first, *rest = draft(Dispatch("a", LONG, title="Les combats de Deraa")).records()
    assert first.streams[fields.TITLE] == "les combats de deraa"
    assert first.streams[fields.TITLE_STEM] == "le combat de dera"
    assert rest
    assert not any(fields.TITLE in record.streams or fields.TITLE_STEM in record.streams for record in rest)
    assert {record.sets[fields.HEAD] for record in (first, *rest)} == {"combat dera"}


def test_only_the_first_passage_leads_and_tells_the_content():
    first, *rest = draft(Dispatch("a", f"{LONG}\n\n{'Des raids ont visé Soueida en Syrie. ' * 30}")).records()
    assert {fields.LEAD, fields.CONTENT} <= set(first.values)
    assert not any({fields.LEAD, fields.CONTENT} & set(record.values) for record in rest)


def test_without_entities_nothing_is_named_and_no_gazetteer_is_asked():
    records = draft(Dispatch("a", WIRE), entities=False).records()
    assert [one.names for one in given_back(records)] == [()]
    assert [joined(records, name) for name in (fields.PLACE, fields.ACTOR)] == [[], []]
    assert list(records[0].values[fields.SOURCE]) == ["AFP"]
    assert fingerprint(entities=False) != fingerprint()
