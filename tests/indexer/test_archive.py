"""An archive's folder: made, opened, and refused where something else made it."""

import json

import pytest

from depeche import ArchiveExists, ArchiveFormatError, ArchiveLocked, ArchiveNotFound, EngineError
from depeche.indexer.archive import ArchiveFolder
from depeche.indexer.engines import registry
from depeche.indexer.manifest import FORMAT
from depeche.indexer.records import fingerprint


@pytest.fixture(params=registry.NAMES)
def folder(request, tmp_path):
    return ArchiveFolder.create(tmp_path / "archive", request.param)


def rewrite(folder, **changes):
    manifest = folder.path / "manifest.json"
    manifest.write_text(json.dumps(json.loads(manifest.read_text()) | changes))


def test_a_new_archive_opens_as_it_was_made(folder):
    assert ArchiveFolder.open(folder.path) == folder
    assert folder.manifest.format == FORMAT
    assert folder.manifest.fingerprint == fingerprint()
    reader = folder.reader()
    assert (reader.record, reader.size()) == (None, 0)
    reader.close()


def test_the_manifest_names_the_engine_so_that_opening_needs_no_flag(folder):
    engine = registry.engine(folder.manifest.engine)
    assert json.loads((folder.path / "manifest.json").read_text())["engine"] == engine.name
    assert folder.manifest.engine_version == engine.version


def test_without_a_name_the_default_engine_is_taken(tmp_path):
    assert ArchiveFolder.create(tmp_path / "archive").manifest.engine == registry.default().name


def test_an_empty_folder_may_become_an_archive_with_missing_parents(tmp_path):
    empty = tmp_path / "empty"
    empty.mkdir()
    for path in (empty, tmp_path / "a" / "b"):
        assert ArchiveFolder.open(ArchiveFolder.create(path).path).path == path


def test_nothing_is_written_beside_the_archive(folder):
    assert [path.name for path in folder.path.parent.iterdir()] == ["archive"]
    assert {path.name for path in folder.path.iterdir()} <= {"engine", "manifest.json", "cache", "write.lock"}


def test_an_archive_or_anything_else_in_its_place_is_not_overwritten(folder, tmp_path):
    full, file = tmp_path / "full", tmp_path / "file"
    full.mkdir()
    (full / "notes.txt").write_text("à garder")
    file.write_text("à garder")
    for path in (folder.path, full, file):
        with pytest.raises(ArchiveExists):
            ArchiveFolder.create(path)
    assert (full / "notes.txt").read_text() == file.read_text() == "à garder"


def test_an_unknown_engine_is_an_error_and_leaves_nothing(tmp_path):
    with pytest.raises(EngineError, match="sqlite"):
        ArchiveFolder.create(tmp_path / "archive", "sqlite")
    assert not (tmp_path / "archive").exists()


def test_a_folder_without_an_archive_is_not_found(tmp_path):
    for path in (tmp_path, tmp_path / "missing"):
        with pytest.raises(ArchiveNotFound):
            ArchiveFolder.open(path)


@pytest.mark.parametrize("damage", [b"", b"{", b"null", b"[]", b"{}", b'"x"', b"\xff", b"[" * 100_000])
def test_a_damaged_manifest_is_a_format_error(folder, damage):
    (folder.path / "manifest.json").write_bytes(damage)
    with pytest.raises(ArchiveFormatError, match=r"manifest\.json"):
        ArchiveFolder.open(folder.path)


@pytest.mark.parametrize(
    "changes", [{"format": 0}, {"format": FORMAT + 1}, {"format": "1"}, {"engine": "sqlite"}, {"engine": None}]
)
def test_an_archive_of_another_format_or_engine_is_a_format_error(folder, changes):
    rewrite(folder, **changes)
    with pytest.raises(ArchiveFormatError):
        ArchiveFolder.open(folder.path)


def test_an_archive_of_other_rules_is_read_but_not_written(folder):
    rewrite(folder, fingerprint="chain-0")
    other = ArchiveFolder.open(folder.path)
    other.reader().close()
    with pytest.raises(ArchiveFormatError, match="rebuild`"):
        other.writer()


def test_an_archive_of_an_older_format_says_how_to_take_its_dispatches_over(folder):
    rewrite(folder, format=1)
    with pytest.raises(ArchiveFormatError, match=" export > "):
        ArchiveFolder.open(folder.path)


def test_the_user_s_tables_count_for_the_fingerprint(folder):
    before = folder.fingerprint()
    folder.user_path.mkdir()
    (folder.user_path / "a.tsv").write_text("kind\tlabel\nplace\tZyqxville\n")
    assert folder.fingerprint() != before == folder.manifest.fingerprint
    with pytest.raises(ArchiveFormatError, match="rebuild`"):
        folder.writer()
    folder.reader().close()
    (folder.user_path / "a.tsv").unlink()
    folder.writer().close()


def test_there_is_one_writer_at_a_time(folder):
    writer = folder.writer()
    with pytest.raises(ArchiveLocked):
        folder.writer()
    writer.close()
    folder.writer().close()


def test_lost_files_of_the_engine_are_an_error_of_the_archive_or_engine(folder):
    for file in folder.engine_path.iterdir():
        file.unlink()
    with pytest.raises((ArchiveFormatError, EngineError)):
        folder.reader()
