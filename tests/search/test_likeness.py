"""More like this: dispatches that share telling words and names, in other spellings too; never the dispatch itself."""

import pytest

import depeche
from depeche import Dispatch, NotFound, QuestionError

NEWS = {
    "druzes": "Des otages druzes enlevés à Soueida par l'EI ont été libérés. Damas a salué les négociateurs druzes.",
    "druzes-2": "A Suwayda, les familles druzes attendent des nouvelles des otages enlevés par le groupe Etat islamique.",
    "loyers": "Les loyers ont augmenté de trois pour cent à Lyon, selon une étude des notaires. Les étudiants cherchent plus loin.",
    "etude": "Une étude des notaires dit que les étudiants de Lyon paient des loyers plus élevés qu'à Lille.",
    "football": "Lyon a battu Lille trois buts à un. Le gardien a été exclu en fin de match.",
}


@pytest.fixture(scope="module", params=["tantivy", "whoosh"])
def news(request, tmp_path_factory):
    with depeche.create(tmp_path_factory.mktemp("like") / "archive", engine=request.param) as archive:
        archive.add(Dispatch(id_, text) for id_, text in NEWS.items())
        yield archive


PAIRS = [("druzes", "druzes-2"), ("druzes-2", "druzes"), ("loyers", "etude"), ("etude", "loyers")]


@pytest.mark.parametrize(("id_", "nearest"), PAIRS)
def test_what_tells_the_same_comes_first(news, id_, nearest):
    found = [hit.dispatch for hit in news.more_like(id_).passages]
    assert found[0] == nearest
    assert id_ not in found


def test_the_words_that_are_shared_are_highlighted(news):
    hit = news.more_like("loyers").passages[0]
    assert {"loyers", "notaires"} <= {highlight.surface for highlight in hit.highlights}


def test_an_answer_like_a_dispatch_may_be_narrowed(news):
    assert [hit.dispatch for hit in news.more_like("loyers", place="Lille").passages] == ["etude", "football"]


def test_one_passage_may_be_asked_alone(seed_archive):
    whole = seed_archive.more_like("000_91850bdc69bfff43")
    one = seed_archive.more_like("000_91850bdc69bfff43", 0)
    assert one.passages
    assert one.passages != whole.passages
    with pytest.raises(NotFound, match="has no passage 99: the last of its"):
        seed_archive.more_like("000_91850bdc69bfff43", 99)


@pytest.mark.parametrize("passage", [None, 1])
def test_a_cursor_goes_on_only_where_it_came_from(seed_archive, passage):
    id_, other = "000_91850bdc69bfff43", "002_4865b01c7181edea"
    following = seed_archive.more_like(id_, passage, limit=1).next
    assert seed_archive.more_like(id_, passage, limit=1, cursor=following).passages
    for ask in (
        lambda: seed_archive.more_like(other, passage, limit=1, cursor=following),
        lambda: seed_archive.more_like(id_, 0, limit=1, cursor=following),
        lambda: seed_archive.search("", limit=1, cursor=following),
    ):
        with pytest.raises(QuestionError, match="of another question"):
            ask()


def test_dates_do_not_crowd_out_who_and_what_is_named(tmp_path):
    days = " ".join(f"Le {day} mars 2018, rien. Le {day} mars 2018, rien." for day in range(1, 31))
    with depeche.create(tmp_path / "archive") as archive:
        archive.add([Dispatch("diary", f"{days} A Soueida, calme."), Dispatch("far", "Un marché a rouvert à Suwayda.")])
        assert [hit.dispatch for hit in archive.more_like("diary", levels={"alias"}).passages] == ["far"]


def test_an_unknown_dispatch_is_not_found(news):
    with pytest.raises(NotFound):
        news.more_like("none")


def test_versions_of_a_dispatch_are_left_out_unless_copies_are_asked_for(tmp_path):
    with depeche.create(tmp_path / "archive") as archive:
        archive.add(
            [Dispatch("one", NEWS["druzes"]), Dispatch("two", NEWS["druzes"], source="AFP"), Dispatch("three", NEWS["druzes-2"])]
        )
        assert [hit.dispatch for hit in archive.more_like("one").passages] == ["three"]
        assert {hit.dispatch for hit in archive.more_like("one", copies=True).passages} == {"two", "three"}
