"""Reading the tables that ship with the packages: TSV, ``#`` lines of provenance, then a row of column names.

Not here: what a table means. Each room reads its own.
"""

from collections.abc import Iterator
from importlib.resources import files

__all__ = ["rows"]


def rows(package: str, name: str) -> Iterator[dict[str, str]]:
    """Yield the rows of ``tables/name`` in `package` as dicts of its columns; cells that a short row leaves out are empty.

    ValueError if a row is too long: the tables ship with the code, and a test reads them all.
    """
    text = files(package).joinpath("tables", name).read_text("utf-8")
    lines = (line for line in text.split("\n") if line and not line.startswith("#"))
    columns = next(lines).split("\t")
    for line in lines:
        cells = line.split("\t")
        yield dict(zip(columns, cells + [""] * (len(columns) - len(cells)), strict=True))
