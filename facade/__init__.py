"""Dépêche: search French news dispatches, and find a place or a person however it is spelled.

::

    import depeche

    with depeche.create("archive") as archive:
        archive.add(depeche.read(["seeds"]))
        for hit in archive.search("évacuation Daraa").passages:
            print(hit.dispatch, hit.text)

Everything public is a name of this package; all its types are in ``__all__``. Names are imported when first used, so that
``import depeche`` and ``depeche --help`` start no engine and load no table.
"""

from typing import TYPE_CHECKING

from depeche._version import __version__
from depeche.core.lazily import imported

if TYPE_CHECKING:
    from depeche.analyzers.mentions import mentions
    from depeche.analyzers.names import same_name
    from depeche.archive import Archive, create
    from depeche.archive import open_archive as open
    from depeche.checking import Finding, Repaired, check, repair
    from depeche.core.errors import (
        ArchiveDamaged,
        ArchiveError,
        ArchiveExists,
        ArchiveFormatError,
        ArchiveLocked,
        ArchiveNotFound,
        DepecheError,
        DuplicateIdError,
        EngineError,
        InputError,
        NotFound,
        QuestionError,
        ReadingError,
    )
    from depeche.core.model import Dispatch, DispatchDate, Entity, Kind, Level, Mention, MentionLevel, Precision
    from depeche.core.results import (
        Copy,
        EntityRef,
        Explained,
        FacetCount,
        Group,
        Highlight,
        Hit,
        Part,
        Results,
        Suggestion,
        Totals,
    )
    from depeche.core.snippets import Snippet, snippet
    from depeche.indexer.readers import Problem, read
    from depeche.indexer.report import Report, Same
    from depeche.indexer.saved import SavedQuestion, SavedQuestions
    from depeche.indexer.user_tables import UserTable, UserTables
    from depeche.search.options import SearchOptions
    from depeche.search.vocabulary.spellings import Spelling
    from depeche.snapshot import Snapshot, Stored

__all__ = [
    "Archive",
    "ArchiveDamaged",
    "ArchiveError",
    "ArchiveExists",
    "ArchiveFormatError",
    "ArchiveLocked",
    "ArchiveNotFound",
    "Copy",
    "DepecheError",
    "Dispatch",
    "DispatchDate",
    "DuplicateIdError",
    "EngineError",
    "Entity",
    "EntityRef",
    "Explained",
    "FacetCount",
    "Finding",
    "Group",
    "Highlight",
    "Hit",
    "InputError",
    "Kind",
    "Level",
    "Mention",
    "MentionLevel",
    "NotFound",
    "Part",
    "Precision",
    "Problem",
    "QuestionError",
    "ReadingError",
    "Repaired",
    "Report",
    "Results",
    "Same",
    "SavedQuestion",
    "SavedQuestions",
    "SearchOptions",
    "Snapshot",
    "Snippet",
    "Spelling",
    "Stored",
    "Suggestion",
    "Totals",
    "UserTable",
    "UserTables",
    "__version__",
    "check",
    "create",
    "mentions",
    "open",
    "read",
    "repair",
    "same_name",
    "snippet",
]

_ERRORS = [name for name in __all__ if name.endswith("Error") or name.startswith("Archive") or name == "NotFound"]
_HOMES = {
    **dict.fromkeys(_ERRORS, "depeche.core.errors"),
    **dict.fromkeys(["Archive", "create", "open"], "depeche.archive"),
    **dict.fromkeys(["Finding", "Repaired", "check", "repair"], "depeche.checking"),
    **dict.fromkeys(["Snapshot", "Stored"], "depeche.snapshot"),
    **dict.fromkeys(["SavedQuestion", "SavedQuestions"], "depeche.indexer.saved"),
    **dict.fromkeys(
        ["Dispatch", "DispatchDate", "Entity", "Kind", "Level", "Mention", "MentionLevel", "Precision"], "depeche.core.model"
    ),
    **dict.fromkeys(
        ["Copy", "EntityRef", "Explained", "FacetCount", "Group", "Highlight", "Hit", "Part", "Results", "Suggestion", "Totals"],
        "depeche.core.results",
    ),
    **dict.fromkeys(["Problem", "read"], "depeche.indexer.readers"),
    **dict.fromkeys(["UserTable", "UserTables"], "depeche.indexer.user_tables"),
    **dict.fromkeys(["Snippet", "snippet"], "depeche.core.snippets"),
    **dict.fromkeys(["Report", "Same"], "depeche.indexer.report"),
    "SearchOptions": "depeche.search.options",
    "Spelling": "depeche.search.vocabulary.spellings",
    "mentions": "depeche.analyzers.mentions",
    "same_name": "depeche.analyzers.names",
}
__getattr__ = imported(__name__, _HOMES, {"open": "open_archive"})


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
