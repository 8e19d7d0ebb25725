"""Saved questions: kept in the archive's folder ``user/``, in ``saved.toml``, with how far each has been shown.

The file is replaced at once (``rename``), so a reader sees it before or after a change, whole; who changes it holds the lock of
``saved.lock``, so of two changes at once none is lost. That lock is not the archive's: questions can be saved, and be marked as
seen, while dispatches are taken in. Not here: what the file looks like (``saved_file``), asking (``depeche.search``).
"""

from builtins import list as list_
from collections.abc import Callable
from dataclasses import replace as changed
from pathlib import Path

from depeche.core.errors import InputError, NotFound, ReadingError
from depeche.indexer.archive import ArchiveFolder
from depeche.indexer.locking import hold
from depeche.indexer.readers.files import opened
from depeche.indexer.replacing import replace_file
from depeche.indexer.saved_file import SavedQuestion, check_name, checked, parse, with_question, without

__all__ = ["SavedQuestion", "SavedQuestions"]

_PATIENCE = 10.0
"""How many seconds another change is waited for; one takes milliseconds."""
_LARGEST = 10_000_000
"""The most bytes of the file, which is read whole with each change: thousands of the longest questions."""


class SavedQuestions:
    """The saved questions of one archive. May be shared by threads and processes.

    All raise ReadingError, which names file and line, if the file holds what is no saved question; then nothing is changed.
    """

    def __init__(self, folder: ArchiveFolder) -> None:
        self._folder = folder

    @property
    def path(self) -> Path:
        """The file; it may be missing, and may be edited by hand."""
        return self._folder.user_path / "saved.toml"

    def list(self) -> list_[SavedQuestion]:
        """Return the questions, in the order of the file, which is that in which they were added."""
        return list_(parse(self._text(), self.path).values())

    def get(self, name: str) -> SavedQuestion:
        """Return the question `name`; NotFound if there is none."""
        return self._named(name, parse(self._text(), self.path))

    def add(self, name: str, question: str, *, replace: bool = False, **options: object) -> SavedQuestion:
        """Keep `question` under `name` and return it as it is kept; what has been seen of one that it replaces is forgotten.

        `options` are of those of a search: the facets, ``levels``, ``within``, ``sort``, ``group``, ``copies``, ``limit`` and
        ``strict``; None is left out. InputError for a name, text or option that cannot be kept, and, without `replace`, for a
        name that is taken.
        """
        saved = SavedQuestion(check_name(name), *checked(question, options))

        def change(text: str, known: dict[str, SavedQuestion]) -> str:
            if name in known and not replace:
                raise InputError(f"there is a saved question {name} already")
            known[name] = saved
            return with_question(text, saved)

        self._change(change)
        return saved

    def remove(self, name: str) -> None:
        """Remove the question `name`; NotFound if there is none."""

        def change(text: str, known: dict[str, SavedQuestion]) -> str:
            del known[self._named(name, known).name]
            return without(text, name)

        self._change(change)

    def mark(self, shown: SavedQuestion, commit_number: int) -> None:
        """Note that what commits up to `commit_number` took in has been shown of the question, as `shown` has it.

        Nothing is noted of one that has been removed or replaced meanwhile; where another run has noted more, that stays.
        """

        def change(text: str, known: dict[str, SavedQuestion]) -> str:
            kept = known.get(shown.name)
            if kept is None or changed(kept, seen=shown.seen) != shown or kept.seen < shown.seen:
                return text
            seen = commit_number if kept.seen == shown.seen else max(kept.seen, commit_number)
            known[shown.name] = changed(kept, seen=seen)
            return with_question(text, known[shown.name])

        self._change(change)

    def _named(self, name: str, known: dict[str, SavedQuestion]) -> SavedQuestion:
        if name not in known:
            raise NotFound(f"no saved question {name} in this archive")
        return known[name]

    def _text(self) -> str:
        try:
            with opened(self.path) as file:
                data = file.read(_LARGEST + 1)
        except FileNotFoundError:
            return ""
        if len(data) > _LARGEST:
            raise ReadingError(f"{self.path} has more than the {_LARGEST:,} bytes that saved questions may have")
        try:
            return data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            raise ReadingError(f"{self.path}, line {line}: byte {error.start} is not UTF-8") from error

    def _change(self, change: Callable[[str, dict[str, SavedQuestion]], str]) -> None:
        """Replace the file by what `change` makes of its text; it also makes the questions what they are to be.

        The new text must read so, else it is not written: TOML can be written in ways that are not understood here.
        """
        self.path.parent.mkdir(exist_ok=True)
        with hold(self.path.with_name("saved.lock"), str(self.path), _PATIENCE):
            text = self._text()
            wanted = parse(text, self.path)
            made = change(text, wanted)
            if not _reads_as(made, wanted):
                raise InputError(f"{self.path} is written in a way that can only be edited by hand")
            if made != text:
                replace_file(self.path, made)


def _reads_as(text: str, wanted: dict[str, SavedQuestion]) -> bool:
    try:
        return parse(text, "") == wanted
    except ReadingError:
        return False
