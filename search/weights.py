"""Every constant of the ranking, in one place, with what chose it.

Starting values from trials on questions over French passages: a tie of .5 between the levels of one word, stems at .8 of the
word as written, names' spellings at .5 of it times their probability.
"""

__all__ = [
    "ALIAS",
    "COMMONNESS",
    "COMPOUND",
    "EXACT",
    "LEAD",
    "LEVEL_TIE",
    "MOST_IN_ROW",
    "MOST_LIKE",
    "MOST_NEAR",
    "MOST_ROWS",
    "MOST_SPELLINGS",
    "NAMED_LIKE",
    "NEAR",
    "NEAR_SLOP",
    "PRESENCE",
    "ROW",
    "SPELLING",
    "STEM",
    "TITLE",
    "WORD_TIE",
]

EXACT = 1.0
"""A word as written."""
STEM = 0.8
"""A word with the same stem."""
COMPOUND = 0.5
"""The word in a hyphenated compound, or the compound written in the other way."""
SPELLING = 0.5
"""Another spelling of a name, times its probability."""
COMMONNESS = 0.1
"""Of spellings that are as likely, the one that the archive has more often is the likelier meant: the power of its share."""
ALIAS = 0.5
"""Another name of the same place or actor, times the probability that the question names it."""
ROW = 0.5
"""The words of a name in a row, however spelled, beside each of them; in a row as typed they weigh as a word as written."""
LEVEL_TIE = 0.5
"""How much of the weaker levels' scores a word adds to its best one."""
WORD_TIE = 1.0
"""Words side by side add their scores: each further word found raises the passage."""
PRESENCE = 1.2
"""That a word is there at all, in a form or by one of its family: times its rarity."""
TITLE = 1.3
"""That the title has a word: times its rarity."""
NEAR = 0.4
"""That two words of the question that stand side by side are near each other: times the rarity of both."""
NEAR_SLOP = 1
"""How many words may stand between them."""
LEAD = 0.05
"""That a passage is the first of its dispatch: times the rarity of all words."""
MOST_NEAR = 2
"""How many spellings of a name are looked for near another word, and in the title."""
MOST_LIKE = 25
"""How many words, and how many entities, ask for more like a text: Lucene's default."""
NAMED_LIKE = 0.5
"""That a passage names an entity that the text names: times its rarity."""
MOST_SPELLINGS = 32
"""How many spellings of a name are asked for, the likeliest first."""
MOST_IN_ROW = 4
"""How many spellings of a word are tried in a row: names have two or three common ones, and the ways of a row are a product."""
MOST_ROWS = 30
"""How many ways of a name in a row are tried, the likeliest first: each is a query of its own."""
