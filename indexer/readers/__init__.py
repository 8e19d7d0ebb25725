"""Files to dispatches: one module a format, behind ``registry``."""

from depeche.indexer.readers.contract import Problem, Reader, Source
from depeche.indexer.readers.registry import READERS, read

__all__ = ["READERS", "Problem", "Reader", "Source", "read"]
