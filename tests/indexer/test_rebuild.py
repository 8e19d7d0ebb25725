"""An archive analysed again: the same dispatches with the tables of now, and whatever interrupts it, one archive or the other."""

import json
import os
import re
import subprocess
import sys

import pytest

import depeche
from depeche import ArchiveFormatError, ArchiveLocked, Dispatch, DispatchDate, EngineError, NotFound, Precision
from depeche.indexer.archive import ArchiveFolder
from depeche.indexer.engines import registry

DISPATCHES = [
    Dispatch("a", " date 2018-07 Beyrouth - Des combats à Zyqxville.(©AFP / 31 juillet 2018 16h39)", title="T", path="a.txt"),
    Dispatch("b", "\ufeffDes otages à Deraa.\r\n", DispatchDate("2019", Precision.YEAR, "date: 2019"), "RFI", bom=b"\xef\xbb\xbf"),
    Dispatch("c", "\n\n".join("Des combats ont eu lieu. " * 30 for _ in range(3))),
]


@pytest.fixture(params=registry.NAMES)
def archive(request, tmp_path):
    with depeche.create(tmp_path / "archive", engine=request.param) as made:
        made.add(DISPATCHES)
        yield made


def age(archive):
    """Let the archive be one of other rules."""
    manifest = archive.path / "manifest.json"
    manifest.write_text(json.dumps(json.loads(manifest.read_text()) | {"fingerprint": "chain-0"}))


def engines(archive):
    return sorted(path.name for path in archive.path.glob("engine*"))


def texts(archive):
    return {one.id: one.text for one in archive.snapshot().dispatches()}


WHOLE = {one.id: one.text for one in DISPATCHES}


def test_an_archive_of_other_rules_takes_dispatches_in_again_once_it_is_rebuilt(archive):
    before = list(archive.snapshot().dispatches()), archive.search("combats").to_dict()
    age(archive)
    assert archive.outdated
    with pytest.raises(ArchiveFormatError, match="rebuild`"):
        archive.add([Dispatch("d", "Un mot.")])
    report = archive.rebuild()
    assert (report.dispatches, report.problems, archive.outdated) == (3, [], False)
    assert (list(archive.snapshot().dispatches()), archive.search("combats").to_dict()) == before
    archive.add([Dispatch("d", "Un mot.")])
    assert archive.snapshot().totals().dispatches == 4


def test_the_rules_and_tables_of_now_are_those_of_the_rebuilt_archive(archive, tmp_path):
    (tmp_path / "mine.tsv").write_text("kind\tid\ttype\tlabel\twithin\nplace\tuser:zyqx\tcity\tZyqxville\tSY\n")
    archive.gazetteer.add(tmp_path / "mine.tsv")
    assert "user:zyqx" not in {mention.id for mention in archive.snapshot().mentions("a")}
    archive.rebuild()
    (mention,) = [mention for mention in archive.snapshot().mentions("a") if mention.id == "user:zyqx"]
    assert (mention.surface, mention.label, mention.ancestors) == ("Zyqxville", "Zyqxville", ("SY",))
    assert {hit.dispatch for hit in archive.search("place:Zyqxville").passages} == {"a"}


def test_what_a_text_says_of_itself_is_read_again_and_what_was_said_of_it_stays(archive, monkeypatch):
    monkeypatch.setattr("depeche.analyzers.layout.header._STAMP", re.compile(r"(?!)"))
    monkeypatch.setattr("depeche.analyzers.layout.trailer._PIECES", 0)
    archive.rebuild()
    assert archive.snapshot().dispatch("a").date is None
    assert archive.snapshot().dispatch("b") == DISPATCHES[1]


@pytest.mark.parametrize("engine", registry.NAMES)
def test_an_archive_can_change_its_engine(archive, engine):
    archive.rebuild(engine=engine)
    assert (archive.engine, texts(archive), len(engines(archive))) == (engine, WHOLE, 1)
    with pytest.raises(EngineError, match="sqlite"):
        archive.rebuild(engine="sqlite")
    assert texts(archive) == WHOLE


def test_progress_is_called_with_each_dispatch(archive):
    seen = []
    archive.rebuild(progress=lambda dispatch: seen.append(dispatch.id))
    assert seen == ["a", "b", "c"]


def test_an_empty_archive_is_rebuilt(tmp_path):
    with depeche.create(tmp_path / "empty") as archive:
        age(archive)
        assert archive.rebuild().dispatches == 0
        assert not archive.outdated


def test_an_interruption_midway_leaves_the_old_archive_whole(archive):
    def stop(dispatch):
        if dispatch.id == "b":
            raise KeyboardInterrupt

    age(archive)
    before = engines(archive)
    with pytest.raises(KeyboardInterrupt):
        archive.rebuild(progress=stop)
    assert (engines(archive), archive.outdated) == (before, True)
    with depeche.open(archive.path) as again:
        assert texts(again) == WHOLE
        assert again.rebuild().dispatches == 3


def test_a_process_killed_midway_leaves_the_old_archive_and_the_next_writer_cleans_up(archive):
    before = engines(archive)
    code = f"import os, depeche; depeche.open({str(archive.path)!r}).rebuild(progress=lambda _: os._exit(9))"
    assert subprocess.run([sys.executable, "-c", code], check=False, env=os.environ).returncode == 9
    assert len(engines(archive)) == 2
    with depeche.open(archive.path) as again:
        assert texts(again) == WHOLE
        again.add([Dispatch("d", "Un mot.")])
        assert (engines(again), texts(again)) == (before, WHOLE | {"d": "Un mot."})


def test_an_interruption_behind_the_change_leaves_the_new_archive_and_the_next_writer_cleans_up(archive, monkeypatch):
    def stop(self, kept):
        raise KeyboardInterrupt

    age(archive)
    with monkeypatch.context() as patched:
        patched.setattr(ArchiveFolder, "_sweep", stop)
        with pytest.raises(KeyboardInterrupt):
            ArchiveFolder.turn(ArchiveFolder(archive.path), archive._folder.manifest)
        patched.setattr(ArchiveFolder, "_sweep", lambda *_: None)
        archive.rebuild()
    assert len(engines(archive)) == 2
    with depeche.open(archive.path) as again:
        assert (texts(again), again.outdated) == (WHOLE, False)
        again.add([Dispatch("d", "Un mot.")])
        assert len(engines(again)) == 1


def test_it_waits_for_no_writer_and_lets_none_in(archive):
    def during(_):
        with depeche.open(archive.path) as other:
            with pytest.raises(ArchiveLocked):
                other.add([Dispatch("d", "Un mot.")])
            with pytest.raises(ArchiveLocked):
                other.rebuild()
            assert texts(other) == WHOLE

    archive.rebuild(progress=during)
    writer = archive._folder.writer()
    with pytest.raises(ArchiveLocked):
        archive.rebuild()
    writer.close()
    assert texts(archive) == WHOLE


def test_a_snapshot_of_before_stays_good(archive):
    before = archive.snapshot()
    archive.rebuild()
    assert before.commit != archive.snapshot().commit
    assert before.search("combats").total == archive.search("combats").total
    assert list(before.dispatches()) == list(archive.snapshot().dispatches())


def test_a_handle_of_before_adds_to_the_rebuilt_archive(archive):
    with depeche.open(archive.path) as other:
        archive.rebuild()
        other.add([Dispatch("d", "Un mot.")])
        assert set(texts(other)) == {"a", "b", "c", "d"}
    archive.reopen()
    assert archive.snapshot().dispatch("d").text == "Un mot."
    with pytest.raises(NotFound):
        archive.snapshot().mentions("e")
