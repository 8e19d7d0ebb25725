"""Where tables derived from an archive are kept if its own folder cannot be written: in the user's cache.

Not here: what the tables hold (``depeche.search.vocabulary``), the compiled gazetteer (``depeche.analyzers.gazetteer.cache``).
"""

from pathlib import Path

__all__ = ["spare"]


def spare(folder: Path) -> Path:
    """Return the folder of the user's cache that stands for an archive's `folder` of tables; neither needs to be there."""
    from hashlib import sha256

    from platformdirs import user_cache_path

    name = sha256(str(folder.resolve()).encode("utf-8", "surrogateescape")).hexdigest()[:24]
    return user_cache_path("depeche") / "archives" / name
