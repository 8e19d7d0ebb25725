"""What `import depeche` gives: its names, round trips on both engines, snapshots, threads."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import depeche
from depeche import Dispatch, DispatchDate, NotFound, Precision, Totals

NAMES = [
    "Archive",
    "ArchiveDamaged",
    "ArchiveError",
    "ArchiveExists",
    "ArchiveFormatError",
    "ArchiveLocked",
    "ArchiveNotFound",
    "Copy",
    "DepecheError",
    "Dispatch",
    "DispatchDate",
    "DuplicateIdError",
    "EngineError",
    "Entity",
    "EntityRef",
    "Explained",
    "FacetCount",
    "Finding",
    "Group",
    "Highlight",
    "Hit",
    "InputError",
    "Kind",
    "Level",
    "Mention",
    "MentionLevel",
    "NotFound",
    "Part",
    "Precision",
    "Problem",
    "QuestionError",
    "ReadingError",
    "Repaired",
    "Report",
    "Results",
    "Same",
    "SavedQuestion",
    "SavedQuestions",
    "SearchOptions",
    "Snapshot",
    "Snippet",
    "Spelling",
    "Stored",
    "Suggestion",
    "Totals",
    "UserTable",
    "UserTables",
    "__version__",
    "check",
    "create",
    "mentions",
    "open",
    "read",
    "repair",
    "same_name",
    "snippet",
]
PIECES = st.sampled_from(["Des combats à Deraa. ", "\n\n", "\r\n", " date 2018-07 ", "(AFP)", "\ud800", "\0", "L'EI. ", "\ufeff"])
TEXTS = st.one_of(st.text(st.characters()), st.lists(PIECES, max_size=20).map("".join))


@pytest.fixture(params=["tantivy", "whoosh"])
def archive(request, tmp_path):
    with depeche.create(tmp_path / "archive", engine=request.param) as made:
        yield made


def loaded(code):
    """Return the modules that a fresh interpreter holds after `code`."""
    shown = f"import sys\n{code}\nprint(*sys.modules)"
    return set(subprocess.run([sys.executable, "-c", shown], capture_output=True, text=True, check=True).stdout.split())


def test_the_public_names_are_the_documented_ones_in_order():
    assert depeche.__all__ == NAMES == sorted(NAMES)
    assert set(NAMES) <= set(dir(depeche))


@pytest.mark.parametrize("name", NAMES)
def test_each_public_name_can_be_imported(name):
    assert getattr(depeche, name) is not None


def test_a_name_that_is_not_public_is_an_attribute_error():
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        depeche.nothing  # noqa: B018


def test_the_errors_are_one_tree():
    errors = [getattr(depeche, name) for name in NAMES if isinstance(getattr(depeche, name), type)]
    errors = [error for error in errors if issubclass(error, BaseException)]
    assert len(errors) == 13
    assert all(issubclass(error, depeche.DepecheError) for error in errors)


def test_importing_depeche_imports_no_engine_and_no_table():
    modules = loaded("import depeche")
    assert not modules & {"tantivy", "whoosh", "rich", "click", "depeche.archive", "depeche.analyzers.chain"}


def test_searching_a_tantivy_archive_imports_neither_whoosh_nor_rich(tmp_path):
    depeche.create(tmp_path / "archive", engine="tantivy").close()
    modules = loaded(f"import depeche\nwith depeche.open({str(tmp_path / 'archive')!r}) as archive: archive.search('Deraa')")
    assert "tantivy" in modules
    assert not modules & {"whoosh.index", "rich"}


def test_what_is_added_is_found_and_given_back(archive):
    dispatch = Dispatch(
        "a", "Des otages à Deraa.", DispatchDate("2018-07-31", Precision.DAY, "x"), "AFP", "T", "http://u", "p", "cp1252", b"\xff"
    )
    report = archive.add([dispatch])
    assert (report.dispatches, report.passages, report.characters, report.problems) == (1, 1, 19, [])
    hit = archive.search("Daraa").passages[0]
    assert (hit.dispatch, hit.date, hit.source, hit.title, hit.path) == ("a", "2018-07-31", "AFP", "T", "p")
    assert archive.snapshot().dispatch("a") == dispatch
    assert list(archive.snapshot().dispatches()) == [dispatch]


def test_the_seeds_come_back_byte_for_byte(seed_archive, seeds):
    files = {file.stem: file.read_bytes() for file in seeds.glob("*.txt")}
    given_back = {one.id: one.bom + one.text.encode(one.encoding) for one in seed_archive.snapshot().dispatches()}
    assert given_back == files
    assert len(files) == 5


@pytest.mark.parametrize("engine", ["tantivy", "whoosh"])
@settings(max_examples=25)
@given(texts=st.lists(TEXTS, min_size=1, max_size=4))
def test_any_texts_come_back_as_they_were(engine, texts, tmp_path_factory):
    with depeche.create(tmp_path_factory.mktemp("any") / "archive", engine=engine) as archive:
        archive.add(Dispatch(f"d{n}", text, title=str(n)) for n, text in enumerate(texts))
        assert [dispatch.text for dispatch in archive.snapshot().dispatches()] == texts
        assert archive.snapshot().totals().dispatches == len(texts)


def test_an_id_that_the_archive_does_not_hold_is_not_found(seed_archive):
    for id_ in ("rien", "", "000", "\0"):
        with pytest.raises(NotFound):
            seed_archive.snapshot().dispatch(id_)


def test_dispatches_come_by_id_whatever_the_order_of_adding(archive):
    archive.add(Dispatch(id_, id_) for id_ in ("b", "é", "a"))
    archive.add([Dispatch("aa", "x")])
    assert [dispatch.id for dispatch in archive.snapshot().dispatches()] == ["a", "aa", "b", "é"]


def test_a_snapshot_does_not_see_later_adds(archive):
    archive.add([Dispatch("a", "Des otages.")])
    before = archive.snapshot()
    archive.add([Dispatch("b", "Des otages."), Dispatch("a", "Autre chose.")])
    after = archive.snapshot()
    assert [hit.dispatch for hit in before.search("otages").passages] == ["a"]
    assert [hit.dispatch for hit in after.search("otages").passages] == ["b"]
    assert (before.totals(), after.totals()) == (Totals(1, 1), Totals(2, 2))
    assert before.dispatch("a").text == "Des otages."
    assert before.commit != after.commit


def test_another_handle_sees_what_was_added_once_it_reopens(archive):
    archive.add([Dispatch("a", "Des otages.")])
    with depeche.open(archive.path) as reading:
        assert reading.search("otages").total.passages == 1
        archive.add([Dispatch("b", "Des otages !")])
        assert reading.search("otages").total.passages == 1
        reading.reopen()
        assert reading.search("otages").total.passages == 2


def test_threads_share_an_archive_and_get_the_same_answers(archive, seeds):
    archive.add(depeche.read([seeds]))
    questions = ["Daraa", "Daech", '"forces du régime"~2', "place:Syrie otages", "=EI -Damas", "Rami Abdulrahman"] * 4
    expected = [archive.search(question) for question in questions]
    with depeche.open(archive.path) as fresh, ThreadPoolExecutor(8) as pool:
        assert list(pool.map(fresh.search, questions)) == expected


def test_a_question_while_another_thread_adds_sees_one_commit_or_the_other(archive):
    archive.add([Dispatch("d", "Des otages. " * 3)])
    with ThreadPoolExecutor(4) as pool:
        answers = [pool.submit(archive.search, "otages") for _ in range(40)]
        archive.add(Dispatch(f"d{n}", f"Des otages : {n}.") for n in range(3))
        totals = {answer.result().total.dispatches for answer in answers}
    assert totals <= {1, 4}
    assert archive.search("otages").total.dispatches == 4


def test_an_archive_describes_itself(seed_archive):
    described = seed_archive.describe()
    assert list(described) == [
        *("path", "format", "engine", "engine_version", "fingerprint", "entities"),
        *("outdated", "commit", "passages", "dispatches", "bytes"),
    ]
    assert (described["engine"], described["dispatches"], described["passages"]) == (seed_archive.engine, 5, 24)
    assert described["bytes"] > 12_000


def test_a_second_writer_is_refused_while_one_is_at_work(archive):
    def slow():
        with depeche.open(archive.path) as other, pytest.raises(depeche.ArchiveLocked):
            other.add([Dispatch("b", "Un mot.")])
        yield Dispatch("a", "Un mot.")

    archive.add(slow())
    assert [dispatch.id for dispatch in archive.snapshot().dispatches()] == ["a"]


def test_after_an_error_midway_the_archive_can_be_added_to(archive):
    def broken():
        yield Dispatch("a", "Un mot.")
        raise depeche.ReadingError("le disque est parti")

    with pytest.raises(depeche.ReadingError):
        archive.add(broken())
    assert archive.snapshot().totals() == Totals(0, 0)
    archive.add([Dispatch("a", "Un mot.")])
    assert archive.snapshot().totals() == Totals(1, 1)


def test_an_archive_may_be_closed_twice_and_asked_again(archive):
    archive.add([Dispatch("a", "Un mot.")])
    archive.close()
    archive.close()
    assert archive.search("mot").total.passages == 1


def test_results_are_plain_values_for_json(seed_archive):
    results = seed_archive.search("Daraa", limit=1)
    assert set(results.to_dict()) == {"query", "total", "next", "notes", "suggestions", "passages", "groups", "explained", "facets"}
    assert results == replace(results)


def test_names_and_mentions_need_no_archive():
    assert depeche.same_name("Deraa", "Daraa") > 0.5 > depeche.same_name("Deraa", "Damas")
    assert [mention.surface for mention in depeche.mentions("Les rebelles ont quitté Douma.")] == ["Douma"]
