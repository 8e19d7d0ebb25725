"""Checking an archive: whether all that it holds is as it was written, and what is to be done where it is not.

Not here: tables derived for questions, which the room of search makes; repairing (``depeche.checking``).
"""

from depeche.indexer.checking.files import Checked, check_files
from depeche.indexer.checking.findings import Finding
from depeche.indexer.checking.stored import check_stored
from depeche.indexer.checking.terms import check_terms
from depeche.indexer.checking.user import check_user

__all__ = ["Checked", "Finding", "check_files", "check_stored", "check_terms", "check_user"]
