"""What a search does not import: most of what it takes to start is importing."""

import subprocess
import sys

import pytest

LIBRARIES = {
    *("filelock", "platformdirs", "rapidfuzz", "rensa", "rich", "tomlkit", "watchfiles", "whoosh"),
    *("asyncio", "concurrent.futures", "decimal", "email", "hashlib", "http", "importlib.metadata", "importlib.resources"),
    *("logging", "lzma", "multiprocessing", "random", "shutil", "ssl", "subprocess", "tempfile", "unittest", "zipfile"),
}
ROOMS = (
    *("depeche.analyzers.gazetteer", "depeche.analyzers.layout", "depeche.analyzers.mentions", "depeche.analyzers.sentences"),
    *("depeche.indexer.checking", "depeche.indexer.copies.", "depeche.indexer.ingest", "depeche.indexer.intake"),
    *("depeche.indexer.readers", "depeche.indexer.rebuild", "depeche.indexer.records", "depeche.indexer.refreshing"),
    *("depeche.indexer.saved", "depeche.indexer.user_tables", "depeche.indexer.workers", "depeche.indexer.engines.tantivy.writer"),
    *("depeche.search.compiling.conditions", "depeche.search.compiling.dispatches", "depeche.search.compiling.expanding"),
    *("depeche.search.compiling.likeness", "depeche.search.compiling.nearby", "depeche.search.compiling.patterns"),
    *("depeche.search.compiling.phrases", "depeche.search.answering.explaining", "depeche.search.answering.suggesting"),
    *("depeche.cli.completing", "depeche.cli.tabular", "depeche.core.html", "depeche.core.markup"),
)
NAMES = ("depeche.analyzers.names.comparing", "depeche.analyzers.names.reading", "depeche.analyzers.names.screening")
MARKS = "depeche.indexer.copies.marks"
"""The one module of its package that a search needs."""


@pytest.fixture
def seeds_path(seed_archives):
    return seed_archives["tantivy"].path


def loaded(*arguments, terminal=False):
    """Return the modules that a process holds after a command, and what it printed."""
    code = (
        "import sys\nfrom depeche.cli import formats, group\n"
        f"formats.is_terminal = lambda: {terminal}\n"
        f"group.run({list(map(str, arguments))!r})\nsys.stdout.flush()\nprint(*sys.modules, file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(done.stderr.split()), done.stdout


@pytest.mark.parametrize("terminal", [False, True])
def test_a_search_imports_nothing_that_it_does_not_need(seeds_path, terminal):
    modules, printed = loaded("-a", seeds_path, "search", "rebelles", *([] if terminal else ["--json"]), terminal=terminal)
    assert "rebelles" in printed
    assert not modules & LIBRARIES
    assert [name for name in modules if name.startswith((*ROOMS, *NAMES)) and name != MARKS] == []


def test_a_name_imports_how_names_are_compared_and_nothing_else(seeds_path):
    loaded("-a", seeds_path, "search", "Daraa")  # which may be the first to ask for a table that is derived
    modules, printed = loaded("-a", seeds_path, "search", "Daraa", "--json")
    assert "Deraa" in printed
    assert set(NAMES) <= modules
    assert not modules & LIBRARIES
    assert [name for name in modules if name.startswith(ROOMS) and name != MARKS] == []
