"""Which page of an answer: numbers within bounds, and cursors that are followed where they came from or refused."""

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

import depeche
from depeche import Dispatch, QuestionError


@pytest.mark.parametrize("option", ["limit", "offset", "facet_limit"])
def test_a_negative_number_is_a_question_error(seed_archive, option):
    with pytest.raises(QuestionError):
        seed_archive.search("jihadistes", **{option: -1})


@pytest.mark.parametrize("option", ["limit", "offset", "group", "arrived_after", "facet_limit"])
def test_a_number_may_be_large_but_not_beyond_what_can_be_counted(seed_archives, option):
    for archive in seed_archives.values():
        assert archive.search("jihadistes", **{option: 1_000_000_000}) is not None
        for number in (1_000_000_001, 2**63, 10**30):
            with pytest.raises(QuestionError, match=f"{option}.* must be from 0 to 1000000000"):
                archive.search("jihadistes", **{option: number})
        with pytest.raises(QuestionError):
            archive.run("jihadistes", 2**63)


def cursor(text):
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


@pytest.mark.parametrize(
    "garbage", ["x", "éé", "====", "\ud800", "a b c", "Zm9v", cursor("1:2:3"), cursor("a:"), cursor("a:x"), "€" * 999]
)
def test_garbage_for_a_cursor_is_a_question_error(seed_archive, garbage):
    with pytest.raises(QuestionError):
        seed_archive.search("jihadistes", cursor=garbage)


@pytest.mark.parametrize("order", ["score", "newest"])
def test_a_cursor_may_not_go_where_no_page_can_be(seed_archive, order):
    page = seed_archive.search("jihadistes", limit=1, sort=order, copies=True)
    commit, asked, *_ = base64.urlsafe_b64decode(page.next + "==").decode().split(":")
    for shown in (-3, 2**63):
        with pytest.raises(QuestionError, match="where no page can be"):
            seed_archive.search("jihadistes", sort=order, copies=True, cursor=cursor(f"{commit}:{asked}:{shown}"))
    beyond = seed_archive.search("jihadistes", sort=order, copies=True, cursor=cursor(f"{commit}:{asked}:1000000000"))
    assert beyond.passages == ()


def test_a_cursor_of_another_question_or_order_is_a_question_error(seed_archive):
    following = seed_archive.search("jihadistes", limit=1).next
    for question, options in (("otages", {}), ("jihadistes", {"sort": "newest"}), ("jihadistes", {"place": "Deraa"})):
        with pytest.raises(QuestionError, match="of another question"):
            seed_archive.search(question, cursor=following, **options)


@given(st.text())
def test_any_cursor_is_followed_or_refused(seed_archives, text):
    try:
        seed_archives["tantivy"].search("jihadistes", cursor=text)
    except QuestionError as error:
        assert text
        assert str(error)


def test_a_cursor_of_another_commit_is_a_question_error(tmp_path):
    with depeche.create(tmp_path / "archive") as archive:
        archive.add(Dispatch(f"d{n}", f"Des otages à {n} km.") for n in range(3))
        following = archive.search("otages", limit=1).next
        assert archive.search("otages", limit=1, cursor=following).passages[0].rank == 2
        archive.add([Dispatch("d3", "Des otages.")])
        with pytest.raises(QuestionError, match="has changed since that page"):
            archive.search("otages", limit=1, cursor=following)


def test_a_cursor_takes_no_offset(seed_archive):
    following = seed_archive.search("jihadistes", limit=1).next
    with pytest.raises(QuestionError, match="give no offset with it"):
        seed_archive.search("jihadistes", limit=1, cursor=following, offset=2)
