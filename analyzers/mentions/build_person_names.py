"""Write ``tables/person_names.tsv`` from Faker: run ``python -m depeche.analyzers.mentions.build_person_names`` to make it again.

Faker (MIT) carries lists of the first names and surnames that its locales use. Needs the development dependency ``faker``.
Only names in Latin letters are taken, word by word. Not here: the first names of the news that Faker lacks, Arabic ones above
all, which stand in ``first_names.tsv``.
"""

import pkgutil
import re
from collections.abc import Iterator
from importlib import import_module
from importlib.metadata import version
from pathlib import Path

from depeche.analyzers.chain import stopwords
from depeche.analyzers.folding import fold

__all__ = ["main"]

_WORD = re.compile(r"[^\W\d_]{2,}")


def main() -> None:
    """Write the table beside this module: each name folded, with ``f`` for a first name, ``l`` for a surname, sorted."""
    found: dict[str, set[str]] = {}
    for letter, name in _names():
        for word in _WORD.findall(fold(name)):
            if word.isascii() and word not in stopwords():
                found.setdefault(word, set()).add(letter)
    rows = [f"{name}\t{''.join(sorted(letters))}" for name, letters in sorted(found.items())]
    path = Path(__file__).parent / "tables" / "person_names.tsv"
    path.write_text("\n".join([*_provenance(), "name\tas", *rows]) + "\n", "utf-8")


def _provenance() -> list[str]:
    return [
        "# Words of names of persons, folded: as f, first name; l, surname; fl, both.",
        f"# Source: the locales of Faker {version('faker')} (https://github.com/joke2k/faker, MIT License).",
        "# Do not edit: made by mentions/build_person_names.py. First names that it lacks stand in first_names.tsv.",
    ]


def _names() -> Iterator[tuple[str, str]]:
    from faker.providers import person

    for module in pkgutil.iter_modules(person.__path__):
        provider = import_module(f"{person.__name__}.{module.name}").Provider
        for attribute in dir(provider):
            letter = {"first": "f", "last_": "l"}.get(attribute[:5])
            if letter and attribute.partition("name")[1]:
                yield from ((letter, name) for name in _strings(getattr(provider, attribute)))


def _strings(value: object) -> Iterator[str]:
    """Yield the names of an attribute: a list or a dict that weighs them; methods and lists of lists have none."""
    names = value if isinstance(value, (dict, tuple, list, set, frozenset)) else ()
    yield from (name for name in names if isinstance(name, str))


if __name__ == "__main__":
    main()
