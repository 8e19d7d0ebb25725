"""Reading the tables that ship with the packages: TSV, ``#`` lines of provenance, then a row of column names.

A table whose name ends in ``.xz`` is compressed, which spares what is downloaded of one that no person edits.

Not here: what a table means. Each room reads its own.
"""

import pkgutil
from collections.abc import Iterator

__all__ = ["cells", "rows", "text"]


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
    """Return the lines of ``tables/name`` in `package` below the column names: quicker than :func:`rows` where there are many."""
    return _lines(package, name)[1:]


def text(package: str, name: str) -> str:
    """Return ``tables/name`` in `package` as it is."""
    data = pkgutil.get_data(package, f"tables/{name}") or b""
    if name.endswith(".xz"):
        import lzma

        data = lzma.decompress(data)
    return data.decode("utf-8")


def _lines(package: str, name: str) -> list[str]:
    return [line for line in text(package, name).split("\n") if line and line[0] != "#"]
