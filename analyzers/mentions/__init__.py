"""Places, actors and dates that a text names: from the gazetteer, cue words and weighed evidence.

``mentions`` and ``extract`` read a text; ``fingerprint`` tells the version of the rules and tables, the gazetteer's among them.
"""

from depeche.analyzers.mentions.extracting import Extraction, extract, mentions
from depeche.analyzers.mentions.lexicon import fingerprint

__all__ = ["Extraction", "extract", "fingerprint", "mentions"]
