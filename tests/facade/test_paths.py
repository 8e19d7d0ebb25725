"""Nothing is written outside of an archive but in the user's cache, and nothing that lies in an archive is run."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

WATCHED = """
import json, os, sys
from pathlib import Path

written, run = set(), set()
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
CHANGING = {"os.mkdir": 1, "os.rename": 2, "os.remove": 1, "os.rmdir": 1, "os.symlink": 2, "os.link": 2, "os.truncate": 1,
            "os.chmod": 1, "sqlite3.connect": 1}
WITHIN = {"os.remove", "os.rmdir", "os.mkdir", "os.rename"}
RUNNING = {"exec", "compile", "import", "pickle.find_class", "marshal.loads"}

def hook(event, arguments):
    if event == "open":
        path, mode, flags = arguments
        if isinstance(path, (str, bytes)) and (set(mode or "") & set("wax+") or (flags or 0) & WRITING):
            written.add(os.path.abspath(os.fsdecode(path)))
    elif event in CHANGING:
        folder = arguments[-1] if isinstance(arguments[-1], int) and arguments[-1] >= 0 else None
        base = os.readlink(f"/proc/self/fd/{folder}") if folder is not None and event in WITHIN else ""
        paths = [path for path in arguments[: CHANGING[event]] if isinstance(path, (str, bytes))]
        written.update(os.path.abspath(os.path.join(base, os.fsdecode(path))) for path in paths)
    elif event in RUNNING:
        run.add((event, str(arguments[1] if event == "compile" else getattr(arguments[0], "co_filename", arguments[0]))[:300]))

from depeche.cli.group import run as command
COMMANDS
sys.addaudithook(hook)
codes = [command(words) for words in WORDS]
print(json.dumps({"codes": codes, "written": sorted(written), "run": sorted(run)}))
"""


def watched(before, words, tmp_path):
    """Run commands, `before` unwatched, and return the exit codes, the paths that were to be changed, and what was run."""
    program = WATCHED.replace("COMMANDS", f"[command(words) for words in {before!r}]").replace("WORDS", repr(words))
    for name in ("home", "temporary", "here"):
        (tmp_path / name).mkdir(exist_ok=True)
    places = {"HOME": tmp_path / "home", "XDG_CACHE_HOME": tmp_path / "home" / "cache", "TMPDIR": tmp_path / "temporary"}
    environment = os.environ | {name: str(path) for name, path in places.items()} | {"PYTHONDONTWRITEBYTECODE": "1"}
    ran = subprocess.run(
        [sys.executable, "-c", program], env=environment, cwd=tmp_path / "here", capture_output=True, text=True, check=True
    )
    return json.loads(ran.stdout.splitlines()[-1])


def commands(archive, seeds, engine):
    a = ["-a", str(archive)]
    return [
        [*a, "index", "--engine", engine, str(seeds)],
        [*a, "index", str(seeds / "000_91850bdc69bfff43.txt")],
        [*a, "search", "-n", "1", "évacuation Daraa"],
        [*a, "show", "000_91850bdc69bfff43"],
        [*a, "stats"],
        [*a, "rebuild"],
        [*a, "check", "--deep"],
        [*a, "check", "--repair"],
    ]


@pytest.mark.parametrize("engine", ["tantivy", "whoosh"])
def test_no_path_outside_of_the_archive_is_written_but_the_user_s_cache(tmp_path, seeds, engine):
    archive, cache = tmp_path / "archive", tmp_path / "home" / "cache"
    told = watched([], commands(archive, seeds, engine), tmp_path)
    assert told["codes"] == [0] * 8
    outside = [path for path in map(Path, told["written"]) if not {archive, cache} & {path, *path.parents}]
    assert [path for path in outside if path not in (Path(os.devnull), archive.parent)] == []
    left = {path.relative_to(tmp_path).parts[0] for path in tmp_path.rglob("*") if path.is_file()}
    assert left == {"archive", "home"}
    assert {path.relative_to(tmp_path).parts[1] for path in (tmp_path / "home").rglob("*")} == {"cache"}


def test_nothing_of_an_archive_of_the_default_engine_is_run_or_unpickled(tmp_path, seeds):
    archive = tmp_path / "archive"
    every = commands(archive, seeds, "tantivy")
    told = watched(every[:3], every[2:], tmp_path)
    assert told["codes"] == [0] * 6
    events = {event for event, _ in told["run"]}
    assert "pickle.find_class" not in events
    assert "exec" in events  # modules that are imported: the hook sees what it is to see
    assert [source for event, source in told["run"] if str(archive) in source and event != "marshal.loads"] == []
