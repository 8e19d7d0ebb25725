"""Reading the tables that ship with the packages: TSV, ``#`` lines of provenance, then a row of column names.

A table whose name ends in ``.xz`` is compressed, which spares what is downloaded of one that no person edits.

Not here: what a table means. Each room reads its own.
"""

import lzma
from collections.abc import Iterator
from importlib.resources import files

__all__ = ["cells", "rows"]


def rows(package: str, name: str) -> Iterator[dict[str, str]]:
    """Yield the rows of ``tables/name`` in `package` as dicts of its columns; cells that a short row leaves out are empty.

    ValueError if a row is too long: the tables ship with the code, and a test reads them all.
    """
    header, *lines = _lines(package, name)
    columns = header.split("\t")
    for line in lines:
        found = line.split("\t")
        yield dict(zip(columns, found + [""] * (len(columns) - len(found)), strict=True))


def cells(package: str, name: str) -> list[str]:
    """Return the cells of ``tables/name`` in `package`, a table of one column: for long lists, quicker than :func:`rows`."""
    return _lines(package, name)[1:]


def _lines(package: str, name: str) -> list[str]:
    data = files(package).joinpath("tables", name).read_bytes()
    text = (lzma.decompress(data) if name.endswith(".xz") else data).decode("utf-8")
    return [line for line in text.split("\n") if line and line[0] != "#"]
