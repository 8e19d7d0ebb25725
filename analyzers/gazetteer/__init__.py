"""The places and actors that are known, with their names: the tables that ship, and those of the user laid over them.

``gazetteer`` opens them, ``entity`` looks one up, ``fingerprint`` tells their version. Nothing is loaded before the first call.
"""

from depeche.analyzers.gazetteer.cache import fingerprint
from depeche.analyzers.gazetteer.store import Candidate, Gazetteer, entity, gazetteer

__all__ = ["Candidate", "Gazetteer", "entity", "fingerprint", "gazetteer"]
