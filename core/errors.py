"""The one tree of errors. Everything that Dépêche raises on purpose is in it.

::

    DepecheError
    ├── InputError              what came in cannot be used
    │   ├── ReadingError        a file or line: path, and byte offset or line number
    │   └── DuplicateIdError    two inputs that claim one id
    ├── QuestionError           a question that cannot be answered as asked
    ├── ArchiveError            the archive itself
    │   ├── ArchiveNotFound     no archive in that folder
    │   ├── ArchiveExists       something is there already
    │   ├── ArchiveFormatError  made by another format, analyzer or gazetteer
    │   │   └── ArchiveDamaged  a file of it is missing, cut off or altered
    │   └── ArchiveLocked       another writer holds it
    ├── NotFound                no dispatch of that id
    └── EngineError             an engine failed, or cannot be imported; the disk is full, or refuses

Engines turn their own exceptions into these (``raise … from``). Programming errors stay what they are.
"""

__all__ = [
    "ArchiveDamaged",
    "ArchiveError",
    "ArchiveExists",
    "ArchiveFormatError",
    "ArchiveLocked",
    "ArchiveNotFound",
    "DepecheError",
    "DuplicateIdError",
    "EngineError",
    "InputError",
    "NotFound",
    "QuestionError",
    "ReadingError",
]


class DepecheError(Exception):
    """The root: catch this to catch everything that Dépêche raises on purpose."""


class InputError(DepecheError):
    """Something that was to be indexed cannot be used."""


class ReadingError(InputError):
    """A file or a line of it cannot be read; the message names the file and the byte or line."""


class DuplicateIdError(InputError):
    """Two inputs of one run have the same id; the message names both."""


class QuestionError(DepecheError):
    """A question, filter or cursor that cannot be answered as asked."""


class ArchiveError(DepecheError):
    """Something is wrong with the archive as a whole."""


class ArchiveNotFound(ArchiveError):
    """There is no archive in that folder."""


class ArchiveExists(ArchiveError):
    """The folder in which an archive was to be created holds something already."""


class ArchiveFormatError(ArchiveError):
    """The archive was made by another format, analyzer or gazetteer, or it is damaged."""


class ArchiveDamaged(ArchiveFormatError):
    """A file of the archive is missing, cut off or altered; ``depeche check`` says which."""


class ArchiveLocked(ArchiveError):
    """Another writer holds the archive."""


class NotFound(DepecheError):
    """The archive holds no dispatch of that id."""


class EngineError(DepecheError):
    """An engine failed at something, or cannot be imported; the message says if the disk is full, or refuses."""
