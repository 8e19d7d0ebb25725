"""Every constant of the ranking, in one place, with what chose it.

Figures are nDCG@10 (MRR@10, R@100) of 3,272 questions over 1,518 French paragraphs with titles, as ``benchmarks/ranking.py`` prints
them. What ships has .8378 (.8112, .9670): all that answers a word, and all that raises, is summed, but that a word is there counts
once. Those of single constants were measured one at a time around .8377 (.8106, .9676), when a word added but half of its weaker
levels and a lead was raised; without what ``raising`` adds it was .8134 (.7846, .9627). Differences under .001 are noise. Names are
another matter: their constants were chosen by questions for names in news (``benchmarks/name_queries.py``).
"""

__all__ = [
    "ALIAS",
    "COMMONNESS",
    "COMPOUND",
    "EXACT",
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
"""A word with the same stem. At .6 .8378 (.8107, .9670), at 1 .8363 (.8090, .9679)."""
COMPOUND = 0.5
"""The word in a hyphenated compound, or the compound written in the other way. At 0 .8376."""
SPELLING = 0.5
"""Another spelling of a name, times its probability."""
COMMONNESS = 0.1
"""Of spellings that are as likely, the one that the archive has more often is the likelier meant: the power of its share."""
ALIAS = 0.5
"""Another name of the same place or actor, times the probability that the question names it."""
ROW = 0.5
"""The words of a name in a row, however spelled, beside each of them; in a row as typed they weigh as a word as written.

At 0 and 1 .8378 and .8377: chosen by names.
"""
WORD_TIE = 1.0
"""Words side by side add their scores: each further word found raises the passage."""
PRESENCE = 1.2
"""That a word is there at all, in a form or by one of its family: times its rarity.

Without .8274 (.7981, .9673), at .6 .8371 (.8097), at 1.8 .8347 (.8076).
"""
TITLE = 1.3
"""That the title has a word: times its rarity. Without .8282 (.8020, .9645), at .6 .8343 (.8079), at 2 .8373 (.8093)."""
NEAR = 0.4
"""That two words of the question that stand side by side are near each other: times the rarity of both.

Without .8336 (.8052), at .2 .8367 (.8090), at .8 .8371 (.8101); R@100 is the same.
"""
NEAR_SLOP = 1
"""How many words may stand between them. 0: .8358 (.8083); 2: .8377 (.8106); 4: .8378 (.8109), and slower."""
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
