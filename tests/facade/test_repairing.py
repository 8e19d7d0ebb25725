"""`depeche check --repair`: what is derived is made again, what is damaged is left behind, and nothing whole is thrown away."""

import shutil

import pytest

import depeche
from depeche.core.errors import ArchiveError, ArchiveLocked
from depeche.indexer.archive import ArchiveFolder


def derived(path):
    """Return the archive at `path`, with the tables that questions need in its cache."""
    with depeche.open(path) as archive:
        archive.search("place:Syrie Daraa")
    return path


@pytest.fixture(params=["tantivy", "whoosh"])
def copied(request, seed_archives, tmp_path):
    """A copy of the archive of the seeds, to be damaged."""
    return derived(shutil.copytree(seed_archives[request.param].path, tmp_path / "archive"))


@pytest.fixture
def tantivy(seed_archives, tmp_path):
    return shutil.copytree(seed_archives["tantivy"].path, tmp_path / "archive")


def texts(path):
    with depeche.open(path) as archive:
        return {one.id: (one.text, one.path, one.title) for one in archive.snapshot().dispatches()}


def answers(path):
    with depeche.open(path) as archive:
        found = archive.search("évacuation Daraa")
        return [(hit.dispatch, hit.ordinal, hit.score) for hit in found.passages]


def repaired(path):
    made = depeche.repair(path)
    assert [one for one in made.left if not one.harmless] == []
    return made.done


@pytest.mark.parametrize("damage", [b"", b"{", b'{"format": 5}', None])
def test_a_lost_or_damaged_manifest_is_made_again_as_it_was(copied, damage):
    path = copied / "manifest.json"
    before = ArchiveFolder.open(copied).manifest
    if damage is None:
        path.unlink()
    else:
        path.write_bytes(damage)
    assert "manifest.json made again" in repaired(copied)
    assert ArchiveFolder.open(copied).manifest == before


def test_of_several_engine_folders_the_fullest_is_the_archive_s_and_the_others_are_kept(copied):
    before = texts(copied)
    other = depeche.create(copied.parent / "other")
    other.add([depeche.Dispatch("1", "Une trêve à Idleb.")])
    shutil.copytree(copied.parent / "other" / "engine", copied / "engine-0123456789ab")
    (copied / "manifest.json").unlink()
    repaired(copied)
    assert texts(copied) == before
    assert [*copied.glob("damaged-*/engine-0123456789ab")]


def test_tables_of_the_cache_are_derived_again(copied):
    whole = {path: path.read_bytes() for path in (copied / "cache").iterdir()}
    for path in whole:
        path.write_bytes(path.read_bytes()[:-5])
    repaired(copied)
    assert {path: path.read_bytes() for path in (copied / "cache").iterdir()} == whole


def test_what_something_interrupted_has_left_is_removed(copied):
    before = {path.name for path in copied.rglob("*")}
    (copied / "engine-0123456789ab").mkdir()
    (copied / "engine" / "0123456789abcdef0123456789abcdef.idx").write_bytes(b"half")
    (copied / "cache" / "terms.tsv.1.part").write_text("à moitié")
    repaired(copied)
    assert {path.name for path in copied.rglob("*")} - {"write.lock"} == before - {"write.lock"}


@pytest.mark.parametrize("sort", ["fast", "idx", "term", "pos", "fieldnorm", "meta.json"])
def test_all_dispatches_outlive_the_loss_of_any_file_but_their_texts(tantivy, sort):
    before, found = texts(tantivy), answers(tantivy)
    for file in (tantivy / "engine").glob(f"*{sort}"):
        file.unlink()
    done = repaired(tantivy)
    assert "5 dispatches of 5 taken into a new index" in done
    assert texts(tantivy) == before
    assert answers(tantivy) == found


def test_the_damaged_files_are_kept_aside(tantivy):
    file = next((tantivy / "engine").glob("*.pos"))
    file.write_bytes(b"nothing")
    repaired(tantivy)
    assert [path.read_bytes() for path in tantivy.glob(f"damaged-*/engine/{file.name}")] == [b"nothing"]


def test_a_replaced_dispatch_does_not_come_back(tantivy):
    with depeche.open(tantivy) as archive:
        archive.add([depeche.Dispatch("a", "Des combats à Homs."), depeche.Dispatch("b", "Une trêve à Idleb.")])
        archive.add([depeche.Dispatch("a", "Les combats ont cessé à Homs.")])
        archive.remove(["b"])
    before = texts(tantivy)
    for file in (tantivy / "engine").glob("*.idx"):
        file.unlink()
    repaired(tantivy)
    assert texts(tantivy) == before


def test_of_a_damaged_store_what_can_be_read_is_kept_and_what_is_lost_is_told(tantivy):
    with depeche.open(tantivy) as archive:
        archive.add(depeche.Dispatch(str(n), f"Dépêche {n}. " + f"Le convoi {n * 7919} a quitté Alep. " * 40) for n in range(400))
    before = texts(tantivy)
    store = max((tantivy / "engine").glob("*.store"), key=lambda path: path.stat().st_size)
    content = bytearray(store.read_bytes())
    content[len(content) // 3 : len(content) // 3 + 40] = bytes(40)
    store.write_bytes(content)
    done = depeche.repair(tantivy).done
    after = texts(tantivy)
    lost = before.keys() - after.keys()
    assert 0 < len(lost) < 200
    assert after.items() <= before.items()
    assert {f"dispatch {id_} is lost" for id_ in lost} <= {*done}


def test_where_no_text_can_be_read_nothing_is_changed(tantivy, cli):
    for file in (tantivy / "engine").glob("*.store"):
        file.unlink()
    before = sorted(path.name for path in tantivy.rglob("*"))
    with pytest.raises(ArchiveError, match="no dispatch"):
        depeche.repair(tantivy)
    assert sorted(path.name for path in tantivy.rglob("*")) == before
    assert cli("-a", tantivy, "check", "--repair").code == 3


def test_numbers_of_arrival_go_on_after_a_salvage(tantivy):
    with depeche.open(tantivy) as archive:
        number = archive.snapshot().arrivals
    for file in (tantivy / "engine").glob("*.fast"):
        file.unlink()
    repaired(tantivy)
    with depeche.open(tantivy) as archive:
        assert archive.snapshot().arrivals >= number


def test_a_whole_archive_stays_as_it_is(copied):
    before = {path: path.read_bytes() for path in copied.rglob("*") if path.is_file()}
    assert repaired(copied) == ()
    assert {path: path.read_bytes() for path in copied.rglob("*") if path.is_file() and path.name != "write.lock"} == {
        path: content for path, content in before.items() if path.name != "write.lock"
    }


def test_nothing_is_repaired_while_a_writer_is_at_work(copied):
    with ArchiveFolder.open(copied).hold(), pytest.raises(ArchiveLocked):
        depeche.repair(copied)


def test_the_command_says_what_it_did(tantivy, cli):
    (tantivy / "manifest.json").unlink()
    answer = cli("-a", tantivy, "check", "--repair")
    assert (answer.code, answer.out, answer.err) == (0, "whole\n", "manifest.json made again\n")
