"""Near-identical passages and dispatches, found as they are taken in: an agency sends a story many times, and papers copy it.

``marks`` are those of texts by themselves, ``texts`` is what of a text is compared, ``signatures`` how those that are near it are
looked up, ``leaders`` the texts that are the first of their kind in a run, ``held`` those in the archive, ``clusters`` which mark a
text gets. Not here: what a search does with marks (``depeche.search``).
"""

__all__: list[str] = []
