"""What an archive says of itself: the format, what made it, the last commit and its files."""

import json
import zlib
from dataclasses import replace

import pytest

from depeche import ArchiveDamaged, ArchiveFormatError, ArchiveNotFound, Dispatch
from depeche.indexer import commits, ingest, manifest
from depeche.indexer.archive import ArchiveFolder
from depeche.indexer.engines import registry

HOMS = Dispatch("1", "Des combats à Homs ont fait douze morts, selon l'OSDH.\n\nLe régime dément.")
ALEP = Dispatch("2", "Les secours d'Alep attendent depuis mardi.")


@pytest.fixture(params=registry.NAMES)
def folder(request, tmp_path):
    made = ArchiveFolder.create(tmp_path / "archive", request.param, entities=False)
    ingest.add(made, [HOMS, ALEP])
    return made


def test_it_tells_the_last_commit_and_what_that_holds(folder):
    made = folder.manifest
    reader = folder.reader()
    told = commits.told(reader.record)
    reader.close()
    assert made.format == manifest.FORMAT == 5
    assert (made.dispatches, made.entities) == (2, False)
    assert made.passages >= 2
    assert (made.commit.name, made.commit.number, made.commit.time) == (told["name"], told["number"], told["time"])
    assert (told["fingerprint"], told["entities"]) == (made.fingerprint, False)


def test_it_has_size_and_checksum_of_each_file_of_the_commit(folder):
    made = folder.manifest
    assert made.files
    for name, told in made.files.items():
        content = (folder.engine_path / name).read_bytes()
        assert told.size == len(content)
        if made.engine == "whoosh":
            assert int(told.crc32, 16) == zlib.crc32(content)


def test_a_commit_keeps_the_sums_of_files_that_stay(folder):
    reader = folder.reader()
    name = next(iter(folder.manifest.files))
    kept = replace(folder.manifest.files[name], crc32="0badcafe")
    made = replace(folder.manifest, files={name: kept, "of a commit that is past": kept})
    described = manifest.described(folder.path, made, reader)
    reader.close()
    assert described.files[name] == kept
    assert "of a commit that is past" not in described.files


def test_an_archive_without_a_commit_counts_nothing(tmp_path):
    made = ArchiveFolder.create(tmp_path / "archive").manifest
    assert (made.commit, made.dispatches, made.passages) == (None, 0, 0)


def test_it_reads_back_as_it_was_written(folder):
    made = folder.manifest
    manifest.write(folder.path, made)
    assert manifest.read(folder.path) == made


def rewrite(folder, /, **changes):
    path = folder.path / manifest.NAME
    path.write_text(json.dumps(json.loads(path.read_text()) | changes))


def test_keys_of_a_later_version_are_passed_over(folder):
    made = folder.manifest
    rewrite(folder, colour="bleu", language={"fr": 1})
    assert manifest.read(folder.path) == made


@pytest.mark.parametrize(
    "changes",
    [
        {"folder": "../elsewhere"},
        {"folder": "user"},
        {"folder": "engine/../.."},
        {"fingerprint": 3},
        {"files": {"a.idx": {"size": 1}}},
        {"files": 1},
        {"commit": {"name": "x"}},
        {"passages": "24"},
        {"format": "4"},
    ],
)
def test_a_manifest_that_says_what_none_can_say_is_damaged(folder, changes):
    rewrite(folder, **changes)
    with pytest.raises(ArchiveDamaged, match=r"manifest\.json.* check --repair`"):
        manifest.read(folder.path)


def test_a_lost_manifest_is_named_with_what_makes_it_again(folder):
    (folder.path / manifest.NAME).unlink()
    with pytest.raises(ArchiveDamaged, match=r"manifest\.json is missing: `depeche -a .*archive check --repair`"):
        manifest.read(folder.path)


def test_a_folder_without_manifest_and_engine_is_no_archive(tmp_path):
    with pytest.raises(ArchiveNotFound):
        manifest.read(tmp_path)


def test_another_format_says_the_commands_that_take_its_dispatches_over(folder):
    rewrite(folder, format=3)
    with pytest.raises(ArchiveFormatError, match=r"`depeche -a .*archive export > dispatches\.jsonl`.*index dispatches\.jsonl"):
        manifest.read(folder.path)
    rewrite(folder, format=manifest.FORMAT + 1)
    with pytest.raises(ArchiveFormatError, match="a later version"):
        manifest.read(folder.path)


def test_an_archive_of_other_rules_says_the_command_that_rebuilds_it(folder):
    rewrite(folder, fingerprint="chain-0")
    with pytest.raises(ArchiveFormatError, match=r"run `depeche -a .*archive rebuild`"):
        folder.writer()


def test_commands_are_quoted_for_a_shell(tmp_path):
    assert manifest.command(tmp_path / "les archives", "check") == f"depeche -a '{tmp_path}/les archives' check"
