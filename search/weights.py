"""Every constant of the ranking, in one place, with what chose it.

Starting values from trials on questions over French passages: a tie of .5 between the levels of one word, stems at .8 of the
word as written, names' spellings at .5 of it times their probability.
"""

__all__ = ["ALIAS", "COMPOUND", "EXACT", "LEVEL_TIE", "MOST_SPELLINGS", "SPELLING", "STEM", "WORD_TIE"]

EXACT = 1.0
"""A word as written."""
STEM = 0.8
"""A word with the same stem."""
COMPOUND = 0.5
"""The word in a hyphenated compound, or the compound written in the other way."""
SPELLING = 0.5
"""Another spelling of a name, times its probability."""
ALIAS = 0.5
"""Another name of the same place or actor."""
LEVEL_TIE = 0.5
"""How much of the weaker levels' scores a word adds to its best one."""
WORD_TIE = 1.0
"""Words side by side add their scores: each further word found raises the passage."""
MOST_SPELLINGS = 32
"""How many spellings of a name are asked for, the likeliest first."""
