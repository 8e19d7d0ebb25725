"""Places and actors that a text names: from tables of names and from French cue words, no model.

``mentions`` and ``extract`` read a text, ``gazetteer`` and ``entity`` the tables, ``fingerprint`` tells their version.
Nothing is loaded before the first call.
"""

from depeche.analyzers.mentions.cache import fingerprint
from depeche.analyzers.mentions.extracting import Extraction, extract, mentions
from depeche.analyzers.mentions.gazetteer import Gazetteer, entity, gazetteer

__all__ = ["Extraction", "Gazetteer", "entity", "extract", "fingerprint", "gazetteer", "mentions"]
