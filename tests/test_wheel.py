"""What is built is whole: every module and table of the rooms is in the wheel, and nothing else is."""

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOMS = {
    "core": "depeche/core",
    "analyzers": "depeche/analyzers",
    "indexer": "depeche/indexer",
    "search": "depeche/search",
    "facade": "depeche",
}


def wanted(root: Path) -> set[str]:
    kinds = {".py", ".tsv", ".typed", ".xz"}
    files = (file for room in ROOMS for file in (root / room).rglob("*") if file.suffix in kinds and file.is_file())
    return {f"{ROOMS[file.relative_to(root).parts[0]]}/{'/'.join(file.relative_to(root).parts[1:])}" for file in files}


@pytest.fixture(scope="module")
def wheel(root: Path, tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    source = tmp_path_factory.mktemp("source")
    for room in ROOMS:
        shutil.copytree(root / room, source / room, ignore=shutil.ignore_patterns("__pycache__"))
    for file in ("setup.cfg", "pyproject.toml", "README.md", "LICENSE", "NOTICE"):
        shutil.copy(root / file, source)
    command = [sys.executable, "-m", "pip", "wheel", "--no-deps", "--no-build-isolation", "--quiet", "-w", str(source), "."]
    subprocess.run(command, cwd=source, check=True, capture_output=True)
    return zipfile.ZipFile(next(source.glob("*.whl")))


def test_every_module_and_table_is_in_the_wheel_and_nothing_else(wheel: zipfile.ZipFile, root: Path) -> None:
    packed = {name for name in wheel.namelist() if ".dist-info/" not in name}
    assert packed == wanted(root)


def test_no_file_of_the_wheel_is_empty_but_the_marker_of_types(wheel: zipfile.ZipFile) -> None:
    assert [info.filename for info in wheel.infolist() if info.file_size == 0 and not info.filename.endswith("py.typed")] == []


def test_the_licences_are_in_the_wheel(wheel: zipfile.ZipFile) -> None:
    assert {"LICENSE", "NOTICE"} <= {Path(name).name for name in wheel.namelist()}
