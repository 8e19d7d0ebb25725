import subprocess
import sys

import pytest

from depeche.core.errors import EngineError
from depeche.indexer.engines import registry


def test_each_name_gives_the_engine_of_that_name():
    assert [registry.engine(name).name for name in registry.NAMES] == list(registry.NAMES)


def test_each_engine_tells_the_version_of_its_library():
    assert all(registry.engine(name).version[0].isdigit() for name in registry.NAMES)


def test_an_unknown_name_is_an_engine_error_that_lists_the_known_ones():
    with pytest.raises(EngineError, match="tantivy, whoosh"):
        registry.engine("lucene")


def test_the_default_is_tantivy():
    assert registry.default().name == "tantivy"


def run(code: str) -> str:
    return subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout.strip()


def test_importing_the_registry_imports_no_engine():
    code = "import sys, depeche.indexer.engines.registry; print({'tantivy', 'whoosh'} & sys.modules.keys())"
    assert run(code) == "set()"


def test_where_tantivy_cannot_be_imported_whoosh_is_the_default_and_tantivy_an_engine_error():
    code = (
        "import sys; sys.modules['tantivy'] = None\n"
        "from depeche.indexer.engines import registry\n"
        "from depeche.core.errors import EngineError\n"
        "try: registry.engine('tantivy')\n"
        "except EngineError as error: print(registry.default().name, 'cannot be imported' in str(error))"
    )
    assert run(code) == "whoosh True"
