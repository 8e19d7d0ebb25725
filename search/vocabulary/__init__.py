"""What an archive itself holds that a question may mean: its words and entities. Not here: what a question makes of them."""

from depeche.search.vocabulary.store import Vocabulary

__all__ = ["Vocabulary"]
