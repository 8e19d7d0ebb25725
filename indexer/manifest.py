"""What an archive says of itself: the format, what made it, which of its folders is the engine's, and the last commit.

The file is replaced at once (``rename``) and decides: a folder that it does not name is what an interrupted rebuild left. The
engine's own commit is the truth of what the archive holds: after a crash the manifest may be one commit behind, which a reader
does not mind and the next writer mends. Keys that a later version adds are passed over.
Not here: the archive's folder (``archive``), what the engine's own files hold (``engines``), checking them (``checking``).
"""

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, fields, replace
from pathlib import Path
from typing import Any

from depeche.core import fields as names
from depeche.core.errors import ArchiveDamaged, ArchiveFormatError, ArchiveNotFound
from depeche.core.frozen import field, frozen
from depeche.core.plan import Everything, Values
from depeche.indexer import commits
from depeche.indexer.engines import registry
from depeche.indexer.engines.contract import Reader
from depeche.indexer.engines.files import Files, FileSum, files
from depeche.indexer.replacing import replace_file

__all__ = ["ENGINE", "FORMAT", "MAKING", "NAME", "Commit", "Manifest", "command", "described", "read", "write"]

FORMAT = 5
"""The version of this layout and of what payloads, cards and fields hold."""

ENGINE = "engine"
"""The folder of an engine's own files, and how the names of others for it begin."""

NAME = "manifest.json"

MAKING = "making"
"""A file that lies beside while an archive is made: what else is there without a manifest may go."""


@frozen
class Commit:
    """The last commit: its name, its number (the first is 1), and when it was made (ISO 8601, UTC)."""

    name: str
    number: int
    time: str


@frozen
class Manifest:
    """What made an archive, and what it held after the commit that was the last when this was written.

    `format` is the version of the layout, `fingerprint` that of analysis and gazetteer; `entities` says whether texts were
    searched for places and actors, `folder` which folder is the engine's. `files` are those of the commit in that folder that
    never change, with their sums. An archive without a commit has none, and counts nothing.
    """

    format: int
    engine: str
    engine_version: str
    fingerprint: str
    folder: str = ENGINE
    entities: bool = True
    commit: Commit | None = None
    dispatches: int = 0
    passages: int = 0
    files: Mapping[str, FileSum] = field(default_factory=dict)


def read(archive: Path) -> Manifest:
    """Read the manifest of the archive in that folder.

    ArchiveNotFound if there is no archive; ArchiveDamaged if the manifest is lost or cannot be read; ArchiveFormatError if another
    version or an unknown engine made the archive.
    """
    found = _loaded(archive)
    number = found.get("format")
    if type(number) is not int:
        raise ArchiveDamaged(_damaged(archive, "is not the manifest of an archive"))
    if number != FORMAT:
        raise ArchiveFormatError(_other_format(archive, number))
    made = _parsed(archive, found)
    if made.engine not in registry.NAMES:
        raise ArchiveFormatError(f"{archive} was made by the engine {made.engine}, which this version of Dépêche does not have")
    return made


def write(archive: Path, manifest: Manifest) -> None:
    """Make `manifest` that of the archive in that folder, all at once; OSError if it cannot be written."""
    replace_file(archive / NAME, json.dumps(asdict(manifest), indent=1) + "\n")


def described(archive: Path, made: Manifest, reader: Reader) -> Manifest:
    """Return `made` with the commit that `reader` has opened, its counts and the engine's files as they are now.

    Files whose sums `made` knows are not read again; those that the engine replaces with each commit are left out.
    """
    leads = reader.count(Values(names.LEAD, ("1",)), dispatches=False).passages
    passages = reader.count(Everything(), dispatches=False).passages
    told = commits.told(reader.record) if reader.record else None
    commit = Commit(told["name"], told["number"], told["time"]) if told else None
    sums = _sums(files(made.engine), archive / made.folder, made.files)
    return replace(made, commit=commit, dispatches=leads, passages=passages, files=sums)


def command(archive: Path, *words: str) -> str:
    """Return the command line that does `words` to the archive, to be told to people."""
    import shlex

    return shlex.join(["depeche", "-a", str(archive), *words])


def _sums(engine: Files, folder: Path, known: Mapping[str, FileSum]) -> dict[str, FileSum]:
    """Return the sums of the lasting files, as `known` or read; what a merge removes meanwhile is left out."""
    found: dict[str, FileSum] = {}
    for name in engine.committed(folder):
        if not engine.is_replaced(name):
            with suppress(FileNotFoundError):
                found[name] = known.get(name) or engine.sum(folder / name)
    return found


def _loaded(archive: Path) -> dict[str, Any]:
    path = archive / NAME
    try:
        found = json.loads(path.read_text("utf-8"))
    except (FileNotFoundError, NotADirectoryError) as error:
        if any(archive.glob(f"{ENGINE}*/")) and not (archive / MAKING).exists():
            raise ArchiveDamaged(_damaged(archive, "is missing")) from error
        raise ArchiveNotFound(f"{archive} holds no archive; `depeche index` makes one") from error
    except (OSError, ValueError, RecursionError) as error:
        raise ArchiveDamaged(_damaged(archive, f"cannot be read ({error})")) from error
    if not isinstance(found, dict):
        raise ArchiveDamaged(_damaged(archive, "is not the manifest of an archive"))
    return found


def _parsed(archive: Path, found: dict[str, Any]) -> Manifest:
    """Return what is known among the keys of a manifest; ArchiveDamaged where one is missing or of another type."""
    try:
        known = {one.name: found[one.name] for one in fields(Manifest) if one.name in found}
        if known.get("commit") is not None:
            known["commit"] = Commit(**{one.name: known["commit"][one.name] for one in fields(Commit)})
        sums = known.get("files", {}).items()
        known["files"] = {name: FileSum(int(one["size"]), str(one["crc32"])) for name, one in sums}
        made = Manifest(**known)
    except (TypeError, KeyError, ValueError, AttributeError) as error:
        raise ArchiveDamaged(_damaged(archive, "is not the manifest of an archive")) from error
    if not _is_sound(made):
        raise ArchiveDamaged(_damaged(archive, "is not the manifest of an archive"))
    return made


def _is_sound(made: Manifest) -> bool:
    texts = (made.engine, made.engine_version, made.fingerprint, made.folder)
    numbers = (made.dispatches, made.passages)
    is_inside = isinstance(made.folder, str) and made.folder.startswith(ENGINE) and made.folder == Path(made.folder).name
    return is_inside and all(isinstance(one, str) for one in texts) and all(type(one) is int for one in numbers)


def _damaged(archive: Path, how: str) -> str:
    return f"{archive / NAME} {how}: `{command(archive, 'check', '--repair')}` makes it again where the rest is whole"


def _other_format(archive: Path, found: int) -> str:
    if found > FORMAT:
        return f"{archive} has format {found}, of a later version of Dépêche; this one reads format {FORMAT}: update it"
    lines = "dispatches.jsonl"
    return (
        f"{archive} has format {found}, of an older version of Dépêche; this one reads format {FORMAT}. With the older version: "
        f"`{command(archive, 'export')} > {lines}`; with this one: `depeche -a NEW index {lines}`"
    )
