"""Both engines order and score alike what questions of bare words compile to: sums of terms, and what raises them.

What of it scores its rarity alone is checked against the formula of the plan, in double precision.
"""

from math import log

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from depeche.core import fields
from depeche.core.plan import AnyOf, Constant, Near, Order, Raised, Sequence, Term
from depeche.indexer.engines import registry

SLOW = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
NEAR = 5e-4
WORDS = ("deraa", "daraa", "armée", "trêve", "de", "otage")
UNKNOWN = "idleb"
WEIGHT = st.sampled_from([0.1, 0.5, 0.8, 1.0, 1.7])
TEXT = st.lists(st.sampled_from(WORDS), max_size=12)
ASKED = st.sampled_from([*WORDS, UNKNOWN])
CONSTANT = st.builds(Term, st.sampled_from(sorted(fields.CONSTANTS)), ASKED, WEIGHT)
SCORED = st.builds(
    Term, st.sampled_from([fields.EXACT, fields.STEM, fields.COMPOUND, fields.TITLE, fields.TITLE_STEM]), ASKED, WEIGHT
)
ROW = st.builds(
    Sequence, st.just(fields.EXACT), st.lists(st.tuples(ASKED), min_size=2, max_size=3).map(tuple), st.integers(0, 1), WEIGHT
)
BASE = st.builds(AnyOf, st.lists(st.one_of(SCORED, SCORED, ROW), min_size=1, max_size=5).map(tuple))
TITLED = st.builds(lambda node: Constant(node, 0.0), st.builds(Term, st.sampled_from([fields.TITLE, fields.TITLE_STEM]), ASKED))
CLOSE = st.builds(
    lambda one, other, score: Constant(Near(fields.STEM, ((one,), (other,)), 1), score), ASKED, ASKED, st.sampled_from([0.4, 2.1])
)
ONCE = st.builds(AnyOf, st.lists(CONSTANT, min_size=2, max_size=3).map(tuple), st.just(0.0))
RAISING = st.lists(st.one_of(CONSTANT, CONSTANT, SCORED, ONCE, CLOSE), max_size=5).map(tuple)
PLANS = st.builds(
    lambda base, title, by: Raised(AnyOf((base, title)) if title else base, by), BASE, st.one_of(st.none(), TITLED), RAISING
)


@st.composite
def collections(draw, record):
    """Return records of a few dispatches in two batches: the first passage has the title, each the title's stems."""
    batches = ([], [])
    for number in range(draw(st.integers(1, 6))):
        title, date = draw(TEXT), draw(st.sampled_from([0, 20180731, 20180801]))
        batch = draw(st.sampled_from(batches))
        for ordinal in range(draw(st.integers(1, 3))):
            words = draw(TEXT)
            own = {"title": title, "title_stem": title} if ordinal == 0 else {"title": [], "title_stem": []}
            sets = {"compound": draw(TEXT), "family": dict.fromkeys(words), "head": dict.fromkeys(title)}
            batch.append(record(f"d{number}", ordinal, words, date=date, **own, **sets))
    return batches


@pytest.fixture
def drawn(record):
    return collections(record)


def scores(page):
    return {(match.dispatch, match.ordinal): match.score for match in page}


@SLOW
@given(data=st.data())
def test_plans_of_questions_have_one_order_and_one_score(tmp_path_factory, build, drawn, data):
    parts, folder = data.draw(drawn), tmp_path_factory.mktemp("questions")
    readers = [build(registry.engine(name), folder / name, *parts) for name in registry.NAMES]
    for _ in range(8):
        plan = data.draw(PLANS)
        first, second = (reader.search(plan, 99) for reader in readers)
        assert scores(first) == pytest.approx(scores(second), abs=NEAR)
        assert [m.score for m in first] == pytest.approx([m.score for m in second], abs=NEAR)
        for reader, page in zip(readers, (first, second), strict=True):
            assert page == sorted(page, key=lambda m: (-m.score, -m.date_key, m.dispatch, m.ordinal))
            assert reader.search(plan, 2, 1) == page[1:3]
            assert reader.count(plan).passages == len(page)
            assert scores(page).keys() == scores(reader.search(plan.child, 99)).keys()
        assert len({tuple(reader.search(plan, 99, order=Order.NEWEST)) for reader in readers}) == 1
    for reader in readers:
        reader.close()


@SLOW
@given(data=st.data())
def test_a_term_of_constant_length_scores_its_rarity_alone(tmp_path_factory, build, drawn, data):
    parts, folder = data.draw(drawn), tmp_path_factory.mktemp("rarity")
    records = [*parts[0], *parts[1]]
    for name in registry.NAMES:
        reader = build(registry.engine(name), folder / name, *parts)
        for field in fields.CONSTANTS:
            for term in WORDS:
                holding = {(item.dispatch, item.ordinal) for item in records if term in item.sets[field].split()}
                rarity = log(1 + (reader.size() - len(holding) + 0.5) / (len(holding) + 0.5))
                found = scores(reader.search(Term(field, term, 1.7), 99))
                assert found == pytest.approx(dict.fromkeys(holding, 1.7 * rarity), abs=NEAR)
        reader.close()
