"""The tables of this room: where they are, and what identifies them.

Not here: the places and actors themselves (``depeche.analyzers.gazetteer``), what a table means.
"""

from hashlib import sha256
from importlib.resources import files
from pathlib import Path

from depeche.analyzers import gazetteer

__all__ = ["PACKAGE", "RULES", "TABLES", "fingerprint"]

PACKAGE = "depeche.analyzers.mentions"
RULES = "mentions-5"
"""Version of the rules that find mentions: raised when they change, for archives hold what they found."""
TABLES = (
    "cues.tsv",
    "date_words.tsv",
    "descriptions.tsv",
    "evidence.tsv",
    "first_names.tsv",
    "no_names.tsv",
    "person_names.tsv",
    "stances.tsv",
)


def fingerprint(*user: Path) -> str:
    """Return what identifies the mentions that are found: the rules, these tables, the gazetteer with the `user`'s tables.

    InputError for a table of the user's that cannot be read.
    """
    tables = b"\0".join(files(PACKAGE).joinpath("tables", name).read_bytes() for name in TABLES)
    parts = (RULES, sha256(tables).hexdigest(), gazetteer.fingerprint(*user))
    return sha256("\n".join(parts).encode()).hexdigest()[:32]
