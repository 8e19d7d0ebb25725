"""The question as typed, to a tree. Not here: what an archive makes of it (``depeche.search.compiling``)."""

__all__: list[str] = []
