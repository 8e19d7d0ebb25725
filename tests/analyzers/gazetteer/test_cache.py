import os
import subprocess
import sys

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from depeche.analyzers.gazetteer import cache
from depeche.analyzers.gazetteer.sources import curated

FEW = tuple(one for one in curated() if one.id.startswith("SY."))
"""Places of Syria, so that compiling is quick."""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr(cache, "user_cache_path", lambda name: tmp_path / name)
    monkeypatch.setattr(cache, "records", lambda: FEW)
    return tmp_path / "depeche"


def only_file(folder):
    (path,) = folder.iterdir()
    return path


def test_the_first_use_writes_one_file_named_by_the_fingerprint(folder):
    cache.compiled()
    assert only_file(folder).name == f"gazetteer-{cache.fingerprint()}.json"


def test_the_second_use_reads_what_the_first_compiled(folder, monkeypatch):
    first = cache.compiled()
    monkeypatch.setattr(cache, "compile_records", lambda _: pytest.fail("compiled again"))
    assert cache.compiled() == first


@pytest.mark.parametrize("damage", [b"", b"{}", b"\xff\x00", b"[" * 100_000])
def test_a_damaged_file_is_compiled_again_and_replaced(folder, damage):
    first = cache.compiled()
    path = only_file(folder)
    whole = path.read_bytes()
    path.write_bytes(damage)
    assert cache.compiled() == first
    assert path.read_bytes() == whole


def test_a_file_cut_short_or_changed_is_not_trusted(folder):
    first = cache.compiled()
    path = only_file(folder)
    whole = path.read_bytes()
    for other in (whole[:-10], whole.replace(b"SY.alep", b"SY.pela"), b"x" + whole):
        path.write_bytes(other)
        assert cache.compiled() == first


def test_a_file_of_another_fingerprint_is_left_alone(folder):
    folder.mkdir()
    foreign = folder / "gazetteer-0.json"
    foreign.write_text("foreign")
    cache.compiled()
    assert foreign.read_text() == "foreign"


def test_the_newest_files_are_kept_and_older_ones_removed(folder):
    folder.mkdir()
    for age in range(6):
        old = folder / f"gazetteer-{age}.json"
        old.write_text("old")
        os.utime(old, (1000 - age, 1000 - age))
    (folder / "other.txt").write_text("not ours")
    cache.compiled()
    kept = {f"gazetteer-{cache.fingerprint()}.json", "gazetteer-0.json", "gazetteer-1.json", "gazetteer-2.json", "other.txt"}
    assert {path.name for path in folder.iterdir()} == kept


def test_many_tables_of_the_user_s_do_not_push_the_shipped_ones_out(folder, tmp_path):
    tables = [tmp_path / f"{n}.tsv" for n in range(6)]
    for path in tables:
        path.write_text(f"label\tkind\n{path.stem} Zarq\tplace\n")
    cache.compiled(*tables)
    before = {path.name: path.stat().st_mtime_ns for path in folder.iterdir()}
    assert len(before) == 7
    cache.compiled(*tables)
    assert {path.name: path.stat().st_mtime_ns for path in folder.iterdir()} == before


def test_old_files_that_cannot_be_removed_do_no_harm(folder):
    for age in range(6):
        (folder / f"gazetteer-{age}.json").mkdir(parents=True)
    assert cache.compiled().names


def test_a_folder_that_cannot_be_written_does_no_harm(tmp_path, monkeypatch):
    (tmp_path / "depeche").write_text("a file where the folder would be")
    monkeypatch.setattr(cache, "user_cache_path", lambda name: tmp_path / name)
    monkeypatch.setattr(cache, "records", lambda: FEW)
    assert cache.compiled().names


@settings(deadline=None, max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=200))
def test_any_bytes_in_the_file_are_survived(tmp_path, data):
    path = tmp_path / "mentions.json"
    path.write_bytes(data)
    assert cache._read(path, "mark") is None


def test_importing_the_package_reads_no_table():
    code = (
        "import depeche.core.tables as t, depeche.analyzers.tokenizing\n"
        "t.rows = lambda package, name: (_ for _ in ()).throw(SystemExit(3)) if 'mentions' in package else iter(())\n"
        "import depeche.analyzers.mentions"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
